/* The plan: what the services want, on what is there.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/plan_case.h"

#include "core/plan_needs.h"

#define SPF        "voorbeeld.nl TXT v=spf1 mx ~all\n"
#define ADVICE_SPF "KEEP voorbeeld.nl TXT v=spf1 mx ~all (advice)\n"
#define DMARC      "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
#define ED25519    "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

static void nothing_there_yet(void **state)
{
	(void)state;
	choose("spinoffice");
	make("voorbeeld.nl MX 10 mail.voorbeeld.nl\n");
	assert_plan(
		"NEW voorbeeld.nl TXT v=spf1 mx include:spf.spinoffice-crm.com "
		"~all\n"
		"NEW mrsel1._domainkey.voorbeeld.nl CNAME "
		"mrsel1._domainkey.spinoffice-crm.com\n"
		"NEW mrsel2._domainkey.voorbeeld.nl CNAME "
		"mrsel2._domainkey.spinoffice-crm.com\n"
		"NEW mrsel3._domainkey.voorbeeld.nl CNAME "
		"mrsel3._domainkey.spinoffice-crm.com\n"
		"NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none (advice)\n"
		"softfail mailbox-mx ");
	assert_int_equal(plan_count(&plan, ACTION_NEW), 4);
	assert_string_equal(plan.vendor_spf,
			    "v=spf1 include:spf.spinoffice-crm.com -all");
	assert_string_equal(plan.items[1].wanted.service, "spinoffice");
	assert_int_equal(plan.items[1].wanted.purpose, PURPOSE_DKIM);
}

static void all_there_already(void **state)
{
	(void)state;
	choose("spinoffice");
	make("voorbeeld.nl TXT v=spf1 include:spf.spinoffice-crm.com -all\n"
	     "spf.spinoffice-crm.com TXT v=spf1 ip4:192.0.2.1 -all\n"
	     "mrsel1._domainkey.voorbeeld.nl CNAME "
	     "MRSEL1._domainkey.spinoffice-crm.com\n"
	     "mrsel2._domainkey.voorbeeld.nl CNAME "
	     "mrsel2._domainkey.spinoffice-crm.com\n"
	     "mrsel3._domainkey.voorbeeld.nl CNAME "
	     "mrsel3._domainkey.spinoffice-crm.com\n" DMARC);
	for (size_t i = 0; i < plan.count; i++)
		assert_int_equal(plan.items[i].action, ACTION_KEEP);
	assert_int_equal(plan.count, 5);
	assert_int_equal(plan.notes, PLAN_NOTE_DMARC_KEPT);
	assert_int_equal(plan_count(&plan, ACTION_KEEP), 4);
}

/* Twice the same, or from two services, is asked for once. */
static void nothing_is_wanted_twice(void **state)
{
	(void)state;
	paste(NULL, "a.voorbeeld.nl CNAME b.example\n"
		    "A.voorbeeld.nl CNAME B.example\n");
	paste("onfact", "a.voorbeeld.nl CNAME b.example\n");
	make(SPF);
	assert_plan(ADVICE_SPF "NEW a.voorbeeld.nl CNAME b.example\n");
}

/* A CNAME bears nothing beside it, and takes the place of what is there
 * (RFC 1034, 3.6.2). */
static void an_alias_and_what_is_there(void **state)
{
	static const struct {
		const char *zone;
		const char *plan;
	} rows[] = {
		{ "", "NEW a.voorbeeld.nl CNAME b.example\n" },
		{ "a.voorbeeld.nl CNAME b.example\n",
		  "KEEP a.voorbeeld.nl CNAME b.example\n" },
		{ "a.voorbeeld.nl CNAME old.example\n",
		  "CHANGE a.voorbeeld.nl CNAME old.example -> b.example\n" },
		{ "a.voorbeeld.nl TXT hello\n",
		  "NEW a.voorbeeld.nl CNAME b.example\n"
		  "REMOVE a.voorbeeld.nl TXT hello\nin-the-way " },
		{ "a.voorbeeld.nl A 127.0.0.80\n"
		  "a.voorbeeld.nl AAAA ::1\n"
		  "a.voorbeeld.nl MX 10 m.example\n",
		  "NEW a.voorbeeld.nl CNAME b.example\n"
		  "REMOVE a.voorbeeld.nl A 127.0.0.80\n"
		  "REMOVE a.voorbeeld.nl AAAA ::1\n"
		  "REMOVE a.voorbeeld.nl MX 10 m.example\nin-the-way " },
		/* Names below are no obstacle. */
		{ "x.a.voorbeeld.nl TXT hello\n",
		  "NEW a.voorbeeld.nl CNAME b.example\n" },
		{ "a.voorbeeld.nl CNAME SILENT\n",
		  "UNKNOWN a.voorbeeld.nl CNAME b.example\nunknown " },
		{ "a.voorbeeld.nl TXT SILENT\n",
		  "NEW a.voorbeeld.nl CNAME b.example\nunknown " },
	};

	(void)state;
	paste(NULL, "a.voorbeeld.nl CNAME b.example\n");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *zone = xasprintf("%s%s", SPF, rows[i].zone);
		char *expected = xasprintf("%s%s", ADVICE_SPF, rows[i].plan);

		make(zone);
		assert_plan(expected);
		free(zone);
		free(expected);
	}
}

/* The other way round: an alias stands where something else is wanted. */
static void an_alias_in_the_way(void **state)
{
	static const struct {
		const char *wanted;
		const char *plan;
	} rows[] = {
		{ "a.voorbeeld.nl TXT token=1\n",
		  "NEW a.voorbeeld.nl TXT token=1\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n" },
		{ "a.voorbeeld.nl MX 10 m.example\n",
		  "NEW a.voorbeeld.nl MX 10 m.example\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n" },
		/* once, not for each */
		{ "a.voorbeeld.nl MX 10 m.example\n"
		  "a.voorbeeld.nl MX 20 n.example\n",
		  "NEW a.voorbeeld.nl MX 10 m.example\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n"
		  "NEW a.voorbeeld.nl MX 20 n.example\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *expected = xasprintf("%s%s", ADVICE_SPF, rows[i].plan);

		choices_clear_services(&choices);
		paste(NULL, rows[i].wanted);
		make(SPF "a.voorbeeld.nl CNAME old.example\n"
			 "old.example A 127.0.0.1\n");
		assert_plan(expected);
		free(expected);
	}
}

static void texts_and_keys(void **state)
{
	static const struct {
		const char *wanted;
		const char *zone;
		const char *plan;
	} rows[] = {
		/* one key a selector */
		{ "s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n",
		  "s._domainkey.voorbeeld.nl TXT v=DKIM1; p=\n",
		  "CHANGE s._domainkey.voorbeeld.nl TXT v=DKIM1; p= -> "
		  "v=DKIM1; " ED25519 "\n" },
		{ "s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n",
		  "s._domainkey.voorbeeld.nl TXT v=DKIM1; p=\n"
		  "s._domainkey.voorbeeld.nl TXT old\n",
		  "CHANGE s._domainkey.voorbeeld.nl TXT v=DKIM1; p= -> "
		  "v=DKIM1; " ED25519 "\n"
		  "REMOVE s._domainkey.voorbeeld.nl TXT old\n" },
		{ "s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n",
		  "s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n"
		  "s._domainkey.voorbeeld.nl TXT old\n",
		  "KEEP s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n"
		  "REMOVE s._domainkey.voorbeeld.nl TXT old\n" },
		/* other selectors are others' */
		{ "s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n",
		  "t._domainkey.voorbeeld.nl TXT v=DKIM1; p=\n",
		  "NEW s._domainkey.voorbeeld.nl TXT v=DKIM1; " ED25519 "\n" },
		/* a token stands beside any other */
		{ "voorbeeld.nl TXT token=1\n", "voorbeeld.nl TXT token=2\n",
		  "NEW voorbeeld.nl TXT token=1\n" },
		{ "voorbeeld.nl TXT token=1\n", "voorbeeld.nl TXT token=1\n",
		  "KEEP voorbeeld.nl TXT token=1\n" },
		/* mail servers and addresses take the place of others */
		{ "m.voorbeeld.nl MX 10 n.example\n",
		  "m.voorbeeld.nl MX 10 old.example\n",
		  "CHANGE m.voorbeeld.nl MX old.example -> 10 n.example\n" },
		{ "m.voorbeeld.nl A 127.0.0.1\n",
		  "m.voorbeeld.nl A 127.0.0.2\n",
		  "CHANGE m.voorbeeld.nl A 127.0.0.2 -> 127.0.0.1\n" },
		{ "m.voorbeeld.nl A 127.0.0.1\n", "m.voorbeeld.nl TXT x\n",
		  "NEW m.voorbeeld.nl A 127.0.0.1\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *zone = xasprintf("%s%s", SPF, rows[i].zone);
		char *expected = xasprintf("%s%s", ADVICE_SPF, rows[i].plan);

		choices_clear_services(&choices);
		paste(NULL, rows[i].wanted);
		make(zone);
		assert_plan(expected);
		free(zone);
		free(expected);
	}
}

/* The template says how its text gets on with others at the name. */
static void the_template_replaces_its_own_text(void **state)
{
	struct chosen *chosen;

	(void)state;
	choose("brevo");
	chosen = choices_find(&choices, "brevo");
	chosen->settings = xcalloc(1, sizeof(*chosen->settings));
	chosen->setting_count = 1;
	chosen->settings[0] = (struct setting){ xstrdup("brevo_code"),
						xstrdup("new") };
	make("voorbeeld.nl TXT brevo-code:old\n"
	     "voorbeeld.nl TXT other-code:1\n" SPF DMARC);
	for (size_t i = 0; i < plan.count; i++) {
		const struct plan_item *item = &plan.items[i];

		assert_int_not_equal(item->action, ACTION_REMOVE);
		if (item->wanted.purpose != PURPOSE_VERIFICATION)
			continue;
		assert_int_equal(item->action, ACTION_CHANGE);
		assert_string_equal(item->old.value, "brevo-code:old");
		assert_string_equal(item->wanted.record.value,
				    "brevo-code:new");
		return;
	}
	fail_msg("no brevo-code");
}

/* What one part has to say does not silence another. */
static void notes_add_up(void **state)
{
	(void)state;
	paste(NULL, "voorbeeld.nl TXT v=spf1 ip4:192.0.2.1 -all\n"
		    "a.voorbeeld.nl CNAME b.example\n"
		    "send.voorbeeld.nl TXT v=spf1 ip4:192.0.2.2 -all\n"
		    "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n");
	choices_add(&choices, "onfact");
	make("voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
	     "a.voorbeeld.nl TXT hello\n"
	     "send.voorbeeld.nl TXT v=spf1 ip4:192.0.2.2.9 -all\n" DMARC);
	assert_int_equal(plan.notes, PLAN_NOTE_SOFTFAIL | PLAN_NOTE_MAILBOX_MX |
					     PLAN_NOTE_SPF_REFUSED |
					     PLAN_NOTE_DMARC_KEPT |
					     PLAN_NOTE_NO_VALUES |
					     PLAN_NOTE_CNAME_IN_THE_WAY);
}

static void a_domain_that_is_an_alias(void **state)
{
	(void)state;
	choose("spinoffice");
	make("voorbeeld.nl CNAME other.example\n");
	assert_plan("domain-is-cname ");
	assert_int_equal(plan.count, 0);
	/* An alias wanted at the domain never clears it. */
	choices_clear_services(&choices);
	paste(NULL, "voorbeeld.nl CNAME b.example\n");
	make(SPF "voorbeeld.nl MX 10 mail.voorbeeld.nl\n");
	assert_int_equal(plan_count(&plan, ACTION_REMOVE), 0);
}

/* A template for a name below its zone. */
static void a_subdomain(void **state)
{
	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "mail.voorbeeld.nl");
	choose("spinoffice");
	make("mail.voorbeeld.nl A 127.0.0.1\n");
	assert_string_equal(plan.items[0].wanted.record.name,
			    "mail.voorbeeld.nl");
	assert_string_equal(plan.items[1].wanted.record.name,
			    "mrsel1._domainkey.mail.voorbeeld.nl");
	assert_string_equal(plan.items[1].wanted.record.value,
			    "mrsel1._domainkey.spinoffice-crm.com");
}

static void values_that_are_still_to_come(void **state)
{
	(void)state;
	choose("onfact");
	make(SPF DMARC);
	assert_plan(ADVICE_SPF "no-values ");
	paste("onfact", "k1._domainkey.voorbeeld.nl CNAME k1.onfact.example\n"
			"k2._domainkey.voorbeeld.nl CNAME k2.onfact.example\n"
			"em.voorbeeld.nl CNAME em.onfact.example\n");
	make(SPF DMARC);
	assert_plan(ADVICE_SPF
		    "NEW k1._domainkey.voorbeeld.nl CNAME k1.onfact.example\n"
		    "NEW k2._domainkey.voorbeeld.nl CNAME k2.onfact.example\n"
		    "NEW em.voorbeeld.nl CNAME em.onfact.example\n");
	assert_int_equal(plan.items[1].wanted.purpose, PURPOSE_DKIM);
	assert_int_equal(plan.items[3].wanted.purpose, PURPOSE_RETURN_PATH);
	/* some are known, some each customer's own */
	choose("microsoft-365");
	make(SPF DMARC);
	assert_true(plan.notes & PLAN_NOTE_NO_VALUES);
	paste("microsoft-365",
	      "selector1._domainkey.voorbeeld.nl CNAME x.onmicrosoft.example\n"
	      "selector2._domainkey.voorbeeld.nl CNAME "
	      "y.onmicrosoft.example\n");
	make(SPF DMARC);
	assert_false(plan.notes & PLAN_NOTE_NO_VALUES);
	/* not in the list, and nothing pasted */
	choices_clear_services(&choices);
	choices_add(&choices, NULL);
	make(SPF DMARC);
	assert_true(plan.notes & PLAN_NOTE_NO_VALUES);
	/* one that the catalogue does not have */
	choose("no-such-service");
	make(SPF DMARC);
	assert_true(plan.notes & PLAN_NOTE_NO_VALUES);
}

static void other_ways_need_no_records(void **state)
{
	(void)state;
	choose("spinoffice");
	choices.items[0].way = WAY_OWN_SMTP;
	make(SPF DMARC);
	for (size_t i = 0; i < plan.count; i++) {
		assert_int_equal(plan.items[i].action, ACTION_KEEP);
		assert_null(plan.items[i].wanted.service);
	}
	assert_false(plan.notes & PLAN_NOTE_NO_VALUES);
}

/* --records: these alone, with what SPF and DMARC they touch. */
static void records_alone(void **state)
{
	struct fake_dns wanted = { .held = false };

	(void)state;
	choose("spinoffice");
	fake_dns_zone(&wanted, "a.voorbeeld.nl CNAME b.example\n");
	choices.records = wanted.records;
	choices.record_count = wanted.count;
	make(SPF);
	assert_plan("NEW a.voorbeeld.nl CNAME b.example\n");
	records_free(choices.records, choices.record_count);
	wanted = (struct fake_dns){ .held = false };
	fake_dns_zone(&wanted, "voorbeeld.nl TXT v=spf1 ip4:192.0.2.1 -all\n"
			       "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n"
			       "voorbeeld.nl TXT token=1\n");
	choices.records = wanted.records;
	choices.record_count = wanted.count;
	make(SPF DMARC);
	assert_plan("CHANGE voorbeeld.nl TXT v=spf1 mx ~all -> "
		    "v=spf1 mx ip4:192.0.2.1 ~all\n"
		    "NEW voorbeeld.nl TXT token=1\n"
		    "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		    "dmarc-kept ");
}

static void samples_of_spf(void **state)
{
	static const struct {
		const char *sample;
		const char *terms;
	} rows[] = {
		{ "v=spf1 include:spf.x.example -all",
		  "include:spf.x.example" },
		{ "v=spf1 a mx ip4:192.0.2.1 ip6:2001:db8::1 ?all",
		  "ip4:192.0.2.1 ip6:2001:db8::1" },
		{ "include:spf.x.example", "include:spf.x.example" },
		{ "V=SPF1  +A +MX  INCLUDE:spf.x.example   ~ALL",
		  "INCLUDE:spf.x.example" },
		{ "v=spf1 a:mail.x.example mx:x.example exp=e.x redirect=y "
		  "-all",
		  "a:mail.x.example mx:x.example" },
		{ "v=spf1 -all", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *terms = spf_terms_of_sample(rows[i].sample);

		if (rows[i].terms)
			assert_string_equal(terms, rows[i].terms);
		else
			assert_null(terms);
		free(terms);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(nothing_there_yet),
		CASE(all_there_already),
		CASE(nothing_is_wanted_twice),
		CASE(an_alias_and_what_is_there),
		CASE(an_alias_in_the_way),
		CASE(texts_and_keys),
		CASE(the_template_replaces_its_own_text),
		CASE(notes_add_up),
		CASE(a_domain_that_is_an_alias),
		CASE(a_subdomain),
		CASE(values_that_are_still_to_come),
		CASE(other_ways_need_no_records),
		CASE(records_alone),
		CASE(samples_of_spf),
	};

	return cmocka_run_group_tests_name("plan", tests, open_catalog,
					   close_catalog);
}
