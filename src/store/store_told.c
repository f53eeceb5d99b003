/* What was told about a domain, by each channel.
 *
 * It stands by the domain's name and not below its row: of a list (--file) no
 * domain becomes a known one.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/store_internal.h"

enum err store_get_told(struct store *store, const struct told_key *key,
			struct told *out)
{
	sqlite3_stmt *row;
	bool found = false;
	enum err err = store_query(store, SQL_TOLD_GET, &row, "ttt",
				   key->domain, key->services, key->channel);

	*out = (struct told){ 0 };
	if (!err)
		err = store_next(row, &found);
	if (err || !found)
		return err ? err : ERR_NOT_FOUND;
	out->known = sqlite3_column_type(row, 0) != SQLITE_NULL;
	out->outcome = store_outcome(row, 0);
	out->errors = store_text(row, 1);
	out->unknowns = (unsigned)sqlite3_column_int(row, 2);
	out->at = (time_t)sqlite3_column_int64(row, 3);
	store_done(row);
	return OK;
}

enum err store_put_told(struct store *store, const struct told_key *key,
			const struct told *told)
{
	return store_run(
		store, SQL_TOLD_PUT, "tttttii", key->domain, key->services,
		key->channel, told->known ? outcome_name(told->outcome) : NULL,
		told->errors, (int64_t)told->unknowns, (int64_t)told->at);
}

enum err store_put_told_all(struct store *store, const struct told_key *keys,
			    const struct told *told, size_t count)
{
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	if (err)
		return err;
	for (size_t i = 0; i < count && !err; i++)
		err = store_put_told(store, &keys[i], &told[i]);
	return store_end(store, err);
}

enum err store_get_outcome(struct store *store, const char *domain,
			   enum outcome *outcome, time_t *since)
{
	sqlite3_stmt *row;
	bool found = false, judged = false;
	enum err err = store_query(store, SQL_DOMAIN_OUTCOME, &row, "t",
				   domain);

	if (!err)
		err = store_next(row, &found);
	if (found) {
		judged = sqlite3_column_type(row, 0) != SQLITE_NULL;
		*outcome = store_outcome(row, 0);
		*since = (time_t)sqlite3_column_int64(row, 1);
		store_done(row);
	}
	return err || judged ? err : ERR_NOT_FOUND;
}
