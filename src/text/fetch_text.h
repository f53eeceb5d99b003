/* What is said about a service's API: which key it wants, how asking it went,
 * what it thinks of the records. Words of the service stay its own.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FETCH_H
#define ZEGEL_TEXT_FETCH_H

#include "core/fetch_result.h"

/* Which key is needed, where it is made and what it must be allowed to do. */
void fetch_add_key(struct str *out, const struct api *api, const char *service);

/* Why there is nothing, in one sentence, and what to do. */
void fetch_add_problem(struct str *out, const struct fetch_result *r,
		       const char *service, const char *domain);

/* What was in the answer and is not taken; nothing when all was. */
void fetch_add_left(struct str *out, const struct api_answer *answer);

/* What the service says of the domain after its own check. */
void fetch_add_verdict(struct str *out, const struct fetch_result *r,
		       const char *service, const char *domain);

/* What it says of one record; translated, borrowed. */
const char *fetch_state_words(enum api_state state);

#endif
