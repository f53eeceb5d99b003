/* What somebody does not want to hear of is left out of a verdict, and does not
 * count.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

#define REST SOA MX SPF_GOOD DMARC DKIM("2") DKIM("3")
#define DOUBLED                                                                \
	"mrsel1._domainkey.voorbeeld.nl.voorbeeld.nl CNAME "                   \
	"mrsel1._domainkey.spinoffice-crm.com\n"

/* Codes with blanks between. */
static struct finding_set set_of(const char *codes)
{
	struct finding_set set = { .has = { false } };
	struct slice rest = slice_of(codes), word;

	while (slice_next_word(&rest, &word)) {
		char *name = slice_dup(word);
		enum finding_code code;

		if (!finding_code_from_name(name, &code))
			fail_msg("no code: %s", name);
		set.has[code] = true;
		free(name);
	}
	return set;
}

static void left_out_does_not_count(void **state)
{
	static const struct {
		const char *zone;
		const char *ignored;
		const char *findings; /* that are left */
		enum outcome outcome;
	} cases[] = {
		{ GOOD, "missing spf-long", "", OUTCOME_GREEN },
		{ REST, "", "missing:Ew", OUTCOME_WAITING },
		{ REST, "missing", "", OUTCOME_GREEN },
		{ REST, "dmarc-missing", "missing:Ew", OUTCOME_WAITING },
		{ REST DOUBLED, "", "name-doubled:E", OUTCOME_WRONG },
		{ REST DOUBLED, "name-doubled", "", OUTCOME_GREEN },
		{ REST DOUBLED, "missing", "name-doubled:E", OUTCOME_WRONG },
		/* a warning at a record that is wrong excuses nothing */
		{ SOA MX DMARC DKIM_ALL SPF("mx ?all"), "spf-neutral-all",
		  "spf-not-authorised:Ew", OUTCOME_WAITING },
		{ SOA MX DMARC DKIM_ALL SPF("mx ?all"), "spf-not-authorised",
		  "spf-neutral-all:W", OUTCOME_GREEN },
		/* one of two that are wrong */
		{ SOA MX SPF_GOOD DMARC DKIM("3") DOUBLED, "name-doubled",
		  "missing:Ew", OUTCOME_WAITING },
		{ SOA MX SPF_GOOD DMARC DKIM("3") DOUBLED, "missing",
		  "name-doubled:E", OUTCOME_WRONG },
		{ SOA MX SPF_GOOD DMARC DKIM("3") DOUBLED,
		  "missing name-doubled", "", OUTCOME_GREEN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct finding_set set = set_of(cases[i].ignored);
		char *findings;

		judge_anew(cases[i].zone);
		verdict_leave_out(&verdict, &set);
		findings = all_findings();
		if (strcmp(findings, cases[i].findings) != 0 ||
		    verdict.outcome != cases[i].outcome)
			fail_msg("%swithout %s: %s, %s", cases[i].zone,
				 cases[i].ignored,
				 outcome_name(verdict.outcome), findings);
		free(findings);
	}
}

static void what_is_there_is_still_told(void **state)
{
	struct finding_set set = set_of("missing");

	(void)state;
	judge_anew(REST);
	assert_false(record_at("mrsel1._domainkey")->left_out);
	verdict_leave_out(&verdict, &set);
	assert_state("mrsel1._domainkey", STATE_MISSING);
	assert_true(record_at("mrsel1._domainkey")->left_out);
	assert_false(record_at("mrsel2._domainkey")->left_out);
}

static void on_some_servers_only_may_be_left_out(void **state)
{
	struct finding_set other = set_of("missing");
	struct finding_set set = set_of("nameservers-disagree");

	(void)state;
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(FAKE_NS2, REST);
	judge();
	assert_outcome(OUTCOME_WAITING);
	assert_state("mrsel1._domainkey", STATE_PARTIAL);
	verdict_leave_out(&verdict, &other);
	assert_outcome(OUTCOME_WAITING);
	verdict_leave_out(&verdict, &set);
	assert_outcome(OUTCOME_GREEN);
}

/* No answer stays no answer. */
static void nothing_becomes_known_by_leaving_out(void **state)
{
	struct finding_set set = { .has = { false } };

	(void)state;
	for (size_t i = 0; i < FINDING_COUNT; i++)
		set.has[i] = true;
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("3") DOUBLED
		   "mrsel2._domainkey.voorbeeld.nl CNAME SILENT\n");
	assert_outcome(OUTCOME_WRONG);
	verdict_leave_out(&verdict, &set);
	assert_outcome(OUTCOME_UNKNOWN);
	judge_anew(REST "mrsel1._domainkey.voorbeeld.nl CNAME SILENT\n");
	assert_outcome(OUTCOME_UNKNOWN);
	verdict_leave_out(&verdict, &set);
	assert_outcome(OUTCOME_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(left_out_does_not_count),
		CASE(what_is_there_is_still_told),
		CASE(on_some_servers_only_may_be_left_out),
		CASE(nothing_becomes_known_by_leaving_out),
	};

	return cmocka_run_group_tests_name("check_ignore", tests, open_catalog,
					   close_catalog);
}
