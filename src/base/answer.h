/* What a question to the DNS brought: an answer, never an error code.
 *
 * An answer owns everything in it. A failed lookup is a status of its own, so
 * that it can never be taken for "nothing there" (RFC 2308).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_ANSWER_H
#define ZEGEL_BASE_ANSWER_H

#include "base/net_problem.h"
#include "base/record.h"

enum answer_status {
	ANSWER_RECORDS,   /* the answer section holds something (or a CNAME) */
	ANSWER_NO_DATA,   /* NOERROR, nothing of this type (RFC 2308, 2.2) */
	ANSWER_NO_NAME,   /* NXDOMAIN (RFC 2308, 2.1) */
	ANSWER_REFERRAL,  /* NOERROR, not authoritative, NS of a zone below */
	ANSWER_REFUSED,   /* REFUSED or NOTAUTH */
	ANSWER_FAILED,    /* SERVFAIL, FORMERR, nonsense, truncated, no TCP */
	ANSWER_SILENT,    /* nothing came in time, or nobody listens there */
	ANSWER_CANCELLED, /* we did not want it any more */
};

struct answer {
	enum answer_status status;
	bool authoritative;       /* AA */
	bool recursion_available; /* RA */
	bool truncated;           /* TC was set and TCP brought nothing */
	/* Why no answer came, where that is known: from a resolver that is
	 * asked over HTTPS. */
	enum net_problem problem;
	struct record *records; /* the answer section in its order */
	size_t count;
	struct record *authority; /* the authority section (NS, SOA) */
	size_t authority_count;
	struct record *additional; /* the additional section */
	size_t additional_count;
	uint32_t negative_ttl; /* min(SOA TTL, its minimum) when negative, s */
	int64_t at_ms;         /* when it came, monotonic */
	time_t at_wall;        /* the same as time of day */
	/* how many copies have these same records; NULL: they are its own */
	size_t *copies;
};

/* Frees what it owns, not a itself, which is then empty and cancelled. */
void answer_free(struct answer *a);

/* After answer_share() a copy has the same records, which go with the last of
 * them. */
struct answer answer_copy(const struct answer *a);
void answer_share(struct answer *a);

/* True when it tells what is or is not there: RECORDS, NO_DATA, NO_NAME. */
bool answer_is_definite(const struct answer *a);

/* It was kept on the way for so long already (Age of HTTP): every TTL is less
 * by that. */
void answer_take_age(struct answer *a, uint32_t age_s);

/* How long the records of an answer, or its "not there", may be kept. */
int64_t answer_ttl_ms(const struct answer *a);

/* The next record of this type at or after *index in the answer section, or
 * NULL; moves *index behind it. Start with 0. */
const struct record *answer_next(const struct answer *a, enum rr type,
				 size_t *index);

/* The first record of this type in the answer section, or NULL. */
const struct record *answer_first(const struct answer *a, enum rr type);

/* How rules get at the DNS without knowing it: ask() returns the answer
 * (borrowed, valid until the rule returns) or NULL when it is not known yet. A
 * rule that meets NULL says "pending"; whoever called it has the question
 * asked and calls the rule again from its start, so rules have no state. */
struct lookup {
	const struct answer *(*ask)(void *ctx, const char *name, enum rr type);
	void *ctx;
};

#endif
