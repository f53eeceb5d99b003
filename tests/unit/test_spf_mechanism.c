/* SPDX-License-Identifier: MIT */
#include "spf_cases.h"

static void test_addresses(void **state)
{
	static const char zone[] =
		"a.example TXT v=spf1 a ~all\n"
		"a.example A 192.0.2.1\n"
		"a.example AAAA 2001:db8::1\n"
		"cidr.example TXT v=spf1 a/24//64 ~all\n"
		"cidr.example A 192.0.2.1\n"
		"cidr.example AAAA 2001:db8::1\n"
		"ip.example TXT v=spf1 -ip4:192.0.2.128/25 ip4:192.0.2.9/24 "
		"ip6:2001:db8::9/33 ?ip6:::/0 ~all\n"
		"mapped.example TXT v=spf1 ip6:::ffff:192.0.2.1 -all\n"
		"many.example TXT v=spf1 a -all\n"
		"many.example A 192.0.2.1\nmany.example A 192.0.2.2\n"
		"many.example A 192.0.2.3\nmany.example A 192.0.2.4\n"
		"many.example A 192.0.2.5\nmany.example A 192.0.2.6\n"
		"many.example A 192.0.2.7\nmany.example A 192.0.2.8\n"
		"many.example A 192.0.2.9\nmany.example A 192.0.2.10\n"
		"many.example A 192.0.2.11\nmany.example A 192.0.2.12\n"
		"cname.example TXT v=spf1 a:www.cname.example -all\n"
		"www.cname.example CNAME host.elsewhere.example\n"
		"host.elsewhere.example A 192.0.2.1\n"
		"dead.example TXT v=spf1 a:dead-end.example -all\n"
		"dead-end.example CNAME nowhere.example\n"
		"deadloop.example TXT v=spf1 a:l1.example -all\n"
		"l1.example CNAME l2.example\nl2.example CNAME l1.example\n"
		"zero.example TXT v=spf1 a:v4only.example/0 -all\n"
		"v4only.example A 198.51.100.1\n"
		"err.example TXT v=spf1 a:broken.example -all\n"
		"broken.example A SERVFAIL\n"
		"half.example TXT v=spf1 a:halfway.example -all\n"
		"halfway.example A 192.0.2.1\nhalfway.example AAAA SILENT\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "x@a.example", NULL, SPF_PASS, 0, "a", NULL, 1,
		  0 },
		{ "192.0.2.2", "x@a.example", NULL, SPF_SOFTFAIL, 0, "~all",
		  NULL, 1, 0 },
		{ "2001:db8::1", "x@a.example", NULL, SPF_PASS, 0, "a", NULL, 1,
		  0 },
		{ "2001:DB8:0:0::0001", "x@A.EXAMPLE", NULL, SPF_PASS, 0, "a",
		  NULL, 1, 0 },
		{ "::ffff:192.0.2.1", "x@a.example", NULL, SPF_PASS, 0, "a",
		  NULL, 1, 0 },
		{ "::192.0.2.1", "x@a.example", NULL, SPF_SOFTFAIL, 0, NULL,
		  NULL, 1, 0 },
		{ "192.0.2.255", "x@cidr.example", NULL, SPF_PASS, 0,
		  "a/24//64", NULL, 1, 0 },
		{ "192.0.3.0", "x@cidr.example", NULL, SPF_SOFTFAIL, 0, NULL,
		  NULL, 1, 0 },
		{ "2001:db8::ffff", "x@cidr.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 1, 0 },
		{ "2001:db8:0:1::1", "x@cidr.example", NULL, SPF_SOFTFAIL, 0,
		  NULL, NULL, 1, 0 },
		{ "192.0.2.127", "x@ip.example", NULL, SPF_PASS, 0,
		  "ip4:192.0.2.9/24", NULL, 0, 0 },
		{ "192.0.2.128", "x@ip.example", NULL, SPF_FAIL, 0,
		  "-ip4:192.0.2.128/25", NULL, 0, 0 },
		{ "2001:db8:7fff::1", "x@ip.example", NULL, SPF_PASS, 0,
		  "ip6:2001:db8::9/33", NULL, 0, 0 },
		{ "2001:db8:8000::1", "x@ip.example", NULL, SPF_NEUTRAL, 0,
		  "?ip6:::/0", NULL, 0, 0 },
		{ "198.51.100.1", "x@ip.example", NULL, SPF_SOFTFAIL, 0, NULL,
		  NULL, 0, 0 },
		{ "192.0.2.1", "x@mapped.example", NULL, SPF_FAIL, 0, NULL,
		  NULL, 0, 0 },
		{ "::ffff:192.0.2.1", "x@mapped.example", NULL, SPF_FAIL, 0,
		  NULL, NULL, 0, 0 },
		{ "192.0.2.12", "x@many.example", NULL, SPF_PASS, 0, "a", NULL,
		  1, 0 },
		{ "192.0.2.1", "x@cname.example", NULL, SPF_PASS, 0, NULL, NULL,
		  1, 0 },
		{ "192.0.2.1", "x@dead.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  1, 1 },
		{ "192.0.2.1", "x@deadloop.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@zero.example", NULL, SPF_PASS, 0, NULL, NULL,
		  1, 0 },
		{ "2001:db8::1", "x@zero.example", NULL, SPF_FAIL, 0, NULL,
		  NULL, 1, 1 },
		{ "192.0.2.1", "x@err.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		/* Only the client's own family is asked for. */
		{ "192.0.2.1", "x@half.example", NULL, SPF_PASS, 0, NULL, NULL,
		  1, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_mx(void **state)
{
	static const char zone[] =
		"mx.example TXT v=spf1 mx -all\n"
		"mx.example MX 10 m1.example\nmx.example MX 20 m2.example\n"
		"m1.example A 192.0.2.1\nm2.example A 192.0.2.2\n"
		"m2.example AAAA 2001:db8::2\n"
		"null.example TXT v=spf1 mx a -all\n"
		"null.example MX 0 .\nnull.example A 192.0.2.1\n"
		"none.example TXT v=spf1 mx -all\nnone.example A 192.0.2.1\n"
		"cidr.example TXT v=spf1 mx:mx.example/24//32 -all\n"
		"sub.example TXT v=spf1 mx:gone.example ?all\n"
		"err.example TXT v=spf1 mx -all\n"
		"err.example MX 1 dead.example\nerr.example MX 2 m1.example\n"
		"dead.example A SILENT\n"
		"err2.example TXT v=spf1 mx -all\nerr2.example MX SERVFAIL\n"
		"ten.example TXT v=spf1 mx -all\n"
		"ten.example MX 1 h.example\nten.example MX 2 h.example\n"
		"ten.example MX 3 h.example\nten.example MX 4 h.example\n"
		"ten.example MX 5 h.example\nten.example MX 6 h.example\n"
		"ten.example MX 7 h.example\nten.example MX 8 h.example\n"
		"ten.example MX 9 h.example\nten.example MX 10 m1.example\n"
		"h.example A 198.51.100.1\n"
		"eleven.example TXT v=spf1 mx -all\n"
		"eleven.example MX 1 m1.example\neleven.example MX 2 "
		"h.example\n"
		"eleven.example MX 3 h.example\neleven.example MX 4 h.example\n"
		"eleven.example MX 5 h.example\neleven.example MX 6 h.example\n"
		"eleven.example MX 7 h.example\neleven.example MX 8 h.example\n"
		"eleven.example MX 9 h.example\neleven.example MX 10 "
		"h.example\n"
		"eleven.example MX 11 h.example\n"
		"hollow.example TXT v=spf1 mx -all\n"
		"hollow.example MX 1 x1.example\nhollow.example MX 2 "
		"x2.example\n"
		"hollow.example MX 3 x3.example\n";
	static const struct host_case cases[] = {
		{ "192.0.2.2", "x@mx.example", NULL, SPF_PASS, 0, "mx", NULL, 1,
		  0 },
		{ "192.0.2.3", "x@mx.example", NULL, SPF_FAIL, 0, NULL, NULL, 1,
		  0 },
		/* m1 has no AAAA: that lookup is void. */
		{ "2001:db8::2", "x@mx.example", NULL, SPF_PASS, 0, "mx", NULL,
		  1, 1 },
		{ "192.0.2.1", "x@null.example", NULL, SPF_PASS, 0, "a", NULL,
		  2, 0 },
		{ "192.0.2.1", "x@none.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  1, 1 },
		{ "192.0.2.77", "x@cidr.example", NULL, SPF_PASS, 0, NULL, NULL,
		  1, 0 },
		{ "192.0.2.1", "x@sub.example", NULL, SPF_NEUTRAL, 0, "?all",
		  NULL, 1, 1 },
		{ "192.0.2.1", "x@err.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@err2.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@ten.example", NULL, SPF_PASS, 0, "mx", NULL,
		  1, 0 },
		{ "192.0.2.1", "x@eleven.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_MX, NULL, NULL, 1, 0 },
		{ "192.0.2.1", "x@hollow.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_VOIDS, NULL, NULL, 1, 3 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_ptr(void **state)
{
	static const char zone[] =
		"ptr.example TXT v=spf1 ptr -all exp=why.example\n"
		"sub.example TXT v=spf1 ptr:ptr.example -all\n"
		"why.example TXT from %{p}\n"
		"1.2.0.192.in-addr.arpa PTR Mail.PTR.example\n"
		"mail.ptr.example A 192.0.2.1\n"
		/* points at a name that does not point back */
		"2.2.0.192.in-addr.arpa PTR mail.ptr.example\n"
		/* only looks like it is below */
		"3.2.0.192.in-addr.arpa PTR notptr.example\n"
		"notptr.example A 192.0.2.3\n"
		/* the first name fails, the second one is good */
		"4.2.0.192.in-addr.arpa PTR broken.ptr.example\n"
		"4.2.0.192.in-addr.arpa PTR good.ptr.example\n"
		"broken.ptr.example A SERVFAIL\n"
		"good.ptr.example A 192.0.2.4\n"
		"5.2.0.192.in-addr.arpa PTR SILENT\n"
		"6.2.0.192.in-addr.arpa CNAME 6.sub.2.0.192.in-addr.arpa\n"
		"6.sub.2.0.192.in-addr.arpa PTR ptr.example\n"
		"ptr.example A 192.0.2.6\n"
		"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0."
		"2.ip6.arpa PTR six.ptr.example\n"
		"six.ptr.example AAAA 2001:db8::1\n"
		/* the eleventh name does not count */
		"7.2.0.192.in-addr.arpa PTR n1.example\n"
		"7.2.0.192.in-addr.arpa PTR n2.example\n"
		"7.2.0.192.in-addr.arpa PTR n3.example\n"
		"7.2.0.192.in-addr.arpa PTR n4.example\n"
		"7.2.0.192.in-addr.arpa PTR n5.example\n"
		"7.2.0.192.in-addr.arpa PTR n6.example\n"
		"7.2.0.192.in-addr.arpa PTR n7.example\n"
		"7.2.0.192.in-addr.arpa PTR n8.example\n"
		"7.2.0.192.in-addr.arpa PTR n9.example\n"
		"7.2.0.192.in-addr.arpa PTR n10.example\n"
		"7.2.0.192.in-addr.arpa PTR good.ptr.example\n"
		"good.ptr.example A 192.0.2.7\n"
		/* %{p}: the domain itself before one below it before others */
		"p.example TXT v=spf1 -all exp=why.example\n"
		"8.2.0.192.in-addr.arpa PTR other.example\n"
		"8.2.0.192.in-addr.arpa PTR mail.p.example\n"
		"8.2.0.192.in-addr.arpa PTR p.example\n"
		"other.example A 192.0.2.8\nmail.p.example A 192.0.2.8\n"
		"p.example A 192.0.2.8\n"
		"9.2.0.192.in-addr.arpa PTR other.example\n"
		"9.2.0.192.in-addr.arpa PTR mail.p.example\n"
		"other.example A 192.0.2.9\nmail.p.example A 192.0.2.9\n"
		"10.2.0.192.in-addr.arpa PTR other.example\n"
		"other.example A 192.0.2.10\n"
		"pm.example TXT v=spf1 exists:%{p}.list.example "
		"a:%{p} -all\n"
		"other.example.list.example A 127.0.0.2\n"
		"inc.example TXT v=spf1 include:%{p1r}.inc.example -all\n"
		"other.inc.example TXT v=spf1 +all\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "x@ptr.example", NULL, SPF_PASS, 0, "ptr", NULL,
		  1, 0 },
		{ "192.0.2.1", "x@sub.example", NULL, SPF_PASS, 0,
		  "ptr:ptr.example", NULL, 1, 0 },
		{ "192.0.2.2", "x@ptr.example", NULL, SPF_FAIL, 0, NULL,
		  "from unknown", 1, 0 },
		{ "192.0.2.3", "x@ptr.example", NULL, SPF_FAIL, 0, NULL,
		  "from notptr.example", 1, 0 },
		{ "192.0.2.4", "x@ptr.example", NULL, SPF_PASS, 0, "ptr", NULL,
		  1, 0 },
		{ "192.0.2.5", "x@ptr.example", NULL, SPF_FAIL, 0, NULL,
		  "from unknown", 1, 0 },
		{ "192.0.2.6", "x@ptr.example", NULL, SPF_PASS, 0, "ptr", NULL,
		  1, 0 },
		{ "2001:db8::1", "x@ptr.example", NULL, SPF_PASS, 0, "ptr",
		  NULL, 1, 0 },
		{ "192.0.2.7", "x@ptr.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  1, 0 },
		{ "198.51.100.1", "x@ptr.example", NULL, SPF_FAIL, 0, NULL,
		  NULL, 1, 1 },
		{ "192.0.2.8", "x@p.example", NULL, SPF_FAIL, 0, NULL,
		  "from p.example", 0, 0 },
		{ "192.0.2.9", "x@p.example", NULL, SPF_FAIL, 0, NULL,
		  "from mail.p.example", 0, 0 },
		{ "192.0.2.10", "x@p.example", NULL, SPF_FAIL, 0, NULL,
		  "from other.example", 0, 0 },
		{ "192.0.2.10", "x@pm.example", NULL, SPF_PASS, 0,
		  "exists:%{p}.list.example", NULL, 1, 0 },
		{ "192.0.2.10", "x@inc.example", NULL, SPF_PASS, 0, NULL, NULL,
		  1, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_exists_and_macros(void **state)
{
	static const char zone[] =
		"e.example TXT v=spf1 exists:%{ir}.%{v}.%{l1r+}.%{o}.list."
		"example -all\n"
		"1.2.0.192.in-addr.jan.e.example.list.example A 127.0.0.2\n"
		"xn--bcher-kva.example TXT v=spf1 exists:%{o}.list.example "
		"-all\n"
		"xn--bcher-kva.example.list.example A 127.0.0.2\n"
		"a.example TXT v=spf1 exists:only6.example -all\n"
		"only6.example AAAA 2001:db8::1\n"
		"err.example TXT v=spf1 exists:bad.example -all\n"
		"bad.example A SERVFAIL\n"
		"long.example TXT v=spf1 a:%{l}.%{l}.%{l}.%{l}.host.example "
		"-all\n" L63 "." L63 "." L63 ".host.example A 192.0.2.1\n"
		"over.example TXT v=spf1 a:%{L}.host.example a:%{h} ~all\n"
		"case.example TXT v=spf1 exists:%{L}.host.example ~all\n"
		"jan%2bwork.host.example A 127.0.0.2\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "jan+news@e.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 1, 0 },
		{ "192.0.2.1", "piet+news@e.example", NULL, SPF_FAIL, 0, NULL,
		  NULL, 1, 1 },
		/* A local part in UTF-8 is no name: no match, and no lookup
		 * that found nothing (RFC 8616, 4). */
		{ "192.0.2.1", "jos\xC3\xA9@e.example", NULL, SPF_FAIL, 0, NULL,
		  NULL, 1, 0 },
		{ "192.0.2.1",
		  "x@b\xC3\xBC"
		  "cher.example",
		  NULL, SPF_PASS, 0, NULL, NULL, 1, 0 },
		/* exists asks for A, whichever family the client has. */
		{ "2001:db8::1", "x@a.example", NULL, SPF_FAIL, 0, NULL, NULL,
		  1, 1 },
		{ "192.0.2.1", "x@err.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 1, 0 },
		/* over 253 octets: labels go from the left */
		{ "192.0.2.1", L63 "@long.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 1, 0 },
		/* a label of over 63 octets is no name: neither asked nor
		 * void */
		{ "192.0.2.1", "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%@over.example",
		  "a..b", SPF_SOFTFAIL, 0, NULL, NULL, 2, 0 },
		{ "192.0.2.1", "Jan+Work@case.example", NULL, SPF_PASS, 0, NULL,
		  NULL, 1, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_mx),
		cmocka_unit_test(test_ptr),
		cmocka_unit_test(test_exists_and_macros),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
