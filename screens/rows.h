/* What the screens of records, waiting and done share: the plan's items with
 * their verdicts, signs and roles, findings under a row.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_ROWS_H
#define ZEGEL_SCREENS_ROWS_H

#include "core/wizard.h"
#include "term/draw.h"

/* The item's verdict, or NULL (it is to be removed). Items and verdicts stand
 * in the same order. */
const struct record_verdict *row_verdict(const struct verdict *v, size_t item);

/* The record that has to be entered or removed. */
const struct record *row_record(const struct plan_item *item);

/* True when there is (or was) something to do for the customer: not merely
 * recommended, and not right from the beginning. */
bool row_counts(const struct plan_item *item);

/* True when it is one of those to do or done since zegel first looked; what was
 * right from the beginning is none. */
bool row_is_work(const struct wizard *w, size_t item);

/* What had to be done: also for what is right by now. */
enum action row_action(const struct wizard *w, const struct plan_item *item);

/* True when the record is right already. */
bool row_is_right(const struct verdict *v, size_t item);

enum sign row_sign(const struct record_verdict *r);
enum role row_role(const struct record_verdict *r);

/* The DNS host whose form may be spoken of; NULL: a general one. */
const struct dns_host *row_host(const struct verdict *v);

/* How a list calls the record: its name below the zone, "@" for the zone
 * itself. The caller frees it. */
char *row_short_name(const struct verdict *v, const struct record *r);

/* What to type in the form's name field ("": nothing), and in its value field.
 * The caller frees it. */
char *row_name_to_type(const struct verdict *v, const struct record *r);
char *row_value(const struct verdict *v, const struct record *r);

/* The path through the host's panel, "Domains › voorbeeld.nl › DNS"; NULL when
 * none is known. The caller frees it. */
char *row_path(const struct verdict *v);

/* Draws the findings that have to be said now, each with what to do, indented,
 * and an empty row below them; returns the rows it took (0: there are none).
 * Waiting ones are said by the row's own words. */
int rows_draw_findings(const struct verdict *v, const struct findings *findings,
		       int row, int col);

/* The same of one record: without red as long as nobody changed it. */
int rows_draw_findings_of(const struct verdict *v,
			  const struct record_verdict *r, int row, int col);

/* The title while there is no plan: that we look, or, when that came to an end
 * without one, what it came to. Returns the rows it took. */
int rows_draw_looking(struct wizard *w);

/* How many of the required records are right, out of how many. */
void rows_count(const struct verdict *v, size_t *right, size_t *all);

#endif
