/* Whose file it is, and its tables: made, or brought up to this version.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/store_internal.h"

#define APPLICATION_ID 0x7a65676c /* "zegl", in the file's header */

/* A whole check of a bigger file would be felt at the start. SQLite itself
 * finds damage of the pages that are read. */
#define CHECK_MAX_PAGES 1024

enum err store_execute(struct store *store, const char *sql)
{
	return store_error(sqlite3_exec(store->db, sql, NULL, NULL, NULL));
}

enum err store_ask(struct store *store, const char *sql, char **out)
{
	sqlite3_stmt *statement;
	int result = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

	*out = NULL;
	if (result == SQLITE_OK) {
		result = sqlite3_step(statement);
		if (result == SQLITE_ROW)
			*out = store_text(statement, 0);
	}
	sqlite3_finalize(statement);
	return store_error(result);
}

static enum err ask_number(struct store *store, const char *sql, long *out)
{
	char *text;
	enum err err = store_ask(store, sql, &text);

	*out = text ? strtol(text, NULL, 10) : 0;
	free(text);
	return err;
}

int store_newest_version(void)
{
	return STORE_MIGRATIONS[STORE_MIGRATION_COUNT - 1].version;
}

enum err store_check_file(struct store *store, int *version)
{
	long application, kept, tables, pages;
	char *answer = NULL;
	enum err err = ask_number(store, "PRAGMA application_id", &application);

	if (!err)
		err = ask_number(store, "PRAGMA user_version", &kept);
	if (!err)
		err = ask_number(store, "SELECT count(*) FROM sqlite_master",
				 &tables);
	if (!err)
		err = ask_number(store, "PRAGMA page_count", &pages);
	if (err)
		return err;
	*version = 0;
	if (application == 0 && kept == 0 && tables == 0)
		return OK;
	if (application != APPLICATION_ID || kept < 1)
		return ERR_DAMAGED;
	if (kept > store_newest_version())
		return ERR_NEWER;
	*version = (int)kept;
	if (pages > CHECK_MAX_PAGES)
		return OK;
	err = store_ask(store, "PRAGMA quick_check(1)", &answer);
	if (!err && (!answer || strcmp(answer, "ok") != 0))
		err = ERR_DAMAGED;
	free(answer);
	return err;
}

static enum err has_column(struct store *store, const struct migration *m,
			   bool *has)
{
	char *sql = xasprintf("SELECT count(*) FROM pragma_table_info('%s')"
			      " WHERE name = '%s'",
			      m->table, m->column);
	long count;
	enum err err = ask_number(store, sql, &count);

	*has = count > 0;
	free(sql);
	return err;
}

static enum err run_migration(struct store *store, const struct migration *m)
{
	bool has = false;
	enum err err = m->table ? has_column(store, m, &has) : OK;

	return err || has ? err : store_execute(store, m->sql);
}

static enum err migrate_from(struct store *store, int version)
{
	char *mark = xasprintf("PRAGMA application_id = %d;"
			       "PRAGMA user_version = %d",
			       APPLICATION_ID, store_newest_version());
	enum err err = OK;

	if (version == 0) {
		err = store_execute(store, STORE_SCHEMA);
		version = STORE_SCHEMA_VERSION;
	}
	for (size_t i = 0; i < STORE_MIGRATION_COUNT && !err; i++) {
		if (STORE_MIGRATIONS[i].version > version)
			err = run_migration(store, &STORE_MIGRATIONS[i]);
	}
	if (!err)
		err = store_execute(store, mark);
	free(mark);
	return err;
}

/* Two programs may come here at once: who gets the lock does it, the other one
 * finds it done. */
enum err store_migrate(struct store *store)
{
	int version;
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	if (err)
		return err;
	err = store_check_file(store, &version);
	if (!err && version < store_newest_version())
		err = migrate_from(store, version);
	return store_end(store, err);
}
