/* SPDX-License-Identifier: MIT */
#include "catalog/service_index.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "catalog/pattern.h"

struct entry {
	const char *text; /* as it is sorted: behind the "*." */
	const char *pattern;
	size_t service;
};

struct entries {
	struct entry *items; /* sorted, those with wild cards behind them */
	size_t count;
	size_t cap;
	size_t sorted;
};

struct service_index {
	struct entries kinds[INDEX_KINDS];
};

static bool is_below(const char *pattern)
{
	return pattern[0] == '*' && pattern[1] == '.';
}

/* Wild cards elsewhere than in front can only be tried. */
static bool is_wild(const struct entry *entry)
{
	return strpbrk(entry->text, "*#") != NULL;
}

static int compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	bool wild_x = is_wild(x), wild_y = is_wild(y);

	if (wild_x != wild_y)
		return wild_x - wild_y;
	return strcasecmp(x->text, y->text);
}

static void add_all(struct entries *entries, const char *const *patterns,
		    size_t count, size_t service)
{
	for (size_t i = 0; i < count; i++) {
		const char *p = patterns[i];

		entries->items = grow(entries->items, entries->count,
				      &entries->cap, sizeof(*entries->items));
		entries->items[entries->count++] = (struct entry){
			.text = is_below(p) ? p + 2 : p,
			.pattern = p,
			.service = service,
		};
	}
}

struct service_index *service_index_new(const struct service *services,
					size_t count)
{
	struct service_index *index = xcalloc(1, sizeof(*index));

	for (size_t i = 0; i < count; i++) {
		const struct service *s = &services[i];

		add_all(&index->kinds[INDEX_SPF], s->spf_includes,
			s->spf_include_count, i);
		add_all(&index->kinds[INDEX_TARGET], s->targets,
			s->target_count, i);
		add_all(&index->kinds[INDEX_MX], s->mx, s->mx_count, i);
	}
	for (size_t k = 0; k < INDEX_KINDS; k++) {
		struct entries *e = &index->kinds[k];

		if (e->count)
			qsort(e->items, e->count, sizeof(*e->items), compare);
		while (e->sorted < e->count && !is_wild(&e->items[e->sorted]))
			e->sorted++;
	}
	return index;
}

void service_index_free(struct service_index *index)
{
	if (!index)
		return;
	for (size_t k = 0; k < INDEX_KINDS; k++)
		free(index->kinds[k].items);
	free(index);
}

/* The first of the sorted that is not before text. */
static size_t find(const struct entries *e, const char *text)
{
	size_t from = 0, to = e->sorted;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcasecmp(e->items[middle].text, text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void service_index_mark(const struct service_index *index, enum index_kind kind,
			const char *name, bool *flags)
{
	const struct entries *e = &index->kinds[kind];

	for (const char *at = name; *at; at = name_parent(at)) {
		for (size_t i = find(e, at);
		     i < e->sorted && !strcasecmp(e->items[i].text, at); i++) {
			if (pattern_match(e->items[i].pattern, name))
				flags[e->items[i].service] = true;
		}
	}
	for (size_t i = e->sorted; i < e->count; i++) {
		if (!flags[e->items[i].service] &&
		    pattern_match(e->items[i].pattern, name))
			flags[e->items[i].service] = true;
	}
}

void service_index_mark_text(const struct service_index *index,
			     enum index_kind kind, const char *text,
			     bool *flags)
{
	const struct entries *e = &index->kinds[kind];

	for (size_t i = find(e, text);
	     i < e->sorted && !strcasecmp(e->items[i].text, text); i++) {
		if (!strcasecmp(e->items[i].pattern, text))
			flags[e->items[i].service] = true;
	}
}
