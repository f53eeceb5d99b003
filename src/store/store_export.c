/* All that is remembered, as lines of JSON: the first one says what this is,
 * then come a domain a line and what was told, and the last one counts them.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/store_tables.h"

/* Keys and passwords are in no table (they are never kept), and of the settings
 * only these leave. */
const char *const STORE_EXPORTED_SETTINGS[] = { "language", NULL };

struct export
{
	struct tables_work work;
	export_fn *each;
	void *ctx;
	size_t lines; /* between the first and the last one */
	bool stopped;
};

static void put_line(struct export *e, json_t *line)
{
	char *text = json_dumps(line, JSON_COMPACT);

	json_decref(line);
	if (!text)
		die_out_of_memory();
	e->stopped = !e->each(e->ctx, text);
	free(text);
}

static enum err put_head(struct export *e)
{
	json_t *head = json_object(), *settings = json_object();
	enum err err = OK;

	for (size_t i = 0; STORE_EXPORTED_SETTINGS[i] && !err; i++) {
		const char *name = STORE_EXPORTED_SETTINGS[i];
		char *value = NULL;

		err = store_get_setting(e->work.store, name, &value);
		if (value)
			json_object_set_new(settings, name, json_string(value));
		free(value);
	}
	json_object_set_new(head, "zegel", json_string("export"));
	json_object_set_new(head, "version",
			    json_integer(store_newest_version()));
	json_object_set_new(head, "settings", settings);
	put_line(e, head);
	return err;
}

static enum err put_domains(struct export *e)
{
	sqlite3_stmt *row;
	json_t *tree;
	bool more;
	enum err err = store_query(e->work.store, SQL_DOMAIN_NAMES, &row, "");

	while (!err && !e->stopped && !(err = store_next(row, &more)) && more) {
		const char *name = (const char *)sqlite3_column_text(row, 0);

		err = store_read_tree(&e->work, name, &tree);
		if (err || !tree) {
			json_decref(tree);
			continue;
		}
		put_line(e, tree);
		e->lines++;
	}
	store_done(row);
	return err;
}

static enum err put_told(struct export *e)
{
	json_t *rows, *line;
	enum err err = store_read_told(&e->work, &rows);

	for (size_t i = 0; i < json_array_size(rows) && !err && !e->stopped;
	     i++) {
		line = json_object();
		json_object_set(line, "told", json_array_get(rows, i));
		put_line(e, line);
		e->lines++;
	}
	json_decref(rows);
	return err;
}

static enum err put_all(struct export *e)
{
	enum err err = put_head(e);
	json_t *tail;

	if (!err)
		err = put_domains(e);
	if (!err && !e->stopped)
		err = put_told(e);
	if (err || e->stopped)
		return err;
	tail = json_object();
	json_object_set_new(tail, "zegel", json_string("end"));
	json_object_set_new(tail, "lines", json_integer((json_int_t)e->lines));
	put_line(e, tail);
	return OK;
}

enum err store_export(struct store *store, export_fn *each, void *ctx)
{
	struct export e = { .each = each, .ctx = ctx };
	enum err err = store_run(store, SQL_BEGIN_READ, "");

	if (err)
		return err;
	err = store_tables_begin(&e.work, store);
	if (!err)
		err = put_all(&e);
	store_tables_end(&e.work);
	return store_end(store, err);
}
