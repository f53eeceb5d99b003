/* In the place of the loop's timers and of net/facts, for what looks again and
 * again: one timer that the test fires, and answers that are there at once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_FAKE_FACTS_H
#define ZEGEL_TESTS_FAKE_FACTS_H

#include "unit/fake_net.h"

struct timer { /* the one that is set */
	bool set;
	int64_t at_ms;
	void (*fire)(void *ctx);
	void *ctx;
};

static struct timer timer;
static unsigned expired, expired_all;

struct timer *loop_timer(struct loop *loop, int64_t delay_ms,
			 void (*fire)(void *ctx), void *ctx)
{
	(void)loop;
	assert_false(timer.set);
	timer = (struct timer){ true, clock_ms() + delay_ms, fire, ctx };
	return &timer;
}

void loop_timer_cancel(struct loop *loop, struct timer *t)
{
	(void)loop;
	if (t)
		t->set = false;
}

struct facts *facts_new(struct loop *loop, struct dns *dns,
			void (*changed)(void *ctx), void *ctx)
{
	(void)loop;
	(void)dns;
	(void)changed;
	(void)ctx;
	return NULL;
}

void facts_share(struct facts *facts, struct pool *pool, const char *own)
{
	(void)facts;
	(void)pool;
	(void)own;
}

void facts_set_batch_ms(struct facts *facts, int64_t ms)
{
	(void)facts;
	(void)ms;
}

void facts_free(struct facts *facts)
{
	(void)facts;
}

/* Marked answers are gone here: what is asked is answered at once. */
static void mark(const struct fake_question *which, size_t server,
		 unsigned lives, bool but_soa)
{
	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		struct fake_question **at = &fake.buckets[i], *q;

		while ((q = *at)) {
			if ((which && q != which) ||
			    (server != FAKE_SERVERS && q->server != server) ||
			    !(lives & (1u << q->life)) ||
			    (but_soa && q->type == RR_SOA)) {
				at = &q->next;
				continue;
			}
			*at = q->next;
			answer_free(&q->answer);
			free(q->name);
			free(q);
		}
	}
}

#define EACH_LOOK (1u << FACT_EACH_LOOK)
#define NEIGHBOUR (1u << FACT_NEIGHBOUR)

void facts_expire(struct facts *facts, bool all)
{
	(void)facts;
	expired += !all;
	expired_all += all;
	mark(NULL, FAKE_SERVERS, all ? EACH_LOOK | NEIGHBOUR : EACH_LOOK,
	     false);
}

void facts_mark(struct facts *facts, const struct question *question)
{
	(void)facts;
	mark(fake_find(fake_server_at(&question->server), question->name,
		       question->type, question->checking_disabled),
	     FAKE_SERVERS, EACH_LOOK, false);
}

void facts_mark_server(struct facts *facts, const struct address *server)
{
	(void)facts;
	mark(NULL, fake_server_at(server), EACH_LOOK | NEIGHBOUR, true);
}

int dns_timeout_ms(const struct dns *dns)
{
	(void)dns;
	return 1000;
}

void facts_set_patience(struct facts *facts, int64_t ms)
{
	(void)facts;
	assert_true(ms >= 1000);
}

void facts_set_neighbour_ms(struct facts *facts, int64_t ms)
{
	(void)facts;
	assert_true(ms >= 30 * 1000);
}

static int64_t resolver_rest_ms;

int64_t facts_resolver_rest_ms(const struct facts *facts, const char *zone)
{
	(void)facts;
	assert_string_equal(zone, "voorbeeld.nl");
	return resolver_rest_ms;
}

size_t facts_pending(const struct facts *facts)
{
	(void)facts;
	return 0;
}

void facts_each_awaited(const struct facts *facts,
			void (*each)(void *ctx,
				     const struct question *question),
			void *ctx)
{
	(void)facts;
	(void)each;
	(void)ctx;
}

void facts_cancel(struct facts *facts)
{
	(void)facts;
}

#endif
