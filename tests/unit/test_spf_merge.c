/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/spf_merge.h"

#define CRM "include:spf.crm.example"

/* One record (or none) and the wanted terms, for the domain d.example with an
 * MX and a mailbox provider that is not known. */
static const struct {
	const char *existing, *wanted;
	enum spf_merge_status status;
	const char *text;
	unsigned notes;
} cases[] = {
	/* a new record */
	{ NULL, CRM, SPF_MERGE_NEW, "v=spf1 mx " CRM " ~all",
	  SPF_NOTE_MAILBOX_MX },
	{ NULL, "mx " CRM, SPF_MERGE_NEW, "v=spf1 mx " CRM " ~all",
	  SPF_NOTE_MAILBOX_MX },
	{ NULL, "v=spf1 mx ip4:192.0.2.1 -all", SPF_MERGE_NEW,
	  "v=spf1 mx ip4:192.0.2.1 ~all",
	  SPF_NOTE_MAILBOX_MX | SPF_NOTE_SOFTFAIL },
	{ NULL, "v=spf1 ip4:192.0.2.1 ~all", SPF_MERGE_NEW,
	  "v=spf1 mx ip4:192.0.2.1 ~all", SPF_NOTE_MAILBOX_MX },
	{ NULL, "", SPF_MERGE_NEW, "v=spf1 mx ~all", SPF_NOTE_MAILBOX_MX },
	{ NULL, "?" CRM " -ip4:192.0.2.1", SPF_MERGE_NEW,
	  "v=spf1 mx " CRM " ~all", SPF_NOTE_MAILBOX_MX },
	{ NULL, "v=spf1 redirect=spf.crm.example", SPF_MERGE_NEW,
	  "v=spf1 mx " CRM " ~all", SPF_NOTE_MAILBOX_MX },
	{ NULL, CRM " exp=why.crm.example foo=bar", SPF_MERGE_NEW,
	  "v=spf1 mx " CRM " ~all", SPF_NOTE_MAILBOX_MX },
	/* in front of `all`, whichever it is */
	{ "v=spf1 mx ~all", CRM, SPF_MERGE_CHANGED, "v=spf1 mx " CRM " ~all",
	  0 },
	{ "v=spf1 mx -all", CRM, SPF_MERGE_CHANGED, "v=spf1 mx " CRM " -all",
	  0 },
	{ "v=spf1 mx -all", "v=spf1 " CRM " -all", SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " -all", 0 },
	{ "v=spf1 mx ~all", "v=spf1 " CRM " -all", SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " ~all", SPF_NOTE_SOFTFAIL },
	{ "v=spf1 ?all", CRM, SPF_MERGE_CHANGED, "v=spf1 " CRM " ?all", 0 },
	{ "v=spf1 all", CRM, SPF_MERGE_CHANGED, "v=spf1 " CRM " all", 0 },
	{ "v=spf1 -all", CRM, SPF_MERGE_CHANGED, "v=spf1 " CRM " -all", 0 },
	/* several terms keep their order, and each is new once */
	{ "v=spf1 mx ~all", CRM " ip4:192.0.2.1 " CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " ip4:192.0.2.1 ~all", 0 },
	/* the customer's own spelling and order stay */
	{ "V=SPF1  A:Mail.D.example   +mx  exp=why.d.example foo=1 -ALL", CRM,
	  SPF_MERGE_CHANGED,
	  "v=spf1 A:Mail.D.example +mx exp=why.d.example foo=1 " CRM " -ALL",
	  0 },
	{ "v=spf1 mx ~all exp=why.d.example", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " ~all exp=why.d.example", 0 },
	{ "v=spf1 a a a -all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 a a a " CRM " -all", 0 },
	/* redirect= instead of `all` */
	{ "v=spf1 redirect=_spf.host.example", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 " CRM " redirect=_spf.host.example",
	  SPF_NOTE_BEFORE_REDIRECT },
	{ "v=spf1 mx redirect=_spf.host.example exp=why.d.example", CRM,
	  SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " redirect=_spf.host.example exp=why.d.example",
	  SPF_NOTE_BEFORE_REDIRECT },
	{ "v=spf1 redirect=_spf.host.example mx", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 " CRM " redirect=_spf.host.example mx",
	  SPF_NOTE_BEFORE_REDIRECT },
	{ "v=spf1 redirect=_spf.host.example ~all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 redirect=_spf.host.example " CRM " ~all", 0 },
	/* neither */
	{ "v=spf1 mx", CRM, SPF_MERGE_CHANGED, "v=spf1 mx " CRM,
	  SPF_NOTE_NO_ALL },
	{ "v=spf1", CRM, SPF_MERGE_CHANGED, "v=spf1 " CRM, SPF_NOTE_NO_ALL },
	{ "v=spf1 mx exp=why.d.example foo=1", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " exp=why.d.example foo=1", SPF_NOTE_NO_ALL },
	/* already there: the record stays to the letter */
	{ "v=spf1  mx INCLUDE:SPF.CRM.example.  ~all ", CRM, SPF_MERGE_KEPT,
	  "v=spf1  mx INCLUDE:SPF.CRM.example.  ~all ", 0 },
	{ "v=spf1 +" CRM " -all", CRM, SPF_MERGE_KEPT, "v=spf1 +" CRM " -all",
	  0 },
	{ "v=spf1 a:D.example mx:d.example. ~all", "a mx", SPF_MERGE_KEPT,
	  "v=spf1 a:D.example mx:d.example. ~all", 0 },
	{ "v=spf1 ip4:192.0.2.0/24 ~all", "ip4:192.0.2.99", SPF_MERGE_KEPT,
	  "v=spf1 ip4:192.0.2.0/24 ~all", 0 },
	{ "v=spf1 ip6:2001:DB8::/32 ~all", "ip6:2001:db8:0:1::/64",
	  SPF_MERGE_KEPT, "v=spf1 ip6:2001:DB8::/32 ~all", 0 },
	{ "v=spf1 mx ~all", "", SPF_MERGE_KEPT, "v=spf1 mx ~all", 0 },
	/* nearly there */
	{ "v=spf1 ip4:192.0.2.99 ~all", "ip4:192.0.2.0/24", SPF_MERGE_CHANGED,
	  "v=spf1 ip4:192.0.2.99 ip4:192.0.2.0/24 ~all", 0 },
	{ "v=spf1 -ip4:192.0.2.0/24 ~all", "ip4:192.0.2.99", SPF_MERGE_CHANGED,
	  "v=spf1 -ip4:192.0.2.0/24 ip4:192.0.2.99 ~all", 0 },
	{ "v=spf1 a/24 ~all", "a", SPF_MERGE_CHANGED, "v=spf1 a/24 a ~all", 0 },
	/* of two ends the first decides */
	{ "v=spf1 mx -all ~all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " -all", 0 },
	{ "v=spf1 mx -all " CRM " ?all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " -all", SPF_NOTE_BEHIND_ALL },
	{ "v=spf1 " CRM " -all ~all", CRM, SPF_MERGE_KEPT,
	  "v=spf1 " CRM " -all ~all", 0 },
	/* behind `all` it never counted */
	{ "v=spf1 mx ~all " CRM, CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " ~all", SPF_NOTE_BEHIND_ALL },
	{ "v=spf1 mx ~all a " CRM " ptr", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " a ptr ~all", SPF_NOTE_BEHIND_ALL },
	{ "v=spf1 " CRM " ~all " CRM, CRM, SPF_MERGE_CHANGED,
	  "v=spf1 " CRM " ~all", SPF_NOTE_BEHIND_ALL },
	{ "v=spf1 mx ~all a", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " a ~all", SPF_NOTE_BEHIND_ALL },
	{ "v=spf1 mx ~all mx exp=e.d.example a", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " a ~all exp=e.d.example", SPF_NOTE_BEHIND_ALL },
	/* in front of +all they could only take away */
	{ "v=spf1 mx all -a ?ip4:192.0.2.1", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx " CRM " all", 0 },
	/* another qualifier than + */
	{ "v=spf1 -" CRM " mx ~all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 " CRM " mx ~all", SPF_NOTE_QUALIFIER },
	{ "v=spf1 mx ?INCLUDE:spf.CRM.example -all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 mx INCLUDE:spf.CRM.example -all", SPF_NOTE_QUALIFIER },
	{ "v=spf1 ~" CRM " mx " CRM " -all", CRM, SPF_MERGE_CHANGED,
	  "v=spf1 " CRM " mx -all", SPF_NOTE_QUALIFIER },
	{ "v=spf1 " CRM " mx -" CRM " -all", CRM, SPF_MERGE_KEPT,
	  "v=spf1 " CRM " mx -" CRM " -all", 0 },
	/* what cannot be merged */
	{ "v=spf1 mx ip4:192.0.2 ~all", CRM, SPF_MERGE_REFUSED, NULL, 0 },
	{ "v=spf1 mx ~all", "include:", SPF_MERGE_BAD_TERM, NULL, 0 },
	{ "v=spf1 mx ~all", CRM " foo", SPF_MERGE_BAD_TERM, NULL, 0 },
};

static void test_merge(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct spf_merge_input input = {
			.domain = "d.example",
			.existing = &cases[i].existing,
			.existing_count = cases[i].existing != NULL,
			.wanted = cases[i].wanted,
			.has_mx = true,
		};
		struct spf_merge m;

		spf_merge(&input, &m);
		if (m.status != cases[i].status || m.notes != cases[i].notes ||
		    strcmp(m.text ? m.text : "",
			   cases[i].text ? cases[i].text : "") != 0)
			fail_msg("%s with %s: %d, notes %x, \"%s\"",
				 cases[i].existing ? cases[i].existing : "-",
				 cases[i].wanted, (int)m.status, m.notes,
				 m.text ? m.text : "");
		spf_merge_free(&m);
	}
}

/* What the merge brings is a record that the merge leaves alone. */
static void test_merge_is_stable(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = cases[i].text;
		struct spf_merge_input input = {
			.domain = "d.example",
			.existing = &text,
			.existing_count = 1,
			.wanted = cases[i].wanted,
			.has_mx = true,
		};
		struct spf_record r;
		struct spf_merge m;

		if (!text)
			continue;
		assert_true(spf_record_parse(text, &r));
		spf_record_free(&r);
		spf_merge(&input, &m);
		if (m.status != SPF_MERGE_KEPT || strcmp(m.text, text) != 0)
			fail_msg("%s: %s", text, m.text);
		spf_merge_free(&m);
	}
}

static const struct {
	const char *mailbox;
	bool has_mx;
	const char *text;
	unsigned notes;
} mailbox_cases[] = {
	{ NULL, true, "v=spf1 mx " CRM " ~all", SPF_NOTE_MAILBOX_MX },
	{ NULL, false, "v=spf1 " CRM " ~all", SPF_NOTE_NO_MX },
	{ "include:_spf.box.example", true,
	  "v=spf1 include:_spf.box.example " CRM " ~all", SPF_NOTE_MAILBOX },
	{ "include:_spf.box.example a", false,
	  "v=spf1 include:_spf.box.example a " CRM " ~all", SPF_NOTE_MAILBOX },
	{ CRM, true, "v=spf1 " CRM " ~all", SPF_NOTE_MAILBOX },
	{ "", true, "v=spf1 " CRM " ~all", SPF_NOTE_MAILBOX },
};

static void test_mailbox(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(mailbox_cases); i++) {
		struct spf_merge_input input = {
			.domain = "d.example",
			.wanted = CRM,
			.mailbox = mailbox_cases[i].mailbox,
			.has_mx = mailbox_cases[i].has_mx,
		};
		struct spf_merge m;

		spf_merge(&input, &m);
		assert_int_equal(m.status, SPF_MERGE_NEW);
		assert_string_equal(m.text, mailbox_cases[i].text);
		assert_int_equal(m.notes, mailbox_cases[i].notes);
		spf_merge_free(&m);
	}
}

static const struct {
	const char *records[3];
	const char *text;
	unsigned notes;
} join_cases[] = {
	{ { "v=spf1 mx ~all", "v=spf1 include:b.example ~all" },
	  "v=spf1 include:b.example mx " CRM " ~all",
	  0 },
	{ { "v=spf1 mx -all", "v=spf1 mx a -all" },
	  "v=spf1 mx a " CRM " -all",
	  0 },
	{ { "v=spf1 a -all", "v=spf1 mx ~all" },
	  "v=spf1 a mx " CRM " ~all",
	  SPF_NOTE_ALL_DIFFERED },
	{ { "v=spf1 a ?all", "v=spf1 b=c mx +all" },
	  "v=spf1 a mx " CRM " ~all b=c",
	  SPF_NOTE_ALL_DIFFERED },
	{ { "v=spf1 a", "v=spf1 mx -all" },
	  "v=spf1 a mx " CRM " ~all",
	  SPF_NOTE_ALL_DIFFERED },
	{ { "v=spf1 a", "v=spf1 mx" }, "v=spf1 a mx " CRM, SPF_NOTE_NO_ALL },
	{ { "v=spf1 redirect=r.example", "v=spf1 mx ~all" },
	  "v=spf1 mx include:r.example " CRM " ~all",
	  SPF_NOTE_ALL_DIFFERED | SPF_NOTE_REDIRECT_INCLUDED },
	{ { "v=spf1 redirect=r.example", "v=spf1 redirect=s.example" },
	  "v=spf1 include:r.example include:s.example " CRM " ~all",
	  SPF_NOTE_REDIRECT_INCLUDED },
	/* a redirect= that never counted does not begin to */
	{ { "v=spf1 a -all redirect=r.example", "v=spf1 mx -all" },
	  "v=spf1 a mx " CRM " -all",
	  0 },
	/* nor do terms behind `all` */
	{ { "v=spf1 a -all ip4:192.0.2.1", "v=spf1 mx -all" },
	  "v=spf1 a mx " CRM " -all",
	  0 },
	{ { "v=spf1 a exp=e.example -all", "v=spf1 exp=f.example mx -all" },
	  "v=spf1 a mx " CRM " -all exp=e.example",
	  0 },
	{ { "v=spf1 -all", "v=spf1 -all" }, "v=spf1 " CRM " -all", 0 },
	/* whoever one of them lets send may send */
	{ { "v=spf1 -a mx ~all", "v=spf1 a ?mx ~all" },
	  "v=spf1 a mx " CRM " ~all",
	  0 },
	{ { "v=spf1 a ~all", "v=spf1 mx ~all", "v=spf1 ptr ~all" },
	  "v=spf1 a mx ptr " CRM " ~all",
	  0 },
};

/* Several records become one, in whatever order they come. */
static void test_join(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * COUNT_OF(join_cases); i++) {
		const char *const *given = join_cases[i / 2].records;
		size_t count = given[2] ? 3 : 2;
		const char *records[3];
		struct spf_merge_input input = {
			.domain = "d.example",
			.existing = records,
			.existing_count = count,
			.wanted = CRM,
			.has_mx = true,
		};
		struct spf_merge m;

		for (size_t k = 0; k < count; k++)
			records[k] = given[i % 2 ? count - 1 - k : k];
		spf_merge(&input, &m);
		assert_int_equal(m.status, SPF_MERGE_CHANGED);
		if (strcmp(m.text, join_cases[i / 2].text) != 0 ||
		    m.notes != (join_cases[i / 2].notes | SPF_NOTE_JOINED))
			fail_msg("%s + %s: \"%s\", notes %x", records[0],
				 records[1], m.text, m.notes);
		spf_merge_free(&m);
	}
}

static void test_join_refused(void **state)
{
	const char *records[] = { "v=spf1 mx ~all", "v=spf1 a:1.2.3.4 ~all" };
	struct spf_merge_input input = { .existing = records,
					 .existing_count = 2,
					 .wanted = CRM };
	struct spf_merge m;

	(void)state;
	spf_merge(&input, &m);
	assert_int_equal(m.status, SPF_MERGE_REFUSED);
	assert_int_equal(m.error, SPF_SYNTAX_ADDRESS);
	assert_string_equal(m.error_text, records[1]);
	assert_int_equal(m.error_offset, 7);
	assert_int_equal(m.error_len, 9);
	assert_null(m.text);
	spf_merge_free(&m);
}

static void test_bad_term_place(void **state)
{
	const char *record = "v=spf1 mx ~all";
	struct spf_merge_input input = { .existing = &record,
					 .existing_count = 1,
					 .wanted = CRM "  ip4:1.2.3" };
	struct spf_merge m;

	(void)state;
	spf_merge(&input, &m);
	assert_int_equal(m.status, SPF_MERGE_BAD_TERM);
	assert_int_equal(m.error, SPF_SYNTAX_IP4);
	assert_int_equal(m.error_offset, strlen(CRM) + 2);
	assert_int_equal(m.error_len, 9);
	spf_merge_free(&m);
}

static void test_changes(void **state)
{
	static const struct {
		enum spf_change_kind kind;
		const char *term, *other;
	} want[] = {
		{ SPF_CHANGE_PASSED, CRM, "?" CRM },
		{ SPF_CHANGE_PRESENT, "mx", NULL },
		{ SPF_CHANGE_COVERED, "ip4:192.0.2.7", "ip4:192.0.2.0/24" },
		{ SPF_CHANGE_ADDED, "a:new.example", NULL },
		{ SPF_CHANGE_REMOVED, "a:New.example", NULL },
	};
	const char *record = "v=spf1 mx ?" CRM " ip4:192.0.2.0/24 -all "
			     "a:New.example";
	struct spf_merge_input input = {
		.domain = "d.example",
		.existing = &record,
		.existing_count = 1,
		.wanted = CRM " mx ip4:192.0.2.7 a:new.example",
	};
	struct spf_merge m;

	(void)state;
	spf_merge(&input, &m);
	assert_string_equal(m.text, "v=spf1 mx " CRM " ip4:192.0.2.0/24 "
				    "a:new.example -all");
	assert_int_equal(m.change_count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_int_equal(m.changes[i].kind, want[i].kind);
		assert_string_equal(m.changes[i].term, want[i].term);
		if (want[i].other)
			assert_string_equal(m.changes[i].other, want[i].other);
		else
			assert_null(m.changes[i].other);
	}
	spf_merge_free(&m);
}

static void test_long(void **state)
{
	struct str record = STR_INIT(2000);
	const char *text;
	struct spf_merge_input input = { .existing = &text,
					 .existing_count = 1,
					 .wanted = "mx" };
	struct spf_merge m;

	(void)state;
	str_add(&record, "v=spf1");
	while (record.len < SPF_LONG - 3 - 5 - 4)
		str_add(&record, " a");
	str_add(&record, " ~all");
	text = str_text(&record);
	for (int i = 0; i < 2; i++) {
		spf_merge(&input, &m);
		assert_int_equal(m.status, SPF_MERGE_CHANGED);
		assert_int_equal((m.notes & SPF_NOTE_LONG) != 0,
				 strlen(m.text) > SPF_LONG);
		assert_int_equal((m.notes & SPF_NOTE_LONG) != 0, i == 1);
		spf_merge_free(&m);
		input.wanted = "mx ip4:192.0.2.1";
	}
	str_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_merge_is_stable),
		cmocka_unit_test(test_mailbox),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_join_refused),
		cmocka_unit_test(test_bad_term_place),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
