/* Answers of the services' APIs that are not what they should be, and what must
 * never come out of them.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/api_case.h"
#include "base/name.h"
#include "catalog/paste.h"
#include "catalog/service.h"

static enum err read_bytes(const char *service, const char *bytes, size_t len,
			   struct api_answer *answer)
{
	const struct api *api = find(service);
	const struct api_step *step = api->find.count ? &api->find.items[0]
						      : &api->fetch.items[0];
	const struct api_body body = {
		.bytes = bytes,
		.len = len,
		.domain = DOMAIN,
		.secrets = { SECRET, "Bearer " SECRET },
	};

	return api_read(api, step, &body, answer);
}

#define SENDGRID(dns) "[{\"domain\":\"" DOMAIN "\",\"id\":1,\"dns\":" dns "}]"
#define ONE(type, host, data)                                                  \
	SENDGRID("{\"a\":{\"type\":" type ",\"host\":" host ",\"data\":" data  \
		 "}}")

static void another_form_is_refused(void **state)
{
	static const struct {
		const char *service, *bytes;
	} cases[] = {
		{ "sendgrid", "" },
		{ "sendgrid", "<html><body>Sign in</body></html>" },
		{ "sendgrid", "\"text\"" },
		{ "sendgrid", "null" },
		{ "sendgrid", "{}" },
		{ "sendgrid", "[{\"domain\":7}]" },
		{ "sendgrid", "[7]x" },
		{ "sendgrid", "[{\"domain\":\"" DOMAIN "\"}]" }, /* no id */
		{ "sendgrid",
		  "[{\"domain\":\"" DOMAIN "\",\"id\":{},\"dns\":{}}]" },
		{ "sendgrid", SENDGRID("7") },
		{ "sendgrid", SENDGRID("{\"a\":\"x\"}") },
		{ "sendgrid", SENDGRID("{\"a\":[]}") },
		{ "sendgrid", ONE("7", "\"x\"", "\"y\"") },
		{ "sendgrid", ONE("\"cname\"", "[]", "\"y\"") },
		{ "sendgrid", ONE("\"cname\"", "\"x\"", "true") },
		{ "sendgrid", ONE("\"cname\"", "\"x\\u0000\"", "\"y\"") },
		{ "sendgrid", "[{\"domain\":\"\xff\"}]" },
		{ "postmark", "{\"Domains\":{}}" },
		{ "postmark", "{\"TotalCount\":1}" },
		{ "mailgun", "{}" },
		{ "mailgun", "[]" },
		{ "mailgun", "{\"domain\":{\"name\":\"andere.nl\"}}" },
		{ "brevo", "{\"domain\":\"andere.nl\",\"dns_records\":{}}" },
		{ "brevo",
		  "{\"domain\":\"" DOMAIN "\",\"dns_records\":\"none\"}" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct api_answer answer = { 0 };

		print_message("%s\n", cases[i].bytes);
		assert_int_equal(read_bytes(cases[i].service, cases[i].bytes,
					    strlen(cases[i].bytes), &answer),
				 ERR_SYNTAX);
		api_answer_free(&answer);
	}
}

static void a_cut_answer_is_never_half_taken(void **state)
{
	struct str text = read_answer("sendgrid", "list");

	(void)state;
	/* The file ends in a newline; without that it is whole. */
	for (size_t len = 0; len + 1 < text.len; len++) {
		struct api_answer answer = { 0 };

		assert_int_equal(
			read_bytes("sendgrid", str_text(&text), len, &answer),
			ERR_SYNTAX);
		assert_int_equal(answer.record_count, 0);
		api_answer_free(&answer);
	}
	str_free(&text);
}

static void too_many_records_are_refused(void **state)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct api_answer answer = { 0 };

	(void)state;
	str_add(&text, "[{\"domain\":\"" DOMAIN "\",\"id\":1,\"dns\":[");
	for (int i = 0; i <= API_RECORDS_MAX; i++)
		str_addf(&text,
			 "%s{\"type\":\"txt\",\"host\":\"a%d\",\"data\":\"b\"}",
			 i ? "," : "", i);
	str_add(&text, "]}]");
	assert_int_equal(
		read_bytes("sendgrid", str_text(&text), text.len, &answer),
		ERR_SYNTAX);
	api_answer_free(&answer);
	str_free(&text);
}

static void a_full_page_is_followed_by_another(void **state)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct api_answer answer = { 0 };

	(void)state;
	str_add(&text, "[");
	for (int i = 0; i < 50; i++)
		str_addf(&text, "%s{\"domain\":\"a%d.nl\",\"id\":%d}",
			 i ? "," : "", i, i);
	str_add(&text, "]");
	assert_int_equal(
		read_bytes("sendgrid", str_text(&text), text.len, &answer), OK);
	assert_true(answer.has_more);
	assert_false(answer.is_found);
	api_answer_free(&answer);
	str_free(&text);
}

static void records_that_are_not_for_sending_are_left(void **state)
{
	static const struct {
		const char *bytes;
		enum api_left left;
	} cases[] = {
		{ ONE("\"cname\"", "\"x." DOMAIN "\"", "\"y.nl\""), API_TAKEN },
		{ ONE("\"NS\"", "\"x." DOMAIN "\"", "\"y.nl\""), API_TAKEN },
		{ ONE("\"mx\"", "\"x." DOMAIN "\"", "\"y.nl\""), API_TAKEN },
		/* it would lead all of the domain's mail away */
		{ ONE("\"mx\"", "\"" DOMAIN "\"", "\"y.nl\""),
		  API_LEFT_RECEIVING },
		{ ONE("\"mx\"", "\"BAKKERIJ-Jansen.nl.\"", "\"y.nl\""),
		  API_LEFT_RECEIVING },
		{ ONE("\"caa\"", "\"x." DOMAIN "\"", "\"y\""), API_LEFT_TYPE },
		{ ONE("\"hoho\"", "\"x." DOMAIN "\"", "\"y\""), API_LEFT_TYPE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct api_answer answer = { 0 };

		assert_int_equal(read_bytes("sendgrid", cases[i].bytes,
					    strlen(cases[i].bytes), &answer),
				 OK);
		assert_int_equal(answer.record_count, 1);
		assert_int_equal(answer.records[0].left, cases[i].left);
		api_answer_free(&answer);
	}
}

/* What the service sends back must not bring the key onto a screen. */
static void the_key_never_comes_out(void **state)
{
	static const char *const cases[] = {
		ONE("\"txt\"", "\"x\"", "\"a " SECRET " b\""),
		ONE("\"txt\"", "\"" SECRET "\"", "\"y\""),
		ONE("\"" SECRET "\"", "\"x\"", "\"y\""),
		ONE("\"txt\"", "\"x\"",
		    "\"\\u0053G.geheim-0123456789\""), /* S, escaped */
		"[{\"domain\":\"" SECRET "\",\"id\":1}]",
		"[{\"domain\":\"" DOMAIN "\",\"id\":\"" SECRET "\"}]",
	};
	static const char error[] =
		"{\"errors\":[{\"message\":\"no such key: " SECRET "\"}]}";
	const struct api_body body = { .bytes = error,
				       .len = sizeof(error) - 1,
				       .secrets = { SECRET } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct api_answer answer = { 0 };

		assert_int_equal(read_bytes("sendgrid", cases[i],
					    strlen(cases[i]), &answer),
				 ERR_SYNTAX);
		assert_int_equal(answer.record_count, 0);
		assert_true(!answer.id || !strstr(answer.id, SECRET));
		api_answer_free(&answer);
	}
	assert_null(api_message(find("sendgrid"), &body));
}

static void what_comes_out_is_clean(void **state)
{
	static const char bytes[] = ONE(
		"\"txt\"", "\"x." DOMAIN "\"",
		"\"a\\u001b[31m\\nCNAME b.nl c.nl\\u202e\"");
	struct api_answer answer = { 0 };
	struct str text = STR_INIT(STR_MAX_TEXT);

	(void)state;
	assert_int_equal(
		read_bytes("sendgrid", bytes, sizeof(bytes) - 1, &answer), OK);
	api_add_text(&text, &answer);
	assert_null(strpbrk(answer.records[0].value, "\033\n"));
	assert_null(strstr(answer.records[0].value, "\xe2\x80\xae"));
	/* one line, so nothing was added by it */
	assert_ptr_equal(strchr(str_text(&text), '\n'),
			 str_text(&text) + text.len - 1);
	api_answer_free(&answer);
	str_free(&text);
}

static void urls_are_encoded(void **state)
{
	const struct api_step step = {
		.path = "/v1/{domain}/x?id={id}&p={page}&o={offset}&n={none}",
		.page = 50,
	};
	const struct api_place place = {
		.host = "api.example.com",
		.domain = "a/b?c=d&e#f.nl",
		.id = "../1 %\"\xc3\xab",
		.page = 2,
	};
	struct str url = STR_INIT(1000);

	(void)state;
	api_add_url(&url, &step, &place);
	assert_string_equal(str_text(&url),
			    "https://api.example.com/v1/"
			    "a%2Fb%3Fc%3Dd%26e%23f.nl/x?id=..%2F1%20%25%22"
			    "%C3%AB&p=3&o=100&n=");
	str_free(&url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_are_encoded),
		cmocka_unit_test(another_form_is_refused),
		cmocka_unit_test(a_cut_answer_is_never_half_taken),
		cmocka_unit_test(too_many_records_are_refused),
		cmocka_unit_test(a_full_page_is_followed_by_another),
		cmocka_unit_test(records_that_are_not_for_sending_are_left),
		cmocka_unit_test(the_key_never_comes_out),
		cmocka_unit_test(what_comes_out_is_clean),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
