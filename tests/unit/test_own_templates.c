/* The user's own templates as services: found by id in a file or in any file of
 * the folder, read only when asked for, told once when they are no good.
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
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/catalog.h"
#include "unit/template_words.h"

#define NAMED(service, name)                                                   \
	"{\"providerId\":\"a.example\",\"providerName\":\"Acme\","             \
	"\"serviceId\":\"" service "\",\"serviceName\":\"" name "\","          \
	"\"version\":1,\"records\":[{\"type\":\"TXT\",\"host\":\"@\","         \
	"\"data\":\"%code%\",\"ttl\":60}]}"

static char folder[32];
static struct catalog *catalog;

static const struct {
	const char *name;
	const char *text;
} FILES[] = {
	{ "a.example.mail.json", NAMED("Mail", "Acme post") },
	{ "b.json", NAMED("other", "Archive") },
	{ "a.example.bad.json", "{" },
	{ "a.example.worse.json", TEMPLATE("{\"type\":\"A\"}") },
	{ ".hidden.json", NAMED("hidden", "Hidden") },
	{ "notes.txt", "no template" },
};

static char *path_of(const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/zegel-own-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		char *path = path_of(FILES[i].name);
		FILE *file = fopen(path, "w");

		free(path);
		if (!file)
			return -1;
		fputs(FILES[i].text, file);
		fclose(file);
	}
	char *inner = path_of("inner.json");
	int made = mkdir(inner, 0700);

	free(inner);
	catalog = catalog_new("src/catalog");
	catalog_set_folder(catalog, folder);
	return made;
}

static int tear_down(void **state)
{
	(void)state;
	catalog_free(catalog);
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		char *path = path_of(FILES[i].name);

		unlink(path);
		free(path);
	}
	char *inner = path_of("inner.json");

	rmdir(inner);
	free(inner);
	rmdir(folder);
	return 0;
}

static const struct service *find(const char *id)
{
	return service_find(catalog_services(catalog), id);
}

static size_t problems(void)
{
	size_t count;

	catalog_own_problems(catalog, &count);
	return count;
}

static void one_file_is_read_for_its_id(void **state)
{
	const struct service *s = find("A.example.mail");
	size_t count;

	(void)state;
	assert_non_null(s);
	assert_true(s->by_template);
	assert_string_equal(s->id, "a.example.Mail");
	assert_string_equal(s->name, "Acme post");
	assert_int_equal(s->values, VALUES_MIXED);
	assert_ptr_equal(find("a.example.Mail"), s);
	assert_string_equal(catalog_template(catalog, s)->variables[0], "code");
	own_templates_all(catalog_own_templates(catalog), &count, false);
	assert_int_equal(count, 1);
	assert_int_equal(problems(), 0);
}

static void any_file_may_hold_it(void **state)
{
	(void)state;
	assert_string_equal(find("a.example.other")->name, "Acme Archive");
	/* For that all were read, and what is no good is noted once. */
	assert_int_equal(problems(), 3);
	assert_null(find("a.example.bad"));
	assert_null(find("a.example.bad"));
	assert_int_equal(problems(), 3);
}

static void what_is_no_id_reads_nothing(void **state)
{
	static const char *const IDS[] = { "",       ".",          "mail",
					   "../x.y", ".a.example", "a/b.c" };
	size_t count;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(IDS); i++)
		assert_null(find(IDS[i]));
	own_templates_all(catalog_own_templates(catalog), &count, false);
	assert_int_equal(count, 0);
	assert_false(find("spinoffice")->by_template);
}

static void all_of_them_by_name(void **state)
{
	const struct service *const *rows;
	const struct service *before = find("a.example.other");
	size_t count;

	(void)state;
	rows = own_templates_all(catalog_own_templates(catalog), &count, true);
	assert_int_equal(count, 2);
	assert_ptr_equal(rows[0], before);
	assert_string_equal(rows[1]->name, "Acme post");
}

static void a_file_that_is_given_comes_first(void **state)
{
	static const char json[] = NAMED("mail", "Given");
	struct own_templates *own = catalog_own_templates(catalog);
	const struct service *s;
	struct template *t;
	size_t count;

	(void)state;
	assert_int_equal(template_read(json, strlen(json), &t), OK);
	s = own_templates_add(own, t);
	own_templates_all(own, &count, true);
	assert_ptr_equal(find("a.example.mail"), s);
	assert_ptr_equal(catalog_template(catalog, s), t);
	/* Given twice, the last one counts. */
	assert_int_equal(template_read(json, strlen(json), &t), OK);
	assert_ptr_equal(own_templates_add(own, t), s);
	assert_ptr_equal(own_templates_get(s), t);
}

static void a_folder_that_is_not_there(void **state)
{
	size_t count = 7;

	(void)state;
	catalog_set_folder(catalog, "/nonexistent/folder");
	assert_null(find("a.example.mail"));
	own_templates_all(catalog_own_templates(catalog), &count, true);
	assert_int_equal(count, 0);
	assert_int_equal(problems(), 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(one_file_is_read_for_its_id),
		CASE(any_file_may_hold_it),
		CASE(what_is_no_id_reads_nothing),
		CASE(all_of_them_by_name),
		CASE(a_file_that_is_given_comes_first),
		CASE(a_folder_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
