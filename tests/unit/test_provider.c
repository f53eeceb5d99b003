/* What a DNS host says of itself by Domain Connect: what is taken of it, what
 * is not.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/provider.h"

static void test_reads_a_prefix(void **state)
{
	static const struct {
		const char *value, *prefix; /* "": none */
	} cases[] = {
		{ "dc.example.com", "dc.example.com" },
		{ "DC.Example.COM", "dc.example.com" },
		{ " dc.example.com\r\n", "dc.example.com" },
		{ "dc.example.com/", "dc.example.com" },
		{ "dc.example.com/Api/v1", "dc.example.com/Api/v1" },
		{ "dc.example.com/Api/v1/", "dc.example.com/Api/v1" },
		{ "dc.example.com/~a_b-c.d", "dc.example.com/~a_b-c.d" },
		{ "xn--bcher-kva.example", "xn--bcher-kva.example" },
		{ "1.2.3.example", "1.2.3.example" },
		{ "0x7f.example", "0x7f.example" },
		{ "", "" },
		{ "/", "" },
		{ "/api", "" },
		{ "localhost", "" },
		{ "com/x", "" },
		{ "127.0.0.1", "" },
		{ "127.1", "" },
		{ "a.127", "" },
		{ "0x7f.0x1", "" },
		{ "a.0xg", "" },
		{ "[::1]", "" },
		{ "2001:db8::1", "" },
		{ "dc.example.com:443", "" },
		{ "jan@dc.example.com", "" },
		{ "https://dc.example.com", "" },
		{ "dc.example.com.", "" },
		{ ".dc.example.com", "" },
		{ "dc..example.com", "" },
		{ "dc_x.example.com", "" },
		{ "dc.example.com//x", "" },
		{ "dc.example.com/../x", "" },
		{ "dc.example.com/x?y", "" },
		{ "dc.example.com/x#y", "" },
		{ "dc.example.com/x%2fy", "" },
		{ "dc.example.com/x\\y", "" },
		{ "dc.example.com/x y", "" },
		{ "dc.example.com x", "" },
		{ "dc.example.com?x", "" },
		{ "dc.example.com#x", "" },
		{ "dc.ex\xc3\xa4mple.com", "" },
		{ "v=spf1 -all", "" },
		{ "*.example.com", "" },
	};
	char out[PROVIDER_PREFIX_MAX + 1];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool good = provider_read_prefix(cases[i].value, out);

		assert_string_equal(out, cases[i].prefix);
		assert_int_equal(good, *cases[i].prefix != '\0');
	}
}

static void test_a_prefix_has_a_ceiling(void **state)
{
	char value[PROVIDER_PREFIX_MAX + 2], out[PROVIDER_PREFIX_MAX + 1];

	(void)state;
	memset(value, 'a', sizeof(value));
	memcpy(value, "dc.example.com/", 15);
	value[PROVIDER_PREFIX_MAX] = '\0';
	assert_true(provider_read_prefix(value, out));
	assert_string_equal(out, value);
	value[PROVIDER_PREFIX_MAX] = 'a';
	value[PROVIDER_PREFIX_MAX + 1] = '\0';
	assert_false(provider_read_prefix(value, out));
}

static const char *or_none(const char *text)
{
	return text ? text : "-";
}

static void test_reads_settings(void **state)
{
	static const struct {
		const char *json, *name, *panel_url; /* "-": none */
	} cases[] = {
		{ "{\"providerName\": \"A\"}", "A", "-" },
		{ "{\"providerName\": \"A\", \"providerDisplayName\": \"B\"}",
		  "B", "-" },
		{ "{\"providerName\": \"A\", \"providerDisplayName\": \" \"}",
		  "A", "-" },
		{ "{\"providerName\": 1, \"providerId\": \"a.nl\"}", "a.nl",
		  "-" },
		{ "{\"providerName\": \" A \\n\"}", "A", "-" },
		{ "{\"providerName\": \"A\\u001bB\"}", "A\\x1BB", "-" },
		{ "{\"providerName\": \"A\", \"providerName\": \"B\"}", "B",
		  "-" },
		{ "{\"providerName\": \"A\", \"urlControlPanel\": "
		  "\"https://a.nl/%domain%/%DOMAIN%?%d%\"}",
		  "A", "https://a.nl/x.nl/x.nl?%d%" },
		{ "{\"providerName\": \"A\", \"urlControlPanel\": \"\"}", "A",
		  "-" },
		{ "{\"providerName\": \"A\", \"urlControlPanel\": [1]}", "A",
		  "-" },
		/* What is no settings of a provider. */
		{ "", "-", "-" },
		{ "{}", "-", "-" },
		{ "[]", "-", "-" },
		{ "null", "-", "-" },
		{ "\"A\"", "-", "-" },
		{ "{\"providerName\": \"\"}", "-", "-" },
		{ "{\"providerName\": \"A\"} x", "-", "-" },
		{ "{\"providerName\": \"A\\u0000\"}", "-", "-" },
		{ "{\"providerName\": \"\xff\"}", "-", "-" },
		{ "<html></html>", "-", "-" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct provider p;
		enum err err = provider_read(cases[i].json,
					     strlen(cases[i].json), "x.nl", &p);

		assert_string_equal(or_none(p.name), cases[i].name);
		assert_string_equal(or_none(p.panel_url), cases[i].panel_url);
		assert_int_equal(err, p.name ? OK : ERR_SYNTAX);
		provider_free(&p);
	}
}

static void test_half_a_link_is_none(void **state)
{
	struct str json = STR_INIT(STR_MAX_TEXT);
	struct provider p;

	(void)state;
	for (size_t len = PROVIDER_URL_MAX - 3; len < PROVIDER_URL_MAX + 3;
	     len++) {
		str_reset(&json);
		str_add(&json, "{\"providerName\": \"A\", \"urlControlPanel\": "
			       "\"");
		for (size_t i = 0; i < len; i++)
			str_add_char(&json, 'x');
		str_add(&json, "\"}");
		assert_int_equal(
			provider_read(str_text(&json), json.len, "x.nl", &p),
			OK);
		assert_int_equal(p.panel_url != NULL, len < PROVIDER_URL_MAX);
		provider_free(&p);
	}
	str_free(&json);
}

static void test_names_other_servers(void **state)
{
	static const struct {
		const char *servers; /* JSON */
		bool may_serve;
	} cases[] = {
		{ "[]", true },
		{ "[\"ns1.a.nl\"]", true },
		{ "[\"NS2.A.nl.\"]", true },
		{ "[\"ns9.b.nl\", \"ns2.a.nl\"]", true },
		{ "[\"ns1.b.nl\", \"ns2.b.nl\"]", false },
		{ "[\"\", 7, \"..\"]", true }, /* names none */
		{ "\"ns1.b.nl\"", true },
	};
	static const char *const servers[] = { "ns1.a.nl", "ns2.a.nl" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *json = xasprintf("{\"providerName\": \"A\", "
				       "\"nameServers\": %s}",
				       cases[i].servers);
		struct provider p;

		assert_int_equal(provider_read(json, strlen(json), "x.nl", &p),
				 OK);
		if (provider_may_serve(&p, servers, COUNT_OF(servers)) !=
		    cases[i].may_serve)
			fail_msg("%s", cases[i].servers);
		provider_free(&p);
		free(json);
	}
}

static void test_finds_it_in_the_catalogue(void **state)
{
	static const struct {
		const char *name, *id, *host; /* "": none */
	} cases[] = {
		{ "GoDaddy", NULL, "godaddy" },
		{ "godaddy", NULL, "godaddy" },
		{ "IONOS", NULL, "ionos" },
		{ "IONOS (1&1)", NULL, "ionos" },
		{ "Acme", "GoDaddy", "godaddy" },
		{ "Acme", "godaddy.com", "godaddy" },
		{ "Acme", "ionos.de", "ionos" },
		{ "GoDaddy", "ionos.de", "godaddy" },
		{ "Acme", "plesk.com", "plesk" },
		{ "Acme", NULL, "" },
		{ "GoDaddyX", "godaddyx.com", "" },
		{ "Go", "go", "" },
		{ "(", "", "" },
		{ "1&1", NULL, "" },
	};
	struct host_list *list;

	(void)state;
	assert_int_equal(host_list_load("src/catalog", &list), OK);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *name = xstrdup(cases[i].name);
		char *id = cases[i].id ? xstrdup(cases[i].id) : NULL;
		const struct provider p = { .name = name, .id = id };
		const struct dns_host *h = provider_host(&p, list);

		assert_string_equal(h ? h->id : "", cases[i].host);
		free(name);
		free(id);
	}
	host_list_free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_a_prefix),
		cmocka_unit_test(test_a_prefix_has_a_ceiling),
		cmocka_unit_test(test_reads_settings),
		cmocka_unit_test(test_half_a_link_is_none),
		cmocka_unit_test(test_names_other_servers),
		cmocka_unit_test(test_finds_it_in_the_catalogue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
