/* SPDX-License-Identifier: MIT */
#include "catalog/api_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

/* The first member or item of a container. */
static json_t *first_in(const json_t *json)
{
	void *at;

	if (json_is_array(json))
		return json_array_get(json, 0);
	/* Iterating changes nothing. */
	at = json_object_iter((json_t *)(uintptr_t)json);
	return at ? json_object_iter_value(at) : NULL;
}

/* What path leads to (borrowed), or NULL. */
json_t *api_find_in(const json_t *json, const char *path)
{
	struct slice rest = slice_of(path ? path : "");
	json_t *at = (json_t *)(uintptr_t)json;

	while (at && rest.len) {
		struct slice step = slice_take_until(&rest, ".");
		char *name = slice_dup(step);

		slice_skip_char(&rest, '.');
		at = strcmp(name, "*") ? json_object_get(at, name)
				       : first_in(at);
		free(name);
	}
	return at;
}

bool api_has_secret(const struct api_body *body, const char *text)
{
	for (size_t i = 0; i < COUNT_OF(body->secrets); i++) {
		if (body->secrets[i] && *body->secrets[i] &&
		    strstr(text, body->secrets[i]))
			return true;
	}
	return false;
}

/* A text that may leave the answer, or NULL; the caller frees it. */
static char *without_secret(const struct api_body *body, char *text)
{
	if (!text || !api_has_secret(body, text))
		return text;
	free(text);
	return NULL;
}

/* A word, number or truth value as text; NULL for all else. */
char *api_word_of(const struct api_body *body, const json_t *json)
{
	char *text = NULL;

	/* Whole or not: a cut could let the beginning of a key out. */
	if (json_is_string(json) && json_string_length(json) <= API_TEXT_MAX)
		text = json_clean_dup(json, 4 * API_TEXT_MAX);
	else if (json_is_integer(json))
		text = xasprintf("%lld", (long long)json_integer_value(json));
	else if (json_is_boolean(json))
		text = xstrdup(json_is_true(json) ? "true" : "false");
	return without_secret(body, text);
}

/* The text that a rule means, "" when it is not there. Another type than text
 * is not the form that is known. */
char *api_text_at(struct api_reader *r, const json_t *object, const char *path)
{
	const json_t *json;

	if (path && *path == '=')
		return xstrdup(path + 1);
	json = api_find_in(object, path);
	if (!path || !json || json_is_null(json))
		return xstrdup("");
	if (json_is_string(json)) {
		char *text = api_word_of(r->body, json);

		if (text)
			return text;
	}
	r->broken = true;
	return xstrdup("");
}

bool api_is_in(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(words[i], word))
			return true;
	}
	return false;
}

enum api_state api_state_at(const struct api_reader *r, const json_t *object,
			    const char *path)
{
	const struct api *api = r->api;
	enum api_state state = API_UNSAID;
	char *word;

	if (!path)
		return API_UNSAID;
	word = *path == '=' ? xstrdup(path + 1)
			    : api_word_of(r->body, api_find_in(object, path));
	if (word && api_is_in(word, api->yes, api->yes_count))
		state = API_YES;
	else if (word && api_is_in(word, api->pending, api->pending_count))
		state = API_PENDING;
	else if (word)
		state = API_NO;
	free(word);
	return state;
}

int api_number_at(const struct api_reader *r, const json_t *object,
		  const char *path)
{
	char *word = !path || *path == '='
			     ? xstrdup(path ? path + 1 : "")
			     : api_word_of(r->body, api_find_in(object, path));
	struct slice rest = slice_of(word ? word : "");
	uint64_t number;
	bool good = slice_take_number(&rest, UINT16_MAX, &number) && !rest.len;

	free(word);
	return good ? (int)number : -1;
}

bool api_is_domain(const struct api_reader *r, const char *text)
{
	char name[NAME_SIZE];

	return name_canonical(text, strlen(text), name) &&
	       name_equal(name, r->body->domain);
}
