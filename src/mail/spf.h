/* check_host() of RFC 7208: may this address send for this domain?
 *
 * Pure: answers come through a struct lookup, the time through the request. A
 * result of SPF_PENDING means that answers are still missing: everything that
 * is already certain to be needed has been asked for; call it again from the
 * start when they are there. While a question is open, the questions of the
 * terms behind it are asked, too, but nothing is decided from them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_H
#define ZEGEL_MAIL_SPF_H

#include "base/answer.h"
#include "mail/ip.h"
#include "mail/spf_record.h"

#define SPF_LOOKUPS_MAX 10 /* RFC 7208, 4.6.4 */
#define SPF_VOIDS_MAX   2
#define SPF_MX_MAX      10
#define SPF_PTR_MAX     10
#define SPF_EXPLAIN_MAX 1024 /* octets of an explanation that are kept */

enum spf_status {
	SPF_PENDING,
	SPF_NONE,
	SPF_NEUTRAL,
	SPF_PASS,
	SPF_FAIL,
	SPF_SOFTFAIL,
	SPF_TEMPERROR,
	SPF_PERMERROR,
};

/* Why there is no result (NONE, TEMPERROR, PERMERROR). */
enum spf_error {
	SPF_ERROR_NONE,
	SPF_ERROR_DOMAIN, /* NONE: not a domain name that can have a record */
	SPF_ERROR_NO_RECORD, /* NONE: no SPF record there */
	SPF_ERROR_NO_NAME,   /* NONE: the domain does not exist */
	SPF_ERROR_DNS,       /* TEMPERROR: no definite answer */
	SPF_ERROR_MULTIPLE,  /* two or more SPF records */
	SPF_ERROR_SYNTAX,
	SPF_ERROR_LOOKUPS,       /* more than 10 terms that cause lookups */
	SPF_ERROR_VOIDS,         /* more than 2 lookups that found nothing */
	SPF_ERROR_MX,            /* more than 10 hosts behind one mx */
	SPF_ERROR_INCLUDE_NONE,  /* the target of include has no SPF record */
	SPF_ERROR_REDIRECT_NONE, /* the same for redirect= */
	SPF_ERROR_LOOP, /* a record that includes itself, perhaps by way of
				   others */
};

struct spf_request {
	struct ip ip;
	const char *domain; /* as typed; NULL: the sender's domain, else HELO */
	/* local@domain, or domain, or "" or NULL (MAIL FROM:<>): postmaster
	 * at the HELO name (RFC 7208, 2.4) */
	const char *sender;
	const char *helo;     /* NULL: the domain */
	const char *receiver; /* %{r}; NULL: unknown */
	time_t now;           /* %{t} */
	bool explain; /* fetch and expand exp= when the result is FAIL */
	bool trace;   /* keep the steps */
};

enum spf_outcome {
	SPF_STEP_OPEN,   /* not finished: the answer was not there yet */
	SPF_STEP_RECORD, /* a record begins here (term is its text) */
	SPF_STEP_MATCH,
	SPF_STEP_NO_MATCH,
	SPF_STEP_FOLLOWED, /* redirect=: what it led to is the result */
	SPF_STEP_ERROR,
};

/* One step of the evaluation, in order. The steps of an included record follow
 * their include with a greater depth. */
struct spf_step {
	unsigned depth;
	char *domain; /* whose record it is in */
	char *term;   /* as written; NULL: the domain has no record */
	char *target; /* the name that was asked about, or NULL */
	enum spf_outcome outcome;
	/* include, redirect= and records: their result */
	enum spf_status status;
	unsigned lookups; /* so far, this one included */
	unsigned voids;
	/* of the question behind it; ANSWER_CANCELLED when there was none */
	enum answer_status answer;
};

struct spf_result {
	enum spf_status status;
	enum spf_error error;
	char *error_domain;     /* whose record it went wrong in, or NULL */
	char *error_term;       /* the term where it went wrong, or NULL */
	enum spf_syntax syntax; /* with SPF_ERROR_SYNTAX */
	size_t error_offset, error_len; /* and its place in that record */
	char *domain;    /* the domain that was judged, canonical; "" if none */
	char *record;    /* its SPF record, or NULL */
	char *mechanism; /* the term that decided, as written; NULL: the default
			      result, or an error */
	char *mechanism_domain; /* whose record that stands in (redirect=) */
	char *explanation;      /* exp= expanded and cleaned, or NULL */
	unsigned lookups;
	unsigned voids;
	struct spf_step *steps;
	size_t step_count;
	size_t step_cap;
};

/* Fills *out; free it with spf_result_free(), also when it is pending. */
void spf_check_host(const struct spf_request *request,
		    const struct lookup *lookup, struct spf_result *out);
void spf_result_free(struct spf_result *r);

/* "pass", "fail", ..., "pending". */
const char *spf_status_name(enum spf_status status);

/* "match", "no-match", ... for scripts. */
const char *spf_outcome_name(enum spf_outcome outcome);

#endif
