/* The ways of sending in words: what each costs, for a table; and what is left
 * to do for one that goes without DNS, for a step of its own.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_WAY_TEXT_H
#define ZEGEL_TEXT_WAY_TEXT_H

#include "catalog/way_cost.h"
#include "core/check.h"

/* The heading of a column, and a cell. Translated, borrowed. */
const char *way_aspect_words(enum way_aspect aspect);
const char *way_cost_words(enum way_kind kind, enum way_aspect aspect);

/* Adds "Sender: your address. Replies: to you. ..." */
void way_add_costs(struct str *out, enum way_kind kind);

/* What a guide is about; borrowed for the call. */
struct way_about {
	const struct service *service; /* NULL: "the program" */
	const struct service_way *way;
	const char *domain;
	const struct service_list *services;
	/* of the domain; NULL: nothing is known of its SPF record */
	const struct verdict *verdict;
	const char *server; /* the customer's own mail server, or NULL */
};

enum way_line_kind {
	WAY_LINE_STEP,  /* something to do; they are numbered */
	WAY_LINE_FIELD, /* belongs to the step before: label and value */
	WAY_LINE_NOTE,  /* what it means */
};

struct way_line {
	enum way_line_kind kind;
	char *label;   /* of a field, else NULL */
	char *text;    /* translated; a newline stands before an address */
	bool is_exact; /* a value that is to be copied as it stands */
};

struct way_guide {
	struct way_line *lines;
	size_t count;
	size_t cap;
};

/* Fills *out: what to type where, what it means for SPF and DMARC, and what to
 * look at afterwards. Of WAY_DNS, whose steps are the records, it is empty. */
void way_guide_make(struct way_guide *out, const struct way_about *about);
void way_guide_free(struct way_guide *guide);

/* Adds it as plain text, to be sent to somebody: what it is for, then a line
 * each. */
void way_guide_add_text(struct str *out, const struct way_guide *guide,
			const struct way_about *about);

#endif
