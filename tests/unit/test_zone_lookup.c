/* Answers out of a master file.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "commands/zone_lookup.h"

static const struct {
	const char *name;
	enum rr type;
	const char *value;
} ZONE[] = {
	{ "voorbeeld.nl", RR_TXT, "v=spf1 mx -all" },
	{ "voorbeeld.nl", RR_TXT, "other" },
	{ "voorbeeld.nl", RR_MX, "mx.voorbeeld.nl" },
	{ "s1._domainkey.voorbeeld.nl", RR_CNAME, "s1.dkim.example" },
	{ "www.voorbeeld.nl", RR_A, "192.0.2.1" },
};

static void answers_are_those_of_a_name_server(void **state)
{
	static const struct {
		const char *name;
		enum rr type;
		enum answer_status status;
		size_t count;
	} cases[] = {
		{ "voorbeeld.nl", RR_TXT, ANSWER_RECORDS, 2 },
		{ "voorbeeld.nl", RR_MX, ANSWER_RECORDS, 1 },
		{ "voorbeeld.nl", RR_CNAME, ANSWER_NO_DATA, 0 },
		{ "www.voorbeeld.nl", RR_TXT, ANSWER_NO_DATA, 0 },
		{ "nix.voorbeeld.nl", RR_TXT, ANSWER_NO_NAME, 0 },
		/* nothing stands there, but something below it */
		{ "_domainkey.voorbeeld.nl", RR_TXT, ANSWER_NO_DATA, 0 },
		/* whatever is asked for, the alias answers */
		{ "s1._domainkey.voorbeeld.nl", RR_TXT, ANSWER_RECORDS, 1 },
		{ "s1._domainkey.voorbeeld.nl", RR_CNAME, ANSWER_RECORDS, 1 },
		/* a name that merely ends the same */
		{ "evoorbeeld.nl", RR_TXT, ANSWER_CANCELLED, 0 },
		{ "_spf.google.com", RR_TXT, ANSWER_CANCELLED, 0 },
		/* above the zone nothing is there */
		{ "_dmarc.nl", RR_TXT, ANSWER_NO_DATA, 0 },
		{ "nl", RR_TXT, ANSWER_NO_DATA, 0 },
		{ "_dmarc.be", RR_TXT, ANSWER_CANCELLED, 0 },
	};
	struct record records[COUNT_OF(ZONE)];
	struct zonefile zone = { .origin = "voorbeeld.nl",
				 .records = records,
				 .count = COUNT_OF(ZONE) };
	struct zone_lookup z = { .zone = &zone };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ZONE); i++)
		records[i] = record_make(ZONE[i].name, ZONE[i].type,
					 ZONE[i].value);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct answer *a = zone_lookup_ask(&z, cases[i].name,
							 cases[i].type);

		if (a->status != cases[i].status || a->count != cases[i].count)
			fail_msg("%s: status %d, %zu records", cases[i].name,
				 (int)a->status, a->count);
		/* rules are run again: the answer stays where it is */
		assert_ptr_equal(
			zone_lookup_ask(&z, cases[i].name, cases[i].type), a);
	}
	zone_lookup_free(&z);
	for (size_t i = 0; i < COUNT_OF(ZONE); i++)
		record_free(&records[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_those_of_a_name_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
