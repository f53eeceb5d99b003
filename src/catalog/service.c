/* SPDX-License-Identifier: MIT */
#include "catalog/service_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

#define KEY_MAX 128

const struct service *service_list_all(const struct service_list *list,
				       size_t *count)
{
	*count = list->count;
	return list->services;
}

const struct service *service_find(const struct service_list *list,
				   const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->services[i].id, id) == 0)
			return &list->services[i];
	}
	return NULL;
}

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

static int match_text(const char *text, const char *wanted)
{
	char key[KEY_MAX];

	search_key(text, key);
	if (strcmp(key, wanted) == 0)
		return 3;
	const char *found = strstr(key, wanted);
	if (!found)
		return 0;
	return found == key ? 2 : 1;
}

int service_matches(const struct service *s, const char *word)
{
	char wanted[KEY_MAX];

	search_key(word, wanted);
	if (!*wanted)
		return 1;
	int best = match_text(s->name, wanted);
	int by_id = match_text(s->id, wanted);

	best = by_id > best ? by_id : best;
	for (size_t i = 0; i < s->alias_count; i++) {
		int by_alias = match_text(s->aliases[i], wanted);

		best = by_alias > best ? by_alias : best;
	}
	return best;
}

enum err service_template(const struct service_list *list,
			  const struct service *s, struct template **out)
{
	*out = NULL;
	if (!s->template_file)
		return ERR_NOT_FOUND;
	char *path = xasprintf("%s/services/%s", list->dir, s->template_file);
	enum err err = template_load(path, out);

	free(path);
	return err;
}
