/* One domain: choices, where the customer is, what was first seen; in and out.
 *
 * SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "store/store_tables.h"

/* The "choice" of what belongs to no service: choices.records, and as variables
 * what else is chosen for the domain. */
#define OWN_RECORDS INT64_C(-1)
#define ENTERED_AT  "entered-at"
#define PANEL       "panel"
#define HANDED_OVER "handed-over" /* seconds since 1970 */

static const char *const PLACE_WORDS[] = {
	[PLACE_DOMAIN] = "domain",   [PLACE_SERVICE] = "service",
	[PLACE_WAY] = "way",         [PLACE_VALUES] = "values",
	[PLACE_RECORDS] = "records", [PLACE_WAITING] = "waiting",
	[PLACE_DONE] = "done",
};

static const char *const ACCESS_WORDS[] = {
	[ACCESS_NOT_ASKED] = "",
	[ACCESS_MYSELF] = "myself",
	[ACCESS_SOMEBODY_ELSE] = "somebody-else",
	[ACCESS_UNKNOWN] = "unknown",
};

static const char *const WAY_WORDS[] = {
	[WAY_DNS] = "dns",         [WAY_OWN_SMTP] = "own-smtp",
	[WAY_ALIAS] = "alias",     [WAY_GLOBAL] = "global",
	[WAY_MAILBOX] = "mailbox", [WAY_THROUGH] = "through",
};

/* The number of a word; a word of a later zegel counts as the first one. */
static size_t number_of(const char *const *words, size_t count,
			const unsigned char *word)
{
	for (size_t i = 0; word && i < count; i++) {
		if (strcmp(words[i], (const char *)word) == 0)
			return i;
	}
	return 0;
}

#define NUMBER_OF(words, statement, column)                                    \
	number_of(words, COUNT_OF(words),                                      \
		  sqlite3_column_text(statement, column))

bool store_column_takes(const char *column, const char *word)
{
	static const struct {
		const char *column;
		const char *const *words;
		size_t count;
	} columns[] = {
		{ "place", PLACE_WORDS, COUNT_OF(PLACE_WORDS) },
		{ "access", ACCESS_WORDS, COUNT_OF(ACCESS_WORDS) },
		{ "way", WAY_WORDS, COUNT_OF(WAY_WORDS) },
	};

	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		if (strcmp(columns[i].column, column) != 0)
			continue;
		for (size_t n = 0; n < columns[i].count; n++) {
			if (strcmp(columns[i].words[n], word) == 0)
				return true;
		}
		return false;
	}
	return true;
}

enum err store_find_domain(struct store *store, const char *domain, int64_t *id)
{
	sqlite3_stmt *row;
	bool found = false;
	enum err err = store_query(store, SQL_DOMAIN_FIND, &row, "t", domain);

	if (!err)
		err = store_next(row, &found);
	if (found) {
		*id = sqlite3_column_int64(row, 0);
		store_done(row);
	}
	return err || found ? err : ERR_NOT_FOUND;
}

enum err store_need_domain(struct store *store, const char *domain, int64_t *id)
{
	enum err err = store_run(store, SQL_DOMAIN_ADD, "t", domain);

	return err ? err : store_find_domain(store, domain, id);
}

static enum err load_records(struct store *store, int64_t id, int64_t choice,
			     struct record **records, size_t *count)
{
	sqlite3_stmt *row;
	size_t cap = 0;
	bool more;
	enum err err = store_query(store, SQL_PASTED_LIST, &row, "ii", id,
				   choice);

	*records = NULL;
	*count = 0;
	while (!err && !(err = store_next(row, &more)) && more) {
		*records = grow(*records, *count, &cap, sizeof(**records));
		(*records)[(*count)++] = (struct record){
			.name = store_text(row, 0),
			.type = (enum rr)sqlite3_column_int(row, 1),
			.ttl = (uint32_t)sqlite3_column_int64(row, 2),
			.priority = (uint16_t)sqlite3_column_int(row, 3),
			.value = store_text(row, 4),
		};
	}
	return err;
}

static enum err load_variables(struct store *store, int64_t id, int64_t choice,
			       struct chosen *chosen)
{
	sqlite3_stmt *row;
	size_t cap = 0;
	bool more;
	enum err err = store_query(store, SQL_VARIABLE_LIST, &row, "ii", id,
				   choice);

	while (!err && !(err = store_next(row, &more)) && more) {
		chosen->settings = grow(chosen->settings, chosen->setting_count,
					&cap, sizeof(*chosen->settings));
		chosen->settings[chosen->setting_count++] = (struct setting){
			.name = store_text(row, 0),
			.value = store_text(row, 1),
		};
	}
	return err;
}

static enum err load_others(struct store *store, int64_t id, struct wizard *w)
{
	sqlite3_stmt *row;
	bool more;
	enum err err = store_query(store, SQL_VARIABLE_LIST, &row, "ii", id,
				   OWN_RECORDS);

	while (!err && !(err = store_next(row, &more)) && more) {
		char *name = store_text(row, 0);

		if (!w->choices.entered_at && strcmp(name, ENTERED_AT) == 0)
			w->choices.entered_at = store_text(row, 1);
		else if (!w->choices.panel && strcmp(name, PANEL) == 0)
			w->choices.panel = store_text(row, 1);
		else if (strcmp(name, HANDED_OVER) == 0)
			w->handed_over = (time_t)sqlite3_column_int64(row, 1);
		free(name);
	}
	return err;
}

static enum err load_choices(struct store *store, int64_t id, struct choices *c)
{
	sqlite3_stmt *row;
	struct record *values = NULL;
	size_t count = 0;
	bool more;
	enum err err = store_query(store, SQL_CHOICE_LIST, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		int64_t nth = sqlite3_column_int64(row, 0);
		char *service = store_text(row, 1);
		struct chosen *chosen = choices_add(c, service);

		free(service);
		chosen->way = (enum way_kind)NUMBER_OF(WAY_WORDS, row, 2);
		err = load_records(store, id, nth, &values, &count);
		chosen_set_values(chosen, values, count);
		records_free(values, count);
		if (!err)
			err = load_variables(store, id, nth, chosen);
	}
	return err;
}

static enum err load_groups(struct store *store, int64_t id, struct choices *c)
{
	sqlite3_stmt *row;
	size_t cap = 0;
	bool more;
	enum err err = store_query(store, SQL_PICKED_LIST, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		c->groups = grow(c->groups, c->group_count, &cap,
				 sizeof(*c->groups));
		c->groups[c->group_count++] = store_text(row, 0);
	}
	return err;
}

static enum err load_ticks(struct store *store, int64_t id, struct wizard *w)
{
	sqlite3_stmt *row;
	bool more;
	enum err err = store_query(store, SQL_TICK_LIST, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		w->ticks = grow(w->ticks, w->tick_count, &w->tick_cap,
				sizeof(*w->ticks));
		w->ticks[w->tick_count++] = (struct tick){
			.name = store_text(row, 0),
			.type = (enum rr)sqlite3_column_int(row, 1),
		};
	}
	return err;
}

/* What stands in the wizard belongs to another domain, or to an older state. */
static void clear(struct wizard *w, const char *domain)
{
	choices_free(&w->choices);
	w->choices = (struct choices){ 0 };
	snprintf(w->choices.domain, sizeof(w->choices.domain), "%s", domain);
	past_free(&w->past);
	w->past = (struct past){ 0 };
	for (size_t i = 0; i < w->tick_count; i++)
		free(w->ticks[i].name);
	w->tick_count = 0;
	free(w->values_text);
	w->values_text = NULL;
	w->in_hand = 0;
}

/* The only text that may have several lines. */
static char *load_pasted_text(sqlite3_stmt *row, int column)
{
	enum { PASTED_MAX = 4 << 20 };
	const unsigned char *text = sqlite3_column_text(row, column);

	if (!text)
		return NULL;
	return clean_dup(text, (size_t)sqlite3_column_bytes(row, column),
			 CLEAN_TEXT, PASTED_MAX);
}

static enum err load(struct store *store, const char *domain, struct wizard *w)
{
	sqlite3_stmt *row;
	bool found;
	int64_t id;
	enum err err = store_query(store, SQL_DOMAIN_FIND, &row, "t", domain);

	if (!err)
		err = store_next(row, &found);
	if (err || !found)
		return err ? err : ERR_NOT_FOUND;
	clear(w, domain);
	id = sqlite3_column_int64(row, 0);
	w->place = (enum place)NUMBER_OF(PLACE_WORDS, row, 1);
	w->access = (enum access)NUMBER_OF(ACCESS_WORDS, row, 2);
	w->choices.report_address = store_text(row, 3);
	w->since = (time_t)sqlite3_column_int64(row, 4);
	w->handed_over = 0;
	w->green_since = (time_t)sqlite3_column_int64(row, 5);
	w->values_text = load_pasted_text(row, 6);
	w->known = true;
	store_done(row);
	err = load_choices(store, id, &w->choices);
	if (!err)
		err = load_records(store, id, OWN_RECORDS, &w->choices.records,
				   &w->choices.record_count);
	if (!err)
		err = load_others(store, id, w);
	if (!err)
		err = load_groups(store, id, &w->choices);
	if (!err)
		err = load_ticks(store, id, w);
	return err ? err : store_load_past(store, id, &w->past);
}

enum err store_load(struct store *store, const char *domain, struct wizard *w)
{
	char *name = xstrdup(domain); /* it may be the wizard's own */
	enum err err = store_run(store, SQL_BEGIN_READ, "");

	if (!err)
		err = store_end(store, load(store, name, w));
	free(name);
	return err;
}

static enum err save_records(struct store *store, int64_t id, int64_t choice,
			     const struct record *records, size_t count)
{
	enum err err = OK;

	for (size_t i = 0; i < count && !err; i++)
		err = store_run(store, SQL_PASTED_ADD, "iiitiiit", id, choice,
				(int64_t)i, records[i].name,
				(int64_t)records[i].type,
				(int64_t)records[i].ttl,
				(int64_t)records[i].priority, records[i].value);
	return err;
}

static enum err save_chosen(struct store *store, int64_t id, int64_t nth,
			    const struct chosen *chosen)
{
	enum err err = store_run(store, SQL_CHOICE_ADD, "iitt", id, nth,
				 chosen->service, WAY_WORDS[chosen->way]);

	if (!err)
		err = save_records(store, id, nth, chosen->values,
				   chosen->value_count);
	for (size_t i = 0; i < chosen->setting_count && !err; i++)
		err = store_run(store, SQL_VARIABLE_ADD, "iiitt", id, nth,
				(int64_t)i, chosen->settings[i].name,
				chosen->settings[i].value);
	return err;
}

static enum err save_choices(struct store *store, int64_t id,
			     const struct choices *c)
{
	static const enum statement clears[] = {
		SQL_CHOICE_CLEAR,
		SQL_PASTED_CLEAR,
		SQL_VARIABLE_CLEAR,
		SQL_PICKED_CLEAR,
	};
	enum err err = OK;

	for (size_t i = 0; i < COUNT_OF(clears) && !err; i++)
		err = store_run(store, clears[i], "i", id);
	/* What --template brought is not kept: its file may change or go. */
	for (size_t i = 0; i < c->count && !err; i++) {
		if (!c->items[i].not_kept)
			err = save_chosen(store, id, (int64_t)i, &c->items[i]);
	}
	for (size_t i = 0; i < c->group_count && !err; i++)
		err = store_run(store, SQL_PICKED_ADD, "iit", id, (int64_t)i,
				c->groups[i]);
	if (!err)
		err = save_records(store, id, OWN_RECORDS, c->records,
				   c->records_not_kept ? 0 : c->record_count);
	return err;
}

static enum err save_others(struct store *store, int64_t id,
			    const struct wizard *w)
{
	char *when = xasprintf("%" PRId64, (int64_t)w->handed_over);
	enum err err = OK;

	if (w->choices.entered_at)
		err = store_run(store, SQL_VARIABLE_ADD, "iiitt", id,
				OWN_RECORDS, INT64_C(0), ENTERED_AT,
				w->choices.entered_at);
	if (!err && w->choices.panel)
		err = store_run(store, SQL_VARIABLE_ADD, "iiitt", id,
				OWN_RECORDS, INT64_C(1), PANEL,
				w->choices.panel);
	if (!err && w->handed_over)
		err = store_run(store, SQL_VARIABLE_ADD, "iiitt", id,
				OWN_RECORDS, INT64_C(2), HANDED_OVER, when);
	free(when);
	return err;
}

static enum err save(struct store *store, const struct wizard *w)
{
	int64_t id;
	enum err err = store_need_domain(store, w->choices.domain, &id);

	if (!err)
		err = store_run(store, SQL_DOMAIN_UPDATE, "itttiit", id,
				PLACE_WORDS[w->place], ACCESS_WORDS[w->access],
				w->choices.report_address, (int64_t)w->since,
				(int64_t)w->green_since, w->values_text);
	if (!err)
		err = save_choices(store, id, &w->choices);
	if (!err)
		err = save_others(store, id, w);
	if (!err)
		err = store_run(store, SQL_TICK_CLEAR, "i", id);
	for (size_t i = 0; i < w->tick_count && !err; i++)
		err = store_run(store, SQL_TICK_ADD, "iti", id,
				w->ticks[i].name, (int64_t)w->ticks[i].type);
	return err ? err : store_put_past(store, id, &w->past);
}

enum err store_save(struct store *store, struct wizard *w)
{
	enum err err = store_run(store, SQL_BEGIN_WRITE, "");

	if (!err)
		err = store_end(store, save(store, w));
	if (!err)
		w->past.changed = false;
	return err;
}
