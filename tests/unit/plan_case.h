/* A plan for voorbeeld.nl out of zones as text, and the plan as text.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_PLAN_CASE_H
#define ZEGEL_TESTS_PLAN_CASE_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/plan.h"
#include "unit/fake_dns.h"

static struct catalog *catalog;
static struct choices choices;
static struct plan plan;
static struct fake_dns at_name; /* what stands at a name itself */
static struct fake_dns behind;  /* what a resolver says */
static const char *zone_name;
static const char *spf_before;
static bool whole_zone; /* as a master file tells it */

static inline void plan_clear(void)
{
	plan_free(&plan);
	fake_dns_free(&at_name);
	fake_dns_free(&behind);
}

static inline int plan_begin(void **state)
{
	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "voorbeeld.nl");
	zone_name = "voorbeeld.nl";
	spf_before = NULL;
	whole_zone = false;
	return 0;
}

static inline int plan_end(void **state)
{
	(void)state;
	plan_clear();
	choices_free(&choices);
	return 0;
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, plan_begin, plan_end)

static inline void choose(const char *id)
{
	choices_clear_services(&choices);
	choices_add(&choices, id);
}

/* The values that somebody pasted for a service (NULL: not in the list). */
static inline void paste(const char *id, const char *records)
{
	struct fake_dns pasted = { .held = false };

	fake_dns_zone(&pasted, records);
	chosen_set_values(choices_add(&choices, id), pasted.records,
			  pasted.count);
	fake_dns_free(&pasted);
}

static inline void make_from(void)
{
	const struct plan_input input = {
		.catalog = catalog,
		.choices = &choices,
		.zone = zone_name,
		.present = fake_dns_lookup(&at_name),
		.all = whole_zone ? at_name.records : NULL,
		.all_count = whole_zone ? at_name.count : 0,
		.rules = fake_dns_lookup(&behind),
		.spf_before = spf_before,
	};

	plan_free(&plan);
	plan_make(&input, &plan);
}

static inline void make(const char *zone)
{
	plan_clear();
	at_name.stingy = true;
	fake_dns_zone(&at_name, zone);
	fake_dns_zone(&behind, zone);
	make_from();
}

static inline void add_item(struct str *out, const struct plan_item *item)
{
	static const char *const actions[] = {
		[ACTION_NEW] = "NEW",         [ACTION_CHANGE] = "CHANGE",
		[ACTION_KEEP] = "KEEP",       [ACTION_REMOVE] = "REMOVE",
		[ACTION_UNKNOWN] = "UNKNOWN",
	};
	const struct record *r = item->wanted.record.name ? &item->wanted.record
							  : &item->old;

	str_addf(out, "%s %s %s ", actions[item->action], r->name,
		 rr_name(r->type));
	if (item->action == ACTION_CHANGE && item->old.type != r->type)
		str_addf(out, "%s ", rr_name(item->old.type));
	if (item->action == ACTION_CHANGE)
		str_addf(out, "%s -> ", item->old.value);
	if (r->type == RR_MX || r->type == RR_SRV)
		str_addf(out, "%u ", r->priority);
	str_addf(out, "%s%s\n", r->value,
		 item->wanted.record.name && !item->wanted.required
			 ? " (advice)"
			 : "");
}

static inline void add_notes(struct str *out)
{
	static const struct {
		unsigned note;
		const char *word;
	} words[] = {
		{ PLAN_NOTE_SOFTFAIL, "softfail" },
		{ PLAN_NOTE_MAILBOX_KNOWN, "mailbox" },
		{ PLAN_NOTE_MAILBOX_MX, "mailbox-mx" },
		{ PLAN_NOTE_NO_MX, "no-mx" },
		{ PLAN_NOTE_SPF_JOINED, "joined" },
		{ PLAN_NOTE_SPF_REDIRECT, "redirect" },
		{ PLAN_NOTE_SPF_REFUSED, "refused" },
		{ PLAN_NOTE_DMARC_KEPT, "dmarc-kept" },
		{ PLAN_NOTE_SPF_BEHIND_ALL, "behind-all" },
		{ PLAN_NOTE_SPF_LONG, "long" },
		{ PLAN_NOTE_NO_VALUES, "no-values" },
		{ PLAN_NOTE_DOMAIN_IS_CNAME, "domain-is-cname" },
		{ PLAN_NOTE_CNAME_IN_THE_WAY, "in-the-way" },
		{ PLAN_NOTE_MAILBOX_ADDED, "mailbox-added" },
		{ PLAN_NOTE_SPF_LIMIT, "limit" },
		{ PLAN_NOTE_SPF_BAD_TERM, "bad-term" },
		{ PLAN_NOTE_TEMPLATE, "template" },
		{ PLAN_NOTE_OUTSIDE_DNS, "outside" },
		{ PLAN_NOTE_SPF_QUALIFIER, "qualifier" },
		{ PLAN_NOTE_SPF_ENDS_DIFFERED, "ends-differed" },
		{ PLAN_NOTE_SPF_FIRST, "first" },
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (plan.notes & words[i].note)
			str_addf(out, "%s ", words[i].word);
	}
	if (!plan.complete)
		str_add(out, "incomplete ");
	if (plan.unknown)
		str_add(out, "unknown ");
}

/* The plan's items, a line each, then its notes; without those about DMARC when
 * it is not about that. */
static inline void assert_plan(const char *expected)
{
	bool is_about_dmarc = strstr(expected, "_dmarc") ||
			      strstr(expected, "dmarc-kept");
	struct str out = STR_INIT(STR_MAX_TEXT);

	if (!is_about_dmarc)
		plan.notes &= ~(unsigned)PLAN_NOTE_DMARC_KEPT;
	for (size_t i = 0; i < plan.count; i++) {
		const struct plan_item *item = &plan.items[i];

		if (is_about_dmarc || item->wanted.purpose != PURPOSE_DMARC)
			add_item(&out, item);
	}
	add_notes(&out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
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
