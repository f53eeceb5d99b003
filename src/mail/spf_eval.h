/* The inside of check_host(): one evaluation as it goes, and the records that
 * it is inside of. Shared by the spf_*.c files of the evaluation alone.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_EVAL_H
#define ZEGEL_MAIL_SPF_EVAL_H

#include "base/name.h"
#include "mail/query.h"
#include "mail/spf.h"

#define SPF_DOMAIN_TEXT 256 /* a domain as text for %{d}, with its NUL */

/* A record under evaluation; the chain of parents is the way that led to it. */
struct spf_scope {
	const struct spf_scope *parent;
	unsigned depth;
	bool included; /* behind an include: its match decides nothing here */
	char domain[SPF_DOMAIN_TEXT]; /* <domain> as written, for %{d} */
	char name[NAME_SIZE];         /* the same canonical, for questions */
	struct spf_record record;
};

struct spf_eval {
	const struct spf_request *request;
	const struct lookup *lookup;
	struct spf_result *out;
	struct slice sender; /* local@domain, never without the local part */
	const char *helo;
	unsigned prefetched; /* questions asked ahead of their turn */
	bool decided; /* the result stands, exp= is being fetched: no limits */
};

enum spf_match {
	SPF_MATCH_NO,
	SPF_MATCH_YES,
	SPF_MATCH_PENDING,
	SPF_MATCH_TEMPERROR,
	SPF_MATCH_PERMERROR,
};

/* Evaluates the record at scope->name (spf_record.c's parse, RFC 7208,
 * 4.4-4.7). */
enum spf_status spf_eval_domain(struct spf_eval *e, struct spf_scope *scope);

/* Does the mechanism match (RFC 7208, 5)? step is its place in the trace. */
enum spf_match spf_eval_mechanism(struct spf_eval *e,
				  const struct spf_scope *scope,
				  const struct spf_term *t, size_t step);

/* Evaluates what include or redirect= points at; NONE when that is no name. */
enum spf_status spf_eval_target(struct spf_eval *e,
				const struct spf_scope *scope,
				const struct spf_term *t, size_t step);

/* Asks the first question of each term from the given one on, to save time. */
void spf_eval_prefetch(struct spf_eval *e, const struct spf_scope *scope,
		       const struct spf_term *from);

/* Expands a domain-spec (none: the scope's domain) into a name to ask about:
 * text as it came out, name canonical and "" when it is none. Returns NO when
 * that worked, PENDING or an error when a %{p} in it needs more. */
enum spf_match spf_eval_name(struct spf_eval *e, const struct spf_scope *scope,
			     struct slice spec, char text[SPF_DOMAIN_TEXT],
			     char name[NAME_SIZE]);

/* Is the client one of the answer's addresses, under the term's prefix
 * length? */
bool spf_eval_has_client(const struct spf_eval *e, const struct answer *a,
			 const struct spf_term *t);

/* The names that the client's address points back at. */
struct query spf_eval_ask_ptr(struct spf_eval *e);

/* ptr (RFC 7208, 5.5); when the PTR lookup fails it does not match. */
enum spf_match spf_eval_ptr(struct spf_eval *e, const struct spf_scope *scope,
			    const struct spf_term *t, size_t step,
			    const char *target);

/* The validated name that fits the scope's domain best (RFC 7208, 7.3), "" when
 * there is none. Returns like spf_eval_name(). */
enum spf_match spf_eval_validated(struct spf_eval *e,
				  const struct spf_scope *scope,
				  char best[NAME_SIZE]);

/* %{p} of text as it stands in scope, then the expansion. */
enum spf_match spf_eval_expand(struct spf_eval *e,
			       const struct spf_scope *scope, struct slice text,
			       struct str *out);

/* Notes why there is no result; the first one stays. t may be NULL. */
void spf_eval_error(struct spf_eval *e, const struct spf_scope *scope,
		    const struct spf_term *t, enum spf_error error);

/* Counts a lookup that found nothing; false when it is one too many. */
bool spf_eval_count_void(struct spf_eval *e, const struct spf_scope *scope,
			 const struct spf_term *t);

/* Begins a step of the trace: its place, or SIZE_MAX when none is kept. t NULL
 * stands for the record itself. */
size_t spf_step_add(struct spf_eval *e, const struct spf_scope *scope,
		    const struct spf_term *t);
void spf_step_target(struct spf_eval *e, size_t step, const char *name);
void spf_step_answer(struct spf_eval *e, size_t step, const struct query *q);
void spf_step_end(struct spf_eval *e, size_t step, enum spf_outcome outcome,
		  enum spf_status status);

#endif
