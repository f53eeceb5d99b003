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
	size_t i = 0;

	for (; i < text.len; i++) {
		char c = text.at[i];

		if (c < ' ' || c > '~' ||
		    (c == '\\' && is_clean_mark((struct slice){
					  text.at + i, text.len - i })))
			break;
	}
	return i;
}

bool ascii_is_plain(struct slice text)
{
	return ascii_span(text) == text.len;
}
