/* Reads along in a conversation with a mail server: SMTP (RFC 5321, 4954, 3207)
 * or IMAP (RFC 3501, 9051). It is told every byte that went either way and
 * knows how far it got, what the server offers and what it said last.
 *
 * What the server says is bounded and cleaned here. Whatever goes out between
 * AUTH and the answer to it is never kept, nor are the server's questions in
 * between. Owns its lines; free it with dialogue_free().
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_DIALOGUE_H
#define ZEGEL_BASE_DIALOGUE_H

#include "base/mail_server.h"
#include "base/str.h"

enum {
	DIALOGUE_LINES_MAX = 100, /* of those that are kept */
	DIALOGUE_LINE_MAX = 200,  /* bytes of each */
	DIALOGUE_TEXT_MAX = 500,  /* of what it said last */
	DIALOGUE_STATUS_MAX = 32,
};

struct dialogue_line {
	bool ours;
	char *text; /* cleaned */
};

struct dialogue {
	enum server_protocol protocol;
	enum talk_step step; /* of what was said last */
	bool greeted;
	bool in_hello;    /* its answer to EHLO is to come */
	bool leaving;     /* we said good-bye: its answer counts no more */
	bool in_login;    /* between AUTH and its answer */
	unsigned offers;  /* bits of enum server_offer */
	bool told_offers; /* it has said what it offers */
	/* of its last answer: SMTP's code; IMAP: 250 OK, 550 NO, 500 BAD, 421
	 * BYE; 0: none yet */
	unsigned code;
	/* RFC 3463 ("5.7.8"), IMAP: RFC 5530 ("AUTHENTICATIONFAILED"); or "" */
	char status[DIALOGUE_STATUS_MAX];
	struct str text;  /* its words, those of several lines with blanks */
	bool answer_open; /* more lines of that answer are to come */
	char tag[DIALOGUE_STATUS_MAX]; /* IMAP: of our last command */
	struct dialogue_line *lines;
	size_t line_count;
	size_t line_cap;
};

struct dialogue dialogue_new(enum server_protocol protocol);
void dialogue_free(struct dialogue *d);

/* Whole lines, one or several. */
void dialogue_sent(struct dialogue *d, const char *bytes, size_t len);
void dialogue_received(struct dialogue *d, const char *bytes, size_t len);

#endif
