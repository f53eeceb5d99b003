/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mail/received.h"

/* The shapes that mail servers write. */
static const struct {
	const char *value;
	const char *from, *name, *ip, *by, *with; /* "": none */
	bool submitted;
} cases[] = {
	/* Postfix */
	{ "from mail.a.example (mail.a.example [203.0.113.5]) by mx.b.example "
	  "(Postfix) with ESMTPS id 4F1 for <jan@b.example>; Sat, 21 Nov 2026 "
	  "14:04:09 +0100 (CET)",
	  "mail.a.example", "mail.a.example", "203.0.113.5", "mx.b.example",
	  "ESMTPS", false },
	{ "from helo.example (unknown [203.0.113.5]) (using TLSv1.3 with "
	  "cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client "
	  "certificate requested) by mx.b.example (Postfix) with ESMTP id 1",
	  "helo.example", "", "203.0.113.5", "mx.b.example", "ESMTP", false },
	{ "from pc.home (host.isp.example [IPv6:2001:db8::7]) (Authenticated "
	  "sender: jan@b.example) by smtp.b.example (Postfix) with ESMTPSA id "
	  "1",
	  "pc.home", "host.isp.example", "2001:db8::7", "smtp.b.example",
	  "ESMTPSA", true },
	/* Exim */
	{ "from mail.a.example ([203.0.113.5] helo=greet.example) by "
	  "mx.b.example with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim "
	  "4.96) (envelope-from <x@a.example>) id 1",
	  "greet.example", "mail.a.example", "203.0.113.5", "mx.b.example",
	  "esmtps", false },
	{ "from [203.0.113.5] (helo=greet.example) by mx.b.example with smtp",
	  "greet.example", "", "203.0.113.5", "mx.b.example", "smtp", false },
	{ "from jan by host.b.example with local (Exim 4.96) id 1", "", "", "",
	  "host.b.example", "local", false },
	/* Google */
	{ "from mail.a.example (mail.a.example. [203.0.113.5]) by "
	  "mx.google.com with ESMTPS id x for <j@gmail.com> (version=TLS1_3 "
	  "cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Sat, 21 Nov 2026 "
	  "05:04:10 -0800 (PST)",
	  "mail.a.example", "mail.a.example", "203.0.113.5", "mx.google.com",
	  "ESMTPS", false },
	{ "by 2002:a05:7022:ec3:b0:64:1 with SMTP id a3csp1; Sat, 21 Nov 2026",
	  "", "", "", "", "SMTP", false },
	/* Microsoft */
	{ "from mail.a.example (203.0.113.5) by "
	  "DB8EUR05FT018.mail.protection.outlook.com (10.233.239.99) with "
	  "Microsoft SMTP Server (version=TLS1_3, "
	  "cipher=TLS_AES_256_GCM_SHA384) id 15.20.8158.14 via Frontend "
	  "Transport",
	  "mail.a.example", "", "203.0.113.5",
	  "db8eur05ft018.mail.protection.outlook.com", "Microsoft", false },
	{ "from AM9.eurprd05.prod.outlook.com (2603:10a6:20b:1::5) by "
	  "DB8.eurprd05.prod.outlook.com (2603:10a6:10:2::1) with HTTPS; Sat",
	  "am9.eurprd05.prod.outlook.com", "", "2603:10a6:20b:1::5",
	  "db8.eurprd05.prod.outlook.com", "HTTPS", true },
	/* Yahoo */
	{ "from 203.0.113.5 (EHLO mail.a.example) by 10.197.32.79 with SMTPs "
	  "(version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256); Sat",
	  "mail.a.example", "", "203.0.113.5", "", "SMTPs", false },
	/* GMX */
	{ "from mail.a.example ([203.0.113.5]) by mx-ha.gmx.net (mxgmx101 "
	  "[212.227.17.5]) with ESMTPS (Nemesis) id 1 for <j@gmx.de>; Sat",
	  "mail.a.example", "", "203.0.113.5", "mx-ha.gmx.net", "ESMTPS",
	  false },
	/* qmail */
	{ "from unknown (HELO greet.example) (203.0.113.5) by mx.b.example "
	  "with SMTP; 21 Nov 2026 13:04:09 -0000",
	  "greet.example", "", "203.0.113.5", "mx.b.example", "SMTP", false },
	{ "(qmail 1234 invoked by uid 89); 21 Nov 2026 13:04:09 -0000", "", "",
	  "", "", "", false },
	/* sendmail */
	{ "from greet.example (mail.a.example [203.0.113.5] (may be forged)) "
	  "by mx.b.example (8.17.1/8.17.1) with ESMTPS id 1",
	  "greet.example", "mail.a.example", "203.0.113.5", "mx.b.example",
	  "ESMTPS", false },
	{ "from localhost (localhost [127.0.0.1]) by mx.b.example (Postfix) "
	  "with ESMTP id 1",
	  "", "", "127.0.0.1", "mx.b.example", "ESMTP", false },
	/* damaged */
	{ "", "", "", "", "", "", false },
	{ "from", "", "", "", "", "", false },
	{ "from a.example (b.example [203.0.113.5 by mx.b.example", "a.example",
	  "b.example", "203.0.113.5", "", "", false },
	{ "from a.example (((((( by mx.b.example", "a.example", "mx.b.example",
	  "", "", "", false },
	{ "from a.example ([999.1.1.1]) by b.example", "a.example", "", "",
	  "b.example", "", false },
};

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct received r;
		char ip[IP_TEXT] = "";

		received_parse(cases[i].value, &r);
		if (r.has_ip)
			ip_print(&r.ip, ip);
		if (strcmp(r.from, cases[i].from) ||
		    strcmp(r.name, cases[i].name) || strcmp(ip, cases[i].ip) ||
		    strcmp(r.by, cases[i].by) ||
		    strcmp(r.with, cases[i].with) ||
		    r.is_submitted != cases[i].submitted)
			fail_msg("%s: from %s name %s ip %s by %s with %s "
				 "submitted %d",
				 cases[i].value, r.from, r.name, ip, r.by,
				 r.with, r.is_submitted);
	}
}

static void test_private_addresses(void **state)
{
	static const struct {
		const char *ip;
		bool is_private;
	} addresses[] = {
		{ "10.1.2.3", true },      { "172.31.0.1", true },
		{ "172.32.0.1", false },   { "192.168.1.1", true },
		{ "127.0.0.1", true },     { "203.0.113.5", false },
		{ "::1", true },           { "fe80::1", true },
		{ "fd00::1", true },       { "2001:db8::1", false },
		{ "100.64.0.1", true },    { "2002:a05:1::1", true },
		{ "2002:cb00::1", false },
	};
	struct ip ip;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(addresses); i++) {
		assert_true(ip_parse(addresses[i].ip, &ip));
		if (received_is_private(&ip) != addresses[i].is_private)
			fail_msg("%s", addresses[i].ip);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_private_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
