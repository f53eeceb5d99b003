/* SPDX-License-Identifier: MIT */
#include "catalog/api_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"

enum { MESSAGE_MAX = 200 };

/* What stands in the answer, or in the list's entry, about the domain. */
static void read_domain(struct api_reader *r, const json_t *json)
{
	const struct api_step *step = r->step;
	enum api_state verdict = api_state_at(r, json, step->verdict);

	if (verdict)
		r->answer->verdict = verdict;
	api_read_records(r, json);
}

static void note_near(struct api_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->near_count; i++) {
		if (!strcmp(answer->near[i], name))
			return;
	}
	if (answer->near_count < API_NEAR_MAX)
		answer->near[answer->near_count++] = xstrdup(name);
}

/* Is this entry of the list the domain's? */
static bool is_entry(struct api_reader *r, const json_t *entry)
{
	char *text = api_text_at(r, entry, r->step->name);
	char name[NAME_SIZE];
	bool good = name_canonical(text, strlen(text), name) && *name;
	bool same = good && name_equal(name, r->body->domain);

	free(text);
	if (good && !same && name_is_under(name, r->body->domain))
		note_near(r->answer, name);
	return same;
}

static void read_list(struct api_reader *r, const json_t *json)
{
	const struct api_step *step = r->step;
	const json_t *list = api_find_in(json, step->list), *found = NULL;

	if (!json_is_array(list)) {
		r->broken = true;
		return;
	}
	r->answer->has_more = step->page && json_array_size(list) >= step->page;
	for (size_t i = 0; i < json_array_size(list) && !r->broken; i++) {
		const json_t *entry = json_array_get(list, i);

		if (!is_entry(r, entry))
			continue;
		r->answer->matches++;
		if (!found || (step->prefer &&
			       json_is_true(api_find_in(entry, step->prefer)) &&
			       !json_is_true(api_find_in(found, step->prefer))))
			found = entry;
	}
	if (!found || r->answer->is_found || r->broken)
		return;
	r->answer->is_found = true;
	if (step->id) {
		r->answer->id = api_word_of(r->body,
					    api_find_in(found, step->id));
		r->broken |= !r->answer->id || !*r->answer->id;
	}
	if (!r->broken)
		read_domain(r, found);
}

static void read_single(struct api_reader *r, const json_t *json)
{
	char *name;

	if (r->step->name) {
		name = api_text_at(r, json, r->step->name);
		r->broken |= !api_is_domain(r, name);
		free(name);
		r->answer->is_found |= !r->broken;
	}
	if (!r->broken)
		read_domain(r, json);
}

enum err api_read(const struct api *api, const struct api_step *step,
		  const struct api_body *body, struct api_answer *answer)
{
	struct api_reader r = {
		.api = api, .step = step, .body = body, .answer = answer
	};
	json_error_t error;
	json_t *json = json_loadb(body->bytes, body->len, 0, &error);
	/* Of a step that only presses, the answer may be empty. */
	bool is_needed = step->list || step->name || step->verdict ||
			 step->record_count || step->part_count;

	answer->has_more = false;
	if (!json)
		return is_needed ? ERR_SYNTAX : OK;
	if (step->list)
		read_list(&r, json);
	else
		read_single(&r, json);
	json_decref(json);
	return r.broken ? ERR_SYNTAX : OK;
}

char *api_message(const struct api *api, const struct api_body *body)
{
	json_error_t error;
	json_t *json = json_loadb(body->bytes, body->len, 0, &error);
	const json_t *text = api_find_in(json, api->message);
	char *message = NULL;

	if (api->message && json_is_string(text) && json_string_length(text))
		message = api_word_of(body, text);
	if (message) {
		char *all = message;

		message = clean_dup(all, strlen(all), CLEAN_LINE, MESSAGE_MAX);
		free(all);
	}
	json_decref(json);
	return message;
}

void api_answer_free(struct api_answer *answer)
{
	api_drop_records(answer);
	for (size_t i = 0; i < answer->near_count; i++)
		free(answer->near[i]);
	free(answer->id);
	*answer = (struct api_answer){ 0 };
}

/* A value as a master file has it, where it can be told so. */
static void add_value(struct str *out, const struct api_record *r)
{
	char name[NAME_SIZE];
	struct record record = { .type = r->type, .value = r->value };

	if (rr_value_is_name(r->type)) {
		if (!name_canonical(r->value, strlen(r->value), name)) {
			str_add(out, r->value);
			return;
		}
		record.value = name;
	}
	record.priority = (uint16_t)(r->priority > 0 ? r->priority : 0);
	record_add_zone_value(out, &record);
}

/* Quotes around a text are not of the text. */
static void add_text_value(struct str *out, const struct api_record *r)
{
	size_t len = strlen(r->value);
	bool quoted = len >= 2 && r->value[0] == '"' &&
		      r->value[len - 1] == '"';

	if (quoted)
		str_add(out, r->value);
	else
		add_value(out, r);
}

void api_add_text(struct str *out, const struct api_answer *answer)
{
	for (size_t i = 0; i < answer->record_count; i++) {
		const struct api_record *r = &answer->records[i];

		if (r->left)
			continue;
		str_addf(out, "%s%s IN %s ", *r->name ? r->name : "@",
			 r->full ? "." : "", rr_name(r->type));
		if (r->type == RR_TXT)
			add_text_value(out, r);
		else
			add_value(out, r);
		str_add_char(out, '\n');
	}
}
