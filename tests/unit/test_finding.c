/* Findings: codes are a contract, their order tells the most telling first.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/finding.h"

static struct findings list;

static int tear_down(void **state)
{
	(void)state;
	findings_free(&list);
	assert_int_equal(list.count, 0);
	assert_null(list.items);
	return 0;
}

/* The table of the contract: every code, and its severity when only one. */
static const struct {
	const char *codes;
	enum severity severity;
} contract[] = {
	{ "missing name-doubled name-without-underscore name-at-root "
	  "name-elsewhere target-doubled target-typo target-swapped "
	  "target-other-account target-url target-wrong type-txt-for-cname "
	  "type-other value-whitespace value-quotes value-escaped "
	  "value-lowercased value-truncated cname-conflict cname-proxied "
	  "record-duplicate edited-elsewhere delegated-away domain-is-cname "
	  "domain-missing domain-undelegated dnssec-bogus spf-missing "
	  "spf-not-authorised spf-multiple spf-syntax spf-after-all "
	  "spf-lookups spf-voids spf-include-broken dkim-no-key "
	  "dkim-key-revoked dkim-key-broken dkim-key-short dmarc-syntax "
	  "dmarc-at-root",
	  SEVERITY_ERROR },
	{ "wildcard nameservers-disagree nameserver-lame nameserver-silent "
	  "nameservers-changed delegation-differs tcp-blocked mx-missing "
	  "mx-null mx-broken spf-lookups-near spf-mailbox-left-out "
	  "spf-lost-sender spf-pass-all spf-neutral-all spf-no-all spf-ptr "
	  "spf-type99 spf-long dmarc-missing dmarc-may-not-align "
	  "dmarc-rua-unauthorised resolver-failed",
	  SEVERITY_WARNING },
	{ "cname-flattened cached-negative cached-old port53-intercepted "
	  "dkim-testing dmarc-none-without-reports resolver-only",
	  SEVERITY_INFO },
};

static void codes_are_those_of_the_contract(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(contract); i++) {
		struct slice rest = slice_of(contract[i].codes), word;

		while (slice_next_word(&rest, &word)) {
			char *name = slice_dup(word);
			enum finding_code code;

			if (!finding_code_from_name(name, &code))
				fail_msg("no code %s", name);
			assert_string_equal(finding_code_name(code), name);
			assert_int_equal(findings_add(&list, code)->severity,
					 contract[i].severity);
			free(name);
			count++;
		}
	}
	assert_int_equal(count, FINDING_COUNT);
	assert_int_equal(list.count, FINDING_COUNT);
}

static void unknown_codes_are_refused(void **state)
{
	enum finding_code code = FINDING_MISSING;

	(void)state;
	assert_false(finding_code_from_name("", &code));
	assert_false(finding_code_from_name("Missing", &code));
	assert_false(finding_code_from_name("missing ", &code));
	assert_false(finding_code_from_name("miss", &code));
	assert_int_equal(code, FINDING_MISSING);
}

static void a_new_one_is_empty(void **state)
{
	const struct finding *f = findings_add(&list, FINDING_SPF_LONG);

	(void)state;
	assert_int_equal(f->code, FINDING_SPF_LONG);
	assert_false(f->waiting);
	assert_null(f->at);
	assert_null(f->seen);
	assert_null(f->wanted);
	assert_null(f->server);
	assert_null(f->who);
	assert_int_equal(f->place, 0);
	assert_int_equal(f->until, 0);
}

static void the_most_telling_comes_first(void **state)
{
	static const enum finding_code codes[] = {
		FINDING_RESOLVER_ONLY, FINDING_MISSING,
		FINDING_NAME_DOUBLED,  FINDING_NAMESERVER_SILENT,
		FINDING_MISSING,       FINDING_DOMAIN_MISSING,
	};

	(void)state;
	findings_sort(&list);
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		struct finding *f = findings_add(&list, codes[i]);

		f->at = xstrdup("voorbeeld.nl");
		f->place = (long)i;
	}
	findings_sort(&list);
	assert_int_equal(list.items[0].code, FINDING_DOMAIN_MISSING);
	assert_int_equal(list.items[1].code, FINDING_NAME_DOUBLED);
	assert_int_equal(list.items[2].code, FINDING_MISSING);
	assert_int_equal(list.items[2].place, 1);
	assert_int_equal(list.items[3].code, FINDING_MISSING);
	assert_int_equal(list.items[3].place, 4);
	assert_int_equal(list.items[4].code, FINDING_NAMESERVER_SILENT);
	assert_int_equal(list.items[5].code, FINDING_RESOLVER_ONLY);
	assert_int_equal(findings_have(&list, FINDING_MISSING)->place, 1);
	assert_null(findings_have(&list, FINDING_WILDCARD));
}

#define CASE(f) cmocka_unit_test_teardown(f, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(codes_are_those_of_the_contract),
		CASE(unknown_codes_are_refused),
		CASE(a_new_one_is_empty),
		CASE(the_most_telling_comes_first),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
