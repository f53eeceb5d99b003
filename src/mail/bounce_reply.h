/* The reply of a mail server (RFC 5321, 4.2) within another text: where it
 * stands, its codes, and its words on one line.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_BOUNCE_REPLY_H
#define ZEGEL_MAIL_BOUNCE_REPLY_H

#include "mail/message_read.h"

struct bounce_reply {
	const char *at; /* its code, in the text */
	unsigned sureness;
	unsigned code;
	char status[16]; /* "5.7.26", or "" */
};

/* The one that is most surely a reply; false: there is none. */
bool bounce_find_reply(struct slice text, struct bounce_reply *out);

/* Its words, cleaned, of the text that begins with its code; to be freed. */
char *bounce_reply_text(struct slice rest, const struct bounce_reply *reply);

/* 5.7.26 at the beginning of text (RFC 3463, 2); its length or 0. */
size_t bounce_status_length(struct slice text);
void bounce_set_status(char out[16], struct slice text, size_t len);

#endif
