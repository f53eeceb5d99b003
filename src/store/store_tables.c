/* Rows of all tables out into JSON and in again. The statements are made from
 * the columns that the tables have.
 *
 * SPDX-License-Identifier: MIT */
#include "store/store_tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/str.h"

enum { CELL_MAX = 4 << 20 };

const struct table_info STORE_TABLES[TABLE_COUNT] = {
	[TABLE_DOMAIN] = { .name = "domain" },
	[TABLE_CHOICE] = { .name = "choice",
			   .key = "choices",
			   .reference = "domain",
			   .order = "nth",
			   .merge = MERGE_CHOSEN },
	[TABLE_PASTED] = { .name = "pasted",
			   .key = "pasted",
			   .reference = "domain",
			   .order = "choice, nth",
			   .merge = MERGE_CHOSEN },
	[TABLE_VARIABLE] = { .name = "variable",
			     .key = "variables",
			     .reference = "domain",
			     .order = "choice, nth",
			     .merge = MERGE_CHOSEN },
	[TABLE_PICKED] = { .name = "picked_group",
			   .key = "groups",
			   .reference = "domain",
			   .order = "nth",
			   .merge = MERGE_CHOSEN },
	[TABLE_TICK] = { .name = "tick",
			 .key = "ticks",
			 .reference = "domain",
			 .order = "name, type",
			 .merge = MERGE_CHOSEN },
	[TABLE_SEEN] = { .name = "seen",
			 .key = "seen",
			 .reference = "domain",
			 .order = "name, type, nth",
			 .about = "name",
			 .about_too = "type",
			 .merge = MERGE_FIRST },
	[TABLE_MILESTONE] = { .name = "milestone",
			      .key = "milestones",
			      .reference = "domain",
			      .order = "name, type",
			      .about = "name",
			      .about_too = "type",
			      .merge = MERGE_LATEST },
	[TABLE_REMINDER] = { .name = "reminder",
			     .key = "reminders",
			     .reference = "domain",
			     .order = "service, kind",
			     .about = "service",
			     .about_too = "kind",
			     .merge = MERGE_LATEST },
	[TABLE_VERDICT] = { .name = "verdict",
			    .key = "history",
			    .reference = "domain",
			    .order = "id",
			    .merge = MERGE_ALL },
	[TABLE_VERDICT_RECORD] = { .name = "verdict_record",
				   .key = "records",
				   .reference = "verdict",
				   .order = "nth",
				   .above = TABLE_VERDICT,
				   .merge = MERGE_ALL },
	[TABLE_VERDICT_FOUND] = { .name = "verdict_found",
				  .key = "found",
				  .reference = "verdict",
				  .order = "record, nth",
				  .above = TABLE_VERDICT,
				  .merge = MERGE_ALL },
	[TABLE_VERDICT_CODE] = { .name = "verdict_code",
				 .key = "codes",
				 .reference = "verdict",
				 .order = "record, nth",
				 .above = TABLE_VERDICT,
				 .merge = MERGE_ALL },
	[TABLE_TOLD] = { .name = "told",
			 .key = "told",
			 .order = "domain, services, channel",
			 .above = TABLE_TOLD,
			 .merge = MERGE_LATEST },
};

static bool is_below(enum table table, enum table above)
{
	return STORE_TABLES[table].reference &&
	       STORE_TABLES[table].above == above;
}

static enum err read_columns(struct store *store, enum table which,
			     struct table_work *work)
{
	const struct table_info *t = &STORE_TABLES[which];
	char *sql = xasprintf("SELECT name, type, \"notnull\", dflt_value"
			      " FROM pragma_table_info('%s')",
			      t->name);
	sqlite3_stmt *row = NULL;
	int result = sqlite3_prepare_v2(store->db, sql, -1, &row, NULL);

	free(sql);
	while (result == SQLITE_OK &&
	       (result = sqlite3_step(row)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(row, 0);
		const char *type = (const char *)sqlite3_column_text(row, 1);

		result = SQLITE_OK;
		if (!name || !type || strcmp(name, "id") == 0 ||
		    (t->reference && strcmp(name, t->reference) == 0))
			continue;
		if (work->column_count == COLUMNS_MAX)
			result = SQLITE_TOOBIG;
		else
			work->columns[work->column_count++] = (struct column){
				.name = xstrdup(name),
				.is_number = strcmp(type, "INTEGER") == 0,
				.may_be_null = !sqlite3_column_int(row, 2),
				.has_default = sqlite3_column_type(row, 3) !=
					       SQLITE_NULL,
			};
	}
	sqlite3_finalize(row);
	return store_error(result);
}

static enum err prepare_select(struct store *store, enum table which,
			       struct table_work *work)
{
	const struct table_info *t = &STORE_TABLES[which];
	struct str sql = STR_INIT(STR_MAX_TEXT);
	int result;

	str_add(&sql, "SELECT ");
	for (size_t i = 0; i < work->column_count; i++)
		str_addf(&sql, "%s, ", work->columns[i].name);
	/* Only rows that others refer to have an id. */
	str_add(&sql,
		which == TABLE_DOMAIN || which == TABLE_VERDICT ? "id" : "0");
	str_addf(&sql, " FROM %s", t->name);
	if (which != TABLE_TOLD)
		str_addf(&sql, " WHERE %s = ?",
			 t->reference ? t->reference : "name");
	if (t->order)
		str_addf(&sql, " ORDER BY %s", t->order);
	result = sqlite3_prepare_v2(store->db, str_text(&sql), -1,
				    &work->select, NULL);
	str_free(&sql);
	return store_error(result);
}

enum err store_tables_begin(struct tables_work *work, struct store *store)
{
	enum err err = OK;

	work->store = store;
	for (enum table i = 0; i < TABLE_COUNT && !err; i++) {
		err = read_columns(store, i, &work->tables[i]);
		if (!err)
			err = prepare_select(store, i, &work->tables[i]);
	}
	return err;
}

void store_tables_end(struct tables_work *work)
{
	for (enum table i = 0; i < TABLE_COUNT; i++) {
		struct table_work *t = &work->tables[i];

		for (size_t c = 0; c < t->column_count; c++)
			free(t->columns[c].name);
		sqlite3_finalize(t->select);
		sqlite3_finalize(t->insert);
	}
	*work = (struct tables_work){ 0 };
}

static json_t *read_cell(sqlite3_stmt *row, int column)
{
	const unsigned char *text;
	json_t *cell;
	char *clean;

	switch (sqlite3_column_type(row, column)) {
	case SQLITE_NULL:
		return json_null();
	case SQLITE_INTEGER:
		return json_integer(sqlite3_column_int64(row, column));
	default:
		text = sqlite3_column_text(row, column);
		clean = clean_dup(text ? text : (const unsigned char *)"",
				  (size_t)sqlite3_column_bytes(row, column),
				  CLEAN_TEXT, CELL_MAX);
		cell = json_string(clean);
		free(clean);
		return cell ? cell : json_null();
	}
}

static enum err add_rows_below(struct tables_work *work, enum table which,
			       int64_t id, json_t *row);

/* The rows of a table that belong to the one above, in an array. */
static enum err read_rows(struct tables_work *work, enum table which,
			  int64_t above, json_t *rows)
{
	struct table_work *t = &work->tables[which];
	enum err err = OK;
	bool more;

	sqlite3_reset(t->select);
	sqlite3_bind_int64(t->select, 1, above);
	while (!err && !(err = store_next(t->select, &more)) && more) {
		json_t *row = json_object();

		for (size_t i = 0; i < t->column_count; i++)
			json_object_set_new(row, t->columns[i].name,
					    read_cell(t->select, (int)i));
		err = add_rows_below(
			work, which,
			sqlite3_column_int64(t->select, (int)t->column_count),
			row);
		json_array_append_new(rows, row);
	}
	sqlite3_reset(t->select);
	return err;
}

/* No deeper than the tree of the tables: two levels. */
static enum err add_rows_below(struct tables_work *work, enum table which,
			       int64_t id, json_t *row)
{
	enum err err = OK;

	for (enum table i = 0; i < TABLE_COUNT && !err; i++) {
		json_t *rows;

		if (!is_below(i, which))
			continue;
		rows = json_array();
		err = read_rows(work, i, id, rows);
		json_object_set_new(row, STORE_TABLES[i].key, rows);
	}
	return err;
}

enum err store_read_tree(struct tables_work *work, const char *domain,
			 json_t **out)
{
	struct table_work *t = &work->tables[TABLE_DOMAIN];
	bool found;
	int64_t id;
	enum err err;

	*out = NULL;
	sqlite3_reset(t->select);
	sqlite3_bind_text(t->select, 1, domain, -1, SQLITE_TRANSIENT);
	err = store_next(t->select, &found);
	if (err || !found)
		return err;
	*out = json_object();
	for (size_t i = 0; i < t->column_count; i++)
		json_object_set_new(*out, t->columns[i].name,
				    read_cell(t->select, (int)i));
	id = sqlite3_column_int64(t->select, (int)t->column_count);
	sqlite3_reset(t->select);
	return add_rows_below(work, TABLE_DOMAIN, id, *out);
}

/* What names the row that it belongs to or, where nothing does, the row. */
static const char *first_column(enum table which)
{
	if (which == TABLE_TOLD)
		return NULL;
	return which == TABLE_DOMAIN ? "id" : STORE_TABLES[which].reference;
}

static void add_insert(struct str *sql, enum table which,
		       const struct table_work *w, uint32_t shape)
{
	const char *first = first_column(which), *comma = "";
	struct str marks = STR_INIT(STR_MAX_TEXT);

	/* Of what was told, the row that is there is the later one. */
	str_addf(sql, "INSERT%s INTO %s(",
		 which == TABLE_TOLD ? " OR IGNORE" : "",
		 STORE_TABLES[which].name);
	if (first) {
		str_add(sql, first);
		str_add(&marks, "?");
		comma = ", ";
	}
	for (size_t i = 0; i < w->column_count; i++) {
		if (!(shape & UINT32_C(1) << i))
			continue;
		str_addf(sql, "%s%s", comma, w->columns[i].name);
		str_addf(&marks, "%s?", comma);
		comma = ", ";
	}
	str_addf(sql, ") VALUES (%s)", str_text(&marks));
	str_free(&marks);
}

static enum err prepare_insert(struct tables_work *work, enum table which,
			       uint32_t shape)
{
	struct table_work *w = &work->tables[which];
	struct str sql = STR_INIT(STR_MAX_TEXT);
	int result;

	if (w->insert && w->shape == shape)
		return OK;
	sqlite3_finalize(w->insert);
	w->insert = NULL;
	w->shape = shape;
	add_insert(&sql, which, w, shape);
	result = sqlite3_prepare_v2(work->store->db, str_text(&sql), -1,
				    &w->insert, NULL);
	str_free(&sql);
	return store_error(result);
}

static uint32_t shape_of(const struct table_work *w, const json_t *row)
{
	uint32_t shape = 0;

	for (size_t i = 0; i < w->column_count; i++) {
		if (json_object_get(row, w->columns[i].name))
			shape |= UINT32_C(1) << i;
	}
	return shape;
}

static void bind_cell(sqlite3_stmt *statement, int place, const json_t *cell)
{
	if (json_is_integer(cell))
		sqlite3_bind_int64(statement, place, json_integer_value(cell));
	else if (json_is_string(cell))
		sqlite3_bind_text(statement, place, json_string_value(cell),
				  (int)json_string_length(cell),
				  SQLITE_TRANSIENT);
	else
		sqlite3_bind_null(statement, place);
}

/* above: the id of the row that it belongs to; 0: none. */
static enum err write_row(struct tables_work *work, enum table which,
			  int64_t above, const json_t *row)
{
	struct table_work *w = &work->tables[which];
	enum err err = prepare_insert(work, which, shape_of(w, row));
	int place = first_column(which) ? 2 : 1, result;
	int64_t id;

	if (err)
		return err;
	sqlite3_reset(w->insert);
	sqlite3_clear_bindings(w->insert);
	if (above)
		sqlite3_bind_int64(w->insert, 1, above);
	for (size_t i = 0; i < w->column_count; i++) {
		if (w->shape & UINT32_C(1) << i)
			bind_cell(w->insert, place++,
				  json_object_get(row, w->columns[i].name));
	}
	result = sqlite3_step(w->insert);
	sqlite3_reset(w->insert);
	if ((result & 0xff) == SQLITE_CONSTRAINT)
		return ERR_SYNTAX;
	err = store_error(result);
	id = sqlite3_last_insert_rowid(work->store->db);
	for (enum table i = 0; i < TABLE_COUNT && !err; i++) {
		const json_t *rows = is_below(i, which)
					     ? json_object_get(
						       row, STORE_TABLES[i].key)
					     : NULL;

		for (size_t n = 0; n < json_array_size(rows) && !err; n++)
			err = write_row(work, i, id, json_array_get(rows, n));
	}
	return err;
}

enum err store_write_tree(struct tables_work *work, const json_t *domain)
{
	return write_row(work, TABLE_DOMAIN, 0, domain);
}

enum err store_read_told(struct tables_work *work, json_t **out)
{
	*out = json_array();
	return read_rows(work, TABLE_TOLD, 0, *out);
}

enum err store_write_told(struct tables_work *work, const json_t *row)
{
	enum err err = store_run(
		work->store, SQL_TOLD_OUTDATE, "ttti",
		json_string_value(json_object_get(row, "domain")),
		json_string_value(json_object_get(row, "services")),
		json_string_value(json_object_get(row, "channel")),
		(int64_t)json_integer_value(json_object_get(row, "at")));

	return err ? err : write_row(work, TABLE_TOLD, 0, row);
}
