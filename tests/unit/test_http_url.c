/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "net/http.h"
#include "net/http_url.h"

static void test_reads_what_may_be_asked(void **state)
{
	static const struct {
		const char *text, *url, *host;
		uint16_t port;
	} cases[] = {
		{ "https://a.example", "https://a.example/", "a.example", 443 },
		{ "HTTPS://A.Example./X", "https://a.example/X", "a.example",
		  443 },
		{ "https://a.example:8443/x?y=1#z",
		  "https://a.example:8443/x?y=1", "a.example", 8443 },
		{ "https://a.example:443/", "https://a.example:443/",
		  "a.example", 443 },
		{ "https://192.0.2.1/", "https://192.0.2.1/", "192.0.2.1",
		  443 },
		/* What is an address to libcurl must be one to us. */
		{ "https://127.1/", "https://127.0.0.1/", "127.0.0.1", 443 },
		{ "https://0x7f.1/", "https://127.0.0.1/", "127.0.0.1", 443 },
		{ "https://2130706433/", "https://127.0.0.1/", "127.0.0.1",
		  443 },
		{ "https://[2001:db8::1]:444/x", "https://[2001:db8::1]:444/x",
		  "[2001:db8::1]", 444 },
		{ "https://a.example/../../etc/passwd",
		  "https://a.example/etc/passwd", "a.example", 443 },
	};
	struct http_url url;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (!http_url_read(cases[i].text, &url))
			fail_msg("%s", cases[i].text);
		assert_string_equal(url.text, cases[i].url);
		assert_string_equal(url.host, cases[i].host);
		assert_int_equal(url.port, cases[i].port);
		http_url_free(&url);
	}
}

static void test_refuses_the_rest(void **state)
{
	static const char *const cases[] = {
		"",
		"a.example",
		"//a.example/",
		"/x",
		"http://a.example/",
		"ftp://a.example/",
		"file:///etc/passwd",
		"javascript:alert(1)",
		"data:text/html,x",
		"https:",
		"https://",
		"https:///x",
		"https://user@a.example/",
		"https://user:secret@a.example/",
		"https://:@a.example/",
		"https://a.example:0/",
		"https://a.example:65536/",
		"https://a.example:-1/",
		"https://a.example:x/",
		"https://a..example/",
		"https://*.example/",
		"https://0x7f./",
		"https://127.0.0.0x1./",
		"https://a.1x/",
		"https://a\\b.example/",
		"https://a%2fb.example/",
		"https://a%00.example/",
		"https://a.example /",
		"https://b\xc3\xbc\x63her.example/", /* not an A-label */
		"https:/a.example/",
		"https:a.example/",
		"https://a.example/\n",
		"https://a.example/\x7f",
		" https://a.example/",
		"https://[::1/",
		"https://[localhost]/",
		"https://[fe80::1%25lo]/",
		"https://%61.example/",
	};
	struct http_url url;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (http_url_read(cases[i], &url))
			fail_msg("%s: %s", cases[i], url.text);
		assert_null(url.text);
		assert_null(url.host);
	}
}

static void test_has_a_ceiling(void **state)
{
	char text[HTTP_MAX_URL + 2];
	struct http_url url;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "https://a.example/", 18);
	text[HTTP_MAX_URL] = '\0';
	assert_true(http_url_read(text, &url));
	http_url_free(&url);
	text[HTTP_MAX_URL] = 'a';
	text[HTTP_MAX_URL + 1] = '\0';
	assert_false(http_url_read(text, &url));
}

static void test_knows_the_same_origin(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
		{ "https://a.example/x", "https://A.example:443/y", true },
		{ "https://a.example/", "https://a.example:444/", false },
		{ "https://a.example/", "https://b.a.example/", false },
		{ "https://a.example/", "https://a.example.nl/", false },
	};
	struct http_url a, b;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(http_url_read(cases[i].a, &a));
		assert_true(http_url_read(cases[i].b, &b));
		assert_int_equal(http_url_is_same_origin(&a, &b),
				 cases[i].same);
		http_url_free(&a);
		http_url_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_what_may_be_asked),
		cmocka_unit_test(test_refuses_the_rest),
		cmocka_unit_test(test_has_a_ceiling),
		cmocka_unit_test(test_knows_the_same_origin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
