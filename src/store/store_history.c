/* How verdicts turned, the list of known domains, forgetting, settings.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/store_internal.h"

/* The state of a record as it was last kept. */
struct kept {
	char *name;
	enum rr type;
	char *state;
};

struct kept_verdict {
	char *outcome; /* NULL: none was kept yet */
	struct kept *records;
	size_t count;
	size_t cap;
};

static void kept_free(struct kept_verdict *k)
{
	for (size_t i = 0; i < k->count; i++) {
		free(k->records[i].name);
		free(k->records[i].state);
	}
	free(k->records);
	free(k->outcome);
}

static enum err load_last(struct store *store, int64_t domain,
			  struct kept_verdict *out)
{
	sqlite3_stmt *row;
	bool found, more;
	int64_t id;
	enum err err = store_query(store, SQL_VERDICT_LAST, &row, "i", domain);

	if (!err)
		err = store_next(row, &found);
	if (err || !found)
		return err;
	id = sqlite3_column_int64(row, 0);
	out->outcome = store_text(row, 1);
	store_done(row);
	err = store_query(store, SQL_STATE_LIST, &row, "i", id);
	while (!err && !(err = store_next(row, &more)) && more) {
		out->records = grow(out->records, out->count, &out->cap,
				    sizeof(*out->records));
		out->records[out->count++] = (struct kept){
			.name = store_text(row, 0),
			.type = (enum rr)sqlite3_column_int(row, 1),
			.state = store_text(row, 2),
		};
	}
	return err;
}

static const struct kept *kept_find(const struct kept_verdict *last,
				    const struct record *r)
{
	for (size_t i = 0; i < last->count; i++) {
		if (last->records[i].type == r->type &&
		    strcmp(last->records[i].name, r->name) == 0)
			return &last->records[i];
	}
	return NULL;
}

/* The state to keep: an unknown leaves what was known before. */
static const char *state_to_keep(const struct kept_verdict *last,
				 const struct record_verdict *r)
{
	const struct kept *before = kept_find(last, &r->wanted.record);

	if (r->state == STATE_UNKNOWN && before)
		return before->state;
	return state_name(r->state);
}

static const char *outcome_to_keep(const struct kept_verdict *last,
				   const struct verdict *v)
{
	if (v->outcome == OUTCOME_UNKNOWN && last->outcome)
		return last->outcome;
	return outcome_name(v->outcome);
}

static bool has_turned(const struct kept_verdict *last, const struct verdict *v)
{
	if (!last->outcome || last->count != v->record_count ||
	    strcmp(last->outcome, outcome_to_keep(last, v)) != 0)
		return true;
	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];
		const struct kept *before = kept_find(last, &r->wanted.record);

		if (!before ||
		    strcmp(before->state, state_to_keep(last, r)) != 0)
			return true;
	}
	return false;
}

/* The errors that stand; nth goes on counting within one record. */
static enum err add_codes(struct store *store, int64_t verdict, int64_t record,
			  const struct findings *findings)
{
	enum err err = OK;

	for (size_t i = 0; i < findings->count && !err; i++) {
		const struct finding *f = &findings->items[i];

		if (f->severity == SEVERITY_ERROR && !f->waiting)
			err = store_run(store, SQL_CODE_ADD, "iiitt", verdict,
					record, (int64_t)i,
					finding_code_name(f->code), f->at);
	}
	return err;
}

static enum err add_record(struct store *store, int64_t verdict, size_t nth,
			   const struct record_verdict *r, const char *state)
{
	const struct record *wanted = &r->wanted.record;
	enum err err = store_run(
		store, SQL_STATE_ADD,
		"iititit"
		"t",
		verdict, (int64_t)nth, wanted->name, (int64_t)wanted->type,
		purpose_name(r->wanted.purpose), (int64_t)r->wanted.required,
		wanted->value, state);

	for (size_t i = 0; i < r->found_count && !err; i++)
		err = store_run(
			store, SQL_FOUND_ADD, "iiitiit", verdict, (int64_t)nth,
			(int64_t)i, r->found[i].name, (int64_t)r->found[i].type,
			(int64_t)r->found[i].priority, r->found[i].value);
	return err ? err
		   : add_codes(store, verdict, (int64_t)nth, &r->findings);
}

static enum err add_verdict(struct store *store, int64_t domain,
			    const struct verdict *v,
			    const struct kept_verdict *last)
{
	int64_t id;
	enum err err = store_run(store, SQL_VERDICT_ADD, "iit", domain,
				 (int64_t)v->checked_at,
				 outcome_to_keep(last, v));

	id = sqlite3_last_insert_rowid(store->db);
	for (size_t i = 0; i < v->record_count && !err; i++)
		err = add_record(store, id, i, &v->records[i],
				 state_to_keep(last, &v->records[i]));
	if (!err)
		err = add_codes(store, id, -1, &v->findings);
	return err ? err
		   : store_run(store, SQL_DOMAIN_TURNED, "iti", domain,
			       outcome_to_keep(last, v),
			       (int64_t)v->checked_at);
}

enum err store_add_verdict(struct store *store, const struct verdict *verdict,
			   bool *turned)
{
	struct kept_verdict last = { 0 };
	bool is_new = false;
	int64_t domain;
	enum err err;

	if (turned)
		*turned = false;
	if (!verdict->complete)
		return OK;
	err = store_run(store, SQL_BEGIN_WRITE, "");
	if (err)
		return err;
	err = store_need_domain(store, verdict->domain, &domain);
	if (!err)
		err = load_last(store, domain, &last);
	if (!err)
		err = store_run(store, SQL_DOMAIN_LOOKED, "ii", domain,
				(int64_t)verdict->checked_at);
	if (!err && has_turned(&last, verdict)) {
		is_new = true;
		err = add_verdict(store, domain, verdict, &last);
	}
	kept_free(&last);
	err = store_end(store, err);
	if (!err && turned)
		*turned = is_new;
	return err;
}

/* One domain of the list, while the rows of its services come in. */
struct listing {
	int64_t id;
	struct known_domain domain;
	char *name;
	char **services;
	size_t cap;
	known_domain_fn *each;
	void *ctx;
	bool stopped;
};

static void listing_end(struct listing *l)
{
	if (l->name && !l->stopped) {
		l->domain.name = l->name;
		l->domain.services = (const char *const *)l->services;
		l->stopped = !l->each(l->ctx, &l->domain);
	}
	for (size_t i = 0; i < l->domain.service_count; i++)
		free(l->services[i]);
	free(l->name);
	l->name = NULL;
	l->domain = (struct known_domain){ 0 };
}

static void listing_begin(struct listing *l, sqlite3_stmt *row)
{
	l->id = sqlite3_column_int64(row, 0);
	l->name = store_text(row, 1);
	l->domain.judged = sqlite3_column_type(row, 2) != SQLITE_NULL;
	l->domain.outcome = store_outcome(row, 2);
	l->domain.since = (time_t)sqlite3_column_int64(row, 3);
	l->domain.last_look = (time_t)sqlite3_column_int64(row, 4);
}

enum err store_each_domain(struct store *store, known_domain_fn *each,
			   void *ctx)
{
	struct listing l = { .each = each, .ctx = ctx };
	sqlite3_stmt *row = NULL;
	bool more;
	enum err err = store_query(store, SQL_DOMAIN_LIST, &row, "");

	while (!err && !l.stopped && !(err = store_next(row, &more)) && more) {
		if (!l.name || l.id != sqlite3_column_int64(row, 0)) {
			listing_end(&l);
			listing_begin(&l, row);
		}
		if (sqlite3_column_type(row, 5) == SQLITE_NULL)
			continue;
		l.services = grow(l.services, l.domain.service_count, &l.cap,
				  sizeof(*l.services));
		l.services[l.domain.service_count++] = store_text(row, 5);
	}
	listing_end(&l);
	free(l.services);
	store_done(row);
	return err;
}

enum err store_forget(struct store *store, const char *domain)
{
	int64_t id;
	bool was_told = false;
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	if (err)
		return err;
	err = store_run(store, SQL_TOLD_CLEAR, "t", domain);
	if (!err) {
		was_told = sqlite3_changes(store->db) > 0;
		err = store_find_domain(store, domain, &id);
	}
	if (!err)
		err = store_run(store, SQL_DOMAIN_DELETE, "i", id);
	/* One of a list was not known, but told about. */
	if (err == ERR_NOT_FOUND && was_told)
		err = OK;
	err = store_end(store, err);
	if (err)
		return err;
	/* secure_delete wrote zeros over it; now the pages leave the file, and
	 * the log in which it still stood is emptied. While another zegel
	 * reads from that log it stays until that one is done. */
	sqlite3_exec(store->db, "PRAGMA incremental_vacuum", NULL, NULL, NULL);
	sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
				  NULL, NULL);
	return OK;
}

enum err store_get_setting(struct store *store, const char *name, char **value)
{
	sqlite3_stmt *row;
	bool found = false;
	enum err err = store_query(store, SQL_SETTING_GET, &row, "t", name);

	*value = NULL;
	if (!err)
		err = store_next(row, &found);
	if (found) {
		*value = store_text(row, 0);
		store_done(row);
	}
	return err;
}

enum err store_set_setting(struct store *store, const char *name,
			   const char *value)
{
	return store_run(store, SQL_SETTING_PUT, "tt", name, value);
}
