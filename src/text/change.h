/* Which words of a value are other ones than before: for CHANGE, old line and
 * new line side by side.
 *
 * A word ends at a blank or behind a semicolon (a DMARC record need not have
 * blanks). Words that both lines have in the same order are the same; lines of
 * more than CHANGE_MAX words are not compared. Everything is borrowed from the
 * texts.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_CHANGE_H
#define ZEGEL_TEXT_CHANGE_H

#include "base/str.h"

enum { CHANGE_MAX = 128 };

struct changed_word {
	struct slice text;
	bool differs; /* the other line has it not, or elsewhere */
};

struct changed_words {
	struct changed_word items[CHANGE_MAX];
	size_t count;
};

/* The words of both lines. Both empty when either has too many. */
void change_compare(const char *old, const char *new,
		    struct changed_words *gone, struct changed_words *added);

/* Adds those that differ, a blank between. */
void change_add_differing(struct str *out, const struct changed_words *words);

#endif
