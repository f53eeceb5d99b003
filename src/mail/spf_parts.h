/* An SPF line under work: its terms in order, to be put in, taken out and
 * joined. Used by the merge alone.
 *
 * Texts borrow from what the parts were made of, which must outlive them; what
 * is made anew here is owned by the parts.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_PARTS_H
#define ZEGEL_MAIL_SPF_PARTS_H

#include "mail/spf_record.h"

/* How a line ends: the qualifier of its `all`, or one of these. */
#define SPF_CLOSE_NONE     '\0'
#define SPF_CLOSE_REDIRECT '='

struct spf_part {
	struct slice text;
	struct spf_term term;
};

struct spf_parts {
	struct spf_part *items;
	size_t count;
	size_t cap;
	char **owned;
	size_t owned_count;
	size_t owned_cap;
	char end; /* of the text added last */
	enum spf_syntax error;
	const char *error_text; /* borrowed: the text it is in */
	size_t error_offset, error_len;
};

/* All terms of a record as they are; false with a syntax error. */
bool spf_parts_add_record(struct spf_parts *p, const char *text);

/* The sources of a list of terms or a whole record: mechanisms in front of an
 * `all`, taken as +, but no -mechanism; redirect= as an include. False as
 * above. */
bool spf_parts_add_loose(struct spf_parts *p, const char *text);

/* One valid term. */
void spf_parts_add_text(struct spf_parts *p, const char *text);

/* Several records as one, in the order of their text, so that the order in
 * which a name server gives them does not matter: each source once, a redirect=
 * as an include; where they end differently, `~all`. Sets notes
 * (spf_merge.h). */
bool spf_parts_join(struct spf_parts *p, const char *const *texts, size_t count,
		    const char *domain, unsigned *notes);

/* The place of `all`, or count. */
size_t spf_parts_all(const struct spf_parts *p);

/* Qualifier of the `all`, SPF_CLOSE_REDIRECT or SPF_CLOSE_NONE. */
char spf_parts_end_of(const struct spf_parts *p);

/* Puts a mechanism in front of `all`, else of redirect= (returns true), else
 * behind the last mechanism. */
bool spf_parts_insert_sender(struct spf_parts *p, const struct spf_part *part);
void spf_parts_insert(struct spf_parts *p, size_t at,
		      const struct spf_part *part);
void spf_parts_remove(struct spf_parts *p, size_t index);

/* Owns from now on what from has made. */
void spf_parts_take_owned(struct spf_parts *p, struct spf_parts *from);

/* The line; the caller frees it. */
char *spf_parts_text(const struct spf_parts *p);
void spf_parts_free(struct spf_parts *p);

#endif
