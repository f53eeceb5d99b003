/* SPDX-License-Identifier: MIT */
#include "net/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "net/question.h"

#define WINDOW 256 /* questions on their way; the others wait in line */

#define NEIGHBOUR_MS  (30 * 1000) /* unless told otherwise */
#define DELEGATION_MS (5 * 60 * 1000)

enum fact_state {
	FACT_AT_REST,
	FACT_WANTED, /* in line */
	FACT_ASKED,  /* on its way */
};

struct fact {
	struct question_place place; /* in the table; first of all */
	struct facts *facts;
	struct fact *next; /* of all */
	struct fact *next_in_line;
	struct question question;
	enum fact_life life;
	enum fact_state state;
	bool known;  /* answer holds something */
	bool marked; /* the next facts_get() asks again */
	bool awaited;
	struct answer answer;
	struct query *query;   /* without a pool */
	struct ticket *ticket; /* of the pool */
	char name[];           /* of the question */
};

struct facts {
	struct loop *loop;
	struct dns *dns;
	void (*changed)(void *ctx);
	void *ctx;
	struct fact *all;
	struct question_table table;
	struct fact *line; /* first come, first asked */
	struct fact **line_end;
	size_t asked;   /* on their way */
	size_t awaited; /* wanted or on their way, and worth waiting for */
	struct timer *send;
	struct timer *tell;
	struct timer *patience;
	bool gave_up;         /* what is not known counts as silent */
	bool had_doh_problem; /* some answer had one, now or earlier */
	int64_t neighbour_ms;
	struct pool *pool; /* or NULL */
	char *own;         /* the domain whose names nobody else asks for */
	int64_t batch_ms;  /* answers are told together, within so long */
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
	return facts;
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
		answer_free(&fact->answer);
		free(fact);
	}
	question_table_free(&facts->table);
	free(facts->own);
	free(facts);
}

void facts_share(struct facts *facts, struct pool *pool, const char *own)
{
	facts->pool = pool;
	facts->own = xstrdup(own);
}

void facts_set_batch_ms(struct facts *facts, int64_t ms)
{
	facts->batch_ms = ms;
}

static struct fact *fact_find(const struct facts *facts,
			      const struct question *question)
{
	/* The place in the table is the first thing in a fact. */
	return (struct fact *)question_table_find(&facts->table, question);
}

static struct fact *fact_new(struct facts *facts,
			     const struct question *question,
			     enum fact_life life)
{
	size_t len = strlen(question->name);
	struct fact *fact = xcalloc(1, sizeof(*fact) + len + 1);

	fact->facts = facts;
	memcpy(fact->name, question->name, len);
	fact->question = *question;
	fact->question.name = fact->name;
	fact->life = life;
	question_table_put(&facts->table, &fact->place, &fact->question);
	fact->next = facts->all;
	facts->all = fact;
	return fact;
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

/* Once all that is wanted is there, or what is there has waited long enough for
 * the rest. */
static void set_tell(struct facts *facts)
{
	int64_t delay_ms = facts->awaited ? facts->batch_ms : 0;

	if (facts->tell && (delay_ms || !facts->batch_ms))
		return;
	loop_timer_cancel(facts->loop, facts->tell);
	facts->tell = loop_timer(facts->loop, delay_ms, tell_changed, facts);
}

static void on_answer(void *ctx, const struct answer *answer)
{
	struct fact *fact = ctx;
	struct facts *facts = fact->facts;

	fact_rest(fact);
	fact->query = NULL;
	fact->ticket = NULL;
	facts->asked--;
	if (answer->status == ANSWER_CANCELLED) {
		fact->marked = fact->known;
		return;
	}
	answer_free(&fact->answer);
	fact->answer = answer_copy(answer);
	fact->known = true;
	facts->had_doh_problem |= answer->problem != NET_OK;
	set_send(facts);
	set_tell(facts);
}

/* The resolver's answers about other names than the domain's own. */
static bool is_shared(const struct fact *fact)
{
	const struct question *q = &fact->question;

	return fact->facts->pool && q->server.family == AF_UNSPEC &&
	       !q->checking_disabled && !q->want_dnssec_ok && !q->timeout_ms &&
	       !name_is_under(q->name, fact->facts->own);
}

/* Somebody else has asked it already. */
static bool take_shared(struct fact *fact)
{
	const struct answer *answer = NULL;

	/* Whoever holds an older answer keeps it until the loop turns. */
	if (!fact->known && is_shared(fact))
		answer = pool_peek(fact->facts->pool, &fact->question);
	if (!answer)
		return false;
	fact->answer = answer_copy(answer);
	fact->known = true;
	fact->marked = false;
	return true;
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
		if (facts->pool)
			fact->ticket = pool_ask(facts->pool, &fact->question,
						is_shared(fact), on_answer,
						fact);
		else
			fact->query = dns_ask(facts->dns, &fact->question,
					      on_answer, fact);
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
	if (fact->state == FACT_AT_REST && (fact->marked || !fact->known) &&
	    !take_shared(fact))
		fact_want(fact);
	return fact->known ? &fact->answer : NULL;
}

const struct answer *facts_peek(const struct facts *facts,
				const struct question *question)
{
	const struct fact *fact = fact_find(facts, question);

	return fact && fact->known ? &fact->answer : NULL;
}

bool facts_use_doh(const struct facts *facts)
{
	size_t count;
	const struct resolver *resolvers = dns_resolvers(facts->dns, &count);
	bool use = false;

	for (size_t i = 0; i < count; i++)
		use |= resolvers[i].url != NULL;
	return use;
}

const char *facts_doh_problem(const struct facts *facts,
			      enum net_problem *problem, unsigned *http_status)
{
	if (!facts->had_doh_problem)
		return NULL;
	for (const struct fact *fact = facts->all; fact; fact = fact->next) {
		if (fact->known && fact->answer.problem != NET_OK)
			return dns_doh_problem(facts->dns, problem,
					       http_status);
	}
	return NULL;
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
		return is_failure(a) || age_ms >= answer_ttl_ms(a);
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
		rest = fact->answer.at_ms + answer_ttl_ms(&fact->answer) -
		       clock_ms();
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

void facts_each_awaited(const struct facts *facts,
			void (*each)(void *ctx,
				     const struct question *question),
			void *ctx)
{
	for (const struct fact *fact = facts->all; fact; fact = fact->next) {
		if (fact->awaited)
			each(ctx, &fact->question);
	}
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
		if (fact->state != FACT_ASKED)
			continue;
		if (fact->ticket)
			pool_cancel(facts->pool, fact->ticket);
		else
			dns_cancel(facts->dns, fact->query);
	}
}
