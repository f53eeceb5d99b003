/* The rule of the catalogue, held against its files as they lie there: a value
 * is ready only where it was seen and is the same for everybody, a place to
 * paste where only its shape is known, nothing where nothing is known. And no
 * word that the program does not know, which it would pass by in silence.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "catalog/service_words.h"
#include "catalog/template_text.h"

#define FOLDER "src/catalog/"

static json_t *root;

static int load(void **state)
{
	(void)state;
	root = json_load_file(FOLDER "services.json", JSON_REJECT_DUPLICATES,
			      NULL);
	return root ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	json_decref(root);
	return 0;
}

static const char *text_of(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text ? text : "";
}

static bool is_word(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(words[i], word))
			return true;
	}
	return false;
}

static void check_word(const json_t *row, const char *key,
		       const char *const *words, size_t count)
{
	const char *word = text_of(row, key);

	if (*word && !is_word(word, words, count))
		fail_msg("%s: %s \"%s\"", text_of(row, "id"), key, word);
}

static void check_list(const json_t *row, const char *key,
		       const char *const *words, size_t count)
{
	const json_t *list = json_object_get(row, key);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *word = json_string_value(json_array_get(list, i));

		if (!word || !is_word(word, words, count))
			fail_msg("%s: %s \"%s\"", text_of(row, "id"), key,
				 word ? word : "");
	}
}

static void check_keys(const json_t *object, const char *id,
		       const char *const *keys, size_t count)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (!is_word(key, keys, count))
			fail_msg("%s: nobody reads \"%s\"", id, key);
	}
}

static void every_word_is_read(void **state)
{
	static const char *const KEYS[] = {
		"id",     "name",        "about",     "category", "country",
		"first",  "confidence",  "values",    "template", "records",
		"gives",  "needs_dmarc", "spf",       "ways",     "spf_shown",
		"asks",   "traps",       "meanwhile", "finish",   "says",
		"clicks", "aliases",     "uses",      "help",     "support",
		"not",    "sources",
	};
	static const char *const USES[] = { "spf",   "targets", "mx",
					    "texts", "at",      "keys" };
	static const char *const CLICKS[] = { "path", "button", "file" };
	const json_t *rows = json_object_get(root, "services");

	(void)state;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const char *id = text_of(row, "id");
		const json_t *finish = json_object_get(row, "finish");

		check_keys(row, id, KEYS, COUNT_OF(KEYS));
		check_keys(json_object_get(row, "uses"), id, USES,
			   COUNT_OF(USES));
		check_keys(json_object_get(row, "clicks"), id, CLICKS,
			   COUNT_OF(CLICKS));
		check_word(row, "about", SERVICE_ABOUT_NAMES, SERVICE_ABOUTS);
		check_word(row, "category", SERVICE_CATEGORY_NAMES,
			   SERVICE_CATEGORIES);
		check_word(row, "confidence", SERVICE_EVIDENCE_NAMES,
			   SERVICE_EVIDENCE_COUNT);
		check_word(row, "values", SERVICE_VALUES_NAMES,
			   SERVICE_VALUES_COUNT);
		check_word(row, "meanwhile", SERVICE_MEANWHILE_NAMES,
			   SERVICE_MEANWHILES);
		check_list(row, "asks", SERVICE_ASK_NAMES, SERVICE_ASK_COUNT);
		check_list(row, "traps", SERVICE_TRAP_NAMES,
			   SERVICE_TRAP_COUNT);
		for (size_t k = 0; k < json_array_size(finish); k++) {
			const json_t *step = json_array_get(finish, k);

			assert_true(*text_of(step, "kind"));
			check_word(step, "kind", SERVICE_FINISH_NAMES,
				   SERVICE_FINISHES);
			check_word(step, "evidence", SERVICE_EVIDENCE_NAMES,
				   SERVICE_EVIDENCE_COUNT);
		}
	}
}

/* What a record of services.json says of itself. */
struct claim {
	const char *purpose, *evidence;
	bool ready;
	char words[4][32];
};

static void read_claim(const char *id, const char *text, struct claim *claim)
{
	struct slice rest = slice_of(text), word;
	size_t count = 0;

	while (count < COUNT_OF(claim->words) && slice_next_word(&rest, &word))
		snprintf(claim->words[count++], sizeof(claim->words[0]), "%.*s",
			 (int)word.len, word.at);
	if (count < 2)
		fail_msg("%s: \"%s\" says too little", id, text);
	claim->purpose = claim->words[0];
	claim->evidence = claim->words[1];
	claim->ready = false;
	for (size_t i = 2; i < count; i++) {
		if (!strcmp(claim->words[i], "ready"))
			claim->ready = true;
		else if (strcmp(claim->words[i], "optional"))
			fail_msg("%s: \"%s\"", id, text);
	}
}

/* Has the text a variable that does not follow from the domain? */
static bool is_per_customer(const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_VARIABLE &&
		    !template_is_built_in(part.text) &&
		    !slice_is(part.text, "domaindashes"))
			return true;
	}
	return false;
}

static bool line_is_per_customer(const json_t *line)
{
	static const char *const FIELDS[] = { "host",    "name",   "pointsTo",
					      "data",    "target", "spfRules",
					      "priority" };

	for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
		if (is_per_customer(text_of(line, FIELDS[i])))
			return true;
	}
	return false;
}

static void check_claim(const char *id, const char *text, const json_t *line)
{
	struct claim claim;
	bool seen, own = line_is_per_customer(line);

	read_claim(id, text, &claim);
	seen = !strcmp(claim.evidence, "vendor") ||
	       !strcmp(claim.evidence, "public");
	/* What was not looked up, or was made up, is not there at all. */
	if (!seen && strcmp(claim.evidence, "shape"))
		fail_msg("%s: a record is %s", id, claim.evidence);
	if (claim.ready && (!seen || own))
		fail_msg("%s: \"%s\" cannot be ready", id, text);
	if (!claim.ready && !own)
		fail_msg("%s: \"%s\" leaves nothing to be pasted", id, text);
}

static void what_is_ready_was_seen(void **state)
{
	const json_t *rows = json_object_get(root, "services");
	size_t checked = 0;

	(void)state;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const json_t *claims = json_object_get(row, "records");
		const char *file = text_of(row, "template");
		char path[512];

		if (!*file) {
			assert_int_equal(json_array_size(claims), 0);
			continue;
		}
		snprintf(path, sizeof(path), FOLDER "services/%s", file);
		json_t *template = json_load_file(path, JSON_REJECT_DUPLICATES,
						  NULL);
		const json_t *lines = json_object_get(template, "records");

		assert_int_equal(json_array_size(lines),
				 json_array_size(claims));
		for (size_t k = 0; k < json_array_size(lines); k++) {
			check_claim(
				text_of(row, "id"),
				json_string_value(json_array_get(claims, k)),
				json_array_get(lines, k));
			checked++;
		}
		json_decref(template);
	}
	assert_true(checked > 200);
}

/* Of services of which nothing is known, nothing is claimed. */
static void nothing_is_made_up(void **state)
{
	const json_t *rows = json_object_get(root, "services");

	(void)state;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const char *values = text_of(row, "values");

		if (strcmp(values, "unknown") && strcmp(values, "no-dns"))
			continue;
		assert_null(json_object_get(row, "template"));
		assert_null(json_object_get(row, "spf"));
		assert_null(json_object_get(row, "gives"));
		assert_null(json_object_get(row, "clicks"));
		assert_null(json_object_get(row, "uses"));
	}
}

static bool is_name_of_a_service(const char *name)
{
	const json_t *rows = json_object_get(root, "services");

	for (size_t i = 0; i < json_array_size(rows); i++) {
		if (!strcmp(text_of(json_array_get(rows, i), "name"), name))
			return true;
	}
	return false;
}

/* A name is shown in every language: no English in it. In brackets stands
 * another name, whose words begin with capitals when there are several. */
static void names_are_names(void **state)
{
	const json_t *rows = json_object_get(root, "services");

	(void)state;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const json_t *others = json_object_get(row, "not");
		const char *name = text_of(row, "name");
		const char *bracket = strchr(name, '(');

		for (const char *c = bracket; c && *c; c++) {
			if (*c == ' ' && !isupper((unsigned char)c[1]))
				fail_msg("%s is not just a name", name);
		}
		for (size_t k = 0; k < json_array_size(others); k++)
			assert_true(is_name_of_a_service(
				json_string_value(json_array_get(others, k))));
	}
}

/* Where each fact is from, and when it was looked up. */
static void facts_have_sources(void **state)
{
	static const char *const NONE[] = {
		"datev",      "getresponse", "jortt",  "lexware-office",
		"mailcamp",   "mailingwork", "mollie", "newsletter2go",
		"sevdesk",    "twinfield",   "wefact", "woocommerce",
		"teamleader",
	};
	const json_t *rows = json_object_get(root, "services");
	const char *date = text_of(root, "collected");
	struct slice rest = slice_of(date);
	uint64_t year = 0, month = 0;

	(void)state;
	assert_true(slice_take_number(&rest, 2100, &year) &&
		    slice_skip_char(&rest, '-') &&
		    slice_take_number(&rest, 12, &month) && !rest.len);
	assert_in_range(year, 2026, 2100);
	assert_in_range(month, 1, 12);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		const char *id = text_of(row, "id");

		if (!json_array_size(json_object_get(row, "sources")) &&
		    !is_word(id, NONE, COUNT_OF(NONE)))
			fail_msg("%s has no source", id);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_is_read),
		cmocka_unit_test(what_is_ready_was_seen),
		cmocka_unit_test(nothing_is_made_up),
		cmocka_unit_test(names_are_names),
		cmocka_unit_test(facts_have_sources),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
