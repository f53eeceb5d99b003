/* SPDX-License-Identifier: MIT */
#include "base/clean.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Characters that a terminal shows as nothing, or that change how the text
 * around them is shown: soft hyphen, joiners, bidi marks (UAX 9), line and
 * paragraph separators, fillers, variation selectors, annotations, tags; and
 * the noncharacters that lie between others. Sorted. */
static const struct {
	int32_t first, last;
} unseen[] = {
	{ 0x00AD, 0x00AD },   { 0x034F, 0x034F },   { 0x061C, 0x061C },
	{ 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
	{ 0x200B, 0x200F },   { 0x2028, 0x202E },   { 0x2060, 0x206F },
	{ 0x3164, 0x3164 },   { 0xFDD0, 0xFDEF },   { 0xFE00, 0xFE0F },
	{ 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },
	{ 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
};

static bool is_unseen(int32_t c)
{
	if ((c & 0xFFFE) == 0xFFFE) /* noncharacters that end each plane */
		return true;
	for (size_t i = 0; i < COUNT_OF(unseen) && unseen[i].first <= c; i++) {
		if (c <= unseen[i].last)
			return true;
	}
	return false;
}

int32_t utf8_decode(const char *at, size_t len, size_t *used)
{
	/* The smallest code point for each length: less is overlong. */
	static const int32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = (unsigned char)at[0];
	size_t need = lead < 0x80   ? 1
		      : lead < 0xC0 ? 0 /* a continuation byte */
		      : lead < 0xE0 ? 2
		      : lead < 0xF0 ? 3
		      : lead < 0xF8 ? 4
				    : 0;
	int32_t c;

	*used = 1;
	if (need == 1)
		return lead;
	if (need == 0 || need > len)
		return -1;
	c = lead & (0x7F >> need);
	for (size_t i = 1; i < need; i++) {
		unsigned char next = (unsigned char)at[i];

		if ((next & 0xC0) != 0x80)
			return -1;
		c = c << 6 | (next & 0x3F);
	}
	if (c < smallest[need] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return -1;
	*used = need;
	return c;
}

/* Adds all of it or, when it does not fit, nothing. */
static void add_hex(struct str *out, unsigned byte)
{
	str_addf(out, "\\x%02X", byte);
}

/* How many bytes at the start are printable ASCII. */
static size_t plain_run(const char *at, size_t len)
{
	size_t count = 0;

	while (count < len && at[count] >= ' ' && at[count] <= '~')
		count++;
	return count;
}

static void add_plain(struct str *out, const char *at, size_t len)
{
	size_t room = out->max - out->len;

	if (out->overflow)
		return;
	str_add_bytes(out, at, len < room ? len : room);
	out->overflow = len > room;
}

/* Adds what begins at *at, which is no printable ASCII; returns its length and
 * says in *kept whether it was added as it is. */
static size_t add_special(struct str *out, const char *at, size_t len,
			  enum clean_mode mode, bool *kept)
{
	size_t used;
	int32_t c = utf8_decode(at, len, &used);

	*kept = false;
	if (mode == CLEAN_TEXT && c == '\r') {
		str_add_char(out, '\n');
		return len > 1 && at[1] == '\n' ? 2 : 1;
	}
	if (c < 0)
		add_hex(out, (unsigned char)at[0]);
	else if (mode == CLEAN_TEXT && (c == '\n' || c == '\t'))
		*kept = true;
	else if (c < ' ' || (c >= 0x7F && c < 0xA0))
		add_hex(out, (unsigned)c);
	else if (is_unseen(c))
		str_add(out, REPLACEMENT);
	else
		*kept = true;
	if (*kept)
		str_add_bytes(out, at, used);
	return used;
}

bool clean_bytes(struct str *out, const void *bytes, size_t len,
		 enum clean_mode mode)
{
	const char *at = bytes;
	bool unchanged = true;

	while (len > 0 && !out->overflow) {
		size_t used = plain_run(at, len);
		bool kept = true;

		if (used > 0)
			add_plain(out, at, used);
		else
			used = add_special(out, at, len, mode, &kept);
		unchanged = unchanged && kept;
		at += used;
		len -= used;
	}
	return unchanged && !out->overflow;
}

char *clean_dup(const void *bytes, size_t len, enum clean_mode mode, size_t max)
{
	struct str out = STR_INIT(max);

	(void)clean_bytes(&out, bytes, len, mode);
	return str_take(&out);
}
