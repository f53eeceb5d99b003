/* The rows of the overview: every known domain in words, and which of them are
 * shown, in which order.
 *
 * Owns all of it; the rows keep their place until the next load.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_KNOWN_ROWS_H
#define ZEGEL_SCREENS_KNOWN_ROWS_H

#include "core/wizard.h"

struct known_row {
	char *name; /* canonical */
	char *shown;
	char *services; /* their names */
	bool judged;
	bool reminded; /* something is still to be done in a program */
	enum outcome outcome;
	time_t since;
};

enum known_order { KNOWN_BY_NAME, KNOWN_BY_STATE, KNOWN_BY_TIME, KNOWN_ORDERS };

struct known_rows {
	struct known_row *rows; /* in the order of their names */
	size_t count, cap;
	const struct known_row **shown;
	size_t shown_count;
};

/* Reads them anew; none is shown then. False when they cannot be read. */
bool known_rows_load(struct known_rows *rows, struct wizard *w);
void known_rows_free(struct known_rows *rows);

/* Shows those whose name or program fits word ("": all), in this order. */
void known_rows_show(struct known_rows *rows, const char *word,
		     enum known_order order);

/* The order in words: a msgid. */
const char *known_order_words(enum known_order order);

#endif
