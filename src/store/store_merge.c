/* One domain that is known here and in a file: both, joined.
 *
 * What was chosen is of one side: of this one when anything was chosen here.
 * The history is that of both, each moment once; how it stands now follows from
 * its end. What was first seen is of the side that began earlier. How far each
 * record has got, and what somebody is to be reminded of, are of the side that
 * looked last, as all else that stands at the domain. What only one of them
 * knows stays. Joining a side with itself, or twice, changes nothing.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/store_tables.h"

/* The columns of the domain that belong to what was chosen. */
static const char *const chosen_columns[] = {
	"place", "access", "report_address", "pasted_text", "waiting_since",
};

static int64_t number_of(const json_t *row, const char *key)
{
	return json_integer_value(json_object_get(row, key));
}

static const char *text_of(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text ? text : "";
}

static const json_t *rows_of(const json_t *domain, enum table table)
{
	return json_object_get(domain, STORE_TABLES[table].key);
}

static bool is_of_domain(enum table table)
{
	return STORE_TABLES[table].reference &&
	       STORE_TABLES[table].above == TABLE_DOMAIN;
}

static bool is_chosen_column(const char *key)
{
	for (size_t i = 0; i < COUNT_OF(chosen_columns); i++) {
		if (strcmp(chosen_columns[i], key) == 0)
			return true;
	}
	return false;
}

static bool something_was_chosen(const json_t *domain)
{
	for (enum table i = 0; i < TABLE_COUNT; i++) {
		if (is_of_domain(i) && STORE_TABLES[i].merge == MERGE_CHOSEN &&
		    json_array_size(rows_of(domain, i)))
			return true;
	}
	return *text_of(domain, "pasted_text") != '\0';
}

/* When it was judged first; one that never was comes after all others. */
static int64_t begin_of(const json_t *domain)
{
	const json_t *history = rows_of(domain, TABLE_VERDICT);

	return json_array_size(history)
		       ? number_of(json_array_get(history, 0), "at")
		       : INT64_MAX;
}

static bool has_row_about(const json_t *rows, enum table table,
			  const json_t *row)
{
	const struct table_info *t = &STORE_TABLES[table];

	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *other = json_array_get(rows, i);

		if (json_equal(json_object_get(row, t->about),
			       json_object_get(other, t->about)) &&
		    json_equal(json_object_get(row, t->about_too),
			       json_object_get(other, t->about_too)))
			return true;
	}
	return false;
}

/* The rows of preferred, and those of other about what preferred has none. */
static json_t *fill_in(enum table table, const json_t *preferred,
		       const json_t *other)
{
	json_t *rows = json_copy((json_t *)preferred);

	for (size_t i = 0; i < json_array_size(other); i++) {
		json_t *row = json_array_get(other, i);

		if (!has_row_about(preferred, table, row))
			json_array_append(rows, row);
	}
	return rows;
}

static char *key_of(const json_t *row)
{
	char *key = json_dumps(row, JSON_COMPACT | JSON_SORT_KEYS);

	if (!key)
		die_out_of_memory();
	return key;
}

/* An object that has every row as a key. */
static json_t *keys_of(const json_t *rows)
{
	json_t *keys = json_object();

	for (size_t i = 0; i < json_array_size(rows); i++) {
		char *key = key_of(json_array_get(rows, i));

		json_object_set_new(keys, key, json_true());
		free(key);
	}
	return keys;
}

static bool has_row(const json_t *keys, const json_t *row)
{
	char *key = key_of(row);
	bool has = json_object_get(keys, key) != NULL;

	free(key);
	return has;
}

/* Both are in the order of time. At the same second a comes first. */
static json_t *join_by_time(const json_t *a, const json_t *b)
{
	size_t i = 0, j = 0, a_count = json_array_size(a);
	json_t *rows = json_array(), *keys = keys_of(a);

	while (i < a_count || j < json_array_size(b)) {
		json_t *left = json_array_get(a, i);
		json_t *right = json_array_get(b, j);

		if (!right ||
		    (left && number_of(left, "at") <= number_of(right, "at"))) {
			json_array_append(rows, left);
			i++;
		} else {
			if (!has_row(keys, right))
				json_array_append(rows, right);
			j++;
		}
	}
	json_decref(keys);
	return rows;
}

/* How it stands now: what the history ends with, and since when. */
static void follow_history(json_t *domain)
{
	const json_t *history = rows_of(domain, TABLE_VERDICT);
	size_t count = json_array_size(history);
	const json_t *last = json_array_get(history, count - 1);
	const char *outcome = text_of(last, "outcome");
	int64_t since = number_of(last, "at");

	if (!count)
		return;
	for (size_t i = count; i-- > 0;) {
		const json_t *turn = json_array_get(history, i);

		if (strcmp(text_of(turn, "outcome"), outcome) != 0)
			break;
		since = number_of(turn, "at");
	}
	json_object_set_new(domain, "outcome_since", json_integer(since));
	if (strcmp(outcome, text_of(domain, "outcome")) == 0)
		return;
	/* The history of the other side goes on for longer. */
	json_object_set_new(domain, "outcome", json_string(outcome));
	if (strcmp(outcome, outcome_name(OUTCOME_GREEN)) != 0)
		since = 0;
	json_object_set_new(domain, "green_since", json_integer(since));
}

json_t *store_merge(const json_t *here, const json_t *file)
{
	const json_t *chosen = something_was_chosen(here) ||
					       !something_was_chosen(file)
				       ? here
				       : file;
	bool file_is_first = begin_of(file) < begin_of(here);
	bool file_is_latest = number_of(file, "last_look") >
			      number_of(here, "last_look");
	const json_t *latest = file_is_latest ? file : here;
	json_t *joined = json_object(), *cell;
	const char *key;

	json_object_foreach((json_t *)here, key, cell)
	{
		const json_t *side = is_chosen_column(key) ? chosen : latest;
		json_t *taken = json_object_get(side, key);

		json_object_set(joined, key, taken ? taken : cell);
	}
	for (enum table i = 0; i < TABLE_COUNT; i++) {
		const json_t *a = rows_of(here, i), *b = rows_of(file, i);
		json_t *rows = NULL;

		if (!is_of_domain(i))
			continue;
		switch (STORE_TABLES[i].merge) {
		case MERGE_CHOSEN:
			rows = json_copy((json_t *)rows_of(chosen, i));
			break;
		case MERGE_FIRST:
			rows = file_is_first ? fill_in(i, b, a)
					     : fill_in(i, a, b);
			break;
		case MERGE_LATEST:
			rows = file_is_latest ? fill_in(i, b, a)
					      : fill_in(i, a, b);
			break;
		case MERGE_ALL:
			rows = join_by_time(a, b);
			break;
		}
		json_object_set_new(joined, STORE_TABLES[i].key, rows);
	}
	follow_history(joined);
	return joined;
}
