/* Finding a company or a program by what a person types of its name.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SEARCH_H
#define ZEGEL_CATALOG_SEARCH_H

/* Does word fit text? Forgiving: case, accents, blanks, hyphens and dots do not
 * count. 0: no; else greater is better (3 exact, 2 begins, 1 within, or nothing
 * was typed that counts). */
int search_match(const char *text, const char *word);

#endif
