/* The table of step 4: a row a record, how far it is at the DNS host and on the
 * internet, and under it what is wrong.
 *
 * Its columns are as wide as the words that usually come need, whatever stands
 * in them now: so nothing moves when a record turns. What just turned says so
 * in the last column, for a moment, in words and in bold.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_WAITING_TABLE_H
#define ZEGEL_SCREENS_WAITING_TABLE_H

#include "screens/news.h"

/* Draws it; returns the rows it took. */
int waiting_table_draw(const struct verdict *v, const struct news *news,
		       int row);

#endif
