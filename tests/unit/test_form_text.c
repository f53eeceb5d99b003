/* What is said beside the fields of a DNS host's form.
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

#include "i18n/i18n.h"
#include "tests/unit/host_case.h"
#include "text/form_text.h"
#include "text/host_text.h"

#define ZONE "voorbeeld.nl"

/* A value that takes the place of another, or a new one. */
static void advice_fits_what_is_done(void **state)
{
	static const struct {
		const char *host, *part;
		enum action action;
		bool said;
	} CASES[] = {
		/* A changed SPF is no further value of the set. */
		{ "route53", "to it as a further one", ACTION_NEW, true },
		{ "route53", "to it as a further one", ACTION_CHANGE, false },
		{ "azure", "to it as a further one", ACTION_CHANGE, false },
		/* Where one is new, none was there. */
		{ "directadmin", "there from the start", ACTION_CHANGE, true },
		{ "directadmin", "there from the start", ACTION_NEW, false },
		{ "ionos", "If the panel made the SPF", ACTION_CHANGE, true },
		{ "ionos", "If the panel made the SPF", ACTION_NEW, false },
		{ "ionos", "choose SPF (TXT)", ACTION_NEW, true },
	};

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		const struct dns_host *host = host_find(list, CASES[i].host);
		struct plan_item item = {
			.action = CASES[i].action,
			.wanted.record = record_make(ZONE, RR_TXT,
						     "v=spf1 mx ~all"),
			.old = record_make(ZONE, RR_TXT, "v=spf1 ~all"),
		};
		struct plan plan = { .items = &item, .count = 1 };
		struct str all = STR_INIT(STR_MAX_TEXT);
		struct form_text form;

		form_text_make(&form, &item, host, ZONE);
		form_add_advice(&all, &plan, host, ZONE);
		if ((strstr(form.advice, CASES[i].part) != NULL) !=
		    CASES[i].said)
			fail_msg("%s: %s", CASES[i].host, form.advice);
		assert_string_equal(str_text(&all), form.advice);
		form_text_free(&form);
		str_free(&all);
		record_free(&item.wanted.record);
		record_free(&item.old);
	}
}

/* A button is called by what stands on it, in the language that the panel is
 * shown in; by a word of another language nobody would find it. */
static void buttons_are_called_as_in_the_panel(void **state)
{
	static const struct {
		const char *host, *language, *word;
		bool said;
	} CASES[] = {
		{ "strato", "de", "Einstellung übernehmen", true },
		{ "strato", "nl", "Einstellung übernehmen", false },
		{ "strato", "en", "Einstellung übernehmen", true },
		{ "hostpoint", "nl", "Jetzt ausführen", true },
		{ "godaddy", "en", "Save", true },
		{ "godaddy", "nl", "Save", false },
		{ "jweiland", "de", "Änderungen speichern", true },
		{ "jweiland", "nl", "Änderungen speichern", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		const struct dns_host *host = host_find(list, CASES[i].host);
		struct str out = STR_INIT(STR_MAX_TEXT);

		assert_int_equal(i18n_use(CASES[i].language), OK);
		host_add_advice(&out, host, HOST_ADVICE_SAVE, ZONE);
		assert_true(out.len > 0);
		if ((strstr(str_text(&out), CASES[i].word) != NULL) !=
		    CASES[i].said)
			fail_msg("%s in %s: %s", CASES[i].host,
				 CASES[i].language, str_text(&out));
		str_free(&out);
	}
}

static int start(void **state)
{
	const char *build = getenv("B");
	char dir[4096];

	snprintf(dir, sizeof(dir), "%s/locale", build ? build : "build");
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	return i18n_start("en", NULL) ? -1 : load(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(advice_fits_what_is_done),
		cmocka_unit_test(buttons_are_called_as_in_the_panel),
	};

	return cmocka_run_group_tests(tests, start, unload);
}
