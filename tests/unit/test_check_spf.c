/* SPF records that are wrong in one way each, and what that is called.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

/* Whose records the rows include. */
#define WORLD                                                                  \
	"spf.protection.outlook.com TXT v=spf1 ip4:198.51.100.0/24 -all\n"     \
	"_spf.google.com TXT v=spf1 include:_n1.google.com "                   \
	"include:_n2.google.com ~all\n"                                        \
	"_n1.google.com TXT v=spf1 ip4:203.0.113.0/25 ~all\n"                  \
	"_n2.google.com TXT v=spf1 ip4:203.0.113.128/25 ~all\n"                \
	"six.example TXT v=spf1 a:a1.example a:a2.example a:a3.example "       \
	"a:a4.example a:a5.example -all\n"                                     \
	"a1.example A 127.0.0.91\n"                                            \
	"a2.example A 127.0.0.92\n"                                            \
	"a3.example A 127.0.0.93\n"                                            \
	"a4.example A 127.0.0.94\n"                                            \
	"a5.example A 127.0.0.95\n"                                            \
	"bad.example TXT v=spf1 ipv4:192.0.2.1 -all\n"                         \
	"two.example TXT v=spf1 -all\n"                                        \
	"two.example TXT v=spf1 ~all\n"                                        \
	"none.example TXT hello\n"                                             \
	"loop.example TXT v=spf1 include:loop.example -all\n"                  \
	"macro.example TXT v=spf1 exists:%{i}.list.example ?all\n"             \
	"ptr.example TXT v=spf1 ptr -all\n"                                    \
	"dead.example TXT SERVFAIL\n"                                          \
	"mute.example TXT SILENT\n"

#define OUR "include:spf.spinoffice-crm.com"

struct row {
	const char *spf;      /* the records at the domain, whole lines */
	const char *findings; /* at the SPF record, in order */
	enum outcome outcome;
};

static char *findings_at_spf(void)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	add_findings(&out, &record_at("")->findings);
	return str_take(&out);
}

static void run_row(const struct row *r, const char *rest)
{
	char *zone = xasprintf("%s%s%s", r->spf, rest, DMARC DKIM_ALL);
	char *findings;

	judge_anew(zone);
	findings = findings_at_spf();
	if (strcmp(findings, r->findings) || verdict.outcome != r->outcome ||
	    !verdict.complete)
		fail_msg("\n%sis %s, %s\nnot %s, %s", r->spf,
			 outcome_name(verdict.outcome), findings,
			 outcome_name(r->outcome), r->findings);
	free(findings);
	free(zone);
}

static void run(const struct row *rows, size_t count)
{
	fake_zone(FAKE_RESOLVER, WORLD);
	for (size_t i = 0; i < count; i++)
		run_row(&rows[i], SOA MX);
}

static void each_fault_has_its_name(void **state)
{
	static const struct row rows[] = {
		{ SPF_GOOD, "", OUTCOME_GREEN },
		{ SPF(OUR " -all"), "", OUTCOME_GREEN },
		{ SPF_GOOD SPF_OLD, "spf-multiple:E", OUTCOME_WRONG },
		{ SPF_GOOD SPF_GOOD, "spf-multiple:E", OUTCOME_WRONG },
		/* A mistake keeps who is named from sending, too: nothing is
		 * missing. */
		{ SPF("mx ipv4:192.0.2.1 " OUR " ~all"), "spf-syntax:E",
		  OUTCOME_WRONG },
		{ SPF("mx:mail.voorbeeld.nl/33 " OUR " ~all"), "spf-syntax:E",
		  OUTCOME_WRONG },
		{ SPF("mx:mail.voorbeeld.nl/33 ~all"),
		  "spf-syntax:E spf-not-authorised:Ew", OUTCOME_WRONG },
		{ SPF("mx\xc2\xa0" OUR " ~all"),
		  "value-whitespace:E spf-syntax:E", OUTCOME_WRONG },
		{ SPF("mx" OUR "~all"), "value-whitespace:E spf-syntax:E",
		  OUTCOME_WRONG },
		{ SPF("mx a:mail.voorbeeld.nl" OUR " ~all"),
		  "value-whitespace:E", OUTCOME_WRONG },
		{ SPF("mx\\ " OUR " ~all"), "value-escaped:E spf-syntax:E",
		  OUTCOME_WRONG },
		{ SPF("mx include=spf.spinoffice-crm.com ~all"),
		  "spf-not-authorised:Ew", OUTCOME_WAITING },
		{ SPF("mx ~all " OUR), "spf-after-all:E spf-not-authorised:Ew",
		  OUTCOME_WRONG },
		{ SPF("mx " OUR " ~all include:none.example"),
		  "spf-after-all:E", OUTCOME_WRONG },
		{ SPF("mx -" OUR " ~all"), "spf-not-authorised:Ew",
		  OUTCOME_WAITING },
		{ SPF("mx ?" OUR " ~all"), "spf-not-authorised:Ew",
		  OUTCOME_WAITING },
		{ SPF("mx ip4:192.0.2.128/26 ~all"), "spf-not-authorised:Ew",
		  OUTCOME_WAITING },
		{ SPF("include:six.example " OUR
		      " a:a1.example a:a2.example a:a3.example a:a4.example "
		      "~all"),
		  "spf-lookups:E", OUTCOME_WRONG },
		{ SPF("include:six.example " OUR
		      " a:a1.example a:a2.example a:a3.example ~all"),
		  "spf-lookups-near:W", OUTCOME_GREEN },
		{ SPF("include:six.example " OUR
		      " a:a1.example a:a2.example ~all"),
		  "spf-lookups-near:W", OUTCOME_GREEN },
		{ SPF("include:six.example " OUR " a:a1.example ~all"), "",
		  OUTCOME_GREEN },
		{ SPF("a:n1.example a:n2.example " OUR " ~all"), "",
		  OUTCOME_GREEN },
		{ SPF("a:n1.example a:n2.example a:n3.example " OUR " ~all"),
		  "spf-voids:E", OUTCOME_WRONG },
		{ SPF(OUR " include:none.example ~all"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " include:gone.example ~all"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " include:bad.example ~all"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " include:two.example ~all"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " include:loop.example ~all"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " redirect=none.example"), "spf-include-broken:E",
		  OUTCOME_WRONG },
		{ SPF(OUR " +all"), "spf-pass-all:W", OUTCOME_GREEN },
		{ SPF(OUR " all"), "spf-pass-all:W", OUTCOME_GREEN },
		{ SPF(OUR " ?all"), "spf-neutral-all:W", OUTCOME_GREEN },
		{ SPF(OUR), "spf-no-all:W", OUTCOME_GREEN },
		{ SPF(OUR " ptr ~all"), "spf-ptr:W", OUTCOME_GREEN },
		{ SPF(OUR " include:ptr.example ~all"), "spf-ptr:W",
		  OUTCOME_GREEN },
		{ SPF(OUR " redirect=macro.example"), "spf-neutral-all:W",
		  OUTCOME_GREEN },
		{ SPF_GOOD "voorbeeld.nl SPF v=spf1 -all\n", "spf-type99:W",
		  OUTCOME_GREEN },
		/* Only there it does nothing. */
		{ "voorbeeld.nl SPF v=spf1 mx " OUR " ~all\n",
		  "spf-missing:Ew spf-type99:W", OUTCOME_WAITING },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

/* Near enough to be meant as one, but none (RFC 7208, 4.5). */
static void no_record_at_all(void **state)
{
	static const struct row rows[] = {
		{ "", "spf-missing:Ew", OUTCOME_WAITING },
		{ "voorbeeld.nl TXT spf2.0/pra mx ~all\n", "spf-missing:Ew",
		  OUTCOME_WAITING },
		{ "voorbeeld.nl TXT v=spf10 mx ~all\n", "spf-syntax:E",
		  OUTCOME_WRONG },
		{ "voorbeeld.nl TXT vspf1 mx ~all\n", "spf-syntax:E",
		  OUTCOME_WRONG },
		{ "voorbeeld.nl TXT v=spf1mx" OUR "~all\n",
		  "value-whitespace:E", OUTCOME_WRONG },
		{ "voorbeeld.nl TXT \"v=spf1 mx " OUR " ~all\"\n",
		  "value-quotes:E", OUTCOME_WRONG },
		{ "voorbeeld.nl TXT  v=spf1 mx " OUR " ~all\n",
		  "value-whitespace:E", OUTCOME_WRONG },
		/* One that counts makes the other harmless. */
		{ SPF_GOOD "voorbeeld.nl TXT v=spf10 mx ~all\n", "",
		  OUTCOME_GREEN },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void an_include_that_does_not_answer_is_unknown(void **state)
{
	static const struct row rows[] = {
		/* Ours is in front of it: that is known. */
		{ SPF("include:dead.example ~all"), "", OUTCOME_UNKNOWN },
		{ SPF("mx include:mute.example ~all"), "", OUTCOME_UNKNOWN },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
	assert_int_equal(verdict.spf_lookups, -1);
	assert_state("", STATE_UNKNOWN);
}

static void the_mailbox_provider_may_send_too(void **state)
{
	static const struct {
		const char *mx;
		const char *spf;
		const char *findings;
		enum outcome outcome;
	} rows[] = {
		{ "voorbeeld-nl.mail.protection.outlook.com",
		  SPF("include:spf.protection.outlook.com " OUR " -all"), "",
		  OUTCOME_GREEN },
		{ "voorbeeld-nl.mail.protection.outlook.com", SPF(OUR " -all"),
		  "spf-mailbox-left-out:E", OUTCOME_WRONG },
		{ "voorbeeld-nl.mail.protection.outlook.com", SPF(OUR " ~all"),
		  "spf-mailbox-left-out:W", OUTCOME_GREEN },
		{ "voorbeeld-nl.mail.protection.outlook.com",
		  SPF(OUR " ip4:198.51.100.0/23 -all"), "", OUTCOME_GREEN },
		{ "aspmx.l.google.com", SPF(OUR " include:_n1.google.com -all"),
		  "spf-mailbox-left-out:E", OUTCOME_WRONG },
		/* redirect= that ends in -all is one, too */
		{ "aspmx.l.google.com", SPF(OUR " redirect=six.example"),
		  "spf-mailbox-left-out:E", OUTCOME_WRONG },
		/* Whose terms are not known cannot be missed. */
		{ "mx.strato.rzone.de", SPF(OUR " -all"), "", OUTCOME_GREEN },
		{ "mail.voorbeeld.nl", SPF(OUR " -all"), "", OUTCOME_GREEN },
	};

	(void)state;
	fake_zone(FAKE_RESOLVER,
		  WORLD "voorbeeld-nl.mail.protection.outlook.com A "
			"127.0.0.90\n"
			"aspmx.l.google.com A 127.0.0.90\n"
			"mx.strato.rzone.de A 127.0.0.90\n");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct row row = { rows[i].spf, rows[i].findings,
					 rows[i].outcome };
		char *rest = xasprintf(SOA "voorbeeld.nl MX 10 %s\n"
					   "mail.voorbeeld.nl A 127.0.0.25\n",
				       rows[i].mx);

		run_row(&row, rest);
		free(rest);
	}
}

/* What the domain had when zegel first looked, and has no more. */
static void a_sender_got_lost(void **state)
{
	static const struct {
		const char *before;
		struct row now;
	} rows[] = {
		{ SPF("include:_spf.google.com ~all"),
		  { SPF(OUR " ~all"), "spf-lost-sender:W", OUTCOME_GREEN } },
		{ SPF("include:_spf.google.com ~all"),
		  { SPF(OUR " -all"), "spf-lost-sender:E", OUTCOME_WRONG } },
		{ SPF("include:_spf.google.com ~all"),
		  { SPF(OUR " ip4:203.0.113.0/24 -all"), "", OUTCOME_GREEN } },
		{ SPF("mx a:a1.example ~all"),
		  { SPF("mx " OUR " -all"), "spf-lost-sender:E",
		    OUTCOME_WRONG } },
		{ SPF("mx a:a1.example ~all"),
		  { SPF("mx ip4:127.0.0.91 " OUR " -all"), "",
		    OUTCOME_GREEN } },
		{ SPF("redirect=_spf.google.com"),
		  { SPF("mx " OUR " -all"), "spf-lost-sender:E",
		    OUTCOME_WRONG } },
		/* What never let anybody send is no loss. */
		{ SPF("include:none.example mx ~all"),
		  { SPF("mx " OUR " -all"), "", OUTCOME_GREEN } },
		{ SPF("mx ~all "
		      "include:_spf.google.com"),
		  { SPF("mx " OUR " -all"), "", OUTCOME_GREEN } },
		{ SPF("-include:_spf.google.com mx ~all"),
		  { SPF("mx " OUR " -all"), "", OUTCOME_GREEN } },
		/* Nobody tells. */
		{ SPF("mx include:dead.example ~all"),
		  { SPF("mx " OUR " -all"), "", OUTCOME_GREEN } },
	};

	(void)state;
	fake_zone(FAKE_RESOLVER, WORLD);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *zone = xasprintf("%s%s", rows[i].before,
				       SOA MX DMARC DKIM_ALL);

		past_free(&past);
		judge_anew(zone);
		remember();
		free(zone);
		run_row(&rows[i].now, SOA MX);
	}
}

/* Over 450 bytes it may not fit an answer (RFC 7208, 3.4). */
static void a_long_record(void **state)
{
	static const char start[] = "v=spf1 " OUR " fill=";
	static const char end[] = " ~all";

	(void)state;
	for (size_t len = 450; len <= 451; len++) {
		size_t fill = len - strlen(start) - strlen(end);
		struct str spf = STR_INIT(STR_MAX_TEXT);
		char *line;
		struct row row = { NULL, len > 450 ? "spf-long:W" : "",
				   OUTCOME_GREEN };

		str_add(&spf, start);
		while (fill--)
			str_add_char(&spf, 'x');
		str_add(&spf, end);
		assert_int_equal(spf.len, len);
		row.spf = line = xasprintf("voorbeeld.nl TXT %s\n",
					   str_text(&spf));
		run_row(&row, SOA MX);
		free(line);
		str_free(&spf);
	}
}

static void the_place_of_a_fault(void **state)
{
	const struct finding *f;

	(void)state;
	judge_anew(SOA MX SPF("mx ipv4:192.0.2.1 " OUR " ~all"));
	f = finding_at("", FINDING_SPF_SYNTAX);
	assert_string_equal(f->who, "ipv4:192.0.2.1");
	assert_int_equal(f->place, strlen("v=spf1 mx "));
	assert_int_equal(f->limit, strlen("ipv4:192.0.2.1"));
	judge_anew(SOA MX SPF("mx ~all " OUR));
	f = finding_at("", FINDING_SPF_AFTER_ALL);
	assert_string_equal(f->who, OUR);
	assert_int_equal(f->place, strlen("v=spf1 mx ~all "));
	f = finding_at("", FINDING_SPF_NOT_AUTHORISED);
	assert_string_equal(f->who, OUR);
	judge_anew(SOA MX SPF(OUR " include:gone.example ~all"));
	assert_string_equal(finding_at("", FINDING_SPF_INCLUDE_BROKEN)->who,
			    "gone.example");
	judge_anew(SOA MX SPF_GOOD SPF_OLD);
	assert_int_equal(finding_at("", FINDING_SPF_MULTIPLE)->place, 2);
	judge_anew(SOA MX "voorbeeld.nl TXT v=spf10 mx ~all\n");
	assert_string_equal(finding_at("", FINDING_SPF_SYNTAX)->who, "v=spf10");
	judge_anew(SOA MX "voorbeeld.nl TXT \"v=spf1 mx " OUR " ~all\"\n");
	f = finding_at("", FINDING_VALUE_QUOTES);
	assert_int_equal(f->place, 0);
	assert_null(f->who);
}

static void lookups_are_counted_up_to_all(void **state)
{
	static const struct {
		const char *spf;
		int lookups, voids;
	} rows[] = {
		{ SPF("ip4:192.0.2.128/25 -all"), 0, 0 },
		{ SPF("mx a " OUR " ~all"), 3, 1 },
		{ SPF(OUR " include:_spf.google.com -all"), 4, 0 },
		{ SPF(OUR " -all"), 1, 0 },
		{ SPF(OUR " redirect=_n1.google.com"), 2, 0 },
	};

	(void)state;
	fake_zone(FAKE_RESOLVER, WORLD);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *zone = xasprintf("%s%s", rows[i].spf, SOA MX);

		judge_anew(zone);
		free(zone);
		assert_int_equal(verdict.spf_lookups, rows[i].lookups);
		assert_int_equal(verdict.spf_voids, rows[i].voids);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(each_fault_has_its_name),
		CASE(no_record_at_all),
		CASE(an_include_that_does_not_answer_is_unknown),
		CASE(the_mailbox_provider_may_send_too),
		CASE(a_sender_got_lost),
		CASE(a_long_record),
		CASE(the_place_of_a_fault),
		CASE(lookups_are_counted_up_to_all),
	};

	return cmocka_run_group_tests_name("check_spf", tests, open_catalog,
					   close_catalog);
}
