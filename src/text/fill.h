/* Fills sentences in: the one formatter of text/.
 *
 * A sentence is a msgid with %1$s, %2$s, ... (and %% for a per cent sign); its
 * arguments are told by letters, so that a table can hold sentences and say
 * which facts they take. Translators may change the order.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FILL_H
#define ZEGEL_TEXT_FILL_H

#include "base/str.h"

/* Adds the fact that a letter stands for. */
typedef void text_fact_fn(struct str *out, char letter, const void *ctx);

/* Adds sentence (translated already): %1$s becomes the fact of letters[0], and
 * so on. A number without a letter adds nothing. */
void text_fill(struct str *out, const char *sentence, const char *letters,
	       text_fact_fn *fact, const void *ctx);

/* The same for one argument, or two. */
void text_fill_one(struct str *out, const char *sentence, const char *one);
void text_fill_two(struct str *out, const char *sentence, const char *one,
		   const char *two);

/* Adds a value for people to recognise: at most max bytes of it, cut between
 * characters and with ... at the end when it was longer. */
void text_add_short(struct str *out, const char *value, size_t max);

/* Adds "one", "one and two", "one, two and three". */
void text_add_list(struct str *out, const char *const *items, size_t count);

#endif
