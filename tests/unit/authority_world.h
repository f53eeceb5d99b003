/* The walk down the delegation over made-up facts: facts_get() and facts_peek()
 * are this file's own, so that any world can be tried without a network. After
 * cmocka.h.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_AUTHORITY_WORLD_H
#define ZEGEL_TESTS_UNIT_AUTHORITY_WORLD_H

#include "base/name.h"
#include "net/authority.h"
#include "net/dns_wire.h"
#include "unit/authority_text.h"
#include "unit/said.h"

#define FACTS_MAX 64
#define RUNS_MAX  32

#define NEVER_COMES -1 /* as rcode: nothing yet, for all the test */

/* What a server says; whatever is not listed is silent. */
struct fact_line {
	const char *server; /* "" is the resolver */
	const char *name;
	enum rr type;
	struct said said;
};

struct asked_fact {
	struct question question;
	char name[NAME_SIZE];
	struct answer answer;
	bool told;  /* it was pending once, now it is known */
	bool stuck; /* it never comes, not even late */
};

/* The one fake: struct facts is opaque to authority.c. */
struct facts {
	const struct fact_line *world;
	const char *domain;
	struct asked_fact asked[FACTS_MAX];
	size_t count;
};

static inline void learn(const struct facts *facts, struct asked_fact *fact)
{
	const struct question *q = &fact->question;

	fact->answer = (struct answer){ .status = ANSWER_SILENT };
	for (const struct fact_line *line = facts->world; line->name; line++) {
		struct address server = ADDRESS_RESOLVER;
		uint8_t *query, *reply;
		size_t query_len, len;

		if (line->server[0])
			assert_true(address_parse(line->server, &server));
		if (!address_equal(&server, &q->server) ||
		    line->type != q->type || !name_equal(line->name, q->name))
			continue;
		if (line->said.rcode == NEVER_COMES) {
			fact->stuck = true;
			return;
		}
		query = dns_wire_question(q, true, &query_len);
		reply = said_wire(query, query_len, &line->said, &len);
		(void)dns_wire_read(q, reply, len, &fact->answer);
		free(reply);
		free(query);
		return;
	}
}

/* Only the TLD's servers and addresses of name servers; nothing of the
 * customer. */
static inline void check_polite(const struct facts *facts,
				const struct question *q)
{
	if (q->server.family != AF_UNSPEC) {
		assert_true(address_has_route(&q->server));
		return;
	}
	if (q->type == RR_NS && name_label_count(q->name) == 1)
		return;
	if ((q->type == RR_A || q->type == RR_AAAA) &&
	    !name_is_under(q->name, facts->domain))
		return;
	fail_msg("the resolver was asked for %s %s", q->name, rr_name(q->type));
}

static inline struct asked_fact *find(const struct facts *facts,
				      const struct question *q)
{
	for (size_t i = 0; i < facts->count; i++) {
		const struct asked_fact *fact = &facts->asked[i];

		if (fact->question.type == q->type &&
		    address_equal(&fact->question.server, &q->server) &&
		    name_equal(fact->name, q->name))
			return (struct asked_fact *)fact;
	}
	return NULL;
}

const struct answer *facts_get(struct facts *facts,
			       const struct question *question,
			       enum fact_life life)
{
	struct asked_fact *fact = find(facts, question);

	assert_int_equal(life, FACT_DELEGATION);
	check_polite(facts, question);
	if (fact && fact->told)
		return &fact->answer;
	if (fact)
		return NULL;
	assert_true(facts->count < FACTS_MAX);
	fact = &facts->asked[facts->count++];
	*fact = (struct asked_fact){ .question = *question };
	(void)snprintf(fact->name, sizeof(fact->name), "%s", question->name);
	fact->question.name = fact->name;
	learn(facts, fact);
	return NULL;
}

const struct answer *facts_peek(const struct facts *facts,
				const struct question *question)
{
	const struct asked_fact *fact = find(facts, question);

	return fact && fact->told ? &fact->answer : NULL;
}

/* The loop turns: what was asked is known. Returns whether that is news. */
static inline bool turn(struct facts *facts, bool one_by_one)
{
	bool news = false;

	for (size_t i = 0; i < facts->count; i++) {
		if (facts->asked[i].stuck)
			continue;
		news = news || !facts->asked[i].told;
		facts->asked[i].told = true;
		if (news && one_by_one)
			break;
	}
	return news;
}

#define NL_NS  "nl. NS ns1.dns.nl."
#define NL_SOA "nl. 900 IN SOA ns1.dns.nl. host.nl. 1 2 3 4 300"
#define V_SOA  "voorbeeld.nl. 900 IN SOA a. b. 1 2 3 4 300"
#define V_NS   "voorbeeld.nl. NS a.hoster.com.\nvoorbeeld.nl. NS b.hoster.com."

/* The resolver knows nl with glue, and the hoster's servers. */
#define RESOLVER                                                               \
	{ "",                                                                  \
	  "nl",                                                                \
	  RR_NS,                                                               \
	  { .answer = NL_NS, .additional = "ns1.dns.nl. A 127.0.0.1" } },      \
		{ "",                                                          \
		  "a.hoster.com",                                              \
		  RR_A,                                                        \
		  { .answer = "a.hoster.com. A 127.0.1.1" } },                 \
		{ "", "a.hoster.com", RR_AAAA, { .answer = NULL } },           \
		{ "",                                                          \
		  "b.hoster.com",                                              \
		  RR_A,                                                        \
		  { .answer = "b.hoster.com. A 127.0.1.2" } },                 \
	{                                                                      \
		"", "b.hoster.com", RR_AAAA,                                   \
		{                                                              \
			.answer = NULL                                         \
		}                                                              \
	}

#define DELEGATED(name)                                                        \
	{                                                                      \
		"127.0.0.1", name, RR_SOA,                                     \
		{                                                              \
			.authority = V_NS                                      \
		}                                                              \
	}

#define BOTH ", a.hoster.com=127.0.1.1 DZ, b.hoster.com=127.0.1.2 DZ"

/* A world and what must be found in it. */
struct authority_case {
	const char *what;
	const char *domain;
	const char *expected;
	struct fact_line world[20];
};

/* Runs the walk until it is not pending; returns how often. One by one: answers
 * come slowly. */
static inline int check_case(const struct authority_case *c, bool one_by_one)
{
	struct facts facts = { .world = c->world, .domain = c->domain };
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct authority a;
	int runs = 0;

	for (;;) {
		authority_find(&facts, c->domain, &a);
		assert_true(runs++ < (one_by_one ? FACTS_MAX : RUNS_MAX));
		if (a.status != AUTHORITY_PENDING)
			break;
		assert_null(a.zone);
		authority_free(&a);
		/* Pending means that something was asked. */
		assert_true(turn(&facts, one_by_one));
	}
	authority_add_text(&a, &text);
	if (strcmp(str_text(&text), c->expected) != 0)
		fail_msg("%s:\n  %s\n  %s", c->what, c->expected,
			 str_text(&text));
	str_free(&text);
	authority_free(&a);
	for (size_t i = 0; i < facts.count; i++)
		answer_free(&facts.asked[i].answer);
	return runs;
}

/* Answers that come one at a time lead to the same end. */
static inline void check_cases(const struct authority_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		(void)check_case(&cases[i], false);
		(void)check_case(&cases[i], true);
	}
}

#endif
