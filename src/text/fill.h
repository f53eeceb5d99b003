/* Fills sentences in: the one formatter of text/.
 *
 * A sentence is a msgid with %1$s, %2$s, ... (and %% for a per cent sign); the
 * arguments are strings, so that a table can hold sentences and say which facts
 * they take. Translators may change the order.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FILL_H
#define ZEGEL_TEXT_FILL_H

#include "base/str.h"

/* Adds sentence (translated already) with args put in. A number that has no
 * argument adds nothing. */
void text_fill(struct str *out, const char *sentence, const char *const *args,
	       size_t count);

/* Adds a value for people to recognise: at most max bytes of it, cut between
 * characters and with … at the end when it was longer. */
void text_add_short(struct str *out, const char *value, size_t max);

#endif
