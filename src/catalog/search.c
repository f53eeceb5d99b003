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

/* What is left for comparing: small letters and digits. ends (NULL: not
 * wanted) gets where in text each of them ends. */
static void search_key(const char *text, char out[KEY_MAX],
		       const char *ends[KEY_MAX])
{
	size_t left = strlen(text), used = 0, len = 0;

	for (; left > 0 && len + 1 < KEY_MAX; text += used, left -= used) {
		int32_t c = utf8_decode(text, left, &used);
		char plain = '\0';

		if (c >= 0 && c < 0x80)
			plain = isalnum((int)c) ? (char)tolower((int)c) : '\0';
		else if (c >= 0x80)
			plain = plain_letter(c);
		if (plain && ends)
			ends[len] = text + used;
		if (plain)
			out[len++] = plain;
	}
	out[len] = '\0';
}

int search_match(const char *text, const char *word)
{
	char key[KEY_MAX], wanted[KEY_MAX];
	const char *found;

	search_key(word, wanted, NULL);
	if (!*wanted)
		return 1;
	search_key(text, key, NULL);
	if (strcmp(key, wanted) == 0)
		return 3;
	found = strstr(key, wanted);
	if (!found)
		return 0;
	return found == key ? 2 : 1;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance from word to the beginning of text that
 * is nearest to it, in three rows of the usual table. */
static size_t distance(const char *word, size_t len, const char *text)
{
	size_t rows[3][KEY_MAX], columns = strlen(text), best;
	size_t *before = rows[0], *above = rows[1], *here = rows[2];

	for (size_t j = 0; j <= columns; j++)
		above[j] = j;
	for (size_t i = 1; i <= len; i++) {
		here[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			bool same = word[i - 1] == text[j - 1];

			here[j] = least(least(above[j], here[j - 1]) + 1,
					above[j - 1] + !same);
			if (i > 1 && j > 1 && word[i - 1] == text[j - 2] &&
			    word[i - 2] == text[j - 1])
				here[j] = least(here[j], before[j - 2] + 1);
		}
		size_t *free_row = before;

		before = above;
		above = here;
		here = free_row;
	}
	best = above[columns];
	for (size_t j = 0; j < columns; j++)
		best = least(best, above[j]);
	return best;
}

bool search_is_near(const char *text, const char *word)
{
	enum { SHORTEST = 4, LONG = 8 };
	char key[KEY_MAX], wanted[KEY_MAX];
	size_t len;

	search_key(text, key, NULL);
	search_key(word, wanted, NULL);
	len = strlen(wanted);
	/* The first letter is rarely wrong, and asking for it keeps short words
	 * from fitting everything. */
	if (len < SHORTEST || *key != *wanted)
		return false;
	return distance(wanted, len, key) <= (len < LONG ? 1 : 2);
}

struct slice search_part(const char *text, const char *word)
{
	char key[KEY_MAX], wanted[KEY_MAX];
	const char *ends[KEY_MAX];
	const char *found, *from;
	size_t first, last;

	search_key(word, wanted, NULL);
	search_key(text, key, ends);
	found = strstr(key, wanted);
	if (!*wanted || !found)
		return slice_of("");
	first = (size_t)(found - key);
	last = first + strlen(wanted) - 1;
	/* Back to the first byte of the first letter. */
	from = ends[first] - 1;
	while ((*from & 0xc0) == 0x80)
		from--;
	return (struct slice){ from, (size_t)(ends[last] - from) };
}
