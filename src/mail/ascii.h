/* Which part of a text from the DNS is plain ASCII, as these rules want all of
 * it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_ASCII_H
#define ZEGEL_MAIL_ASCII_H

#include "base/str.h"

bool ascii_is_alpha(char c);
bool ascii_is_digit(char c);
bool ascii_is_alnum(char c);

/* How many bytes at the start are visible ASCII or blanks (0x20-0x7E). The mark
 * \xNN that base/clean.h leaves for a byte that cannot stand ends it, too. */
size_t ascii_span(struct slice text);

bool ascii_is_plain(struct slice text);

#endif
