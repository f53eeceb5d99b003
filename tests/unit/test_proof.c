/* Headers, bounces and refusals as receivers write them and people paste them,
 * each with what has to be concluded; three sets in one form:
 *
 *   === NAME CONCLUSION [CAUSE] [ip=ADDRESS of who sent it]
 *                           [domain=NAME of the sender]
 *   the text
 *
 * The second and the third set were written before the reader had seen it.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/proof.h"
#include "fake_dns.h"
#include "i18n/i18n.h"
#include "text/proof_text.h"

#define FOLDER "tests/unit/data/header/"

enum { NOW = 1795443600, FILE_MAX = 262144 };

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = xcalloc(1, FILE_MAX);

	if (!file)
		fail_msg("%s cannot be read", path);
	assert_true(fread(text, 1, FILE_MAX - 1, file) < FILE_MAX - 1);
	fclose(file);
	return text;
}

static void read_dns(struct fake_dns *dns)
{
	char *zone = read_whole(FOLDER "dns");

	fake_dns_zone(dns, zone);
	free(zone);
}

static const char *word(struct slice *line, char out[64])
{
	struct slice w;

	*out = '\0';
	if (slice_next_word(line, &w))
		snprintf(out, 64, "%.*s", (int)w.len, w.at);
	return out;
}

/* The first line and the text behind it, up to the next case. */
static bool next_case(char **rest, char **head, char **text)
{
	char *end;

	if (!*rest || strncmp(*rest, "=== ", 4))
		return false;
	*head = *rest + 4;
	*text = strchr(*head, '\n');
	*(*text)++ = '\0';
	end = strstr(*text, "\n=== ");
	*rest = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	return true;
}

/* As a program asks: some answers come later. */
static struct proof *judge(struct fake_dns *dns, const char *text,
			   const char *domain)
{
	const struct lookup lookup = fake_dns_lookup(dns);
	const struct proof_world world = { .lookup = &lookup, .now = NOW };
	struct proof *p = proof_new(text, strlen(text), domain);
	int rounds = 0;

	dns->held = true;
	while (proof_judge(p, &world)) {
		assert_true(rounds++ < 30);
		assert_true(fake_dns_deliver(dns) > 0);
	}
	return p;
}

static int judge_facts(const struct proof *p, const char *name,
		       struct slice wanted)
{
	char fact[64], ip[IP_TEXT] = "";
	int bad = 0;

	if (p->has_ip)
		ip_print(&p->ip, ip);
	while (*word(&wanted, fact)) {
		bool is_ip = !strncmp(fact, "ip=", 3);
		const char *found = is_ip ? ip : p->author.domain;

		if (!strcmp(strchr(fact, '=') + 1, found))
			continue;
		print_message("%s: %s, not %s\n", name, found, fact);
		bad = 1;
	}
	return bad;
}

static int judge_case(const char *head, const char *text)
{
	struct fake_dns dns = { .held = false };
	struct slice line = slice_of(head);
	char name[64], conclusion[64], cause[64] = "";
	struct proof *p;
	int bad;

	word(&line, name);
	word(&line, conclusion);
	if (!memchr(line.at, '=', line.len) || !strcmp(conclusion, "bounced"))
		word(&line, cause);
	read_dns(&dns);
	p = judge(&dns, text, "");
	bad = judge_facts(p, name, line);
	if (strcmp(proof_conclusion_name(p->conclusion), conclusion) ||
	    (*cause && strcmp(bounce_cause_name(p->bounce.cause), cause))) {
		print_message("%s: %s %s, not %s %s\n", name,
			      proof_conclusion_name(p->conclusion),
			      p->kind == PROOF_BOUNCE
				      ? bounce_cause_name(p->bounce.cause)
				      : "",
			      conclusion, cause);
		bad = 1;
	}
	proof_free(p);
	fake_dns_free(&dns);
	return bad;
}

static void judge_set(const char *path, int at_least)
{
	char *all = read_whole(path);
	char *rest = all, *head, *text;
	int count = 0, bad = 0;

	while (next_case(&rest, &head, &text)) {
		count++;
		bad += judge_case(head, text);
	}
	free(all);
	print_message("%s: %d of %d\n", path, count - bad, count);
	assert_true(count >= at_least);
	assert_int_equal(bad, 0);
}

static void test_first_set(void **state)
{
	(void)state;
	judge_set(FOLDER "first", 50);
}

static void test_second_set(void **state)
{
	(void)state;
	judge_set(FOLDER "second", 20);
}

static void test_third_set(void **state)
{
	(void)state;
	judge_set(FOLDER "third", 100);
}

/* CRLF for LF, a byte order mark, two bytes a character: the same. */
static void test_other_encodings(void **state)
{
	static const char text[] =
		"Return-Path: <info@streng.nl>\n"
		"Received: from a.example (a.example [198.51.100.9])\n"
		"\tby mx.b.example (Postfix) with ESMTP id 1; Sat\n"
		"From: info@streng.nl\nDate: Sat\n";
	struct fake_dns dns = { .held = false };
	const struct lookup lookup = fake_dns_lookup(&dns);
	const struct proof_world world = { .lookup = &lookup, .now = NOW };
	char forms[5][1024] = { "", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF",
				"" };
	size_t len[5] = { 0, 3, 2, 2, 0 };

	(void)state;
	read_dns(&dns);
	for (const char *c = text; *c; c++) {
		if (*c == '\n')
			forms[0][len[0]++] = '\r';
		forms[0][len[0]++] = *c;
		forms[1][len[1]++] = *c;
		forms[2][len[2]++] = *c;
		forms[2][len[2]++] = '\0';
		forms[3][len[3]++] = '\0';
		forms[3][len[3]++] = *c;
		forms[4][len[4]++] = *c == '\n' ? '\r' : *c;
	}
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		struct proof *p = proof_new(forms[i], len[i], "");

		assert_false(proof_judge(p, &world));
		if (p->conclusion != PROOF_SPF_FAIL)
			fail_msg("form %zu: %s", i,
				 proof_conclusion_name(p->conclusion));
		proof_free(p);
	}
	fake_dns_free(&dns);
}

static void test_domain_that_was_asked_about(void **state)
{
	static const char text[] =
		"Received: from a.example (a.example [203.0.113.5]) by "
		"mx.b.example with ESMTP id 1; Sat\n"
		"Return-Path: <x@zonder.nl>\nFrom: <x@zonder.nl>\nDate: Sat\n";
	static const struct {
		const char *domain;
		enum proof_conclusion conclusion;
	} cases[] = {
		{ "zonder.nl", PROOF_FINE_SPF_ONLY },
		{ "", PROOF_FINE_SPF_ONLY },
		{ "voorbeeld.nl", PROOF_OTHER_DOMAIN },
		{ "mail.zonder.nl", PROOF_OTHER_DOMAIN },
	};
	struct fake_dns dns = { .held = false };

	(void)state;
	read_dns(&dns);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct proof *p = judge(&dns, text, cases[i].domain);

		assert_int_equal(p->conclusion, cases[i].conclusion);
		proof_free(p);
	}
	fake_dns_free(&dns);
}

static void test_files_that_are_no_text(void **state)
{
	struct proof *p = proof_new("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 msg", 12,
				    "");

	(void)state;
	proof_conclude(p);
	assert_int_equal(p->conclusion, PROOF_NOT_TEXT);
	proof_free(p);
	p = proof_new("", 0, "");
	proof_conclude(p);
	assert_int_equal(p->conclusion, PROOF_UNREADABLE);
	proof_free(p);
}

/* Every conclusion and every cause has its sentence, in every language, and
 * puts in all that it names. */
static void test_sentences(void **state)
{
	static const char *const languages[] = { "en", "nl", "de" };
	struct proof p = { .kind = PROOF_MESSAGE };
	struct str text = STR_INIT(STR_MAX_TEXT);

	(void)state;
	for (size_t l = 0; l < COUNT_OF(languages); l++) {
		assert_int_equal(i18n_use(languages[l]), OK);
		for (size_t i = 0; i < PROOF_CONCLUSIONS + BOUNCE_CAUSES; i++) {
			p.conclusion = i < PROOF_CONCLUSIONS
					       ? (enum proof_conclusion)i
					       : PROOF_BOUNCED;
			p.bounce.cause = i < PROOF_CONCLUSIONS
						 ? BOUNCE_OTHER
						 : (enum bounce_cause)(
							   i -
							   PROOF_CONCLUSIONS);
			str_reset(&text);
			proof_add_sentence(&text, &p);
			assert_true(text.len > 10);
			proof_add_fix(&text, &p);
			assert_null(strchr(str_text(&text), '$'));
		}
	}
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_set),
		cmocka_unit_test(test_second_set),
		cmocka_unit_test(test_third_set),
		cmocka_unit_test(test_other_encodings),
		cmocka_unit_test(test_domain_that_was_asked_about),
		cmocka_unit_test(test_files_that_are_no_text),
		cmocka_unit_test(test_sentences),
	};

	char dir[128];

	snprintf(dir, sizeof(dir), "%s/locale",
		 getenv("B") ? getenv("B") : "build");
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	setenv("LANG", "C", 1);
	unsetenv("LC_ALL");
	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
