/* SPDX-License-Identifier: MIT */
#include "catalog/service_list.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/json_read.h"
#include "catalog/service_words.h"

#define FILE_MAX     ((size_t)4 << 20)
#define SERVICES_MAX 5000

static int word_index(struct slice word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_is(word, words[i]))
			return (int)i;
	}
	return -1;
}

static unsigned read_bits(const json_t *row, const char *key,
			  const char *const *words, size_t count)
{
	size_t named = 0;
	const char *const *list = json_member_list(row, key, &named);
	unsigned bits = 0;

	for (size_t i = 0; i < named; i++) {
		int index = word_index(slice_of(list[i]), words, count);

		if (index >= 0)
			bits |= 1u << index;
	}
	json_list_free(list, named);
	return bits;
}

/* "dkim vendor optional ready": purpose, evidence, then what else is true. */
static struct service_record read_record(const char *text)
{
	struct service_record record = { .evidence = EVIDENCE_ASSUMED,
					 .required = true };
	struct slice rest = slice_of(text), word;

	if (slice_next_word(&rest, &word)) {
		char *purpose = slice_dup(word);

		record.purpose = purpose_from_name(purpose);
		free(purpose);
	}
	while (slice_next_word(&rest, &word)) {
		int evidence = word_index(word, SERVICE_EVIDENCE_NAMES,
					  SERVICE_EVIDENCE_COUNT);

		if (evidence >= 0)
			record.evidence = (enum evidence)evidence;
		else if (slice_is(word, "optional"))
			record.required = false;
		else if (slice_is(word, "ready"))
			record.ready = true;
	}
	/* What was not seen is never offered as a value, whatever the file
	 * says. */
	record.ready = record.ready && record.evidence <= EVIDENCE_PUBLIC;
	return record;
}

static void read_records(const json_t *row, struct service *s)
{
	size_t count = 0;
	const char *const *list = json_member_list(row, "records", &count);
	struct service_record *records = xcalloc(count ? count : 1,
						 sizeof(*records));

	for (size_t i = 0; i < count; i++)
		records[i] = read_record(list[i]);
	json_list_free(list, count);
	s->records = records;
	s->record_count = count;
}

/* A way is a word, or an object with more about it. */
static void read_ways(const json_t *row, struct service *s)
{
	const json_t *list = json_object_get(row, "ways");
	size_t count = json_array_size(list);
	struct service_way *ways = xcalloc(count ? count : 1, sizeof(*ways));

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);
		const char *word = json_string_value(item);
		struct service_way *way = &ways[s->way_count];
		int kind = word ? word_index(slice_of(word), SERVICE_WAY_NAMES,
					     SERVICE_WAY_COUNT)
				: json_member_word(item, "kind",
						   SERVICE_WAY_NAMES,
						   SERVICE_WAY_COUNT, -1);

		if (kind < 0)
			continue;
		way->kind = (enum way_kind)kind;
		way->seen = word || json_member_bool(item, "seen", true);
		way->address = word ? NULL : json_member_dup(item, "address");
		way->through = word ? NULL : json_member_dup(item, "through");
		way->path = word ? NULL : json_member_dup(item, "path");
		way->button = word ? NULL : json_member_dup(item, "button");
		s->way_count++;
	}
	s->ways = ways;
}

static void read_finish(const json_t *row, struct service *s)
{
	const json_t *list = json_object_get(row, "finish");
	size_t count = json_array_size(list);
	struct service_finish *steps = xcalloc(count ? count : 1,
					       sizeof(*steps));

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);
		struct service_finish *step = &steps[i];

		step->kind = (enum finish_kind)json_member_word(
			item, "kind", SERVICE_FINISH_NAMES, SERVICE_FINISHES,
			FINISH_UNKNOWN);
		step->evidence = (enum evidence)json_member_word(
			item, "evidence", SERVICE_EVIDENCE_NAMES,
			SERVICE_EVIDENCE_COUNT, EVIDENCE_ASSUMED);
		step->path = json_member_dup(item, "path");
		step->button = json_member_dup(item, "button");
	}
	s->finish = steps;
	s->finish_count = count;
}

static void read_gives(const json_t *row, struct service *s)
{
	json_t *gives = json_object_get(row, "gives");
	const char *type;
	json_t *count;

	json_object_foreach(gives, type, count)
	{
		if (s->gives_count == SERVICE_COUNTS_MAX)
			return;
		s->gives[s->gives_count++] = (struct service_count){
			.type = rr_from_name(type),
			.count = json_member_number(gives, type, 100, 0),
		};
	}
}

static void read_uses(const json_t *row, struct service *s)
{
	const json_t *uses = json_object_get(row, "uses");

	s->spf_includes = json_member_list(uses, "spf", &s->spf_include_count);
	s->targets = json_member_list(uses, "targets", &s->target_count);
	s->mx = json_member_list(uses, "mx", &s->mx_count);
	s->texts = json_member_list(uses, "texts", &s->text_count);
	s->at = json_member_list(uses, "at", &s->at_count);
	s->keys = json_member_list(uses, "keys", &s->key_count);
}

static void read_says(const json_t *row, struct service *s)
{
	const json_t *says = json_object_get(row, "says");

	s->says_from_s = (uint32_t)json_integer_value(json_array_get(says, 0));
	s->says_to_s = (uint32_t)json_integer_value(json_array_get(says, 1));
}

static bool read_service(const json_t *row, struct service *s)
{
	const json_t *clicks = json_object_get(row, "clicks");

	s->id = json_member_dup(row, "id");
	s->name = json_member_dup(row, "name");
	s->country = json_member_dup(row, "country");
	s->about = (enum service_about)json_member_word(
		row, "about", SERVICE_ABOUT_NAMES, SERVICE_ABOUTS,
		ABOUT_NOTHING);
	s->category = (enum service_category)json_member_word(
		row, "category", SERVICE_CATEGORY_NAMES, SERVICE_CATEGORIES,
		SERVICE_OTHER);
	s->values = (enum service_values)json_member_word(
		row, "values", SERVICE_VALUES_NAMES, SERVICE_VALUES_COUNT,
		VALUES_UNKNOWN);
	s->confidence = (enum evidence)json_member_word(
		row, "confidence", SERVICE_EVIDENCE_NAMES,
		SERVICE_EVIDENCE_COUNT, EVIDENCE_MEMORY);
	s->first = json_member_bool(row, "first", false);
	s->needs_dmarc = json_member_bool(row, "needs_dmarc", false);
	s->template_file = json_member_dup(row, "template");
	read_records(row, s);
	read_ways(row, s);
	s->asks = read_bits(row, "asks", SERVICE_ASK_NAMES, SERVICE_ASK_COUNT);
	s->traps = read_bits(row, "traps", SERVICE_TRAP_NAMES,
			     SERVICE_TRAP_COUNT);
	s->meanwhile = (enum service_meanwhile)json_member_word(
		row, "meanwhile", SERVICE_MEANWHILE_NAMES, SERVICE_MEANWHILES,
		MEANWHILE_UNKNOWN);
	read_finish(row, s);
	read_says(row, s);
	s->spf_terms = json_member_dup(row, "spf");
	s->spf_shown = json_member_dup(row, "spf_shown");
	read_gives(row, s);
	s->clicks_path = json_member_dup(clicks, "path");
	s->clicks_button = json_member_dup(clicks, "button");
	s->clicks_file = json_member_dup(clicks, "file");
	s->aliases = json_member_list(row, "aliases", &s->alias_count);
	s->others = json_member_list(row, "not", &s->other_count);
	read_uses(row, s);
	s->help_url = json_member_dup(row, "help");
	s->support = json_member_dup(row, "support");
	s->sources = json_member_list(row, "sources", &s->source_count);
	return s->id && s->name && s->country;
}

enum err service_list_load(const char *dir, struct service_list **out)
{
	char *path = xasprintf("%s/services.json", dir);
	json_t *root = NULL;
	enum err err = json_file(path, FILE_MAX, &root);
	const json_t *rows = json_object_get(root, "services");
	size_t count = json_array_size(rows);

	*out = NULL;
	free(path);
	if (err == OK && (count == 0 || count > SERVICES_MAX))
		err = ERR_DAMAGED;
	if (err == OK) {
		struct service_list *list = xcalloc(1, sizeof(*list));

		list->dir = xstrdup(dir);
		list->collected = json_member_dup(root, "collected");
		list->services = xcalloc(count, sizeof(*list->services));
		list->count = count;
		for (size_t i = 0; i < count && err == OK; i++) {
			if (!read_service(json_array_get(rows, i),
					  &list->services[i]))
				err = ERR_DAMAGED;
		}
		if (err == OK) {
			list->index = service_index_new(list->services, count);
			*out = list;
		} else {
			service_list_free(list);
		}
	}
	json_decref(root);
	return err;
}

static void free_text(const char *text)
{
	free((void *)(uintptr_t)text);
}

static void service_clear(struct service *s)
{
	const char *const texts[] = {
		s->id,        s->name,      s->country,     s->template_file,
		s->spf_terms, s->spf_shown, s->clicks_path, s->clicks_button,
		s->help_url,  s->support,   s->clicks_file,
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free_text(texts[i]);
	for (size_t i = 0; i < s->way_count; i++) {
		free_text(s->ways[i].address);
		free_text(s->ways[i].through);
		free_text(s->ways[i].path);
		free_text(s->ways[i].button);
	}
	for (size_t i = 0; i < s->finish_count; i++) {
		free_text(s->finish[i].path);
		free_text(s->finish[i].button);
	}
	free((void *)(uintptr_t)s->records);
	free((void *)(uintptr_t)s->ways);
	free((void *)(uintptr_t)s->finish);
	json_list_free(s->aliases, s->alias_count);
	json_list_free(s->spf_includes, s->spf_include_count);
	json_list_free(s->targets, s->target_count);
	json_list_free(s->mx, s->mx_count);
	json_list_free(s->texts, s->text_count);
	json_list_free(s->at, s->at_count);
	json_list_free(s->keys, s->key_count);
	json_list_free(s->others, s->other_count);
	json_list_free(s->sources, s->source_count);
}

void service_list_free(struct service_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		service_clear(&list->services[i]);
	service_index_free(list->index);
	free(list->services);
	own_templates_free(list->own);
	free(list->dir);
	free(list->collected);
	free(list);
}
