/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/dmarc.h"
#include "mail/query.h"

#define LABELS_FULL                                                            \
	8 /* from so many labels on the walk jumps (RFC 9989, 4.10) */
#define LABELS_AFTER 7

/* What is at one name of the walk. */
struct stop {
	enum query_status status;
	const char *text; /* the one valid record, or NULL */
	size_t count;     /* such records: two are none */
	const char
		*meant; /* the first text that is one or wants to be, or NULL */
	struct dmarc_record record;
};

static void look_at(const char *domain, const struct lookup *lookup,
		    struct stop *out)
{
	char name[NAME_SIZE];
	const struct record *r;
	struct query q;
	size_t index = 0;

	*out = (struct stop){ .status = QUERY_VOID };
	if (!name_join("_dmarc", domain, name))
		return;
	q = query_ask(lookup, name, RR_TXT);
	out->status = q.status;
	if (q.status != QUERY_RECORDS)
		return;
	while ((r = answer_next(q.answer, RR_TXT, &index))) {
		if (!out->meant && dmarc_is_meant(r->value))
			out->meant = r->value;
		if (!dmarc_is_record(r->value))
			continue;
		if (out->count++ == 0)
			out->meant = r->value;
		out->text = r->value;
	}
	if (out->count != 1)
		out->text = NULL;
	else
		dmarc_parse(out->text, &out->record);
}

/* The walk upwards as it goes (RFC 9989, 4.10.2). */
struct tree_walk {
	const struct lookup *lookup;
	const char *organisation; /* where the highest record stands so far */
	struct stop organisation_stop;
	const char *public_suffix; /* where psd=y stands */
	struct stop public_suffix_stop;
	bool pending;
	bool unknown;
	unsigned queries;
};

static const char *next_target(const char *target)
{
	size_t labels = name_label_count(target);

	return labels >= LABELS_FULL ? name_last_labels(target, LABELS_AFTER)
				     : name_parent(target);
}

/* One stop; true when the walk ends there. */
static bool visit(struct tree_walk *w, const char *target, bool first)
{
	struct stop stop;

	look_at(target, w->lookup, &stop);
	w->queries++;
	w->pending = w->pending || stop.status == QUERY_PENDING;
	w->unknown = w->unknown || stop.status == QUERY_FAILED;
	if (!stop.text)
		return false;
	if (stop.record.psd == 'y' && !first) {
		w->public_suffix = target;
		w->public_suffix_stop = stop;
		/* The organisation is one label below, with a record of its own
		 * or without; one further down does not count. */
		if (w->organisation && name_label_count(w->organisation) !=
					       name_label_count(target) + 1)
			w->organisation_stop = (struct stop){ .text = NULL };
		return true;
	}
	w->organisation = target;
	w->organisation_stop = stop;
	return stop.record.psd != 'u';
}

static void walk_up(struct tree_walk *w, const char *domain)
{
	/* Asks all of them at once: no target depends on an answer. */
	for (const char *target = domain; *target != '\0';
	     target = next_target(target)) {
		if (visit(w, target, target == domain))
			return;
	}
}

static const char *one_below(const char *domain, const char *suffix)
{
	return name_last_labels(domain, name_label_count(suffix) + 1);
}

/* The organizational domain that the walk has found (RFC 9989, 4.10.2). */
static const char *organisation(const struct tree_walk *w, const char *domain)
{
	if (w->public_suffix)
		return one_below(domain, w->public_suffix);
	return w->organisation ? w->organisation : domain;
}

/* One that is only tested is expected to be one less (RFC 9989, 4.7, t). */
static enum dmarc_policy applied(const struct dmarc_record *record,
				 enum dmarc_policy policy)
{
	if (!record->testing || policy == DMARC_NONE)
		return policy;
	return policy == DMARC_REJECT ? DMARC_QUARANTINE : DMARC_NONE;
}

/* A name does not exist when NXDOMAIN is said about it (RFC 8020), and not
 * about what it is an alias of. */
static bool is_not_there(const struct query *q, const char *domain)
{
	return q->status == QUERY_VOID && q->answer_status == ANSWER_NO_NAME &&
	       name_equal(q->name, domain);
}

/* The policy of a record above for a domain that has none of its own (RFC 9989,
 * 4.7 and 4.10.1). */
static void apply_from_above(const char *domain, const struct lookup *lookup,
			     struct dmarc_discovery *out)
{
	const struct dmarc_record *r = &out->record;
	enum dmarc_policy policy = r->sp != DMARC_ABSENT ? r->sp : r->p;
	struct query q;

	if (r->np != DMARC_ABSENT && r->np != policy) {
		q = query_ask(lookup, domain, RR_TXT);
		if (q.status == QUERY_PENDING) {
			out->status = DMARC_PENDING;
			out->text = NULL;
		}
		if (q.status == QUERY_PENDING || q.status == QUERY_FAILED)
			return;
		if (is_not_there(&q, domain))
			policy = r->np;
	}
	out->policy = applied(r, policy);
}

static void conclude(const struct tree_walk *w, const char *domain,
		     struct dmarc_discovery *out)
{
	const struct stop *stop = &w->organisation_stop;
	const char *at = organisation(w, domain);

	memcpy(out->organisation, at, strlen(at) + 1);
	if (!stop->text && w->public_suffix) {
		stop = &w->public_suffix_stop;
		at = w->public_suffix;
	}
	if (!stop->text || !stop->record.usable) {
		out->status = DMARC_NOTHING;
		return;
	}
	out->status = DMARC_FOUND;
	out->text = stop->text;
	out->record = stop->record;
	memcpy(out->at, at, strlen(at) + 1);
	apply_from_above(domain, w->lookup, out);
}

static void discover_above(const char *domain, const struct lookup *lookup,
			   struct dmarc_discovery *out)
{
	struct tree_walk w = { .lookup = lookup };

	walk_up(&w, domain);
	out->queries = w.queries;
	if (w.pending)
		out->status = DMARC_PENDING;
	else if (!w.unknown)
		conclude(&w, domain, out);
}

void dmarc_discover(const char *domain, const struct lookup *lookup,
		    struct dmarc_discovery *out)
{
	struct stop own;

	*out = (struct dmarc_discovery){ .status = DMARC_PENDING };
	look_at(domain, lookup, &own);
	out->own_count = own.count;
	out->own_text = own.meant;
	out->queries = 1;
	if (own.status == QUERY_PENDING)
		return;
	out->status = DMARC_UNKNOWN;
	if (own.status == QUERY_FAILED)
		return;
	if (own.text && own.record.usable) {
		out->status = DMARC_FOUND;
		out->text = own.text;
		out->record = own.record;
		out->policy = applied(&own.record, own.record.p);
		memcpy(out->at, domain, strlen(domain) + 1);
		return;
	}
	if (own.text) {
		/* A record that is not to be used is still the one that
		 * applies: receivers leave the message alone (RFC 9989,
		 * 4.10.1). */
		out->status = DMARC_NOTHING;
		return;
	}
	discover_above(domain, lookup, out);
}

/* --- reports elsewhere (RFC 9990, 4) ------------------------------------- */

bool dmarc_report_name(const char *domain, const char *host,
		       char out[NAME_SIZE])
{
	char below[NAME_SIZE];

	return name_join("_report._dmarc", host, below) &&
	       name_join(domain, below, out);
}

/* The organizational domain takes a walk of its own. */
enum dmarc_status dmarc_organisation(const char *domain,
				     const struct lookup *lookup,
				     char out[NAME_SIZE])
{
	struct tree_walk w = { .lookup = lookup };
	const char *at;

	walk_up(&w, domain);
	at = organisation(&w, domain);
	memcpy(out, at, strlen(at) + 1);
	if (w.pending)
		return DMARC_PENDING;
	if (w.unknown)
		return DMARC_UNKNOWN;
	return w.organisation || w.public_suffix ? DMARC_FOUND : DMARC_NOTHING;
}

/* False while it is not known. */
static bool organisation_of(const char *domain, const struct lookup *lookup,
			    char out[NAME_SIZE], enum dmarc_permission *why)
{
	enum dmarc_status status = dmarc_organisation(domain, lookup, out);

	if (status == DMARC_PENDING)
		*why = DMARC_PERMISSION_PENDING;
	else if (status == DMARC_UNKNOWN)
		*why = DMARC_PERMISSION_UNKNOWN;
	return status == DMARC_FOUND || status == DMARC_NOTHING;
}

enum dmarc_permission dmarc_report_permission(const char *domain,
					      const char *host,
					      const struct lookup *lookup)
{
	char name[NAME_SIZE], ours[NAME_SIZE], theirs[NAME_SIZE];
	enum dmarc_permission why = DMARC_PERMISSION_MISSING;
	const struct record *r;
	struct query q;
	size_t index = 0;

	if (name_is_under(host, domain) || name_is_under(domain, host))
		return DMARC_PERMISSION_NOT_NEEDED;
	if (!dmarc_report_name(domain, host, name))
		return DMARC_PERMISSION_MISSING;
	q = query_ask(lookup, name, RR_TXT);
	if (q.status == QUERY_PENDING)
		return DMARC_PERMISSION_PENDING;
	while (q.status == QUERY_RECORDS &&
	       (r = answer_next(q.answer, RR_TXT, &index))) {
		if (dmarc_is_record(r->value))
			return DMARC_PERMISSION_GIVEN;
	}
	/* Without it, only the same organisation may be reported to. */
	if (!organisation_of(domain, lookup, ours, &why) ||
	    !organisation_of(host, lookup, theirs, &why))
		return why;
	if (name_equal(ours, theirs))
		return DMARC_PERMISSION_NOT_NEEDED;
	return q.status == QUERY_FAILED ? DMARC_PERMISSION_UNKNOWN
					: DMARC_PERMISSION_MISSING;
}
