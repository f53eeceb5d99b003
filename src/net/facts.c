/* SPDX-License-Identifier: MIT */
#include "net/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

/* Questions on their way at once; the others wait in line. */
#define WINDOW 256

#define NEIGHBOUR_MS  (30 * 1000) /* unless told otherwise */
#define DELEGATION_MS (5 * 60 * 1000)

enum fact_state {
	FACT_AT_REST,
	FACT_WANTED, /* in line */
	FACT_ASKED,  /* on its way */
};

struct fact {
	struct facts *facts;
	struct fact *next; /* of all */
	struct fact *next_in_bucket;
	struct fact *next_in_line;
	struct question question;
	char *name;
	enum fact_life life;
	enum fact_state state;
	bool known;  /* answer holds something */
	bool marked; /* the next facts_get() asks again */
	bool awaited;
	struct answer answer;
	struct query *query;
};

struct facts {
	struct loop *loop;
	struct dns *dns;
	void (*changed)(void *ctx);
	void *ctx;
	struct fact *all;
	struct fact **buckets; /* a power of two of them */
	size_t bucket_count;
	size_t count;
	struct fact *line; /* first come, first asked */
	struct fact **line_end;
	size_t asked;   /* on their way */
	size_t awaited; /* wanted or on their way, and worth waiting for */
	struct timer *send;
	struct timer *tell;
	struct timer *patience;
	bool gave_up; /* what is not known counts as silent */
	int64_t neighbour_ms;
};

struct facts *facts_new(struct loop *loop, struct dns *dns,
			void (*changed)(void *ctx), void *ctx)
{
	struct facts *facts = xcalloc(1, sizeof(*facts));

	facts->loop = loop;
	facts->dns = dns;
	facts->changed = changed;
	facts->ctx = ctx;
	facts->line_end = &facts->line;
	facts->neighbour_ms = NEIGHBOUR_MS;
	facts->bucket_count = 64;
	facts->buckets = xcalloc(facts->bucket_count, sizeof(*facts->buckets));
	return facts;
}

static void fact_free(struct fact *fact)
{
	answer_free(&fact->answer);
	free(fact->name);
	free(fact);
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	loop_timer_cancel(facts->loop, facts->patience);
	facts_cancel(facts);
	while (facts->all) {
		struct fact *fact = facts->all;

		facts->all = fact->next;
		fact_free(fact);
	}
	free(facts->buckets);
	free(facts);
}

/* FNV-1a */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 0x100000001b3u;
	return hash;
}

static uint64_t hash_of(const struct question *q)
{
	uint64_t hash = hash_bytes(0xcbf29ce484222325u, q->name,
				   strlen(q->name));

	hash = hash_bytes(hash, &q->type, sizeof(q->type));
	hash = hash_bytes(hash, &q->server.port, sizeof(q->server.port));
	if (q->server.family == AF_UNSPEC)
		return hash;
	return hash_bytes(hash, q->server.bytes,
			  q->server.family == AF_INET ? 4 : 16);
}

static bool question_equal(const struct question *a, const struct question *b)
{
	return a->type == b->type &&
	       a->checking_disabled == b->checking_disabled &&
	       a->want_dnssec_ok == b->want_dnssec_ok &&
	       address_equal(&a->server, &b->server) &&
	       name_equal(a->name, b->name);
}

static struct fact *fact_find(const struct facts *facts,
			      const struct question *question)
{
	size_t place = hash_of(question) & (facts->bucket_count - 1);
	struct fact *fact = facts->buckets[place];

	while (fact && !question_equal(&fact->question, question))
		fact = fact->next_in_bucket;
	return fact;
}

static void fact_put(struct facts *facts, struct fact *fact)
{
	size_t place = hash_of(&fact->question) & (facts->bucket_count - 1);

	fact->next_in_bucket = facts->buckets[place];
	facts->buckets[place] = fact;
}

static void make_room(struct facts *facts)
{
	if (facts->count < facts->bucket_count)
		return;
	free(facts->buckets);
	facts->bucket_count *= 2;
	facts->buckets = xcalloc(facts->bucket_count, sizeof(*facts->buckets));
	for (struct fact *fact = facts->all; fact; fact = fact->next)
		fact_put(facts, fact);
}

static struct fact *fact_new(struct facts *facts,
			     const struct question *question,
			     enum fact_life life)
{
	struct fact *fact = xcalloc(1, sizeof(*fact));

	make_room(facts);
	fact->facts = facts;
	fact->name = xstrdup(question->name);
	fact->question = *question;
	fact->question.name = fact->name;
	fact->life = life;
	fact_put(facts, fact);
	fact->next = facts->all;
	facts->all = fact;
	facts->count++;
	return fact;
}

static struct record *records_copy(const struct record *records, size_t count)
{
	struct record *copy = NULL;

	if (count == 0)
		return NULL;
	copy = xcalloc(count, sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = record_copy(&records[i]);
	return copy;
}

static struct answer answer_copy(const struct answer *a)
{
	struct answer copy = *a;

	copy.records = records_copy(a->records, a->count);
	copy.authority = records_copy(a->authority, a->authority_count);
	copy.additional = records_copy(a->additional, a->additional_count);
	return copy;
}

static void tell_changed(void *ctx)
{
	struct facts *facts = ctx;

	facts->tell = NULL;
	if (facts->changed)
		facts->changed(facts->ctx);
}

static void send_wanted(void *ctx);

static void set_send(struct facts *facts)
{
	if (!facts->send && facts->line && facts->asked < WINDOW)
		facts->send = loop_timer(facts->loop, 0, send_wanted, facts);
}

static void fact_rest(struct fact *fact)
{
	fact->state = FACT_AT_REST;
	fact->facts->awaited -= fact->awaited;
	fact->awaited = false;
}

static void on_answer(void *ctx, const struct answer *answer)
{
	struct fact *fact = ctx;
	struct facts *facts = fact->facts;

	fact_rest(fact);
	fact->query = NULL;
	facts->asked--;
	if (answer->status == ANSWER_CANCELLED) {
		fact->marked = fact->known;
		return;
	}
	answer_free(&fact->answer);
	fact->answer = answer_copy(answer);
	fact->known = true;
	set_send(facts);
	if (!facts->tell)
		facts->tell = loop_timer(facts->loop, 0, tell_changed, facts);
}

static struct fact *line_take(struct facts *facts)
{
	struct fact *fact = facts->line;

	facts->line = fact->next_in_line;
	if (!facts->line)
		facts->line_end = &facts->line;
	fact->next_in_line = NULL;
	return fact;
}

static void send_wanted(void *ctx)
{
	struct facts *facts = ctx;

	facts->send = NULL;
	while (facts->line && facts->asked < WINDOW) {
		struct fact *fact = line_take(facts);

		/* Marked again from here on means: what is on its way may be
		 * old already. */
		fact->marked = false;
		fact->state = FACT_ASKED;
		facts->asked++;
		fact->query = dns_ask(facts->dns, &fact->question, on_answer,
				      fact);
	}
}

static void fact_want(struct fact *fact)
{
	struct facts *facts = fact->facts;

	fact->state = FACT_WANTED;
	fact->awaited = !fact->known || fact->answer.status != ANSWER_SILENT;
	facts->awaited += fact->awaited;
	*facts->line_end = fact;
	facts->line_end = &fact->next_in_line;
	set_send(facts);
}

static const struct answer nobody = { .status = ANSWER_SILENT };

const struct answer *facts_get(struct facts *facts,
			       const struct question *question,
			       enum fact_life life)
{
	struct fact *fact = fact_find(facts, question);

	if (!fact)
		fact = fact_new(facts, question, life);
	if (life < fact->life)
		fact->life = life;
	if (facts->gave_up)
		return fact->known ? &fact->answer : &nobody;
	if (fact->state == FACT_AT_REST && (fact->marked || !fact->known))
		fact_want(fact);
	return fact->known ? &fact->answer : NULL;
}

const struct answer *facts_peek(const struct facts *facts,
				const struct question *question)
{
	const struct fact *fact = fact_find(facts, question);

	return fact && fact->known ? &fact->answer : NULL;
}

/* How long the records of an answer, or its "not there", may be kept. */
static int64_t ttl_ms(const struct answer *a)
{
	uint32_t ttl = a->count > 0 ? UINT32_MAX : a->negative_ttl;

	for (size_t i = 0; i < a->count; i++) {
		if (a->records[i].ttl < ttl)
			ttl = a->records[i].ttl;
	}
	return (int64_t)ttl * 1000;
}

static bool is_failure(const struct answer *a)
{
	return !answer_is_definite(a) && a->status != ANSWER_REFERRAL;
}

static bool has_had_its_time(const struct fact *fact)
{
	const struct answer *a = &fact->answer;
	int64_t age_ms = clock_ms() - a->at_ms;

	switch (fact->life) {
	case FACT_EACH_LOOK:
		return true;
	case FACT_NEIGHBOUR:
		return age_ms >= fact->facts->neighbour_ms;
	case FACT_TTL:
		return is_failure(a) || age_ms >= ttl_ms(a);
	case FACT_DELEGATION:
		return is_failure(a) || age_ms >= DELEGATION_MS;
	}
	return true;
}

/* What the zone's servers say and what changes when somebody edits the zone. */
static bool is_of_the_zone(const struct fact *fact)
{
	return fact->life == FACT_EACH_LOOK || fact->life == FACT_NEIGHBOUR;
}

/* What is on its way is of this look already. */
static bool may_expire(const struct fact *fact)
{
	return fact->state == FACT_AT_REST && fact->known;
}

static void lose_patience(void *ctx)
{
	struct facts *facts = ctx;

	facts->patience = NULL;
	if (!facts_pending(facts))
		return;
	facts_cancel(facts);
	facts->gave_up = true;
	facts->tell = loop_timer(facts->loop, 0, tell_changed, facts);
}

void facts_set_patience(struct facts *facts, int64_t ms)
{
	loop_timer_cancel(facts->loop, facts->patience);
	facts->patience = loop_timer(facts->loop, ms, lose_patience, facts);
	facts->gave_up = false;
}

void facts_set_neighbour_ms(struct facts *facts, int64_t ms)
{
	facts->neighbour_ms = ms;
}

void facts_expire(struct facts *facts, bool all)
{
	for (struct fact *fact = facts->all; fact; fact = fact->next) {
		if (may_expire(fact) &&
		    (has_had_its_time(fact) || (all && is_of_the_zone(fact))))
			fact->marked = true;
	}
}

int64_t facts_resolver_rest_ms(const struct facts *facts, const char *zone)
{
	int64_t least = -1;

	for (const struct fact *fact = facts->all; fact; fact = fact->next) {
		int64_t rest;

		if (!fact->known || fact->life != FACT_TTL ||
		    !name_is_under(fact->name, zone))
			continue;
		rest = fact->answer.at_ms + ttl_ms(&fact->answer) - clock_ms();
		if (rest < 0 || is_failure(&fact->answer))
			rest = 0;
		if (least < 0 || rest < least)
			least = rest;
	}
	return least;
}

void facts_mark(struct facts *facts, const struct question *question)
{
	struct fact *fact = fact_find(facts, question);

	if (fact)
		fact->marked = true;
}

void facts_mark_server(struct facts *facts, const struct address *server)
{
	for (struct fact *fact = facts->all; fact; fact = fact->next) {
		if (is_of_the_zone(fact) && fact->question.type != RR_SOA &&
		    address_equal(&fact->question.server, server))
			fact->marked = true;
	}
}

size_t facts_pending(const struct facts *facts)
{
	return facts->awaited;
}

void facts_cancel(struct facts *facts)
{
	loop_timer_cancel(facts->loop, facts->send);
	facts->send = NULL;
	loop_timer_cancel(facts->loop, facts->tell);
	facts->tell = NULL;
	while (facts->line)
		fact_rest(line_take(facts));
	for (struct fact *fact = facts->all; fact; fact = fact->next) {
		if (fact->state == FACT_ASKED)
			dns_cancel(facts->dns, fact->query);
	}
}
