/* One item of a plan in the words of the DNS host's form: what its fields are
 * called, what to type in each, what stands there now.
 *
 * Screens, the hand-over and `zegel records` all show it from here. Owns its
 * strings; the item and the labels are borrowed.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FORM_H
#define ZEGEL_TEXT_FORM_H

#include "catalog/host.h"
#include "core/plan.h"

struct form_text {
	const struct plan_item *item;
	const struct record *record; /* the wanted one, or what has to go */
	const char *name_label;
	const char *value_label;
	char *name;     /* "": the field stays empty */
	char *priority; /* MX, SRV; else NULL */
	char *value;    /* to type; REMOVE: what stands there */
	char *old;      /* CHANGE: what stands there now; else NULL */
	char *line;     /* the record as one line of a zone file */
	/* what is peculiar to the host, in one paragraph; "" when nothing is */
	char *advice;
};

/* host may be NULL. */
void form_text_make(struct form_text *out, const struct plan_item *item,
		    const struct dns_host *host, const char *zone);
void form_text_free(struct form_text *form);

/* True for what somebody has to type in, change or remove. */
bool form_is_work(const struct plan_item *item);

/* What stands for an empty name field: to leave it empty, or, of a record that
 * is there, that it is. Translated, borrowed. */
const char *form_empty_words(const struct plan_item *item);

/* True when it is not required: nice to have. */
bool form_is_recommended(const struct plan_item *item);

/* Adds the advice of all that has to be typed in, each sentence once. */
void form_add_advice(struct str *out, const struct plan *plan,
		     const struct dns_host *host, const char *zone);

#endif
