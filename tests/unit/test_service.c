/* The list of services as it is: complete, and true to its own rules.
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
#include <unistd.h>

#include "base/name.h"
#include "tests/unit/service_case.h"

/* Every row keeps the rules of the catalogue. */
static void check_service(const struct service *s)
{
	size_t dns = 0, smtp = 0;

	assert_ptr_equal(service_find(list, s->id), s);
	for (const char *c = s->id; *c; c++)
		assert_non_null(
			strchr("abcdefghijklmnopqrstuvwxyz0123456789-", *c));
	for (size_t i = 0; i < s->way_count; i++) {
		const struct service_way *way = &s->ways[i];

		dns += way->kind == WAY_DNS;
		smtp += way->kind == WAY_OWN_SMTP;
		assert_true((way->kind == WAY_THROUGH) == !!way->through);
		if (way->through)
			find(way->through);
	}
	assert_int_equal(dns, s->values != VALUES_NO_DNS);
	assert_int_equal(smtp, 1);
	assert_true(s->finish_count > 0);
	assert_true(s->says_from_s <= s->says_to_s || !s->says_to_s);
	if (s->values == VALUES_UNKNOWN || s->values == VALUES_NO_DNS)
		assert_null(s->template_file);
	if (s->values == VALUES_READY || s->values == VALUES_MIXED)
		assert_non_null(s->template_file);
	if (s->spf_shown)
		assert_non_null(s->spf_terms);
}

/* The counts say what the template leaves open. */
static void check_counts(const struct service *s, const struct template *t)
{
	const char *group = t->group_count ? t->groups[0] : "";

	for (size_t g = 0; g < s->gives_count; g++) {
		unsigned open = 0;

		for (size_t i = 0; i < t->line_count; i++) {
			const struct template_line *line = &t->lines[i];

			open += line->type == s->gives[g].type &&
				s->records[i].required &&
				!s->records[i].ready &&
				(!*line->group ||
				 strcmp(line->group, group) == 0);
		}
		/* Google's second TXT, the proof, is there since sign-up. */
		if (open != s->gives[g].count &&
		    strcmp(s->id, "google-workspace") != 0)
			fail_msg("%s: %u of %s are open, not %u", s->id, open,
				 rr_name(s->gives[g].type), s->gives[g].count);
	}
}

static void check_template(const struct service *s)
{
	struct template_input in = { .domain = "voorbeeld.nl" };
	struct template_expansion x;
	struct template *t;
	size_t spf = 0;

	if (service_template(list, s, &t) != OK || t->remark_count > 0)
		fail_msg("%s: %s is not without remarks", s->id,
			 s->template_file);
	if (t->line_count != s->record_count)
		fail_msg("%s: %zu records, %zu in the template", s->id,
			 s->record_count, t->line_count);
	check_counts(s, t);
	assert_int_equal(service_expand(s, t, &in, &x), OK);
	for (size_t i = 0; i < x.count; i++) {
		const struct template_record *r = &x.records[i];

		/* Only what was seen, and is the same for all, is offered. */
		assert_true(s->records[r->line].ready);
		assert_true(s->records[r->line].evidence <= EVIDENCE_PUBLIC);
		assert_null(strchr(r->record.value, '%'));
		if (r->spf_merge && s->records[r->line].required) {
			assert_non_null(s->spf_terms);
			assert_string_equal(r->record.value, s->spf_terms);
			spf++;
		}
		/* What it gives away shows that it is used. */
		if (r->record.type == RR_CNAME && s->target_count > 0)
			assert_true(service_uses_record(s, &r->record));
	}
	assert_int_equal(spf, s->spf_terms != NULL);
	template_expansion_free(&x);
	template_free(t);
}

static void test_rules(void **state)
{
	size_t count, templates = 0;
	const struct service *all = service_list_all(list, &count);

	(void)state;
	assert_true(count >= 100);
	for (size_t i = 0; i < count; i++) {
		check_service(&all[i]);
		if (!all[i].template_file)
			continue;
		check_template(&all[i]);
		templates++;
	}
	assert_true(templates >= 70);
}

static void test_spinoffice(void **state)
{
	static const char *const WANTED[] = {
		"include:spf.spinoffice-crm.com",
		"mrsel1._domainkey.spinoffice-crm.com",
		"mrsel2._domainkey.spinoffice-crm.com",
		"mrsel3._domainkey.spinoffice-crm.com",
	};
	const struct service *s = find("spinoffice");
	struct template_input in = { .domain = "voorbeeld.nl" };
	struct template_expansion x;
	struct template *t;

	(void)state;
	assert_int_equal(s->values, VALUES_READY);
	assert_true(s->asks & ASKS_PRO_FOR_DKIM);
	assert_int_equal(s->finish[0].kind, FINISH_WRITE_SUPPORT);
	assert_string_equal(s->spf_shown,
			    "v=spf1 include:spf.spinoffice-crm.com -all");
	assert_int_equal(service_template(list, s, &t), OK);
	assert_int_equal(service_expand(s, t, &in, &x), OK);
	assert_int_equal(x.count, COUNT_OF(WANTED));
	for (size_t i = 0; i < x.count; i++)
		assert_string_equal(x.records[i].record.value, WANTED[i]);
	assert_string_equal(x.records[1].record.name,
			    "mrsel1._domainkey.voorbeeld.nl");
	template_expansion_free(&x);
	template_free(t);
}

static void test_onfact(void **state)
{
	const struct service *s = find("onfact");
	struct template_input in = { .domain = "voorbeeld.be" };
	bool taken[3] = { false };
	struct template *t;

	(void)state;
	assert_int_equal(s->values, VALUES_PASTED);
	assert_int_equal(s->gives_count, 1);
	assert_int_equal(s->gives[0].type, RR_CNAME);
	assert_int_equal(s->gives[0].count, 3);
	assert_string_equal(s->clicks_button, "Valideer mijn e-mailadres");
	assert_int_equal(service_template(list, s, &t), OK);
	/* Three pasted records fill the three lines, whatever they are. */
	for (int i = 0; i < 3; i++) {
		char *name = xasprintf("k%d._domainkey.voorbeeld.be", i);
		struct record r = record_make(name, RR_CNAME, "x.example");
		int line = service_match_line(s, t, &in, &r, taken);

		assert_in_range(line, 0, 2);
		taken[line] = true;
		record_free(&r);
		free(name);
	}
	template_free(t);
}

static void test_ways(void **state)
{
	const struct service *flicono = find("flicono");
	const struct service *salesdock = find("salesdock");

	(void)state;
	assert_int_equal(flicono->ways[0].kind, WAY_DNS);
	assert_int_equal(flicono->ways[1].kind, WAY_ALIAS);
	assert_int_equal(flicono->ways[2].kind, WAY_OWN_SMTP);
	assert_int_equal(salesdock->ways[1].kind, WAY_THROUGH);
	assert_string_equal(salesdock->ways[1].through, "sendgrid");
	assert_int_equal(salesdock->meanwhile, MEANWHILE_OWN_HOST);
	assert_int_equal(salesdock->gives_count, 0);
	assert_true(salesdock->asks & ASKS_PLAIN_DOMAIN);
	assert_int_equal(find("snelstart")->values, VALUES_NO_DNS);
	assert_int_equal(find("wefact")->values, VALUES_UNKNOWN);
}

static void test_damaged(void **state)
{
	static const struct {
		const char *text;
		enum err err;
	} FILES[] = {
		{ "", ERR_DAMAGED },
		{ "{\"services\":[]}", ERR_DAMAGED },
		{ "{\"services\":[{\"id\":\"a\"}]}", ERR_DAMAGED },
		{ "{\"services\":[7]}", ERR_DAMAGED },
		{ "{\"services\":[{\"id\":\"a\",\"name\":\"A\",\"country\":"
		  "\"NL\",\"records\":[\"dkim memory ready\"]}]}",
		  OK },
	};
	char folder[] = "/tmp/zegel-services-XXXXXX";
	struct service_list *own = NULL;

	(void)state;
	assert_non_null(mkdtemp(folder));
	char *path = xasprintf("%s/services.json", folder);
	assert_int_equal(service_list_load(folder, &own), ERR_NOT_FOUND);
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fputs(FILES[i].text, file);
		fclose(file);
		assert_int_equal(service_list_load(folder, &own), FILES[i].err);
		assert_true(own || FILES[i].err != OK);
		/* What was not looked up is not ready, whatever it says. */
		if (own)
			assert_false(service_find(own, "a")->records[0].ready);
		service_list_free(own);
	}
	unlink(path);
	rmdir(folder);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_spinoffice),
		cmocka_unit_test(test_onfact),
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
