/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/spf_tree.h"

/* Counts until nothing is pending, with late answers; rounds may be NULL. */
static void count(const char *zone, const char *domain, const char *text,
		  struct spf_tree *out, unsigned *rounds)
{
	struct fake_dns dns = { .held = true };
	struct lookup lookup = fake_dns_lookup(&dns);
	unsigned n = 0;

	fake_dns_zone(&dns, zone);
	spf_tree_count(domain, text, &lookup, out);
	while (out->pending) {
		assert_true(fake_dns_deliver(&dns) > 0);
		n++;
		spf_tree_free(out);
		spf_tree_count(domain, text, &lookup, out);
	}
	if (rounds)
		*rounds = n;
	fake_dns_free(&dns);
}

static const char common[] =
	"none.example A 192.0.2.1\n"
	"host.example A 192.0.2.1\n"
	"host.example AAAA 2001:db8::1\n"
	"four.example A 192.0.2.1\n"
	"leaf.example TXT v=spf1 ip4:192.0.2.0/24 -all\n"
	"three.example TXT v=spf1 include:leaf.example a:host.example "
	"mx:mail.example -all\n"
	"mail.example MX 1 host.example\nmail.example MX 2 host.example\n"
	"ptr.example TXT v=spf1 ptr ~all\n"
	"deep.example TXT v=spf1 include:three.example ?all\n"
	"five.example TXT v=spf1 a:host.example a:host.example "
	"a:host.example a:host.example a:host.example -all\n"
	"ring.example TXT v=spf1 include:ring2.example -all\n"
	"ring2.example TXT v=spf1 include:ring.example -all\n"
	"bad.example TXT v=spf1 mx ip4:1.2.3 -all\n"
	"double.example TXT v=spf1 -all\ndouble.example TXT v=spf1 mx -all\n"
	"fail.example TXT SERVFAIL\n"
	"words.example TXT hello\n"
	"tomacro.example TXT v=spf1 exists:%{i}.x.example "
	"include:%{l}.x.example -all\n"
	"nullmx.example MX 0 .\n"
	"hollow.example MX 1 gone1.example\nhollow.example MX 2 gone2.example\n"
	"hollow.example MX 3 host.example\n";

static const struct {
	const char *text;
	unsigned lookups, voids;
	char all;
	enum spf_error error;
	const char *error_domain, *error_term, *error_target;
	bool inside;
} tree_cases[] = {
	{ "v=spf1", 0, 0, 0, SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 ip4:192.0.2.1 -all", 0, 0, '-', SPF_ERROR_NONE, NULL, NULL,
	  NULL, false },
	{ "v=spf1 include:leaf.example ~all", 1, 0, '~', SPF_ERROR_NONE, NULL,
	  NULL, NULL, false },
	{ "v=spf1 include:three.example include:leaf.example all", 5, 0, '+',
	  SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 include:deep.example -all", 5, 0, '-', SPF_ERROR_NONE, NULL,
	  NULL, NULL, false },
	/* what stands behind `all` costs nothing */
	{ "v=spf1 -all include:deep.example mx", 0, 0, '-', SPF_ERROR_NONE,
	  NULL, NULL, NULL, false },
	{ "v=spf1 redirect=deep.example", 5, 0, '?', SPF_ERROR_NONE, NULL, NULL,
	  NULL, false },
	{ "v=spf1 redirect=deep.example ~all", 0, 0, '~', SPF_ERROR_NONE, NULL,
	  NULL, NULL, false },
	{ "v=spf1 exp=gone.example -all", 0, 0, '-', SPF_ERROR_NONE, NULL, NULL,
	  NULL, false },
	/* voids: only names that nobody can match */
	{ "v=spf1 a:four.example a:gone.example -all", 2, 1, '-',
	  SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 mx:nullmx.example mx:host.example -all", 2, 1, '-',
	  SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 mx:hollow.example -all", 1, 2, '-', SPF_ERROR_NONE, NULL,
	  NULL, NULL, false },
	{ "v=spf1 exists:gone.example exists:host.example -all", 2, 1, '-',
	  SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 a:v1.example a:v2.example a:v3.example -all", 3, 3, '-',
	  SPF_ERROR_VOIDS, NULL, NULL, NULL, false },
	/* limits */
	{ "v=spf1 include:five.example a:host.example a:host.example "
	  "a:host.example a:host.example -all",
	  10, 0, '-', SPF_ERROR_NONE, NULL, NULL, NULL, false },
	{ "v=spf1 include:five.example include:five.example -all", 12, 0, '-',
	  SPF_ERROR_LOOKUPS, "five.example", "a:host.example", NULL, false },
	{ "v=spf1 include:five.example a:host.example a:host.example "
	  "a:host.example a:host.example mx:mail.example -all",
	  11, 0, '-', SPF_ERROR_LOOKUPS, "d.example", "mx:mail.example", NULL,
	  false },
	/* what is broken */
	{ "v=spf1 mx ip4:1.2.3 -all", 0, 0, 0, SPF_ERROR_SYNTAX, "d.example",
	  "ip4:1.2.3", NULL, false },
	{ "v=spf1 a:host.example include:gone.example mx:mail.example -all", 3,
	  1, '-', SPF_ERROR_INCLUDE_NONE, "d.example", "include:gone.example",
	  "gone.example", true },
	{ "v=spf1 include:words.example -all", 1, 0, '-',
	  SPF_ERROR_INCLUDE_NONE, "d.example", "include:words.example",
	  "words.example", true },
	{ "v=spf1 redirect=words.example", 1, 0, '=', SPF_ERROR_REDIRECT_NONE,
	  "d.example", "redirect=words.example", "words.example", true },
	{ "v=spf1 include:ring.example -all", 3, 0, '-', SPF_ERROR_LOOP,
	  "ring2.example", "include:ring.example", "ring.example", true },
	{ "v=spf1 include:d.example -all", 1, 0, '-', SPF_ERROR_LOOP,
	  "d.example", "include:d.example", "d.example", true },
	{ "v=spf1 include:bad.example -all", 1, 0, '-', SPF_ERROR_SYNTAX,
	  "bad.example", "ip4:1.2.3", NULL, true },
	{ "v=spf1 include:double.example -all", 1, 0, '-', SPF_ERROR_MULTIPLE,
	  "double.example", NULL, NULL, true },
	/* the first thing wrong is told */
	{ "v=spf1 include:gone.example include:bad.example -all", 2, 1, '-',
	  SPF_ERROR_INCLUDE_NONE, "d.example", "include:gone.example",
	  "gone.example", true },
	/* an include twice costs twice, but is no loop */
	{ "v=spf1 include:leaf.example include:leaf.example -all", 2, 0, '-',
	  SPF_ERROR_NONE, NULL, NULL, NULL, false },
};

static void same_text(const char *got, const char *want, const char *record)
{
	if (strcmp(got ? got : "", want ? want : "") != 0)
		fail_msg("%s: %s, not %s", record, got ? got : "nothing",
			 want ? want : "nothing");
}

static void test_trees(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(tree_cases); i++) {
		const char *text = tree_cases[i].text;
		struct spf_tree t;

		count(common, "d.example", text, &t, NULL);
		if (t.lookups != tree_cases[i].lookups ||
		    t.voids != tree_cases[i].voids ||
		    t.all != tree_cases[i].all ||
		    t.error != tree_cases[i].error)
			fail_msg("%s: %u lookups, %u voids, all %c, error %d",
				 text, t.lookups, t.voids, t.all ? t.all : '0',
				 (int)t.error);
		same_text(t.error_domain, tree_cases[i].error_domain, text);
		same_text(t.error_term, tree_cases[i].error_term, text);
		same_text(t.error_target, tree_cases[i].error_target, text);
		assert_int_equal(t.error_inside, tree_cases[i].inside);
		assert_false(t.unknown);
		assert_string_equal(t.record, text);
		spf_tree_free(&t);
	}
}

static void test_published(void **state)
{
	struct spf_tree t;

	(void)state;
	count(common, "three.example", NULL, &t, NULL);
	assert_int_equal(t.lookups, 3);
	assert_string_equal(t.record, "v=spf1 include:leaf.example "
				      "a:host.example mx:mail.example -all");
	spf_tree_free(&t);
	count(common, "words.example", NULL, &t, NULL);
	assert_null(t.record);
	assert_int_equal(t.error, SPF_ERROR_NO_RECORD);
	spf_tree_free(&t);
	count(common, "nowhere.example", NULL, &t, NULL);
	assert_int_equal(t.error, SPF_ERROR_NO_NAME);
	spf_tree_free(&t);
	count(common, "double.example", NULL, &t, NULL);
	assert_int_equal(t.error, SPF_ERROR_MULTIPLE);
	assert_false(t.error_inside);
	assert_null(t.record);
	spf_tree_free(&t);
	count(common, "fail.example", NULL, &t, NULL);
	assert_true(t.unknown);
	assert_int_equal(t.error, SPF_ERROR_NONE);
	assert_null(t.record);
	spf_tree_free(&t);
}

/* How a record ends that goes on in another one. */
static void test_all_through_redirect(void **state)
{
	static const struct {
		const char *text;
		char all;
	} ends[] = {
		{ "v=spf1 redirect=leaf.example", '-' },
		{ "v=spf1 redirect=fail.example", '=' },
		{ "v=spf1 redirect=%{l}.example", '=' },
		{ "v=spf1 redirect=bare.example", 0 },
		{ "v=spf1 redirect=leaf.example ?all", '?' },
		{ "v=spf1 include:leaf.example", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct fake_dns dns = { .held = false };
		struct lookup lookup = fake_dns_lookup(&dns);
		struct spf_tree t;

		fake_dns_zone(&dns, common);
		fake_dns_zone(&dns, "bare.example TXT v=spf1 mx\n");
		spf_tree_count("d.example", ends[i].text, &lookup, &t);
		if (t.all != ends[i].all)
			fail_msg("%s: %d", ends[i].text, t.all);
		spf_tree_free(&t);
		fake_dns_free(&dns);
	}
}

/* A branch without an answer leaves the count a minimum and says so. */
static void test_unknown_branch(void **state)
{
	struct spf_tree t;

	(void)state;
	count(common, "d.example",
	      "v=spf1 include:fail.example include:three.example -all", &t,
	      NULL);
	assert_true(t.unknown);
	assert_int_equal(t.lookups, 5);
	assert_int_equal(t.error, SPF_ERROR_NONE);
	spf_tree_free(&t);
	count("h.example A SILENT\n", "d.example", "v=spf1 a:h.example -all",
	      &t, NULL);
	assert_true(t.unknown);
	assert_int_equal(t.voids, 0);
	spf_tree_free(&t);
}

static void test_flags(void **state)
{
	struct spf_tree t;

	(void)state;
	count(common, "d.example", "v=spf1 include:ptr.example -all", &t, NULL);
	assert_true(t.uses_ptr);
	assert_false(t.uses_macros);
	spf_tree_free(&t);
	count(common, "d.example", "v=spf1 include:tomacro.example -all", &t,
	      NULL);
	assert_true(t.uses_macros);
	assert_int_equal(t.lookups, 3);
	assert_int_equal(t.voids, 0);
	spf_tree_free(&t);
	/* %{d} is the same for every sender: it is followed. */
	count("x.d.example TXT v=spf1 a:host.example -all\n"
	      "host.example A 192.0.2.1\n",
	      "d.example", "v=spf1 include:x.%{d} -all", &t, NULL);
	assert_false(t.uses_macros);
	assert_int_equal(t.lookups, 2);
	assert_int_equal(t.error, SPF_ERROR_NONE);
	spf_tree_free(&t);
}

static void test_branches(void **state)
{
	static const struct {
		const char *term;
		unsigned lookups, voids;
		enum spf_error error;
	} want[] = {
		{ "a:host.example", 1, 0, SPF_ERROR_NONE },
		{ "include:deep.example", 5, 0, SPF_ERROR_NONE },
		{ "include:gone.example", 1, 1, SPF_ERROR_INCLUDE_NONE },
		{ "ip4:192.0.2.1", 0, 0, SPF_ERROR_NONE },
		{ "include:bad.example", 1, 0, SPF_ERROR_SYNTAX },
		{ "-all", 0, 0, SPF_ERROR_NONE },
	};
	const char *text = "v=spf1 a:host.example include:deep.example "
			   "include:gone.example ip4:192.0.2.1 "
			   "include:bad.example -all mx";
	struct spf_tree t;

	(void)state;
	count(common, "d.example", text, &t, NULL);
	assert_int_equal(t.branch_count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		const struct spf_branch *b = &t.branches[i];

		assert_int_equal(b->len, strlen(want[i].term));
		assert_memory_equal(text + b->offset, want[i].term, b->len);
		assert_int_equal(b->lookups, want[i].lookups);
		assert_int_equal(b->voids, want[i].voids);
		assert_int_equal(b->error, want[i].error);
	}
	spf_tree_free(&t);
}

/* All branches are asked at once, so what a branch needs is often there already
 * when its turn comes: the includes and the MX, then the hosts. */
static void test_rounds(void **state)
{
	unsigned rounds;
	struct spf_tree t;

	(void)state;
	count(common, "d.example",
	      "v=spf1 include:deep.example include:three.example "
	      "include:leaf.example mx:mail.example -all",
	      &t, &rounds);
	assert_int_equal(rounds, 2);
	spf_tree_free(&t);
}

/* A tree that doubles at every level is not walked to its end. */
static void test_explosion(void **state)
{
	struct str zone = STR_INIT(STR_MAX_TEXT);
	struct fake_dns dns = { .held = false };
	struct lookup lookup = fake_dns_lookup(&dns);
	struct spf_tree t;

	(void)state;
	for (int i = 0; i < 40; i++)
		str_addf(&zone,
			 "l%d.example TXT v=spf1 include:l%d.example "
			 "include:l%d.example mx -all\n",
			 i, i + 1, i + 1);
	fake_dns_zone(&dns, str_text(&zone));
	spf_tree_count("l0.example", NULL, &lookup, &t);
	assert_true(t.lookups > SPF_LOOKUPS_MAX);
	assert_true(t.lookups <= SPF_TREE_LOOKUPS_MAX);
	assert_int_equal(t.error, SPF_ERROR_INCLUDE_NONE);
	assert_true(dns.answer_count < 200);
	spf_tree_free(&t);
	fake_dns_free(&dns);
	str_free(&zone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_all_through_redirect),
		cmocka_unit_test(test_unknown_branch),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_branches),
		cmocka_unit_test(test_rounds),
		cmocka_unit_test(test_explosion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
