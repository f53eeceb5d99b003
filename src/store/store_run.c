/* Running the store's statements: prepared when first needed, bound, stepped.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>

#include "base/clean.h"
#include "store/store_internal.h"

#define TEXT_MAX 65536 /* the longest text that is taken from a row */

enum err store_error(int result)
{
	switch (result & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ERR_DAMAGED;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
		return ERR_DENIED;
	case SQLITE_CANTOPEN:
		return errno == EACCES || errno == EPERM || errno == EROFS
			       ? ERR_DENIED
			       : ERR_IO;
	case SQLITE_TOOBIG:
		return ERR_TOO_LONG;
	case SQLITE_NOMEM:
		die_out_of_memory();
	default:
		return ERR_IO;
	}
}

static enum err bind_all(sqlite3_stmt *statement, const char *types,
			 va_list args)
{
	int result = SQLITE_OK;

	for (int i = 1; types[i - 1] && result == SQLITE_OK; i++) {
		if (types[i - 1] == 't')
			result = sqlite3_bind_text(statement, i,
						   va_arg(args, const char *),
						   -1, SQLITE_TRANSIENT);
		else
			result = sqlite3_bind_int64(statement, i,
						    va_arg(args, int64_t));
	}
	return store_error(result);
}

static enum err start(struct store *store, enum statement which,
		      sqlite3_stmt **out, const char *types, va_list args)
{
	sqlite3_stmt *statement = store->prepared[which];
	int result;

	if (!statement) {
		result = sqlite3_prepare_v3(store->db, STORE_SQL[which], -1,
					    SQLITE_PREPARE_PERSISTENT,
					    &statement, NULL);
		if (result != SQLITE_OK)
			return store_error(result);
		store->prepared[which] = statement;
	}
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	*out = statement;
	return bind_all(statement, types, args);
}

enum err store_query(struct store *store, enum statement which,
		     sqlite3_stmt **out, const char *types, ...)
{
	va_list args;
	enum err err;

	va_start(args, types);
	err = start(store, which, out, types, args);
	va_end(args);
	return err;
}

enum err store_next(sqlite3_stmt *statement, bool *row)
{
	int result = sqlite3_step(statement);

	*row = result == SQLITE_ROW;
	if (!*row)
		sqlite3_reset(statement);
	return store_error(result);
}

void store_done(sqlite3_stmt *statement)
{
	sqlite3_reset(statement);
}

enum err store_run(struct store *store, enum statement which, const char *types,
		   ...)
{
	sqlite3_stmt *statement = NULL;
	va_list args;
	enum err err;
	bool row;

	va_start(args, types);
	err = start(store, which, &statement, types, args);
	va_end(args);
	if (!err)
		err = store_next(statement, &row);
	return err;
}

enum err store_end(struct store *store, enum err err)
{
	enum err undone;

	if (!err)
		err = store_run(store, SQL_COMMIT, "");
	if (err && !sqlite3_get_autocommit(store->db)) {
		/* What went wrong first is what the caller has to know. */
		undone = store_run(store, SQL_ROLLBACK, "");
		(void)undone;
	}
	return err;
}

char *store_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	if (!text)
		return NULL;
	return clean_dup(text, (size_t)sqlite3_column_bytes(statement, column),
			 CLEAN_LINE, TEXT_MAX);
}
