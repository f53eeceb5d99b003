/* The whole tree of an SPF record, without asking who sends: how many lookups
 * it costs up to `all`, and whether every branch is sound. This is what makes a
 * record right or wrong for everybody (RFC 7208, 4.6.4), also one that is not
 * published yet.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_TREE_H
#define ZEGEL_MAIL_SPF_TREE_H

#include "mail/spf.h"

#define SPF_TREE_LOOKUPS_MAX 100 /* here the count stops */
#define SPF_TREE_ALL_UNKNOWN '=' /* a redirect= that could not be followed */

/* What one term of the top record costs, with all that is behind it. */
struct spf_branch {
	size_t offset, len; /* its place in the record's text */
	unsigned lookups;
	unsigned voids;
	enum spf_error error; /* SPF_ERROR_NONE: sound (or unknown) */
};

struct spf_tree {
	bool pending; /* answers are missing: nothing below is final */
	/* a branch got no definite answer: counts are a minimum */
	bool unknown;
	char *record; /* the text that was counted, NULL: there is none */
	unsigned lookups;
	unsigned voids;   /* names with neither A nor AAAA, without MX, ... */
	bool uses_ptr;    /* somewhere in the tree */
	bool uses_macros; /* some branch depends on the sender: not followed */
	/* qualifier of the `all` that ends it, also through redirect=; 0: none;
	 * or SPF_TREE_ALL_UNKNOWN */
	char all;
	/* The first thing wrong with it that stands whoever sends; LOOKUPS and
	 * VOIDS only when nothing else is. */
	enum spf_error error;
	char *error_domain; /* whose record it is in */
	char *error_term;   /* the term, as written there */
	char *error_target; /* the include or redirect target, or NULL */
	enum spf_syntax syntax;
	size_t error_offset, error_len; /* in the text of that record */
	/* in a record that it includes or redirects to, or at the term that
	 * does so: somebody else's or a dead name */
	bool error_inside;
	struct spf_branch *branches;
	size_t branch_count;
	size_t branch_cap;
};

/* Counts the tree of text at domain (canonical); with NULL as text the record
 * that the DNS has. Free with spf_tree_free(), also when it is pending. */
void spf_tree_count(const char *domain, const char *text,
		    const struct lookup *lookup, struct spf_tree *out);
void spf_tree_free(struct spf_tree *t);

/* More than ten lookups, more than two voids. */
bool spf_tree_over_limit(const struct spf_tree *t);

#endif
