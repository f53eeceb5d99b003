/* The SPF part of the plan: what is there, what the services need, and the one
 * record that comes out.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/plan_case.h"

#define IP4  "ip4:148.251.195.107"
#define IP6  "ip6:2a01:4f8:211:18e8::2"
#define NEED IP4 " " IP6
#define AT   "voorbeeld.nl TXT "

/* What Flicono wants, on what is there. */
struct row {
	const char *zone;
	const char *plan;
};

static void run(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		make(rows[i].zone);
		assert_plan(rows[i].plan);
	}
}

/* A whole record that ends in ~all whatever the vendor prints, with the
 * domain's own mailboxes in it. */
static void without_a_record(void **state)
{
	static const struct row rows[] = {
		{ "voorbeeld.nl MX 0 "
		  "voorbeeld-nl.mail.protection.outlook.com\n",
		  "NEW " AT "v=spf1 include:spf.protection.outlook.com " NEED
		  " ~all\n"
		  "softfail mailbox " },
		{ "voorbeeld.nl MX 10 mail.voorbeeld.nl\n",
		  "NEW " AT "v=spf1 mx " NEED " ~all\nsoftfail mailbox-mx " },
		/* By the best of several. */
		{ "voorbeeld.nl MX 20 mail.voorbeeld.nl\n"
		  "voorbeeld.nl MX 5 aspmx.l.google.com\n",
		  "NEW " AT "v=spf1 include:_spf.google.com " NEED " ~all\n"
		  "softfail mailbox " },
		/* A provider whose terms are not known. */
		{ "voorbeeld.nl MX 5 mx.strato.rzone.de\n",
		  "NEW " AT "v=spf1 mx " NEED " ~all\nsoftfail mailbox-mx " },
		{ "voorbeeld.nl MX 0 .\n",
		  "NEW " AT "v=spf1 " NEED " ~all\nsoftfail no-mx " },
		{ "voorbeeld.nl A 127.0.0.80\n",
		  "NEW " AT "v=spf1 " NEED " ~all\nsoftfail no-mx " },
		{ AT "google-site-verification=1\n" AT "v=spf10 x\n"
		     "voorbeeld.nl SPF v=spf1 -all\n",
		  "NEW " AT "v=spf1 " NEED " ~all\nsoftfail no-mx " },
		/* Who keeps the mailboxes is not known: no half record. */
		{ "voorbeeld.nl MX SILENT\n", "UNKNOWN " AT NEED "\nunknown " },
		{ "voorbeeld.nl MX SERVFAIL\n",
		  "UNKNOWN " AT NEED "\nunknown " },
	};

	(void)state;
	choose("flicono");
	run(rows, COUNT_OF(rows));
	make(rows[0].zone);
	assert_string_equal(plan.mailbox, "Microsoft 365");
	assert_string_equal(plan.vendor_spf, "v=spf1 mx " NEED " -all");
}

/* The customer's own terms, order and end stay. */
static void with_a_record(void **state)
{
	static const struct row rows[] = {
		{ AT "v=spf1 mx ~all\n",
		  "CHANGE " AT "v=spf1 mx ~all -> v=spf1 mx " NEED " ~all\n" },
		{ AT "v=spf1 a include:x.example -all\n"
		     "x.example TXT v=spf1 -all\n",
		  "CHANGE " AT "v=spf1 a include:x.example -all -> "
		  "v=spf1 a include:x.example " NEED " -all\n" },
		{ AT "v=spf1 ?all\n",
		  "CHANGE " AT "v=spf1 ?all -> v=spf1 " NEED " ?all\n" },
		{ AT "v=spf1 mx\n",
		  "CHANGE " AT "v=spf1 mx -> v=spf1 mx " NEED "\n" },
		{ AT "v=spf1\n", "CHANGE " AT "v=spf1 -> v=spf1 " NEED "\n" },
		{ AT "v=spf1 mx redirect=x.example\n"
		     "x.example TXT v=spf1 -all\n",
		  "CHANGE " AT "v=spf1 mx redirect=x.example -> v=spf1 mx " NEED
		  " redirect=x.example\nredirect " },
		{ AT "v=spf1 mx exp=e.voorbeeld.nl -all\n",
		  "CHANGE " AT "v=spf1 mx exp=e.voorbeeld.nl -all -> v=spf1 mx "
		  "exp=e.voorbeeld.nl " NEED " -all\n" },
		/* Half of it is there. */
		{ AT "v=spf1 " IP4 " ~all\n",
		  "CHANGE " AT "v=spf1 " IP4 " ~all -> v=spf1 " NEED
		  " ~all\n" },
		/* Behind all it never counted. */
		{ AT "v=spf1 mx ~all " NEED "\n",
		  "CHANGE " AT "v=spf1 mx ~all " NEED " -> v=spf1 mx " NEED
		  " ~all\nbehind-all " },
		/* As - it does the opposite. */
		{ AT "v=spf1 -" IP4 " " IP6 " ~all\n",
		  "CHANGE " AT "v=spf1 -" IP4 " " IP6 " ~all -> v=spf1 " NEED
		  " ~all\nqualifier " },
	};

	(void)state;
	choose("flicono");
	run(rows, COUNT_OF(rows));
}

/* By whichever way: what is let through already is not added. */
static void nothing_to_do(void **state)
{
	static const struct row rows[] = {
		{ AT "v=spf1 mx " NEED " -all\n",
		  "KEEP " AT "v=spf1 mx " NEED " -all\n" },
		{ AT "v=spf1 IP6:2a01:4f8:211:18e8::2 ip4:148.251.0.0/16 "
		     "~all\n",
		  "KEEP " AT "v=spf1 IP6:2a01:4f8:211:18e8::2 "
		  "ip4:148.251.0.0/16 ~all\n" },
		{ AT "v=spf1 include:x.example ~all\n"
		     "x.example TXT v=spf1 " NEED " -all\n",
		  "KEEP " AT "v=spf1 include:x.example ~all\n" },
		{ AT "v=spf1 redirect=x.example\n"
		     "x.example TXT v=spf1 include:y.example -all\n"
		     "y.example TXT v=spf1 ip4:148.251.195.0/24 "
		     "ip6:2a01:4f8::/32 -all\n",
		  "KEEP " AT "v=spf1 redirect=x.example\n" },
		{ AT "v=spf1 +all\n", "KEEP " AT "v=spf1 +all\n" },
	};

	(void)state;
	choose("flicono");
	run(rows, COUNT_OF(rows));
}

/* Nearly the name that a service wants, and nobody's: it was mistyped. */
static void a_mistyped_sender_is_replaced(void **state)
{
#define TYPO "include:spf.spinofice-crm.com"
#define GOOD "include:spf.spinoffice-crm.com"
	static const struct {
		const char *zone, *wanted;
	} cases[] = {
		{ AT "v=spf1 mx " TYPO " a ~all\n",
		  "v=spf1 mx a " GOOD " ~all" },
		{ AT "v=spf1 mx ?" TYPO " ~all\n", "v=spf1 mx " GOOD " ~all" },
		/* somebody's, or perhaps somebody's */
		{ AT "v=spf1 mx " TYPO " ~all\n"
		     "spf.spinofice-crm.com TXT v=spf1 -all\n",
		  "v=spf1 mx " TYPO " " GOOD " ~all" },
		{ AT "v=spf1 mx " TYPO " ~all\n"
		     "spf.spinofice-crm.com TXT SILENT\n",
		  "v=spf1 mx " TYPO " " GOOD " ~all" },
		/* another's, and dead: that is for the customer to say */
		{ AT "v=spf1 mx include:spf.office.example ~all\n",
		  "v=spf1 mx include:spf.office.example " GOOD " ~all" },
	};

	(void)state;
	choose("spinoffice");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		make(cases[i].zone);
		assert_int_equal(plan.items[0].action, ACTION_CHANGE);
		assert_string_equal(plan.items[0].wanted.record.value,
				    cases[i].wanted);
	}
#undef TYPO
#undef GOOD
}

/* Several records are none (RFC 7208, 4.5): they become one. */
static void several_records(void **state)
{
	(void)state;
	choose("flicono");
	make(AT "v=spf1 mx ~all\n" AT "v=spf1 a:x.example ~all\n");
	assert_int_equal(plan_count(&plan, ACTION_NEW), 0);
	assert_int_equal(plan_count(&plan, ACTION_CHANGE), 1);
	assert_int_equal(plan_count(&plan, ACTION_REMOVE), 1);
	assert_int_equal(plan.notes & (PLAN_NOTE_SPF_JOINED |
				       PLAN_NOTE_SPF_ENDS_DIFFERED),
			 PLAN_NOTE_SPF_JOINED);
	assert_non_null(strstr(plan.items[0].wanted.record.value, "mx"));
	assert_non_null(strstr(plan.items[0].wanted.record.value, "a:x.exam"));
	assert_non_null(strstr(plan.items[0].wanted.record.value, NEED));
	/* Also when all that is needed is in one of them. */
	make(AT "v=spf1 " NEED " ~all\n" AT "v=spf1 mx ~all\n");
	assert_int_equal(plan.items[0].action, ACTION_CHANGE);
	assert_int_equal(plan_count(&plan, ACTION_REMOVE), 1);
	/* What is safe where they contradict each other. */
	make(AT "v=spf1 mx -all\n" AT "v=spf1 a:x.example ?all\n");
	assert_true(plan.notes & PLAN_NOTE_SPF_ENDS_DIFFERED);
	assert_non_null(strstr(plan.items[0].wanted.record.value, " ~all"));
}

static void a_record_that_cannot_be_merged(void **state)
{
	(void)state;
	choose("flicono");
	make(AT "v=spf1 mx ip4:192.0.2.1.5 ~all\n");
	assert_plan("UNKNOWN " AT NEED "\nrefused ");
	assert_string_equal(plan.spf_problem, "ip4:192.0.2.1.5");
	assert_string_equal(plan.items[0].old.value,
			    "v=spf1 mx ip4:192.0.2.1.5 ~all");
	assert_int_equal(plan_count(&plan, ACTION_NEW), 0);
}

/* The customer's own terms are not lost for a mistake in the line. */
static void a_record_that_was_spoiled(void **state)
{
	static const struct row rows[] = {
		{ AT "v=spf1 mx ipv4:192.0.2.1 ~all\n",
		  "CHANGE " AT "v=spf1 mx ipv4:192.0.2.1 ~all -> "
		  "v=spf1 mx ip4:192.0.2.1 " NEED " ~all\n" },
		{ AT "v=spf1mx a:web.voorbeeld.nl -all\n",
		  "CHANGE " AT "v=spf1mx a:web.voorbeeld.nl -all -> "
		  "v=spf1 mx a:web.voorbeeld.nl " NEED " -all\n" },
		{ AT "v=spf1 mx, " NEED ", ~all\n",
		  "CHANGE " AT "v=spf1 mx, " NEED ", ~all -> "
		  "v=spf1 mx " NEED " ~all\n" },
		/* Beside a record, what is none is not touched. */
		{ AT "v=spf1 mx " NEED " ~all\n" AT "v=spf1mx -all\n",
		  "KEEP " AT "v=spf1 mx " NEED " ~all\n" },
	};

	(void)state;
	choose("flicono");
	run(rows, COUNT_OF(rows));
}

/* Somebody has it deleted to enter it anew: what was there is the base. */
static void while_it_is_away(void **state)
{
	(void)state;
	choose("flicono");
	spf_before = "v=spf1 a mx include:x.example -all";
	make("voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
	     "x.example TXT v=spf1 -all\n");
	assert_plan("NEW " AT "v=spf1 a mx include:x.example " NEED " -all\n");
	/* and what is there now goes before it */
	make(AT "v=spf1 mx ~all\n");
	assert_plan("CHANGE " AT "v=spf1 mx ~all -> v=spf1 mx " NEED " ~all\n");
}

static void without_a_service_it_is_advice_or_all_there_is(void **state)
{
	(void)state;
	/* no service: what every sending domain needs */
	make("voorbeeld.nl MX 10 mail.voorbeeld.nl\n");
	assert_plan("NEW " AT "v=spf1 mx ~all\nmailbox-mx ");
	make(AT "v=spf1 mx -all\n");
	assert_plan("KEEP " AT "v=spf1 mx -all\n");
	/* a service that does without SPF */
	paste("onfact", "a.voorbeeld.nl CNAME b.onfact.example\n");
	make("voorbeeld.nl MX 10 mail.voorbeeld.nl\n");
	assert_plan("NEW " AT "v=spf1 mx ~all (advice)\n"
		    "NEW a.voorbeeld.nl CNAME b.onfact.example\n"
		    "mailbox-mx ");
}

static void several_services_become_one_record(void **state)
{
	(void)state;
	choose("flicono");
	choices_add(&choices, "spinoffice");
	paste(NULL, "voorbeeld.nl TXT v=spf1 include:third.example -all\n");
	make(AT "v=spf1 mx ~all\n"
		"third.example TXT v=spf1 ip4:192.0.2.3 -all\n"
		"spf.spinoffice-crm.com TXT v=spf1 ip4:192.0.2.4 -all\n");
	assert_string_equal(plan.items[0].wanted.record.value,
			    "v=spf1 mx " NEED " include:spf.spinoffice-crm.com "
			    "include:third.example ~all");
	assert_int_equal(plan.items[0].action, ACTION_CHANGE);
	for (size_t i = 1; i < plan.count; i++)
		assert_int_not_equal(plan.items[i].wanted.purpose, PURPOSE_SPF);
}

/* A return-path name of its own: its own record, no mailbox in it. */
static void a_record_below_the_domain(void **state)
{
	(void)state;
	paste("resend", "send.voorbeeld.nl TXT v=spf1 include:amazonses.com "
			"~all\n"
			"send.voorbeeld.nl MX 10 feedback.ses.example\n");
	make("amazonses.com TXT v=spf1 ip4:192.0.2.9 -all\n" AT
	     "v=spf1 mx ~all\n");
	assert_plan("KEEP " AT "v=spf1 mx ~all (advice)\n"
		    "NEW send.voorbeeld.nl TXT v=spf1 include:amazonses.com "
		    "~all\n"
		    "NEW send.voorbeeld.nl MX 10 feedback.ses.example\n");
	/* The note about the domain itself stays. */
	make("amazonses.com TXT v=spf1 ip4:192.0.2.9 -all\n");
	assert_plan("NEW " AT "v=spf1 ~all (advice)\n"
		    "NEW send.voorbeeld.nl TXT v=spf1 include:amazonses.com "
		    "~all\n"
		    "NEW send.voorbeeld.nl MX 10 feedback.ses.example\n"
		    "no-mx ");
	/* merged there as well */
	make("amazonses.com TXT v=spf1 ip4:192.0.2.9 -all\n" AT
	     "v=spf1 mx ~all\n"
	     "send.voorbeeld.nl TXT v=spf1 include:old.example -all\n"
	     "old.example TXT v=spf1 -all\n"
	     "send.voorbeeld.nl MX 10 feedback.ses.example\n");
	assert_plan("KEEP " AT "v=spf1 mx ~all (advice)\n"
		    "CHANGE send.voorbeeld.nl TXT v=spf1 include:old.example "
		    "-all -> v=spf1 include:old.example include:amazonses.com "
		    "-all\n"
		    "KEEP send.voorbeeld.nl MX 10 feedback.ses.example\n");
}

/* Nobody told: never a second record, never a line that is made up. */
static void unknown_is_not_new(void **state)
{
	static const struct row rows[] = {
		{ "voorbeeld.nl TXT SILENT\n"
		  "voorbeeld.nl MX 10 mail.voorbeeld.nl\n",
		  "UNKNOWN " AT NEED "\nunknown " },
		{ "voorbeeld.nl TXT SERVFAIL\n",
		  "UNKNOWN " AT NEED "\nunknown " },
	};

	(void)state;
	choose("flicono");
	run(rows, COUNT_OF(rows));
	/* What was there once does not make it known. */
	spf_before = "v=spf1 a ~all";
	run(rows, COUNT_OF(rows));
	spf_before = NULL;
	/* An include that nobody tells about: the terms go in, to be sure. */
	make(AT "v=spf1 include:x.example ~all\nx.example TXT SILENT\n");
	assert_plan("CHANGE " AT "v=spf1 include:x.example ~all -> "
		    "v=spf1 include:x.example " NEED " ~all\n");
}

/* A part that its service does not need is advice, until another needs one. */
static void an_optional_part_is_advice(void **state)
{
	(void)state;
	choose("netsuite");
	make(AT "v=spf1 mx ~all\n");
	assert_int_equal(plan.items[0].action, ACTION_CHANGE);
	assert_string_equal(plan.items[0].wanted.record.value,
			    "v=spf1 mx include:sent-via.netsuite.com ~all");
	assert_false(plan.items[0].wanted.required);
	choices_add(&choices, "flicono");
	make(AT "v=spf1 mx ~all\n");
	assert_non_null(strstr(plan.items[0].wanted.record.value,
			       "include:sent-via.netsuite.com"));
	assert_true(plan.items[0].wanted.required);
}

/* Answers come late, in any order: nothing is new before all is known. */
static void late_answers(void **state)
{
	unsigned rounds = 0;

	(void)state;
	choose("flicono");
	at_name.held = behind.held = true;
	at_name.stingy = true;
	for (size_t i = 0; i < 2; i++)
		fake_dns_zone(i ? &behind : &at_name,
			      AT "v=spf1 include:x.example ~all\n"
				 "x.example TXT v=spf1 " NEED " -all\n");
	for (make_from(); !plan.complete; make_from()) {
		assert_int_equal(plan.items[0].action, ACTION_UNKNOWN);
		assert_true(fake_dns_deliver(&at_name) +
				    fake_dns_deliver(&behind) >
			    0);
		assert_true(rounds++ < 10);
	}
	assert_true(rounds > 1);
	assert_int_equal(plan.items[0].action, ACTION_KEEP);
}

/* Ten lookups is all that receivers put up with: said before it is entered. */
static void too_many_lookups(void **state)
{
	static const char zone[] = AT
		"v=spf1 include:n.example a:a.example a:b.example "
		"a:c.example a:d.example a:e.example a:f.example "
		"a:g.example a:h.example include:none.example ~all\n"
		"n.example TXT v=spf1 ip4:192.0.2.1 -all\n"
		"a.example A 127.0.0.1\nb.example A 127.0.0.1\n"
		"c.example A 127.0.0.1\nd.example A 127.0.0.1\n"
		"e.example A 127.0.0.1\nf.example A 127.0.0.1\n"
		"g.example A 127.0.0.1\nh.example A 127.0.0.1\n"
		"none.example A 127.0.0.1\n"
		"spf.spinoffice-crm.com TXT v=spf1 ip4:192.0.2.4 -all\n";

	(void)state;
	choose("flicono");
	make(zone);
	assert_false(plan.notes & PLAN_NOTE_SPF_LIMIT);
	choose("spinoffice");
	make(zone);
	assert_true(plan.notes & PLAN_NOTE_SPF_LIMIT);
	assert_int_equal(plan.spf_lookups, 11);
	assert_string_equal(plan.spf_dead, "include:none.example");
}

static void the_mailbox_provider_is_let_in(void **state)
{
	(void)state;
	choose("flicono");
	make("voorbeeld.nl MX 1 aspmx.l.google.com\n"
	     "_spf.google.com TXT v=spf1 ip4:192.0.2.0/24 -all\n" AT
	     "v=spf1 " NEED " -all\n");
	assert_plan("CHANGE " AT "v=spf1 " NEED " -all -> v=spf1 " NEED
		    " include:_spf.google.com -all\nmailbox-added ");
	assert_string_equal(plan.mailbox, "Google Workspace");
	/* under ~all the ordinary mail still arrives */
	make("voorbeeld.nl MX 1 aspmx.l.google.com\n"
	     "_spf.google.com TXT v=spf1 ip4:192.0.2.0/24 -all\n" AT
	     "v=spf1 " NEED " ~all\n");
	assert_plan("KEEP " AT "v=spf1 " NEED " ~all\n");
	make("voorbeeld.nl MX 1 aspmx.l.google.com\n"
	     "_spf.google.com TXT SILENT\n" AT "v=spf1 " NEED " -all\n");
	assert_plan("KEEP " AT "v=spf1 " NEED " -all\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(without_a_record),
		CASE(with_a_record),
		CASE(nothing_to_do),
		CASE(a_mistyped_sender_is_replaced),
		CASE(several_records),
		CASE(a_record_that_cannot_be_merged),
		CASE(a_record_that_was_spoiled),
		CASE(while_it_is_away),
		CASE(without_a_service_it_is_advice_or_all_there_is),
		CASE(several_services_become_one_record),
		CASE(a_record_below_the_domain),
		CASE(unknown_is_not_new),
		CASE(an_optional_part_is_advice),
		CASE(late_answers),
		CASE(too_many_lookups),
		CASE(the_mailbox_provider_is_let_in),
	};

	return cmocka_run_group_tests_name("plan_spf", tests, open_catalog,
					   close_catalog);
}
