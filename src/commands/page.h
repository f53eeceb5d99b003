/* Plain text for a person on standard output: wrapped at blanks, coloured where
 * that is wanted, at most so many lines.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_PAGE_H
#define ZEGEL_COMMANDS_PAGE_H

#include <stdio.h>

#include "base/str.h"
#include "commands/options.h"

enum page_color { PAGE_PLAIN, PAGE_GOOD, PAGE_BAD, PAGE_WAITING, PAGE_BOLD };

enum { PAGE_WIDTH = 78 };

struct page {
	struct str text;
	bool color;
	unsigned lines;
};

struct page page_new(const struct options *options, FILE *out);

/* Writes it out and frees it. */
void page_print(struct page *page, FILE *out);

/* A line that begins with sign in color, then text, wrapped behind the first
 * line at indent columns. A newline in text begins a line that is not wrapped
 * (a value to be copied). */
void page_add(struct page *page, unsigned indent, enum page_color color,
	      const char *sign, const char *text);

/* True when what is left of one screen is needed for the end. */
bool page_is_full(const struct page *page);

/* Where the page ends now, and back to there: for what turns out not to fit. */
struct page_mark {
	size_t len;
	unsigned lines;
};

struct page_mark page_mark(const struct page *page);
void page_rewind(struct page *page, struct page_mark mark);

/* True when it takes more than one screen, with a line for the end. */
bool page_is_too_long(const struct page *page);

/* An empty line. */
void page_gap(struct page *page);

/* The columns that a text takes, with one for each character: right for our
 * three languages and for names. */
size_t page_columns(const char *text);

/* Adds text and blanks up to so many columns. */
void page_pad(struct str *out, const char *text, size_t columns);

#endif
