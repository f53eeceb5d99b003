/* SPDX-License-Identifier: MIT */
#include "mail/base64.h"

#include <stdlib.h>

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

uint8_t *base64_decode(struct slice text, size_t *len, size_t *bad)
{
	uint8_t *out = xmalloc(text.len + 1);
	uint32_t bits = 0;
	unsigned count = 0;
	bool padded = false;

	*len = 0;
	for (*bad = 0; *bad < text.len; (*bad)++) {
		char c = text.at[*bad];
		int value = value_of(c);

		if (c == ' ' || c == '\t')
			continue;
		if (c == '=' && *len > 0) {
			padded = true;
			continue;
		}
		if (value < 0 || padded)
			break;
		bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out[(*len)++] = (uint8_t)(bits >> count);
		}
	}
	if (*bad == text.len && *len > 0)
		return out;
	if (*bad == text.len)
		*bad = 0;
	free(out);
	*len = 0;
	return NULL;
}

size_t base64_length(size_t len)
{
	return (len * 8 + 5) / 6;
}
