/* SPDX-License-Identifier: MIT */
#include "spf_cases.h"

static void test_selection(void **state)
{
	static const char zone[] =
		"two.example TXT v=spf1 -all\n"
		"two.example TXT V=SPF1 -all\n"
		"other.example TXT v=spf2.0/pra -all\n"
		"other.example TXT something else\n"
		"t99.example SPF v=spf1 +all\n"
		"both.example SPF v=spf1 -all\n"
		"both.example TXT v=spf1 +all\n"
		"fail.example TXT SERVFAIL\n"
		"late.example TXT SILENT\n"
		"utf.example TXT v=spf1 a:\xC3\xA9.example -all\n"
		"ctrl.example TXT v=spf1 ip4:192.0.2.1\\x0A -all\n"
		"ctrl2.example TXT v=spf1 exists:x\\x01.example ?all\n"
		"nul.example TXT v=spf1 a:x.example\\x00\n"
		"quoted.example TXT \"v=spf1 -all\"\n"
		"tab.example TXT v=spf1\\x09-all\n"
		"xn--bcher-kva.example TXT v=spf1 -all\n"
		"alias.example CNAME two-hops.example\n"
		"two-hops.example CNAME target.example\n"
		"target.example TXT v=spf1 ip4:192.0.2.1 -all\n"
		"loop.example CNAME pool.example\n"
		"pool.example CNAME loop.example\n"
		"gone.example CNAME nothing.example\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "a@two.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_MULTIPLE, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@other.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_RECORD, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@missing.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_NAME, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@t99.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_RECORD, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@both.example", NULL, SPF_PASS, SPF_ERROR_NONE,
		  "+all", NULL, 0, 0 },
		{ "192.0.2.1", "a@fail.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@late.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@utf.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_SYNTAX, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@ctrl.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_SYNTAX, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@ctrl2.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_SYNTAX, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@nul.example", NULL, SPF_PERMERROR,
		  SPF_ERROR_SYNTAX, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@quoted.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_RECORD, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@tab.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_RECORD, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@BÜCHER.example", NULL, SPF_FAIL,
		  SPF_ERROR_NONE, "-all", NULL, 0, 0 },
		{ "192.0.2.1", "a@Alias.Example", NULL, SPF_PASS,
		  SPF_ERROR_NONE, "ip4:192.0.2.1", NULL, 0, 0 },
		{ "192.0.2.1", "a@loop.example", NULL, SPF_TEMPERROR,
		  SPF_ERROR_DNS, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@gone.example", NULL, SPF_NONE,
		  SPF_ERROR_NO_NAME, NULL, NULL, 0, 0 },
	};

	(void)state;
	RUN(zone, cases);
}

static void test_identity(void **state)
{
	static const char zone[] =
		"d.example TXT v=spf1 exists:%{l}.l.d.example "
		"exists:%{h}.h.d.example -all exp=why.d.example\n"
		"why.d.example TXT %{s} %{h} %{d} %{o}\n"
		"jan.l.d.example A 127.0.0.2\n"
		"ok.example.h.d.example A 127.0.0.2\n"
		"helo.d.example TXT v=spf1 -all exp=why.d.example\n" L63
		".example TXT v=spf1 -all\n";
	static const struct host_case cases[] = {
		{ "192.0.2.1", "jan@d.example", "x.example", SPF_PASS,
		  SPF_ERROR_NONE, "exists:%{l}.l.d.example", NULL, 1, 0 },
		{ "192.0.2.1", "piet@d.example", "ok.example", SPF_PASS,
		  SPF_ERROR_NONE, "exists:%{h}.h.d.example", NULL, 2, 1 },
		{ "192.0.2.1", "@d.example", "x.example", SPF_FAIL,
		  SPF_ERROR_NONE, "-all",
		  "postmaster@d.example x.example d.example d.example", 2, 2 },
		{ "192.0.2.1", "d.example", "x.example", SPF_FAIL,
		  SPF_ERROR_NONE, "-all",
		  "postmaster@d.example x.example d.example d.example", 2, 2 },
		{ "192.0.2.1", "", "helo.d.example", SPF_FAIL, SPF_ERROR_NONE,
		  "-all",
		  "postmaster@helo.d.example helo.d.example helo.d.example "
		  "helo.d.example",
		  0, 0 },
		{ "192.0.2.1", NULL, "HELO.d.example.", SPF_FAIL,
		  SPF_ERROR_NONE, "-all",
		  "postmaster@HELO.d.example. HELO.d.example. HELO.d.example "
		  "HELO.d.example.",
		  0, 0 },
		{ "192.0.2.1", "", "[192.0.2.1]", SPF_NONE, SPF_ERROR_DOMAIN,
		  NULL, NULL, 0, 0 },
		{ "192.0.2.1", "", "localhost", SPF_NONE, SPF_ERROR_DOMAIN,
		  NULL, NULL, 0, 0 },
		{ "192.0.2.1", "", NULL, SPF_NONE, SPF_ERROR_DOMAIN, NULL, NULL,
		  0, 0 },
		{ "192.0.2.1", "", "", SPF_NONE, SPF_ERROR_DOMAIN, NULL, NULL,
		  0, 0 },
		{ "192.0.2.1", "a@[192.0.2.1]", "x.example", SPF_NONE,
		  SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@d..example", "x.example", SPF_NONE,
		  SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@d.example..", "x.example", SPF_NONE,
		  SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@.d.example", "x.example", SPF_NONE,
		  SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@" L63 ".example", "x.example", SPF_FAIL,
		  SPF_ERROR_NONE, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "a@" L63 "3.example", "x.example", SPF_NONE,
		  SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		/* Too long to be asked for; nothing is cut off here. */
		{ "192.0.2.1", "a@" L63 "." L63 "." L63 "." L63 ".d.example",
		  "x.example", SPF_NONE, SPF_ERROR_DOMAIN, NULL, NULL, 0, 0 },
		{ "192.0.2.1", "\"jan@home\"@d.example.", "x.example", SPF_FAIL,
		  SPF_ERROR_NONE, NULL,
		  "\"jan@home\"@d.example. x.example d.example d.example.", 2,
		  2 },
	};

	(void)state;
	RUN(zone, cases);
}

/* Without being asked for it, no explanation and no trace. */
static void test_plain_request(void **state)
{
	struct fake_dns dns = { .held = false };
	struct spf_request request = { .sender = "x@a.example" };
	struct spf_result r;

	(void)state;
	fake_dns_zone(&dns, "a.example TXT v=spf1 -all exp=e.example\n"
			    "e.example TXT because\n");
	assert_true(ip_parse("192.0.2.1", &request.ip));
	evaluate(&request, &dns, &r);
	assert_int_equal(r.status, SPF_FAIL);
	assert_null(r.explanation);
	assert_int_equal(r.step_count, 0);
	assert_false(fake_dns_was_asked(&dns, "e.example", RR_TXT));
	assert_string_equal(r.domain, "a.example");
	assert_string_equal(r.record, "v=spf1 -all exp=e.example");
	assert_string_equal(r.mechanism_domain, "a.example");
	spf_result_free(&r);
	fake_dns_free(&dns);
}

/* A named domain is judged whatever the sender's is. */
static void test_named_domain(void **state)
{
	struct fake_dns dns = { .held = false };
	struct spf_request request = { .sender = "x@other.example",
				       .domain = "A.example.",
				       .explain = true };
	struct spf_result r;

	(void)state;
	fake_dns_zone(&dns, "a.example TXT v=spf1 -all exp=e.example\n"
			    "e.example TXT %{d} %{o} %{h} %{r}\n");
	assert_true(ip_parse("192.0.2.1", &request.ip));
	evaluate(&request, &dns, &r);
	assert_int_equal(r.status, SPF_FAIL);
	assert_string_equal(r.explanation,
			    "A.example other.example A.example unknown");
	spf_result_free(&r);
	fake_dns_free(&dns);
}

static void test_error_place(void **state)
{
	struct fake_dns dns = { .held = false };
	struct spf_request request = { .sender = "x@a.example" };
	struct spf_result r;

	(void)state;
	fake_dns_zone(&dns, "a.example TXT v=spf1 mx include:b.example -all\n"
			    "a.example MX 1 h.example\n"
			    "h.example A 192.0.2.7\n"
			    "b.example TXT v=spf1 ip4:192.0.2.1/99 -all\n");
	assert_true(ip_parse("192.0.2.1", &request.ip));
	evaluate(&request, &dns, &r);
	assert_int_equal(r.status, SPF_PERMERROR);
	assert_int_equal(r.error, SPF_ERROR_SYNTAX);
	assert_int_equal(r.syntax, SPF_SYNTAX_PREFIX);
	assert_string_equal(r.error_domain, "b.example");
	assert_string_equal(r.error_term, "ip4:192.0.2.1/99");
	assert_int_equal(r.error_offset, 7);
	assert_int_equal(r.error_len, 16);
	assert_null(r.mechanism);
	spf_result_free(&r);
	fake_dns_free(&dns);
}

static void test_trace(void **state)
{
	static const struct {
		unsigned depth;
		const char *domain, *term, *target;
		enum spf_outcome outcome;
		enum spf_status status;
		unsigned lookups;
	} want[] = {
		{ 0, "a.example", "v=spf1 a include:b.example ~all", NULL,
		  SPF_STEP_RECORD, SPF_SOFTFAIL, 3 },
		{ 0, "a.example", "a", "a.example", SPF_STEP_NO_MATCH, SPF_NONE,
		  1 },
		{ 0, "a.example", "include:b.example", "b.example",
		  SPF_STEP_NO_MATCH, SPF_FAIL, 3 },
		{ 1, "b.example", "v=spf1 redirect=c.example", NULL,
		  SPF_STEP_RECORD, SPF_FAIL, 3 },
		{ 1, "b.example", "redirect=c.example", "c.example",
		  SPF_STEP_FOLLOWED, SPF_FAIL, 3 },
		{ 2, "c.example", "v=spf1 -all", NULL, SPF_STEP_RECORD,
		  SPF_FAIL, 3 },
		{ 2, "c.example", "-all", NULL, SPF_STEP_MATCH, SPF_NONE, 3 },
		{ 0, "a.example", "~all", NULL, SPF_STEP_MATCH, SPF_NONE, 3 },
	};
	struct fake_dns dns = { .held = true };
	struct spf_request request = { .sender = "x@a.example", .trace = true };
	struct spf_result r;

	(void)state;
	fake_dns_zone(&dns, "a.example TXT v=spf1 a include:b.example ~all\n"
			    "b.example TXT v=spf1 redirect=c.example\n"
			    "c.example TXT v=spf1 -all\n");
	assert_true(ip_parse("192.0.2.1", &request.ip));
	evaluate(&request, &dns, &r);
	assert_int_equal(r.status, SPF_SOFTFAIL);
	assert_int_equal(r.step_count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		const struct spf_step *s = &r.steps[i];

		assert_int_equal(s->depth, want[i].depth);
		assert_string_equal(s->domain, want[i].domain);
		assert_string_equal(s->term, want[i].term);
		assert_string_equal(s->target ? s->target : "",
				    want[i].target ? want[i].target : "");
		assert_int_equal(s->outcome, want[i].outcome);
		assert_int_equal(s->status, want[i].status);
		assert_int_equal(s->lookups, want[i].lookups);
	}
	assert_int_equal(r.steps[1].answer, ANSWER_NO_DATA);
	assert_int_equal(r.steps[1].voids, 1);
	assert_int_equal(r.steps[2].answer, ANSWER_CANCELLED);
	assert_int_equal(r.steps[3].answer, ANSWER_RECORDS);
	spf_result_free(&r);
	fake_dns_free(&dns);
}

/* While one answer is open, the questions behind it go out as well: a record
 * with four terms takes two rounds, not five. */
static void test_prefetch(void **state)
{
	struct fake_dns dns = { .held = true };
	struct lookup lookup = fake_dns_lookup(&dns);
	struct spf_request request = { .sender = "x@a.example" };
	unsigned rounds = 0;
	struct spf_result r;

	(void)state;
	fake_dns_zone(&dns, "a.example TXT v=spf1 include:b.example "
			    "ip4:192.0.2.5 a:c.example foo=bar mx:d.example "
			    "exists:e.example ~all "
			    "ptr\n"
			    "b.example TXT v=spf1 ip4:192.0.2.9 -all\n"
			    "c.example A 192.0.2.8\n"
			    "d.example MX 1 m1.example\n"
			    "d.example MX 2 m2.example\n"
			    "m1.example A 192.0.2.7\nm2.example A 192.0.2.6\n");
	assert_true(ip_parse("192.0.2.1", &request.ip));
	spf_check_host(&request, &lookup, &r);
	while (r.status == SPF_PENDING) {
		assert_true(fake_dns_deliver(&dns) > 0);
		rounds++;
		spf_result_free(&r);
		spf_check_host(&request, &lookup, &r);
		if (rounds == 1) {
			assert_true(
				fake_dns_was_asked(&dns, "c.example", RR_A));
			assert_true(
				fake_dns_was_asked(&dns, "d.example", RR_MX));
			assert_true(
				fake_dns_was_asked(&dns, "e.example", RR_A));
		}
	}
	assert_int_equal(r.status, SPF_SOFTFAIL);
	assert_int_equal(rounds, 3);
	/* Behind `all` nothing is of any use. */
	assert_false(
		fake_dns_was_asked(&dns, "1.2.0.192.in-addr.arpa", RR_PTR));
	spf_result_free(&r);
	fake_dns_free(&dns);
}

/* What is asked ahead decides nothing: an answer in front still does. */
static void test_prefetch_decides_nothing(void **state)
{
	static const struct host_case cases[] = {
		{ "192.0.2.1", "x@a.example", NULL, SPF_PASS, 0,
		  "include:b.example", NULL, 1, 0 },
	};

	(void)state;
	RUN("a.example TXT v=spf1 include:b.example a:bad.example "
	    "include:gone.example -all\n"
	    "b.example TXT v=spf1 ip4:192.0.2.1 -all\n"
	    "bad.example A SERVFAIL\n",
	    cases);
}

/* However many terms a record has, no more than ten are asked for. */
static void test_prefetch_is_bounded(void **state)
{
	struct fake_dns dns = { .held = true };
	struct spf_request request = { .sender = "x@a.example" };
	struct str zone = STR_INIT(STR_MAX_TEXT);
	struct spf_result r;

	(void)state;
	str_add(&zone, "a.example TXT v=spf1");
	for (int i = 0; i < 200; i++)
		str_addf(&zone, " a:h%d.example", i);
	fake_dns_zone(&dns, str_text(&zone));
	assert_true(ip_parse("192.0.2.1", &request.ip));
	evaluate(&request, &dns, &r);
	assert_int_equal(r.status, SPF_PERMERROR);
	assert_int_equal(r.error, SPF_ERROR_VOIDS);
	assert_true(dns.answer_count <= 11);
	spf_result_free(&r);
	fake_dns_free(&dns);
	str_free(&zone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_selection),
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_plain_request),
		cmocka_unit_test(test_named_domain),
		cmocka_unit_test(test_error_place),
		cmocka_unit_test(test_trace),
		cmocka_unit_test(test_prefetch),
		cmocka_unit_test(test_prefetch_decides_nothing),
		cmocka_unit_test(test_prefetch_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
