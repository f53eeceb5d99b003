/* SPDX-License-Identifier: MIT */
#include "catalog/search.h"

#include <ctype.h>
#include <string.h>

#include "base/clean.h"

#define KEY_MAX 128

/* The letter under an accent, for the letters of the languages around us. */
static char plain_letter(int32_t c)
{
	static const struct {
		const char *accented;
		char plain;
	} LETTERS[] = {
		{ "àáâãäåÀÁÂÃÄÅ", 'a' }, { "èéêëÈÉÊË", 'e' },
		{ "ìíîïÌÍÎÏ", 'i' },     { "òóôõöøÒÓÔÕÖØ", 'o' },
		{ "ùúûüÙÚÛÜ", 'u' },     { "çÇ", 'c' },
		{ "ñÑ", 'n' },           { "ß", 's' },
	};

	for (size_t i = 0; i < COUNT_OF(LETTERS); i++) {
		const char *at = LETTERS[i].accented;
		size_t left = strlen(at), used = 0;

		for (; left > 0; at += used, left -= used) {
			if (utf8_decode(at, left, &used) == c)
				return LETTERS[i].plain;
		}
	}
	return '\0';
}

/* What is left for comparing: small letters and digits. */
static void search_key(const char *text, char out[KEY_MAX])
{
	size_t left = strlen(text), used = 0, len = 0;

	for (; left > 0 && len + 1 < KEY_MAX; text += used, left -= used) {
		int32_t c = utf8_decode(text, left, &used);
		char plain = '\0';

		if (c >= 0 && c < 0x80)
			plain = isalnum((int)c) ? (char)tolower((int)c) : '\0';
		else if (c >= 0x80)
			plain = plain_letter(c);
		if (plain)
			out[len++] = plain;
	}
	out[len] = '\0';
}

int search_match(const char *text, const char *word)
{
	char key[KEY_MAX], wanted[KEY_MAX];
	const char *found;

	search_key(word, wanted);
	if (!*wanted)
		return 1;
	search_key(text, key);
	if (strcmp(key, wanted) == 0)
		return 3;
	found = strstr(key, wanted);
	if (!found)
		return 0;
	return found == key ? 2 : 1;
}
