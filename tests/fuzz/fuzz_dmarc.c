/* DMARC out of a whole zone (tests/unit/fake_dns.h): every text is parsed, the
 * record of a.b.d.example is discovered, its report addresses are looked up.
 *
 * SPDX-License-Identifier: MIT */
#include "mail/dmarc.h"
#include "unit/fake_dns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static bool is_inside(struct slice s, const char *text)
{
	return s.len == 0 ||
	       (s.at >= text && s.at + s.len <= text + strlen(text));
}

static void parse(const char *text)
{
	struct dmarc_record r;

	dmarc_parse(text, &r);
	require(r.fault_offset + r.fault_len <= strlen(text));
	require(!r.usable || (r.is_record && r.p != DMARC_ABSENT));
	require(!r.is_record || dmarc_is_meant(text));
	for (size_t i = 0; i < r.rua_count; i++) {
		require(is_inside(r.rua[i].text, text));
		require(is_inside(r.rua[i].address, r.rua[i].text.at));
		require(is_inside(r.rua[i].host, text));
		require(r.rua[i].offset < strlen(text));
	}
}

static void discover(const char *zone, bool late, struct dmarc_discovery *out,
		     struct fake_dns *dns)
{
	struct lookup lookup = fake_dns_lookup(dns);

	dns->held = late;
	fake_dns_zone(dns, zone);
	dmarc_discover("a.b.d.example", &lookup, out);
	while (out->status == DMARC_PENDING) {
		require(fake_dns_deliver(dns) > 0);
		dmarc_discover("a.b.d.example", &lookup, out);
	}
	require(out->queries <= DMARC_QUERIES_MAX);
	require(!out->text == (out->status != DMARC_FOUND));
}

/* Whatever the host is, an answer is found. */
static void ask_permission(const struct dmarc_discovery *d,
			   struct fake_dns *dns)
{
	struct lookup lookup = fake_dns_lookup(dns);

	for (size_t i = 0; i < d->record.rua_count; i++) {
		struct slice host = d->record.rua[i].host;
		char name[NAME_SIZE];

		if (host.len == 0 || !name_canonical(host.at, host.len, name))
			continue;
		dns->held = false;
		require(dmarc_report_permission(d->at, name, &lookup) !=
			DMARC_PERMISSION_PENDING);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *zone = xstrndup((const char *)data, size);
	struct fake_dns early = { .held = false };
	struct fake_dns late = { .held = false };
	struct dmarc_discovery a, b;

	parse(zone);
	discover(zone, false, &a, &early);
	discover(zone, true, &b, &late);
	require(a.status == b.status && a.policy == b.policy);
	require(name_equal(a.at, b.at));
	require(name_equal(a.organisation, b.organisation));
	for (size_t i = 0; i < early.count; i++)
		parse(early.records[i].value);
	ask_permission(&a, &early);
	fake_dns_free(&early);
	fake_dns_free(&late);
	free(zone);
	return 0;
}
