/* SPDX-License-Identifier: MIT */
#include "mail/filter.h"

#include <stdio.h>
#include <string.h>

static const struct filter {
	const char *domain, *name;
} filters[] = {
	{ "pphosted.com", "Proofpoint" },
	{ "ppe-hosted.com", "Proofpoint" },
	{ "gpphosted.com", "Proofpoint" },
	{ "ppops.net", "Proofpoint" },
	{ "mimecast.com", "Mimecast" },
	{ "mimecast.co.za", "Mimecast" },
	{ "mimecast-offshore.com", "Mimecast" },
	{ "barracudanetworks.com", "Barracuda" },
	{ "barracuda.com", "Barracuda" },
	{ "cudaops.com", "Barracuda" },
	{ "antispamcloud.com", "SpamExperts" },
	{ "spamexperts.com", "SpamExperts" },
	{ "spamexperts.net", "SpamExperts" },
	{ "mtaroutes.com", "SpamExperts" },
	{ "iphmx.com", "Cisco" },
	{ "messagelabs.com", "Symantec" },
	{ "mailcontrol.com", "Forcepoint" },
	{ "fireeyecloud.com", "Trellix" },
	{ "hes.trendmicro.com", "Trend Micro" },
	{ "hes.trendmicro.eu", "Trend Micro" },
	{ "tmes.trendmicro.com", "Trend Micro" },
	{ "tmes.trendmicro.eu", "Trend Micro" },
	{ "hydra.sophos.com", "Sophos" },
	{ "mail.protection.sophos.com", "Sophos" },
	{ "antispameurope.com", "Hornetsecurity" },
	{ "hornetsecurity.com", "Hornetsecurity" },
	{ "expurgate.net", "eXpurgate" },
	{ "expurgate.de", "eXpurgate" },
	{ "retarus.com", "Retarus" },
	{ "nospamproxy.com", "NoSpamProxy" },
	{ "spamtitan.com", "SpamTitan" },
	{ "mxrecord.io", "Cloudflare" },
	{ "vadesecure.com", "Vade" },
	{ "mailprotect.be", "Mailprotect" },
};

static const struct filter *find(const char *host)
{
	for (size_t i = 0; *host && i < COUNT_OF(filters); i++) {
		if (name_is_under(host, filters[i].domain))
			return &filters[i];
	}
	return NULL;
}

const char *filter_name(const char *host)
{
	const struct filter *filter = find(host);

	return filter ? filter->name : NULL;
}

/* --- whose filter is it? ------------------------------------------------- */

static bool has_field(const struct message *m, const char *const *names,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (message_value(m, names[i]))
			return true;
	}
	return false;
}

/* What filters write into mail that they send for a customer of theirs. */
static bool is_marked_as_sent(const struct message *m)
{
	static const char *const names[] = {
		"X-BESS-Outbound-Spam-Status",     "X-BESS-Outbound-Spam-Score",
		"X-SpamExperts-Outgoing-Class",    "X-Spampanel-Outgoing-Class",
		"Authentication-Results-Outbound",
	};
	const char *details = message_value(m, "X-Proofpoint-Spam-Details");

	return has_field(m, names, COUNT_OF(names)) ||
	       (details && strcasestr(details, "outbound"));
}

/* What they write into mail that comes in. */
static bool is_marked_as_received(const struct message *m)
{
	static const char *const names[] = {
		"X-BESS-Spam-Status",  "X-BESS-Apparent-Source-IP",
		"X-Barracuda-Connect", "X-TM-Received-SPF",
		"X-SpamExperts-Class", "X-Spampanel-Class",
	};

	return has_field(m, names, COUNT_OF(names)) ||
	       message_value(m, "X-Proofpoint-Spam-Details");
}

/* The sender's filter signs for the sender: such a signature stands above the
 * Received of the filter. */
static bool signs_for(const struct message *m, const struct route *outer,
		      const struct route *inner)
{
	for (size_t i = outer->fields[outer->border];
	     i < inner->fields[inner->border]; i++) {
		if (slice_is_nocase(m->fields[i].name, "DKIM-Signature"))
			return true;
	}
	return false;
}

/* Nobody can put a filter in front of a mailbox at one of these. */
static bool is_mailbox_of_many(const struct message *m,
			       const struct route *route)
{
	static const char *const receivers[] = {
		"yahoo.com",  "gmx.net",   "icloud.com",   "t-online.de",
		"kpn.com",    "ziggo.nl",  "xs4all.nl",    "freenet.de",
		"telenet.be", "proton.me", "protonmail.ch"
	};
	static const char *const ends[] = { "@gmail.com",   "@googlemail.com",
					    "@outlook.com", "@hotmail.com",
					    "@hotmail.nl",  "@live.nl" };
	const char *to = message_value(m, "Delivered-To");

	for (size_t i = 0; i < COUNT_OF(receivers); i++) {
		if (name_equal(route->receiver, receivers[i]))
			return true;
	}
	if (name_is_under(route->hops[route->border].by,
			  "olc.protection.outlook.com"))
		return true;
	for (size_t i = 0; to && i < COUNT_OF(ends); i++) {
		if (strcasestr(to, ends[i]))
			return true;
	}
	return false;
}

/* The server that handed it to the filter is the author's own, or that of a
 * mailbox provider. */
static bool is_of_author(const struct received *hop, const char *author)
{
	const char *name = *hop->name ? hop->name : hop->from;

	return route_is_same_owner(name, author) ||
	       name_is_under(name, "outbound.protection.outlook.com") ||
	       name_is_under(name, "google.com");
}

/* The filter wrote down what it thought of the sender; some do so at the end of
 * the header. */
static bool has_checked(const struct message *m, const struct route *outer)
{
	for (size_t i = outer->fields[outer->border]; i < m->count; i++) {
		const struct message_field *f = &m->fields[i];
		struct slice rest = slice_of(f->value), word;
		char server[NAME_SIZE];

		if (!slice_is_nocase(f->name, "Authentication-Results"))
			continue;
		word = slice_take_until(&rest, " ;");
		if (name_canonical(word.at, word.len, server) &&
		    filter_name(server) &&
		    (strstr(f->value, "spf=") || strstr(f->value, "dkim=")))
			return true;
	}
	return false;
}

static bool is_receivers(const struct message *m, const char *author,
			 const struct route *outer, const struct route *inner)
{
	const struct received *hop = &inner->hops[inner->border];
	const char *from = outer->hops[outer->border].from;

	if (is_marked_as_sent(m) || hop->is_submitted ||
	    strstr(from, "-smtp-delivery-") || signs_for(m, outer, inner) ||
	    is_mailbox_of_many(m, outer))
		return false;
	if (strstr(from, "inbound") || is_marked_as_received(m) ||
	    has_checked(m, outer))
		return true;
	return !is_of_author(hop, author);
}

/* --- passing it ---------------------------------------------------------- */

/* Microsoft 365 behind a filter that it was told of (enhanced filtering): it
 * writes down whom it took for the sender. */
static bool pass_to_told(const struct message *m, struct route *route)
{
	static const char *const names[] = {
		"X-MS-Exchange-SkipListedInternetSender",
		"X-MS-Exchange-ExternalOriginalInternetSender",
	};

	if (!name_is_under(route->receiver, "outlook.com"))
		return false;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = message_value(m, names[i]);
		struct slice rest = slice_of(value ? value : "");
		struct slice address;
		char text[IP_TEXT];
		struct ip ip;

		(void)slice_take_until(&rest, "[");
		(void)slice_skip_char(&rest, '[');
		address = slice_take_until(&rest, "]");
		snprintf(text, sizeof(text), "%.*s",
			 (int)(address.len < sizeof(text) ? address.len : 0),
			 address.at);
		if (ip_parse(text, &ip) && route_pass_to(route, &ip))
			return true;
	}
	return false;
}

void filter_pass(const struct message *m, const char *author, bool spf_passed,
		 struct route *route)
{
	const struct received *hop = &route->hops[route->border];
	const char *host = *hop->name ? hop->name : hop->from;
	struct route inner = *route;

	if (!route->has_border)
		return;
	if (pass_to_told(m, &inner) ||
	    (!spf_passed && find(host) && route_pass_owner(&inner, host) &&
	     is_receivers(m, author, route, &inner)))
		*route = inner;
}
