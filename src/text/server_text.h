/* What is said about a mail server that was tried out: each step in plain
 * words, what is wrong and what to do, where a suggestion comes from, and how
 * to get a password that a program may use.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVER_H
#define ZEGEL_TEXT_SERVER_H

#include "core/server_guess.h"
#include "core/server_wish.h"

/* One step as it is now, in a sentence; for one that went wrong, what was seen.
 * Nothing for what was left out. */
void server_add_step(struct str *out, enum test_step step,
		     const struct server_wish *wish,
		     const struct server_result *r);

/* What to do about the trouble, in a sentence or two; "" without one. */
void server_add_fix(struct str *out, const struct server_wish *wish,
		    const struct server_result *r);

/* What to do when the SPF record does not let the server send; else nothing. */
void server_add_spf_fix(struct str *out, const struct server_wish *wish,
			const struct server_result *r);

/* "smtp.strato.de, port 587 (STARTTLS): where STRATO takes mail". */
void server_add_guess(struct str *out, const struct server_guess *guess);

/* "STARTTLS", "TLS", "without encryption"; translated, borrowed. */
const char *server_security_words(enum server_security security);

/* What the test mail says; the caller frees it. */
char *server_mail_text(const struct server_wish *wish);

/* Its subject; translated, borrowed. */
const char *server_mail_subject(void);

#endif
