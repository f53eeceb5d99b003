/* Times and durations as people say them, in local time.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_TIME_H
#define ZEGEL_TEXT_TIME_H

#include "base/str.h"

/* "14:32"; on another day than now with the date: "23 November, 14:32", and in
 * another year with that, too. */
void text_add_time(struct str *out, time_t at, time_t now);

/* "23 November 2026" */
void text_add_date(struct str *out, time_t at);

/* "2026-11-23", "23-11-2026": for a column. */
void text_add_short_date(struct str *out, time_t at);

/* "2 seconds", "5 minutes", "1 hour and 30 minutes", "2 days": at most two
 * units, rounded to what matters. */
void text_add_duration(struct str *out, int64_t seconds);

/* "2 min 41 s", "12 min", "3 h 5 min", "12 d": short, for a corner of the
 * screen. Seconds for the first five minutes only. */
void text_add_elapsed(struct str *out, int64_t seconds);

/* After how many seconds that reads differently. */
int64_t text_elapsed_step(int64_t seconds);

#endif
