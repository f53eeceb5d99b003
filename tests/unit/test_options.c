/* The command line: what is taken, what is refused with which sentence, and
 * what a domain may look like.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/selector.h"
#include "i18n/i18n.h"

enum { WORDS_MAX = 32 };

/* A command line as it is typed, split at blanks; '_' stands for an empty
 * word. */
struct line {
	char *text;
	char *words[WORDS_MAX + 1];
	int count;
};

static void line_read(struct line *line, const char *typed)
{
	struct slice rest = slice_of(typed), word;

	*line = (struct line){ .text = xstrdup("zegel") };
	line->words[line->count++] = line->text;
	while (slice_next_word(&rest, &word)) {
		assert_true(line->count < WORDS_MAX);
		line->words[line->count++] = slice_is(word, "_")
						     ? xstrdup("")
						     : slice_dup(word);
	}
}

static void line_free(struct line *line)
{
	for (int i = 0; i < line->count; i++)
		free(line->words[i]);
}

static void values_arrive(void **state)
{
	struct line line;
	struct options o;
	char address[ADDRESS_TEXT];
	char *problem;

	(void)state;
	line_read(&line,
		  "check --service spinoffice,flicono a.nl --json --color "
		  "never --nameserver 192.0.2.1@5353 --nameserver 2001:db8::1 "
		  "--authority no --timeout=7 --state s.db --service onfact "
		  "--set=a=b=c --group g1,g2 -- --b.nl");
	assert_int_equal(options_parse(line.count, line.words, &o, &problem),
			 OK);
	assert_null(problem);
	assert_int_equal(o.service_count, 3);
	assert_string_equal(o.services[0], "spinoffice");
	assert_string_equal(o.services[1], "flicono");
	assert_string_equal(o.services[2], "onfact");
	assert_true(o.json);
	assert_int_equal(o.color, WHEN_NEVER);
	assert_int_equal(o.nameserver_count, 2);
	assert_int_equal(o.nameservers[0].address.port, 5353);
	assert_string_equal(address_print(&o.nameservers[1].address, address),
			    "2001:db8::1");
	assert_int_equal(o.nameservers[1].address.port, 53);
	assert_int_equal(o.authority, YES_NO_NO);
	assert_int_equal(o.timeout_ms, 7000);
	assert_string_equal(o.state, "s.db");
	assert_int_equal(o.setting_count, 1);
	assert_string_equal(o.settings[0].name, "a");
	assert_string_equal(o.settings[0].value, "b=c");
	assert_int_equal(o.group_count, 2);
	assert_int_equal(o.word_count, 3);
	assert_string_equal(o.words[0], "check");
	assert_string_equal(o.words[1], "a.nl");
	assert_string_equal(o.words[2], "--b.nl");
	options_free(&o);
	line_free(&line);
}

static void values_of_check_arrive(void **state)
{
	struct line line;
	struct options o;
	char *problem;
	size_t count = 0;

	(void)state;
	line_read(&line, "check --changes --unknowns 5 --format nagios --rate "
			 "7 --ignore missing,spf-long --ignore mx-null");
	assert_int_equal(options_parse(line.count, line.words, &o, &problem),
			 OK);
	assert_true(o.changes);
	assert_int_equal(o.unknowns, 5);
	assert_int_equal(o.format, FORMAT_NAGIOS);
	assert_int_equal(o.rate, 7);
	for (size_t i = 0; i < FINDING_COUNT; i++)
		count += o.ignored.has[i];
	assert_int_equal(count, 3);
	assert_true(o.ignored.has[FINDING_MISSING]);
	assert_true(o.ignored.has[FINDING_SPF_LONG]);
	assert_true(o.ignored.has[FINDING_MX_NULL]);
	options_free(&o);
	line_free(&line);
}

static void bad_options_have_a_sentence(void **state)
{
	static const struct {
		const char *typed, *named; /* what the sentence speaks of */
	} cases[] = {
		{ "--nonsense", "--nonsense" },
		{ "check a.nl --nonsense=3", "--nonsense" },
		{ "-x", "-x" },
		{ "--lang", "--lang" },
		{ "--lang fr", "fr" },
		{ "--json=yes", "--json" },
		{ "--color sometimes", "sometimes" },
		{ "--nameserver localhost", "localhost" },
		{ "--nameserver 192.0.2.1@99999", "192.0.2.1@99999" },
		{ "--authority maybe", "maybe" },
		{ "--timeout 0", "0" },
		{ "--timeout 5s", "5s" },
		{ "--timeout -1", "-1" },
		{ "--timeout 99999999999999999999", "99999999999999999999" },
		{ "check --ignore _", "--ignore" },
		{ "check --ignore missing,nothing", "nothing" },
		{ "check --ignore missing,,spf-long", "missing,,spf-long" },
		{ "check --unknowns 0", "--unknowns" },
		{ "check --unknowns 3x", "3x" },
		{ "check --rate 0", "--rate" },
		{ "--state _", "--state" },
		{ "--entered-at _", "--entered-at" },
		{ "check a.nl --entered-at", "--entered-at" },
		{ "--report-address voorbeeld.nl", "--report-address" },
		{ "--report-address a@b.nl,mailto:c@d.nl", "--report-address" },
		{ "--report-address a@b.nl;p=reject", "--report-address" },
		{ "--report-address @b.nl", "--report-address" },
		{ "--service _", "--service" },
		{ "--service a,,b", "a,,b" },
		{ "--set a", "a" },
		{ "--set =b", "=b" },
		{ "--format html5", "html5" },
		{ "--for never", "never" },
		{ "--for 0", "0" },
		{ "--for 10d", "10d" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct line line;
		struct options o;
		char *problem;

		line_read(&line, cases[i].typed);
		if (options_parse(line.count, line.words, &o, &problem) !=
		    ERR_SYNTAX)
			fail_msg("%s was taken", cases[i].typed);
		assert_non_null(problem);
		if (!strstr(problem, cases[i].named) || strchr(problem, '\n'))
			fail_msg("%s: %s", cases[i].typed, problem);
		free(problem);
		options_free(&o);
		line_free(&line);
	}
}

static void durations(void **state)
{
	static const struct {
		const char *text;
		int64_t ms; /* 0: none */
	} cases[] = {
		{ "90", 90000 },   { "90s", 90000 }, { "10m", 600000 },
		{ "2h", 7200000 }, { "", 0 },        { "m", 0 },
		{ "10 m", 0 },     { "1.5h", 0 },    { "10mm", 0 },
		{ "-5m", 0 },      { "1000001", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t ms = 0;
		bool good = options_read_duration(cases[i].text, &ms);

		if (good != (cases[i].ms != 0) || ms != cases[i].ms)
			fail_msg("%s: %lld", cases[i].text, (long long)ms);
	}
}

static void environment_counts_after_the_command_line(void **state)
{
	struct line line;
	struct options o;
	char *problem;

	(void)state;
	setenv("ZEGEL_SERVICE", "flicono", 1);
	setenv("ZEGEL_PRIVATE", "1", 1);
	line_read(&line, "a.nl");
	assert_int_equal(options_parse(line.count, line.words, &o, &problem),
			 OK);
	assert_int_equal(o.service_count, 1);
	assert_string_equal(o.services[0], "flicono");
	assert_true(o.services_are_default);
	assert_true(o.private_mode);
	options_free(&o);
	line_free(&line);

	line_read(&line, "a.nl --service onfact");
	assert_int_equal(options_parse(line.count, line.words, &o, &problem),
			 OK);
	assert_int_equal(o.service_count, 1);
	assert_string_equal(o.services[0], "onfact");
	options_free(&o);
	line_free(&line);

	setenv("ZEGEL_SERVICE", "", 1);
	setenv("ZEGEL_PRIVATE", "0", 1);
	line_read(&line, "a.nl");
	assert_int_equal(options_parse(line.count, line.words, &o, &problem),
			 OK);
	assert_int_equal(o.service_count, 0);
	assert_false(o.private_mode);
	options_free(&o);
	line_free(&line);
	unsetenv("ZEGEL_SERVICE");
	unsetenv("ZEGEL_PRIVATE");
}

static void language_is_found_before_anything_is_said(void **state)
{
	static const struct {
		const char *typed, *language;
	} cases[] = {
		{ "check a.nl", NULL },           { "--lang nl", "nl" },
		{ "check --lang=de a.nl", "de" }, { "check --lang", NULL },
		{ "--lang xx --nonsense", "xx" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *found;
		struct line line;

		line_read(&line, cases[i].typed);
		found = options_language(line.count, line.words);
		if (!cases[i].language)
			assert_null(found);
		else
			assert_string_equal(found, cases[i].language);
		line_free(&line);
	}
}

/* A DNS host is found by its id, or by a name that fits no other as well. */
static void dns_host_is_found_by_what_people_call_it(void **state)
{
	static const struct {
		const char *word, *id; /* NULL: not taken */
	} cases[] = {
		{ "transip", "transip" },   { "Trans-IP", "transip" },
		{ "one.com", "onecom" },    { "infomaniak", "infomaniak" },
		{ "all-inkl", "all-inkl" }, { "cloudfl", "cloudflare" },
		{ "azure", "azure" }, /* exactly its id */
		{ "hetzner", NULL },        { "host", NULL },
		{ "nobody", NULL },         { "-", NULL },
		{ "plesk", NULL },          { "route53", "route53" },
		{ "\x1b[31m", NULL },
	};
	struct options o = { .timeout_ms = 1 };
	struct command_context context = {
		.options = &o,
		.catalog = catalog_new("src/catalog"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct choices choices = { .count = 0 };
		bool taken;

		o.entered_at = cases[i].word;
		taken = command_apply_choices(&context, &choices);
		if (taken != (cases[i].id != NULL))
			fail_msg("%s", cases[i].word);
		if (taken)
			assert_string_equal(choices.entered_at, cases[i].id);
		choices_free(&choices);
	}
	catalog_free(context.catalog);
}

/* A panel may be anything whose form could be filled in. */
static void panel_is_any_host(void **state)
{
	static const struct {
		const char *word, *id; /* NULL: not taken */
	} cases[] = {
		{ "plesk", "plesk" },    { "DirectAdmin", "directadmin" },
		{ "c-panel", "cpanel" }, { "transip", "transip" },
		{ "none", PANEL_NONE },  { "hetzner", NULL },
		{ "nobody", NULL },
	};
	struct options o = { .timeout_ms = 1 };
	struct command_context context = {
		.options = &o,
		.catalog = catalog_new("src/catalog"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct choices choices = { .count = 0 };

		o.panel = cases[i].word;
		if (command_apply_choices(&context, &choices) !=
		    (cases[i].id != NULL))
			fail_msg("%s", cases[i].word);
		if (cases[i].id)
			assert_string_equal(choices.panel, cases[i].id);
		choices_free(&choices);
	}
	catalog_free(context.catalog);
}

/* Every option stands in --help, and what it lists is taken. */
static void help_lists_what_is_taken(void **state)
{
	static const char *const names[] = {
		"--lang",       "--json",           "--color",  "--nameserver",
		"--authority",  "--timeout",        "--state",  "--catalog",
		"--service",    "--template",       "--set",    "--group",
		"--records",    "--zone",           "--format", "--for",
		"--private",    "--version",        "--help",   "--ip",
		"--entered-at", "--report-address",
	};
	char *text = NULL;
	size_t len;
	FILE *file = open_memstream(&text, &len);

	(void)state;
	options_print(file);
	assert_int_equal(fclose(file), 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!strstr(text, names[i]))
			fail_msg("%s is not in the help", names[i]);
	}
	free(text);
}

static void gravest_status_wins(void **state)
{
	/* in the order 4, 1, 2, 3, 0 */
	static const int order[] = { 4, 1, 2, 3, 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		for (size_t k = i; k < COUNT_OF(order); k++) {
			assert_int_equal(command_graver(order[i], order[k]),
					 order[i]);
			assert_int_equal(command_graver(order[k], order[i]),
					 order[i]);
		}
	}
}

static void selectors_are_told_from_addresses(void **state)
{
	static const struct {
		const char *word;
		bool is_selector;
	} cases[] = {
		{ "voorbeeld.nl:mrsel1", true },
		{ "voorbeeld.nl:20161025", true },
		{ "voorbeeld.nl:s1._domainkey", true },
		{ "voorbeeld.nl", false },
		{ "voorbeeld.nl:", false },
		{ ":mrsel1", false },
		{ "https://voorbeeld.nl", false },
		{ "https://voorbeeld.nl:8080/x", false },
		{ "mailto:jan@voorbeeld.nl", false },
		{ "[2001:db8::1]", false },
		{ "2001:db8::1", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (selector_is_meant(cases[i].word) != cases[i].is_selector)
			fail_msg("%s", cases[i].word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_arrive),
		cmocka_unit_test(values_of_check_arrive),
		cmocka_unit_test(bad_options_have_a_sentence),
		cmocka_unit_test(durations),
		cmocka_unit_test(environment_counts_after_the_command_line),
		cmocka_unit_test(language_is_found_before_anything_is_said),
		cmocka_unit_test(dns_host_is_found_by_what_people_call_it),
		cmocka_unit_test(panel_is_any_host),
		cmocka_unit_test(help_lists_what_is_taken),
		cmocka_unit_test(gravest_status_wins),
		cmocka_unit_test(selectors_are_told_from_addresses),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
