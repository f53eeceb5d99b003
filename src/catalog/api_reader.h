/* What the files of api_*.c share: one answer while it is read, and the texts
 * that are taken out of it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_API_READER_H
#define ZEGEL_CATALOG_API_READER_H

#include "catalog/api.h"
#include "catalog/json_read.h"

enum { API_TEXT_MAX = 4096 };

struct api_reader {
	const struct api *api;
	const struct api_step *step;
	const struct api_body *body;
	struct api_answer *answer;
	bool broken; /* it is not of the form that is known */
};

/* What path leads to (borrowed), or NULL. */
json_t *api_find_in(const json_t *json, const char *path);

bool api_has_secret(const struct api_body *body, const char *text);

bool api_is_in(const char *word, const char *const *words, size_t count);

/* A word, number or truth value as text without a secret; NULL for all else.
 * The caller frees it. */
char *api_word_of(const struct api_body *body, const json_t *json);

/* The text that a rule means, "" when it is not there; the caller frees it.
 * Another type than text breaks the answer. */
char *api_text_at(struct api_reader *r, const json_t *object, const char *path);

enum api_state api_state_at(const struct api_reader *r, const json_t *object,
			    const char *path);

/* From 0 to 65535, or -1. */
int api_number_at(const struct api_reader *r, const json_t *object,
		  const char *path);

/* Is text the name of the domain? */
bool api_is_domain(const struct api_reader *r, const char *text);

/* Reads the step's records, then its parts, out of json. */
void api_read_records(struct api_reader *r, const json_t *json);
void api_drop_records(struct api_answer *answer);

#endif
