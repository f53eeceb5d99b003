/* SPDX-License-Identifier: MIT */
#include "catalog/json_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "catalog/datadir.h"

#define TEXT_MAX 4096

enum err json_file(const char *path, size_t max, json_t **out)
{
	struct str text = STR_INIT(max);
	enum err err = catalog_read_file(path, &text);

	*out = NULL;
	if (err == OK) {
		json_error_t error;

		*out = json_loadb(str_text(&text), text.len, 0, &error);
		if (!*out)
			err = ERR_DAMAGED;
	}
	str_free(&text);
	return err;
}

char *json_clean_dup(const json_t *string, size_t max)
{
	return clean_dup(json_string_value(string), json_string_length(string),
			 CLEAN_LINE, max);
}

char *json_member_dup(const json_t *object, const char *key)
{
	const json_t *member = json_object_get(object, key);

	return json_is_string(member) ? json_clean_dup(member, TEXT_MAX) : NULL;
}

int json_member_word(const json_t *object, const char *key,
		     const char *const *words, size_t count, int fallback)
{
	const char *text = json_string_value(json_object_get(object, key));

	for (size_t i = 0; text && i < count; i++) {
		if (words[i] && strcmp(words[i], text) == 0)
			return (int)i;
	}
	return fallback;
}

bool json_member_bool(const json_t *object, const char *key, bool fallback)
{
	const json_t *member = json_object_get(object, key);

	return json_is_boolean(member) ? json_is_true(member) : fallback;
}

uint32_t json_member_number(const json_t *object, const char *key, uint32_t max,
			    uint32_t fallback)
{
	const json_t *member = json_object_get(object, key);
	json_int_t number = json_integer_value(member);

	if (!json_is_integer(member) || number < 0 || number > (json_int_t)max)
		return fallback;
	return (uint32_t)number;
}

const char *const *json_member_list(const json_t *object, const char *key,
				    size_t *count)
{
	const json_t *member = json_object_get(object, key);
	size_t cap = 0;
	char **list = NULL;

	*count = 0;
	if (json_is_string(member)) {
		list = grow(list, 0, &cap, sizeof(*list));
		list[(*count)++] = json_clean_dup(member, TEXT_MAX);
	}
	for (size_t i = 0; i < json_array_size(member); i++) {
		const json_t *item = json_array_get(member, i);

		if (!json_is_string(item))
			continue;
		list = grow(list, *count, &cap, sizeof(*list));
		list[(*count)++] = json_clean_dup(item, TEXT_MAX);
	}
	return (const char *const *)list;
}

void json_list_free(const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((void *)(uintptr_t)list[i]);
	free((void *)(uintptr_t)list);
}
