/* How a domain turned, read back.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/store_internal.h"

static void turn_free(struct turn *turn)
{
	for (size_t i = 0; i < turn->count; i++) {
		struct turn_record *r = &turn->records[i];

		free(r->name);
		free(r->wanted);
		records_free(r->found, r->found_count);
		free(r->codes);
	}
	free(turn->records);
	free(turn->codes);
	*turn = (struct turn){ 0 };
}

enum outcome store_outcome(sqlite3_stmt *row, int column)
{
	char *text = store_text(row, column);
	enum outcome outcome = OUTCOME_UNKNOWN;

	for (int i = OUTCOME_GREEN; text && i <= OUTCOME_UNKNOWN; i++) {
		if (!strcmp(text, outcome_name((enum outcome)i)))
			outcome = (enum outcome)i;
	}
	free(text);
	return outcome;
}

static enum state read_state(sqlite3_stmt *row, int column)
{
	char *text = store_text(row, column);
	enum state state = STATE_UNKNOWN;

	for (int i = STATE_OK; text && i <= STATE_UNKNOWN; i++) {
		if (!strcmp(text, state_name((enum state)i)))
			state = (enum state)i;
	}
	free(text);
	return state;
}

static enum err load_records(struct store *store, int64_t id, struct turn *turn)
{
	sqlite3_stmt *row;
	size_t cap = 0;
	bool more;
	enum err err = store_query(store, SQL_TURN_RECORDS, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		char *purpose = store_text(row, 3);

		turn->records = grow(turn->records, turn->count, &cap,
				     sizeof(*turn->records));
		turn->records[turn->count++] = (struct turn_record){
			.name = store_text(row, 1),
			.type = (enum rr)sqlite3_column_int(row, 2),
			.purpose = purpose_from_name(purpose ? purpose : ""),
			.required = sqlite3_column_int(row, 4),
			.wanted = store_text(row, 5),
			.state = read_state(row, 6),
		};
		free(purpose);
	}
	return err;
}

/* The record that a row belongs to by its place; NULL: to none of them. */
static struct turn_record *record_of(struct turn *turn, int64_t place)
{
	return place >= 0 && place < (int64_t)turn->count
		       ? &turn->records[place]
		       : NULL;
}

static enum err load_found(struct store *store, int64_t id, struct turn *turn)
{
	sqlite3_stmt *row;
	bool more;
	enum err err = store_query(store, SQL_TURN_FOUND, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		struct turn_record *r = record_of(turn,
						  sqlite3_column_int64(row, 0));
		char *name = store_text(row, 1), *value = store_text(row, 4);

		if (r && name && value) {
			struct record *found;

			r->found = xreallocarray(r->found, r->found_count + 1,
						 sizeof(*r->found));
			found = &r->found[r->found_count++];
			*found = record_make(
				name, (enum rr)sqlite3_column_int(row, 2),
				value);
			found->priority = (uint16_t)sqlite3_column_int(row, 3);
		}
		free(name);
		free(value);
	}
	return err;
}

static void add_code(enum finding_code **codes, size_t *count,
		     enum finding_code code)
{
	*codes = xreallocarray(*codes, *count + 1, sizeof(**codes));
	(*codes)[(*count)++] = code;
}

static enum err load_codes(struct store *store, int64_t id, struct turn *turn)
{
	sqlite3_stmt *row;
	bool more;
	enum err err = store_query(store, SQL_TURN_CODES, &row, "i", id);

	while (!err && !(err = store_next(row, &more)) && more) {
		int64_t place = sqlite3_column_int64(row, 0);
		struct turn_record *r = record_of(turn, place);
		char *text = store_text(row, 1);
		enum finding_code code;

		if (text && finding_code_from_name(text, &code)) {
			if (r)
				add_code(&r->codes, &r->code_count, code);
			else if (place < 0)
				add_code(&turn->codes, &turn->code_count, code);
		}
		free(text);
	}
	return err;
}

/* The moments themselves, without what stood there. */
static enum err load_moments(struct store *store, int64_t domain, int64_t **ids,
			     struct turn **turns, size_t *count)
{
	size_t cap = 0, id_cap = 0;
	sqlite3_stmt *row;
	bool more;
	enum err err = store_query(store, SQL_TURN_LIST, &row, "i", domain);

	while (!err && !(err = store_next(row, &more)) && more) {
		*turns = grow(*turns, *count, &cap, sizeof(**turns));
		*ids = grow(*ids, *count, &id_cap, sizeof(**ids));
		(*ids)[*count] = sqlite3_column_int64(row, 0);
		(*turns)[(*count)++] = (struct turn){
			.at = (time_t)sqlite3_column_int64(row, 1),
			.outcome = store_outcome(row, 2),
		};
	}
	return err;
}

enum err store_each_turn(struct store *store, const char *domain, turn_fn *each,
			 void *ctx)
{
	struct turn *turns = NULL;
	int64_t *ids = NULL;
	size_t count = 0;
	bool go_on = true;
	int64_t id;
	enum err err = store_find_domain(store, domain, &id);

	if (!err)
		err = load_moments(store, id, &ids, &turns, &count);
	for (size_t i = 0; i < count && !err && go_on; i++) {
		struct turn *turn = &turns[i];

		err = load_records(store, ids[i], turn);
		if (!err)
			err = load_found(store, ids[i], turn);
		if (!err)
			err = load_codes(store, ids[i], turn);
		if (!err)
			go_on = each(ctx, turn);
		turn_free(turn);
	}
	free(turns);
	free(ids);
	return err;
}
