/* The units and the line for cron that have zegel look every night: quoted as
 * systemd and cron read them, with the options that belong there.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/timer_unit.h"
#include "commands/timer_words.h"
#include "i18n/i18n.h"

static void words_are_kept_from_systemd(void **state)
{
	static const struct {
		const char *word, *argument, *setting;
	} cases[] = {
		{ "check", "\"check\"", "\"check\"" },
		{ "", "\"\"", "\"\"" },
		{ "a b;c", "\"a b;c\"", "\"a b;c\"" },
		{ "50%", "\"50%%\"", "\"50%%\"" },
		{ "%h/$HOME", "\"%%h/$$HOME\"", "\"%%h/$HOME\"" },
		{ "a\"b\\c", "\"a\\\"b\\\\c\"", "\"a\\\"b\\\\c\"" },
		{ "l\nm", "\"l\\x0am\"", "\"l\\x0am\"" },
		{ "b\xc3\xbc", "\"b\xc3\xbc\"", "\"b\xc3\xbc\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		unit_add_argument(&out, cases[i].word);
		assert_string_equal(str_text(&out), cases[i].argument);
		str_reset(&out);
		unit_add_word(&out, cases[i].word);
		assert_string_equal(str_text(&out), cases[i].setting);
		str_free(&out);
	}
}

static const char *const WORDS[] = { "/usr/bin/zegel", "check",
				     "--state=/var/100%/it's a $db" };
static const char *const ENVIRONMENT[] = { "HOME=/opt/5%" };

static struct timer_unit unit_of(bool is_system)
{
	return (struct timer_unit){
		.is_system = is_system,
		.state_folder = "/var/100%",
		.words = WORDS,
		.count = COUNT_OF(WORDS),
	};
}

static void has(const struct str *text, const char *line)
{
	char *wanted = xasprintf("\n%s\n", line);

	if (!strstr(str_text(text), wanted))
		fail_msg("no line %s in\n%s", line, str_text(text));
	free(wanted);
}

static void has_not(const struct str *text, const char *part)
{
	if (strstr(str_text(text), part))
		fail_msg("%s in\n%s", part, str_text(text));
}

static void service_of_the_system(void **state)
{
	struct timer_unit unit = unit_of(true);
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	unit.environment = ENVIRONMENT;
	unit.environment_count = 1;
	unit_add_service(&out, &unit);
	has(&out, "Type=oneshot");
	has(&out, "SuccessExitStatus=1 3");
	has(&out, "ExecStart=\"/usr/bin/zegel\" \"check\" "
		  "\"--state=/var/100%%/it's a $$db\"");
	has(&out, "ReadWritePaths=\"/var/100%%\"");
	has(&out, "ProtectSystem=strict");
	has(&out, "Environment=\"HOME=/opt/5%%\"");
	has_not(&out, "User=");
	str_reset(&out);
	unit.user = "jan";
	unit_add_service(&out, &unit);
	has(&out, "User=\"jan\"");
	str_free(&out);
}

/* A user's manager may have no namespaces to give. */
static void service_of_a_user(void **state)
{
	struct timer_unit unit = unit_of(false);
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	unit_add_service(&out, &unit);
	has(&out, "SuccessExitStatus=1 3");
	has(&out, "NoNewPrivileges=yes");
	has_not(&out, "Protect");
	has_not(&out, "Private");
	has_not(&out, "ReadWritePaths");
	has_not(&out, "network-online");
	str_free(&out);
}

static void timer_comes_at_night_and_catches_up(void **state)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	unit_add_timer(&out);
	has(&out, "OnCalendar=*-*-* 00:30:00");
	has(&out, "RandomizedDelaySec=5h");
	has(&out, "Persistent=true");
	has(&out, "WantedBy=timers.target");
	str_free(&out);
}

static void line_for_cron(void **state)
{
	struct timer_unit unit = unit_of(false);
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	unit_add_crontab(&out, &unit, 3, 7);
	assert_string_equal(str_text(&out),
			    "7 3 * * * '/usr/bin/zegel' 'check' "
			    "'--state=/var/100\\%/it'\\''s a $db'\n");
	str_reset(&out);
	unit.environment = ENVIRONMENT;
	unit.environment_count = 1;
	unit_add_crontab(&out, &unit, 0, 59);
	assert_non_null(strstr(str_text(&out),
			       "59 0 * * * env 'HOME=/opt/5\\%' '/usr"));
	str_free(&out);
}

/* What the command line makes of "install-timer" with these, without the
 * program's own path; NULL when it is refused. */
static char *words_of(const char *typed)
{
	char *words[32] = { (char *)"zegel" };
	struct slice rest = slice_of(typed), word;
	struct str out = STR_INIT(STR_MAX_TEXT);
	struct timer_words made;
	struct options o;
	char *problem;
	int count = 1;
	bool good;

	while (slice_next_word(&rest, &word))
		words[count++] = slice_dup(word);
	assert_int_equal(options_parse(count, words, &o, &problem), OK);
	good = timer_words_make(&made, &o);
	for (size_t i = 1; i < made.count; i++)
		str_addf(&out, "%s%s", i > 1 ? " " : "", made.items[i]);
	timer_words_free(&made);
	options_free(&o);
	while (count > 1)
		free(words[--count]);
	if (!good)
		str_free(&out);
	return good ? str_take(&out) : NULL;
}

#define ALWAYS "check --changes --lang=en --state=/s/z.db"

static void options_go_along(void **state)
{
	static const struct {
		const char *typed, *wanted;
	} cases[] = {
		{ "--state /s/z.db", ALWAYS },
		{ "--changes --state=/s/z.db --mail a@b.nl --webhook "
		  "https://x.nl/y",
		  ALWAYS " --mail=a@b.nl --webhook=https://x.nl/y" },
		{ "--state /s/z.db --ignore missing --unknowns 4 --json",
		  ALWAYS " --ignore=missing --unknowns=4 --json" },
		{ "--state /s/z.db --nameserver 192.0.2.1 --nameserver "
		  "192.0.2.2",
		  ALWAYS " --nameserver=192.0.2.1 --nameserver=192.0.2.2" },
		{ "--state z.db --file lists/l", "check --changes --lang=en "
						 "--state=/z.db "
						 "--file=/lists/l" },
		/* These would do something else, or nothing. */
		{ "--state /s/z.db --file -", NULL },
		{ "--state :memory:", NULL },
		{ "--state /s/z.db --format nagios", NULL },
		{ "--state /s/z.db --zone z", NULL },
		{ "--state /s/z.db --resume r", NULL },
		{ "--state /s/z.db --fetch", NULL },
		{ "--state /s/z.db --plain", NULL },
	};

	(void)state;
	assert_int_equal(chdir("/"), 0);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *words = words_of(cases[i].typed);

		if (!words != !cases[i].wanted ||
		    (words && strcmp(words, cases[i].wanted) != 0))
			fail_msg("%s: %s", cases[i].typed, words);
		free(words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_kept_from_systemd),
		cmocka_unit_test(service_of_the_system),
		cmocka_unit_test(service_of_a_user),
		cmocka_unit_test(timer_comes_at_night_and_catches_up),
		cmocka_unit_test(line_for_cron),
		cmocka_unit_test(options_go_along),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
