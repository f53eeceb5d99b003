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
	enum way_kind way;
	/* nobody chose it: the domain's records show it, and what it misses is
	 * no more than advice */
	bool recognised;
	struct record *values; /* pasted records, names full */
	size_t value_count;
	struct setting *settings; /* --set */
	size_t setting_count;
	bool settings_given; /* the command line did */
	/* from --template: its file may change or go, so it is not kept */
	bool not_kept;
};

#define PANEL_NONE "none"

struct choices {
	char domain[NAME_SIZE]; /* "" until there is one */
	struct chosen *items;
	size_t count;
	struct record *records; /* --records: these alone are judged */
	size_t record_count;
	bool records_not_kept; /* for this run only */
	char **groups;         /* --group; NULL: all */
	size_t group_count;
	char *report_address; /* for a proposed DMARC record, or NULL */
	char *entered_at; /* id of a DNS host that the customer entered records
			   * at, though it may not run the domain; or NULL */
	/* id of the DNS host whose form it looks like, where the one that runs
	 * the domain is not known; PANEL_NONE: asked, like none; or NULL */
	char *panel;
};

void choices_free(struct choices *c);
struct choices choices_copy(const struct choices *c);
struct chosen *choices_add(struct choices *c, const char *service);
void choices_remove(struct choices *c, const char *service);
struct chosen *choices_find(const struct choices *c, const char *service);
void chosen_set_values(struct chosen *chosen, const struct record *values,
		       size_t count);

/* A template's variables: a value by its name, or NULL; others in their
 * place (copied). */
const char *chosen_setting(const struct chosen *chosen, const char *name);
void chosen_set_settings(struct chosen *chosen, const struct setting *settings,
			 size_t count);

/* The records of the chosen service's template, for the domain in this zone
 * (NULL: not known, then the domain itself). As template_expand() and
 * service_expand(); free *out before the template. */
enum err chosen_expand(const struct choices *c, const struct chosen *chosen,
		       const struct service *service,
		       const struct template *template, const char *zone,
		       struct template_expansion *out) MUST_CHECK;

void choices_clear_services(struct choices *c);
void choices_set_panel(struct choices *c, const char *host);
void choices_set_entered_at(struct choices *c, const char *host);

#endif
