/* Which language is taken, and that a change of it is real. The environment is
 * the input, so every case runs in a process of its own.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "i18n/i18n.h"

static char locale_dir[4096];

/* The catalogues lie in the build folder, one above this program's. */
static int find_catalogues(void **state)
{
	static const char beside[] = "/../locale";
	ssize_t len = readlink("/proc/self/exe", locale_dir,
			       sizeof(locale_dir) - sizeof(beside));
	char *slash;

	(void)state;
	if (len <= 0)
		return -1;
	locale_dir[len] = '\0';
	slash = strrchr(locale_dir, '/');
	memcpy(slash, beside, sizeof(beside));
	return access(locale_dir, R_OK);
}

struct world {
	const char *lang, *lc_all, *language, *option;
};

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static enum err start_in(const struct world *world, enum i18n_source *source)
{
	set_or_unset("LANG", world->lang);
	set_or_unset("LC_ALL", world->lc_all);
	set_or_unset("LANGUAGE", world->language);
	unsetenv("LC_MESSAGES");
	setenv("ZEGEL_LOCALEDIR", locale_dir, 1);
	return i18n_start(world->option, source);
}

/* Runs body in a child; its exit status must be 0. */
static void in_child(int (*body)(const void *ctx), const void *ctx)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(body(ctx));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* The sentence that this language says it with. */
static const char *word(void)
{
	return _("Waiting");
}

struct start_case {
	struct world world;
	enum err err;
	const char *code;
	enum i18n_source source;
	const char *waiting;
};

static int check_start(const void *ctx)
{
	const struct start_case *c = ctx;
	enum i18n_source source;
	enum err err = start_in(&c->world, &source);

	if (err == c->err && !strcmp(i18n_current(), c->code) &&
	    source == c->source && !strcmp(word(), c->waiting) &&
	    !strcmp(nl_langinfo(CODESET), "UTF-8") && strtod("1.5", NULL) > 1.4)
		return 0;
	print_error("LANG=%s LC_ALL=%s LANGUAGE=%s --lang %s: %d %s %d %s %s\n",
		    c->world.lang, c->world.lc_all, c->world.language,
		    c->world.option, (int)err, i18n_current(), (int)source,
		    word(), nl_langinfo(CODESET));
	return 1;
}

static void the_environment_tells_the_language(void **state)
{
#define NL     "nl", I18N_LOCALE, "Wachten"
#define DE     "de", I18N_LOCALE, "Prüfung"
#define EN     "en", I18N_LOCALE, "Waiting"
#define NOBODY "en", I18N_DEFAULT, "Waiting"
	static const struct start_case cases[] = {
		/* none of these locales has to be installed */
		{ { .lang = "nl_NL.UTF-8" }, OK, NL },
		{ { .lang = "nl_BE" }, OK, NL },
		{ { .lang = "nl" }, OK, NL },
		{ { .lang = "de_AT.UTF-8@euro" }, OK, DE },
		{ { .lang = "en_GB.UTF-8" }, OK, EN },
		{ { .lang = "nl_NL.ISO-8859-1" }, OK, NL },
		{ { .lang = "fr_FR.UTF-8" }, OK, NOBODY },
		{ { .lang = "nds_DE.UTF-8" }, OK, NOBODY },
		{ { .lang = "C" }, OK, NOBODY },
		{ { .lang = "POSIX" }, OK, NOBODY },
		{ { .lang = "C.UTF-8" }, OK, NOBODY },
		{ { .lang = NULL }, OK, NOBODY },
		{ { .lang = "" }, OK, NOBODY },
		/* LC_ALL before LANG, LANGUAGE before both */
		{ { .lang = "nl_NL", .lc_all = "de_DE" }, OK, DE },
		{ { .lang = "nl_NL", .lc_all = "" }, OK, NL },
		{ { .lang = "nl_NL", .language = "de" }, OK, DE },
		{ { .lang = "C.UTF-8", .language = "fr:nl_BE:de" }, OK, NL },
		{ { .lang = "nl_NL", .language = "fr:es" }, OK, NL },
		{ { .lang = "nl_NL", .language = "" }, OK, NL },
		/* scripts say LC_ALL=C and mean it */
		{ { .lang = "nl_NL", .lc_all = "C", .language = "de" },
		  OK,
		  NOBODY },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		in_child(check_start, &cases[i]);
#undef NL
#undef DE
#undef EN
#undef NOBODY
}

static void the_option_is_stronger(void **state)
{
	static const struct start_case cases[] = {
		{ { .lang = "C", .option = "nl" },
		  OK,
		  "nl",
		  I18N_OPTION,
		  "Wachten" },
		{ { .lang = "nl_NL", .language = "nl", .option = "de" },
		  OK,
		  "de",
		  I18N_OPTION,
		  "Prüfung" },
		{ { .lang = "nl_NL", .language = "nl", .option = "en" },
		  OK,
		  "en",
		  I18N_OPTION,
		  "Waiting" },
		{ { .lang = "nl_NL", .option = "fr" },
		  ERR_SYNTAX,
		  "en",
		  I18N_OPTION,
		  "Waiting" },
		{ { .lang = "nl_NL", .option = "" },
		  ERR_SYNTAX,
		  "en",
		  I18N_OPTION,
		  "Waiting" },
		{ { .lang = "nl_NL", .option = "nl_NL" },
		  ERR_SYNTAX,
		  "en",
		  I18N_OPTION,
		  "Waiting" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		in_child(check_start, &cases[i]);
}

static int check_switching(const void *ctx)
{
	static const struct {
		const char *code;
		const char *waiting;
	} walk[] = {
		{ "nl", "Wachten" }, { "de", "Prüfung" }, { "en", "Waiting" },
		{ "de", "Prüfung" }, { "de", "Prüfung" }, { "nl", "Wachten" },
	};
	const struct world *world = ctx;

	if (start_in(world, NULL))
		return 1;
	for (size_t i = 0; i < COUNT_OF(walk); i++) {
		if (i18n_use(walk[i].code) ||
		    strcmp(i18n_current(), walk[i].code) ||
		    strcmp(i18n_code(i18n_index()), walk[i].code) ||
		    strcmp(word(), walk[i].waiting))
			return 2;
	}
	if (i18n_use("fr") != ERR_SYNTAX || i18n_use("n") != ERR_SYNTAX ||
	    strcmp(word(), "Wachten"))
		return 3;
	/* Neither the header of the catalogue nor a context ever shows. */
	if (strcmp(_(""), "") || strcmp(C_("no such context", "word"), "word"))
		return 4;
	return strcmp(P_("%d", "%d", 2), "%d") ? 5 : 0;
}

static void switching_is_real_in_every_locale(void **state)
{
	static const struct world worlds[] = {
		{ .lang = "C" },
		{ .lang = "C.UTF-8" },
		{ .lc_all = "POSIX" },
		{ .lang = "nl_NL.UTF-8" },
		{ .lang = "en_US.UTF-8" },
		{ .lang = "xx_XX" },
		{ .lc_all = "C", .language = "nl" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(worlds); i++)
		in_child(check_switching, &worlds[i]);
}

static int check_without_catalogues(const void *ctx)
{
	(void)ctx;
	setenv("LANG", "nl_NL.UTF-8", 1);
	unsetenv("LC_ALL");
	unsetenv("LANGUAGE");
	setenv("ZEGEL_LOCALEDIR", "/nonexistent", 1);
	if (i18n_start(NULL, NULL) != ERR_NOT_FOUND ||
	    strcmp(i18n_current(), "en") || strcmp(word(), "Waiting"))
		return 1;
	if (i18n_use("de") != ERR_NOT_FOUND || strcmp(i18n_current(), "en"))
		return 2;
	return i18n_use("en") ? 3 : 0;
}

static void without_catalogues_it_says_so_and_speaks_english(void **state)
{
	(void)state;
	in_child(check_without_catalogues, NULL);
}

static void every_language_has_a_name_and_an_end(void **state)
{
	size_t count = 0;

	(void)state;
	while (i18n_code(count)) {
		assert_int_equal(strlen(i18n_code(count)), 2);
		assert_non_null(i18n_name(count));
		count++;
	}
	assert_int_equal(count, 3);
	assert_null(i18n_name(count));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_tells_the_language),
		cmocka_unit_test(the_option_is_stronger),
		cmocka_unit_test(switching_is_real_in_every_locale),
		cmocka_unit_test(
			without_catalogues_it_says_so_and_speaks_english),
		cmocka_unit_test(every_language_has_a_name_and_an_end),
	};

	return cmocka_run_group_tests(tests, find_catalogues, NULL);
}
