/* What a template file asks for mail: SPF is merged, a key and a policy are one
 * a name, whatever the template says.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/template_apply.h"

/* Rule 3 of the house above the vendor's text. */
static void spf_is_merged(void **state)
{
	static const struct apply cases[] = {
		{ "a new record ends in ~all",
		  TEMPLATE(SPFM("include:a.example")), APEX,
		  "NEW voorbeeld.nl TXT v=spf1 include:a.example ~all\n"
		  "no-mx " },
		{ "what is there keeps its order and its end",
		  TEMPLATE(SPFM("a include:b.example")),
		  APEX "voorbeeld.nl A 192.0.2.1\n"
		       "voorbeeld.nl TXT v=spf1 a include:a.example -all\n",
		  "CHANGE voorbeeld.nl TXT v=spf1 a include:a.example -all -> "
		  "v=spf1 a include:a.example include:b.example -all\n" },
		{ "what is in it already stays",
		  TEMPLATE(SPFM("include:a.example")),
		  APEX "voorbeeld.nl TXT v=spf1 include:a.example -all\n",
		  "KEEP voorbeeld.nl TXT v=spf1 include:a.example -all\n" },
		{ "two services make one record",
		  TEMPLATE(SPFM("include:a.example") "," SPFM(
			  "include:b.example")),
		  APEX,
		  "NEW voorbeeld.nl TXT v=spf1 include:a.example "
		  "include:b.example ~all\nno-mx " },
		{ "an SPF record as TXT is merged too",
		  TEMPLATE(TEXT("@", "v=spf1 include:b.example -all", "")),
		  APEX "voorbeeld.nl TXT v=spf1 include:a.example ~all\n",
		  "CHANGE voorbeeld.nl TXT v=spf1 include:a.example ~all -> "
		  "v=spf1 include:a.example include:b.example ~all\n" },
		{ "one without terms is a record all the same",
		  TEMPLATE(TEXT("sub", "v=spf1 ~all", "")), APEX,
		  "NEW sub.voorbeeld.nl TXT v=spf1 ~all\n" },
		{ "and never a second", TEMPLATE(TEXT("@", "v=spf1 -all", "")),
		  APEX "voorbeeld.nl TXT v=spf1 mx ~all\n",
		  "KEEP voorbeeld.nl TXT v=spf1 mx ~all\n" },
		{ "an alias at the name goes",
		  TEMPLATE("{\"type\":\"SPFM\",\"host\":\"b\",\"spfRules\":"
			   "\"include:a.example\"}"),
		  APEX "b.voorbeeld.nl CNAME old.example\n",
		  "NEW b.voorbeeld.nl TXT v=spf1 include:a.example ~all\n"
		  "REMOVE b.voorbeeld.nl CNAME old.example\n" },
		{ "a term that is none is told as that",
		  TEMPLATE(SPFM("spf.example")), APEX,
		  "UNKNOWN voorbeeld.nl TXT spf.example\nbad-term " },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

static void dkim_and_dmarc_are_one_a_name(void **state)
{
	static const struct apply cases[] = {
		{ "a second key at a selector would break both",
		  TEMPLATE(TEXT("s1._domainkey", "v=DKIM1; p=AAAA", "")),
		  APEX "s1._domainkey.voorbeeld.nl TXT v=DKIM1; p=BBBB\n",
		  "CHANGE s1._domainkey.voorbeeld.nl TXT v=DKIM1; p=BBBB -> "
		  "v=DKIM1; p=AAAA\n" },
		{ "an alias of a key is changed without asking elsewhere",
		  TEMPLATE(CNAME("s1._domainkey", "s1.new.example")),
		  APEX "s1._domainkey.voorbeeld.nl CNAME s1.old.example\n",
		  "CHANGE s1._domainkey.voorbeeld.nl CNAME s1.old.example -> "
		  "s1.new.example\n" },
		{ "a valid policy stays",
		  TEMPLATE(TEXT("_dmarc", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "dmarc-kept " },
		{ "blocking is not the vendor's to decide",
		  TEMPLATE(TEXT("_dmarc", "v=DMARC1; p=reject", "")), APEX,
		  "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n" },
		{ "one below the domain is a record of its own",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")), APEX,
		  "NEW _dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=none\n" },
		{ "a valid one stays there as well",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=reject\n" },
		{ "and a broken one does not",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.mail.voorbeeld.nl TXT v=DMARC; p=none\n",
		  "CHANGE _dmarc.mail.voorbeeld.nl TXT v=DMARC; p=none -> "
		  "v=DMARC1; p=none\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

/* The time to live of a template goes along; a merged record keeps its own. */
static void times_to_live(void **state)
{
	(void)state;
	use_template(TEMPLATE(TEXT("w", "x", "") "," SPFM("a:a.example")));
	whole_zone = true;
	make(APEX);
	assert_int_equal(plan.items[0].wanted.record.ttl, 0);
	assert_int_equal(plan.items[1].wanted.record.ttl, 600);
	plan_clear();
	fake_dns_zone(&at_name, "voorbeeld.nl TXT v=spf1 mx -all\n");
	at_name.records[0].ttl = 1234;
	make_from();
	assert_int_equal(plan.items[0].action, ACTION_CHANGE);
	assert_int_equal(plan.items[0].wanted.record.ttl, 1234);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(spf_is_merged),
		CASE(dkim_and_dmarc_are_one_a_name),
		CASE(times_to_live),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
