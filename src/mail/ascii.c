/* SPDX-License-Identifier: MIT */
#include "mail/ascii.h"

bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ascii_is_alnum(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* \x0D, \x80: cleaning never writes a visible character that way. */
static bool is_clean_mark(struct slice s)
{
	int high, low;

	if (s.len < 4 || s.at[0] != '\\' || s.at[1] != 'x')
		return false;
	high = hex_digit(s.at[2]);
	low = hex_digit(s.at[3]);
	return low >= 0 && (high == 0 || high == 1 || high >= 8 ||
			    (high == 7 && low == 15));
}

size_t ascii_span(struct slice text)
{
	size_t len = text.len;

	while (text.len > 0 && text.at[0] >= ' ' && text.at[0] <= '~' &&
	       !is_clean_mark(text))
		(void)slice_skip_char(&text, text.at[0]);
	return len - text.len;
}

bool ascii_is_plain(struct slice text)
{
	return ascii_span(text) == text.len;
}
