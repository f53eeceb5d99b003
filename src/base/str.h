/* A growing string with a ceiling, and slices with parse helpers that chain.
 *
 * struct str owns its bytes and always ends in a NUL. A piece that does not fit
 * below the ceiling is left out whole, and so is all after it: overflow stays
 * set until it is emptied. Write everything, check once.
 * struct slice borrows; the helpers move its start forward as they read.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_STR_H
#define ZEGEL_BASE_STR_H

#include "base/util.h"

struct str {
	char *data; /* NULL until the first byte; read through str_text() */
	size_t len;
	size_t cap;
	size_t max; /* the most bytes it takes, without the NUL */
	bool overflow;
};

#define STR_INIT(ceiling) ((struct str){ .max = (ceiling) })
#define STR_MAX_TEXT      ((size_t)1 << 20) /* enough for what a person reads */

void str_free(struct str *s);

/* Empties it and keeps its memory. */
void str_reset(struct str *s);

void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const char *bytes, size_t len);
void str_add_char(struct str *s, char c);
void str_add_number(struct str *s, uint64_t number);
void str_addf(struct str *s, const char *format, ...) PRINTF_LIKE(2, 3);

/* The text, never NULL; borrowed until the next change. */
const char *str_text(const struct str *s);

/* Takes the text out: the caller frees it; s is empty again. Never NULL. */
char *str_take(struct str *s);

struct slice {
	const char *at;
	size_t len;
};

struct slice slice_of(const char *text);
char *slice_dup(struct slice s);                 /* the caller frees it */
bool slice_is(struct slice s, const char *text); /* exactly */
bool slice_is_nocase(struct slice s, const char *text); /* ASCII case */
bool slice_has_prefix_nocase(struct slice s, const char *prefix);

/* Takes the first byte when it is c. */
bool slice_skip_char(struct slice *s, char c);

/* Skips blanks and tabs; returns how many. */
size_t slice_skip_blanks(struct slice *s);

/* Without blanks, tabs, CR and LF on both sides. */
struct slice slice_trim(struct slice s);

/* Cuts off what stands before the first of the bytes in stops (all of it when
 * there is none); s then starts at that byte. */
struct slice slice_take_until(struct slice *s, const char *stops);

/* The next run of bytes without blanks, tabs, CR and LF; false at the end. */
bool slice_next_word(struct slice *s, struct slice *word);

/* The next line without its CR and LF; false at the end. */
bool slice_next_line(struct slice *s, struct slice *line);

/* Reads decimal digits as a number of at most max; false when there is no
 * digit or it is greater. */
bool slice_take_number(struct slice *s, uint64_t max, uint64_t *number);

#endif
