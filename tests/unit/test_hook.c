/* When a webhook is tried again, and when not.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "net/hook.h"
#include "net/http_url.h"

static void test_what_is_tried_again(void **state)
{
	static const struct {
		unsigned tries;
		enum net_problem problem;
		unsigned status;
		uint32_t retry_after_s;
		int64_t wait_ms;
	} cases[] = {
		{ 1, NET_OK, 500, 0, 500 },
		{ 2, NET_OK, 502, 0, 1000 },
		{ 3, NET_OK, 503, 0, 2000 },
		{ 4, NET_OK, 504, 0, 4000 },
		{ 5, NET_OK, 500, 0, -1 },
		{ 1, NET_OK, 429, 0, 500 },
		{ 1, NET_OK, 408, 0, 500 },
		{ 1, NET_OK, 425, 0, 500 },
		/* As long as it says, but neither sooner nor for ever. */
		{ 1, NET_OK, 429, 7, 7000 },
		{ 4, NET_OK, 503, 1, 4000 },
		{ 1, NET_OK, 429, 60, 60000 },
		{ 1, NET_OK, 429, 61, -1 },
		{ 5, NET_OK, 429, 1, -1 },
		/* What will be the same next time. */
		{ 1, NET_OK, 200, 0, -1 },
		{ 1, NET_OK, 204, 5, -1 },
		{ 1, NET_OK, 302, 5, -1 },
		{ 1, NET_OK, 400, 5, -1 },
		{ 1, NET_OK, 404, 0, -1 },
		{ 1, NET_BAD_URL, 0, 0, -1 },
		{ 1, NET_NO_NAME, 0, 0, -1 },
		{ 1, NET_CERTIFICATE, 0, 0, -1 },
		{ 1, NET_CERTIFICATE_NAME, 0, 0, -1 },
		{ 1, NET_TOO_BIG, 0, 0, -1 },
		{ 1, NET_NO_DNS, 0, 0, 500 },
		{ 1, NET_NO_CONNECTION, 0, 0, 500 },
		{ 2, NET_TIMEOUT, 0, 0, 1000 },
		{ 3, NET_BROKEN, 0, 0, 2000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct http_answer answer = {
			.problem = cases[i].problem,
			.status = cases[i].status,
			.retry_after_s = cases[i].retry_after_s,
		};

		if (hook_wait_ms(cases[i].tries, &answer) != cases[i].wait_ms)
			fail_msg("case %zu", i);
	}
}

static void test_plain_http_stays_at_home(void **state)
{
	static const struct {
		const char *text, *url;
		uint16_t port;
	} cases[] = {
		{ "http://localhost", "http://127.0.0.1/", 80 },
		{ "HTTP://LocalHost:8080/x?y", "http://127.0.0.1:8080/x?y",
		  8080 },
		{ "http://127.0.0.9/", "http://127.0.0.9/", 80 },
		{ "http://[::1]:81/x", "http://[::1]:81/x", 81 },
		{ "http://localhost.example/", NULL, 0 },
		{ "http://localhosts/", NULL, 0 },
		{ "http://localhost@voorbeeld.nl/", NULL, 0 },
		{ "http://jan@localhost/", NULL, 0 },
		{ "http://192.0.2.1/", NULL, 0 },
		{ "http://10.0.0.1/", NULL, 0 },
		{ "http://[2001:db8::1]/", NULL, 0 },
		{ "http://voorbeeld.nl/", NULL, 0 },
		{ "https://localhost/", NULL, 0 },
		{ "ftp://localhost/", NULL, 0 },
		{ "http://127.0.0.1 /", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct http_url url;
		bool good = http_url_read_at_home(cases[i].text, &url);

		if (good != (cases[i].url != NULL))
			fail_msg("%s", cases[i].text);
		if (good) {
			assert_string_equal(url.text, cases[i].url);
			assert_int_equal(url.port, cases[i].port);
			assert_true(url.is_plain);
		}
		http_url_free(&url);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_tried_again),
		cmocka_unit_test(test_plain_http_stays_at_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
