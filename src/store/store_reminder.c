/* What somebody has to be reminded of, domain by domain.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/store_internal.h"

enum err store_want_reminder(struct store *store, const struct reminder *r)
{
	int64_t id;
	enum err err = store_find_domain(store, r->domain, &id);

	if (err)
		return err;
	return store_run(store, SQL_REMINDER_WANT, "itttii", id, r->service,
			 reminder_kind_name(r->kind), r->about,
			 (int64_t)r->since, (int64_t)r->due);
}

enum err store_end_reminder(struct store *store, const char *domain,
			    const char *service, enum reminder_kind kind,
			    time_t now)
{
	return store_run(store, SQL_REMINDER_END, "ttti", domain, service,
			 reminder_kind_name(kind), (int64_t)now);
}

/* False when it is of a kind that a later zegel made. */
static bool read_reminder(sqlite3_stmt *row, struct reminder *r, char *texts[4])
{
	for (int i = 0; i < 4; i++)
		texts[i] = store_text(row, i);
	*r = (struct reminder){
		.domain = texts[0],
		.service = texts[1],
		.about = texts[3],
		.since = (time_t)sqlite3_column_int64(row, 4),
		.due = (time_t)sqlite3_column_int64(row, 5),
		.done = (time_t)sqlite3_column_int64(row, 6),
	};
	return reminder_kind_from_name(texts[2], &r->kind);
}

enum err store_each_reminder(struct store *store, const char *domain,
			     reminder_fn *each, void *ctx)
{
	sqlite3_stmt *row;
	bool found = false, more = true;
	enum err err = store_query(store, SQL_REMINDER_LIST, &row, "t", domain);

	if (!err)
		err = store_next(row, &found);
	while (!err && found && more) {
		struct reminder r;
		char *texts[4];

		if (read_reminder(row, &r, texts))
			more = each(ctx, &r);
		for (size_t i = 0; i < COUNT_OF(texts); i++)
			free(texts[i]);
		if (more)
			err = store_next(row, &found);
		else
			store_done(row);
	}
	return err;
}
