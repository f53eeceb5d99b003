/* SPDX-License-Identifier: MIT */
#include "catalog/api_list.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/json_read.h"

#define FILE_MAX ((size_t)1 << 20)

enum { APIS_MAX = 500, STEPS_MAX = 8, RULES_MAX = 16 };

static bool load_key(const json_t *json, struct api_key *key)
{
	key->name = json_member_dup(json, "name");
	key->header = json_member_dup(json, "header");
	key->value = json_member_dup(json, "value");
	key->user = json_member_dup(json, "user");
	key->path = json_member_dup(json, "path");
	key->button = json_member_dup(json, "button");
	key->unfit = json_member_dup(json, "unfit");
	key->rights = json_member_list(json, "rights", &key->right_count);
	return key->name && key->header && !key->value == !!key->user &&
	       (!key->value || strstr(key->value, "{key}"));
}

static enum api_left left_of(const json_t *json)
{
	static const char *const words[] = { NULL, "receiving", "tracking" };

	return (enum api_left)json_member_word(json, "leave", words,
					       COUNT_OF(words), API_TAKEN);
}

static bool load_record_rules(const json_t *json, struct api_step *step)
{
	size_t count = json_array_size(json);

	if (count > RULES_MAX)
		return false;
	step->records = xcalloc(count, sizeof(*step->records));
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(json, i);
		struct api_record_rule *rule = &step->records[i];

		*rule = (struct api_record_rule){
			.at = json_member_dup(row, "at"),
			.key = json_member_dup(row, "key"),
			.kind = json_member_dup(row, "kind"),
			.type = json_member_dup(row, "type"),
			.name = json_member_dup(row, "name"),
			.value = json_member_dup(row, "value"),
			.priority = json_member_dup(row, "priority"),
			.state = json_member_dup(row, "state"),
			.left = left_of(row),
		};
		step->record_count++;
		if (!rule->type || !rule->name || !rule->value)
			return false;
	}
	return true;
}

static bool load_part_rules(const json_t *json, struct api_step *step)
{
	size_t count = json_array_size(json);

	if (count > RULES_MAX)
		return false;
	step->parts = xcalloc(count, sizeof(*step->parts));
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_array_get(json, i);
		struct api_part_rule *rule = &step->parts[i];

		*rule = (struct api_part_rule){
			.at = json_member_dup(row, "at"),
			.key = json_member_dup(row, "key"),
			.state = json_member_dup(row, "state"),
			.reason = json_member_dup(row, "reason"),
		};
		step->part_count++;
		if (!rule->at || !rule->state)
			return false;
	}
	return true;
}

static bool is_method(const char *method, bool only_get)
{
	if (!strcmp(method, "GET"))
		return true;
	return !only_get && (!strcmp(method, "PUT") || !strcmp(method, "POST"));
}

static bool load_step(const json_t *json, bool only_get, struct api_step *step)
{
	step->method = json_member_dup(json, "method");
	if (!step->method)
		step->method = xstrdup("GET");
	step->path = json_member_dup(json, "path");
	step->page = json_member_number(json, "page", 1000, 0);
	step->also = json_member_number(json, "also", 599, 0);
	step->list = json_member_dup(json, "list");
	step->name = json_member_dup(json, "name");
	step->id = json_member_dup(json, "id");
	step->prefer = json_member_dup(json, "prefer");
	step->verdict = json_member_dup(json, "verdict");
	return load_record_rules(json_object_get(json, "records"), step) &&
	       load_part_rules(json_object_get(json, "parts"), step) &&
	       step->path && step->path[0] == '/' &&
	       is_method(step->method, only_get) &&
	       (!step->list || step->name) && (!step->page || step->list);
}

static bool load_steps(const json_t *json, bool only_get,
		       struct api_steps *steps)
{
	size_t count = json_array_size(json);

	if (count > STEPS_MAX)
		return false;
	steps->items = xcalloc(count, sizeof(*steps->items));
	for (size_t i = 0; i < count; i++) {
		steps->count++;
		if (!load_step(json_array_get(json, i), only_get,
			       &steps->items[i]))
			return false;
	}
	return true;
}

static bool load_api(const json_t *json, struct api *api)
{
	static const char *const names[] = { "full", "relative" };
	static const char *const waits[] = { "seconds", "time" };
	const json_t *wait = json_object_get(json, "wait");

	api->service = json_member_dup(json, "id");
	api->hosts = json_member_list(json, "hosts", &api->host_count);
	api->names_relative = json_member_word(json, "names", names,
					       COUNT_OF(names), 0) == 1;
	api->yes = json_member_list(json, "yes", &api->yes_count);
	api->pending = json_member_list(json, "pending", &api->pending_count);
	api->receiving = json_member_list(json, "receiving",
					  &api->receiving_count);
	api->tracking = json_member_list(json, "tracking",
					 &api->tracking_count);
	api->wait_header = json_member_dup(wait, "header");
	api->wait_is_time = json_member_word(wait, "is", waits, COUNT_OF(waits),
					     0) == 1;
	api->message = json_member_dup(json, "message");
	api->source_count = json_array_size(json_object_get(json, "sources"));
	return api->service && api->host_count && api->yes_count &&
	       load_key(json_object_get(json, "key"), &api->key) &&
	       load_steps(json_object_get(json, "find"), true, &api->find) &&
	       load_steps(json_object_get(json, "fetch"), true, &api->fetch) &&
	       load_steps(json_object_get(json, "verify"), false, &api->verify);
}

enum err api_list_load(const char *dir, struct api_list **out)
{
	char *path = xasprintf("%s/apis.json", dir);
	struct api_list *list;
	json_t *json;
	enum err err = json_file(path, FILE_MAX, &json);
	bool good;

	*out = NULL;
	free(path);
	if (err != OK)
		return err;
	good = json_is_array(json) && json_array_size(json) <= APIS_MAX;
	list = xcalloc(1, sizeof(*list));
	list->apis = xcalloc(good ? json_array_size(json) : 0,
			     sizeof(*list->apis));
	for (size_t i = 0; good && i < json_array_size(json); i++) {
		list->count++;
		good = load_api(json_array_get(json, i), &list->apis[i]);
	}
	json_decref(json);
	if (!good) {
		api_list_free(list);
		return ERR_DAMAGED;
	}
	*out = list;
	return OK;
}
