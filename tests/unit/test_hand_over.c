/* The instruction for whoever manages the DNS: mail, chat, web page.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "term/clipboard.h"
#include "text/form_text.h"
#include "text/hand_over.h"
#include "text/hand_over_page.h"

#define HOSTILE                                                                \
	"v=spf1 </code><script>window.hostile=1</script>"                      \
	"<img src=x onerror='window.hostile=2'>\"&amp; ~all"

static struct plan_item items[6];

static struct plan_item item(enum action action, const char *name, enum rr type,
			     const char *old, const char *value)
{
	struct plan_item i = { .action = action };

	if (value)
		i.wanted = (struct wanted){
			.record = record_make(name, type, value),
			.required = true,
		};
	if (old)
		i.old = record_make(name, type, old);
	return i;
}

/* One of each kind. */
static struct plan make_plan(void)
{
	items[0] = item(ACTION_CHANGE, "voorbeeld.nl", RR_TXT, "v=spf1 mx -all",
			"v=spf1 mx include:a.nl -all");
	items[1] = item(ACTION_NEW, "s1._domainkey.voorbeeld.nl", RR_CNAME,
			NULL, "s1.example.net");
	items[2] = item(ACTION_REMOVE, "voorbeeld.nl", RR_TXT,
			"v=spf1 include:b.nl ?all", NULL);
	items[3] = item(ACTION_KEEP, "k2._domainkey.voorbeeld.nl", RR_CNAME,
			"dkim2.mcsv.net", "dkim2.mcsv.net");
	items[4] = item(ACTION_UNKNOWN, "s2._domainkey.voorbeeld.nl", RR_CNAME,
			NULL, "s2.example.net");
	items[5] = item(ACTION_NEW, "em1.voorbeeld.nl", RR_MX, NULL,
			"mx.example.net");
	items[5].wanted.record.priority = 10;
	items[5].wanted.required = false;
	return (struct plan){ .items = items, .count = COUNT_OF(items) };
}

static void free_items(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		wanted_free(&items[i].wanted);
		record_free(&items[i].old);
	}
}

static struct hand_over hand_over_of(const struct plan *plan,
				     const struct dns_host *host)
{
	return (struct hand_over){
		.plan = plan,
		.domain = "voorbeeld.nl",
		.zone = "voorbeeld.nl",
		.form = host,
		.programs = "SpinOffice CRM",
		.now = 1795443600,
	};
}

static char *made_by(void (*add)(struct str *, const struct hand_over *),
		     const struct plan *plan, const struct dns_host *host)
{
	const struct hand_over h = hand_over_of(plan, host);
	struct str out = STR_INIT(HAND_OVER_MAX);

	add(&out, &h);
	return str_take(&out);
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no “%s” in:\n%s", part, text);
}

static void has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("“%s” in:\n%s", part, text);
}

static void the_mail_says_all_of_it(void **state)
{
	struct plan plan = make_plan();
	char *mail = made_by(hand_over_add_letter, &plan, NULL);

	(void)state;
	has(mail, "Subject: DNS of voorbeeld.nl: 1 record to change, 1 record "
		  "to add and 1 record to remove\n\n");
	has(mail, "sent with SpinOffice CRM");
	has(mail, "1. CHANGE  TXT\n"
		  "   Name      @   (in full: voorbeeld.nl)\n"
		  "   was       v=spf1 mx -all\n"
		  "   becomes   v=spf1 mx include:a.nl -all\n\n"
		  "2. NEW  CNAME\n"
		  "   Name      s1._domainkey   "
		  "(in full: s1._domainkey.voorbeeld.nl)\n"
		  "   Target    s1.example.net\n\n"
		  "3. REMOVE  TXT\n"
		  "   Name      @   (in full: voorbeeld.nl)\n"
		  "   Value     v=spf1 include:b.nl ?all\n\n"
		  "4. NEW  MX  (recommended)\n"
		  "   Name      em1   (in full: em1.voorbeeld.nl)\n"
		  "   Priority  10\n"
		  "   Value     mx.example.net\n\n");
	has(mail, "\nvoorbeeld.nl. IN TXT \"v=spf1 mx include:a.nl -all\"\n");
	has(mail, "\nem1.voorbeeld.nl. IN MX 10 mx.example.net.\n");
	has(mail, "CHANGE means");
	has(mail, "REMOVE means");
	/* What is right already is nobody's work; what is unknown is said. */
	has_not(mail, "mcsv");
	has(mail, "no answer came: CNAME s2._domainkey.voorbeeld.nl");
	has_not(mail, "s2.example.net");
	free(mail);
	free_items(plan.count);
}

static void the_mail_does_not_explain_what_is_not_in_it(void **state)
{
	struct plan plan = make_plan();
	char *mail;

	(void)state;
	plan.items = &items[5];
	plan.count = 1;
	mail = made_by(hand_over_add_letter, &plan, NULL);
	has_not(mail, "CHANGE");
	has_not(mail, "REMOVE");
	has_not(mail, "no answer");
	/* Nothing that is required: counted all the same. */
	has(mail, "DNS of voorbeeld.nl: records that are recommended\n");
	free(mail);
	free_items(COUNT_OF(items));
}

static void the_mail_speaks_of_the_form_of_the_host(void **state)
{
	struct catalog *catalog = catalog_new("src/catalog");
	const struct host_list *hosts = catalog_hosts(catalog);
	struct plan plan = make_plan();
	char *mail = made_by(hand_over_add_letter, &plan,
			     host_find(hosts, "strato"));

	(void)state;
	has(mail, "Name      (empty)   (in full: voorbeeld.nl)\n");
	has(mail, "STRATO: ");
	has(mail, "SPF has a choice list of its own");
	free(mail);
	free_items(plan.count);
	catalog_free(catalog);
}

static void the_chat_has_a_line_for_each_thing(void **state)
{
	struct plan plan = make_plan();
	char *chat = made_by(hand_over_add_chat, &plan, NULL);

	(void)state;
	assert_string_equal(chat, "CHANGE\nTXT\n@\n"
				  "v=spf1 mx include:a.nl -all\n\n"
				  "NEW\nCNAME\ns1._domainkey\n"
				  "s1.example.net\n\n"
				  "REMOVE\nTXT\n@\n"
				  "v=spf1 include:b.nl ?all\n\n"
				  "?\nCNAME\ns2._domainkey\n"
				  "s2.example.net\n\n"
				  "NEW\nMX\nem1\n10 mx.example.net\n");
	free(chat);
	free_items(plan.count);
}

static void the_page_marks_the_words_that_change(void **state)
{
	struct plan plan = make_plan();
	char *page = made_by(hand_over_add_page, &plan, NULL);

	(void)state;
	has(page, "<html lang=\"en\">");
	has(page, "<span>mx</span> <ins>include:a.nl</ins> <span>-all</span>");
	has(page, "<li class=\"remove\">");
	has(page, "(recommended)");
	has(page, "23 November 2026");
	has_not(page, "mcsv");
	has_not(page, "s2.example.net");
	/* No address that could be asked for anything. */
	has_not(page, "http:");
	has_not(page, "https:");
	has_not(page, "src=");
	has_not(page, "href=");
	free(page);
	free_items(plan.count);
}

static void hostile_values_are_nothing_but_text(void **state)
{
	struct plan plan = make_plan();
	char *page;
	const char *at;
	int scripts = 0;

	(void)state;
	free(items[0].old.value);
	items[0].old.value = xstrdup(HOSTILE);
	free(items[1].wanted.record.value);
	items[1].wanted.record.value = xstrdup(HOSTILE);
	free(items[1].wanted.record.name);
	items[1].wanted.record.name = xstrdup("\"><b>.voorbeeld.nl");
	plan.notes = PLAN_NOTE_SPF_REFUSED;
	plan.spf_problem = xstrdup("<svg onload=alert(1)>");
	page = made_by(hand_over_add_page, &plan, NULL);
	has_not(page, "<script>window");
	has_not(page, "<img");
	has_not(page, "<svg");
	has_not(page, "\"><b>.");
	has(page, "&lt;script&gt;window.hostile=1");
	has(page, "&quot;&amp;amp;");
	has(page, "onerror=&#39;");
	for (at = page; (at = strstr(at, "<script")); at++)
		scripts++;
	assert_int_equal(scripts, 1);
	free(plan.spf_problem);
	free(page);
	free_items(plan.count);
}

static char *hash_of(const char *text)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	struct str out = STR_INIT(100);

	SHA256((const unsigned char *)text, strlen(text), digest);
	str_add(&out, "sha256-");
	clipboard_add_base64(&out, (const char *)digest, sizeof(digest));
	return str_take(&out);
}

/* Otherwise a browser would show it bare, without its buttons. */
static void the_policy_lets_style_and_script_in(void **state)
{
	char *style = hash_of(page_style), *script = hash_of(page_script);

	(void)state;
	assert_string_equal(PAGE_STYLE_HASH, style);
	assert_string_equal(PAGE_SCRIPT_HASH, script);
	free(style);
	free(script);
}

/* Such as a domain with hundreds of records from a paste. */
static void a_long_plan_is_whole(void **state)
{
	enum { MANY = 2000 };
	struct plan_item *many = xcalloc(MANY, sizeof(*many));
	struct plan plan = { .items = many, .count = MANY };
	char *page;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		char *name = xasprintf("s%d._domainkey.voorbeeld.nl", i);

		many[i] = item(ACTION_NEW, name, RR_CNAME, NULL, "example.net");
		free(name);
	}
	page = made_by(hand_over_add_page, &plan, NULL);
	has(page, "s1999._domainkey");
	assert_string_equal(page + strlen(page) - 8, "</html>\n");
	for (int i = 0; i < MANY; i++)
		wanted_free(&many[i].wanted);
	free(page);
	free(many);
}

static int speak_english(void **state)
{
	(void)state;
	setenv("TZ", "UTC", 1);
	return i18n_start("en", NULL) == OK ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mail_says_all_of_it),
		cmocka_unit_test(the_mail_does_not_explain_what_is_not_in_it),
		cmocka_unit_test(the_mail_speaks_of_the_form_of_the_host),
		cmocka_unit_test(the_chat_has_a_line_for_each_thing),
		cmocka_unit_test(the_page_marks_the_words_that_change),
		cmocka_unit_test(hostile_values_are_nothing_but_text),
		cmocka_unit_test(the_policy_lets_style_and_script_in),
		cmocka_unit_test(a_long_plan_is_whole),
	};

	return cmocka_run_group_tests(tests, speak_english, NULL);
}
