/* What terminals send: the codes of their keys, and how a text looks that was
 * pasted without marks.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_KEY_CODES_H
#define ZEGEL_TERM_KEY_CODES_H

#include "term/keys.h"

/* The key of CSI number ~, and of CSI letter and SS3 letter; false: none. */
bool key_of_number(unsigned number, enum key_name *name);
bool key_of_letter(char letter, enum key_name *name);

/* True for a block that nobody typed: a terminal without bracketed paste sends
 * a pasted text as if it were, and every line end of it would be an Enter. It
 * comes all at once, with lines in it; its rest comes right behind it
 * (follows). */
bool is_untyped(const char *bytes, size_t len, bool follows);

/* A report of the mouse, what stands behind ESC [ (button ; column ; row M or
 * m: pressed, released): a click, with its place in *key, or a turn of the
 * wheel. */
bool key_of_mouse(struct slice params, struct key *key, enum key_name *name);

#endif
