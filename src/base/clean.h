/* Untrusted bytes become text that is safe to show, store and log.
 *
 * Whatever comes from DNS, HTTP, SMTP, a file or a paste goes through here
 * once, where it enters. The result is valid UTF-8 without control, bidi and
 * zero-width characters. It says what it did only by what it leaves behind:
 * a byte or character that cannot stand is written as \xNN (bytes, C0, DEL, C1)
 * or U+FFFD (bidi marks, zero-width, line separators, noncharacters). What is
 * clean stays as it is, so cleaning twice does no harm.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_CLEAN_H
#define ZEGEL_BASE_CLEAN_H

#include "base/str.h"

enum clean_mode {
	CLEAN_LINE, /* one line: newline and tab are control characters too */
	CLEAN_TEXT, /* several lines: LF and tab stay, CRLF and CR become LF */
};

/* Adds the cleaned bytes to out. Stops at out's ceiling without cutting a
 * character or a \xNN in two. Returns true when nothing had to be changed or
 * left out. */
bool clean_bytes(struct str *out, const void *bytes, size_t len,
		 enum clean_mode mode);

/* The same into new memory, at most max bytes; the caller frees it. */
char *clean_dup(const void *bytes, size_t len, enum clean_mode mode,
		size_t max);

/* How the bytes at *at (at most len of them, at least one) begin: the code
 * point of a valid UTF-8 sequence and its length, or -1 and length 1. */
int32_t utf8_decode(const char *at, size_t len, size_t *used);

#endif
