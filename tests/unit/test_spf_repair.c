/* Lines that were spoiled on the way, and what they were meant to be.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/spf_repair.h"

#define NBSP  "\xc2\xa0"
#define GHOST "\xef\xbf\xbd" /* as base/clean.h shows what cannot be seen */
#define B     SPF_REPAIRED_BLANKS
#define Q     SPF_REPAIRED_QUOTES
#define E     SPF_REPAIRED_ESCAPES
#define W     SPF_REPAIRED_WORDS

struct row {
	const char *text;
	const char *meant; /* NULL: nobody knows */
	unsigned what;
};

static void run(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct row *r = &rows[i];
		unsigned what;
		char *meant = spf_repair(r->text, &what);

		if (!meant != !r->meant || (meant && strcmp(meant, r->meant)))
			fail_msg("'%s' is '%s', not '%s'", r->text,
				 meant ? meant : "-",
				 r->meant ? r->meant : "-");
		if (meant && what != r->what)
			fail_msg("'%s': repaired %u, not %u", r->text, what,
				 r->what);
		free(meant);
	}
}

static void what_is_right_stays(void **state)
{
	static const struct row rows[] = {
		{ "v=spf1 mx include:a.example ~all", NULL, 0 },
		{ "V=SPF1  MX   -ALL ", NULL, 0 },
		{ "v=spf1", NULL, 0 },
		{ "v=spf1 include:%{d,}.a.example -all", NULL, 0 },
		{ "v=spf1 x-note='a,b' mx exp=why.a.example ~all", NULL, 0 },
		{ "v=spf1 include:all.example a:mail-all.example -all", NULL,
		  0 },
		{ "v=spf1 +include:a.example -ip4:192.0.2.1 ?all", NULL, 0 },
		{ "v=spf1 redirect=a.example", NULL, 0 },
		{ "google-site-verification=spf", NULL, 0 },
		{ "", NULL, 0 },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void blanks_come_back(void **state)
{
	static const struct row rows[] = {
		{ "v=spf1" NBSP "mx ~all", "v=spf1 mx ~all", B },
		{ "v=spf1 mx" NBSP "include:a.example ~all",
		  "v=spf1 mx include:a.example ~all", B },
		{ GHOST "v=spf1 mx ~all", "v=spf1 mx ~all", B },
		{ "v=spf1 include:a" GHOST ".example ~all",
		  "v=spf1 include:a.example ~all", B },
		{ "v=spf1 mx\\x0A ~all", "v=spf1 mx ~all", B },
		{ "v=spf1\\x09mx\\xA0~all", "v=spf1 mx ~all", B },
		{ " v=spf1 mx ~all", "v=spf1 mx ~all", B },
		{ "v = spf1 mx ~all", "v=spf1 mx ~all", B },
		{ "v=spf1mx ~all", "v=spf1 mx ~all", B },
		{ "v=spf1include:a.example?all",
		  "v=spf1 include:a.example ?all", B },
		{ "v=spf1 mxinclude:a.example~all",
		  "v=spf1 mx include:a.example ~all", B },
		{ "v=spf1 include:a.example-all",
		  "v=spf1 include:a.example -all", B },
		{ "v=spf1 a:mail.exampleinclude:a.exampleip4:192.0.2.1 ~all",
		  "v=spf1 a:mail.example include:a.example ip4:192.0.2.1 ~all",
		  B },
		{ "v=spf1 include: a.example ip4: 192.0.2.1 ~ all",
		  "v=spf1 include:a.example ip4:192.0.2.1 ~all", B },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void quotes_and_escapes_go(void **state)
{
	static const struct row rows[] = {
		{ "\"v=spf1 mx ~all\"", "v=spf1 mx ~all", Q },
		{ "\xe2\x80\x9cv=spf1 mx ~all\xe2\x80\x9d", "v=spf1 mx ~all",
		  Q },
		{ "\xc2\xabv=spf1 mx ~all\xc2\xbb", "v=spf1 mx ~all", Q },
		{ "v=spf1 mx \"~all", "v=spf1 mx ~all", Q },
		{ "v=spf1 mx\\ ~all", "v=spf1 mx ~all", E },
		{ "\\\"v=spf1 mx ~all\\\"", "v=spf1 mx ~all", Q | E },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void words_are_set_right(void **state)
{
	static const struct row rows[] = {
		{ "v=spf1 mx, include:a.example; ~all",
		  "v=spf1 mx include:a.example ~all", W },
		{ "v=spf1 mx \xe2\x80\x93"
		  "all",
		  "v=spf1 mx -all", W },
		{ "v=spf1: mx ~all", "v=spf1 mx ~all", W },
		{ "spf1 mx ~all", "v=spf1 mx ~all", W },
		{ "v=spf2.0 mx ~all", "v=spf1 mx ~all", W },
		{ "TXT v=spf1 mx ~all", "v=spf1 mx ~all", W },
		{ "v=spf1 mx v=spf1 a ~all", "v=spf1 mx a ~all", W },
		{ "v=spf1 include=a.example ip4=192.0.2.1 mx=b.example ~all",
		  "v=spf1 include:a.example ip4:192.0.2.1 mx:b.example ~all",
		  W },
		{ "v=spf1 inlcude:a.example includes:b.example ~all",
		  "v=spf1 include:a.example include:b.example ~all", W },
		{ "v=spf1 -includ:a.example redirect:b.example",
		  "v=spf1 -include:a.example redirect=b.example", W },
		{ "v=spf1 include:https://a.example/ ~all",
		  "v=spf1 include:a.example ~all", W },
		{ "v=spf1 ip4:2001:db8::1 ipv6:192.0.2.1/24 ~all",
		  "v=spf1 ip6:2001:db8::1 ip4:192.0.2.1/24 ~all", W },
		{ "v=spf1 mx ~all.", "v=spf1 mx ~all", W },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

/* Better no advice than a wrong one. */
static void what_nobody_knows_stays(void **state)
{
	static const struct row rows[] = {
		{ "v=spf1 ip4:192.0.2.1.5 ~all", NULL, 0 },
		{ "v=spf1 invoices:a.example ~all", NULL, 0 },
		{ "v=spf1 mx include:", NULL, 0 },
		{ "v=spf1mx x-note=a include= ", NULL, 0 },
		{ "v=spf1 a:b_ ~", NULL, 0 },
		{ "v=spf1 include:a\\xE9.example ~all", NULL, 0 },
		{ "spf", NULL, 0 },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_right_stays),
		cmocka_unit_test(blanks_come_back),
		cmocka_unit_test(quotes_and_escapes_go),
		cmocka_unit_test(words_are_set_right),
		cmocka_unit_test(what_nobody_knows_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
