/* SPDX-License-Identifier: MIT */
#include "core/server_guess.h"

#include <stdio.h>
#include <string.h>

struct guessing {
	const char *domain;
	enum server_protocol protocol;
	const struct mail_host_list *hosts; /* or NULL */
	const struct lookup *lookup;
	struct server_guesses *out;
};

static void add(struct guessing *g, const char *host, uint16_t port,
		enum server_security security, enum guess_source source,
		const struct mail_host *provider)
{
	struct server_guesses *out = g->out;
	struct server_guess *item = &out->items[out->count];

	for (size_t i = 0; i < out->count; i++) {
		if (!strcmp(out->items[i].host, host) &&
		    out->items[i].port == port)
			return;
	}
	if (out->count == GUESSES_MAX || strlen(host) >= NAME_SIZE)
		return;
	*item = (struct server_guess){
		.port = port,
		.security = security,
		.source = source,
		.provider = provider,
	};
	snprintf(item->host, sizeof(item->host), "%s", host);
	if (!provider && g->hosts)
		item->provider = mail_host_of_server(g->hosts, host);
	out->count++;
}

static const struct answer *ask(struct guessing *g, const char *name,
				enum rr type)
{
	const struct answer *answer = g->lookup->ask(g->lookup->ctx, name,
						     type);

	g->out->is_pending |= !answer;
	return answer;
}

/* --- SRV ----------------------------------------------------------------- */

/* "weight port target"; the root as target: not offered (RFC 2782). */
static bool read_srv(const struct record *r, uint64_t *weight, uint64_t *port,
		     char host[NAME_SIZE])
{
	struct slice rest = slice_of(r->value);

	if (!slice_take_number(&rest, UINT16_MAX, weight) ||
	    !slice_skip_blanks(&rest) ||
	    !slice_take_number(&rest, UINT16_MAX, port) ||
	    !slice_skip_blanks(&rest) || !*port)
		return false;
	rest = slice_trim(rest);
	return name_canonical(rest.at, rest.len, host) && *host;
}

/* The one that is to be tried first. */
static void add_srv(struct guessing *g, const char *label,
		    enum server_security security)
{
	char name[NAME_SIZE], host[NAME_SIZE], best[NAME_SIZE] = "";
	uint64_t weight, port, best_weight = 0, best_port = 0;
	uint16_t best_priority = UINT16_MAX;
	const struct answer *answer;
	const struct record *r;
	size_t index = 0;

	if (snprintf(name, sizeof(name), "%s._tcp.%s", label, g->domain) >=
	    (int)sizeof(name))
		return;
	answer = ask(g, name, RR_SRV);
	while (answer && (r = answer_next(answer, RR_SRV, &index)) != NULL) {
		if (!read_srv(r, &weight, &port, host))
			continue;
		if (*best &&
		    (r->priority > best_priority ||
		     (r->priority == best_priority && weight <= best_weight)))
			continue;
		snprintf(best, sizeof(best), "%s", host);
		best_priority = r->priority;
		best_weight = weight;
		best_port = port;
	}
	if (*best)
		add(g, best, (uint16_t)best_port, security, GUESS_SRV, NULL);
}

/* --- who keeps the mailboxes --------------------------------------------- */

static const char *first_mx(struct guessing *g)
{
	const struct answer *answer = ask(g, g->domain, RR_MX);
	const struct record *r, *first = NULL;
	size_t index = 0;

	while (answer && (r = answer_next(answer, RR_MX, &index)) != NULL) {
		if (!first || r->priority < first->priority)
			first = r;
	}
	return first && *first->value ? first->value : NULL;
}

static void add_provider(struct guessing *g, const struct mail_host *host,
			 enum guess_source source)
{
	for (size_t i = 0; host && i < host->server_count[g->protocol]; i++) {
		const struct known_server *s = &host->servers[g->protocol][i];

		add(g, s->host, s->port, s->security, source, host);
	}
}

/* --- usual names --------------------------------------------------------- */

static bool exists(struct guessing *g, const char *name)
{
	const struct answer *a = ask(g, name, RR_A);
	const struct answer *aaaa = ask(g, name, RR_AAAA);

	return (a && answer_first(a, RR_A)) ||
	       (aaaa && answer_first(aaaa, RR_AAAA));
}

static void add_usual(struct guessing *g, const char *host,
		      enum guess_source source)
{
	enum server_security security = g->protocol == SERVER_IMAP
						? SECURITY_TLS
						: SECURITY_STARTTLS;

	add(g, host, server_port(g->protocol, security), security, source,
	    NULL);
}

static void add_names(struct guessing *g)
{
	static const char *const labels[SERVER_PROTOCOLS][2] = {
		{ "smtp", "mail" },
		{ "imap", "mail" },
	};
	char name[NAME_SIZE];

	for (size_t i = 0; i < COUNT_OF(labels[0]); i++) {
		if (snprintf(name, sizeof(name), "%s.%s",
			     labels[g->protocol][i],
			     g->domain) < (int)sizeof(name) &&
		    exists(g, name))
			add_usual(g, name, GUESS_NAME);
	}
}

void server_guess(const char *domain, enum server_protocol protocol,
		  const char *dns_host, struct catalog *catalog,
		  const struct lookup *lookup, struct server_guesses *out)
{
	struct guessing g = {
		.domain = domain,
		.protocol = protocol,
		.hosts = catalog_mail_hosts(catalog),
		.lookup = lookup,
		.out = out,
	};
	const char *mx;

	*out = (struct server_guesses){ .count = 0 };
	mx = first_mx(&g);
	if (g.hosts)
		out->provider = mail_host_of_domain(g.hosts, domain);
	if (g.hosts && !out->provider && mx)
		out->provider = mail_host_of_mx(g.hosts, mx);
	add_srv(&g, protocol == SERVER_SMTP ? "_submissions" : "_imaps",
		SECURITY_TLS);
	add_srv(&g, protocol == SERVER_SMTP ? "_submission" : "_imap",
		SECURITY_STARTTLS);
	add_provider(&g, out->provider, GUESS_PROVIDER);
	/* A big provider's customers have no servers of their own name. */
	if (out->provider && out->provider->server_count[protocol])
		return;
	add_names(&g);
	if (mx)
		add_usual(&g, mx, GUESS_MX);
	if (g.hosts && dns_host)
		add_provider(&g, mail_host_find(g.hosts, dns_host),
			     GUESS_DNS_HOST);
}
