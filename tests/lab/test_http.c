/* HTTPS against a real nginx: requests and answers, several at once, given up
 * at any moment. Runs inside `tests/lab/lab run`.
 *
 * SPDX-License-Identifier: MIT */
#include "lab/http_asking.h"

static void test_answers(void **state)
{
	static const struct {
		const char *path;
		unsigned status;
		const char *body;
		uint32_t retry_after_s;
	} cases[] = {
		{ "/ok", 200, "{\"said\": \"hello\"}", 0 },
		{ "/empty", 204, "", 0 },
		{ "/lost", 404, "{\"said\": \"nothing here\"}", 0 },
		{ "/failed", 500, "sorry", 0 },
		{ "/busy", 429, NULL, 30 },
		{ "/ok#fragment", 200, "{\"said\": \"hello\"}", 0 },
		{ "/ok?a=b%20c", 200, "{\"said\": \"hello\"}", 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *url = xasprintf("https://web.example%s", cases[i].path);
		struct said said = get(*state, url);

		assert_int_equal(said.problem, NET_OK);
		assert_int_equal(said.status, cases[i].status);
		assert_int_equal(said.retry_after_s, cases[i].retry_after_s);
		if (cases[i].body)
			assert_string_equal(said.body, cases[i].body);
		free(url);
	}
}

static void test_content_type_is_cleaned(void **state)
{
	struct said said = get(*state, "https://web.example/ok");

	assert_string_equal(said.content_type, "application/json");
	run("tests/lab/lab tls 7100 \"printf 'HTTP/1.1 200 OK\\r\\n"
	    "Content-Type: text/\\xff\\x1b[31m\\xe2\\x80\\xae;x=1\\r\\n"
	    "Content-Length: 2\\r\\n\\r\\nhi'\"");
	said = get(*state, "https://web.example:7100/");
	assert_string_equal(said.body, "hi");
	assert_string_equal(said.content_type,
			    "text/\\xFF\\x1B[31m\xef\xbf\xbd;x=1");
}

static void test_redirects_are_followed_when_wanted(void **state)
{
	struct said said = get(*state, "https://web.example/hop3");
	struct http_request request = { .url = "https://web.example/hop1" };

	assert_int_equal(said.status, 200);
	assert_string_equal(said.body, "{\"said\": \"hello\"}");
	assert_int_equal(ask(*state, &request).status, 301);
	/* A POST is never sent twice. */
	request.follow = true;
	request.method = "POST";
	assert_int_equal(ask(*state, &request).status, 301);
}

static void test_posts(void **state)
{
	static const char *const headers[] = {
		"Content-Type: application/json"
	};
	struct http_request request = { .method = "POST",
					.url = "https://web.example/post",
					.headers = headers,
					.header_count = 1,
					.body = "{\"a\": \"posted in a test\"}",
					.body_len = 24 };
	struct said said = ask(*state, &request);

	assert_int_equal(said.status, 201);
	assert_string_equal(said.body, "POST application/json ");
	run("tests/lab/lab log web | grep -q 'posted in a test'");
	request.method = "PUT";
	request.body = NULL;
	said = ask(*state, &request);
	assert_string_equal(said.body, "PUT application/json ");
}

static void test_addresses_of_both_families(void **state)
{
	static const char *const urls[] = {
		"https://198.51.100.80/ok", "https://[2001:db8:1::80]/ok",
		"https://six.example/ok",   "https://four.example/ok",
		"https://WEB.Example./ok",  "https://half.example/ok",
	};

	if (access("/proc/net/if_inet6", F_OK) != 0)
		skip();
	/* half.example: nobody is at one of its addresses. */
	run("for name in six four half; do tests/lab/lab resolver "
	    "local_data_remove $name.example >/dev/null; done");
	run("printf '%s\\n' 'six.example. AAAA 2001:db8:1::80' "
	    "'four.example. A 198.51.100.80' "
	    "'half.example. A 198.51.100.80' "
	    "'half.example. AAAA 2001:db8:dead::53' | "
	    "tests/lab/lab resolver local_datas >/dev/null");
	for (size_t i = 0; i < COUNT_OF(urls); i++) {
		struct said said = get(*state, urls[i]);

		/* Which of web's servers an address leads to is of no
		 * matter. */
		if (said.problem != NET_OK ||
		    (said.status != 200 && strstr(urls[i], ".example")))
			fail_msg("%s: %d, %u", urls[i], (int)said.problem,
				 said.status);
	}
}

static void test_can_be_cancelled_at_any_time(void **state)
{
	struct world *w = *state;
	struct http_request request = { .url = "https://web.example/slow" };
	struct said said = { .done = false };

	for (int turns = 0; turns < 20; turns++) {
		struct http_transfer *transfer = http_send(w->http, &request,
							   on_answer, &said);

		for (int i = 0; i < turns; i++)
			loop_turn(w->loop, 5);
		http_cancel(transfer);
		assert_false(said.done);
	}
	http_cancel(NULL);
}

static void free_all(void *ctx, const struct http_answer *answer)
{
	struct world *w = ctx;

	assert_int_equal(answer->status, 200);
	http_free(w->http);
	w->http = NULL;
}

static void test_can_be_freed_in_an_answer(void **state)
{
	struct world *w = *state;
	struct said said = { .done = false };

	http_send(w->http,
		  &(struct http_request){ .url = "https://web.example/slow" },
		  on_answer, &said);
	http_send(w->http,
		  &(struct http_request){ .url = "https://web.example/ok" },
		  free_all, w);
	while (w->http)
		loop_turn(w->loop, -1);
	assert_false(said.done);
}

/* The loop goes on while a transfer waits: timers come in time. */
static void count_up(void *ctx)
{
	++*(unsigned *)ctx;
}

static void test_does_not_block(void **state)
{
	struct world *w = *state;
	struct http_request request = { .url = "https://web.example/silent",
					.timeout_ms = SHORT_MS };
	struct said said = { .done = false };
	unsigned ticks = 0;

	http_send(w->http, &request, on_answer, &said);
	for (int i = 1; i <= 30; i++)
		loop_timer(w->loop, (int64_t)i * 10, count_up, &ticks);
	while (ticks < 30) {
		int64_t began = clock_ms();

		loop_turn(w->loop, -1);
		assert_true(clock_ms() - began < 200);
		assert_false(said.done);
	}
	while (!said.done)
		loop_turn(w->loop, -1);
}

static void test_many_at_once(void **state)
{
	struct world *w = *state;
	struct said said[20] = { { .done = false } };

	for (size_t i = 0; i < COUNT_OF(said); i++)
		http_send(w->http,
			  &(struct http_request){
				  .url = i % 2 ? "https://web.example/hop3"
					       : "https://self.example/",
				  .follow = true },
			  on_answer, &said[i]);
	for (size_t i = 0; i < COUNT_OF(said); i++) {
		while (!said[i].done)
			loop_turn(w->loop, -1);
		assert_int_equal(said[i].problem,
				 i % 2 ? NET_OK : NET_CERTIFICATE);
		assert_int_equal(said[i].times, 1);
	}
}

/* A key as it is never in the memory of the test itself. */
#define MASK 0x55

static const unsigned char masked_key[] = {
	'S' ^ MASK, 'G' ^ MASK, '.' ^ MASK, 'q' ^ MASK, 'Z' ^ MASK, '7' ^ MASK,
	'w' ^ MASK, 'X' ^ MASK, 'p' ^ MASK, '0' ^ MASK, 'L' ^ MASK, 'k' ^ MASK,
};

static void unmask_key(char *out)
{
	for (size_t i = 0; i < sizeof(masked_key); i++)
		out[i] = (char)(masked_key[i] ^ MASK);
	out[sizeof(masked_key)] = '\0';
}

static size_t count_keys(const char *bytes, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i + sizeof(masked_key) <= len; i++) {
		size_t k = 0;

		while (k < sizeof(masked_key) &&
		       (unsigned char)bytes[i + k] == (masked_key[k] ^ MASK))
			k++;
		count += k == sizeof(masked_key);
	}
	return count;
}

/* How often the key stands in what this process can write. */
static size_t count_keys_in_memory(void)
{
	enum { REGION_MAX = 64 << 20 }; /* a sanitizer has larger ones */
	static char line[512];
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	size_t found = 0;

	assert_non_null(maps);
	assert_true(memory >= 0);
	/* FROM-TO MODE ... */
	while (fgets(line, sizeof(line), maps)) {
		char *at;
		unsigned long from = strtoul(line, &at, 16);
		unsigned long to = strtoul(at + 1, &at, 16);
		char *bytes;
		ssize_t len;

		if (at[2] != 'w' || to - from > REGION_MAX)
			continue;
		bytes = malloc(to - from);
		len = pread(memory, bytes, to - from, (off_t)from);
		found += count_keys(bytes, len > 0 ? (size_t)len : 0);
		explicit_bzero(bytes, to - from);
		free(bytes);
	}
	close(memory);
	fclose(maps);
	return found;
}

static void test_forgets_keys(void **state)
{
	char key[sizeof(masked_key) + 1], header[64], body[64];
	const char *headers[] = { header };
	struct http_request request = { .method = "POST",
					.url = "https://web.example/post",
					.headers = headers,
					.header_count = 1,
					.body = body };
	struct said said;

	unmask_key(key);
	snprintf(header, sizeof(header), "Authorization: Bearer %s", key);
	snprintf(body, sizeof(body), "{\"key\": \"%s\"}", key);
	request.body_len = strlen(body);
	/* Held by the test, so it is found. */
	assert_true(count_keys_in_memory() >= 3);
	said = ask(*state, &request);
	assert_int_equal(said.status, 201);
	explicit_bzero(key, sizeof(key));
	explicit_bzero(header, sizeof(header));
	explicit_bzero(body, sizeof(body));
	assert_int_equal(count_keys_in_memory(), 0);
	run("tests/lab/lab log web | grep -q 'Bearer SG.qZ7[w]Xp0Lk'");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_answers),
		TEST(test_content_type_is_cleaned),
		TEST(test_redirects_are_followed_when_wanted),
		TEST(test_posts),
		TEST(test_addresses_of_both_families),
		TEST(test_can_be_cancelled_at_any_time),
		TEST(test_can_be_freed_in_an_answer),
		TEST(test_does_not_block),
		TEST(test_many_at_once),
		TEST(test_forgets_keys),
	};

	return cmocka_run_group_tests(tests, start_web, NULL);
}
