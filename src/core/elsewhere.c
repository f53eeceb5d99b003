/* A record that the customer entered at a company that does not run the domain:
 * the right text, on servers that nobody asks.
 *
 * Asked are the name servers of the company that the customer named, and the
 * servers that the domain itself points at: the SOA's first name, the mail
 * server and the web address. Most of those serve no DNS, so they get little
 * time.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/probe.h"

enum { PATIENCE_MS = 1000, NAMED_MAX = 8, CANDIDATES_MAX = 16, NS_MAX = 8 };

/* More mail servers than that are nobody's company. */
enum { MX_MAX = 8 };

struct candidate {
	struct address address;
	char name[NAME_SIZE];
	const struct dns_host *host; /* whose it is, when that was named */
};

struct candidates {
	struct candidate items[CANDIDATES_MAX];
	size_t count;
	size_t max;
	const struct dns_host *host; /* of those that are added now, or NULL */
	bool named_seen; /* a server of the company that was named exists */
	bool undecided;  /* whether a name exists, nobody told */
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
	struct candidate *item;
	struct address address;

	c->named_seen |= c->host != NULL;
	if (c->count == c->max || !address_parse(r->value, &address) ||
	    is_own_server(judge, &address) || !address_has_route(&address))
		return;
	for (size_t i = 0; i < c->count; i++) {
		if (address_equal(&c->items[i].address, &address))
			return;
	}
	item = &c->items[c->count++];
	*item = (struct candidate){ .address = address, .host = c->host };
	memcpy(item->name, name, strlen(name) + 1);
}

static void add_host(struct judge *judge, struct candidates *c,
		     const char *name)
{
	static const enum rr types[] = { RR_A, RR_AAAA };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		const struct answer *answer = view_resolve(&judge->view, name,
							   types[i]);
		const struct record *r;
		size_t index = 0, looked = 0;

		c->undecided |= answer && !answer_is_definite(answer);
		while (answer && looked++ < CANDIDATES_MAX &&
		       (r = answer_next(answer, types[i], &index)))
			add_address(judge, c, name, r);
	}
}

/* How name servers are usually called, where the catalogue knows only what they
 * are under. */
static void add_usual_names(struct judge *judge, struct candidates *c,
			    const char *domain)
{
	static const char *const labels[] = { "ns",   "ns0",  "ns1",
					      "ns2",  "ns3",  "ns01",
					      "ns02", "dns1", "dns2" };
	char name[NAME_SIZE];

	for (size_t i = 0; i < COUNT_OF(labels); i++) {
		if (name_join(labels[i], domain, name))
			add_host(judge, c, name);
	}
}

/* The name servers of the company that the customer named, where they can be
 * found: those that were seen first, then the usual names, one domain after the
 * other, because often the first one has them all. */
static void add_named_host(struct judge *judge, struct candidates *c,
			   const struct dns_host *host)
{
	bool was_pending = judge->view.pending;
	const char *domain;
	size_t index = 0;

	c->host = host;
	c->max = NAMED_MAX;
	judge->view.pending = false;
	for (size_t i = 0; i < host->server_count; i++)
		add_host(judge, c, host->servers[i]);
	while (!judge->view.pending && c->count < c->max &&
	       (domain = host_server_domain(host, &index)))
		add_usual_names(judge, c, domain);
	if (!judge->view.pending && !c->undecided && !c->named_seen)
		judge->out->not_asked = host;
	judge->view.pending |= was_pending;
	c->host = NULL;
}

static void add_own_hosts(struct judge *judge, struct candidates *c)
{
	const struct view_zone *zone = &judge->view.main;
	const struct answer *mx = view_lookup(&judge->view, judge->out->domain,
					      RR_MX);
	const struct record *r;
	size_t index = 0, looked = 0;

	c->max = CANDIDATES_MAX;
	for (size_t i = 0; i < zone->count; i++) {
		const struct answer *soa = zone->servers[i].soa;
		char name[NAME_SIZE];

		r = soa ? answer_first(soa, RR_SOA) : NULL;
		if (r && name_canonical(r->value, strcspn(r->value, " "), name))
			add_host(judge, c, name);
		if (r)
			break;
	}
	while (mx && looked++ < MX_MAX &&
	       (r = answer_next(mx, RR_MX, &index))) {
		if (*r->value)
			add_host(judge, c, r->value);
	}
	add_host(judge, c, judge->out->domain);
}

static void find_candidates(struct judge *judge, struct candidates *c)
{
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const char *id = judge->input->choices->entered_at;
	const struct dns_host *named = hosts && id ? host_find(hosts, id)
						   : NULL;

	if (named)
		add_named_host(judge, c, named);
	add_own_hosts(judge, c);
}

/* Whose server it is by the name servers that the zone there names. */
static const struct dns_host *company_by_zone(struct judge *judge,
					      const struct host_list *hosts,
					      const struct address *server)
{
	const struct question question = {
		.name = judge->out->zone,
		.type = RR_NS,
		.server = *server,
		.timeout_ms = PATIENCE_MS,
	};
	const struct answer *answer = facts_get(judge->input->facts, &question,
						FACT_NEIGHBOUR);
	const char *names[NS_MAX];
	const struct record *r;
	size_t count = 0, index = 0;

	if (!answer)
		judge->view.pending = true;
	while (answer && count < COUNT_OF(names) &&
	       (r = answer_next(answer, RR_NS, &index)))
		names[count++] = r->value;
	return count ? host_recognise(
			       hosts,
			       &(struct host_signs){ .nameservers = names,
						     .count = count })
		     : NULL;
}

/* The company that the record was entered at, unless it is the one that runs
 * the domain, on other servers. Its server's name tells more than the zone
 * there, which may be made for the company that runs the domain now. */
static const struct dns_host *company_of(struct judge *judge,
					 const struct candidate *c)
{
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const char *name = c->name;
	const struct dns_host *company;

	if (!hosts)
		return NULL;
	company = c->host ? c->host
			  : host_recognise(hosts, &(struct host_signs){
							  .nameservers = &name,
							  .count = 1 });
	if (!company)
		company = company_by_zone(judge, hosts, &c->address);
	return company == judge->out->host ? NULL : company;
}

static void add_finding(struct judge *judge, struct record_verdict *v,
			const struct candidate *c)
{
	const struct dns_host *company = company_of(judge, c);
	struct finding *f = findings_add(&v->findings,
					 FINDING_EDITED_ELSEWHERE);
	char address[ADDRESS_TEXT];

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->who = company ? xstrdup(company->name) : NULL;
	/* The web server has the domain's own name, which tells nothing. */
	f->server = xstrdup(name_equal(c->name, judge->out->domain)
				    ? address_print(&c->address, address)
				    : c->name);
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
			.server = candidates.items[i].address,
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
		add_finding(judge, v, &candidates.items[i]);
		return true;
	}
	return false;
}
