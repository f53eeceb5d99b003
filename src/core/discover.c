/* SPDX-License-Identifier: MIT */
#include "core/discover.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/provider.h"
#include "net/http_url.h"

/* How many servers are asked when several are named: an old one may be left
 * over, and says that it does not have the zone. */
enum { TIMEOUT_MS = 3000, SERVERS_MAX = 3, ANSWER_MAX = 64 << 10 };

struct discovery {
	struct dns *dns;
	struct http *http;
	struct catalog *catalog;
	char *zone;
	char **nameservers; /* by name; some twice */
	size_t nameserver_count;
	int64_t deadline_ms;
	struct query *query;
	struct http_transfer *transfer;
	char servers[SERVERS_MAX][PROVIDER_PREFIX_MAX + 1];
	size_t server_count;
	size_t server; /* the next one */
	bool over;
	/* What came of it; host.name NULL: nothing. */
	struct dns_host host;
	const struct dns_host *known; /* of the catalogue, or NULL */
	char *name;
	char *panel_url;
	void (*done)(void *ctx);
	void *ctx;
};

static bool is_wanted(const struct verdict *v)
{
	if (!v->by_authority || !v->zone || !*v->zone)
		return false;
	return !v->host ||
	       (!v->host->panel_url && v->host->domain_connect != HOST_NO);
}

static void ask_next(struct discovery *d);

static void end(struct discovery *d)
{
	d->over = true;
	d->done(d->ctx);
}

/* An address of our own making, and nothing of it hides what it is. */
static char *safe_url(const char *text)
{
	struct http_url url;
	struct address address;
	char *safe = NULL;

	if (!text || !http_url_read(text, &url))
		return NULL;
	if (!address_parse(url.host, &address))
		safe = xstrdup(url.text);
	http_url_free(&url);
	return safe;
}

/* A panel is software of many hosters: it goes by the name of this one. */
static void take(struct discovery *d, const struct provider *p)
{
	const struct host_list *hosts = catalog_hosts(d->catalog);

	d->known = hosts ? provider_host(p, hosts) : NULL;
	d->name = xstrdup(p->name);
	d->panel_url = safe_url(p->panel_url);
	d->host = d->known ? *d->known
			   : (struct dns_host){ .id = "",
						.country = "",
						.confidence = HOST_GUESS };
	if (!d->known || d->known->is_panel)
		d->host.name = d->name;
}

static void settings_came(void *ctx, const struct http_answer *answer)
{
	struct discovery *d = ctx;
	struct provider p;
	bool good;

	d->transfer = NULL;
	if (answer->problem != NET_OK || answer->status / 100 != 2) {
		ask_next(d);
		return;
	}
	good = provider_read(answer->body, answer->body_len, d->zone, &p) ==
		       OK &&
	       provider_may_serve(&p, (const char *const *)d->nameservers,
				  d->nameserver_count);
	if (good)
		take(d, &p);
	provider_free(&p);
	if (good)
		end(d);
	else
		ask_next(d);
}

static void ask_next(struct discovery *d)
{
	static const char *const headers[] = { "Accept: application/json" };
	int64_t left_ms = d->deadline_ms - clock_ms();
	struct http_request request = {
		.headers = headers,
		.header_count = COUNT_OF(headers),
		.timeout_ms = (int)left_ms,
		.max_body = ANSWER_MAX,
		.follow = true,
		.public_only = true,
	};
	char *url;

	if (d->server == d->server_count || left_ms <= 0) {
		end(d);
		return;
	}
	url = xasprintf("https://%s/v2/%s/settings", d->servers[d->server++],
			d->zone);
	request.url = url;
	d->transfer = http_send(d->http, &request, settings_came, d);
	free(url);
}

static int compare_servers(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void record_came(void *ctx, const struct answer *answer)
{
	struct discovery *d = ctx;
	const struct record *r;
	size_t index = 0;

	d->query = NULL;
	if (answer->status == ANSWER_CANCELLED)
		return;
	while (d->server_count < SERVERS_MAX &&
	       (r = answer_next(answer, RR_TXT, &index)) != NULL)
		d->server_count += provider_read_prefix(
			r->value, d->servers[d->server_count]);
	/* Name servers rotate what they have: the same one is asked first. */
	qsort(d->servers, d->server_count, sizeof(d->servers[0]),
	      compare_servers);
	ask_next(d);
}

struct discovery *discovery_new(struct dns *dns, struct http *http,
				struct catalog *catalog,
				const struct verdict *v,
				void (*done)(void *ctx), void *ctx)
{
	struct discovery *d;
	struct question question = { .type = RR_TXT,
				     .server = ADDRESS_RESOLVER,
				     .timeout_ms = TIMEOUT_MS };
	char name[NAME_SIZE];

	if (!http || !is_wanted(v))
		return NULL;
	d = xcalloc(1, sizeof(*d));
	d->dns = dns;
	d->http = http;
	d->catalog = catalog;
	d->zone = xstrdup(v->zone);
	d->done = done;
	d->ctx = ctx;
	d->deadline_ms = clock_ms() + TIMEOUT_MS;
	d->nameservers = xcalloc(v->server_count, sizeof(*d->nameservers));
	for (size_t i = 0; i < v->server_count; i++)
		d->nameservers[d->nameserver_count++] = xstrdup(
			v->servers[i].name);
	question.name = name;
	if (name_join("_domainconnect", v->zone, name))
		d->query = dns_ask(dns, &question, record_came, d);
	else
		d->over = true;
	return d;
}

void discovery_free(struct discovery *d)
{
	if (!d)
		return;
	if (d->query)
		dns_cancel(d->dns, d->query);
	http_cancel(d->transfer);
	for (size_t i = 0; i < d->nameserver_count; i++)
		free(d->nameservers[i]);
	free(d->nameservers);
	free(d->name);
	free(d->panel_url);
	free(d->zone);
	free(d);
}

bool discovery_is_pending(const struct discovery *d)
{
	return d && !d->over;
}

/* Does that fit what the name servers tell? */
static bool may_be(const struct discovery *d, const struct verdict *v)
{
	if (v->host)
		return v->host == d->known || v->host == &d->host;
	for (size_t i = 0; i < v->candidate_count; i++) {
		if (v->candidates[i] == d->known)
			return true;
	}
	return v->candidate_count == 0;
}

void discovery_apply(const struct discovery *d, struct verdict *v)
{
	if (!d || !d->host.name || !v->zone || !name_equal(d->zone, v->zone))
		return;
	if (!may_be(d, v))
		return;
	if (!v->host)
		v->host = &d->host;
	v->candidate_count = 0;
	v->panel_url = d->panel_url;
}
