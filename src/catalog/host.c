/* SPDX-License-Identifier: MIT */
#include "catalog/host_list.h"

#include <string.h>

#include "catalog/pattern.h"
#include "catalog/search.h"

const struct dns_host *host_list_all(const struct host_list *list,
				     size_t *count)
{
	*count = list->count;
	return list->hosts;
}

const struct dns_host *host_find(const struct host_list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->hosts[i].id, id) == 0)
			return &list->hosts[i];
	}
	return NULL;
}

int host_matches(const struct dns_host *h, const char *word)
{
	int by_name = search_match(h->name, word);
	int by_id = search_match(h->id, word);

	return by_id > by_name ? by_id : by_name;
}

const char *host_server_domain(const struct dns_host *h, size_t *index)
{
	while (!h->servers_assigned && *index < h->nameserver_count) {
		const char *pattern = h->nameservers[(*index)++];

		if (!strpbrk(pattern, "*#"))
			return pattern;
	}
	return NULL;
}

/* How many of the name servers are this host's. */
static size_t count_nameservers(const struct dns_host *h,
				const char *const *nameservers, size_t count)
{
	size_t hits = 0;

	for (size_t i = 0; i < count; i++)
		hits += pattern_match_any(h->nameservers, h->nameserver_count,
					  nameservers[i]) > 0;
	return hits;
}

static size_t fit_of(const struct dns_host *h, const char *const *nameservers,
		     size_t count, const char *soa_mname)
{
	if (soa_mname)
		return pattern_match_any(h->soa, h->soa_count, soa_mname);
	return count_nameservers(h, nameservers, count);
}

/* The hosts with the greatest fit; soa_mname NULL: by the name servers. */
static size_t best_hosts(const struct host_list *list,
			 const char *const *nameservers, size_t count,
			 const char *soa_mname, const struct dns_host **out,
			 size_t max)
{
	size_t best = 0, found = 0;

	for (size_t i = 0; i < list->count; i++) {
		size_t fit = fit_of(&list->hosts[i], nameservers, count,
				    soa_mname);

		if (fit == 0 || fit < best)
			continue;
		if (fit > best)
			found = 0;
		best = fit;
		if (found < max)
			out[found++] = &list->hosts[i];
	}
	return found;
}

size_t host_candidates(const struct host_list *list,
		       const char *const *nameservers, size_t count,
		       const char *soa_mname, const struct dns_host **out,
		       size_t max)
{
	size_t found = best_hosts(list, nameservers, count, NULL, out, max);

	if (found == 0 && soa_mname)
		found = best_hosts(list, NULL, 0, soa_mname, out, max);
	return found;
}

const struct dns_host *host_recognise(const struct host_list *list,
				      const char *const *nameservers,
				      size_t count, const char *soa_mname)
{
	const struct dns_host *hosts[2];
	size_t found = host_candidates(list, nameservers, count, soa_mname,
				       hosts, COUNT_OF(hosts));

	return found == 1 ? hosts[0] : NULL;
}

bool host_is_checked(const struct dns_host *h, enum host_fact fact)
{
	return h && (h->checked & (unsigned)fact) != 0;
}

const struct dns_host *host_for_form(const struct dns_host *h)
{
	return h && h->confidence != HOST_GUESS ? h : NULL;
}
