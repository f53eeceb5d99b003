/* A record that the customer entered at a company that does not run the domain:
 * the right text, on servers that nobody asks.
 *
 * Asked are the servers that the domain itself points at: the SOA's first name,
 * the mail server and the web address. Most of them serve no DNS, so they get
 * little time.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/probe.h"

enum { PATIENCE_MS = 1000, CANDIDATES_MAX = 8 };

struct candidates {
	struct address addresses[CANDIDATES_MAX];
	char names[CANDIDATES_MAX][NAME_SIZE];
	size_t count;
};

static bool is_own_server(const struct judge *judge, const struct address *a)
{
	const struct authority *authority = &judge->view.main.authority;

	for (size_t i = 0; i < authority->count; i++) {
		if (address_equal(&authority->servers[i].address, a))
			return true;
	}
	return false;
}

static void add_address(const struct judge *judge, struct candidates *c,
			const char *name, const struct record *r)
{
	struct address address;

	if (c->count == CANDIDATES_MAX || !address_parse(r->value, &address) ||
	    is_own_server(judge, &address) || !address_has_route(&address))
		return;
	for (size_t i = 0; i < c->count; i++) {
		if (address_equal(&c->addresses[i], &address))
			return;
	}
	c->addresses[c->count] = address;
	memcpy(c->names[c->count], name, strlen(name) + 1);
	c->count++;
}

static void add_host(struct judge *judge, struct candidates *c,
		     const char *name)
{
	static const enum rr types[] = { RR_A, RR_AAAA };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		const struct answer *answer = view_resolve(&judge->view, name,
							   types[i]);
		const struct record *r;
		size_t index = 0;

		while (answer && (r = answer_next(answer, types[i], &index)))
			add_address(judge, c, name, r);
	}
}

static void find_candidates(struct judge *judge, struct candidates *c)
{
	const struct view_zone *zone = &judge->view.main;
	const struct answer *mx = view_lookup(&judge->view, judge->out->domain,
					      RR_MX);
	const struct record *r;
	size_t index = 0;

	for (size_t i = 0; i < zone->count; i++) {
		const struct answer *soa = zone->servers[i].soa;
		char name[NAME_SIZE];

		r = soa ? answer_first(soa, RR_SOA) : NULL;
		if (r && name_canonical(r->value, strcspn(r->value, " "), name))
			add_host(judge, c, name);
		if (r)
			break;
	}
	while (mx && (r = answer_next(mx, RR_MX, &index))) {
		if (*r->value)
			add_host(judge, c, r->value);
	}
	add_host(judge, c, judge->out->domain);
}

/* The company that the record was entered at, by the name servers that the zone
 * there names. */
static const struct dns_host *company_of(struct judge *judge,
					 const struct address *server)
{
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const struct question question = {
		.name = judge->out->zone,
		.type = RR_NS,
		.server = *server,
		.timeout_ms = PATIENCE_MS,
	};
	const struct answer *answer = facts_get(judge->input->facts, &question,
						FACT_NEIGHBOUR);
	const char *names[CANDIDATES_MAX];
	const struct record *r;
	size_t count = 0, index = 0;

	if (!answer)
		judge->view.pending = true;
	while (answer && count < COUNT_OF(names) &&
	       (r = answer_next(answer, RR_NS, &index)))
		names[count++] = r->value;
	return hosts && count ? host_recognise(hosts, names, count, NULL)
			      : NULL;
}

static void add_finding(struct judge *judge, struct record_verdict *v,
			const char *name, const struct address *server)
{
	const struct dns_host *company = company_of(judge, server);
	struct finding *f = findings_add(&v->findings,
					 FINDING_EDITED_ELSEWHERE);
	char address[ADDRESS_TEXT];

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->who = company ? xstrdup(company->name) : NULL;
	/* The web server has the domain's own name, which would tell nothing. */
	f->server = xstrdup(name_equal(name, judge->out->domain)
				    ? address_print(server, address)
				    : name);
}

bool probe_elsewhere(struct judge *judge, struct record_verdict *v)
{
	struct candidates candidates = { .count = 0 };

	if (!judge->view.use_authority || judge->input->only_present ||
	    !v->wanted.required)
		return false;
	find_candidates(judge, &candidates);
	for (size_t i = 0; i < candidates.count; i++) {
		const struct question question = {
			.name = v->wanted.record.name,
			.type = v->wanted.record.type,
			.server = candidates.addresses[i],
			.timeout_ms = PATIENCE_MS,
		};
		const struct answer *answer = facts_get(
			judge->input->facts, &question, FACT_NEIGHBOUR);

		if (!answer) {
			judge->view.pending = true;
			continue;
		}
		if (!answer->authoritative ||
		    answer->status != ANSWER_RECORDS ||
		    check_match(judge, &v->wanted, answer) != MATCH_OK)
			continue;
		add_finding(judge, v, candidates.names[i],
			    &candidates.addresses[i]);
		return true;
	}
	return false;
}
