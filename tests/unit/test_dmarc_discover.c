/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/dmarc.h"

#define RUA       "rua=mailto:r@d.example"
#define R(policy) "TXT v=DMARC1; p=" policy "\n"

static const struct {
	const char *zone, *domain;
	enum dmarc_status status;
	const char *at, *organisation;
	enum dmarc_policy policy;
	size_t own_count;
} discovery_cases[] = {
	/* at the domain itself, whatever is above */
	{ "_dmarc.d.example " R("reject") "_dmarc.example " R("none"),
	  "d.example", DMARC_FOUND, "d.example", "", DMARC_REJECT, 1 },
	{ "_dmarc.a.d.example TXT v=DMARC1; p=none; sp=reject\n"
	  "_dmarc.d.example " R("reject"),
	  "a.d.example", DMARC_FOUND, "a.d.example", "", DMARC_NONE, 1 },
	/* nothing anywhere */
	{ "", "d.example", DMARC_NOTHING, "", "d.example", 0, 0 },
	{ "_dmarc.d.example TXT v=spf1 -all\n", "d.example", DMARC_NOTHING, "",
	  "d.example", 0, 0 },
	/* from above: sp, else p */
	{ "_dmarc.d.example " R("quarantine"), "a.b.d.example", DMARC_FOUND,
	  "d.example", "d.example", DMARC_QUARANTINE, 0 },
	{ "_dmarc.d.example " R("none; sp=reject"), "a.d.example", DMARC_FOUND,
	  "d.example", "d.example", DMARC_REJECT, 0 },
	/* np for a domain that does not exist, else sp, else p */
	{ "_dmarc.d.example " R("none; np=reject"), "a.d.example", DMARC_FOUND,
	  "d.example", "d.example", DMARC_REJECT, 0 },
	{ "_dmarc.d.example " R("none; np=reject") "a.d.example A 192.0.2.1\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	{ "_dmarc.d.example " R("reject; np=none; sp=quarantine"),
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	{ "_dmarc.d.example " R("reject; np=none; sp=quarantine") "a.d.example "
								  "MX 0 .\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example",
	  DMARC_QUARANTINE, 0 },
	{ "_dmarc.d.example " R("reject; sp=quarantine"), "a.d.example",
	  DMARC_FOUND, "d.example", "d.example", DMARC_QUARANTINE, 0 },
	/* a name that only stands above others exists (RFC 8020) */
	{ "_dmarc.d.example " R(
		  "none; np=reject") "x.a.d.example A 192.0.2.1\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	/* so does an alias, whatever it points to */
	{ "_dmarc.d.example " R("none; np=reject") "a.d.example CNAME x.net\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	/* np of a public suffix; the organisation above has no say */
	{ "_dmarc.example " R("none; psd=y; np=reject"), "d.example",
	  DMARC_FOUND, "example", "d.example", DMARC_REJECT, 0 },
	{ "_dmarc.d.example " R("none; np=reject") "_dmarc.a.d.example " R(
		  "none"),
	  "a.d.example", DMARC_FOUND, "a.d.example", "", DMARC_NONE, 1 },
	/* who is not told does not know, where it matters */
	{ "_dmarc.d.example " R("none; np=reject") "a.d.example TXT SILENT\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_ABSENT,
	  0 },
	{ "_dmarc.d.example " R("none; np=none") "a.d.example TXT SILENT\n",
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	/* in a test it is one less */
	{ "_dmarc.d.example " R("reject; t=y"), "d.example", DMARC_FOUND,
	  "d.example", "", DMARC_QUARANTINE, 1 },
	{ "_dmarc.d.example " R("quarantine; t=y"), "d.example", DMARC_FOUND,
	  "d.example", "", DMARC_NONE, 1 },
	{ "_dmarc.d.example " R("none; t=y"), "d.example", DMARC_FOUND,
	  "d.example", "", DMARC_NONE, 1 },
	{ "_dmarc.d.example " R("reject; t=n"), "d.example", DMARC_FOUND,
	  "d.example", "", DMARC_REJECT, 1 },
	{ "_dmarc.d.example " R("none; np=reject; t=y"), "a.d.example",
	  DMARC_FOUND, "d.example", "d.example", DMARC_QUARANTINE, 0 },
	/* psd=n where the walk begins, psd=y there: its own organisation */
	{ "_dmarc.a.d.example " R("block; psd=y") "_dmarc.d.example " R("none"),
	  "a.d.example", DMARC_NOTHING, "", "", 0, 1 },
	/* the highest record is the organisation's */
	{ "_dmarc.b.d.example " R("reject") "_dmarc.d.example " R("none"),
	  "a.b.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE,
	  0 },
	/* psd=n ends the walk below */
	{ "_dmarc.b.d.example " R("reject; psd=n") "_dmarc.d.example " R(
		  "none"),
	  "a.b.d.example", DMARC_FOUND, "b.d.example", "b.d.example",
	  DMARC_REJECT, 0 },
	/* psd=y: the organisation is one below */
	{ "_dmarc.example " R("reject; psd=y"), "d.example", DMARC_FOUND,
	  "example", "d.example", DMARC_REJECT, 0 },
	{ "_dmarc.example " R("reject; psd=y; sp=quarantine"), "a.d.example",
	  DMARC_FOUND, "example", "d.example", DMARC_QUARANTINE, 0 },
	{ "_dmarc.example " R("reject; psd=y") "_dmarc.d.example " R("none"),
	  "a.d.example", DMARC_FOUND, "d.example", "d.example", DMARC_NONE, 0 },
	{ "_dmarc.example " R("reject; psd=y") "_dmarc.b.d.example " R("none"),
	  "a.b.d.example", DMARC_FOUND, "example", "d.example", DMARC_REJECT,
	  0 },
	{ "_dmarc.d.example " R("reject; psd=y") "_dmarc.example " R("none"),
	  "a.b.d.example", DMARC_FOUND, "d.example", "b.d.example",
	  DMARC_REJECT, 0 },
	/* two records are none */
	{ "_dmarc.d.example " R("reject") "_dmarc.d.example " R("none"),
	  "d.example", DMARC_NOTHING, "", "d.example", 0, 2 },
	{ "_dmarc.d.example " R("reject") "_dmarc.d.example " R(
		  "none") "_dmarc.example " R("none"),
	  "d.example", DMARC_FOUND, "example", "example", DMARC_NONE, 2 },
	/* a stray text beside the record does not count */
	{ "_dmarc.d.example " R("reject") "_dmarc.d.example TXT v=dmarc1\n",
	  "d.example", DMARC_FOUND, "d.example", "", DMARC_REJECT, 1 },
	/* a policy that is none and no reports: receivers do nothing */
	{ "_dmarc.d.example " R("block") "_dmarc.example " R("reject"),
	  "d.example", DMARC_NOTHING, "", "", 0, 1 },
	{ "_dmarc.d.example " R("block; " RUA), "d.example", DMARC_FOUND,
	  "d.example", "", DMARC_NONE, 1 },
	/* aliases */
	{ "_dmarc.d.example CNAME d.dmarc.host.example\n"
	  "d.dmarc.host.example " R("reject"),
	  "d.example", DMARC_FOUND, "d.example", "", DMARC_REJECT, 1 },
	/* no answer is no answer */
	{ "_dmarc.d.example TXT SERVFAIL\n_dmarc.example " R("none"),
	  "d.example", DMARC_UNKNOWN, "", "", 0, 0 },
	{ "_dmarc.d.example " R("reject") "_dmarc.example TXT SILENT\n",
	  "d.example", DMARC_FOUND, "d.example", "", DMARC_REJECT, 1 },
	{ "_dmarc.b.d.example " R("none") "_dmarc.d.example TXT SILENT\n",
	  "a.b.d.example", DMARC_UNKNOWN, "", "", 0, 0 },
	{ "_dmarc.b.d.example " R(
		  "none; psd=n") "_dmarc.d.example TXT SILENT\n",
	  "a.b.d.example", DMARC_FOUND, "b.d.example", "b.d.example",
	  DMARC_NONE, 0 },
	/* many labels: the walk goes on with the last seven */
	{ "_dmarc.c.d.e.f.g.h.example " R("reject"),
	  "x.y.z.a.b.c.d.e.f.g.h.example", DMARC_FOUND, "c.d.e.f.g.h.example",
	  "c.d.e.f.g.h.example", DMARC_REJECT, 0 },
	{ "_dmarc.b.c.d.e.f.g.h.example " R("reject"),
	  "x.y.z.a.b.c.d.e.f.g.h.example", DMARC_NOTHING, "",
	  "x.y.z.a.b.c.d.e.f.g.h.example", 0, 0 },
	{ "_dmarc.c.d.e.f.g.h.example " R("reject; psd=y"),
	  "x.y.z.a.b.c.d.e.f.g.h.example", DMARC_FOUND, "c.d.e.f.g.h.example",
	  "b.c.d.e.f.g.h.example", DMARC_REJECT, 0 },
	{ "_dmarc.b.c.d.e.f.g.example " R("reject"), "a.b.c.d.e.f.g.example",
	  DMARC_FOUND, "b.c.d.e.f.g.example", "b.c.d.e.f.g.example",
	  DMARC_REJECT, 0 },
};

static void discover(struct fake_dns *dns, const char *domain,
		     struct dmarc_discovery *out)
{
	struct lookup lookup = fake_dns_lookup(dns);

	dmarc_discover(domain, &lookup, out);
	while (out->status == DMARC_PENDING) {
		assert_true(fake_dns_deliver(dns) > 0);
		dmarc_discover(domain, &lookup, out);
	}
}

static void test_discovery(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * COUNT_OF(discovery_cases); i++) {
		const char *zone = discovery_cases[i / 2].zone;
		struct fake_dns dns = { .held = i % 2 == 1,
					.stingy = i % 2 == 1 };
		struct dmarc_discovery d;

		fake_dns_zone(&dns, zone);
		discover(&dns, discovery_cases[i / 2].domain, &d);
		if (d.status != discovery_cases[i / 2].status ||
		    strcmp(d.at, discovery_cases[i / 2].at) != 0 ||
		    strcmp(d.organisation,
			   discovery_cases[i / 2].organisation) != 0 ||
		    d.policy != discovery_cases[i / 2].policy ||
		    d.own_count != discovery_cases[i / 2].own_count)
			fail_msg(
				"%s\n%s: %d at \"%s\" of \"%s\", p=%s, own %zu",
				zone, discovery_cases[i / 2].domain,
				(int)d.status, d.at, d.organisation,
				dmarc_policy_name(d.policy), d.own_count);
		assert_int_equal(d.text != NULL, d.status == DMARC_FOUND);
		assert_true(d.queries <= DMARC_QUERIES_MAX);
		fake_dns_free(&dns);
	}
}

/* The eight names of a long domain, and no other (RFC 9989, 4.10). */
static void test_eight_queries(void **state)
{
	static const char *const names[] = {
		"_dmarc.a.b.c.d.e.f.g.h.i.j.mail.example.com",
		"_dmarc.g.h.i.j.mail.example.com",
		"_dmarc.h.i.j.mail.example.com",
		"_dmarc.i.j.mail.example.com",
		"_dmarc.j.mail.example.com",
		"_dmarc.mail.example.com",
		"_dmarc.example.com",
		"_dmarc.com",
	};
	struct fake_dns dns = { .held = true };
	struct dmarc_discovery d;

	(void)state;
	discover(&dns, "a.b.c.d.e.f.g.h.i.j.mail.example.com", &d);
	assert_int_equal(d.status, DMARC_NOTHING);
	assert_int_equal(d.queries, 8);
	assert_int_equal(dns.answer_count, COUNT_OF(names));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_true(fake_dns_was_asked(&dns, names[i], RR_TXT));
	fake_dns_free(&dns);
}

/* Nobody above is asked as long as the domain itself may have one. */
static void test_asks_no_more_than_needed(void **state)
{
	struct fake_dns dns = { .held = true };
	struct dmarc_discovery d;

	(void)state;
	fake_dns_zone(&dns, "_dmarc.a.d.example " R("none"));
	discover(&dns, "a.d.example", &d);
	assert_int_equal(d.status, DMARC_FOUND);
	assert_int_equal(dns.answer_count, 1);
	assert_int_equal(d.queries, 1);
	fake_dns_free(&dns);
}

static void test_own_text(void **state)
{
	struct fake_dns dns = { .held = false };
	struct dmarc_discovery d;

	(void)state;
	fake_dns_zone(&dns, "_dmarc.d.example TXT hello\n"
			    "_dmarc.d.example TXT v=dmarc1; p=none\n"
			    "_dmarc.e.example TXT v=dmarc1; p=none\n"
			    "_dmarc.e.example TXT v=DMARC1; p=block\n");
	discover(&dns, "d.example", &d);
	assert_string_equal(d.own_text, "v=dmarc1; p=none");
	assert_int_equal(d.own_count, 0);
	discover(&dns, "e.example", &d);
	assert_string_equal(d.own_text, "v=DMARC1; p=block");
	discover(&dns, "f.example", &d);
	assert_null(d.own_text);
	fake_dns_free(&dns);
}

/* --- report addresses
 * ------------------------------------------------------ */

static const struct {
	const char *zone, *domain, *host;
	enum dmarc_permission want;
} permission_cases[] = {
	{ "", "d.example", "d.example", DMARC_PERMISSION_NOT_NEEDED },
	{ "", "d.example", "mail.d.example", DMARC_PERMISSION_NOT_NEEDED },
	{ "", "a.d.example", "d.example", DMARC_PERMISSION_NOT_NEEDED },
	{ "", "d.example", "r.example", DMARC_PERMISSION_MISSING },
	{ "d.example._report._dmarc.r.example TXT v=DMARC1\n", "d.example",
	  "r.example", DMARC_PERMISSION_GIVEN },
	{ "d.example._report._dmarc.r.example TXT v=DMARC1; "
	  "rua=mailto:x@r.example\n",
	  "d.example", "r.example", DMARC_PERMISSION_GIVEN },
	{ "d.example._report._dmarc.r.example TXT yes\n"
	  "d.example._report._dmarc.r.example TXT v=DMARC1;\n",
	  "d.example", "r.example", DMARC_PERMISSION_GIVEN },
	{ "d.example._report._dmarc.r.example TXT v=dmarc1\n", "d.example",
	  "r.example", DMARC_PERMISSION_MISSING },
	{ "d.example._report._dmarc.r.example TXT SERVFAIL\n", "d.example",
	  "r.example", DMARC_PERMISSION_UNKNOWN },
	{ "_dmarc.example.com TXT v=DMARC1; p=none\n", "a.example.com",
	  "b.example.com", DMARC_PERMISSION_NOT_NEEDED },
	{ "", "a.example.com", "b.example.com", DMARC_PERMISSION_MISSING },
	{ "_dmarc.com TXT v=DMARC1; psd=y\n", "a.example.com", "b.example.com",
	  DMARC_PERMISSION_NOT_NEEDED },
	{ "_dmarc.com TXT v=DMARC1; psd=y\n", "a.example.com", "b.other.com",
	  DMARC_PERMISSION_MISSING },
	{ "_dmarc.example.com TXT SILENT\n", "a.example.com", "b.example.com",
	  DMARC_PERMISSION_UNKNOWN },
};

static void test_permissions(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(permission_cases); i++) {
		struct fake_dns dns = { .held = true };
		struct lookup lookup = fake_dns_lookup(&dns);
		enum dmarc_permission got;

		fake_dns_zone(&dns, permission_cases[i].zone);
		do {
			got = dmarc_report_permission(
				permission_cases[i].domain,
				permission_cases[i].host, &lookup);
		} while (got == DMARC_PERMISSION_PENDING &&
			 fake_dns_deliver(&dns) > 0);
		if (got != permission_cases[i].want)
			fail_msg("%s to %s: %d", permission_cases[i].domain,
				 permission_cases[i].host, (int)got);
		fake_dns_free(&dns);
	}
}

static void test_report_name(void **state)
{
	char name[NAME_SIZE];

	(void)state;
	assert_true(dmarc_report_name("d.example", "r.example", name));
	assert_string_equal(name, "d.example._report._dmarc.r.example");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_discovery),
		cmocka_unit_test(test_eight_queries),
		cmocka_unit_test(test_asks_no_more_than_needed),
		cmocka_unit_test(test_own_text),
		cmocka_unit_test(test_permissions),
		cmocka_unit_test(test_report_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
