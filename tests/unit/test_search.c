/* The part of a name that was searched for.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "catalog/search.h"

static void part_is_what_was_typed(void **state)
{
	static const struct {
		const char *text, *word, *part;
	} cases[] = {
		{ "SpinOffice CRM", "spin", "Spin" },
		{ "SpinOffice CRM", "OFFICE", "Office" },
		{ "SpinOffice CRM", "spinoffice-crm", "SpinOffice CRM" },
		{ "SpinOffice CRM", "crm", "CRM" },
		{ "SpinOffice CRM", "ecr", "e CR" },
		{ "SpinOffice CRM", "", "" },
		{ "SpinOffice CRM", " - ", "" },
		{ "SpinOffice CRM", "xyz", "" },
		{ "united-domains", "unitedd", "united-d" },
		{ "Domänen & Co", "mane", "mäne" },
		{ "Domänen & Co", "ä", "ä" },
		{ "Ökonom", "o", "Ö" },
		{ "", "a", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *part = slice_dup(
			search_part(cases[i].text, cases[i].word));

		assert_string_equal(part, cases[i].part);
		free(part);
	}
}

/* One slip in a short word, two in a long one, never in the first letter. */
static void a_slip_is_forgiven(void **state)
{
	static const struct {
		const char *text, *word;
		bool near;
	} cases[] = {
		{ "SpinOffice", "spinofice", true },
		{ "SpinOffice CRM", "spinofice", true },
		{ "SpinOffice CRM", "spin ofise", true },
		{ "SpinOffice CRM", "spinafise", false },
		{ "Mailchimp", "mialchimp", true },
		{ "Mailchimp", "mailchipm", true },
		{ "onFact", "onfatc", true },
		{ "onFact", "onfakd", false },
		{ "onFact", "unfact", false },
		{ "onFact", "onf", false },
		{ "onFact", "onx", false },
		{ "Salesdock", "", false },
		{ "", "salesdock", false },
		{ "Salesdock", "flicono", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (search_is_near(cases[i].text, cases[i].word) !=
		    cases[i].near)
			fail_msg("%s, %s", cases[i].text, cases[i].word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(part_is_what_was_typed),
		cmocka_unit_test(a_slip_is_forgiven),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
