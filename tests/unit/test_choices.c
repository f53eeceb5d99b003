/* What the customer chose.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/choices.h"

static struct choices choices;

static int tear_down(void **state)
{
	(void)state;
	choices_free(&choices);
	assert_int_equal(choices.count, 0);
	assert_string_equal(choices.domain, "");
	return 0;
}

static void a_service_is_there_once(void **state)
{
	struct chosen *one = choices_add(&choices, "one");

	(void)state;
	assert_int_equal(one->way, WAY_DNS);
	assert_int_equal(one->value_count, 0);
	one->way = WAY_ALIAS;
	choices_add(&choices, "two");
	assert_int_equal(choices_add(&choices, "one")->way, WAY_ALIAS);
	assert_int_equal(choices.count, 2);
	assert_null(choices_find(&choices, "three"));
	assert_null(choices_find(&choices, NULL));
	assert_string_equal(choices_find(&choices, "two")->service, "two");
}

/* "Not in the list" has no id, and is one of its own. */
static void not_in_the_list(void **state)
{
	(void)state;
	choices_add(&choices, NULL);
	choices_add(&choices, "one");
	choices_add(&choices, NULL);
	assert_int_equal(choices.count, 2);
	assert_null(choices_find(&choices, NULL)->service);
	choices_remove(&choices, NULL);
	assert_int_equal(choices.count, 1);
	assert_string_equal(choices.items[0].service, "one");
}

static void settings_take_the_place_of_others(void **state)
{
	struct setting one[] = { { (char[]){ "a" }, (char[]){ "1" } },
				 { (char[]){ "b" }, (char[]){ "2" } } };
	struct chosen *chosen = choices_add(&choices, "x");

	(void)state;
	assert_null(chosen_setting(chosen, "a"));
	chosen_set_settings(chosen, one, 2);
	assert_string_equal(chosen_setting(chosen, "b"), "2");
	/* From what it has itself. */
	chosen_set_settings(chosen, chosen->settings + 1, 1);
	assert_int_equal(chosen->setting_count, 1);
	assert_string_equal(chosen_setting(chosen, "b"), "2");
	assert_null(chosen_setting(chosen, "a"));
	chosen_set_settings(chosen, NULL, 0);
	assert_int_equal(chosen->setting_count, 0);
}

static void what_is_taken_out_leaves_the_others(void **state)
{
	static const char *const ids[] = { "a", "b", "c", "d" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		choices_add(&choices, ids[i]);
	choices_remove(&choices, "b");
	choices_remove(&choices, "b");
	choices_remove(&choices, "x");
	assert_int_equal(choices.count, 3);
	assert_string_equal(choices.items[0].service, "a");
	assert_string_equal(choices.items[1].service, "c");
	assert_string_equal(choices.items[2].service, "d");
	choices_remove(&choices, "d");
	choices_remove(&choices, "a");
	choices_remove(&choices, "c");
	assert_int_equal(choices.count, 0);
	choices_add(&choices, "e");
	assert_int_equal(choices.count, 1);
}

static void values_are_copied_and_replaced(void **state)
{
	struct chosen *chosen = choices_add(&choices, "one");
	struct record records[] = {
		record_make("a.voorbeeld.nl", RR_CNAME, "a.example"),
		record_make("b.voorbeeld.nl", RR_MX, "b.example"),
	};

	(void)state;
	records[1].priority = 10;
	chosen_set_values(chosen, records, COUNT_OF(records));
	for (size_t i = 0; i < COUNT_OF(records); i++)
		record_free(&records[i]);
	assert_int_equal(chosen->value_count, 2);
	assert_string_equal(chosen->values[0].value, "a.example");
	assert_int_equal(chosen->values[1].priority, 10);
	/* from themselves */
	chosen_set_values(chosen, chosen->values + 1, 1);
	assert_int_equal(chosen->value_count, 1);
	assert_string_equal(chosen->values[0].name, "b.voorbeeld.nl");
	chosen_set_values(chosen, NULL, 0);
	assert_int_equal(chosen->value_count, 0);
	assert_null(chosen->values);
}

static void the_domain_outlives_the_services(void **state)
{
	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "voorbeeld.nl");
	choices.report_address = xstrdup("d@voorbeeld.nl");
	choices.groups = xcalloc(1, sizeof(*choices.groups));
	choices.groups[choices.group_count++] = xstrdup("dkim");
	choices_add(&choices, "one");
	choices_clear_services(&choices);
	assert_int_equal(choices.count, 0);
	assert_string_equal(choices.domain, "voorbeeld.nl");
	assert_string_equal(choices.report_address, "d@voorbeeld.nl");
	choices_clear_services(&choices);
}

#define CASE(f) cmocka_unit_test_teardown(f, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_service_is_there_once),
		CASE(not_in_the_list),
		CASE(settings_take_the_place_of_others),
		CASE(what_is_taken_out_leaves_the_others),
		CASE(values_are_copied_and_replaced),
		CASE(the_domain_outlives_the_services),
	};

	return cmocka_run_group_tests_name("choices", tests, NULL, NULL);
}
