/* The words of hosts.json: a slip in one of them would be read as "not known",
 * and nobody would see it.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/host_case.h"

static size_t count_bits(uint64_t bits)
{
	size_t count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* Each word of the row's form was understood: read is what became of it. */
static void check_form(const json_t *row, const struct dns_host *h)
{
	const struct {
		const char *key;
		unsigned read;
	} parts[] = {
		{ "name", h->name_form },
		{ "apex", h->apex },
		{ "dot", h->dot },
		{ "quotes", h->quotes },
		{ "long_txt", h->long_txt },
		{ "ttl", h->ttl_field },
		{ "underscore", h->underscore },
	};
	const json_t *form = json_object_get(row, "form");
	size_t known = 0;

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const json_t *word = json_object_get(form, parts[i].key);
		const char *text = json_string_value(word);

		known += word != NULL;
		if (word &&
		    (!text || !strcmp(text, "unknown")) == !!parts[i].read)
			fail_msg("%s: form, %s: %s", h->id, parts[i].key,
				 text ? text : "no text");
	}
	if (known != json_object_size(form))
		fail_msg("%s: form has a key that nobody reads", h->id);
}

static void check_words(const json_t *row, const char *key, uint64_t read,
			const char *id)
{
	size_t count = json_array_size(json_object_get(row, key));

	if (count_bits(read) != count)
		fail_msg("%s: %s has a word that nobody knows, or one twice",
			 id, key);
}

static void every_word_is_understood(void **state)
{
	json_t *root = json_load_file("src/catalog/hosts.json", 0, NULL);
	const json_t *rows = json_object_get(root, "hosts");
	size_t count;
	const struct dns_host *hosts = host_list_all(list, &count);

	(void)state;
	assert_int_equal(json_array_size(rows), count);
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(rows, i);

		check_form(row, &hosts[i]);
		check_words(row, "checked", hosts[i].checked, hosts[i].id);
		check_words(row, "advice", hosts[i].advice, hosts[i].id);
	}
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_is_understood),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
