/* What is not done, however a URL or a server wants it: runs inside
 * `tests/lab/lab run`.
 *
 * SPDX-License-Identifier: MIT */
#include "lab/http_asking.h"

static void test_what_goes_wrong(void **state)
{
	static const struct {
		const char *url;
		enum net_problem problem;
	} cases[] = {
		{ "https://expired.example/", NET_CERTIFICATE_DATE },
		{ "https://other.example/", NET_CERTIFICATE_NAME },
		{ "https://unknown.example/", NET_CERTIFICATE },
		{ "https://self.example/", NET_CERTIFICATE },
		{ "https://127.0.0.1:7001/", NET_NO_TLS },
		{ "https://web.example:444/", NET_NO_CONNECTION },
		{ "https://web.example/close", NET_BROKEN },
		{ "https://nowhere.example/", NET_NO_NAME },
		{ "https://bogus.nl/", NET_NO_DNS },
		{ "https://8.8.8.8/", NET_NO_ROUTE },
		{ "https://web.example/loop", NET_REDIRECTS },
		{ "https://web.example/hop4", NET_REDIRECTS },
		{ "https://web.example/plain", NET_BAD_REDIRECT },
		{ "https://web.example/file", NET_BAD_REDIRECT },
		{ "https://web.example/user", NET_BAD_REDIRECT },
		{ "https://web.example/huge", NET_TOO_BIG },
		{ "http://web.example/ok", NET_BAD_URL },
		{ "ftp://web.example/ok", NET_BAD_URL },
		{ "file:///etc/passwd", NET_BAD_URL },
		{ "web.example/ok", NET_BAD_URL },
		{ "https://", NET_BAD_URL },
		{ "https:///ok", NET_BAD_URL },
		{ "https://jan@web.example/", NET_BAD_URL },
		{ "https://jan:x@web.example/", NET_BAD_URL },
		{ "https://web.example/a b", NET_BAD_URL },
		{ "https://web.example/\r\nX-A: b", NET_BAD_URL },
		{ "https://web.example:0/", NET_BAD_URL },
		{ "https://web.example:65536/", NET_BAD_URL },
		{ "https://web..example/", NET_BAD_URL },
		{ "https://*.example/", NET_BAD_URL },
		{ "", NET_BAD_URL },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct said said = get(*state, cases[i].url);

		if (said.problem != cases[i].problem)
			fail_msg("%s: %d", cases[i].url, (int)said.problem);
		assert_int_equal(said.status, 0);
		assert_string_equal(said.body, "");
	}
}

static void test_takes_no_longer_than_it_may(void **state)
{
	static const char *const urls[] = {
		"https://web.example/slow",   /* hangs in the body */
		"https://web.example/silent", /* before the answer */
		"https://203.0.113.54/",      /* before it connects */
		"https://langzaam.example/",  /* before it has an address */
	};

	/* A name that unbound asks in vain for. */
	run("tests/lab/lab fault registry drop langzaam.example");
	for (size_t i = 0; i < COUNT_OF(urls); i++) {
		struct http_request request = { .url = urls[i],
						.timeout_ms = SHORT_MS };
		int64_t began = clock_ms();
		struct said said = ask(*state, &request);

		if (said.problem != NET_TIMEOUT)
			fail_msg("%s: %d", urls[i], (int)said.problem);
		assert_in_range(clock_ms() - began, SHORT_MS - 10,
				SHORT_MS + 300);
	}
	run("tests/lab/lab fault registry none");
}

static void test_credentials_stay_with_their_host(void **state)
{
	static const char *const headers[] = { "Authorization: Bearer geheim",
					       "X-Key: sleutel" };
	struct http_request request = { .url = "https://web.example/self",
					.headers = headers,
					.header_count = COUNT_OF(headers),
					.follow = true };

	assert_string_equal(ask(*state, &request).body,
			    "auth=Bearer geheim key=sleutel cookie=");
	request.url = "https://web.example/away";
	assert_string_equal(ask(*state, &request).body, "auth= key=");
}

static void test_keeps_no_cookies(void **state)
{
	struct said said = get(*state, "https://web.example/cookie");

	assert_string_equal(said.body, "auth= key= cookie=");
}

static void test_a_header_cannot_bring_another(void **state)
{
	static const char *const bad[] = { "X-Key: a\r\nAuthorization: b",
					   "X-Key: a\nb", "no header", ": b",
					   "X-Key: \x7f" };

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct http_request request = {
			.url = "https://web.example/who",
			.headers = &bad[i],
			.header_count = 1
		};

		assert_int_equal(ask(*state, &request).problem, NET_BAD_URL);
	}
}

static void test_no_address_inside_where_none_may_be(void **state)
{
	static const struct {
		const char *url;
		enum net_problem problem;
	} cases[] = {
		{ "https://127.0.0.1/ok", NET_PRIVATE },
		{ "https://[::1]/ok", NET_PRIVATE },
		{ "https://[::ffff:127.0.0.1]/ok", NET_PRIVATE },
		{ "https://[::ffff:7f00:1]/ok", NET_PRIVATE },
		{ "https://169.254.169.254/latest/meta-data", NET_PRIVATE },
		{ "https://10.1.2.3/", NET_PRIVATE },
		{ "https://127.1/", NET_PRIVATE },
		{ "https://2130706433/", NET_PRIVATE },
		{ "https://0x7f000001/", NET_PRIVATE },
		{ "https://0177.0.0.1/", NET_PRIVATE },
		{ "https://inside.example/", NET_PRIVATE },
		{ "https://web.example/inside", NET_PRIVATE },
		{ "https://web.example/ok", NET_OK },
		{ "https://mixed.example/ok", NET_OK },
	};

	run("tests/lab/lab resolver local_data_remove mixed.example "
	    ">/dev/null");
	run("printf '%s\\n' 'inside.example. A 127.0.0.1' "
	    "'inside.example. AAAA fe80::1' 'mixed.example. A 127.0.0.1' "
	    "'mixed.example. A 198.51.100.80' | "
	    "tests/lab/lab resolver local_datas >/dev/null");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct http_request request = { .url = cases[i].url,
						.follow = true,
						.public_only = true };
		struct said said = ask(*state, &request);

		if (said.problem != cases[i].problem)
			fail_msg("%s: %d", cases[i].url, (int)said.problem);
	}
}

/* Servers that speak TLS but not HTTP: openssl's, with what we put in. */
static void test_what_is_no_http(void **state)
{
	static const struct {
		const char *input;
		enum net_problem problem;
	} cases[] = {
		{ "echo 'SSH-2.0-OpenSSH_9.2'", NET_NONSENSE },
		{ "echo '<html>hello</html>'", NET_NONSENSE },
		{ "head -c 300000 /dev/zero", NET_NONSENSE },
		{ "printf 'HTTP/1.1 abc\\r\\n\\r\\n'", NET_NONSENSE },
		{ "printf 'HTTP/1.1 200 OK\\r\\n';"
		  "yes 'X-A: endless headers'",
		  NET_TOO_BIG },
		{ "while printf 'HTTP/1.1 100 Continue\\r\\nA: b\\r\\n\\r\\n';"
		  "do :; done",
		  NET_TOO_BIG },
		{ "printf 'HTTP/1.1 200 OK\\r\\nX-A: '; yes | tr -d '\\n'",
		  NET_TOO_BIG },
		{ "printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; yes", NET_TOO_BIG },
		{ "printf 'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked"
		  "\\r\\n\\r\\n'; yes ffffffffffffffffffff",
		  NET_BROKEN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *server = xasprintf("tests/lab/lab tls %zu \"%s\"",
					 7101 + i, cases[i].input);
		char *url = xasprintf("https://web.example:%zu/", 7101 + i);
		struct said said;

		run(server);
		said = get(*state, url);
		if (said.problem != cases[i].problem)
			fail_msg("%s: %d", cases[i].input, (int)said.problem);
		free(server);
		free(url);
	}
}

/* Variables of the environment do not lead it elsewhere. */
static void test_the_environment_names_no_proxy(void **state)
{
	struct said said;

	setenv("https_proxy", "http://127.0.0.1:8080", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:8080", 1);
	said = get(*state, "https://web.example/ok");
	unsetenv("https_proxy");
	unsetenv("ALL_PROXY");
	assert_int_equal(said.status, 200);
}

static void test_without_authorities_nobody_is_trusted(void **state)
{
	char *file = xstrdup(getenv("SSL_CERT_FILE"));
	struct said said;

	setenv("SSL_CERT_FILE", "/nonexistent", 1);
	said = get(*state, "https://web.example/ok");
	assert_int_equal(said.problem, NET_NO_TRUST);
	unsetenv("SSL_CERT_FILE");
	said = get(*state, "https://web.example/ok");
	assert_true(said.problem == NET_CERTIFICATE ||
		    said.problem == NET_NO_TRUST);
	setenv("SSL_CERT_FILE", file, 1);
	free(file);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_what_goes_wrong),
		TEST(test_takes_no_longer_than_it_may),
		TEST(test_credentials_stay_with_their_host),
		TEST(test_keeps_no_cookies),
		TEST(test_a_header_cannot_bring_another),
		TEST(test_no_address_inside_where_none_may_be),
		TEST(test_what_is_no_http),
		TEST(test_the_environment_names_no_proxy),
		TEST(test_without_authorities_nobody_is_trusted),
	};

	return cmocka_run_group_tests(tests, start_web, NULL);
}
