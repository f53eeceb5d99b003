/* SPDX-License-Identifier: MIT */
#include "commands/bulk_line.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "i18n/i18n.h"
#include "text/domain_text.h"

enum { WORD_MAX = 1024, VALUE_MAX = 16 * 1024 };

static const struct {
	const char *name;
	const char *text; /* NULL: it depends */
} problems[] = {
	[BULK_TOO_LONG] = { "line-too-long", N_("this line is too long") },
	[BULK_NO_JSON] = { "no-json", N_("this is not a JSON object with a "
					 "domain") },
	[BULK_NO_DOMAIN] = { "no-domain", NULL },
	[BULK_NO_SERVICE] = { "no-service",
			      N_("no program of this name is known; "
				 "zegel services WORD looks for one") },
	[BULK_NO_RECORD] = { "no-record",
			     N_("a record takes a type, a name under this "
				"domain and a value") },
	[BULK_NO_CODE] = { "no-code", N_("no finding has this code") },
	[BULK_NO_VALUE] = { "no-value", N_("the template lacks a value") },
};

const char *bulk_problem_name(enum bulk_problem problem)
{
	return problems[problem].name;
}

/* What stands between the words: a spreadsheet of ours writes semicolons. A CR
 * that ends no line is no part of a name either. */
#define BETWEEN ",;\t\r"

/* One line being read. */
struct reading {
	struct command_context *context;
	struct choices *out;
	struct finding_set *ignored;
	struct str *text;
};

static enum bulk_problem set_domain(struct reading *r, const char *word)
{
	struct domain_input input;

	domain_from_input(word, &input);
	if (input.status == DOMAIN_OK) {
		snprintf(r->out->domain, NAME_SIZE, "%s", input.domain);
		return BULK_GOOD;
	}
	domain_add_problem(r->text, &input, word);
	return BULK_NO_DOMAIN;
}

/* The first one that a line names takes the place of the usual ones. */
static enum bulk_problem add_service(struct reading *r, const char *id,
				     bool is_first)
{
	if (is_first)
		choices_clear_services(r->out);
	if (command_choose_service(r->context, id, r->out))
		return BULK_GOOD;
	str_addf(r->text, "%s: ", id);
	return BULK_NO_SERVICE;
}

static enum bulk_problem add_code(struct reading *r, const char *name)
{
	enum finding_code code;

	if (finding_code_from_name(name, &code)) {
		r->ignored->has[code] = true;
		return BULK_GOOD;
	}
	str_addf(r->text, "%s: ", name);
	return BULK_NO_CODE;
}

static enum bulk_problem finish_services(struct reading *r)
{
	command_add_settings(r->context, r->out);
	(void)command_use_way(r->context, r->out);
	return command_check_templates(r->context, r->out, NULL)
		       ? BULK_GOOD
		       : BULK_NO_VALUE;
}

static enum bulk_problem read_words(struct reading *r, struct slice line)
{
	enum bulk_problem problem = BULK_GOOD;
	struct slice rest = line;
	size_t services = 0;

	for (size_t place = 0; !problem && (rest.len || !place); place++) {
		struct slice word = slice_take_until(&rest, BETWEEN);
		char *clean;

		word = slice_trim(word);
		if (rest.len)
			(void)slice_skip_char(&rest, *rest.at);
		if (place && !word.len)
			continue;
		clean = clean_dup(word.at, word.len, CLEAN_LINE, WORD_MAX);
		if (!place)
			problem = set_domain(r, clean);
		else if (*clean == '!')
			problem = add_code(r, clean + 1);
		else
			problem = add_service(r, clean, services++ == 0);
		free(clean);
	}
	if (!problem && services)
		problem = finish_services(r);
	return problem;
}

static char *text_of(const json_t *object, const char *key, size_t max)
{
	const json_t *member = json_object_get(object, key);

	if (!json_is_string(member))
		return NULL;
	return clean_dup(json_string_value(member), json_string_length(member),
			 CLEAN_LINE, max);
}

/* True for any other type. */
static bool is_address_of(enum rr type, const char *value)
{
	uint8_t bits[16];

	if (type != RR_A && type != RR_AAAA)
		return true;
	return inet_pton(type == RR_A ? AF_INET : AF_INET6, value, bits) == 1;
}

/* The value as struct record has it; false when it is none of its type. */
static bool set_value(struct record *r, char *value)
{
	char name[NAME_SIZE];

	if (rr_value_is_name(r->type)) {
		if (!name_canonical(value, strlen(value), name))
			return false;
		r->value = xstrdup(name);
		return *name || r->type == RR_MX;
	}
	r->value = xstrdup(value);
	return *value && is_address_of(r->type, value);
}

static bool read_record(const json_t *from, const char *domain,
			struct record *out)
{
	char *type = text_of(from, "type", WORD_MAX);
	char *name = text_of(from, "name", WORD_MAX);
	char *value = text_of(from, "value", VALUE_MAX);
	const json_t *rank = json_object_get(from, "priority");
	json_int_t priority = json_integer_value(rank);
	char full[NAME_SIZE];
	bool good;

	*out = (struct record){ .type = type ? rr_from_name(type) : RR_NONE };
	good = out->type != RR_NONE && name && value &&
	       (!rank || json_is_integer(rank)) && priority >= 0 &&
	       priority <= UINT16_MAX &&
	       name_canonical(name, strlen(name), full) &&
	       name_is_under(full, domain);
	if (good) {
		out->name = xstrdup(full);
		out->priority = (uint16_t)priority;
		good = set_value(out, value);
	}
	free(type);
	free(name);
	free(value);
	return good;
}

static enum bulk_problem read_records(struct reading *r, const json_t *list)
{
	size_t count = json_array_size(list);

	if (!list)
		return BULK_GOOD;
	if (!count)
		return json_is_array(list) ? BULK_GOOD : BULK_NO_RECORD;
	r->out->records = xcalloc(count, sizeof(*r->out->records));
	for (size_t i = 0; i < count; i++) {
		struct record *record = &r->out->records[i];

		r->out->record_count++;
		if (!read_record(json_array_get(list, i), r->out->domain,
				 record))
			return BULK_NO_RECORD;
	}
	return BULK_GOOD;
}

static enum bulk_problem read_services(struct reading *r, const json_t *list)
{
	enum bulk_problem problem = BULK_GOOD;

	if (!list)
		return BULK_GOOD;
	if (!json_is_array(list))
		return BULK_NO_SERVICE;
	for (size_t i = 0; i < json_array_size(list) && !problem; i++) {
		const json_t *item = json_array_get(list, i);
		char *id;

		if (!json_is_string(item))
			return BULK_NO_SERVICE;
		id = clean_dup(json_string_value(item),
			       json_string_length(item), CLEAN_LINE, WORD_MAX);
		problem = add_service(r, id, i == 0);
		free(id);
	}
	if (!problem && json_array_size(list))
		problem = finish_services(r);
	return problem;
}

static enum bulk_problem read_ignored(struct reading *r, const json_t *list)
{
	enum bulk_problem problem = BULK_GOOD;

	if (list && !json_is_array(list))
		return BULK_NO_CODE;
	for (size_t i = 0; i < json_array_size(list) && !problem; i++) {
		const json_t *item = json_array_get(list, i);
		char *name;

		if (!json_is_string(item))
			return BULK_NO_CODE;
		name = clean_dup(json_string_value(item),
				 json_string_length(item), CLEAN_LINE,
				 WORD_MAX);
		problem = add_code(r, name);
		free(name);
	}
	return problem;
}

static enum bulk_problem read_object(struct reading *r, struct slice line)
{
	json_t *object = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES,
				    NULL);
	char *domain = text_of(object, "domain", WORD_MAX);
	enum bulk_problem problem = domain ? set_domain(r, domain)
					   : BULK_NO_JSON;

	if (!problem)
		problem = read_services(r, json_object_get(object, "services"));
	if (!problem)
		problem = read_records(r, json_object_get(object, "records"));
	if (!problem)
		problem = read_ignored(r, json_object_get(object, "ignore"));
	free(domain);
	json_decref(object);
	return problem;
}

enum bulk_problem bulk_line_read(struct command_context *context,
				 struct slice line, const struct choices *usual,
				 struct choices *out,
				 struct finding_set *ignored, struct str *text)
{
	struct slice trimmed = slice_trim(line);
	struct reading reading = { context, out, ignored, text };
	enum bulk_problem problem;

	*out = (struct choices){ .count = 0 };
	if (!trimmed.len || *trimmed.at == '#')
		return BULK_EMPTY;
	*out = choices_copy(usual);
	problem = *trimmed.at == '{' ? read_object(&reading, trimmed)
				     : read_words(&reading, trimmed);
	if (problem && problems[problem].text)
		str_add(text, _(problems[problem].text));
	return problem;
}
