/* SPDX-License-Identifier: MIT */
#include "commands/zone_lookup.h"

#include <stdlib.h>
#include <string.h>

struct zone_answer {
	struct zone_answer *next;
	char *name;
	enum rr type;
	struct answer answer;
};

static void collect(const struct zonefile *zone, const char *name, enum rr type,
		    struct answer *out)
{
	size_t cap = 0;

	out->status = ANSWER_NO_NAME;
	for (size_t i = 0; i < zone->count; i++) {
		const struct record *r = &zone->records[i];

		/* A name exists when something stands below it, too (RFC 4592,
		 * 2.2.2). */
		if (!name_is_under(r->name, name))
			continue;
		if (out->status == ANSWER_NO_NAME)
			out->status = ANSWER_NO_DATA;
		if (!name_equal(r->name, name) ||
		    (r->type != type && r->type != RR_CNAME))
			continue;
		out->status = ANSWER_RECORDS;
		out->records = grow(out->records, out->count, &cap,
				    sizeof(*out->records));
		out->records[out->count++] = record_copy(r);
	}
}

/* A name of a zone above this one, or its _dmarc: the file is taken for the
 * organisation's own, so no policy stands above it. */
static bool is_above(const char *origin, const char *name)
{
	static const char dmarc[] = "_dmarc.";

	if (strncmp(name, dmarc, strlen(dmarc)) == 0)
		name += strlen(dmarc);
	return name_is_under(origin, name);
}

const struct answer *zone_lookup_ask(void *ctx, const char *name, enum rr type)
{
	struct zone_lookup *z = ctx;
	struct zone_answer *a;

	for (a = z->answers; a; a = a->next) {
		if (a->type == type && name_equal(a->name, name))
			return &a->answer;
	}
	a = xcalloc(1, sizeof(*a));
	a->name = xstrdup(name);
	a->type = type;
	a->answer.authoritative = true;
	a->next = z->answers;
	z->answers = a;
	if (name_is_under(name, z->zone->origin))
		collect(z->zone, name, type, &a->answer);
	else
		a->answer.status = is_above(z->zone->origin, name)
					   ? ANSWER_NO_DATA
					   : ANSWER_CANCELLED;
	return &a->answer;
}

void zone_lookup_free(struct zone_lookup *z)
{
	while (z->answers) {
		struct zone_answer *a = z->answers;

		z->answers = a->next;
		answer_free(&a->answer);
		free(a->name);
		free(a);
	}
}
