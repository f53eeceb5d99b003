/* Inside net/: what the facts are made of. facts.c asks and tells, facts_life.c
 * marks what has had its time.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_FACTS_INTERNAL_H
#define ZEGEL_NET_FACTS_INTERNAL_H

#include "net/facts.h"
#include "net/question.h"

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

/* The fact of this question, or NULL. */
struct fact *fact_find(const struct facts *facts,
		       const struct question *question);

#endif
