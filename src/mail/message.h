/* Writes one mail: a plain text with its headers (RFC 5322), whatever letters
 * they hold (RFC 2047 for headers, quoted-printable of RFC 2045 for the text).
 *
 * Pure: the clock and what makes the message's name unique come from the
 * caller. A line break in a header cannot begin another one: every control
 * character there becomes a blank.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_MESSAGE_H
#define ZEGEL_MAIL_MESSAGE_H

#include "base/str.h"

struct mail_message {
	const char *from;      /* an address as mail_address_read() gives it */
	const char *from_name; /* beside it, or NULL */
	const char *to;        /* likewise; NULL: not known yet, no line */
	const char *subject;   /* UTF-8 */
	const char *text;      /* UTF-8, lines end in LF */
	const char *language;  /* "nl", or NULL */
	const char *unique;    /* letters and digits, for the Message-ID */
	time_t date;
	bool automatic; /* nobody pressed a key for it (RFC 3834) */
};

/* Adds the whole message, lines ending in CRLF, none longer than 78. */
void message_add(struct str *out, const struct mail_message *m);

/* Adds "Name: text" with its CRLF, encoded and folded where need be. */
void message_add_header(struct str *out, const char *name, const char *text);

/* Adds the text in quoted-printable. */
void message_add_quoted(struct str *out, const char *text);

#endif
