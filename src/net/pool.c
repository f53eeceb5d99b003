/* SPDX-License-Identifier: MIT */
#include "net/pool.h"

#include <stdlib.h>
#include <string.h>

#include "net/question.h"

/* Where nobody answers, not everybody asks again (RFC 9520, 3). */
enum { FAILURE_MS = 5 * 1000 };

enum { DAY_MS = 24 * 60 * 60 * 1000 };

enum { BUCKETS = 2 * POOL_KEPT_MAX };

/* A place in a ring of them, whose head is one as well. */
struct link {
	struct link *before, *behind;
};

struct ticket {
	struct link link; /* first: in the line, or among those who wait */
	struct pool *pool;
	struct question question;
	struct query *query; /* NULL: not on its way */
	bool in_line;
	dns_answer_fn *answered;
	void *ctx;
};

/* A question that is shared. */
struct kept {
	struct link link; /* first: by use, the latest at the front */
	struct kept *next_in_bucket;
	struct question question;
	char *name;
	struct ticket *ticket; /* NULL: not under way */
	struct link waiting;   /* tickets */
	struct answer answer;
	int64_t until_ms;
};

struct pool {
	struct loop *loop;
	struct dns *dns;
	struct pool_options options;
	struct link line; /* tickets, first come first asked */
	size_t waiting;   /* in it */
	size_t asked;
	struct timer *timer; /* when the next one may go */
	int64_t allowance;   /* thousandths of a question */
	int64_t filled_ms;
	struct kept *buckets[BUCKETS];
	struct link kept;
	size_t kept_count;
	bool closing;
};

static void ring_init(struct link *head)
{
	head->before = head->behind = head;
}

static bool ring_is_empty(const struct link *head)
{
	return head->behind == head;
}

static void ring_insert(struct link *before, struct link *link)
{
	link->before = before;
	link->behind = before->behind;
	before->behind->before = link;
	before->behind = link;
}

static void ring_remove(struct link *link)
{
	link->before->behind = link->behind;
	link->behind->before = link->before;
	ring_init(link);
}

static void kept_free(struct kept *kept)
{
	answer_free(&kept->answer);
	free(kept->name);
	free(kept);
}

struct pool *pool_new(struct loop *loop, struct dns *dns,
		      const struct pool_options *options)
{
	struct pool *pool = xcalloc(1, sizeof(*pool));

	pool->loop = loop;
	pool->dns = dns;
	pool->options = *options;
	pool->filled_ms = clock_ms();
	ring_init(&pool->line);
	ring_init(&pool->kept);
	return pool;
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	pool->closing = true;
	loop_timer_cancel(pool->loop, pool->timer);
	for (struct link *at = pool->kept.behind, *behind; at != &pool->kept;
	     at = behind) {
		struct kept *kept = (struct kept *)at;

		behind = at->behind;
		if (kept->ticket)
			pool_cancel(pool, kept->ticket);
		ring_remove(&kept->link);
		kept_free(kept);
	}
	free(pool);
}

static struct kept **bucket_of(struct pool *pool, const struct question *q)
{
	return &pool->buckets[question_hash(q) % BUCKETS];
}

static struct kept *kept_find(struct pool *pool, const struct question *q)
{
	struct kept *kept = *bucket_of(pool, q);

	while (kept && !question_equal(&kept->question, q))
		kept = kept->next_in_bucket;
	return kept;
}

static void kept_remove(struct pool *pool, struct kept *kept)
{
	struct kept **at = bucket_of(pool, &kept->question);

	while (*at != kept)
		at = &(*at)->next_in_bucket;
	*at = kept->next_in_bucket;
	ring_remove(&kept->link);
	pool->kept_count--;
	kept_free(kept);
}

/* Lets those go that were not wanted for longest. */
static void make_room(struct pool *pool)
{
	struct link *at = pool->kept.before;

	while (pool->kept_count >= POOL_KEPT_MAX && at != &pool->kept) {
		struct kept *kept = (struct kept *)at;

		at = at->before;
		if (!kept->ticket)
			kept_remove(pool, kept);
	}
}

static struct kept *kept_new(struct pool *pool, const struct question *q)
{
	struct kept **bucket = bucket_of(pool, q);
	struct kept *kept = xcalloc(1, sizeof(*kept));

	make_room(pool);
	kept->name = xstrdup(q->name);
	kept->question = *q;
	kept->question.name = kept->name;
	kept->next_in_bucket = *bucket;
	*bucket = kept;
	ring_init(&kept->waiting);
	ring_insert(&pool->kept, &kept->link);
	pool->kept_count++;
	return kept;
}

static int64_t life_ms(const struct answer *a)
{
	int64_t ms = answer_is_definite(a) ? answer_ttl_ms(a) : FAILURE_MS;

	return ms < DAY_MS ? ms : DAY_MS;
}

static bool is_fresh(const struct kept *kept)
{
	return !kept->ticket && clock_ms() < kept->until_ms;
}

const struct answer *pool_peek(struct pool *pool,
			       const struct question *question)
{
	struct kept *kept = kept_find(pool, question);

	if (!kept || !is_fresh(kept))
		return NULL;
	ring_remove(&kept->link);
	ring_insert(&pool->kept, &kept->link);
	return &kept->answer;
}

/* A tenth of a second's questions may go at once. */
static bool may_send(struct pool *pool)
{
	unsigned rate = pool->options.rate;
	int64_t most = rate >= 20 ? (int64_t)rate * 100 : 2000;
	int64_t now;

	if (!rate)
		return true;
	now = clock_ms();
	pool->allowance += (now - pool->filled_ms) * rate;
	pool->filled_ms = now;
	if (pool->allowance > most)
		pool->allowance = most;
	return pool->allowance >= 1000;
}

static void on_answer(void *ctx, const struct answer *answer);

static void send_line(struct pool *pool);

static void time_to_send(void *ctx)
{
	struct pool *pool = ctx;

	pool->timer = NULL;
	send_line(pool);
}

static void send_line(struct pool *pool)
{
	while (!ring_is_empty(&pool->line) &&
	       pool->asked < pool->options.window) {
		struct ticket *ticket = (struct ticket *)pool->line.behind;
		int64_t rate = pool->options.rate;

		if (!may_send(pool)) {
			if (!pool->timer)
				pool->timer = loop_timer(
					pool->loop,
					(1000 - pool->allowance + rate - 1) /
						rate,
					time_to_send, pool);
			return;
		}
		pool->allowance -= 1000;
		pool->asked++;
		ring_remove(&ticket->link);
		pool->waiting--;
		ticket->query = dns_ask(pool->dns, &ticket->question, on_answer,
					ticket);
	}
}

static void on_answer(void *ctx, const struct answer *answer)
{
	struct ticket *ticket = ctx;
	struct pool *pool = ticket->pool;

	pool->asked--;
	ticket->answered(ticket->ctx, answer);
	free(ticket);
	if (!pool->closing)
		send_line(pool);
}

static struct ticket *ticket_new(struct pool *pool, const struct question *q,
				 dns_answer_fn *answered, void *ctx)
{
	struct ticket *ticket = xcalloc(1, sizeof(*ticket));

	ticket->pool = pool;
	ticket->question = *q;
	ticket->answered = answered;
	ticket->ctx = ctx;
	return ticket;
}

static struct ticket *line_up(struct pool *pool, const struct question *q,
			      dns_answer_fn *answered, void *ctx)
{
	struct ticket *ticket = ticket_new(pool, q, answered, ctx);

	ring_insert(pool->line.before, &ticket->link);
	ticket->in_line = true;
	pool->waiting++;
	send_line(pool);
	return ticket;
}

/* Everybody who waits is told; the answer stays for those who come. */
static void on_kept_answer(void *ctx, const struct answer *answer)
{
	struct kept *kept = ctx;

	kept->ticket = NULL;
	answer_free(&kept->answer);
	kept->answer = answer_copy(answer);
	kept->until_ms = clock_ms() + life_ms(answer);
	while (!ring_is_empty(&kept->waiting)) {
		struct ticket *ticket = (struct ticket *)kept->waiting.behind;

		ring_remove(&ticket->link);
		ticket->answered(ticket->ctx, &kept->answer);
		free(ticket);
	}
}

struct ticket *pool_ask(struct pool *pool, const struct question *question,
			bool is_shared, dns_answer_fn *answered, void *ctx)
{
	struct ticket *ticket;
	struct kept *kept;

	if (!is_shared)
		return line_up(pool, question, answered, ctx);
	kept = kept_find(pool, question);
	if (!kept)
		kept = kept_new(pool, question);
	ticket = ticket_new(pool, question, answered, ctx);
	ring_insert(kept->waiting.before, &ticket->link);
	if (!kept->ticket)
		kept->ticket = line_up(pool, &kept->question, on_kept_answer,
				       kept);
	return ticket;
}

void pool_cancel(struct pool *pool, struct ticket *ticket)
{
	struct answer cancelled = { .status = ANSWER_CANCELLED };

	if (ticket->query) {
		dns_cancel(pool->dns, ticket->query);
		return;
	}
	ring_remove(&ticket->link);
	pool->waiting -= ticket->in_line;
	ticket->answered(ticket->ctx, &cancelled);
	free(ticket);
}

/* Without a rate a line is good: whenever an answer comes the next question
 * goes at once, and the resolver never waits. */
bool pool_is_busy(const struct pool *pool)
{
	return pool->waiting > (pool->options.rate ? 0 : pool->options.window);
}
