/* Every text in data/paste with what has to be found in it: lines such as
 *
 *   domain: voorbeeld.nl
 *   expect: CNAME | host as pasted | value | purpose | line or from-to
 *   ignored: 1 4            the lines that are left (not checked when absent)
 *   place: 2 foreign        where the name of record 2 belongs
 *   crlf: yes               the text is read with the line ends of Windows
 *   ----
 *   the text
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalog/datadir.h"
#include "catalog/paste.h"

#define FOLDER "tests/unit/data/paste"

/* Processor time, and so much of it that only work which grows faster than the
 * text goes beyond it. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define SECONDS_MAX 20.0
#define TEXT_SIZE   (1u << 18)
#else
#define SECONDS_MAX 5.0
#define TEXT_SIZE   (1u << 20)
#endif

struct text_case {
	char domain[256];
	struct str expected, ignored, places;
	struct str text;
	bool check_ignored, crlf;
};

static void take_head(struct text_case *c, struct slice line)
{
	struct slice key = slice_take_until(&line, ":");

	slice_skip_char(&line, ':');
	line = slice_trim(line);
	if (slice_is(key, "domain")) {
		snprintf(c->domain, sizeof(c->domain), "%.*s", (int)line.len,
			 line.at);
	} else if (slice_is(key, "expect")) {
		if (!slice_is(line, "nothing"))
			str_addf(&c->expected, "%.*s\n", (int)line.len,
				 line.at);
	} else if (slice_is(key, "ignored")) {
		c->check_ignored = true;
		str_addf(&c->ignored, "%.*s", (int)line.len, line.at);
	} else if (slice_is(key, "place")) {
		str_addf(&c->places, "%.*s\n", (int)line.len, line.at);
	} else if (slice_is(key, "crlf")) {
		c->crlf = true;
	} else {
		fail_msg("unknown line in the head: %.*s", (int)key.len,
			 key.at);
	}
}

static void load_case(const char *path, struct text_case *c)
{
	struct str file = STR_INIT(1 << 20);
	struct slice rest, line;

	*c = (struct text_case){ 0 };
	c->expected = c->ignored = c->places = c->text = STR_INIT(1 << 20);
	assert_int_equal(catalog_read_file(path, &file), OK);
	rest = slice_of(str_text(&file));
	while (slice_next_line(&rest, &line) && !slice_is(line, "----")) {
		if (line.len > 0 && line.at[0] != '#')
			take_head(c, line);
	}
	for (size_t i = 0; i < rest.len; i++) {
		if (c->crlf && rest.at[i] == '\n')
			str_add_char(&c->text, '\r');
		str_add_char(&c->text, rest.at[i]);
	}
	str_free(&file);
}

static void free_case(struct text_case *c)
{
	str_free(&c->expected);
	str_free(&c->ignored);
	str_free(&c->places);
	str_free(&c->text);
}

static void print_record(const struct paste_record *r, struct str *out)
{
	str_add(out, rr_name(r->type));
	if (r->priority >= 0)
		str_addf(out, " %d", r->priority);
	str_addf(out, " | %s%s | %s | %s | %u", *r->host ? r->host : "-",
		 r->host_absolute ? "." : "", r->value,
		 purpose_name(r->purpose), r->line_from);
	if (r->line_to != r->line_from)
		str_addf(out, "-%u", r->line_to);
	str_add_char(out, '\n');
}

static void check_places(const struct text_case *c, const struct paste *p)
{
	static const char *const NAMES[] = { "", "no-host", "foreign", "bad" };
	struct slice rest = slice_of(str_text(&c->places)), line;

	while (slice_next_line(&rest, &line)) {
		char name[NAME_SIZE];
		uint64_t index = 0;
		enum paste_place place;

		assert_true(slice_take_number(&line, 99, &index));
		assert_in_range(index, 1, p->count);
		place = paste_record_name(&p->records[index - 1], c->domain,
					  name);
		char *wanted = slice_dup(slice_trim(line));
		assert_string_equal(place == PASTE_OK ? name : NAMES[place],
				    wanted);
		free(wanted);
	}
}

static bool check_case(const char *path)
{
	struct text_case c;
	struct str found = STR_INIT(1 << 20), ignored = STR_INIT(1 << 16);
	struct paste p;

	load_case(path, &c);
	paste_read(str_text(&c.text), c.text.len, c.domain[0] ? c.domain : NULL,
		   &p);
	for (size_t i = 0; i < p.count; i++)
		print_record(&p.records[i], &found);
	for (size_t i = 0; i < p.ignored_count; i++)
		str_addf(&ignored, "%s%u", i ? " " : "", p.ignored[i].line);
	bool good = strcmp(str_text(&found), str_text(&c.expected)) == 0 &&
		    (!c.check_ignored ||
		     strcmp(str_text(&ignored), str_text(&c.ignored)) == 0);
	if (!good)
		print_error("%s\n--- wanted:\n%signored: %s\n--- found:\n"
			    "%signored: %s\n",
			    path, str_text(&c.expected), str_text(&c.ignored),
			    str_text(&found), str_text(&ignored));
	else
		check_places(&c, &p);
	paste_free(&p);
	str_free(&found);
	str_free(&ignored);
	free_case(&c);
	return good;
}

static int is_text(const struct dirent *entry)
{
	return strstr(entry->d_name, ".txt") != NULL;
}

static void test_texts(void **state)
{
	struct dirent **entries = NULL;
	int count = scandir(FOLDER, &entries, is_text, alphasort), bad = 0;

	(void)state;
	assert_true(count >= 60);
	for (int i = 0; i < count; i++) {
		char *path = xasprintf(FOLDER "/%s", entries[i]->d_name);

		bad += !check_case(path);
		free(path);
		free(entries[i]);
	}
	free(entries);
	assert_int_equal(bad, 0);
}

static void test_hidden_address(void **state)
{
	static const char TEXT[] = "Mail naar [email\xc2\xa0protected] a.u.b.";
	struct paste p;

	(void)state;
	paste_read(TEXT, sizeof(TEXT) - 1, "voorbeeld.nl", &p);
	assert_true(p.hidden_address);
	assert_int_equal(p.count, 0);
	paste_free(&p);
}

/* What Windows' editors save, and old mails. */
static void test_encodings(void **state)
{
	static const char BIG[] =
		"\xfe\xff\0T\0X\0T\0 \0@\0 \x20\x1c\0v\0=\0s\0p\0f\0"
		"1\0 \0m\0x\x20\x1d\0\n";
	static const char LITTLE[] = "T\0X\0T\0 \0@\0 \0v\0=\0s\0p\0f\0"
				     "1\0 \0m\0x\0\r\0\n\0";
	static const char LATIN[] = "Priorit\xe4t: 7\nTyp: MX\nName: @\n"
				    "Wert: mx.f\xfcr.example\n";
	static const char NULS[] = "\0TXT\0 @ v=sp\0f1 mx\xc2\x85\0";
	static const struct {
		const char *text;
		size_t len;
		const char *value;
	} CASES[] = {
		{ BIG, sizeof(BIG) - 1, "v=spf1 mx" },
		{ LITTLE, sizeof(LITTLE) - 1, "v=spf1 mx" },
		{ NULS, sizeof(NULS) - 1, "v=spf1 mx" },
		{ LATIN, sizeof(LATIN) - 1, "mx.xn--fr-xka.example" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct paste p;

		paste_read(CASES[i].text, CASES[i].len, NULL, &p);
		assert_int_equal(p.count, 1);
		assert_string_equal(p.records[0].value, CASES[i].value);
		assert_string_equal(p.records[0].host, "@");
		paste_free(&p);
	}
}

static void test_hostile_bytes(void **state)
{
	static const char TEXT[] = "CNAME k1._domainkey dkim.x.example\n"
				   "TXT @ \"v=spf1 include:a.example\x1b[31m "
				   "\xe2\x80\xae~all\"\n\x00\xff\xfe";
	struct paste p;

	(void)state;
	paste_read(TEXT, sizeof(TEXT) - 1, NULL, &p);
	assert_int_equal(p.records[0].type, RR_CNAME);
	for (size_t i = 0; i < p.count; i++) {
		assert_null(strchr(p.records[i].value, '\x1b'));
		assert_null(strstr(p.records[i].value, "\xe2\x80\xae"));
	}
	paste_free(&p);
}

/* A megabyte of anything takes less than a second. */
static void test_megabyte(void **state)
{
	static const char *const PIECES[] = {
		"CNAME k1._domainkey dkim.x.example\n",
		"v=spf1 include:a.example ",
		"Name: a\nValue: b\n",
		"|",
		"\"",
		"<td",
		"<",
		"{",
		"p=",
		"(",
		"a,b;c\t",
		"Copy\n",
		"TXT\n",
		"Type\nName\nValue\n",
		"include:a.example ",
		"Name:",
		"\n",
		"p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
		"Value: v=DKIM1; p=\nAAAAAAAAAAAAAAAAAAAAAAAA\n",
		"> ",
		"a:",
		"a=",
		"a =",
		"k._domainkey\n",
		"*",
		"`",
		";",
		"&",
		"k1._domainkey ",
		"a b  c  ",
		"x IN TXT ( \"a\"\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(PIECES); i++) {
		struct str text = STR_INIT(2 << 20);
		struct paste p;

		while (text.len < TEXT_SIZE)
			str_add(&text, PIECES[i]);
		clock_t begin = clock();
		paste_read(str_text(&text), text.len, "voorbeeld.nl", &p);
		double took = (double)(clock() - begin) / CLOCKS_PER_SEC;

		if (took > SECONDS_MAX)
			fail_msg("%s: %.2f s", PIECES[i], took);
		paste_free(&p);
		str_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_hidden_address),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_hostile_bytes),
		cmocka_unit_test(test_megabyte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
