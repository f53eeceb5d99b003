/* Finding a company or a program by what a person types of its name.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SEARCH_H
#define ZEGEL_CATALOG_SEARCH_H

#include "base/str.h"

/* Does word fit text? Forgiving: case, accents, blanks, hyphens and dots do not
 * count. 0: no; else greater is better (3 exact, 2 begins, 1 within, or nothing
 * was typed that counts). */
int search_match(const char *text, const char *word);

/* The part of text that word fits, from its first to its last letter; empty
 * where it does not, or nothing was typed that counts. */
struct slice search_part(const char *text, const char *word);

/* Is word text with a slip of the fingers: a letter too many, too few, another
 * or two that changed places? From eight letters on two such slips; what has
 * fewer than four has to be exact. The end of text may be left out. */
bool search_is_near(const char *text, const char *word);

#endif
