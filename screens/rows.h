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

/* True when the record is right already. */
bool row_is_right(const struct verdict *v, size_t item);

enum sign row_sign(const struct record_verdict *r);
enum role row_role(const struct record_verdict *r);

/* The DNS host whose form may be spoken of; NULL: a general one. */
const struct dns_host *row_host(const struct verdict *v);

/* What stands in the form's name field, and how long values stand there. The
 * caller frees it. */
char *row_name(const struct verdict *v, const struct record *r);
char *row_value(const struct verdict *v, const struct record *r);

/* The path through the host's panel, "Domains › voorbeeld.nl › DNS"; NULL when
 * none is known. The caller frees it. */
char *row_path(const struct verdict *v);

/* Draws the findings that have to be said now, each with what to do, indented;
 * returns the rows it took. Waiting ones are said by the row's own words. */
int rows_draw_findings(const struct verdict *v, const struct findings *findings,
		       int row, int col);

/* How many of the required records are right, out of how many. */
void rows_count(const struct verdict *v, size_t *right, size_t *all);

#endif
