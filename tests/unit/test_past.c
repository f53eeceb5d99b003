/* What zegel remembers of a domain.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/past.h"

static struct past past;

static int tear_down(void **state)
{
	(void)state;
	past_free(&past);
	return 0;
}

#define NAME "voorbeeld.nl"

static void see(enum rr type, const char *const *values, size_t count)
{
	struct record records[4] = { { .name = NULL } };

	for (size_t i = 0; i < count; i++) {
		records[i] = record_make(NAME, type, values[i]);
		records[i].ttl = 300;
	}
	past_first_seen(&past, NAME, type, records, count);
	for (size_t i = 0; i < count; i++)
		record_free(&records[i]);
}

static bool is_spf(void *ctx, const char *value)
{
	assert_ptr_equal(ctx, &past);
	return !strncmp(value, "v=spf1", 6);
}

static bool is_unchanged(enum rr type, const char *const *values, size_t count,
			 bool spf_alone)
{
	struct record records[4] = { { .name = NULL } };
	bool unchanged;

	for (size_t i = 0; i < count; i++)
		records[i] = record_make(NAME, type, values[i]);
	unchanged = past_is_unchanged(&past, NAME, type, records, count,
				      spf_alone ? is_spf : NULL, &past);
	for (size_t i = 0; i < count; i++)
		record_free(&records[i]);
	return unchanged;
}

static void only_the_first_look_is_kept(void **state)
{
	const struct seen *seen;
	size_t index = 0;

	(void)state;
	assert_false(past_has(&past, NAME, RR_TXT));
	assert_false(is_unchanged(RR_TXT, NULL, 0, false));
	see(RR_TXT, (const char *[]){ "one", "two" }, 2);
	assert_true(past.changed);
	past.changed = false;
	see(RR_TXT, (const char *[]){ "three" }, 1);
	see(RR_TXT, NULL, 0);
	assert_false(past.changed);
	assert_true(past_has(&past, NAME, RR_TXT));
	assert_false(past_has(&past, NAME, RR_CNAME));
	assert_false(past_has(&past, "x." NAME, RR_TXT));
	seen = past_next(&past, NAME, RR_TXT, &index);
	assert_string_equal(seen->value, "one");
	assert_int_equal(seen->ttl, 300);
	seen = past_next(&past, NAME, RR_TXT, &index);
	assert_string_equal(seen->value, "two");
	assert_null(past_next(&past, NAME, RR_TXT, &index));
	assert_null(past_next(&past, NAME, RR_TXT, &index));
}

static void the_same_as_then(void **state)
{
	(void)state;
	see(RR_TXT, (const char *[]){ "one", "two" }, 2);
	assert_true(is_unchanged(RR_TXT, (const char *[]){ "one", "two" }, 2,
				 false));
	assert_true(is_unchanged(RR_TXT, (const char *[]){ "two", "one" }, 2,
				 false));
	assert_false(is_unchanged(RR_TXT, (const char *[]){ "one" }, 1, false));
	assert_false(is_unchanged(RR_TXT, (const char *[]){ "one", "three" }, 2,
				  false));
	assert_false(is_unchanged(RR_TXT, NULL, 0, false));
	assert_false(is_unchanged(
		RR_TXT, (const char *[]){ "one", "two", "three" }, 3, false));
	/* nothing was looked at */
	assert_false(is_unchanged(RR_CNAME, NULL, 0, false));
}

static void nothing_then_and_nothing_now(void **state)
{
	size_t index = 0;

	(void)state;
	see(RR_CNAME, NULL, 0);
	assert_true(past_has(&past, NAME, RR_CNAME));
	assert_null(past_next(&past, NAME, RR_CNAME, &index));
	assert_true(is_unchanged(RR_CNAME, NULL, 0, false));
	assert_false(is_unchanged(RR_CNAME, (const char *[]){ "a.example" }, 1,
				  false));
}

static void names_are_compared_as_names(void **state)
{
	(void)state;
	see(RR_CNAME, (const char *[]){ "A.Example" }, 1);
	assert_true(is_unchanged(RR_CNAME, (const char *[]){ "a.example" }, 1,
				 false));
}

/* At the domain itself many texts have nothing to do with SPF. */
static void of_one_kind_alone(void **state)
{
	(void)state;
	see(RR_TXT, (const char *[]){ "google=1", "v=spf1 mx ~all" }, 2);
	assert_true(is_unchanged(RR_TXT, (const char *[]){ "v=spf1 mx ~all" },
				 1, true));
	assert_false(is_unchanged(RR_TXT, (const char *[]){ "v=spf1 a ~all" },
				  1, true));
	assert_false(is_unchanged(RR_TXT, NULL, 0, true));
}

static void the_spf_record_among_them(void **state)
{
	(void)state;
	assert_null(past_spf(&past, NAME));
	see(RR_TXT, (const char *[]){ "google=1", "v=spf1 mx ~all" }, 2);
	assert_string_equal(past_spf(&past, NAME), "v=spf1 mx ~all");
	assert_null(past_spf(&past, "x." NAME));
}

static void priorities_count(void **state)
{
	struct record mx = record_make(NAME, RR_MX, "mail." NAME);

	(void)state;
	mx.priority = 10;
	past_first_seen(&past, NAME, RR_MX, &mx, 1);
	assert_true(past_is_unchanged(&past, NAME, RR_MX, &mx, 1, NULL, NULL));
	mx.priority = 20;
	assert_false(past_is_unchanged(&past, NAME, RR_MX, &mx, 1, NULL, NULL));
	record_free(&mx);
}

static void milestones_are_one_a_record(void **state)
{
	struct milestone *m = past_milestone(&past, NAME, RR_TXT);

	(void)state;
	assert_int_equal(m->published_at, 0);
	assert_false(m->was_missing);
	m->published_at = 5;
	for (unsigned i = 0; i < 100; i++) {
		char *name = xasprintf("n%u." NAME, i);

		past_milestone(&past, name, RR_CNAME)->published_at = i;
		free(name);
	}
	assert_int_equal(past.milestone_count, 101);
	assert_int_equal(past_milestone(&past, NAME, RR_TXT)->published_at, 5);
	assert_int_equal(past.milestone_count, 101);
	assert_int_equal(
		past_find_milestone(&past, "n42." NAME, RR_CNAME)->published_at,
		42);
	assert_null(past_find_milestone(&past, "n42." NAME, RR_TXT));
	assert_null(past_find_milestone(&past, "n100." NAME, RR_CNAME));
}

#define CASE(f) cmocka_unit_test_teardown(f, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(only_the_first_look_is_kept),
		CASE(the_same_as_then),
		CASE(nothing_then_and_nothing_now),
		CASE(names_are_compared_as_names),
		CASE(of_one_kind_alone),
		CASE(the_spf_record_among_them),
		CASE(priorities_count),
		CASE(milestones_are_one_a_record),
	};

	return cmocka_run_group_tests_name("past", tests, NULL, NULL);
}
