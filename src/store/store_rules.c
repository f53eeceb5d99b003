/* Does a tree of JSON fit the tables? What comes from a file of somebody is
 * held against the columns, the words and the numbers that can stand in them.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/clean.h"
#include "base/name.h"
#include "base/str.h"
#include "core/finding.h"
#include "core/reminder.h"
#include "store/store_tables.h"

/* So many a domain, or a moment of its history, are never there. */
enum { ROWS_MAX = 10000 };
enum { LINE_CELL_MAX = 65536, TEXT_CELL_MAX = 4 << 20 };

/* Of a number that is not here: from 0, as times are. */
static const struct {
	const char *column;
	int64_t min, max;
} number_rules[] = {
	{ "type", 0, UINT16_MAX },   { "priority", 0, UINT16_MAX },
	{ "ttl", 0, UINT32_MAX },    { "choice", -1, INT32_MAX },
	{ "record", -1, INT32_MAX }, { "nth", 0, INT32_MAX },
	{ "was_missing", 0, 1 },     { "required", 0, 1 },
};

static bool number_fits(const char *column, int64_t number)
{
	for (size_t i = 0; i < COUNT_OF(number_rules); i++) {
		if (strcmp(column, number_rules[i].column) == 0)
			return number >= number_rules[i].min &&
			       number <= number_rules[i].max;
	}
	return number >= 0;
}

static bool is_clean(const char *text, size_t len, enum clean_mode mode,
		     size_t max)
{
	struct str out = STR_INIT(max);
	bool clean = clean_bytes(&out, text, len, mode);

	str_free(&out);
	return clean;
}

static bool is_outcome(const char *word)
{
	for (int i = OUTCOME_GREEN; i <= OUTCOME_UNKNOWN; i++) {
		if (strcmp(word, outcome_name((enum outcome)i)) == 0)
			return true;
	}
	return false;
}

static bool is_state(const char *word)
{
	for (int i = STATE_OK; i <= STATE_UNKNOWN; i++) {
		if (strcmp(word, state_name((enum state)i)) == 0)
			return true;
	}
	return false;
}

static bool is_purpose(const char *word)
{
	return strcmp(word, purpose_name(purpose_from_name(word))) == 0;
}

static bool is_code(const char *word)
{
	enum finding_code code;

	return finding_code_from_name(word, &code);
}

static bool is_kind(const char *word)
{
	enum reminder_kind kind;

	return reminder_kind_from_name(word, &kind);
}

static bool is_domain(enum table table, const char *column)
{
	return strcmp(column, table == TABLE_DOMAIN ? "name" : "domain") == 0;
}

static bool text_fits(enum table table, const char *column, const json_t *cell)
{
	static const struct {
		const char *column;
		bool (*is_word)(const char *word);
	} words[] = {
		{ "outcome", is_outcome }, { "state", is_state },
		{ "purpose", is_purpose }, { "code", is_code },
		{ "kind", is_kind },
	};
	const char *text = json_string_value(cell);
	size_t len = json_string_length(cell);
	char name[NAME_SIZE];

	if (strlen(text) != len)
		return false;
	if (strcmp(column, "pasted_text") == 0)
		return is_clean(text, len, CLEAN_TEXT, TEXT_CELL_MAX);
	if (is_domain(table, column))
		return *text && name_canonical(text, len, name) &&
		       strcmp(name, text) == 0;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcmp(column, words[i].column) == 0)
			return words[i].is_word(text);
	}
	return store_column_takes(column, text) &&
	       is_clean(text, len, CLEAN_LINE, LINE_CELL_MAX);
}

static bool cell_fits(enum table table, const struct column *column,
		      const json_t *cell)
{
	if (!cell)
		return column->may_be_null || column->has_default;
	if (json_is_null(cell))
		return column->may_be_null;
	if (column->is_number)
		return json_is_integer(cell) &&
		       number_fits(column->name, json_integer_value(cell));
	return json_is_string(cell) && text_fits(table, column->name, cell);
}

/* The table whose rows stand under this key, or TABLE_COUNT. */
static enum table table_under(enum table above, const char *key)
{
	for (enum table i = 0; i < TABLE_COUNT; i++) {
		if (STORE_TABLES[i].reference &&
		    STORE_TABLES[i].above == above &&
		    strcmp(STORE_TABLES[i].key, key) == 0)
			return i;
	}
	return TABLE_COUNT;
}

static bool is_column(const struct table_work *w, const char *key)
{
	for (size_t i = 0; i < w->column_count; i++) {
		if (strcmp(w->columns[i].name, key) == 0)
			return true;
	}
	return false;
}

static const char *row_problem(const struct tables_work *work, enum table table,
			       const json_t *row);

static const char *rows_problem(const struct tables_work *work,
				enum table table, const json_t *rows)
{
	const char *problem = NULL;

	if (!json_is_array(rows) ||
	    (table != TABLE_VERDICT && json_array_size(rows) > ROWS_MAX))
		return STORE_TABLES[table].key;
	for (size_t i = 0; i < json_array_size(rows) && !problem; i++)
		problem = row_problem(work, table, json_array_get(rows, i));
	return problem;
}

static const char *row_problem(const struct tables_work *work, enum table table,
			       const json_t *row)
{
	const struct table_work *w = &work->tables[table];
	const char *key, *problem = NULL;
	json_t *cell;

	if (!json_is_object(row))
		return STORE_TABLES[table].key;
	for (size_t i = 0; i < w->column_count; i++) {
		const struct column *c = &w->columns[i];

		if (!cell_fits(table, c, json_object_get(row, c->name)))
			return c->name;
	}
	json_object_foreach((json_t *)row, key, cell)
	{
		enum table below = table_under(table, key);

		if (below != TABLE_COUNT)
			problem = rows_problem(work, below, cell);
		else if (!is_column(w, key))
			problem = key;
		if (problem)
			return problem;
	}
	return NULL;
}

const char *store_tree_problem(const struct tables_work *work,
			       const json_t *domain)
{
	return json_is_object(domain) ? row_problem(work, TABLE_DOMAIN, domain)
				      : "domain";
}

const char *store_told_problem(const struct tables_work *work,
			       const json_t *row)
{
	return row_problem(work, TABLE_TOLD, row);
}
