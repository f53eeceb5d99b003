/* What has changed while somebody watches, so that it can be said for a moment:
 * rows that turned, and answers that stopped coming and came back.
 *
 * Knows complete verdicts only. What does not answer for a while has not
 * changed: a row is compared with what it was when it was last known.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_NEWS_H
#define ZEGEL_SCREENS_NEWS_H

#include "core/check.h"
#include "term/draw.h"

enum { NEWS_MS = 6000 }; /* so long something is new */

struct news_row {
	char *name;
	enum rr type;
	enum sign sign; /* as it was last known */
	int64_t turned_ms;
};

/* Starts as zeros. */
struct news {
	struct news_row *rows;
	size_t count;
	size_t cap;
	bool has_answers; /* there were any */
	bool is_lost;     /* no answer comes any more, from nowhere */
	int64_t back_ms;  /* when they came again; 0: never */
};

void news_update(struct news *news, const struct verdict *v);
void news_free(struct news *news);

/* True for a moment after this record turned. */
bool news_has_turned(const struct news *news, const struct record *wanted);

/* True for a moment after the answers came again. */
bool news_are_back(const struct news *news);

/* In how many ms something ends to be new; -1: nothing is. */
int news_ms(const struct news *news);

#endif
