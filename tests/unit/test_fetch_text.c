/* What is said of a service's API: everything that can happen has its sentence.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "text/fetch_text.h"

static void assert_said(struct str *said, const char *expected)
{
	assert_string_equal(str_text(said), expected);
	str_free(said);
}

static void what_is_left_out_is_told_by_its_reason(void **state)
{
	char type_mx[] = "MX", type_caa[] = "CAA", type_cname[] = "CNAME";
	char name[] = "d.nl", links[] = "links", root[] = "";
	struct api_record records[] = {
		{ .type_name = type_cname, .name = name, .left = API_TAKEN },
		{ .type_name = type_mx,
		  .name = root,
		  .left = API_LEFT_RECEIVING },
		{ .type_name = type_cname,
		  .name = links,
		  .left = API_LEFT_TRACKING },
		{ .type_name = type_mx,
		  .name = name,
		  .left = API_LEFT_RECEIVING },
		{ .type_name = type_caa, .name = name, .left = API_LEFT_TYPE },
	};
	struct api_answer answer = { .records = records, .record_count = 1 };
	struct str said = STR_INIT(STR_MAX_TEXT);

	(void)state;
	fetch_add_left(&said, &answer);
	assert_said(&said, "");
	said = STR_INIT(STR_MAX_TEXT);
	answer.record_count = COUNT_OF(records);
	fetch_add_left(&said, &answer);
	assert_said(
		&said,
		"Left out, because it is for receiving mail: MX @, MX d.nl. "
		"Left out, because it is for counting clicks: CNAME links. "
		"Left out, because sending does not need this type: CAA "
		"d.nl.");
}

/* No two of them are alike, and only what went well is silent. */
static void every_problem_has_its_own_sentence(void **state)
{
	char *seen[FETCH_NO_ANSWER + 1];

	(void)state;
	for (int i = 0; i <= FETCH_NO_ANSWER; i++) {
		const struct fetch_result r = {
			.status = (enum fetch_status)i,
			.problem = NET_TIMEOUT,
			.http_status = 418,
			.host = "api.example",
		};
		struct str said = STR_INIT(STR_MAX_TEXT);

		fetch_add_problem(&said, &r, "Postduif", "d.nl");
		seen[i] = str_take(&said);
		assert_int_equal(i == FETCH_OK, !*seen[i]);
		assert_null(strchr(seen[i], '%'));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(seen[i], seen[k]);
	}
	assert_non_null(strstr(seen[FETCH_NO_ANSWER], "api.example"));
	assert_non_null(strstr(seen[FETCH_REFUSED], "418"));
	assert_non_null(strstr(seen[FETCH_UNKNOWN_DOMAIN], "d.nl"));
	for (int i = 0; i <= FETCH_NO_ANSWER; i++)
		free(seen[i]);
}

static void a_service_that_wants_a_pause_is_told_how_long(void **state)
{
	const struct fetch_result r = { .status = FETCH_TOO_MANY,
					.wait_s = 120 };
	struct str said = STR_INIT(STR_MAX_TEXT);

	(void)state;
	fetch_add_problem(&said, &r, "Postduif", "d.nl");
	assert_said(&said, "Postduif wants no more questions for now. Try "
			   "again in 2 minutes.");
}

static void each_verdict_has_its_sentence(void **state)
{
	static const struct {
		enum api_state verdict;
		const char *said;
	} cases[] = {
		{ API_YES, "Postduif has verified d.nl." },
		{ API_PENDING, "Postduif is still looking at d.nl. Ask again "
			       "in a few minutes. It says: hello" },
		{ API_NO, "Postduif has not verified d.nl yet. It says: "
			  "hello" },
		{ API_UNSAID, "Postduif has looked at d.nl, but does not say "
			      "whether it is right. It says: hello" },
	};
	char message[] = "hello";

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct fetch_result r = {
			.message = message,
			.answer = { .verdict = cases[i].verdict },
		};
		struct str said = STR_INIT(STR_MAX_TEXT);

		fetch_add_verdict(&said, &r, "Postduif", "d.nl");
		assert_said(&said, cases[i].said);
		assert_true(*fetch_state_words(cases[i].verdict));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_out_is_told_by_its_reason),
		cmocka_unit_test(every_problem_has_its_own_sentence),
		cmocka_unit_test(a_service_that_wants_a_pause_is_told_how_long),
		cmocka_unit_test(each_verdict_has_its_sentence),
	};

	return cmocka_run_group_tests_name("fetch_text", tests, NULL, NULL);
}
