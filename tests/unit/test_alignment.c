/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/alignment.h"

#define DMARC " TXT v=DMARC1; p=none\n"

static const struct {
	const char *name, *from;
	const char *zone;
	enum alignment expected;
} cases[] = {
	{ "d.nl", "d.nl", "", ALIGNMENT_STRICT },
	{ "", "d.nl", "", ALIGNMENT_NONE },
	{ "d.nl", "", "", ALIGNMENT_NONE },
	{ "", "", "", ALIGNMENT_NONE },
	/* the organisation by the records found */
	{ "a.d.nl", "d.nl", "_dmarc.d.nl" DMARC, ALIGNMENT_RELAXED },
	{ "d.nl", "a.d.nl", "_dmarc.d.nl" DMARC, ALIGNMENT_RELAXED },
	{ "a.d.nl", "b.c.d.nl", "_dmarc.d.nl" DMARC, ALIGNMENT_RELAXED },
	{ "a.d.nl", "d.nl",
	  "_dmarc.d.nl" DMARC "_dmarc.a.d.nl TXT v=DMARC1; "
	  "p=none; psd=n\n",
	  ALIGNMENT_NONE },
	{ "e.nl", "d.nl", "_dmarc.d.nl" DMARC "_dmarc.e.nl" DMARC,
	  ALIGNMENT_NONE },
	{ "e.nl", "d.nl", "_dmarc.d.nl" DMARC, ALIGNMENT_NONE },
	/* by the public suffix list where there is none */
	{ "a.d.nl", "b.d.nl", "", ALIGNMENT_RELAXED },
	{ "a.co.uk", "b.co.uk", "", ALIGNMENT_NONE },
	{ "x.a.co.uk", "a.co.uk", "", ALIGNMENT_RELAXED },
	/* another ending: not a question */
	{ "d.nl", "d.de", "_dmarc.d.nl TXT SILENT\n_dmarc.d.de TXT SILENT\n",
	  ALIGNMENT_NONE },
	{ "a.d.nl", "d.nl", "_dmarc.d.nl TXT SILENT\n", ALIGNMENT_UNKNOWN },
	{ "a.d.nl", "d.nl", "_dmarc.a.d.nl TXT SERVFAIL\n_dmarc.d.nl" DMARC,
	  ALIGNMENT_UNKNOWN },
	{ "d.nl", "a.d.nl", "_dmarc.a.d.nl TXT SERVFAIL\n_dmarc.d.nl" DMARC,
	  ALIGNMENT_UNKNOWN },
};

static void what_belongs_to_the_domain(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fake_dns dns = { .held = true };
		const struct lookup lookup = fake_dns_lookup(&dns);
		enum alignment got;

		fake_dns_zone(&dns, cases[i].zone);
		do
			got = alignment_of(cases[i].name, cases[i].from,
					   &lookup);
		while (got == ALIGNMENT_PENDING && fake_dns_deliver(&dns) > 0);
		if (got != cases[i].expected)
			fail_msg("%s, %s, %s: %s", cases[i].name, cases[i].from,
				 cases[i].zone, alignment_name(got));
		fake_dns_free(&dns);
	}
}

static void what_is_told_without_a_question(void **state)
{
	struct fake_dns dns = { .held = true };
	const struct lookup lookup = fake_dns_lookup(&dns);

	(void)state;
	assert_int_equal(alignment_of("d.nl", "d.nl", &lookup),
			 ALIGNMENT_STRICT);
	assert_int_equal(alignment_of("d.nl", "d.de", &lookup), ALIGNMENT_NONE);
	assert_int_equal(fake_dns_deliver(&dns), 0);
	assert_int_equal(alignment_of("a.d.nl", "d.nl", &lookup),
			 ALIGNMENT_PENDING);
	fake_dns_free(&dns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_belongs_to_the_domain),
		cmocka_unit_test(what_is_told_without_a_question),
	};

	return cmocka_run_group_tests_name("alignment", tests, NULL, NULL);
}
