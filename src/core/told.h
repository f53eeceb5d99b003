/* What was last told about a domain, and whether a verdict is news against
 * that: the rules of --changes. Pure; store/ keeps what was told.
 *
 * Told is an outcome and the errors that stood. A verdict is news when
 *   - its outcome is another one, or
 *   - an error stands that was not told, or
 *   - an error that was told is gone.
 * What is better only as far as could be seen, while something is unknown, is
 * not. No answer at all is news once there was none in so many looks in a row.
 * Of a domain that nothing was ever told about, only what is wrong, or stays
 * without an answer, is news: that it is right, or that nobody entered anything
 * yet, is where it begins.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_TOLD_H
#define ZEGEL_CORE_TOLD_H

#include "core/check.h"

enum { TOLD_UNKNOWNS = 3 }; /* looks in a row, where nobody says otherwise */

struct told {
	bool known; /* false: nothing was, and only unknowns counts */
	enum outcome outcome;
	char *errors;      /* "code@name code@name"; NULL: they are not known */
	unsigned unknowns; /* looks in a row until now without an answer */
	time_t at;         /* since when that is told */
};

void told_free(struct told *told);
struct told told_copy(const struct told *told);
bool told_equal(const struct told *a, const struct told *b);

/* Is the finding one of these errors? NULL: there are none. */
bool told_has_error(const char *errors, const struct finding *finding);

/* Adds what is known by having told it to a past that knows nothing itself. */
void told_recall(const struct told *told, struct past *past);

struct told_rules {
	unsigned unknowns;                 /* that are news; at least 1 */
	const struct finding_set *ignored; /* or NULL */
};

/* True when the verdict (what is ignored is left out of it) is news. *next,
 * which the caller frees, is what to keep: of news once they were told, else
 * now, if it differs. */
bool told_is_news(const struct told *before, const struct verdict *v,
		  const struct told_rules *rules, struct told *next) MUST_CHECK;

/* What to keep while that news are not told: as before, but for the count of
 * looks without an answer. */
struct told told_not_yet(const struct told *before, const struct told *next);

#endif
