/* The DMARC part of the plan.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/plan_case.h"

#define SPF        "voorbeeld.nl TXT v=spf1 mx ~all\n"
#define KEEP_SPF   "KEEP " SPF
#define ADVICE_SPF "KEEP voorbeeld.nl TXT v=spf1 mx ~all (advice)\n"
#define DMARC      "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"

static void policies(void **state)
{
	static const struct {
		const char *zone;
		const char *plan; /* of DMARC alone */
	} rows[] = {
		{ "", "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none "
		      "(advice)\n" },
		{ "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject (advice)\n"
		  "dmarc-kept " },
		{ "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none; pct=5; x=y\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=none; pct=5; x=y "
		  "(advice)\ndmarc-kept " },
		{ "_dmarc.voorbeeld.nl TXT v=dmarc1; p=none\n",
		  "CHANGE _dmarc.voorbeeld.nl TXT v=dmarc1; p=none -> "
		  "v=DMARC1; p=none (advice)\n" },
		{ "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n"
		  "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=none (advice)\n"
		  "REMOVE _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "dmarc-kept " },
		{ "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none; sp=none\n"
		  "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=none (advice)\n"
		  "REMOVE _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "REMOVE _dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "
		  "sp=none\n"
		  "dmarc-kept " },
		/* what is no record does no harm */
		{ "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "_dmarc.voorbeeld.nl TXT v=dmarc1; p=none\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject "
		  "(advice)\n"
		  "dmarc-kept " },
		/* somebody else keeps it */
		{ "_dmarc.voorbeeld.nl CNAME d.example\n"
		  "d.example TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject (advice)\n"
		  "dmarc-kept " },
		{ "_dmarc.voorbeeld.nl CNAME gone.example\n",
		  "CHANGE _dmarc.voorbeeld.nl TXT CNAME gone.example -> "
		  "v=DMARC1; p=none (advice)\n" },
		/* beside it anything may stand */
		{ "_dmarc.voorbeeld.nl TXT hello\n",
		  "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none (advice)\n" },
		{ "_dmarc.voorbeeld.nl TXT SILENT\n",
		  "UNKNOWN _dmarc.voorbeeld.nl TXT v=DMARC1; p=none "
		  "(advice)\nunknown " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *zone = xasprintf("%s%s", SPF, rows[i].zone);
		char *expected = xasprintf("%s%s", KEEP_SPF, rows[i].plan);

		make(zone);
		assert_plan(expected);
		free(zone);
		free(expected);
	}
}

static void policies_that_somebody_asked_for(void **state)
{
	(void)state;
	choices.report_address = xstrdup("d@voorbeeld.nl");
	make(SPF);
	assert_plan(KEEP_SPF "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "
			     "rua=mailto:d@voorbeeld.nl (advice)\n");
	/* a service that needs one takes any that is valid */
	choose("mailchimp");
	make(SPF);
	assert_string_equal(plan.items[plan.count - 1].wanted.record.name,
			    "_dmarc.voorbeeld.nl");
	assert_true(plan.items[plan.count - 1].wanted.required);
	assert_string_equal(plan.items[plan.count - 1].wanted.service,
			    "mailchimp");
	make(SPF DMARC);
	assert_int_equal(plan.items[plan.count - 1].action, ACTION_KEEP);
	/* whether to block is not the vendor's to decide */
	choices_clear_services(&choices);
	paste(NULL, "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n");
	make(SPF);
	assert_plan(ADVICE_SPF "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "
			       "rua=mailto:d@voorbeeld.nl\n");
	choices_clear_services(&choices);
	paste(NULL, "_dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "
		    "rua=mailto:x@vendor.example\n");
	make(SPF);
	assert_plan(ADVICE_SPF "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none; "
			       "rua=mailto:x@vendor.example\n");
}

static void the_organisations_policy_holds_below(void **state)
{
	static const char zone[] =
		"mail.voorbeeld.nl TXT v=spf1 mx ~all\n"
		"_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n";

	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "mail.voorbeeld.nl");
	make(zone);
	assert_plan("KEEP mail.voorbeeld.nl TXT v=spf1 mx ~all\n"
		    "dmarc-kept ");
	make("mail.voorbeeld.nl TXT v=spf1 mx ~all\n"
	     "_dmarc.voorbeeld.nl TXT SILENT\n");
	assert_int_equal(plan.items[1].action, ACTION_UNKNOWN);
	assert_true(plan.unknown);
	/* a dead alias is not mended by it */
	make("mail.voorbeeld.nl TXT v=spf1 mx ~all\n"
	     "_dmarc.mail.voorbeeld.nl CNAME gone.example\n"
	     "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n");
	assert_int_equal(plan.items[1].action, ACTION_CHANGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(policies),
		CASE(policies_that_somebody_asked_for),
		CASE(the_organisations_policy_holds_below),
	};

	return cmocka_run_group_tests_name("plan_dmarc", tests, open_catalog,
					   close_catalog);
}
