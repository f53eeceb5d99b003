/* The services' APIs: the file of the catalogue, and what is read out of the
 * answers that the services document.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/api_case.h"
#include "base/name.h"
#include "catalog/paste.h"
#include "catalog/service.h"

/* --- the file ------------------------------------------------------------- */

static void check_steps(const struct api_steps *steps, bool only_get)
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct api_step *step = &steps->items[i];

		assert_true(!only_get || !strcmp(step->method, "GET"));
		assert_int_equal(step->path[0], '/');
		assert_null(strpbrk(step->path, " #\\\""));
	}
}

static void every_row_keeps_the_rules(void **state)
{
	struct service_list *services;
	size_t count;
	const struct api *apis = api_list_all(list, &count);

	(void)state;
	assert_int_equal(service_list_load(FOLDER, &services), OK);
	assert_true(count >= 6);
	for (size_t i = 0; i < count; i++) {
		const struct api *api = &apis[i];
		const struct service *service = service_find(services,
							     api->service);

		assert_non_null(service);
		assert_true(api->source_count >= 2);
		assert_int_not_equal(api->find.count + api->fetch.count, 0);
		assert_int_not_equal(api->verify.count, 0);
		check_steps(&api->find, true);
		check_steps(&api->fetch, true);
		check_steps(&api->verify, false);
		assert_null(strpbrk(api->key.header, ": \r\n"));
		for (size_t h = 0; h < api->host_count; h++) {
			char name[NAME_SIZE];

			assert_true(name_canonical(
				api->hosts[h], strlen(api->hosts[h]), name));
			assert_string_equal(name, api->hosts[h]);
			assert_true(name_label_count(name) >= 3);
		}
	}
	service_list_free(services);
}

/* --- answers -------------------------------------------------------------- */

static enum err read_step(const struct api *api, const struct api_step *step,
			  const char *domain, const char *name,
			  struct api_answer *answer)
{
	struct str text = read_answer(api->service, name);
	const struct api_body body = {
		.bytes = str_text(&text),
		.len = text.len,
		.domain = domain,
		.secrets = { SECRET },
	};
	enum err err = api_read(api, step, &body, answer);

	str_free(&text);
	return err;
}

/* Reads one answer for each step of both lists, in their order. */
static enum err read_all(const struct api *api, const struct api_steps *then,
			 const char *domain, const char *const *names,
			 struct api_answer *answer)
{
	enum err err = OK;

	for (size_t i = 0; i < api->find.count && !err; i++)
		err = read_step(api, &api->find.items[i], domain, *names++,
				answer);
	for (size_t i = 0; i < then->count && !err; i++)
		err = read_step(api, &then->items[i], domain, *names++, answer);
	return err;
}

/* What zegel takes, as it takes a paste: "TYPE name [priority] value start". */
static void add_taken(struct str *out, const struct api_answer *answer,
		      const char *domain)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct paste paste;

	api_add_text(&text, answer);
	paste_read(str_text(&text), text.len, domain, &paste);
	for (size_t i = 0; i < paste.count; i++) {
		const struct paste_record *r = &paste.records[i];
		char name[NAME_SIZE];
		enum paste_place place = paste_record_name(r, domain, name);

		str_addf(out, "%s %s ", rr_name(r->type),
			 place == PASTE_OK        ? name
			 : place == PASTE_FOREIGN ? "(foreign)"
						  : "(bad)");
		if (r->priority >= 0)
			str_addf(out, "%d ", r->priority);
		str_addf(out, "%.40s\n", r->value);
	}
	for (size_t i = 0; i < paste.ignored_count; i++)
		fail_msg("%s\nignored: %s", str_text(&text),
			 paste.ignored[i].text);
	paste_free(&paste);
	str_free(&text);
}

static const struct fetch_case {
	const char *service, *domain;
	const char *answers[4];
	const char *taken;
} fetch_cases[] = {
	{ "sendgrid",
	  DOMAIN,
	  { "list" },
	  "CNAME em4052." DOMAIN " u4711.wl.sendgrid.net\n"
	  "CNAME s1._domainkey." DOMAIN " s1.domainkey.u4711.wl.sendgrid.net\n"
	  "CNAME s2._domainkey." DOMAIN
	  " s2.domainkey.u4711.wl.sendgrid.net\n" },
	/* of two entries the default one */
	{ "sendgrid",
	  DOMAIN,
	  { "list-two" },
	  "CNAME em7711." DOMAIN " u4711.wl.sendgrid.net\n"
	  "CNAME s1._domainkey." DOMAIN " s1.domainkey.u4711.wl.sendgrid.net\n"
	  "CNAME s2._domainkey." DOMAIN
	  " s2.domainkey.u4711.wl.sendgrid.net\n" },
	{ "sendgrid",
	  DOMAIN,
	  { "list-manual" },
	  "MX post." DOMAIN " 10 mx.sendgrid.net\n"
	  "TXT post." DOMAIN " v=spf1 include:sendgrid.net ~all\n"
	  "TXT m1._domainkey." DOMAIN
	  " k=rsa; t=s; p=MIGfMA0GCSqGSIb3DQEBAQUAA4\n" },
	{ "sendgrid",
	  DOMAIN,
	  { "list-foreign" },
	  "CNAME em4052." DOMAIN " u4711.wl.sendgrid.net\n"
	  "CNAME (foreign) s1.domainkey.u99.wl9.sendgrid.net\n" },
	/* what is for receiving mail is left */
	{ "mailgun",
	  DOMAIN,
	  { "domain" },
	  "TXT " DOMAIN " v=spf1 include:mailgun.org ~all\n"
	  "TXT krs._domainkey." DOMAIN
	  " k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADC\n"
	  "CNAME email." DOMAIN " eu.mailgun.org\n" },
	{ "mailgun",
	  DOMAIN,
	  { "domain-null" },
	  "TXT " DOMAIN " v=spf1 include:mailgun.org ~all\n"
	  "TXT krs._domainkey." DOMAIN
	  " k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADC\n"
	  "CNAME email." DOMAIN " eu.mailgun.org\n" },
	{ "postmark",
	  DOMAIN,
	  { "list", "domain" },
	  "TXT 20261103091244pm._domainkey." DOMAIN
	  " k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADC\n"
	  "CNAME pm-bounces." DOMAIN " pm.mtasv.net\n" },
	/* the key in use and the next one; no return path was set */
	{ "postmark",
	  DOMAIN,
	  { "list", "domain-renewing" },
	  "TXT 20240611093020pm._domainkey." DOMAIN
	  " k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADC\n"
	  "TXT 20261103091244pm._domainkey." DOMAIN
	  " k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADC\n" },
	{ "brevo",
	  DOMAIN,
	  { "domain" },
	  "TXT mail._domainkey." DOMAIN
	  " k=rsa;p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB\n"
	  "TXT " DOMAIN " brevo-code:9f86d081884c7d659a2feaa0c55ad\n"
	  "TXT _dmarc." DOMAIN " v=DMARC1; p=none; rua=mailto:rua@dmarc.b\n" },
	{ "brevo",
	  DOMAIN,
	  { "domain-old" },
	  "TXT mail._domainkey." DOMAIN
	  " k=rsa;p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB\n"
	  "TXT " DOMAIN " brevo-code:9f86d081884c7d659a2feaa0c55ad\n" },
	{ "brevo",
	  DOMAIN,
	  { "domain-cname" },
	  "TXT " DOMAIN " brevo-code:9f86d081884c7d659a2feaa0c55ad\n"
	  "CNAME brevo1._domainkey." DOMAIN
	  " b1.bakkerij-jansen-nl.dkim.brevo.com\n"
	  "CNAME brevo2._domainkey." DOMAIN
	  " b2.bakkerij-jansen-nl.dkim.brevo.com\n"
	  "TXT _dmarc." DOMAIN " v=DMARC1; p=none; rua=mailto:rua@dmarc.b\n" },
	/* names count from the registered domain */
	{ "brevo",
	  "nieuws." DOMAIN,
	  { "domain-sub" },
	  "TXT mail._domainkey.nieuws." DOMAIN
	  " k=rsa;p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB\n"
	  "TXT nieuws." DOMAIN " brevo-code:9f86d081884c7d659a2feaa0c55ad\n"
	  "TXT _dmarc.nieuws." DOMAIN
	  " v=DMARC1; p=none; rua=mailto:rua@dmarc.b\n" },
	{ "resend",
	  DOMAIN,
	  { "list", "domain" },
	  "MX send." DOMAIN " 10 feedback-smtp.eu-west-1.amazonses.com\n"
	  "TXT send." DOMAIN " v=spf1 include:amazonses.com ~all\n"
	  "TXT resend._domainkey." DOMAIN
	  " p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ\n" },
	{ "resend",
	  "nieuws." DOMAIN,
	  { "list-other", "domain-sub" },
	  "MX send.nieuws." DOMAIN " 10 feedback-smtp.eu-west-1.amazonses.com\n"
	  "TXT send.nieuws." DOMAIN " v=spf1 include:amazonses.com ~all\n"
	  "TXT resend._domainkey.nieuws." DOMAIN
	  " p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ\n" },
	{ "mailersend",
	  DOMAIN,
	  { "list", "dns-records" },
	  "TXT " DOMAIN " v=spf1 include:_spf.mailersend.net ~all\n"
	  "CNAME mlsend2._domainkey." DOMAIN
	  " mlsend2._domainkey.mailersend.net\n"
	  "CNAME mta." DOMAIN " mailersend.net\n" },
};

static void documented_records_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(fetch_cases); i++) {
		const struct fetch_case *c = &fetch_cases[i];
		const struct api *api = find(c->service);
		struct api_answer answer = { 0 };
		struct str taken = STR_INIT(STR_MAX_TEXT);

		print_message("%s %s\n", c->service, c->answers[0]);
		assert_int_equal(read_all(api, &api->fetch, c->domain,
					  c->answers, &answer),
				 OK);
		assert_true(answer.is_found);
		add_taken(&taken, &answer, c->domain);
		assert_string_equal(str_text(&taken), c->taken);
		str_free(&taken);
		api_answer_free(&answer);
	}
}

static const struct verify_case {
	const char *service;
	const char *answers[5];
	enum api_state verdict;
	const char *states; /* of the records: y n p - */
} verify_cases[] = {
	{ "sendgrid", { "list", "validate-yes" }, API_YES, "yyy" },
	{ "sendgrid", { "list", "validate-no" }, API_NO, "yny" },
	{ "mailgun", { "verify-yes" }, API_YES, "yyypp" },
	{ "mailgun", { "verify-no" }, API_NO, "ynppp" },
	{ "postmark", { "list", "domain", "verify-yes" }, API_YES, "yy" },
	{ "postmark", { "list", "domain", "verify-no" }, API_NO, "ny" },
	{ "brevo", { "authenticate-yes", "domain-yes" }, API_YES, "yyy" },
	{ "brevo", { "authenticate-no", "domain" }, API_NO, "nnn" },
	{ "resend", { "list", "verify", "domain-yes" }, API_YES, "yyyppp" },
	{ "resend",
	  { "list", "verify", "domain-pending" },
	  API_PENDING,
	  "yppppp" },
	{ "resend", { "list", "verify", "domain-no" }, API_NO, "yynppp" },
	{ "mailersend",
	  { "list", "dns-records", "verify-yes", "domain-yes" },
	  API_YES,
	  "yyy--" },
	{ "mailersend",
	  { "list", "dns-records", "verify-no", "domain-no" },
	  API_NO,
	  "nyy--" },
};

static void documented_verdicts_are_read(void **state)
{
	static const char letters[] = { [API_UNSAID] = '-',
					[API_YES] = 'y',
					[API_PENDING] = 'p',
					[API_NO] = 'n' };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(verify_cases); i++) {
		const struct verify_case *c = &verify_cases[i];
		const struct api *api = find(c->service);
		struct api_answer answer = { 0 };
		struct str states = STR_INIT(100);

		print_message("%s %d\n", c->service, c->verdict);
		assert_int_equal(read_all(api, &api->verify, DOMAIN, c->answers,
					  &answer),
				 OK);
		assert_int_equal(answer.verdict, c->verdict);
		for (size_t r = 0; r < answer.record_count; r++)
			str_add_char(&states, letters[answer.records[r].state]);
		assert_string_equal(str_text(&states), c->states);
		str_free(&states);
		api_answer_free(&answer);
	}
}

static void reasons_are_kept_with_their_record(void **state)
{
	static const char *const names[] = { "list", "validate-no" };
	const struct api *api = find("sendgrid");
	struct api_answer answer = { 0 };

	(void)state;
	assert_int_equal(read_all(api, &api->verify, DOMAIN, names, &answer),
			 OK);
	assert_null(answer.records[0].reason);
	assert_string_equal(answer.records[1].key, "dkim1");
	assert_non_null(strstr(answer.records[1].reason, "Expected CNAME"));
	api_answer_free(&answer);
}

static void an_unknown_domain_is_not_found(void **state)
{
	static const struct {
		const char *service, *answer, *near;
	} cases[] = {
		{ "sendgrid", "list-empty", NULL },
		{ "sendgrid", "list-other", "post." DOMAIN },
		{ "postmark", "list-other", NULL },
		{ "resend", "list-other", "nieuws." DOMAIN },
		{ "mailersend", "list-empty", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct api *api = find(cases[i].service);
		struct api_answer answer = { 0 };

		assert_int_equal(read_step(api, &api->find.items[0], DOMAIN,
					   cases[i].answer, &answer),
				 OK);
		assert_false(answer.is_found);
		assert_false(answer.has_more);
		assert_int_equal(answer.near_count, cases[i].near ? 1 : 0);
		if (cases[i].near)
			assert_string_equal(answer.near[0], cases[i].near);
		api_answer_free(&answer);
	}
}

static void errors_say_what_the_service_says(void **state)
{
	static const struct {
		const char *service, *answer, *message;
	} cases[] = {
		{ "sendgrid", "error-many", "too many requests" },
		{ "mailgun", "error-unknown", "Domain not found: " DOMAIN },
		{ "postmark", "error-unknown", "This domain was not found." },
		{ "brevo", "error-key", "Key not found" },
		{ "resend", "error-restricted",
		  "This API key is restricted to only send emails" },
		{ "mailersend", "error-key", "Unauthenticated." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str text = read_answer(cases[i].service,
					      cases[i].answer);
		const struct api_body body = { .bytes = str_text(&text),
					       .len = text.len };
		char *message = api_message(find(cases[i].service), &body);

		assert_string_equal(message, cases[i].message);
		free(message);
		str_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_keeps_the_rules),
		cmocka_unit_test(documented_records_are_taken),
		cmocka_unit_test(documented_verdicts_are_read),
		cmocka_unit_test(reasons_are_kept_with_their_record),
		cmocka_unit_test(an_unknown_domain_is_not_found),
		cmocka_unit_test(errors_say_what_the_service_says),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
