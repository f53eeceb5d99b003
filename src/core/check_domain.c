/* The domain around its records: zone, name servers, DNS host, mailboxes.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/doh_offer.h"
#include "base/name.h"
#include "catalog/mailbox.h"
#include "core/check_internal.h"

static struct finding *add(struct judge *judge, enum finding_code code,
			   const char *server)
{
	struct finding *f = findings_add(&judge->out->findings, code);

	f->at = xstrdup(judge->out->domain);
	f->server = server ? xstrdup(server) : NULL;
	return f;
}

/* Remembers what was needed anyway, for the day that somebody overwrites it. */
static void keep_records(struct verdict *out, const char *name, enum rr type,
			 const struct record *records, size_t count)
{
	struct present *p;

	for (size_t i = 0; i < out->present_count; i++) {
		if (out->present[i].type == type &&
		    name_equal(out->present[i].name, name))
			return;
	}
	out->present = grow(out->present, out->present_count, &out->present_cap,
			    sizeof(*out->present));
	p = &out->present[out->present_count++];
	*p = (struct present){ .name = xstrdup(name), .type = type };
	p->records = xcalloc(count, sizeof(*p->records));
	for (size_t i = 0; i < count; i++) {
		if (records[i].type == type &&
		    name_equal(records[i].name, name))
			p->records[p->count++] = record_copy(&records[i]);
	}
}

static void describe_servers(struct judge *judge)
{
	const struct authority *authority = &judge->view.main.authority;
	const struct view_zone *zone = &judge->view.main;
	struct verdict *out = judge->out;

	out->servers = xcalloc(authority->count, sizeof(*out->servers));
	for (size_t i = 0; i < authority->count; i++) {
		const struct nameserver *from = &authority->servers[i];
		struct server_verdict *to = &out->servers[out->server_count++];

		*to = (struct server_verdict){
			.name = xstrdup(from->name),
			.address = from->address,
			.has_route = from->has_route,
			.status = ANSWER_SILENT,
		};
		for (size_t k = 0; k < zone->count; k++) {
			const struct view_server *at = &zone->servers[k];

			if (at->server != from || !at->soa)
				continue;
			to->asked = true;
			to->answers = at->answers;
			to->status = at->soa->status;
		}
	}
}

static bool has_address_known(const struct address *address)
{
	return address->family != AF_UNSPEC;
}

/* One finding for each name server by name: some of its addresses may answer.
 * One that has none cannot. */
static void judge_servers(struct judge *judge)
{
	const struct verdict *out = judge->out;
	long answering = 0;

	for (size_t i = 0; i < out->server_count; i++)
		answering += out->servers[i].answers;
	for (size_t i = 0; i < out->server_count; i++) {
		const struct server_verdict *server = &out->servers[i];
		bool told = false;

		if (server->answers ||
		    (!server->asked && has_address_known(&server->address)))
			continue;
		for (size_t k = 0; k < i; k++)
			told |= out->servers[k].asked &&
				!out->servers[k].answers &&
				name_equal(out->servers[k].name, server->name);
		if (!told)
			add(judge,
			    server->status == ANSWER_SILENT
				    ? FINDING_NAMESERVER_SILENT
				    : FINDING_NAMESERVER_LAME,
			    server->name)
				->limit = answering;
	}
}

/* Their addresses cannot be learned: so nobody can ask them. */
static void judge_unreachable(struct judge *judge)
{
	const struct authority *authority = &judge->view.main.authority;

	for (size_t i = 0; i < authority->count; i++)
		add(judge, FINDING_NAMESERVER_SILENT,
		    authority->servers[i].name);
}

void check_cut(struct judge *judge, const struct view_zone *zone)
{
	const struct findings *known = &judge->out->findings;

	for (size_t i = 0; i < zone->count; i++) {
		const struct view_server *at = &zone->servers[i];
		struct finding *f;
		bool told = false;

		if (!at->soa || at->answers)
			continue;
		for (size_t k = 0; k < known->count; k++)
			told |= known->items[k].server &&
				name_equal(known->items[k].server,
					   at->server->name);
		if (told)
			continue;
		f = add(judge,
			at->soa->status == ANSWER_SILENT
				? FINDING_NAMESERVER_SILENT
				: FINDING_NAMESERVER_LAME,
			at->server->name);
		free(f->at);
		f->at = xstrdup(zone->authority.zone);
	}
}

/* The name of the first server, and the mail address of who runs it. */
static void read_soa(const char *value, char mname[NAME_SIZE],
		     char rname[NAME_SIZE])
{
	struct slice rest = slice_of(value), word;

	if (!slice_next_word(&rest, &word) ||
	    !name_canonical(word.at, word.len, mname))
		*mname = '\0';
	if (!slice_next_word(&rest, &word) ||
	    !name_canonical(word.at, word.len, rname))
		*rname = '\0';
}

static void recognise_host(struct judge *judge)
{
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const struct view_zone *zone = &judge->view.main;
	const struct authority *authority = &zone->authority;
	const char *names[VIEW_SERVERS];
	char mname[NAME_SIZE] = "", rname[NAME_SIZE] = "";
	struct host_signs signs = { .nameservers = names };

	for (size_t i = 0;
	     i < authority->count && signs.count < COUNT_OF(names); i++)
		names[signs.count++] = authority->servers[i].name;
	for (size_t i = 0; i < zone->count && !*mname; i++) {
		const struct record *soa =
			zone->servers[i].answers
				? answer_first(zone->servers[i].soa, RR_SOA)
				: NULL;

		if (soa)
			read_soa(soa->value, mname, rname);
	}
	signs.mname = *mname ? mname : NULL;
	signs.rname = *rname ? rname : NULL;
	if (!hosts)
		return;
	judge->out->host = host_recognise(hosts, &signs);
	if (!judge->out->host)
		judge->out->candidate_count = host_candidates(
			hosts, &signs, judge->out->candidates,
			COUNT_OF(judge->out->candidates));
}

/* The delegation as zegel first saw it: a move to another host explains a
 * lot. */
static void judge_delegation(struct judge *judge)
{
	const struct authority *authority = &judge->view.main.authority;
	struct record names[VIEW_SERVERS];
	bool differs = false, zone_told = false;
	size_t count = 0;

	for (size_t i = 0; i < authority->count; i++) {
		struct nameserver *server = &authority->servers[i];
		bool known = false;

		zone_told |= server->in_zone;
		differs |= !server->in_zone || !server->in_delegation;
		for (size_t k = 0; k < count; k++)
			known |= name_equal(names[k].value, server->name);
		if (known || !server->in_delegation || count == COUNT_OF(names))
			continue;
		names[count++] = (struct record){ .name = authority->zone,
						  .type = RR_NS,
						  .value = server->name };
	}
	if (zone_told && differs)
		add(judge, FINDING_DELEGATION_DIFFERS, NULL);
	if (past_has(judge->input->past, authority->zone, RR_NS) &&
	    !past_is_unchanged(judge->input->past, authority->zone, RR_NS,
			       names, count, NULL, NULL))
		add(judge, FINDING_NAMESERVERS_CHANGED, NULL);
	keep_records(judge->out, authority->zone, RR_NS, names, count);
}

/* Somebody on the way answers for every name server: what it says is what a
 * resolver says (RFC 1035, 4.1.1: recursion available, and no authority). */
static bool is_intercepted(const struct view_zone *zone)
{
	size_t intercepted = 0, answered = 0;

	for (size_t i = 0; i < zone->count; i++) {
		const struct answer *soa = zone->servers[i].soa;

		if (!soa || soa->status == ANSWER_SILENT)
			continue;
		answered++;
		intercepted += soa->recursion_available && !soa->authoritative;
	}
	return answered && intercepted == answered;
}

/* Where port 53 leads nowhere, HTTPS may: unless it is used already. */
static void offer_doh(const struct judge *judge, struct finding *f)
{
	if (!facts_use_doh(judge->input->facts))
		f->who = xstrdup(DOH_OFFER_URL);
}

/* From here on the resolver stands in for the name servers. */
static void use_resolver(struct judge *judge, enum finding_code code)
{
	view_close(&judge->view);
	view_open(&judge->view, judge->input->facts, judge->out->domain, false);
	offer_doh(judge, add(judge, code, NULL));
}

/* Without name servers to ask, the resolver knows at least their names. */
static void recognise_host_by_resolver(struct judge *judge)
{
	const char *zone = name_registered(judge->out->domain);
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const struct answer *answer = view_ask_resolver(&judge->view, zone,
							RR_NS);
	const char *names[VIEW_SERVERS];
	const struct record *r;
	size_t count = 0, index = 0;

	while (answer && count < COUNT_OF(names) &&
	       (r = answer_next(answer, RR_NS, &index)))
		names[count++] = r->value;
	if (!count)
		return;
	judge->out->zone = xstrdup(zone);
	if (hosts)
		judge->out->host = host_recognise(
			hosts, &(struct host_signs){ .nameservers = names,
						     .count = count });
}

static bool judge_found_zone(struct judge *judge)
{
	const struct view_zone *zone = &judge->view.main;

	if (is_intercepted(zone)) {
		use_resolver(judge, FINDING_PORT53_INTERCEPTED);
		recognise_host_by_resolver(judge);
		return true;
	}
	judge->out->zone = xstrdup(zone->authority.zone);
	judge->out->by_authority = true;
	describe_servers(judge);
	judge_servers(judge);
	judge_delegation(judge);
	recognise_host(judge);
	return true;
}

bool check_servers(struct judge *judge)
{
	const struct authority *authority = &judge->view.main.authority;
	struct verdict *out = judge->out;

	if (!judge->view.use_authority)
		return true;
	out->authority = authority->status;
	switch (authority->status) {
	case AUTHORITY_PENDING:
		break;
	case AUTHORITY_UNKNOWN:
		if (authority->resolver_failed ||
		    !authority->silent_parent_count) {
			judge_unreachable(judge);
			break;
		}
		use_resolver(judge, authority->intercepted
					    ? FINDING_PORT53_INTERCEPTED
					    : FINDING_RESOLVER_ONLY);
		recognise_host_by_resolver(judge);
		return true;
	case AUTHORITY_NO_DOMAIN:
		add(judge, FINDING_DOMAIN_MISSING, NULL);
		break;
	case AUTHORITY_UNDELEGATED:
		add(judge, FINDING_DOMAIN_UNDELEGATED, NULL);
		break;
	case AUTHORITY_FOUND:
		return judge_found_zone(judge);
	}
	return false;
}

/* Not even the TLD's name servers could be learned of the resolver: it is
 * silent, fails or refuses. */
static bool is_resolver_useless(const struct judge *judge)
{
	const struct question question = {
		.name = name_last_labels(judge->out->domain, 1),
		.type = RR_NS,
		.server = ADDRESS_RESOLVER,
	};
	const struct answer *answer = facts_peek(judge->input->facts,
						 &question);

	return judge->out->authority == AUTHORITY_UNKNOWN && answer &&
	       !answer_is_definite(answer);
}

void check_resolver(struct judge *judge)
{
	enum net_problem problem;
	unsigned http_status;
	const char *url = facts_doh_problem(judge->input->facts, &problem,
					    &http_status);
	struct finding *f;

	if (!url && !is_resolver_useless(judge))
		return;
	f = add(judge, FINDING_RESOLVER_FAILED, url);
	offer_doh(judge, f);
	if (!url)
		return;
	f->place = (long)problem;
	f->limit = (long)http_status;
}

static void keep_present(struct judge *judge, const char *name, enum rr type)
{
	const struct answer *answer = view_lookup(&judge->view, name, type);

	if (answer && view_is_definite(&judge->view, answer))
		keep_records(judge->out, name, type, answer->records,
			     answer->count);
}

void check_present(struct judge *judge)
{
	const char *domain = judge->out->domain;
	char dmarc[NAME_SIZE];

	keep_present(judge, domain, RR_TXT);
	keep_present(judge, domain, RR_MX);
	if (name_join("_dmarc", domain, dmarc))
		keep_present(judge, dmarc, RR_TXT);
	for (size_t i = 0; i < judge->out->record_count; i++) {
		const struct record *r = &judge->out->records[i].wanted.record;

		keep_present(judge, r->name, r->type);
	}
	for (size_t i = 0; i < judge->out->plan.count; i++) {
		const struct record *old = &judge->out->plan.items[i].old;

		if (old->name)
			keep_present(judge, old->name, old->type);
	}
}
