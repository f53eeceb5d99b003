/* What is behind many domains that turn at a time.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/cause.h"
#include "i18n/i18n.h"
#include "text/cause_text.h"

static void many_are_a_tenth_and_a_handful(void **state)
{
	static const struct {
		size_t turned, looked;
		bool suspected;
	} cases[] = {
		{ 0, 0, false },      { 4, 4, false },     { 5, 5, true },
		{ 5, 49, true },      { 5, 50, false },    { 6, 50, true },
		{ 100, 1000, false }, { 101, 1000, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (cause_is_suspected(cases[i].turned, cases[i].looked) !=
		    cases[i].suspected)
			fail_msg("%zu of %zu", cases[i].turned,
				 cases[i].looked);
	}
}

enum { WITNESSES = 8 };

/* A witness a word: "fine", "none", or its name servers, those that do not
 * answer with "-" in front: "ns1.a,-ns2.a". */
static size_t read_witnesses(const char *text, struct cause_witness *out)
{
	struct slice rest = slice_of(text), word;
	size_t count = 0;

	while (slice_next_word(&rest, &word)) {
		struct cause_witness *w = &out[count++];

		assert_true(count <= WITNESSES);
		*w = (struct cause_witness){
			.is_fine = slice_is(word, "fine"),
			.no_servers = slice_is(word, "none"),
			.servers = xcalloc(word.len, sizeof(*w->servers)),
			.answers = xcalloc(word.len, sizeof(*w->answers)),
		};
		while (word.len) {
			bool silent = slice_skip_char(&word, '-');

			w->servers[w->server_count] = slice_dup(
				slice_take_until(&word, ","));
			w->answers[w->server_count++] = !silent;
			(void)slice_skip_char(&word, ',');
		}
	}
	return count;
}

static void cause_is_found(void **state)
{
	static const struct {
		size_t turned, looked;
		const char *witnesses;
		enum cause_kind kind;
		const char *server;
	} cases[] = {
		{ 4, 10, "none none none none", CAUSE_NONE, "" },
		{ 5, 80, "none none none", CAUSE_NONE, "" },
		/* their own name servers say otherwise, or cannot be found */
		{ 5, 10, "fine fine fine fine fine", CAUSE_RESOLVER, "" },
		{ 5, 10, "none none none none none", CAUSE_RESOLVER, "" },
		{ 5, 10, "fine none ns1.a ns1.a fine", CAUSE_RESOLVER, "" },
		/* one that they share */
		{ 5, 10, "ns1.a,ns2.a ns1.a,ns3.a ns4.a,ns1.a NS1.A ns1.a",
		  CAUSE_NAME_SERVER, "ns1.a" },
		{ 9, 10, "ns1.a ns1.a ns1.a ns1.a ns9.b", CAUSE_NAME_SERVER,
		  "ns1.a" },
		{ 9, 10, "fine ns1.a ns1.a ns1.a", CAUSE_NAME_SERVER, "ns1.a" },
		/* of those that all have, the one that is silent */
		{ 9, 10, "ns1.a,-ns2.a ns1.a,-ns2.a -ns2.a,ns1.a",
		  CAUSE_NAME_SERVER, "ns2.a" },
		{ 9, 10, "ns2.a,ns1.a ns1.a,ns2.a ns2.a,ns1.a",
		  CAUSE_NAME_SERVER, "ns1.a" },
		/* none that nearly all have */
		{ 9, 10, "ns1.a ns1.a ns1.a ns2.b ns3.c", CAUSE_ONE_OF_THEM,
		  "" },
		{ 9, 10, "ns1.a ns1.a", CAUSE_ONE_OF_THEM, "" },
		{ 9, 10, "ns1.a ns2.b ns3.c ns4.d", CAUSE_ONE_OF_THEM, "" },
		/* nobody looked a second time */
		{ 9, 10, "", CAUSE_ONE_OF_THEM, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct cause_witness witnesses[WITNESSES];
		size_t count = read_witnesses(cases[i].witnesses, witnesses);
		struct cause cause = cause_find(
			cases[i].turned, cases[i].looked, witnesses, count);

		if (cause.kind != cases[i].kind ||
		    strcasecmp(cause.server, cases[i].server) != 0)
			fail_msg("%s: kind %d, server %s", cases[i].witnesses,
				 (int)cause.kind, cause.server);
		for (size_t k = 0; k < count; k++)
			cause_witness_free(&witnesses[k]);
	}
}

static void witness_has_each_server_once(void **state)
{
	struct server_verdict servers[] = {
		{ .name = (char *)"ns1.a", .asked = true, .has_route = true },
		{ .name = (char *)"ns1.a",
		  .asked = true,
		  .has_route = true,
		  .answers = true },
		{ .name = (char *)"ns2.a", .asked = true, .has_route = true },
		/* not to be reached from here is not silent */
		{ .name = (char *)"ns3.a", .asked = true },
	};
	struct verdict v = {
		.outcome = OUTCOME_WRONG,
		.authority = AUTHORITY_FOUND,
		.servers = servers,
		.server_count = COUNT_OF(servers),
	};
	struct cause_witness w = cause_witness_of(&v, OUTCOME_GREEN);

	(void)state;
	assert_false(w.is_fine);
	assert_false(w.no_servers);
	assert_int_equal(w.server_count, 2);
	assert_string_equal(w.servers[0], "ns1.a");
	assert_true(w.answers[0]);
	assert_string_equal(w.servers[1], "ns2.a");
	assert_false(w.answers[1]);
	cause_witness_free(&w);

	v.outcome = OUTCOME_GREEN;
	w = cause_witness_of(&v, OUTCOME_GREEN);
	assert_true(w.is_fine);
	cause_witness_free(&w);

	v.outcome = OUTCOME_UNKNOWN;
	v.authority = AUTHORITY_UNKNOWN;
	w = cause_witness_of(&v, OUTCOME_UNKNOWN);
	assert_false(w.is_fine);
	assert_true(w.no_servers);
	cause_witness_free(&w);
}

static void sentence_names_the_cause(void **state)
{
	struct cause cause = { .kind = CAUSE_NAME_SERVER,
			       .server = "ns1.a",
			       .turned = 14,
			       .looked = 90 };
	struct str text = STR_INIT(STR_MAX_TEXT);

	(void)state;
	cause_add_sentence(&text, &cause);
	assert_non_null(strstr(str_text(&text), "14 of 90 domains"));
	assert_non_null(strstr(str_text(&text), "ns1.a"));
	str_reset(&text);
	cause.kind = CAUSE_RESOLVER;
	cause_add_sentence(&text, &cause);
	assert_non_null(strstr(str_text(&text), "resolver"));
	str_reset(&text);
	cause.kind = CAUSE_NONE;
	cause_add_sentence(&text, &cause);
	assert_string_equal(str_text(&text), "");
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_are_a_tenth_and_a_handful),
		cmocka_unit_test(cause_is_found),
		cmocka_unit_test(witness_has_each_server_once),
		cmocka_unit_test(sentence_names_the_cause),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
