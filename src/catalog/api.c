/* SPDX-License-Identifier: MIT */
#include "catalog/api_list.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/json_read.h"

static void drop(const char *text)
{
	free((void *)(uintptr_t)text);
}

static void free_step(struct api_step *step)
{
	for (size_t i = 0; i < step->record_count; i++) {
		struct api_record_rule *r = &step->records[i];

		drop(r->at);
		drop(r->key);
		drop(r->kind);
		drop(r->type);
		drop(r->name);
		drop(r->value);
		drop(r->priority);
		drop(r->state);
	}
	for (size_t i = 0; i < step->part_count; i++) {
		drop(step->parts[i].at);
		drop(step->parts[i].key);
		drop(step->parts[i].state);
		drop(step->parts[i].reason);
	}
	free(step->records);
	free(step->parts);
	drop(step->method);
	drop(step->path);
	drop(step->list);
	drop(step->name);
	drop(step->id);
	drop(step->prefer);
	drop(step->verdict);
}

static void free_steps(struct api_steps *steps)
{
	for (size_t i = 0; i < steps->count; i++)
		free_step(&steps->items[i]);
	free(steps->items);
}

static void free_key(struct api_key *key)
{
	drop(key->name);
	drop(key->header);
	drop(key->value);
	drop(key->user);
	drop(key->path);
	drop(key->button);
	drop(key->unfit);
	json_list_free(key->rights, key->right_count);
}

static void free_api(struct api *api)
{
	drop(api->service);
	drop(api->message);
	drop(api->wait_header);
	json_list_free(api->hosts, api->host_count);
	json_list_free(api->yes, api->yes_count);
	json_list_free(api->pending, api->pending_count);
	json_list_free(api->receiving, api->receiving_count);
	json_list_free(api->tracking, api->tracking_count);
	free_key(&api->key);
	free_steps(&api->find);
	free_steps(&api->fetch);
	free_steps(&api->verify);
}

void api_list_free(struct api_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		free_api(&list->apis[i]);
	free(list->apis);
	free(list);
}

const struct api *api_find(const struct api_list *list, const char *service)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!strcmp(list->apis[i].service, service))
			return &list->apis[i];
	}
	return NULL;
}

const struct api *api_list_all(const struct api_list *list, size_t *count)
{
	*count = list->count;
	return list->apis;
}

static void add_encoded(struct str *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *text; text++) {
		if (strchr(plain, *text))
			str_add_char(out, *text);
		else
			str_addf(out, "%%%02X", (unsigned char)*text);
	}
}

static void add_variable(struct str *out, struct slice name,
			 const struct api_step *step,
			 const struct api_place *place)
{
	if (slice_is(name, "domain"))
		add_encoded(out, place->domain);
	else if (slice_is(name, "id"))
		add_encoded(out, place->id ? place->id : "");
	else if (slice_is(name, "page"))
		str_addf(out, "%u", place->page + 1);
	else if (slice_is(name, "offset"))
		str_addf(out, "%u", place->page * step->page);
}

void api_add_url(struct str *out, const struct api_step *step,
		 const struct api_place *place)
{
	struct slice rest = slice_of(step->path);

	str_addf(out, "https://%s", place->host);
	while (rest.len) {
		struct slice text = slice_take_until(&rest, "{");
		struct slice name;

		str_add_bytes(out, text.at, text.len);
		if (!slice_skip_char(&rest, '{'))
			break;
		name = slice_take_until(&rest, "}");
		slice_skip_char(&rest, '}');
		add_variable(out, name, step, place);
	}
}
