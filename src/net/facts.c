/* SPDX-License-Identifier: MIT */
#include "net/facts_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

#define WINDOW 256 /* questions on their way; the others wait in line */

#define NEIGHBOUR_MS (30 * 1000) /* unless told otherwise */

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

struct fact *fact_find(const struct facts *facts,
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

		/* It may have come since it was put in line. */
		if (take_shared(fact)) {
			fact_rest(fact);
			set_tell(facts);
			continue;
		}
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
