/* A domain to be checked: voorbeeld.nl with SpinOffice, on two name servers,
 * and the verdict on it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_CHECK_CASE_H
#define ZEGEL_TESTS_CHECK_CASE_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/check.h"
#include "unit/fake_net.h"

#define ED25519                                                                \
	"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
#define SOA FAKE_SOA("voorbeeld.nl")
#define MX                                                                     \
	"voorbeeld.nl MX 10 mail.voorbeeld.nl\n"                               \
	"mail.voorbeeld.nl A 127.0.0.25\n"
#define DKIM(n)                                                                \
	"mrsel" n "._domainkey.voorbeeld.nl CNAME "                            \
	"mrsel" n "._domainkey.spinoffice-crm.com\n"
#define DKIM_ALL   DKIM("1") DKIM("2") DKIM("3")
#define SPF(terms) "voorbeeld.nl TXT v=spf1 " terms "\n"
#define SPF_GOOD   SPF("mx include:spf.spinoffice-crm.com ~all")
#define SPF_OLD    SPF("mx ~all")
#define DMARC                                                                  \
	"_dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "                           \
	"rua=mailto:d@voorbeeld.nl\n"

/* All is right. */
#define GOOD SOA MX SPF_GOOD DMARC DKIM_ALL

/* What SpinOffice has. */
#define VENDOR                                                                 \
	"spf.spinoffice-crm.com TXT v=spf1 ip4:192.0.2.128/25 -all\n"          \
	"mrsel1._domainkey.spinoffice-crm.com TXT " ED25519 "\n"               \
	"mrsel2._domainkey.spinoffice-crm.com TXT v=DKIM1; k=ed25519; "        \
	"p=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=\n"                     \
	"mrsel3._domainkey.spinoffice-crm.com TXT v=DKIM1; k=ed25519; "        \
	"p=YGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn8=\n"

static struct catalog *catalog;
static struct choices choices;
static struct past past;
static struct verdict verdict;
static struct check_input input;

static inline void case_begin(const char *service)
{
	fake_reset();
	fake_zone(FAKE_RESOLVER, VENDOR);
	if (service)
		choices_add(&choices, service);
	snprintf(choices.domain, sizeof(choices.domain), "voorbeeld.nl");
	input = (struct check_input){
		.catalog = catalog,
		.choices = &choices,
		.past = &past,
		.use_authority = true,
	};
	clock_set_for_test(1000, 1000000);
}

static inline void case_end(void)
{
	verdict_free(&verdict);
	choices_free(&choices);
	past_free(&past);
	fake_reset();
	clock_set_for_test(-1, 0);
}

static inline int set_up(void **state)
{
	(void)state;
	case_begin("spinoffice");
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	case_end();
	return 0;
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static inline void both(const char *text)
{
	fake_zone(FAKE_NS1, text);
	fake_zone(FAKE_NS2, text);
}

static inline void judge(void)
{
	verdict_free(&verdict);
	input.now = clock_wall();
	check_judge(&input, &verdict);
}

/* The same on servers that now have something else. */
static inline void judge_anew(const char *zone)
{
	fake_dns_free(&fake.servers[FAKE_NS1].data);
	fake_dns_free(&fake.servers[FAKE_NS2].data);
	both(zone);
	judge();
}

/* What a look leaves behind for the next one, as core/look.c does it. */
static inline void remember(void)
{
	for (size_t i = 0; i < verdict.present_count; i++) {
		const struct present *p = &verdict.present[i];

		past_first_seen(&past, p->name, p->type, p->records, p->count);
	}
	for (size_t i = 0; i < verdict.record_count; i++) {
		const struct record_verdict *v = &verdict.records[i];
		struct milestone *m;

		if (v->state == STATE_UNKNOWN)
			continue;
		m = past_milestone(&past, v->wanted.record.name,
				   v->wanted.record.type);
		if (v->state == STATE_OK && !m->published_at)
			m->published_at = clock_wall();
	}
}

/* From now on these are wanted (zone lines): as records of their own, or as the
 * values that a service gave. */
static inline void want(const char *service, const char *zone)
{
	struct fake_dns wanted = { .held = false };

	choices_clear_services(&choices);
	records_free(choices.records, choices.record_count);
	choices.records = NULL;
	choices.record_count = 0;
	fake_dns_zone(&wanted, zone ? zone : "");
	if (service) {
		chosen_set_values(choices_add(&choices, service),
				  wanted.records, wanted.count);
	} else {
		choices.records = wanted.records;
		choices.record_count = wanted.count;
		wanted.records = NULL;
		wanted.count = 0;
	}
	fake_dns_free(&wanted);
}

/* The wanted record at this name, also as its part before the domain. */
static inline const struct record_verdict *record_at(const char *name)
{
	char full[NAME_SIZE];

	(void)name_join(
		name, name_is_under(name, "voorbeeld.nl") ? "" : "voorbeeld.nl",
		full);
	for (size_t i = 0; i < verdict.record_count; i++) {
		if (name_equal(verdict.records[i].wanted.record.name, full))
			return &verdict.records[i];
	}
	fail_msg("no record at %s", full);
	return NULL;
}

static inline void assert_outcome(enum outcome expected)
{
	assert_string_equal(outcome_name(verdict.outcome),
			    outcome_name(expected));
}

static inline void assert_state(const char *name, enum state expected)
{
	assert_string_equal(state_name(record_at(name)->state),
			    state_name(expected));
}

/* Asserts that there is this finding at the record, and gives it. */
static inline const struct finding *finding_at(const char *name,
					       enum finding_code code)
{
	const struct finding *f = findings_have(&record_at(name)->findings,
						code);

	if (!f)
		fail_msg("no %s at %s", finding_code_name(code), name);
	return f;
}

static inline const struct finding *domain_finding(enum finding_code code)
{
	const struct finding *f = findings_have(&verdict.findings, code);

	if (!f)
		fail_msg("no %s", finding_code_name(code));
	return f;
}

static inline void add_findings(struct str *out, const struct findings *list)
{
	static const char letters[] = { [SEVERITY_INFO] = 'I',
					[SEVERITY_WARNING] = 'W',
					[SEVERITY_ERROR] = 'E' };

	for (size_t i = 0; i < list->count; i++) {
		const struct finding *f = &list->items[i];

		if (out->len)
			str_add_char(out, ' ');
		str_addf(out, "%s:%c%s", finding_code_name(f->code),
			 letters[f->severity], f->waiting ? "w" : "");
	}
}

/* All findings of the verdict in its order: those of the domain, then of each
 * record; "name-doubled:E missing:Ew". The caller frees it. */
static inline char *all_findings(void)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	add_findings(&out, &verdict.findings);
	for (size_t i = 0; i < verdict.record_count; i++)
		add_findings(&out, &verdict.records[i].findings);
	return str_take(&out);
}

static inline int open_catalog(void **state)
{
	(void)state;
	catalog = catalog_new("src/catalog");
	return 0;
}

static inline int close_catalog(void **state)
{
	(void)state;
	catalog_free(catalog);
	return 0;
}

#endif
