/* The short words of verdicts and plans. All are translated, and borrowed until
 * the language changes.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_STATE_H
#define ZEGEL_TEXT_STATE_H

#include "core/check.h"

/* "right", "not found yet", "not changed yet", "being changed", "wrong",
 * "no answer", "on some name servers"; a wrong record says what is wrong in the
 * words of its first finding ("wrong name"). */
const char *state_words(const struct record_verdict *r);

/* The words that usually come there, by number, so that a column can be wide
 * enough for them; NULL behind the last. */
const char *state_usual_words(size_t index);

/* The sign before them: ✓ ✗ ○ ◐ ? */
const char *state_sign(const struct record_verdict *r);

/* "at the DNS host" column: "2 of 3" */
void state_add_published(struct str *out, const struct record_verdict *r);

/* "on the internet" column: "visible", "by 14:32 at the latest", or nothing. */
void state_add_visible(struct str *out, const struct record_verdict *r,
		       time_t now);

/* "NEW", "CHANGE", "KEEP", "REMOVE"; "?" where nothing is known. */
const char *action_words(enum action action);

/* "SPF", "DKIM", "DMARC", "return address", ... */
const char *purpose_words(enum purpose purpose);

/* The verdict on the domain in one sentence, with the services' names. */
void outcome_add_sentence(struct str *out, const struct verdict *v,
			  const struct service_list *services);

/* How the domain is looked at again later; nightly: a timer does it. The caller
 * frees it. */
char *later_sentence(const char *domain, bool nightly);

/* "green", "waiting", "wrong", "no answer": for a list. */
const char *outcome_words(enum outcome outcome);

#endif
