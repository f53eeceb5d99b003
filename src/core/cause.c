/* SPDX-License-Identifier: MIT */
#include "core/cause.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"

enum {
	HANDFUL = 5,
	PART = 10,       /* more than one in so many */
	SHARED_BY = 3,   /* so many witnesses at least share a name server */
	NEARLY_ALL = 80, /* per cent of them */
};

bool cause_is_suspected(size_t turned, size_t looked)
{
	return turned >= HANDFUL && turned * PART > looked;
}

/* What the witnesses say about one name server. */
struct suspect {
	const char *name;
	size_t count;  /* have it */
	size_t silent; /* of them did not get an answer from it */
};

static bool is_about_servers(const struct cause_witness *w)
{
	return !w->is_fine && !w->no_servers;
}

static struct suspect suspect_of(const char *name,
				 const struct cause_witness *witnesses,
				 size_t count)
{
	struct suspect s = { .name = name };

	for (size_t i = 0; i < count; i++) {
		const struct cause_witness *w = &witnesses[i];

		for (size_t k = 0; is_about_servers(w) && k < w->server_count;
		     k++) {
			if (!name_equal(w->servers[k], name))
				continue;
			s.count++;
			s.silent += !w->answers[k];
		}
	}
	return s;
}

static bool is_more_likely(const struct suspect *a, const struct suspect *b)
{
	if (a->count != b->count)
		return a->count > b->count;
	if (a->silent != b->silent)
		return a->silent > b->silent;
	return a->count && strcmp(a->name, b->name) < 0;
}

static struct suspect most_likely(const struct cause_witness *witnesses,
				  size_t count)
{
	struct suspect best = { .name = "" };

	for (size_t i = 0; i < count; i++) {
		const struct cause_witness *w = &witnesses[i];

		for (size_t k = 0; is_about_servers(w) && k < w->server_count;
		     k++) {
			struct suspect s = suspect_of(w->servers[k], witnesses,
						      count);

			if (is_more_likely(&s, &best))
				best = s;
		}
	}
	return best;
}

struct cause cause_find(size_t turned, size_t looked,
			const struct cause_witness *witnesses, size_t count)
{
	struct cause cause = { .turned = turned, .looked = looked };
	size_t about_servers = 0;
	struct suspect suspect;

	if (!cause_is_suspected(turned, looked))
		return cause;
	for (size_t i = 0; i < count; i++)
		about_servers += is_about_servers(&witnesses[i]);
	cause.kind = CAUSE_ONE_OF_THEM;
	if (about_servers * 2 < count) {
		cause.kind = CAUSE_RESOLVER;
		return cause;
	}
	suspect = most_likely(witnesses, count);
	if (suspect.count >= SHARED_BY &&
	    suspect.count * 100 >= about_servers * NEARLY_ALL) {
		cause.kind = CAUSE_NAME_SERVER;
		snprintf(cause.server, sizeof(cause.server), "%s",
			 suspect.name);
	}
	return cause;
}

/* One with several addresses answers when one of them does. */
static void add_server(struct cause_witness *w, const struct server_verdict *s)
{
	for (size_t i = 0; i < w->server_count; i++) {
		if (name_equal(w->servers[i], s->name)) {
			w->answers[i] |= s->answers;
			return;
		}
	}
	w->servers[w->server_count] = xstrdup(s->name);
	w->answers[w->server_count++] = s->answers;
}

struct cause_witness cause_witness_of(const struct verdict *v,
				      enum outcome before)
{
	struct cause_witness w = {
		.is_fine = v->outcome != OUTCOME_UNKNOWN &&
			   v->outcome == before,
		.no_servers = v->authority != AUTHORITY_FOUND,
		.servers = xcalloc(v->server_count + 1, sizeof(*w.servers)),
		.answers = xcalloc(v->server_count + 1, sizeof(*w.answers)),
	};

	for (size_t i = 0; i < v->server_count; i++) {
		if (v->servers[i].asked && v->servers[i].has_route)
			add_server(&w, &v->servers[i]);
	}
	return w;
}

void cause_witness_free(struct cause_witness *w)
{
	for (size_t i = 0; i < w->server_count; i++)
		free(w->servers[i]);
	free(w->servers);
	free(w->answers);
	*w = (struct cause_witness){ 0 };
}
