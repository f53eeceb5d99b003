/* What the customer chose: domain, services, ways, values. Owns everything.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_CHOICES_H
#define ZEGEL_CORE_CHOICES_H

#include "base/name.h"
#include "catalog/service.h"

struct setting { /* a template's variable */
	char *name;
	char *value;
};

struct chosen {
	char *service; /* id in the catalogue, NULL for "not in the list" */
	struct template *template; /* instead of an id (--template) */
	enum way_kind way;
	/* nobody chose it: the domain's records show it, and what it misses is
	 * no more than advice */
	bool recognised;
	struct record *values; /* pasted records, names full */
	size_t value_count;
	struct setting *settings; /* --set */
	size_t setting_count;
};

struct choices {
	char domain[NAME_SIZE]; /* "" until there is one */
	struct chosen *items;
	size_t count;
	struct record *records; /* --records: these alone are judged */
	size_t record_count;
	char **groups; /* --group; NULL: all */
	size_t group_count;
	char *report_address; /* for a proposed DMARC record, or NULL */
	char *entered_at; /* id of a DNS host that the customer entered records
			   * at, though it may not run the domain; or NULL */
};

void choices_free(struct choices *c);
struct chosen *choices_add(struct choices *c, const char *service);
void choices_remove(struct choices *c, const char *service);
struct chosen *choices_find(const struct choices *c, const char *service);
void chosen_set_values(struct chosen *chosen, const struct record *values,
		       size_t count);
void choices_clear_services(struct choices *c);
void choices_set_entered_at(struct choices *c, const char *host);

#endif
