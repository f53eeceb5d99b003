/* The check: which questions are needed; answers to rules, rules to
 * verdicts.
 *
 * A rule over facts (net/facts.h): check_judge() is run again as answers
 * arrive and has no state of its own. Rule 1 of the house holds here: the
 * resolver is never asked for a name before every answering name server
 * gives the wanted answer.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_CHECK_H
#define ZEGEL_CORE_CHECK_H

#include "catalog/host.h"
#include "core/finding.h"
#include "core/past.h"
#include "core/plan.h"
#include "mail/dkim_keys.h"
#include "net/authority.h"

enum state {
	STATE_OK,
	STATE_MISSING,
	STATE_WRONG,
	STATE_PARTIAL,
	STATE_UNKNOWN
};
enum outcome { OUTCOME_GREEN, OUTCOME_WAITING, OUTCOME_WRONG, OUTCOME_UNKNOWN };

/* The verdict on one wanted record. */
struct record_verdict {
	struct wanted wanted;
	enum action action; /* what the plan says to do with it */
	/* with CHANGE: what it replaces, else name NULL */
	struct record old;
	enum state state;
	/* as zegel first saw it: "not changed yet", and calm, for somebody
	 * who is about to change it. The verdict goes by the findings: only
	 * what may wait (finding.waiting) is waiting; an old value of somebody
	 * else's is wrong from the first look, for no waiting mends it. */
	bool unchanged;
	bool vanished;        /* nothing there, where something was */
	bool being_changed;   /* vanished while somebody watches */
	struct record *found; /* what is there instead, or as wanted */
	size_t found_count;
	bool several; /* of its kind, at one name server */
	/* something that could be wrong with it is not known: the key behind
	 * it, an include */
	bool doubtful;
	unsigned have;     /* name servers that have it */
	unsigned of;       /* name servers that answered */
	bool visible;      /* the resolver sees it, too */
	time_t visible_by; /* by when everybody does; 0: not known */
	struct findings findings;
	bool left_out; /* only what is ignored is wrong with it */
};

struct server_verdict {
	char *name;
	struct address address;
	bool has_route;
	bool asked;
	bool answers; /* authoritatively */
	enum answer_status status;
};

/* What is there at a name that the check had to know, for zegel to remember. */
struct present {
	char *name;
	enum rr type;
	struct record *records;
	size_t count; /* 0: definitely nothing of this type */
};

/* More than that are not told apart by name servers. */
enum { VERDICT_CANDIDATES = 4 };

struct verdict {
	enum outcome outcome;
	bool complete; /* false while answers are still to come */
	char *domain;
	char *zone; /* NULL: not known, or not asked (--authority no) */
	enum authority_status authority;
	bool by_authority; /* name servers were asked, not only the resolver */
	bool authority_asked; /* who they are was asked for */
	struct server_verdict *servers;
	size_t server_count;
	/* borrowed from the catalogue, or from core/discover.h (then its id may
	 * be ""); NULL: unknown */
	const struct dns_host *host;
	const char *panel_url; /* as the host itself tells it, or NULL */
	/* where host is not known: those that it may be, two or more */
	const struct dns_host *candidates[VERDICT_CANDIDATES];
	size_t candidate_count;
	/* the panel that the customer named (choices.panel), or NULL */
	const struct dns_host *panel;
	/* something is missing, and the company that the customer named
	 * (choices.entered_at) could not be asked, because none of its name
	 * servers is known; else NULL */
	const struct dns_host *not_asked;
	char *mailbox;    /* name of the mailbox provider by MX, or NULL */
	char *spf_record; /* what is there, NULL: none (or unknown) */
	char *spf_wanted; /* what should be there, NULL: nothing wanted */
	int spf_lookups;  /* -1: not counted */
	int spf_voids;
	char *dmarc_record; /* NULL: none (or unknown) */
	struct record_verdict *records;
	size_t record_count;
	struct findings findings; /* about the domain as a whole */
	struct plan plan;
	struct present *present;
	size_t present_count;
	size_t present_cap;
	bool visible;
	time_t visible_by;
	time_t checked_at;
	bool services_chosen; /* somebody named them */
	char **services;      /* ids that were judged (chosen or recognised) */
	size_t service_count;
	char **recognised; /* ids of services that the domain uses already */
	size_t recognised_count;
	/* those of them, the first ones, that SPF, MX or a text at the domain
	 * shows; the others left only a name, perhaps of former days */
	size_t recognised_sending;
};

struct check_input {
	struct catalog *catalog;
	const struct choices *choices;
	const struct past *past; /* what zegel remembers; never NULL */
	struct facts *facts;
	struct dkim_keys *keys; /* of all looks at the same time, or NULL */
	bool use_authority;     /* --authority */
	/* somebody watches: the 10 minutes of "being changed" */
	bool watching;
	/* no services yet: just what the domain has now, at the authoritative
	 * servers only */
	bool only_present;
	bool forgets; /* nothing of what is there is for later */
	time_t now;
};

void check_judge(const struct check_input *input, struct verdict *out);

/* What a DNS host did to the text of a key, where its fault shows that. */
bool check_dkim_damage(enum dkim_fault fault, enum finding_code *code);

/* As if findings of these codes were not there. */
void verdict_leave_out(struct verdict *v, const struct finding_set *ignored);

/* Whose form the records are entered in: the panel that the customer named,
 * else the host; NULL: unknown. */
const struct dns_host *verdict_form(const struct verdict *v);

void verdict_free(struct verdict *v);
const char *state_name(enum state s);
const char *outcome_name(enum outcome o);

#endif
