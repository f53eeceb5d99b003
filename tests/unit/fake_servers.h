/* Name servers and a resolver out of text, and what they answer.
 *
 * Zones are written as for fake_dns.h. A server has authority for every zone of
 * which its text holds a SOA; NS records below that refer to another server.
 * What the resolver's own text holds is what it has cached (with
 * `NAME TYPE NOTHING`: nothing) and the rest of the world; all else it gets
 * from the name servers. fake_net.h puts them in the place of the network.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_FAKE_SERVERS_H
#define ZEGEL_TESTS_FAKE_SERVERS_H

#include "net/authority.h"
#include "unit/fake_dns.h"

enum {
	FAKE_RESOLVER,
	FAKE_NS1,
	FAKE_NS2,
	FAKE_NS3,
	FAKE_BELOW,     /* for zones that are cut off below */
	FAKE_ELSEWHERE, /* the domain is not delegated to it */
	FAKE_NOBODY,    /* every other address: silent */
	FAKE_SERVERS
};

#define FAKE_NEGATIVE_TTL 900
#define FAKE_SOA(zone)                                                         \
	zone " SOA ns1.host.example h.host.example 1 7200 3600 1209600 900\n"

struct fake_server {
	struct fake_dns data;
	const char *name; /* NULL: ns1.host.example, ns2.host.example, ... */
	enum answer_status mute; /* to everything, unless it is RECORDS */
	bool lame;               /* answers without authority */
	bool intercepted;        /* the resolver answers in its place */
	bool no_route, not_in_zone, not_in_delegation;
};

struct fake_question {
	struct fake_question *next;
	size_t server;
	char *name;
	enum rr type;
	bool unchecked;      /* CD */
	enum fact_life life; /* the first of those that it was wanted with */
	bool delivered;
	struct answer answer;
};

enum { FAKE_BUCKETS = 256 };

struct fake_net {
	struct fake_server servers[FAKE_SERVERS];
	struct fake_question *buckets[FAKE_BUCKETS];
	enum authority_status authority; /* for the domain itself */
	size_t silent_parents;
	bool resolver_failed;
	const char *doh_url; /* the resolver is asked over HTTPS, or NULL */
	enum net_problem doh_problem;
	bool bogus; /* DNSSEC: the resolver fails unless told not to check */
	bool held;  /* answers come with fake_deliver() */
	/* True where an answer gets lost. */
	bool (*drops)(size_t server, const char *name, enum rr type);
};

static struct fake_net fake;

static inline void fake_forget(void)
{
	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		struct fake_question *q;

		while ((q = fake.buckets[i])) {
			fake.buckets[i] = q->next;
			answer_free(&q->answer);
			free(q->name);
			free(q);
		}
	}
}

/* Everything as at the start: servers that know nothing. */
static inline void fake_reset(void)
{
	fake_forget();
	for (size_t i = 0; i < FAKE_SERVERS; i++)
		fake_dns_free(&fake.servers[i].data);
	fake = (struct fake_net){ .authority = AUTHORITY_FOUND };
	fake.servers[FAKE_NOBODY].mute = ANSWER_SILENT;
}

/* Marks in a server's failures for what is no status of an answer. */
#define FAKE_NOTHING   ((enum answer_status)100)
#define FAKE_TRUNCATED ((enum answer_status)101)

static inline void fake_zone(size_t server, const char *text)
{
	static const struct {
		const char *word;
		enum answer_status status;
	} words[] = {
		{ "REFUSED", ANSWER_REFUSED },
		{ "NOTHING", FAKE_NOTHING },
		{ "TRUNCATED", FAKE_TRUNCATED },
	};
	struct fake_dns *data = &fake.servers[server].data;
	struct slice rest = slice_of(text), line;

	fake_forget();
	while (slice_next_line(&rest, &line)) {
		struct slice words_left = line, name, type, value;
		bool told = false;

		if (!slice_next_word(&words_left, &name) ||
		    !slice_next_word(&words_left, &type))
			continue;
		value = slice_trim(words_left);
		for (size_t i = 0; i < COUNT_OF(words); i++) {
			char *name_text, *type_text;

			if (!slice_is(value, words[i].word))
				continue;
			name_text = slice_dup(name);
			type_text = slice_dup(type);
			fake_dns_fail(data, name_text, rr_from_name(type_text),
				      words[i].status);
			free(name_text);
			free(type_text);
			told = true;
		}
		if (!told)
			fake_dns_line(data, line);
	}
}

/* The TTL of what a server has at a name. */
static inline void fake_ttl(size_t server, const char *name, enum rr type,
			    uint32_t ttl)
{
	struct fake_dns *data = &fake.servers[server].data;

	for (size_t i = 0; i < data->count; i++) {
		struct record *r = &data->records[i];

		if (r->type == type && name_equal(r->name, name))
			r->ttl = ttl;
	}
}

/* The deepest name at or above name that has a record of this type and is at
 * or below top; NULL when there is none. */
static inline const char *fake_above(const struct fake_dns *data,
				     const char *name, enum rr type,
				     const char *top)
{
	const char *best = NULL;

	for (size_t i = 0; i < data->count; i++) {
		const struct record *r = &data->records[i];

		if (r->type == type && name_is_under(name, r->name) &&
		    name_is_under(r->name, top) &&
		    (!best || strlen(r->name) > strlen(best)))
			best = r->name;
	}
	return best;
}

static inline bool fake_exists(const struct fake_dns *data, const char *name)
{
	for (size_t i = 0; i < data->count; i++) {
		if (name_is_under(data->records[i].name, name))
			return true;
	}
	return false;
}

/* Adds what stands at owner, under the name that was asked for. */
static inline const char *fake_put(const struct fake_dns *data,
				   const char *owner, const char *name,
				   enum rr type, struct answer *a, size_t *cap)
{
	const char *alias = NULL;

	for (size_t i = 0; i < data->count; i++) {
		struct record r = data->records[i];

		if (!name_equal(r.name, owner) ||
		    (r.type != type && r.type != RR_CNAME))
			continue;
		if (r.type == RR_CNAME && type != RR_CNAME)
			alias = r.value;
		r.name = (char *)name;
		fake_dns_put(a, cap, &r);
	}
	return alias;
}

/* The status of a failure set for this question, or fallback. */
static inline enum answer_status fake_failure_at(const struct fake_dns *data,
						 const char *name, enum rr type,
						 enum answer_status fallback)
{
	for (size_t i = 0; i < data->failure_count; i++) {
		const struct fake_failure *x = &data->failures[i];

		if ((x->type == type || x->type == RR_NONE) &&
		    name_equal(x->name, name))
			return x->status;
	}
	return fallback;
}

static inline void fake_refer(const struct fake_dns *data, const char *cut,
			      struct answer *a)
{
	size_t cap = 0;

	a->status = ANSWER_REFERRAL;
	for (size_t i = 0; i < data->count; i++) {
		const struct record *r = &data->records[i];

		if (r->type != RR_NS || !name_equal(r->name, cut))
			continue;
		a->authority = grow(a->authority, a->authority_count, &cap,
				    sizeof(*a->authority));
		a->authority[a->authority_count++] = record_copy(r);
	}
}

/* Nothing at the name itself: a wildcard may stand in (RFC 4592). */
static inline void fake_wildcard(const struct fake_dns *data, const char *name,
				 const char *apex, enum rr type,
				 struct answer *a, size_t *cap)
{
	char star[NAME_SIZE];

	for (const char *above = name_parent(name); name_is_under(above, apex);
	     above = name_parent(above)) {
		if (!fake_exists(data, above))
			continue;
		if (name_join("*", above, star))
			fake_put(data, star, name, type, a, cap);
		return;
	}
}

/* What a name server says (RFC 1034, 4.3.2). */
static inline void fake_build(const struct fake_dns *data, const char *name,
			      enum rr type, struct answer *a)
{
	const char *apex = fake_above(data, name, RR_SOA, ""), *cut;
	size_t cap = 0;

	if (!apex) {
		a->status = ANSWER_REFUSED;
		return;
	}
	cut = fake_above(data, name, RR_NS, apex);
	if (cut && !name_equal(cut, apex)) {
		fake_refer(data, cut, a);
		return;
	}
	a->authoritative = true;
	a->negative_ttl = FAKE_NEGATIVE_TTL;
	for (unsigned hops = 0; hops < 12 && name_is_under(name, apex);
	     hops++) {
		const char *alias = fake_put(data, name, name, type, a, &cap);

		if (!a->count && !fake_exists(data, name)) {
			a->status = ANSWER_NO_NAME;
			fake_wildcard(data, name, apex, type, a, &cap);
		} else if (!a->count) {
			a->status = ANSWER_NO_DATA;
		}
		if (!alias)
			break;
		name = alias;
	}
	if (a->count)
		a->status = ANSWER_RECORDS;
}

/* The name server that the resolver turns to. */
static inline const struct fake_dns *fake_origin(const char *name)
{
	const struct fake_dns *best = NULL;
	const char *deepest = "";

	for (size_t i = FAKE_NS1; i <= FAKE_BELOW; i++) {
		const struct fake_server *s = &fake.servers[i];
		const char *apex = fake_above(&s->data, name, RR_SOA, "");

		if (s->mute == ANSWER_RECORDS && apex &&
		    strlen(apex) > strlen(deepest)) {
			best = &s->data;
			deepest = apex;
		}
	}
	return best;
}

static inline bool fake_is_cached(const struct fake_dns *data, const char *name,
				  enum rr type)
{
	for (size_t i = 0; i < data->count; i++) {
		const struct record *r = &data->records[i];

		if (name_equal(r->name, name) &&
		    (r->type == type || r->type == RR_CNAME))
			return true;
	}
	return false;
}

/* One step of the resolver's way; the alias to follow, or NULL. */
static inline const char *fake_resolve_step(const char *name, enum rr type,
					    struct answer *a, size_t *cap)
{
	const struct fake_dns *own = &fake.servers[FAKE_RESOLVER].data;
	const struct fake_dns *origin = fake_origin(name);
	struct answer from = { .status = ANSWER_NO_NAME };
	const char *alias = NULL;

	a->status = fake_failure_at(own, name, type, ANSWER_RECORDS);
	if (a->status != ANSWER_RECORDS)
		return NULL;
	if (fake_is_cached(own, name, type)) {
		return fake_put(own, name, name, type, a, cap);
	} else if (origin) {
		fake_build(origin, name, type, &from);
		for (size_t i = 0; i < from.count; i++)
			fake_dns_put(a, cap, &from.records[i]);
		a->status = from.status;
		if (type != RR_CNAME && a->count &&
		    a->records[a->count - 1].type == RR_CNAME)
			alias = a->records[a->count - 1].value;
		answer_free(&from);
		return alias;
	}
	a->status = fake_exists(own, name) ? ANSWER_NO_DATA : ANSWER_NO_NAME;
	return NULL;
}

static inline void fake_resolve(const char *name, enum rr type, bool unchecked,
				struct answer *a)
{
	size_t cap = 0;

	a->recursion_available = true;
	/* The DS is the parent's, and signed as it should be. */
	if (fake.bogus && !unchecked && type != RR_DS && fake_origin(name)) {
		a->status = ANSWER_FAILED;
		return;
	}
	for (unsigned hops = 0; hops < 12 && name; hops++)
		name = fake_resolve_step(name, type, a, &cap);
	if (a->count &&
	    (a->status == ANSWER_NO_NAME || a->status == ANSWER_NO_DATA))
		a->status = ANSWER_RECORDS;
	a->negative_ttl = FAKE_NEGATIVE_TTL;
}

/* A failure in the text of the server takes the place of what was built. */
static inline void fake_fail(const struct fake_dns *data,
			     struct fake_question *q)
{
	struct answer *a = &q->answer;
	enum answer_status status = fake_failure_at(data, q->name, q->type,
						    ANSWER_RECORDS);

	if (q->server == FAKE_RESOLVER && a->status > ANSWER_SILENT)
		status = a->status; /* at the end of a chain */
	if (status == ANSWER_RECORDS && a->status <= ANSWER_SILENT)
		return;
	answer_free(a);
	*a = (struct answer){ .status = status };
	if (status == FAKE_NOTHING) {
		a->status = ANSWER_NO_DATA;
		a->authoritative = q->server != FAKE_RESOLVER;
		a->negative_ttl = FAKE_NEGATIVE_TTL;
	} else if (status == FAKE_TRUNCATED) {
		a->status = ANSWER_FAILED;
		a->truncated = true;
	}
}

static inline void fake_answer(struct fake_question *q)
{
	const struct fake_server *s = &fake.servers[q->server];
	struct answer *a = &q->answer;

	if (fake.drops && fake.drops(q->server, q->name, q->type)) {
		a->status = ANSWER_SILENT;
	} else if (s->mute != ANSWER_RECORDS) {
		a->status = s->mute;
	} else if (q->server == FAKE_RESOLVER || s->intercepted) {
		fake_resolve(q->name, q->type, q->unchecked, a);
		fake_fail(&fake.servers[FAKE_RESOLVER].data, q);
	} else {
		fake_build(&s->data, q->name, q->type, a);
		fake_fail(&s->data, q);
		a->authoritative &= !s->lame;
	}
	a->at_wall = clock_wall();
}

#endif
