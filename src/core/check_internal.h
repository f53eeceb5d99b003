/* Inside the check: how its parts hand work to each other.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_CHECK_INTERNAL_H
#define ZEGEL_CORE_CHECK_INTERNAL_H

#include "core/check.h"
#include "core/view.h"
#include "mail/dmarc.h"
#include "mail/spf_tree.h"

struct judge {
	const struct check_input *input;
	/* the input's, or the services that are recognised; borrows all but the
	 * array of the latter */
	struct choices choices;
	struct view view;
	struct lookup present; /* view_lookup */
	struct lookup rules;   /* view_resolve */
	struct spf_tree tree;  /* of the one SPF record, by the rules */
	struct dmarc_discovery discovered; /* the DMARC record, by the rules */
	struct verdict *out;
	struct findings *spf;   /* where findings about SPF go */
	struct findings *dmarc; /* likewise */
	/* the record they are about, or NULL */
	struct record_verdict *spf_record;
	struct record_verdict *dmarc_record; /* likewise */
	/* something that a rule asked about a record is not known */
	bool doubt;
};

/* The outcome of what stands in the verdict. */
enum outcome check_outcome(const struct verdict *v);

/* Zone, name servers, DNS host; false when the zone is not known (yet). */
bool check_servers(struct judge *judge);

/* The name servers of a zone cut off below the domain's own that do not
 * answer. */
void check_cut(struct judge *judge, const struct view_zone *zone);

/* The services that the domain's SPF and MX show. */
void check_recognise(struct judge *judge);

/* What has to be remembered of the domain as it is. */
void check_present(struct judge *judge);

/* One wanted record at every name server and, when they all have it, in the
 * world. */
void check_record(struct judge *judge, const struct plan_item *item,
		  struct record_verdict *out);

/* What is wrong with the record, or still to come, as findings. */
void check_diagnose(struct judge *judge, struct record_verdict *v);

/* The same for an SPF record that is there. */
void check_diagnose_spf(struct judge *judge, struct record_verdict *v);

/* A finding about the wanted record, at its name. */
struct finding *check_add(struct record_verdict *v, enum finding_code code,
			  const char *seen);

/* Waiting, as long as what is there is what zegel first saw, or nothing; wrong
 * once it had been right, but for ten minutes while somebody watches. */
void check_set_waiting(const struct judge *judge, struct record_verdict *v,
		       struct finding *f);

/* Perhaps it stands where nobody told: missing or wrong, that is not known. */
void check_forget(struct record_verdict *v);

/* Is this about characters that a form put in? */
bool check_changed_on_the_way(enum finding_code code);

/* The key behind a DKIM record that is there. */
void check_dkim(struct judge *judge, struct record_verdict *v);

/* What a DNS host did to a key that is not the wanted one; true when that can
 * be seen. */
bool check_dkim_text(struct record_verdict *v, const struct record *there);

/* The first of that type that stands at the name; or NULL. */
const struct record *check_found_of_type(const struct record_verdict *v,
					 enum rr type);

void check_visibility(struct judge *judge, struct record_verdict *v);

/* The resolver failed: does it have the answer when it need not validate? */
void check_dnssec(struct judge *judge, const struct record *wanted);

/* Counts the tree of the domain's SPF record, for plan and check. */
void check_spf_tree(struct judge *judge);

void check_spf(struct judge *judge);
void check_dmarc(struct judge *judge);

/* The DMARC record is not at its name. Does its text stand at the domain itself
 * (then check_dmarc() tells, and missing is no news)? Doubt, where
 * nobody told. */
bool check_dmarc_at_root(struct judge *judge);

/* A domain above may have the record that holds here, too: did nobody tell? */
bool check_dmarc_is_doubtful(const struct judge *judge);

/* The resolver itself gave no answer: why, and what else could be asked. */
void check_resolver(struct judge *judge);

void check_mx(struct judge *judge);

/* A service in the catalogue; NULL: none, or not known. */
const struct service *check_service(const struct judge *judge, const char *id);

/* The service that wants a record, or else the one that it looks like. */
const struct service *check_service_of(const struct judge *judge,
				       const struct wanted *wanted);

/* How one definite answer stands to a wanted record. PENDING and UNKNOWN are
 * for what has to be asked beyond it: an include, the key behind an alias. */
enum match {
	MATCH_PENDING,
	MATCH_UNKNOWN,
	MATCH_ABSENT,
	MATCH_OTHER,
	MATCH_OK
};

enum match check_match(struct judge *judge, const struct wanted *wanted,
		       const struct answer *answer);

/* True for a value at the wanted record's name that has to do with it: at the
 * domain itself many TXT records have nothing to do with SPF. */
bool check_is_kindred(const struct wanted *wanted, const char *value);

#endif
