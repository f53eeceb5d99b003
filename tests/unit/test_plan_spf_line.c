/* The merged SPF line by what it does, where text alone does not tell.
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
	choose("flicono");
	for (size_t i = 0; i < count; i++) {
		make(rows[i].zone);
		assert_plan(rows[i].plan);
	}
}

/* A term that is there would keep the new ones from passing: they go in front
 * of it, where they count. */
static void what_would_be_kept_back_goes_in_front(void **state)
{
	static const struct row rows[] = {
		{ AT "v=spf1 -ip4:148.251.0.0/16 mx ~all\n",
		  "CHANGE " AT
		  "v=spf1 -ip4:148.251.0.0/16 mx ~all -> v=spf1 " IP4
		  " -ip4:148.251.0.0/16 mx " IP6 " ~all\nfirst " },
		/* there, and of no use */
		{ AT "v=spf1 ?ip4:148.251.0.0/16 " NEED " -all\n",
		  "CHANGE " AT "v=spf1 ?ip4:148.251.0.0/16 " NEED
		  " -all -> v=spf1 " IP4 " ?ip4:148.251.0.0/16 " IP6
		  " -all\nfirst " },
		/* in an include as well */
		{ AT "v=spf1 ~include:x.example ~all\n"
		     "x.example TXT v=spf1 ip6:2a01:4f8::/32 -all\n",
		  "CHANGE " AT "v=spf1 ~include:x.example ~all -> v=spf1 " IP6
		  " ~include:x.example " IP4 " ~all\nfirst " },
		/* in error for whoever comes to it */
		{ AT "v=spf1 mx include:dead.example -all\n"
		     "dead.example A 127.0.0.1\n"
		     "voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
		     "mail.voorbeeld.nl A 127.0.0.1\n",
		  "CHANGE " AT
		  "v=spf1 mx include:dead.example -all -> v=spf1 " NEED
		  " mx include:dead.example -all\nfirst " },
		{ AT "v=spf1 include:voorbeeld.nl ~all\n",
		  "CHANGE " AT
		  "v=spf1 include:voorbeeld.nl ~all -> v=spf1 " NEED
		  " include:voorbeeld.nl ~all\nfirst " },
		/* nobody tells */
		{ AT "v=spf1 mx include:x.example ~all\nx.example TXT SILENT\n",
		  "CHANGE " AT "v=spf1 mx include:x.example ~all -> v=spf1 mx "
		  "include:x.example " NEED " ~all\n" },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

/* Behind `all` it did no harm. */
static void what_would_break_the_line_is_left_out(void **state)
{
	static const struct row rows[] = {
		{ AT "v=spf1 ip4:192.0.2.1 -all include:dead.example a\n"
		     "voorbeeld.nl A 127.0.0.1\n",
		  "CHANGE " AT "v=spf1 ip4:192.0.2.1 -all include:dead.example "
		  "a -> v=spf1 ip4:192.0.2.1 " NEED " -all\n" },
		/* nobody tells */
		{ AT "v=spf1 ip4:192.0.2.1 -all include:x.example\n"
		     "x.example TXT SILENT\n",
		  "CHANGE " AT "v=spf1 ip4:192.0.2.1 -all include:x.example "
		  "-> v=spf1 ip4:192.0.2.1 " NEED " include:x.example -all\n"
		  "behind-all " },
		{ AT "v=spf1 ip4:192.0.2.1 -all a a a a a a a a a ptr\n"
		     "voorbeeld.nl A 127.0.0.1\n",
		  "CHANGE " AT "v=spf1 ip4:192.0.2.1 -all a a a a a a a a a "
		  "ptr -> v=spf1 ip4:192.0.2.1 " NEED " a ptr -all\n"
		  "behind-all " },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_would_be_kept_back_goes_in_front),
		CASE(what_would_break_the_line_is_left_out),
	};

	return cmocka_run_group_tests_name("plan_spf_line", tests, open_catalog,
					   close_catalog);
}
