/* SPDX-License-Identifier: MIT */
#include "spf_cases.h"

static void test_include_and_redirect(void **state)
{
	static const char zone[] =
		"in.example TXT v=spf1 ip4:192.0.2.1 -all exp=why.example\n"
		"why.example TXT wrong one\n"
		"top.example TXT v=spf1 include:IN.example. ~all "
		"exp=top-why.example\n"
		"top-why.example TXT never\n"
		"not.example TXT v=spf1 -include:in.example +all\n"
		"soft.example TXT v=spf1 ?include:in.example ~all\n"
		"dead.example TXT v=spf1 include:gone.example -all\n"
		"nospf.example TXT v=spf1 include:text.example -all\n"
		"text.example TXT hello\n"
		"temp.example TXT v=spf1 include:fail.example -all\n"
		"fail.example TXT SERVFAIL\n"
		"syntax.example TXT v=spf1 include:bad.example -all\n"
		"bad.example TXT v=spf1 foo -all\n"
		"multi.example TXT v=spf1 include:double.example -all\n"
		"double.example TXT v=spf1 -all\ndouble.example TXT v=spf1 mx\n"
		"before.example TXT v=spf1 ip4:192.0.2.1 include:gone.example\n"
		"self.example TXT v=spf1 include:self.example -all\n"
		"ring1.example TXT v=spf1 include:ring2.example -all\n"
		"ring2.example TXT v=spf1 redirect=ring1.example\n"
		"re.example TXT v=spf1 exp=why.example redirect=re2.example\n"
		"re2.example TXT v=spf1 a -all exp=%{d}.why.example\n"
		"re2.example.why.example TXT by %{d} for %{o}\n"
		"re2.example A 192.0.2.2\n"
		"reall.example TXT v=spf1 redirect=re2.example ~all\n"
		"renone.example TXT v=spf1 redirect=text.example\n"
		"regone.example TXT v=spf1 redirect=gone.example\n"
		"remacro.example TXT v=spf1 redirect=%{d2}.re3.example\n"
		"remacro.example.re3.example TXT v=spf1 ip4:192.0.2.1 ?all\n"
		"early.example TXT v=spf1 redirect=re2.example ip4:192.0.2.1\n"
		"reone.example TXT v=spf1 redirect=%{l}\n"
		"mid.example TXT v=spf1 include:all.example -all\n"
		"all.example TXT v=spf1 redirect=in.example\n"
		"label.example TXT v=spf1 include:%{l}.%{l}.example -all\n"
		"twice.example TXT v=spf1 include:soft.example "
		"include:in.example -all\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "x@top.example", NULL, SPF_PASS, 0,
		  "include:IN.example.", NULL, 1, 0 },
		{ "192.0.2.2", "x@top.example", NULL, SPF_SOFTFAIL, 0, "~all",
		  "", 1, 0 },
		{ "192.0.2.1", "x@not.example", NULL, SPF_FAIL, 0,
		  "-include:in.example", "", 1, 0 },
		{ "192.0.2.2", "x@not.example", NULL, SPF_PASS, 0, "+all", NULL,
		  1, 0 },
		{ "192.0.2.1", "x@soft.example", NULL, SPF_NEUTRAL, 0,
		  "?include:in.example", NULL, 1, 0 },
		{ "192.0.2.1", "x@dead.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_INCLUDE_NONE, NULL, NULL, 1, 1 },
		{ "192.0.2.1", "x@nospf.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_INCLUDE_NONE, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@temp.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@syntax.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_SYNTAX, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@multi.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_MULTIPLE, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@before.example", NULL, SPF_PASS, 0,
		  "ip4:192.0.2.1", NULL, 0, 0 },
		{ "192.0.2.1", "x@self.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_LOOP, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@ring1.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_LOOP, NULL, NULL, 2, 0 },
		{ "192.0.2.2", "x@re.example", NULL, SPF_PASS, 0, "a", NULL, 2,
		  0 },
		{ "192.0.2.3", "x@re.example", NULL, SPF_FAIL, 0, "-all",
		  "by re2.example for re.example", 2, 0 },
		{ "192.0.2.3", "x@reall.example", NULL, SPF_SOFTFAIL, 0, "~all",
		  NULL, 0, 0 },
		{ "192.0.2.1", "x@renone.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_REDIRECT_NONE, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@regone.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_REDIRECT_NONE, NULL, NULL, 1, 1 },
		{ "192.0.2.1", "x@remacro.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 1, 0 },
		{ "192.0.2.1", "x@early.example", NULL, SPF_PASS, 0,
		  "ip4:192.0.2.1", NULL, 0, 0 },
		{ "192.0.2.1", "x@reone.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_REDIRECT_NONE, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@mid.example", NULL, SPF_PASS, 0,
		  "include:all.example", NULL, 2, 0 },
		{ "192.0.2.9", "x@mid.example", NULL, SPF_FAIL, 0, "-all", "",
		  2, 0 },
		/* no name comes of it, so nothing can be there */
		{ "192.0.2.1", "a..b@label.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_INCLUDE_NONE, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@twice.example", NULL, SPF_PASS, 0,
		  "include:in.example", NULL, 3, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_limits(void **state)
{
	static const char zone[] =
		"host.example A 198.51.100.1\n"
		"host.example TXT v=spf1 a a a a a ?all\n"
		"ten.example TXT v=spf1 a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"ip4:192.0.2.1 -all\n"
		"eleven.example TXT v=spf1 a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"ip4:192.0.2.1 a:host.example -all\n"
		"nest.example TXT v=spf1 include:host.example a:host.example "
		"a:host.example a:host.example a:host.example -all\n"
		"nestmore.example TXT v=spf1 include:host.example "
		"include:host.example -all\n"
		"tenred.example TXT v=spf1 a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"a:host.example a:host.example a:host.example a:host.example "
		"redirect=host.example\n"
		"free.example TXT v=spf1 ip4:192.0.2.2 ip4:192.0.2.3 "
		"ip4:192.0.2.4 ip4:192.0.2.5 ip4:192.0.2.6 ip4:192.0.2.7 "
		"ip4:192.0.2.8 ip6:2001:db8::1 ip6:2001:db8::2 ip4:192.0.2.9 "
		"ip4:192.0.2.10 ip4:192.0.2.11 -all exp=host.example\n"
		"two.example TXT v=spf1 a:v1.example a:v2.example -all\n"
		"three.example TXT v=spf1 a:v1.example a:v2.example "
		"a:v3.example +all\n"
		"nodata.example TXT v=spf1 a:t.example mx:t.example "
		"exists:t.example +all\n"
		"t.example TXT there is only text here\n"
		"same.example TXT v=spf1 a:v1.example a:v1.example "
		"a:v1.example +all\n"
		"expvoid.example TXT v=spf1 a:v1.example a:v2.example -all "
		"exp=v3.example\n"
		"ptrvoid.example TXT v=spf1 a:v1.example a:v2.example ptr "
		"-all\n"
		"incvoid.example TXT v=spf1 a:v1.example a:v2.example "
		"include:v3.example -all\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "x@ten.example", NULL, SPF_PASS, 0,
		  "ip4:192.0.2.1", NULL, 10, 0 },
		{ "192.0.2.9", "x@ten.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  10, 0 },
		/* The limit is met only by those who get there. */
		{ "192.0.2.1", "x@eleven.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 10, 0 },
		{ "192.0.2.9", "x@eleven.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_LOOKUPS, NULL, NULL, 11, 0 },
		{ "192.0.2.9", "x@nest.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  10, 0 },
		{ "192.0.2.9", "x@nestmore.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_LOOKUPS, NULL, NULL, 11, 0 },
		{ "192.0.2.9", "x@tenred.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_LOOKUPS, NULL, NULL, 11, 0 },
		{ "192.0.2.99", "x@free.example", NULL, SPF_FAIL, 0, NULL,
		  "v=spf1 a a a a a ?all", 0, 0 },
		{ "192.0.2.1", "x@two.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  2, 2 },
		{ "192.0.2.1", "x@three.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_VOIDS, NULL, NULL, 3, 3 },
		{ "192.0.2.1", "x@nodata.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_VOIDS, NULL, NULL, 3, 3 },
		{ "192.0.2.1", "x@same.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_VOIDS, NULL, NULL, 3, 3 },
		{ "192.0.2.1", "x@expvoid.example", NULL, SPF_FAIL, 0, NULL, "",
		  2, 2 },
		{ "192.0.2.1", "x@ptrvoid.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_VOIDS, NULL, NULL, 3, 3 },
		{ "192.0.2.1", "x@incvoid.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_INCLUDE_NONE, NULL, NULL, 3, 3 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_explanations(void **state)
{
	static const char zone[] =
		"all.example TXT v=spf1 -all exp=%{l}.example\n"
		"text.example TXT %{i} %{c} may not: %{s} at %{t} says "
		"%{r}, %%%_%-\n"
		"two.example TXT one\ntwo.example TXT two\n"
		"utf.example TXT caf\xC3\xA9\n"
		"ctrl.example TXT a\\x1B[31mred\n"
		"macro.example TXT bad %{x} macro\n"
		"percent.example TXT 100% sure\n"
		"empty.example TXT \n"
		"fail.example TXT SERVFAIL\n"
		"alias.example CNAME text.example\n"
		"space.example TXT   kept   as is  \n"
		"q.example TXT v=spf1 -all exp=%{o}..example\n"
		"esc.example TXT %{h}\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "text@all.example", "h.example", SPF_FAIL, 0,
		  NULL,
		  "192.0.2.1 192.0.2.1 may not: text@all.example at "
		  "1700000000 says mx.receiver.example, % %20",
		  0, 0 },
		{ "192.0.2.1", "two@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "utf@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "ctrl@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "macro@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "percent@all.example", NULL, SPF_FAIL, 0, NULL,
		  "", 0, 0 },
		{ "192.0.2.1", "empty@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "fail@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "192.0.2.1", "gone@all.example", NULL, SPF_FAIL, 0, NULL, "",
		  0, 0 },
		{ "2001:db8::1", "alias@all.example", NULL, SPF_FAIL, 0, NULL,
		  "2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0."
		  "0.0.1 2001:db8::1 may not: alias@all.example at 1700000000 "
		  "says mx.receiver.example, % %20",
		  0, 0 },
		{ "192.0.2.1", "space@all.example", NULL, SPF_FAIL, 0, NULL,
		  "  kept   as is  ", 0, 0 },
		{ "192.0.2.1", "x@q.example", NULL, SPF_FAIL, 0, NULL, "", 0,
		  0 },
		/* What the client said is cleaned before anybody reads it. */
		{ "192.0.2.1", "esc@all.example", "\x1B[2J\xE2\x80\xAE",
		  SPF_FAIL, 0, NULL, "\\x1B[2J\xEF\xBF\xBD", 0, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_include_and_redirect),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_explanations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
