/* SPDX-License-Identifier: MIT */
#include "catalog/host_list.h"

#include <stdlib.h>
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

const char *host_list_collected(const struct host_list *list)
{
	return list->collected;
}

/* What a sign says of a host: the more the greater, 0 nothing. */
typedef size_t fit_fn(const struct dns_host *h, const struct host_signs *signs);

/* How many of the name servers are this host's. */
static size_t fit_nameservers(const struct dns_host *h,
			      const struct host_signs *signs)
{
	size_t hits = 0;

	for (size_t i = 0; i < signs->count; i++)
		hits += pattern_match_any(h->nameservers, h->nameserver_count,
					  signs->nameservers[i]) > 0;
	return hits;
}

static size_t fit_soa(const struct dns_host *h, const char *name)
{
	return name ? pattern_match_any(h->soa, h->soa_count, name) : 0;
}

static size_t fit_mname(const struct dns_host *h,
			const struct host_signs *signs)
{
	return fit_soa(h, signs->mname);
}

/* Name servers with the customer's own name often leave the address of the
 * company that runs them. */
static size_t fit_rname(const struct dns_host *h,
			const struct host_signs *signs)
{
	return fit_soa(h, signs->rname);
}

/* Of the hosts before that fit (all when none was given) those with the
 * greatest fit; 0 when none fits. */
static size_t best_hosts(const struct host_list *list, fit_fn *fit,
			 const struct host_signs *signs,
			 const struct dns_host **before, size_t before_count,
			 const struct dns_host **out)
{
	size_t best = 0, found = 0;
	size_t count = before_count ? before_count : list->count;

	for (size_t i = 0; i < count; i++) {
		const struct dns_host *h = before_count ? before[i]
							: &list->hosts[i];
		size_t one = fit(h, signs);

		if (one == 0 || one < best)
			continue;
		if (one > best)
			found = 0;
		best = one;
		out[found++] = h;
	}
	return found;
}

size_t host_candidates(const struct host_list *list,
		       const struct host_signs *signs,
		       const struct dns_host **out, size_t max)
{
	static fit_fn *const SIGNS[] = { fit_nameservers, fit_mname,
					 fit_rname };
	const struct dns_host **left = xcalloc(list->count, sizeof(*left));
	const struct dns_host **better = xcalloc(list->count, sizeof(*better));
	size_t count = 0;

	/* A later sign decides only where the earlier ones left several, or
	 * none. */
	for (size_t i = 0; i < COUNT_OF(SIGNS) && count != 1; i++) {
		size_t found = best_hosts(list, SIGNS[i], signs, left, count,
					  better);

		if (!found)
			continue;
		count = found;
		memcpy(left, better, count * sizeof(*left));
	}
	for (size_t i = 0; i < count && i < max; i++)
		out[i] = left[i];
	free(better);
	free(left);
	return count < max ? count : max;
}

const struct dns_host *host_recognise(const struct host_list *list,
				      const struct host_signs *signs)
{
	const struct dns_host *hosts[2];
	size_t found = host_candidates(list, signs, hosts, COUNT_OF(hosts));

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
