/* The plan: chosen services x what is there -> records to add, change, keep,
 * remove. Rule 3 of the house: never a second SPF record, the customer's own
 * terms stay. Pure: what is there comes through a struct lookup, so that the
 * same code plans against live name servers, a resolver or a zone file.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PLAN_H
#define ZEGEL_CORE_PLAN_H

#include "base/answer.h"
#include "catalog/catalog.h"
#include "catalog/purpose.h"
#include "core/choices.h"

/* One record that should be there. */
struct wanted {
	struct record record; /* for SPF the whole merged record */
	enum purpose purpose;
	bool required; /* false: recommended, and not counted */
	char *service; /* id of the (first) service that wants it, or NULL */
	/* SPF: the terms that the services need, blank between */
	char *spf_terms;
	/* SPF: record.value was seen there, and lets them send */
	bool spf_covered;
};

enum action {
	ACTION_NEW,
	ACTION_CHANGE,
	ACTION_KEEP,
	ACTION_REMOVE,
	/* no definite answer (yet) tells what is there; for SPF the wanted
	 * value is then only the terms that are needed */
	ACTION_UNKNOWN,
};

struct plan_item {
	enum action action;
	struct wanted wanted; /* empty record (name NULL) for REMOVE */
	/* CHANGE, KEEP, REMOVE: what is there; else NULL name */
	struct record old;
};

/* Why the plan is as it is: each has a sentence in text/. */
enum plan_note {
	/* the vendor prints -all; we end in ~all */
	PLAN_NOTE_SOFTFAIL = 1 << 0,
	/* the mailbox provider's terms went in */
	PLAN_NOTE_MAILBOX_KNOWN = 1 << 1,
	PLAN_NOTE_MAILBOX_MX = 1 << 2, /* provider unknown: `mx` went in */
	PLAN_NOTE_NO_MX = 1 << 3,      /* no MX: nothing for a mailbox */
	PLAN_NOTE_SPF_JOINED = 1 << 4, /* several SPF records became one */
	/* new terms stand in front of redirect= */
	PLAN_NOTE_SPF_REDIRECT = 1 << 5,
	/* cannot be merged; spf_problem says why */
	PLAN_NOTE_SPF_REFUSED = 1 << 6,
	/* a valid DMARC record stays as it is */
	PLAN_NOTE_DMARC_KEPT = 1 << 7,
	/* a term behind `all` went in front */
	PLAN_NOTE_SPF_BEHIND_ALL = 1 << 8,
	/* the merged record is over 450 bytes */
	PLAN_NOTE_SPF_LONG = 1 << 9,
	/* a service's own values are still to come */
	PLAN_NOTE_NO_VALUES = 1 << 10,
	/* nothing can stand at the domain */
	PLAN_NOTE_DOMAIN_IS_CNAME = 1 << 11,
	/* something is removed for a CNAME */
	PLAN_NOTE_CNAME_IN_THE_WAY = 1 << 12,
	/* -all shut the mailbox provider out */
	PLAN_NOTE_MAILBOX_ADDED = 1 << 13,
	/* the merged record needs too much */
	PLAN_NOTE_SPF_LIMIT = 1 << 14,
	PLAN_NOTE_SPF_DEAD = 1 << 15, /* spf_dead can go */
	/* a term that is asked for is none; spf_problem says which */
	PLAN_NOTE_SPF_BAD_TERM = 1 << 16,
	/* a template cannot be applied here; template_problem says why */
	PLAN_NOTE_TEMPLATE = 1 << 17,
	/* a template wants what is no DNS record; outside says what */
	PLAN_NOTE_OUTSIDE_DNS = 1 << 18,
	/* a wanted term had a qualifier that let nobody send */
	PLAN_NOTE_SPF_QUALIFIER = 1 << 19,
	/* several records that ended differently became one in ~all */
	PLAN_NOTE_SPF_ENDS_DIFFERED = 1 << 20,
	/* new terms stand in front of all: one there kept them from passing */
	PLAN_NOTE_SPF_FIRST = 1 << 21,
};

/* What a template asks for that is no DNS record, but a matter of the DNS
 * host: a redirect, an alias at the domain itself. */
struct outside {
	char *type; /* "REDIR301", "APEXCNAME" */
	char *name; /* full */
	char *value;
};

struct plan {
	struct plan_item *items;
	size_t count;
	size_t cap;
	unsigned notes;
	char *vendor_spf; /* the line that the vendor prints, with SOFTFAIL */
	char *vendor;     /* whose page that is, or NULL */
	/* name of the mailbox provider, with MAILBOX_KNOWN */
	char *mailbox;
	char *spf_problem; /* the term at which SPF_REFUSED stopped */
	/* of the merged record, with SPF_LIMIT */
	unsigned spf_lookups, spf_voids;
	char *spf_dead; /* with SPF_DEAD: an include that leads nowhere */
	char *alias;    /* with DOMAIN_IS_CNAME: what it points to */
	struct template_remark *template_problem; /* with TEMPLATE, else NULL */
	struct outside *outside;                  /* with OUTSIDE_DNS */
	size_t outside_count;
	bool may_be_alias; /* nobody told whether the domain is one */
	/* false: some answers are still to come, or failed */
	bool complete;
	bool unknown; /* some answer that it needs was no definite one */
};

struct plan_input {
	struct catalog *catalog;
	const struct choices *choices;
	const char *zone;
	struct lookup present; /* what stands at a name itself */
	/* all that the zone has, where a master file tells it; else NULL. With
	 * it the rules see every type at a name, and what stands below one. */
	const struct record *all;
	size_t all_count;
	/* the same behind all aliases, as a resolver says it: for SPF and
	 * DMARC, in the zone and elsewhere */
	struct lookup rules;
	/* what dmarc_discover() says by the rules; NULL: it is called here */
	const struct dmarc_discovery *dmarc;
	/* that of the domain's SPF record by the rules; NULL: not counted */
	const struct spf_tree *spf_tree;
	/* the SPF record as zegel first saw it, or NULL: the base of the merge
	 * where the domain has none just now, because somebody is editing */
	const char *spf_before;
};

/* Fills *out (free with plan_free). */
void plan_make(const struct plan_input *input, struct plan *out);
void plan_free(struct plan *plan);

void outside_free(struct outside *items, size_t count);

/* required ones */
size_t plan_count(const struct plan *plan, enum action action);
void wanted_free(struct wanted *w);
struct wanted wanted_copy(const struct wanted *w);

#endif
