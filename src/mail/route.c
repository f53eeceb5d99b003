/* SPDX-License-Identifier: MIT */
#include "mail/route.h"

#include <stdio.h>
#include <string.h>

/* One company, several domains. */
static const char *owner_of(const char *name)
{
	static const struct {
		const char *domain, *owner;
	} owners[] = {
		{ "office365.com", "outlook.com" },
		{ "hotmail.com", "outlook.com" },
		{ "exchangelabs.com", "outlook.com" },
		{ "googlemail.com", "google.com" },
		{ "gmail.com", "google.com" },
		{ "1e100.net", "google.com" },
		{ "gmx.de", "gmx.net" },
		{ "web.de", "gmx.net" },
		{ "mail.com", "gmx.net" },
		{ "kundenserver.de", "gmx.net" },
		{ "ymail.com", "yahoo.com" },
		{ "yahoodns.net", "yahoo.com" },
		{ "aol.com", "yahoo.com" },
		{ "mac.com", "icloud.com" },
		{ "me.com", "icloud.com" },
		{ "apple.com", "icloud.com" },
		{ "xs4all.net", "xs4all.nl" },
		{ "kpnmail.nl", "kpn.com" },
		{ "kpnxchange.com", "kpn.com" },
		{ "ppe-hosted.com", "pphosted.com" },
		{ "gpphosted.com", "pphosted.com" },
		{ "ppops.net", "pphosted.com" },
		{ "barracuda.com", "barracudanetworks.com" },
		{ "cudaops.com", "barracudanetworks.com" },
		{ "spamexperts.com", "antispamcloud.com" },
		{ "spamexperts.net", "antispamcloud.com" },
		{ "hornetsecurity.com", "antispameurope.com" },
	};
	const char *registered = name_registered(name);

	for (size_t i = 0; i < COUNT_OF(owners); i++) {
		if (name_equal(registered, owners[i].domain))
			return owners[i].owner;
	}
	return registered;
}

bool route_is_same_owner(const char *a, const char *b)
{
	return *a && *b && name_equal(owner_of(a), owner_of(b));
}

/* Hosts at which mail from outside comes in, by their names. */
static bool is_front_door(const char *by)
{
	static const char *const doors[] = { "mail.protection.outlook.com",
					     "olc.protection.outlook.com",
					     "mx.google.com" };

	for (size_t i = 0; i < COUNT_OF(doors); i++) {
		if (name_is_under(by, doors[i]))
			return true;
	}
	return false;
}

/* Handed on inside: from an address that no one outside has, or from nowhere
 * that is told, or from a host whose name the receiver looked up to be its own.
 */
static bool is_inside(const struct received *hop, const char *receiver)
{
	if (!hop->has_from)
		return true;
	if (hop->has_ip && received_is_private(&hop->ip))
		return true;
	if (!hop->has_ip && !*hop->name && !*hop->from)
		return true;
	if (is_front_door(hop->by))
		return false;
	if (*hop->name)
		return route_is_same_owner(hop->name, receiver);
	return route_is_same_owner(hop->from, receiver);
}

/* Does the hop below lead to this one: did the same owner (or one without a
 * real name) take it in? Else a hop was left out, or it is invented. */
static bool is_below(const struct received *below, const char *receiver)
{
	return !*below->by || route_is_same_owner(below->by, receiver) ||
	       name_label_count(below->by) < 2;
}

/* The hop at or below at by which it came to this owner from outside. */
static size_t enter_owner(const struct route *route, size_t at,
			  const char *owner)
{
	while (at + 1 < route->count && is_inside(&route->hops[at], owner) &&
	       is_below(&route->hops[at + 1], owner))
		at++;
	return at;
}

static void find_border(struct route *out)
{
	/* Who has it at the end: the first that is named. */
	for (size_t i = 0; i < out->count && !*out->receiver; i++) {
		if (*out->hops[i].by)
			snprintf(out->receiver, sizeof(out->receiver), "%s",
				 owner_of(out->hops[i].by));
	}
	if (!out->count)
		return;
	out->border = enter_owner(out, 0, out->receiver);
	out->outer = out->border;
	out->has_border = out->hops[out->border].has_from;
}

static bool pass_to(struct route *route, size_t at, const char *filter)
{
	char owner[NAME_SIZE];

	if (!route->hops[at].has_from)
		return false;
	snprintf(owner, sizeof(owner), "%s", owner_of(filter));
	memcpy(route->filter, owner, sizeof(owner));
	route->border = at;
	return true;
}

bool route_pass_owner(struct route *route, const char *filter)
{
	size_t at = route->border + 1;

	if (at >= route->count ||
	    !route_is_same_owner(route->hops[at].by, filter))
		return false;
	at = enter_owner(route, at, owner_of(filter));
	return !is_inside(&route->hops[at], owner_of(filter)) &&
	       pass_to(route, at, filter);
}

bool route_pass_to(struct route *route, const struct ip *ip)
{
	const struct received *outer = &route->hops[route->border];

	for (size_t at = route->border + 1; at < route->count; at++) {
		if (route->hops[at].has_ip &&
		    ip_in_prefix(ip, &route->hops[at].ip,
				 ip->version == 4 ? 32 : 128))
			return pass_to(route, at,
				       *outer->name ? outer->name
						    : outer->from);
	}
	return false;
}

void route_read(const struct message *m, struct route *out)
{
	const struct message_field *f;
	size_t index = 0;

	*out = (struct route){ .count = 0 };
	while (out->count < ROUTE_HOPS_MAX &&
	       (f = message_next(m, "Received", &index))) {
		out->fields[out->count] = index - 1;
		received_parse(f->value, &out->hops[out->count]);
		/* "Received: (qmail 17 invoked ...)" tells nothing. */
		if (out->hops[out->count].has_from || *out->hops[out->count].by)
			out->count++;
	}
	find_border(out);
}

size_t route_border_end(const struct message *m, const struct route *route)
{
	size_t next = route->border + 1;

	if (!route->has_border)
		return m->count;
	return next < route->count ? route->fields[next] : m->count;
}
