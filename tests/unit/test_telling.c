/* What turned, as a mail and as a webhook has it.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "commands/changes_text.h"
#include "commands/telling.h"

static struct change_finding wrong_name = {
	.code = FINDING_NAME_DOUBLED,
	.severity = SEVERITY_ERROR,
	.text = "It stands at the wrong name.",
	.fix = "Enter only this as the name:\nmrsel1._domainkey",
};

static struct change_finding warning = {
	.code = FINDING_SPF_LONG,
	.severity = SEVERITY_WARNING,
	.text = "The record is long.",
	.fix = "Make it shorter.",
};

static struct change change_of(const char *domain, enum outcome now)
{
	return (struct change){
		.domain = (char *)domain,
		.before = OUTCOME_GREEN,
		.before_at = 1798000000 - 86400,
		.now = now,
		.at = 1798000000,
		.sentence = "Something is wrong with it",
		.json = "{\"domain\":\"x\"}",
	};
}

static void test_subjects_of_one(void **state)
{
	static const struct {
		enum outcome now;
		bool is_first;
		struct change_finding *finding;
		const char *subject;
	} cases[] = {
		{ OUTCOME_WRONG, false, &wrong_name,
		  "zegel: b\xc3\xbc"
		  "cher.example needs attention: wrong name" },
		{ OUTCOME_WRONG, false, NULL,
		  "zegel: b\xc3\xbc"
		  "cher.example needs attention" },
		{ OUTCOME_WAITING, false, &warning,
		  "zegel: b\xc3\xbc"
		  "cher.example needs attention" },
		{ OUTCOME_GREEN, false, &warning,
		  "zegel: b\xc3\xbc"
		  "cher.example is right again" },
		{ OUTCOME_GREEN, true, NULL,
		  "zegel: b\xc3\xbc"
		  "cher.example is right" },
		{ OUTCOME_UNKNOWN, false, NULL,
		  "zegel: Nobody answers any more for b\xc3\xbc"
		  "cher.example" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct change change = change_of("xn--bcher-kva.example",
						 cases[i].now);
		struct changes changes = { .items = &change, .count = 1 };
		struct str out = STR_INIT(STR_MAX_TEXT);

		change.is_first = cases[i].is_first;
		change.findings = cases[i].finding;
		change.finding_count = cases[i].finding != NULL;
		changes_add_subject(&out, &changes);
		assert_string_equal(str_text(&out), cases[i].subject);
		str_free(&out);
	}
}

static void test_subjects_of_many(void **state)
{
	static const struct {
		unsigned wrong, silent, right;
		const char *subject;
	} cases[] = {
		{ 2, 0, 0, "zegel: 2 domains need attention" },
		{ 1, 0, 1,
		  "zegel: 1 domain needs attention, 1 domain is right again" },
		{ 0, 2, 0, "zegel: 2 give no answer" },
		{ 3, 1, 2,
		  "zegel: 3 domains need attention, 1 gives no answer, 2 "
		  "domains are right again" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct change items[8];
		struct changes changes = { .items = items };
		struct str out = STR_INIT(STR_MAX_TEXT);

		for (unsigned k = 0; k < cases[i].wrong; k++)
			items[changes.count++] = change_of("a.nl",
							   OUTCOME_WRONG);
		for (unsigned k = 0; k < cases[i].silent; k++)
			items[changes.count++] = change_of("b.nl",
							   OUTCOME_UNKNOWN);
		for (unsigned k = 0; k < cases[i].right; k++)
			items[changes.count++] = change_of("c.nl",
							   OUTCOME_GREEN);
		changes_add_subject(&out, &changes);
		assert_string_equal(str_text(&out), cases[i].subject);
		str_free(&out);
	}
}

static void test_a_text(void **state)
{
	struct change_finding findings[] = { wrong_name, wrong_name, warning };
	struct change change = change_of("voorbeeld.nl", OUTCOME_WRONG);
	struct changes changes = { .items = &change, .count = 1, .looked = 9 };
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	setenv("TZ", "UTC", 1);
	tzset();
	findings[1].text = "And so does the second.";
	change.findings = findings;
	change.finding_count = 3;
	changes_add_text(&out, &changes, "server1");
	assert_string_equal(
		str_text(&out),
		"This is what zegel saw on 23 December 2026, 04:26. 1 of 9 "
		"domains turned since it was told last:\n"
		"\n"
		"Something is wrong with it.\n"
		"Before: all right, since 22 December 2026.\n"
		"\n"
		"  It stands at the wrong name.\n"
		"  Enter only this as the name:\n"
		"  mrsel1._domainkey\n"
		"\n"
		"  And so does the second.\n"
		"\n"
		"  The record is long.\n"
		"  Make it shorter.\n"
		"\n"
		"What turned when: zegel history voorbeeld.nl\n"
		"\n"
		"-- \n"
		"This mail was sent by zegel check --mail on server1.\n");
	str_free(&out);
}

static void test_the_cause_comes_first(void **state)
{
	struct change items[8];
	struct changes changes = {
		.items = items,
		.count = 8,
		.looked = 40,
		.cause = { .kind = CAUSE_NAME_SERVER,
			   .server = "ns1.host.nl",
			   .turned = 8,
			   .looked = 40 },
	};
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	for (size_t i = 0; i < changes.count; i++)
		items[i] = change_of("a.nl", OUTCOME_WRONG);
	changes_add_text(&out, &changes, "server1");
	assert_int_equal(strncmp(str_text(&out), "8 of 40 domains turned", 22),
			 0);
	assert_non_null(strstr(str_text(&out), "ns1.host.nl"));
	str_free(&out);
}

static void test_thousands_do_not_make_a_mail_too_long(void **state)
{
	enum { MANY = 60000 };
	struct change *items = xcalloc(MANY, sizeof(*items));
	struct changes changes = { .items = items,
				   .count = MANY,
				   .looked = MANY };
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		items[i] = change_of("a.nl", OUTCOME_WRONG);
		items[i].findings = &wrong_name;
		items[i].finding_count = 1;
	}
	changes_add_text(&out, &changes, "server1");
	assert_in_range(out.len, CHANGES_TEXT_MAX, 2 * CHANGES_TEXT_MAX);
	assert_non_null(strstr(str_text(&out), " domains more"));
	assert_non_null(strstr(str_text(&out), "on server1."));
	str_free(&out);
	free(items);
}

static void test_what_is_posted(void **state)
{
	struct change items[2];
	struct changes changes = { .items = items, .count = 2, .looked = 9 };
	json_t *json, *turned;
	char *text;

	(void)state;
	items[0] = change_of("a.nl", OUTCOME_WRONG);
	items[1] = change_of("b.nl", OUTCOME_GREEN);
	items[1].json = "{\"domain\":\"y\",\"n\":[1]}";
	changes.cause = (struct cause){ .kind = CAUSE_RESOLVER,
					.turned = 2,
					.looked = 9 };
	text = telling_hook_json(&changes, "ser\"ver1");
	json = json_loads(text, 0, NULL);
	assert_non_null(json);
	assert_int_equal(json_integer_value(json_object_get(json, "looked")),
			 9);
	turned = json_object_get(json, "turned");
	assert_int_equal(json_array_size(turned), 2);
	assert_string_equal(json_string_value(json_object_get(
				    json_array_get(turned, 1), "domain")),
			    "y");
	assert_string_equal(json_string_value(json_object_get(json, "machine")),
			    "ser\"ver1");
	assert_string_equal(json_string_value(json_object_get(
				    json_object_get(json, "cause"), "kind")),
			    "resolver");
	assert_int_equal(
		strncmp(json_string_value(json_object_get(json, "text")),
			"zegel: 1 domain needs attention, 1 domain is right "
			"again\n\n2 of 9 domains",
			70),
		0);
	assert_string_equal(strchr(text, '\n'), "\n");
	json_decref(json);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_subjects_of_one),
		cmocka_unit_test(test_subjects_of_many),
		cmocka_unit_test(test_a_text),
		cmocka_unit_test(test_the_cause_comes_first),
		cmocka_unit_test(test_thousands_do_not_make_a_mail_too_long),
		cmocka_unit_test(test_what_is_posted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
