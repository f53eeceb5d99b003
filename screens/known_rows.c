/* SPDX-License-Identifier: MIT */
#include "screens/known_rows.h"

#include <stdlib.h>

#include "base/name.h"
#include "catalog/catalog.h"
#include "catalog/search.h"
#include "i18n/i18n.h"

static void drop_rows(struct known_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->rows[i].name);
		free(rows->rows[i].shown);
		free(rows->rows[i].services);
	}
	rows->count = rows->shown_count = 0;
}

void known_rows_free(struct known_rows *rows)
{
	drop_rows(rows);
	free(rows->rows);
	free(rows->shown);
	*rows = (struct known_rows){ 0 };
}

static char *names_of(const struct service_list *list,
		      const struct known_domain *d)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < d->service_count; i++) {
		const struct service *service =
			list ? service_find(list, d->services[i]) : NULL;

		str_addf(&out, "%s%s", out.len ? ", " : "",
			 service ? service->name : d->services[i]);
	}
	return str_take(&out);
}

/* Where the rows go, and the names of the programs. */
struct loading {
	struct known_rows *rows;
	const struct service_list *services;
};

static bool add_row(void *ctx, const struct known_domain *d)
{
	const struct loading *loading = ctx;
	struct known_rows *rows = loading->rows;

	rows->rows = grow(rows->rows, rows->count, &rows->cap,
			  sizeof(*rows->rows));
	rows->rows[rows->count++] = (struct known_row){
		.name = xstrdup(d->name),
		.shown = name_for_people(d->name),
		.services = names_of(loading->services, d),
		.judged = d->judged,
		.reminded = d->reminded,
		.outcome = d->outcome,
		.since = d->since,
	};
	return true;
}

bool known_rows_load(struct known_rows *rows, struct wizard *w)
{
	struct loading loading = { rows, catalog_services(w->catalog) };
	bool read;

	drop_rows(rows);
	read = w->actions.each_known(w->actions.ctx, add_row, &loading);
	rows->shown = xreallocarray(rows->shown, rows->count + 1,
				    sizeof(*rows->shown));
	return read;
}

/* What somebody has to do something about comes first. */
static int rank(const struct known_row *row)
{
	static const int ranks[] = {
		[OUTCOME_WRONG] = 0,
		[OUTCOME_WAITING] = 1,
		[OUTCOME_UNKNOWN] = 2,
		[OUTCOME_GREEN] = 5,
	};

	if (row->judged && row->outcome == OUTCOME_GREEN && row->reminded)
		return 3;
	return row->judged ? ranks[row->outcome] : 4;
}

static int by_name(const void *left, const void *right)
{
	const struct known_row *a = *(const struct known_row *const *)left;
	const struct known_row *b = *(const struct known_row *const *)right;

	return a < b ? -1 : a > b;
}

static int by_state(const void *left, const void *right)
{
	int a = rank(*(const struct known_row *const *)left);
	int b = rank(*(const struct known_row *const *)right);

	return a != b ? a - b : by_name(left, right);
}

/* The latest change first. */
static int by_time(const void *left, const void *right)
{
	const struct known_row *a = *(const struct known_row *const *)left;
	const struct known_row *b = *(const struct known_row *const *)right;

	if (a->since != b->since)
		return a->since > b->since ? -1 : 1;
	return by_name(left, right);
}

static const struct {
	int (*compare)(const void *left, const void *right);
	const char *words;
} orders[KNOWN_ORDERS] = {
	[KNOWN_BY_NAME] = { by_name, N_("by name") },
	[KNOWN_BY_STATE] = { by_state, N_("what needs you first") },
	[KNOWN_BY_TIME] = { by_time, N_("the latest change first") },
};

static bool fits(const struct known_row *row, const char *word)
{
	return !*word || search_match(row->shown, word) ||
	       search_match(row->name, word) ||
	       search_match(row->services, word);
}

void known_rows_show(struct known_rows *rows, const char *word,
		     enum known_order order)
{
	rows->shown_count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (fits(&rows->rows[i], word))
			rows->shown[rows->shown_count++] = &rows->rows[i];
	}
	if (rows->shown_count && order != KNOWN_BY_NAME)
		qsort(rows->shown, rows->shown_count,
		      sizeof(const struct known_row *), orders[order].compare);
}

const char *known_order_words(enum known_order order)
{
	return orders[order].words;
}
