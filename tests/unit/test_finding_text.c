/* The sentences about findings: every code has both, they hold the real names
 * and values, and what is to be copied stands alone.
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
#include "text/finding_rows.h"
#include "text/finding_text.h"
#include "text/state_text.h"

static const struct dns_host TRANSIP = {
	.id = "transip",
	.name = "TransIP",
	.confidence = HOST_CHECKED,
	.checked = HOST_FACT_NAME | HOST_FACT_APEX | HOST_FACT_DOT,
	.name_word = { "Naam", NULL, NULL },
	.name_form = HOST_NAME_RELATIVE,
	.apex = HOST_APEX_AT,
	.dot = HOST_DOT_REQUIRED,
};

static const struct dns_host GODADDY = {
	.id = "godaddy",
	.name = "GoDaddy",
	.confidence = HOST_CHECKED,
	.checked = HOST_FACT_NAME | HOST_FACT_APEX | HOST_FACT_DOT,
	.name_form = HOST_NAME_RELATIVE,
	.apex = HOST_APEX_AT,
	.dot = HOST_DOT_FORBIDDEN,
};

#define DOMAIN  "voorbeeld.nl"
#define MRSEL1  "mrsel1._domainkey.voorbeeld.nl"
#define TARGET1 "mrsel1._domainkey.spinoffice-crm.com"
#define SPF_NEW "v=spf1 mx include:spf.spinoffice-crm.com ~all"

struct sentence_case {
	const struct dns_host *host;
	struct finding finding;
	const char *seen, *fix;
};

static char *text_of(void (*add)(struct str *, const struct finding *,
				 const struct finding_context *),
		     const struct finding *f,
		     const struct finding_context *context)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	add(&out, f, context);
	return str_take(&out);
}

static void check_case(const struct sentence_case *c)
{
	const struct finding_context context = {
		.domain = DOMAIN,
		.zone = DOMAIN,
		.host = c->host,
		.form = c->host,
		.now = 1700000000,
	};
	char *seen = text_of(finding_sentence, &c->finding, &context);
	char *fix = text_of(finding_fix, &c->finding, &context);

	if (strcmp(seen, c->seen) != 0 || strcmp(fix, c->fix) != 0)
		fail_msg("%s:\n%s\n%s\ninstead of\n%s\n%s",
			 finding_code_name(c->finding.code), seen, fix, c->seen,
			 c->fix);
	free(seen);
	free(fix);
}

#define T(text) ((char[]){ text })

static const struct sentence_case SENTENCES[] = {
	{ &TRANSIP,
	  { .code = FINDING_NAME_DOUBLED,
	    .at = T(MRSEL1 "." DOMAIN),
	    .wanted = T(MRSEL1) },
	  "The record is there, but the domain stands in its name "
	  "twice: " MRSEL1 "." DOMAIN,
	  "TransIP adds the domain itself. In the field ‘Name’ enter "
	  "only this:\nmrsel1._domainkey" },
	{ NULL,
	  { .code = FINDING_NAME_DOUBLED,
	    .at = T(MRSEL1 "." DOMAIN),
	    .wanted = T(MRSEL1) },
	  "The record is there, but the domain stands in its name "
	  "twice: " MRSEL1 "." DOMAIN,
	  "Your DNS host adds the domain itself. In the field ‘Name’ "
	  "enter only this:\nmrsel1._domainkey" },
	{ &TRANSIP,
	  { .code = FINDING_TARGET_DOUBLED,
	    .type = RR_CNAME,
	    .at = T(MRSEL1),
	    .seen = T(TARGET1 "." DOMAIN),
	    .wanted = T(TARGET1) },
	  "Your own domain stands behind the target: " TARGET1 "." DOMAIN,
	  "A dot is missing at the end. In the field ‘Target’ enter "
	  "this, with the dot:\n" TARGET1 "." },
	{ &GODADDY,
	  { .code = FINDING_TARGET_DOUBLED,
	    .type = RR_CNAME,
	    .at = T(MRSEL1),
	    .seen = T(TARGET1 "." DOMAIN),
	    .wanted = T(TARGET1) },
	  "Your own domain stands behind the target: " TARGET1 "." DOMAIN,
	  "GoDaddy adds the domain where it should not. In the field "
	  "‘Target’ enter only this:\n" TARGET1 },
	{ &TRANSIP,
	  { .code = FINDING_MISSING,
	    .type = RR_CNAME,
	    .waiting = true,
	    .changing = true,
	    .at = T(MRSEL1),
	    .wanted = T(TARGET1) },
	  MRSEL1 " (CNAME) is not there at the moment: it is being changed.",
	  "Add a CNAME record at TransIP. The fields ‘Name’ and "
	  "‘Target’ get:\nmrsel1._domainkey\n" TARGET1 "." },
	{ &TRANSIP,
	  { .code = FINDING_MISSING,
	    .type = RR_CNAME,
	    .waiting = true,
	    .at = T(MRSEL1),
	    .wanted = T(TARGET1) },
	  MRSEL1 " (CNAME) has not been found yet.",
	  "Add a CNAME record at TransIP. The fields ‘Name’ and "
	  "‘Target’ get:\nmrsel1._domainkey\n" TARGET1 "." },
	{ &TRANSIP,
	  { .code = FINDING_MISSING,
	    .type = RR_CNAME,
	    .at = T(MRSEL1),
	    .wanted = T(TARGET1) },
	  MRSEL1 " (CNAME) was there before and is gone.",
	  "Add a CNAME record at TransIP. The fields ‘Name’ and "
	  "‘Target’ get:\nmrsel1._domainkey\n" TARGET1 "." },
	{ NULL,
	  { .code = FINDING_SPF_NOT_AUTHORISED,
	    .type = RR_TXT,
	    .waiting = true,
	    .at = T(DOMAIN),
	    .seen = T("v=spf1 mx ~all"),
	    .who = T("include:spf.spinoffice-crm.com"),
	    .wanted = T(SPF_NEW) },
	  "The SPF record of voorbeeld.nl has not been changed yet. "
	  "Still missing: include:spf.spinoffice-crm.com",
	  "Change the line that is there into this one. Do not add a "
	  "second one:\n" SPF_NEW },
	{ NULL,
	  { .code = FINDING_SPF_LOOKUPS, .place = 12, .limit = 10 },
	  "The SPF record leads to 12 look-ups. More than 10 are not "
	  "allowed, so it does not count at all.",
	  "Remove senders from the line that you no longer use (each "
	  "include counts), or let the program send from a "
	  "subdomain." },
	{ NULL,
	  { .code = FINDING_TARGET_TYPO,
	    .type = RR_CNAME,
	    .at = T(MRSEL1),
	    .place = 22,
	    .seen = T("mrsel1._domainkey.spinofice-crm.com"),
	    .wanted = T(TARGET1) },
	  "The value is nearly right; it goes wrong at character 23: "
	  "…mainkey.spinofice-crm.com",
	  "Copy it once more instead of typing it. In the field "
	  "‘Target’ belongs:\n" TARGET1 },
};

static void sentences_hold_names_and_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SENTENCES); i++)
		check_case(&SENTENCES[i]);
}

static void times_are_local_and_say_the_day(void **state)
{
	struct finding f = { .code = FINDING_CACHED_NEGATIVE };
	const struct {
		time_t until;
		const char *time;
	} cases[] = {
		/* now is Tuesday 14 November 2023, 22:13:20 UTC */
		{ 1700000000 + 600, "23:23" },
		{ 1700000000 + 3600, "15 November, 00:13" },
		{ 1700000000 + 86400 * 60, "13 January 2024, 23:13" },
	};

	(void)state;
	setenv("TZ", "CET-1", 1);
	tzset();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct finding_context context = {
			.domain = DOMAIN,
			.now = 1700000000,
		};
		char *seen;

		f.until = cases[i].until;
		seen = text_of(finding_sentence, &f, &context);
		if (!strstr(seen, cases[i].time))
			fail_msg("%s does not say %s", seen, cases[i].time);
		free(seen);
	}
}

/* The arguments that a sentence takes are numbered from 1 without a gap, as C
 * formats have to be, and each has its letter. */
static bool arguments_fit(const char *text, const char *letters)
{
	bool used[10] = { false };
	size_t count = 0;

	for (const char *at = text; (at = strchr(at, '%')); at++) {
		if (at[1] == '%') {
			at++;
			continue;
		}
		if (at[1] < '1' || at[1] > '9' || strncmp(at + 2, "$s", 2) != 0)
			return false;
		count += !used[at[1] - '0'];
		used[at[1] - '0'] = true;
	}
	for (size_t i = 1; i <= count; i++) {
		if (!used[i])
			return false;
	}
	return count == strlen(letters);
}

static void check_rows(const struct finding_row *rows, size_t count)
{
	int last[FINDING_COUNT];

	for (int code = 0; code < FINDING_COUNT; code++)
		last[code] = -1;
	for (size_t i = 0; i < count; i++) {
		const struct finding_row *row = &rows[i];

		if (last[row->code] >= 0 && rows[last[row->code]].when == 0)
			fail_msg("row %zu comes behind one that always fits",
				 i);
		last[row->code] = (int)i;
		if (!arguments_fit(row->text, row->letters))
			fail_msg("arguments of: %s", row->text);
		if (row->text[strlen(row->text) - 1] == 's' &&
		    row->text[strlen(row->text) - 2] == '$')
			continue; /* ends in a name or value */
		if (!strchr(row->text, '\n') &&
		    row->text[strlen(row->text) - 1] != '.')
			fail_msg("no full stop: %s", row->text);
	}
	for (int code = 0; code < FINDING_COUNT; code++) {
		if (last[code] < 0 || rows[last[code]].when != 0)
			fail_msg("%s has no row that always fits",
				 finding_code_name((enum finding_code)code));
	}
}

static void every_code_has_both_sentences(void **state)
{
	(void)state;
	check_rows(FINDING_SEEN, FINDING_SEEN_COUNT);
	check_rows(FINDING_FIX, FINDING_FIX_COUNT);
}

/* Whatever a core leaves out, and whatever it puts in: something is said, of
 * one line (seen), of a bearable length, without an argument left over. */
static void bare_and_huge_findings_are_borne(void **state)
{
	char *huge = xmalloc(65537);
	const struct finding_context contexts[] = {
		{ .domain = DOMAIN },
		{ .domain = DOMAIN,
		  .zone = DOMAIN,
		  .host = &TRANSIP,
		  .spf_wanted = SPF_NEW },
	};

	(void)state;
	for (size_t i = 0; i < 65536; i++)
		huge[i] = "\xc3\xa9"[i %
				     2]; /* é, so that it could be cut in two */
	huge[65536] = '\0';
	for (int code = 0; code < FINDING_COUNT; code++) {
		const struct finding bare = { .code = (enum finding_code)code };
		const struct finding full = {
			.code = (enum finding_code)code,
			.severity = SEVERITY_ERROR,
			.at = T(MRSEL1),
			.type = RR_TXT,
			.seen = huge,
			.who = huge,
			.server = T("ns1.example"),
			.wanted = T("v=DKIM1; p=abc"),
			.place = 65535,
			.limit = 10,
		};

		for (size_t i = 0; i < COUNT_OF(contexts); i++) {
			char *texts[] = {
				text_of(finding_sentence, &bare, &contexts[i]),
				text_of(finding_sentence, &full, &contexts[i]),
				text_of(finding_fix, &bare, &contexts[i]),
				text_of(finding_fix, &full, &contexts[i]),
			};

			for (size_t k = 0; k < COUNT_OF(texts); k++) {
				assert_true(strlen(texts[k]) > 10);
				assert_true(strlen(texts[k]) < 700);
				assert_null(strchr(texts[k], '%'));
				if (k < 2)
					assert_null(strchr(texts[k], '\n'));
				/* no half of é */
				assert_null(
					strstr(texts[k], "\xc3\xe2\x80\xa6"));
				assert_null(strstr(texts[k], "\xa6\xa9"));
				free(texts[k]);
			}
		}
	}
	free(huge);
}

static void states_have_their_words_and_signs(void **state)
{
	static const struct {
		enum state state;
		bool unchanged, being_changed;
		int code; /* -1: no finding */
		bool waiting;
		const char *sign, *words;
	} cases[] = {
		{ STATE_OK, false, false, -1, false, "✓", "right" },
		{ STATE_MISSING, true, false, FINDING_MISSING, true, "○",
		  "not found yet" },
		{ STATE_MISSING, false, false, FINDING_MISSING, false, "✗",
		  "gone" },
		{ STATE_MISSING, false, true, FINDING_MISSING, true, "○",
		  "being changed" },
		{ STATE_MISSING, true, false, -1, false, "○", "not found yet" },
		{ STATE_WRONG, true, false, FINDING_SPF_NOT_AUTHORISED, true,
		  "○", "not changed yet" },
		{ STATE_WRONG, false, false, FINDING_NAME_DOUBLED, false, "✗",
		  "wrong name" },
		{ STATE_WRONG, false, false, FINDING_TARGET_TYPO, false, "✗",
		  "wrong value" },
		{ STATE_WRONG, false, false, FINDING_TYPE_OTHER, false, "✗",
		  "wrong type" },
		{ STATE_WRONG, false, false, FINDING_SPF_NOT_AUTHORISED, false,
		  "✗", "program is missing" },
		{ STATE_PARTIAL, false, false, FINDING_NAMESERVERS_DISAGREE,
		  false, "◐", "not on all name servers yet" },
		{ STATE_UNKNOWN, false, false, -1, false, "?", "no answer" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct record_verdict r = {
			.state = cases[i].state,
			.unchanged = cases[i].unchanged,
			.being_changed = cases[i].being_changed,
		};

		if (cases[i].code >= 0)
			findings_add(&r.findings,
				     (enum finding_code)cases[i].code)
				->waiting = cases[i].waiting;
		if (strcmp(state_words(&r), cases[i].words) != 0 ||
		    strcmp(state_sign(&r), cases[i].sign) != 0)
			fail_msg("case %zu: %s %s", i, state_sign(&r),
				 state_words(&r));
		findings_free(&r.findings);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_hold_names_and_values),
		cmocka_unit_test(times_are_local_and_say_the_day),
		cmocka_unit_test(every_code_has_both_sentences),
		cmocka_unit_test(bare_and_huge_findings_are_borne),
		cmocka_unit_test(states_have_their_words_and_signs),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
