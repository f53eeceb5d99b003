/* What is known of the DNS right now: a table of questions and their latest
 * answers, which asks by itself what somebody wanted to know and it did not
 * have.
 *
 * This is how rules stay free of waiting: a rule calls facts_get(), goes on
 * with what it gets, and stops where it gets NULL. Missing answers are asked
 * for; as answers arrive, changed() is called from the loop (once a turn), and
 * the rule is run again from its start. When facts_pending() is 0 after a run,
 * that run had all it needed.
 *
 * Old answers stay until the new one is there, so nothing flickers:
 * facts_expire() only marks; the next facts_get() of a marked one returns the
 * old answer and has it asked again.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_FACTS_H
#define ZEGEL_NET_FACTS_H

#include "net/pool.h"

struct facts;

/* How long an answer may stand before facts_expire() marks it. A question that
 * is wanted with several lives has the first of them in this order. */
enum fact_life {
	FACT_EACH_LOOK,  /* until the next look */
	FACT_TTL,        /* until the TTL (or negative TTL) it came with has run
			  * out; failures until the next look */
	FACT_NEIGHBOUR,  /* 30 s (facts_set_neighbour_ms()), failures too */
	FACT_DELEGATION, /* 5 minutes; failures until the next look */
};

/* dns and loop are borrowed. changed(ctx) may be NULL. */
struct facts *facts_new(struct loop *loop, struct dns *dns,
			void (*changed)(void *ctx), void *ctx);
void facts_free(struct facts *facts);

/* From now on it asks through the pool (borrowed), and what others asked
 * already is not asked again: the resolver's answers about names that are not
 * under own, the domain in hand. */
void facts_share(struct facts *facts, struct pool *pool, const char *own);

/* True when the resolver is asked over HTTPS. */
bool facts_use_doh(const struct facts *facts);

/* The URL of the resolver that could not be asked over HTTPS, when that is the
 * latest answer to some question (borrowed until the loop turns), and why; else
 * NULL. */
const char *facts_doh_problem(const struct facts *facts,
			      enum net_problem *problem, unsigned *http_status);

/* changed() is called when all is there that was wanted, or so many ms after
 * the first answer. 0, as it is at first: for the answers of each turn. */
void facts_set_batch_ms(struct facts *facts, int64_t ms);

/* The latest answer (borrowed until the loop turns), or NULL when there is none
 * yet; asks if there is none or it is marked. Never asks from inside: the
 * question goes out when the caller returns to the loop. */
const struct answer *facts_get(struct facts *facts,
			       const struct question *question,
			       enum fact_life life);

/* The same of the resolver, which says what receivers of mail hear; in the form
 * in which struct lookup wants it (mail/query.h). */
const struct answer *facts_resolve(void *facts, const char *name, enum rr type);

/* The latest answer without asking (NULL when there is none). */
const struct answer *facts_peek(const struct facts *facts,
				const struct question *question);

/* So many ms from now on answers are waited for: what is not known then counts
 * as silent, and nothing more is asked until this is called again. */
void facts_set_patience(struct facts *facts, int64_t ms);

/* How long FACT_NEIGHBOUR lasts from now on. */
void facts_set_neighbour_ms(struct facts *facts, int64_t ms);

/* A new look begins: marks what has had its time; all (Enter, F5): every answer
 * of the zone's servers whatever its age, too. */
void facts_expire(struct facts *facts, bool all);

/* After how many ms the first of the resolver's answers under zone has had its
 * time (0 at once, -1: there is none): before that it would say the same. */
int64_t facts_resolver_rest_ms(const struct facts *facts, const char *zone);

/* Marks one answer, so that the next facts_get() asks again. */
void facts_mark(struct facts *facts, const struct question *question);

/* Marks every FACT_EACH_LOOK and FACT_NEIGHBOUR answer of this server except
 * its SOA (the serial moved). What is on its way is marked too: it may have
 * been answered before the change, so it is asked once more when it has
 * come. */
void facts_mark_server(struct facts *facts, const struct address *server);

/* Questions wanted or on their way, without those that a server is asked again
 * which was silent the last time: nobody waits for it a second time. */
size_t facts_pending(const struct facts *facts);

/* Calls back for each of those. */
void facts_each_awaited(const struct facts *facts,
			void (*each)(void *ctx,
				     const struct question *question),
			void *ctx);

/* Takes back everything that is on its way (nothing calls back any more). */
void facts_cancel(struct facts *facts);

#endif
