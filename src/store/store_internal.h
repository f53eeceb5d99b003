/* Inside store/: the handle, the table of statements, and the few helpers that
 * run them. Included by store/ only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_STORE_INTERNAL_H
#define ZEGEL_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/store.h"

enum statement {
	SQL_BEGIN_READ,
	SQL_BEGIN_WRITE,
	SQL_COMMIT,
	SQL_ROLLBACK,

	SQL_DOMAIN_FIND,
	SQL_DOMAIN_ADD,
	SQL_DOMAIN_UPDATE,
	SQL_DOMAIN_DELETE,
	SQL_DOMAIN_OUTCOME,
	SQL_DOMAIN_LOOKED,
	SQL_DOMAIN_TURNED,
	SQL_DOMAIN_LIST,
	SQL_DOMAIN_NAMES,

	SQL_CHOICE_LIST,
	SQL_CHOICE_ADD,
	SQL_CHOICE_CLEAR,
	SQL_PASTED_LIST,
	SQL_PASTED_ADD,
	SQL_PASTED_CLEAR,
	SQL_VARIABLE_LIST,
	SQL_VARIABLE_ADD,
	SQL_VARIABLE_CLEAR,
	SQL_PICKED_LIST,
	SQL_PICKED_ADD,
	SQL_PICKED_CLEAR,
	SQL_TICK_LIST,
	SQL_TICK_ADD,
	SQL_TICK_CLEAR,

	SQL_SEEN_LIST,
	SQL_SEEN_ADD,
	SQL_MILESTONE_LIST,
	SQL_MILESTONE_PUT,

	SQL_VERDICT_LAST,
	SQL_VERDICT_ADD,
	SQL_TURN_LIST,
	SQL_TURN_RECORDS,
	SQL_TURN_FOUND,
	SQL_TURN_CODES,
	SQL_STATE_LIST,
	SQL_STATE_ADD,
	SQL_FOUND_ADD,
	SQL_CODE_ADD,

	SQL_TOLD_GET,
	SQL_TOLD_PUT,
	SQL_TOLD_CLEAR,
	SQL_TOLD_OUTDATE,

	SQL_REMINDER_WANT,
	SQL_REMINDER_END,
	SQL_REMINDER_LIST,

	SQL_SETTING_GET,
	SQL_SETTING_PUT,
	SQL_COUNT
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *prepared[SQL_COUNT]; /* made when first needed */
};

/* One step from a version to the next one. */
struct migration {
	int version; /* the file has this one when all of its rows were run */
	/* Run only where this column is not there; NULL: always. */
	const char *table, *column;
	const char *sql;
};

enum { STORE_SCHEMA_VERSION = 2 };

extern const char STORE_SCHEMA[];
extern const struct migration STORE_MIGRATIONS[];
extern const size_t STORE_MIGRATION_COUNT;
extern const char *const STORE_SQL[SQL_COUNT];

/* What a result of SQLite means to us; SQLITE_ROW and _DONE are OK. */
enum err store_error(int result);

/* Starts a statement. types has a letter for each parameter: t const char *
 * (NULL stays NULL), i int64_t. *out is stepped with store_next() and, when it
 * is left before its end, given to store_done(). */
enum err store_query(struct store *store, enum statement which,
		     sqlite3_stmt **out, const char *types, ...) MUST_CHECK;

/* The next row; *row is false at the end and on an error. */
enum err store_next(sqlite3_stmt *statement, bool *row) MUST_CHECK;
void store_done(sqlite3_stmt *statement);

/* Runs a statement that has no rows. */
enum err store_run(struct store *store, enum statement which, const char *types,
		   ...) MUST_CHECK;

/* Ends what SQL_BEGIN_... began: kept when err is OK, else undone; returns err
 * or what went wrong with keeping it. */
enum err store_end(struct store *store, enum err err) MUST_CHECK;

/* A text of the row, cleaned; the caller frees it. NULL stays NULL. */
char *store_text(sqlite3_stmt *statement, int column);

/* An outcome by its word; OUTCOME_UNKNOWN for any other. */
enum outcome store_outcome(sqlite3_stmt *row, int column);

/* The version of the tables that this zegel knows. */
int store_newest_version(void);

/* Whose file it is, before anything in it is touched. *version is that of its
 * tables, 0: the file is empty. ERR_NEWER, or ERR_DAMAGED for a file that is
 * not zegel's. Belongs into a transaction, or it would mix what was there
 * before and after another program's first steps. */
enum err store_check_file(struct store *store, int *version) MUST_CHECK;

/* Makes the tables, or brings them from an earlier version to the newest one:
 * all or nothing. */
enum err store_migrate(struct store *store) MUST_CHECK;

/* Runs SQL that no other program has a say in: PRAGMAs, tables. */
enum err store_execute(struct store *store, const char *sql) MUST_CHECK;

/* The first column of the first row of what is no statement of the table; the
 * caller frees *out, NULL when there is no row. */
enum err store_ask(struct store *store, const char *sql, char **out) MUST_CHECK;

/* Finds the domain's row. ERR_NOT_FOUND: there is none. */
enum err store_find_domain(struct store *store, const char *domain,
			   int64_t *id) MUST_CHECK;

/* The same, and makes the row when there is none. */
enum err store_need_domain(struct store *store, const char *domain,
			   int64_t *id) MUST_CHECK;

enum err store_load_past(struct store *store, int64_t id,
			 struct past *past) MUST_CHECK;
enum err store_put_past(struct store *store, int64_t id,
			const struct past *past) MUST_CHECK;

#endif
