/* Inside the plan: what the chosen services need, before anybody looked what
 * is there. Owns its strings.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PLAN_NEEDS_H
#define ZEGEL_CORE_PLAN_NEEDS_H

#include "core/plan.h"

/* One record, or some SPF terms to be merged at a name. */
struct need {
	struct wanted wanted; /* SPF: record.value is the terms */
	bool is_spf_terms;
	bool is_optional; /* SPF: the service sends without it as well */
	enum template_txt_mode txt_mode; /* how a TXT gets on with others */
	char *txt_prefix;
	bool by_template; /* a template file asks for it (--template) */
};

struct needs {
	struct need *items;
	size_t count;
	size_t cap;
	char *vendor_spf; /* a whole SPF record that ends in -all, as printed */
	const char *vendor; /* by whom: borrowed from the catalogue, or NULL */
	const char *dmarc_for; /* the first service that wants a DMARC record,
				  any will do; borrowed from the catalogue */
	bool values_missing;   /* a service's own values are still to come */
	bool only_records;     /* --records, --template: nothing else */
	bool is_chosen;        /* somebody chose a service */
	struct template_remark *template_problem; /* the first, or NULL */
	struct outside *outside;                  /* no DNS records */
	size_t outside_count;
	size_t outside_cap;
};

/* The row of what was chosen (borrowed), NULL for "not in the list". */
const struct service *needs_service(struct catalog *catalog,
				    const struct chosen *chosen);

void needs_collect(struct catalog *catalog, const struct choices *choices,
		   const char *zone, struct needs *out);
void needs_free(struct needs *needs);

/* The SPF terms (blank between them) of an SPF text that a service's page
 * shows: without the version, bare a and mx, and whatever ends the record. The
 * caller frees it; NULL when nothing is left. */
char *spf_terms_of_sample(const char *text);

#endif
