/* The tables as a tree, for what goes through all of them: export and import.
 * A row is a JSON object whose keys are the columns; the rows that belong to it
 * stand in arrays of it. A column that is added later goes along by itself.
 * Included by store/ only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_STORE_TABLES_H
#define ZEGEL_STORE_TABLES_H

#include <jansson.h>

#include "store/store_internal.h"

enum table {
	TABLE_DOMAIN,
	TABLE_CHOICE,
	TABLE_PASTED,
	TABLE_VARIABLE,
	TABLE_PICKED,
	TABLE_TICK,
	TABLE_SEEN,
	TABLE_MILESTONE,
	TABLE_REMINDER,
	TABLE_VERDICT,
	TABLE_VERDICT_RECORD,
	TABLE_VERDICT_FOUND,
	TABLE_VERDICT_CODE,
	TABLE_TOLD, /* by itself: its rows name the domain */
	TABLE_COUNT
};

/* Whose rows are taken when a domain is known here and in a file. */
enum merge_rule {
	MERGE_CHOSEN, /* of the side that chose something: here first */
	MERGE_FIRST,  /* of the side that began earlier; the other fills in */
	MERGE_LATEST, /* of the side that looked last; the other fills in */
	MERGE_ALL,    /* of both, by time */
};

struct table_info {
	const char *name; /* in the file of the store */
	const char *key;  /* in the JSON of the row that it belongs to */
	/* The column that names that row; NULL: it belongs to none. */
	const char *reference;
	const char *order;
	/* Two rows in which these are alike are about one thing. */
	const char *about, *about_too;
	enum table above;
	enum merge_rule merge;
};

extern const struct table_info STORE_TABLES[TABLE_COUNT];

enum { COLUMNS_MAX = 32 };

struct column {
	char *name;
	bool is_number;
	bool may_be_null;
	bool has_default;
};

/* One table while rows go through it. */
struct table_work {
	struct column columns[COLUMNS_MAX]; /* without id and reference */
	size_t column_count;
	sqlite3_stmt *select;
	sqlite3_stmt *insert; /* for rows with the keys of shape */
	uint32_t shape;       /* a bit a column */
};

/* All of them. Zeroed before store_tables_begin(). */
struct tables_work {
	struct store *store;
	struct table_work tables[TABLE_COUNT];
};

enum err store_tables_begin(struct tables_work *work,
			    struct store *store) MUST_CHECK;
void store_tables_end(struct tables_work *work);

/* The domain and all that belongs to it; NULL in *out: not known. The caller
 * gives *out back with json_decref(). */
enum err store_read_tree(struct tables_work *work, const char *domain,
			 json_t **out) MUST_CHECK;

/* Adds what store_read_tree() gave. ERR_SYNTAX: it does not fit the tables. */
enum err store_write_tree(struct tables_work *work,
			  const json_t *domain) MUST_CHECK;

/* All of what was told, as an array; and one row of it, unless a later one is
 * there. Errors as above. */
enum err store_read_told(struct tables_work *work, json_t **out) MUST_CHECK;
enum err store_write_told(struct tables_work *work,
			  const json_t *row) MUST_CHECK;
const char *store_told_problem(const struct tables_work *work,
			       const json_t *row);

/* The first key in which the tree is not what the tables take, or NULL. */
const char *store_tree_problem(const struct tables_work *work,
			       const json_t *domain);

/* The settings that leave with an export, up to a NULL. */
extern const char *const STORE_EXPORTED_SETTINGS[];

/* Is this a word that such a column holds? True for columns without words. */
bool store_column_takes(const char *column, const char *word);

/* Joins two trees of one domain; the caller gives the result back. */
json_t *store_merge(const json_t *here, const json_t *file);

#endif
