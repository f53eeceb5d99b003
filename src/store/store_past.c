/* What was first seen and which records were right before; in and out.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/store_internal.h"

/* One name and type while its rows come in: past_first_seen() takes them all
 * at once. */
struct group {
	char *name;
	enum rr type;
	struct record *records;
	size_t count;
	size_t cap;
};

static void group_end(struct group *g, struct past *past)
{
	if (g->name)
		past_first_seen(past, g->name, g->type, g->records, g->count);
	records_free(g->records, g->count);
	free(g->name);
	*g = (struct group){ 0 };
}

static void group_add(struct group *g, sqlite3_stmt *row)
{
	char *value = store_text(row, 2);

	if (!value) /* definitely nothing was there */
		return;
	g->records = grow(g->records, g->count, &g->cap, sizeof(*g->records));
	g->records[g->count++] = (struct record){
		.name = xstrdup(g->name),
		.type = g->type,
		.ttl = (uint32_t)sqlite3_column_int64(row, 4),
		.priority = (uint16_t)sqlite3_column_int(row, 3),
		.value = value,
	};
}

static enum err load_seen(struct store *store, int64_t id, struct past *past)
{
	sqlite3_stmt *row;
	struct group g = { 0 };
	bool more;
	enum err err = store_query(store, SQL_SEEN_LIST, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		enum rr type = (enum rr)sqlite3_column_int(row, 1);
		char *name = store_text(row, 0);

		if (g.name && g.type == type && strcmp(g.name, name) == 0) {
			free(name);
		} else {
			group_end(&g, past);
			g.name = name;
			g.type = type;
		}
		group_add(&g, row);
	}
	group_end(&g, past);
	return err;
}

enum err store_load_past(struct store *store, int64_t id, struct past *past)
{
	sqlite3_stmt *row;
	bool more;
	enum err err = load_seen(store, id, past);

	if (!err)
		err = store_query(store, SQL_MILESTONE_LIST, &row, "i", id);
	while (!err && !(err = store_next(row, &more)) && more) {
		char *name = store_text(row, 0);
		struct milestone *m = past_milestone(
			past, name, (enum rr)sqlite3_column_int(row, 1));

		m->published_at = (time_t)sqlite3_column_int64(row, 2);
		m->vanished_at = (time_t)sqlite3_column_int64(row, 3);
		m->was_missing = sqlite3_column_int(row, 4) != 0;
		m->value = store_text(row, 5);
		free(name);
	}
	past->changed = false;
	return err;
}

/* True when the entry is the first of its name and type. */
static bool starts_group(const struct past *past, size_t index)
{
	const struct seen *s = &past->first[index];

	for (size_t i = 0; i < index; i++) {
		if (past->first[i].type == s->type &&
		    strcmp(past->first[i].name, s->name) == 0)
			return false;
	}
	return true;
}

/* Keeps all entries of one name and type, unless another zegel was there
 * first: what it saw stays, and is not mixed with ours. */
static enum err put_group(struct store *store, int64_t id,
			  const struct past *past, size_t index)
{
	const struct seen *first = &past->first[index];
	int64_t nth = 0;
	enum err err = OK;

	for (size_t i = index; i < past->first_count && !err; i++) {
		const struct seen *s = &past->first[i];

		if (s->type != first->type || strcmp(s->name, first->name) != 0)
			continue;
		err = store_run(store, SQL_SEEN_ADD, "itiitii", id, s->name,
				(int64_t)s->type, nth++, s->value,
				(int64_t)s->priority, (int64_t)s->ttl);
		if (!err && i == index && sqlite3_changes(store->db) == 0)
			break;
	}
	return err;
}

enum err store_put_past(struct store *store, int64_t id,
			const struct past *past)
{
	enum err err = OK;

	for (size_t i = 0; i < past->first_count && !err; i++) {
		if (starts_group(past, i))
			err = put_group(store, id, past, i);
	}
	for (size_t i = 0; i < past->milestone_count && !err; i++) {
		const struct milestone *m = &past->milestones[i];

		err = store_run(store, SQL_MILESTONE_PUT, "itiiiit", id,
				m->name, (int64_t)m->type,
				(int64_t)m->published_at,
				(int64_t)m->vanished_at,
				(int64_t)m->was_missing, m->value);
	}
	return err;
}

enum err store_save_past(struct store *store, const char *domain,
			 struct past *past)
{
	int64_t id;
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	if (err)
		return err;
	err = store_need_domain(store, domain, &id);
	if (!err)
		err = store_put_past(store, id, past);
	err = store_end(store, err);
	if (!err)
		past->changed = false;
	return err;
}
