/* What a DNS host says of itself by Domain Connect (its specification, part
 * "DNS Provider Discovery"): the TXT record at _domainconnect that names a
 * server, and the settings that this server tells about a zone.
 *
 * Both come from whoever owns the zone or runs that server, and may be lies:
 * they are bounded and cleaned here, and no rule ever looks at them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PROVIDER_H
#define ZEGEL_CATALOG_PROVIDER_H

#include "catalog/host.h"

enum {
	PROVIDER_PREFIX_MAX = 255,
	PROVIDER_NAME_MAX = 64,
	PROVIDER_URL_MAX = 256,
	PROVIDER_SERVERS_MAX = 16,
};

struct provider {
	char *id;        /* or NULL */
	char *name;      /* for people, never empty */
	char *panel_url; /* with the zone put in; not checked; or NULL */
	char *nameservers[PROVIDER_SERVERS_MAX]; /* canonical */
	size_t nameserver_count;
};

/* The value of the TXT record: HOST or HOST/PATH, where HOST is a name of
 * several labels: no address, no port, no user, no scheme. Writes it to out in
 * lower case without a final slash; false when it is none. */
bool provider_read_prefix(const char *value, char out[PROVIDER_PREFIX_MAX + 1]);

/* The settings as they came for zone. ERR_SYNTAX: not what they should be. Free
 * out in any case. */
enum err provider_read(const char *json, size_t len, const char *zone,
		       struct provider *out) MUST_CHECK;
void provider_free(struct provider *p);

/* False when it names servers for the zone of which none is among these: then
 * the record at _domainconnect is a leftover. */
bool provider_may_serve(const struct provider *p,
			const char *const *nameservers, size_t count);

/* The host of the catalogue that goes by its name or id; NULL: none. */
const struct dns_host *provider_host(const struct provider *p,
				     const struct host_list *list);

#endif
