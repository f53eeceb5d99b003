/* Looking at a domain, and asking its DNS host who it is.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/look_case.h"

/* Nobody waits for it, and what came of it stays. */
static void the_host_is_asked_once(void **state)
{
	(void)state;
	asks_host = true;
	look_from_now(true, false);
	assert_false(look_is_discovering(look));
	fire();
	assert_true(look_verdict(look)->complete);
	assert_int_equal(calls, 1);
	assert_int_equal(discovery.begun, 1);
	assert_true(look_is_discovering(look));
	assert_null(look_verdict(look)->panel_url);
	fire(); /* the next look does not wait either */
	assert_int_equal(calls, 2);
	assert_null(look_verdict(look)->panel_url);
	discovery_ends();
	assert_int_equal(calls, 3);
	assert_false(look_is_discovering(look));
	assert_non_null(look_verdict(look)->panel_url);
	look_now(look);
	fire();
	assert_non_null(look_verdict(look)->panel_url);
	assert_int_equal(discovery.begun, 1);
	look_free(look);
	look = NULL;
	assert_int_equal(discovery.freed, 1);
}

static void it_may_not_be_asked(void **state)
{
	(void)state;
	look_from_now(true, false);
	fire();
	assert_true(look_verdict(look)->complete);
	assert_int_equal(discovery.begun, 0);
	assert_false(look_is_discovering(look));
}

static void it_is_given_up_with_the_look(void **state)
{
	(void)state;
	asks_host = true;
	look_from_now(false, true);
	fire();
	assert_true(look_is_discovering(look));
	look_free(look);
	look = NULL;
	assert_int_equal(discovery.freed, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOOK(the_host_is_asked_once),
		LOOK(it_may_not_be_asked),
		LOOK(it_is_given_up_with_the_look),
	};

	return cmocka_run_group_tests_name("look_host", tests, open_catalog,
					   close_catalog);
}
