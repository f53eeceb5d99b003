/* What an export holds, line by line into one transaction: all or nothing.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "store/store_tables.h"

enum { SETTING_MAX = 1000 };

struct import {
	struct tables_work work;
	struct import_result result;
	bool begun, ended; /* the first and the last line were there */
};

enum err store_import_begin(struct store *store, struct import **out)
{
	struct import *import = xcalloc(1, sizeof(*import));
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	*out = NULL;
	if (!err) {
		err = store_tables_begin(&import->work, store);
		if (err) {
			store_tables_end(&import->work);
			err = store_end(store, err);
		}
	}
	if (err)
		free(import);
	else
		*out = import;
	return err;
}

static enum err refuse(struct import *import, enum import_problem problem,
		       const char *key)
{
	import->result.problem = problem;
	if (key) {
		char *shown = clean_dup(key, strlen(key), CLEAN_LINE,
					sizeof(import->result.key) - 1);

		memcpy(import->result.key, shown, strlen(shown) + 1);
		free(shown);
	}
	return ERR_SYNTAX;
}

static bool is_kept(const char *name)
{
	for (size_t i = 0; STORE_EXPORTED_SETTINGS[i]; i++) {
		if (strcmp(STORE_EXPORTED_SETTINGS[i], name) == 0)
			return true;
	}
	return false;
}

/* A setting of here stays. */
static enum err take_setting(struct import *import, const char *name,
			     const json_t *value)
{
	struct store *store = import->work.store;
	char *here = NULL;
	enum err err;

	if (!is_kept(name) || !json_is_string(value) ||
	    json_string_length(value) > SETTING_MAX)
		return refuse(import, IMPORT_BAD_VALUE, name);
	err = store_get_setting(store, name, &here);
	if (!err && !here)
		err = store_set_setting(store, name, json_string_value(value));
	free(here);
	return err;
}

static bool says(const json_t *line, const char *key, const char *word)
{
	const char *text = json_string_value(json_object_get(line, key));

	return text && strcmp(text, word) == 0;
}

static enum err take_head(struct import *import, json_t *line)
{
	const json_t *version = json_object_get(line, "version");
	json_t *settings = json_object_get(line, "settings"), *value;
	const char *name;
	enum err err = OK;

	if (!says(line, "zegel", "export") || !json_is_integer(version) ||
	    json_integer_value(version) < 1)
		return refuse(import, IMPORT_NOT_AN_EXPORT, NULL);
	if (json_integer_value(version) > store_newest_version())
		return refuse(import, IMPORT_NEWER, NULL);
	json_object_foreach(settings, name, value)
	{
		err = take_setting(import, name, value);
		if (err)
			return err;
	}
	import->begun = true;
	return OK;
}

static enum err take_tail(struct import *import, const json_t *line)
{
	const json_t *lines = json_object_get(line, "lines");

	if (!says(line, "zegel", "end"))
		return refuse(import, IMPORT_BAD_VALUE, "zegel");
	/* without the first one and this one */
	if (json_integer_value(lines) != (json_int_t)import->result.line - 2)
		return refuse(import, IMPORT_LINES_MISSING, NULL);
	import->ended = true;
	return OK;
}

static enum err delete_domain(struct store *store, const char *name)
{
	int64_t id;
	enum err err = store_find_domain(store, name, &id);

	return err ? err : store_run(store, SQL_DOMAIN_DELETE, "i", id);
}

/* Puts what both sides know in the place of what stands there. The file's side
 * goes through the tables first: then absent columns have their defaults. */
static enum err join(struct tables_work *work, const char *name,
		     const json_t *here, const json_t *tree)
{
	json_t *file = NULL, *joined;
	enum err err = delete_domain(work->store, name);

	if (!err)
		err = store_write_tree(work, tree);
	if (!err)
		err = store_read_tree(work, name, &file);
	if (!err)
		err = delete_domain(work->store, name);
	if (err) {
		json_decref(file);
		return err;
	}
	joined = store_merge(here, file);
	err = store_write_tree(work, joined);
	json_decref(file);
	json_decref(joined);
	return err;
}

static enum err take_domain(struct import *import, const json_t *tree)
{
	const char *problem = store_tree_problem(&import->work, tree);
	const char *name = json_string_value(json_object_get(tree, "name"));
	json_t *here = NULL;
	enum err err;

	if (problem)
		return refuse(import, IMPORT_BAD_VALUE, problem);
	err = store_read_tree(&import->work, name, &here);
	if (!err && here)
		err = join(&import->work, name, here, tree);
	else if (!err)
		err = store_write_tree(&import->work, tree);
	if (err == ERR_SYNTAX)
		(void)refuse(import, IMPORT_BAD_VALUE, "nth");
	else if (here)
		import->result.joined++;
	else
		import->result.added++;
	json_decref(here);
	return err;
}

static enum err take_told(struct import *import, const json_t *line)
{
	const json_t *row = json_object_get(line, "told");
	const char *problem = json_object_size(line) == 1
				      ? store_told_problem(&import->work, row)
				      : "told";

	return problem ? refuse(import, IMPORT_BAD_VALUE, problem)
		       : store_write_told(&import->work, row);
}

enum err store_import_line(struct import *import, const char *line, size_t len)
{
	json_t *root = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	enum err err;

	import->result.line++;
	if (import->ended)
		err = refuse(import, IMPORT_LINES_AFTER_END, NULL);
	else if (!import->begun)
		err = take_head(import, root);
	else if (!json_is_object(root))
		err = refuse(import, IMPORT_NOT_JSON, NULL);
	else if (json_object_get(root, "zegel"))
		err = take_tail(import, root);
	else if (json_object_get(root, "told"))
		err = take_told(import, root);
	else
		err = take_domain(import, root);
	json_decref(root);
	return err;
}

enum err store_import_end(struct import *import, enum err err,
			  struct import_result *result)
{
	struct store *store = import->work.store;

	if (!err && !import->ended) {
		import->result.line++;
		err = refuse(import,
			     import->begun ? IMPORT_LINES_MISSING
					   : IMPORT_NOT_AN_EXPORT,
			     NULL);
	}
	store_tables_end(&import->work);
	err = store_end(store, err);
	*result = import->result;
	free(import);
	return err;
}
