/* How wide a text is on the screen, and where it is cut or broken.
 *
 * Bytes, characters and columns differ: everything that lays text out asks here
 * and nowhere else. Text is clean UTF-8 (base/clean.h); a character that takes
 * no defined room counts as one column and is drawn as U+FFFD (a tab: as a
 * blank). Needs a UTF-8
 * locale (i18n_start() or setlocale()).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_FIT_H
#define ZEGEL_TERM_FIT_H

#include "base/str.h"

/* The columns that one character takes: 0, 1 or 2. */
int char_cols(int32_t character);

int text_cols(const char *text);
int slice_cols(struct slice text);

/* Adds as much of text to out as fits in cols columns; when something had to be
 * left out, the last column is "…". True when all of it fitted. */
bool text_fit(struct slice text, int cols, struct str *out);

/* Takes the next line of a paragraph from *rest: at most cols columns, broken
 * at blanks and newlines only, without the blanks at the break. A word wider
 * than the line gets lines of its own and is broken where they end. False when
 * nothing is left. An empty line in the text is an empty line. */
bool text_wrap(struct slice *rest, int cols, struct slice *line);

/* How many lines that makes. */
int text_wrapped_rows(const char *text, int cols);

#endif
