/* Small helpers over jansson for the catalogue's readers. All text is cleaned
 * as it leaves the JSON.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_JSON_READ_H
#define ZEGEL_CATALOG_JSON_READ_H

#include <jansson.h>

#include "base/str.h"

/* The file's JSON (the caller decrefs it), read with the ceiling max. */
enum err json_file(const char *path, size_t max, json_t **out) MUST_CHECK;

/* The text of a string, cleaned, at most max bytes; the caller frees it. */
char *json_clean_dup(const json_t *string, size_t max);

/* The member key of object as cleaned text, or NULL when it is not there or is
 * no string; the caller frees it. */
char *json_member_dup(const json_t *object, const char *key);

/* The member's index in words (count of them, NULLs are skipped), or fallback
 * when it is not there or none of them. */
int json_member_word(const json_t *object, const char *key,
		     const char *const *words, size_t count, int fallback);

bool json_member_bool(const json_t *object, const char *key, bool fallback);

/* A number from 0 to max, or fallback. */
uint32_t json_member_number(const json_t *object, const char *key, uint32_t max,
			    uint32_t fallback);

/* A list of strings, as new memory; a single string is a list of one. */
const char *const *json_member_list(const json_t *object, const char *key,
				    size_t *count);
void json_list_free(const char *const *list, size_t count);

#endif
