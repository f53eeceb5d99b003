/* The status line of check --format nagios, as monitoring reads it.
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

#include "commands/nagios.h"
#include "i18n/i18n.h"

static struct verdict verdict_on(const char *domain, enum outcome outcome)
{
	return (struct verdict){
		.domain = xstrdup(domain),
		.outcome = outcome,
		.complete = true,
		.spf_lookups = -1,
	};
}

/* The line about domains with these outcomes ("gwwu"), for 1.5 s. */
static char *line_about(const char *outcomes, bool failed,
			enum nagios_status *status)
{
	static const char letters[] = { [OUTCOME_GREEN] = 'g',
					[OUTCOME_WAITING] = 'w',
					[OUTCOME_WRONG] = 'x',
					[OUTCOME_UNKNOWN] = 'u' };
	struct nagios nagios;
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	clock_set_for_test(1000, 1700000000);
	nagios_begin(&nagios);
	for (size_t i = 0; outcomes[i]; i++) {
		const char *at = memchr(letters, outcomes[i], sizeof(letters));
		char *domain = xasprintf("d%zu.nl", i);
		struct verdict v = verdict_on(domain,
					      (enum outcome)(at - letters));

		v.spf_lookups = 4;
		nagios_add(&nagios, &v, NULL);
		verdict_free(&v);
		free(domain);
	}
	clock_set_for_test(2500, 1700000001);
	*status = nagios_end(&nagios, failed, to);
	assert_int_equal(fclose(to), 0);
	clock_set_for_test(-1, 0);
	return text;
}

static void statuses_are_those_of_a_plugin(void **state)
{
	static const struct {
		const char *outcomes;
		bool failed;
		enum nagios_status status;
		const char *begins;
	} cases[] = {
		{ "g", false, NAGIOS_OK, "ZEGEL OK - " },
		{ "ggg", false, NAGIOS_OK, "ZEGEL OK - 3 of 3 domains" },
		{ "w", false, NAGIOS_WARNING, "ZEGEL WARNING - " },
		{ "x", false, NAGIOS_CRITICAL, "ZEGEL CRITICAL - " },
		{ "u", false, NAGIOS_UNKNOWN, "ZEGEL UNKNOWN - " },
		{ "", false, NAGIOS_UNKNOWN, "ZEGEL UNKNOWN - " },
		{ "", true, NAGIOS_UNKNOWN, "ZEGEL UNKNOWN - " },
		{ "g", true, NAGIOS_UNKNOWN, "ZEGEL UNKNOWN - " },
		{ "gg", true, NAGIOS_UNKNOWN,
		  "ZEGEL UNKNOWN - 2 of 2 domains all right; not all went "
		  "well | " },
		{ "gu", false, NAGIOS_UNKNOWN, "ZEGEL UNKNOWN - " },
		{ "uwg", false, NAGIOS_WARNING, "ZEGEL WARNING - " },
		{ "wxu", true, NAGIOS_CRITICAL, "ZEGEL CRITICAL - " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum nagios_status status;
		char *line = line_about(cases[i].outcomes, cases[i].failed,
					&status);

		if (status != cases[i].status ||
		    strncmp(line, cases[i].begins, strlen(cases[i].begins)) ||
		    strchr(line, '\n') != line + strlen(line) - 1)
			fail_msg("\"%s\": %d, %s", cases[i].outcomes,
				 (int)status, line);
		free(line);
	}
}

static void performance_data_follow_the_guidelines(void **state)
{
	enum nagios_status status;
	char *line = line_about("g", false, &status);

	(void)state;
	assert_string_equal(strchr(line, '|'),
			    "| time=1.500s;;;0 domains=1;;;0 green=1;;;0;1"
			    " waiting=0;;;0;1 wrong=0;;;0;1 unknown=0;;;0;1"
			    " lookups=4;8;10;0\n");
	free(line);
	line = line_about("gx", false, &status);
	assert_string_equal(strchr(line, '|'),
			    "| time=1.500s;;;0 domains=2;;;0 green=1;;;0;2"
			    " waiting=0;;;0;2 wrong=1;;;0;2 unknown=0;;;0;2\n");
	free(line);
	line = line_about("", false, &status);
	assert_non_null(strstr(line, "| time=1.500s;;;0 domains=0;;;0 "));
	free(line);
}

static void some_of_many_are_named(void **state)
{
	enum nagios_status status;
	char *line = line_about("gxxxxxxwu", false, &status);

	(void)state;
	assert_non_null(strstr(
		line, "1 of 9 domains all right, wrong 6 (d1.nl, d2.nl, d3.nl,"
		      " d4.nl, d5.nl, ...), waiting 1 (d7.nl), "));
	free(line);
}

/* A | would begin the performance data. */
static void what_comes_from_outside_keeps_the_form(void **state)
{
	struct verdict v = verdict_on("a.nl", OUTCOME_WRONG);
	struct finding *f = findings_add(&v.findings, FINDING_SPF_SYNTAX);
	struct nagios nagios;
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	(void)state;
	f->at = xstrdup("a.nl");
	f->who = xstrdup("bad|term");
	f->seen = xstrdup("v=spf1 bad|term");
	nagios_begin(&nagios);
	nagios_add(&nagios, &v, NULL);
	assert_int_equal(nagios_end(&nagios, false, to), NAGIOS_CRITICAL);
	assert_int_equal(fclose(to), 0);
	assert_non_null(strstr(text, "bad/term"));
	assert_ptr_equal(strchr(text, '|'), strrchr(text, '|'));
	free(text);
	verdict_free(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statuses_are_those_of_a_plugin),
		cmocka_unit_test(performance_data_follow_the_guidelines),
		cmocka_unit_test(some_of_many_are_named),
		cmocka_unit_test(what_comes_from_outside_keeps_the_form),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
