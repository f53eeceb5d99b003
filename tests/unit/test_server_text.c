/* The sentences about mail servers: every trouble has what was seen and what to
 * do, and no place in them stays empty.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "text/server_guide.h"
#include "text/server_text.h"

static const struct server_wish wish = {
	.host = "mail.a.example",
	.port = 587,
	.user = "jan",
	.from = "jan@a.example",
	.to = "piet@b.example",
	.domain = "a.example",
};

/* No place that was not filled in, and nothing empty between. */
static void is_whole(const char *text)
{
	assert_true(strlen(text) > 10);
	assert_null(strchr(text, '%'));
	assert_null(strstr(text, "  "));
	assert_null(strstr(text, "()"));
}

static void say_troubles(void)
{
	static struct certificate certificate = {
		.is_there = true,
		.names = { (char *)(uintptr_t) "b.example" },
		.name_count = 1,
		.issuer = (char *)(uintptr_t) "CA",
		.from = 1700000000,
		.until = 1800000000,
	};
	struct dialogue d = dialogue_new(SERVER_SMTP);

	dialogue_received(&d, "550 5.7.1 so\r\n", 14);
	for (int i = TROUBLE_NONE + 1; i < TROUBLE_COUNT; i++) {
		struct server_result r = {
			.is_over = true,
			.trouble = (enum trouble)i,
			.address = "192.0.2.1",
			.certificate = &certificate,
			.dialogue = &d,
		};
		struct str text = STR_INIT(STR_MAX_TEXT);

		r.steps[TEST_LOGIN] = TEST_BAD;
		server_add_step(&text, TEST_LOGIN, &wish, &r);
		is_whole(str_text(&text));
		str_reset(&text);
		server_add_fix(&text, &wish, &r);
		is_whole(str_text(&text));
		str_free(&text);
	}
	dialogue_free(&d);
}

static void every_trouble_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i18n_code(i); i++) {
		assert_int_equal(i18n_use(i18n_code(i)), OK);
		say_troubles();
	}
}

static void every_step_is_told(void **state)
{
	struct certificate certificate = { .is_there = true,
					   .issuer = (char *)(uintptr_t) "CA",
					   .until = 1800000000 };
	struct dialogue d = dialogue_new(SERVER_SMTP);
	struct spf_result spf = { .status = SPF_PASS };
	struct server_result r = { .is_over = true,
				   .address = "192.0.2.1",
				   .certificate = &certificate,
				   .dialogue = &d,
				   .spf = &spf };
	struct str text = STR_INIT(STR_MAX_TEXT);

	(void)state;
	for (int step = 0; step < TEST_STEPS; step++) {
		for (int s = TEST_RUNNING; s <= TEST_GOOD; s++) {
			r.steps[step] = (enum test_state)s;
			str_reset(&text);
			server_add_step(&text, (enum test_step)step, &wish, &r);
			is_whole(str_text(&text));
		}
	}
	for (int s = SPF_NONE; s <= SPF_PERMERROR; s++) {
		spf.status = (enum spf_status)s;
		r.steps[TEST_SPF] = TEST_BAD;
		str_reset(&text);
		server_add_step(&text, TEST_SPF, &wish, &r);
		is_whole(str_text(&text));
		str_reset(&text);
		server_add_spf_fix(&text, &wish, &r);
		is_whole(str_text(&text));
	}
	str_free(&text);
	dialogue_free(&d);
}

/* Whoever wants no ordinary password has a guide. */
static void guides(void **state)
{
	struct catalog *catalog = catalog_new("src/catalog");
	const struct mail_host_list *list = catalog_mail_hosts(catalog);

	(void)state;
	for (size_t i = 0; i < list->count; i++) {
		const struct mail_host *h = &list->hosts[i];
		struct server_guide g;

		assert_int_equal(server_guide_make(h, &g),
				 h->password != PASSWORD_NORMAL);
		if (h->password != PASSWORD_NORMAL) {
			is_whole(str_text(&g.title));
			assert_non_null(strstr(str_text(&g.title), h->name));
			assert_true(g.count > 0);
		}
		server_guide_free(&g);
	}
	catalog_free(catalog);
}

int main(void)
{
	const char *build = getenv("B");
	char dir[4096];

	snprintf(dir, sizeof(dir), "%s/locale", build ? build : "build");
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	if (i18n_start("en", NULL))
		return 1;

	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_trouble_is_told),
		cmocka_unit_test(every_step_is_told),
		cmocka_unit_test(guides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
