/* SPF out of a whole zone (tests/unit/fake_dns.h): a.example is judged,
 * counted, covered and merged; b.example's record is what a service wants.
 *
 * Checked beside crashes: late answers bring the same result as early ones;
 * check_host() and the list of sources agree who passes; a merged line is valid
 * and merging again leaves it alone; a spoiled line is repaired into a valid
 * one.
 *
 * SPDX-License-Identifier: MIT */
#include "mail/query.h"
#include "mail/spf_cover.h"
#include "mail/spf_merge.h"
#include "mail/spf_repair.h"
#include "mail/spf_sources.h"
#include "mail/spf_tree.h"
#include "unit/fake_dns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void check_host(const char *zone, const char *ip, bool late,
		       struct spf_result *out)
{
	struct fake_dns dns = { .held = late };
	struct lookup lookup = fake_dns_lookup(&dns);
	struct spf_request request = { .sender = "jan+x@a.example",
				       .helo = "h.example",
				       .explain = true,
				       .trace = true };

	require(ip_parse(ip, &request.ip));
	fake_dns_zone(&dns, zone);
	spf_check_host(&request, &lookup, out);
	while (out->status == SPF_PENDING) {
		require(fake_dns_deliver(&dns) > 0);
		spf_result_free(out);
		spf_check_host(&request, &lookup, out);
	}
	require(out->lookups <= SPF_LOOKUPS_MAX + 1);
	require(dns.answer_count < 500);
	fake_dns_free(&dns);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum spf_status judge(const char *zone, const char *ip)
{
	struct spf_result early, late;
	enum spf_status status;

	check_host(zone, ip, false, &early);
	check_host(zone, ip, true, &late);
	require(early.status == late.status && early.error == late.error);
	require(early.lookups == late.lookups && early.voids == late.voids);
	require(same_text(early.mechanism, late.mechanism));
	require(same_text(early.explanation, late.explanation));
	require(early.step_count == late.step_count);
	status = early.status;
	spf_result_free(&early);
	spf_result_free(&late);
	return status;
}

/* The one record of a name, NULL without one. */
static const char *record_of(const struct lookup *lookup, const char *name)
{
	struct query q = query_ask(lookup, name, RR_TXT);
	const char *text = NULL;

	if (q.status != QUERY_RECORDS || spf_select(q.answer, &text) != 1)
		return NULL;
	return text;
}

/* Without macros, ptr and exists the sources are known to the last address. */
static void compare_sources(const struct lookup *lookup, const char *zone,
			    const char *record)
{
	static const char *const addresses[] = { "192.0.2.1", "198.51.100.7",
						 "2001:db8::1" };
	struct spf_sources s = { .lookup = lookup };

	spf_sources_of(&s, "a.example", record);
	for (size_t i = 0; i < COUNT_OF(addresses); i++) {
		enum spf_status status = judge(zone, addresses[i]);
		bool opaque = false;
		struct ip ip;

		require(ip_parse(addresses[i], &ip));
		for (size_t k = 0; k < s.reached_count; k++)
			opaque = opaque || s.reached[k].opaque;
		if (opaque || strchr(zone, '%') || strstr(zone, "exists") ||
		    strstr(zone, "EXISTS") || strstr(zone, "ptr") ||
		    s.end != SPF_END_RESULT || status >= SPF_TEMPERROR)
			continue;
		require((status == SPF_PASS) == ip_set_has(&s.pass, &ip));
	}
	spf_sources_free(&s);
}

static void merge(const char *existing, const char *wanted)
{
	struct spf_merge_input input = { .domain = "a.example",
					 .existing = &existing,
					 .existing_count = existing ? 1 : 0,
					 .wanted = wanted,
					 .has_mx = true };
	struct spf_merge first, second;
	struct spf_record r;
	const char *text;

	spf_merge(&input, &first);
	if (first.text) {
		require(spf_record_parse(first.text, &r));
		spf_record_free(&r);
		text = first.text;
		input.existing = &text;
		input.existing_count = 1;
		spf_merge(&input, &second);
		require(second.status == SPF_MERGE_KEPT);
		require(strcmp(second.text, text) == 0);
		spf_merge_free(&second);
	}
	spf_merge_free(&first);
}

static void join(const char *a, const char *b)
{
	const char *both[] = { a, b };
	struct spf_merge_input input = { .existing = both,
					 .existing_count = 2,
					 .wanted = "mx" };
	struct spf_merge m;
	struct spf_record r;

	spf_merge(&input, &m);
	if (m.text) {
		require(spf_record_parse(m.text, &r));
		spf_record_free(&r);
	}
	spf_merge_free(&m);
}

/* What a line was meant to be is a record, and not the line itself. */
static void repair(const char *text)
{
	struct spf_record r;
	unsigned what;
	char *meant = spf_repair(text, &what);

	if (!meant)
		return;
	require(what && strcmp(meant, text) != 0);
	require(spf_record_parse(meant, &r));
	spf_record_free(&r);
	free(meant);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *zone = xstrndup((const char *)data, size);
	struct fake_dns dns = { .held = false };
	struct lookup lookup = fake_dns_lookup(&dns);
	const char *record, *service;
	struct spf_cover_result cover;
	struct spf_tree tree;

	fake_dns_zone(&dns, zone);
	record = record_of(&lookup, "a.example");
	service = record_of(&lookup, "b.example");
	spf_tree_count("a.example", NULL, &lookup, &tree);
	require(!tree.pending && tree.lookups <= SPF_TREE_LOOKUPS_MAX + 1);
	spf_tree_free(&tree);
	spf_cover_check("a.example", record, service ? service : "mx a",
			&lookup, &cover);
	require(cover.cover != SPF_COVER_PENDING);
	spf_cover_free(&cover);
	if (record)
		compare_sources(&lookup, zone, record);
	else
		(void)judge(zone, "192.0.2.1");
	merge(record, service ? service : "include:c.example ip4:192.0.2.1");
	if (record && service)
		join(record, service);
	repair(zone);
	fake_dns_free(&dns);
	free(zone);
	return 0;
}
