/* SPDX-License-Identifier: MIT */
#include "catalog/host_list.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/host_words.h"
#include "catalog/json_read.h"

#define FILE_MAX  ((size_t)4 << 20)
#define HOSTS_MAX 5000

/* The words of the data file, in the order of the enums. */
static const char *const NAMES[] = { "unknown", "relative", "full", "either" };
static const char *const APEXES[] = {
	"unknown", "at", "empty", "at-or-empty", "full", "full-dot",
};
static const char *const DOTS[] = {
	"unknown", "optional", "advised", "required", "forbidden",
};
static const char *const QUOTES[] = {
	"unknown", "never", "optional", "required", "added",
};
static const char *const LONG_TXTS[] = { "unknown", "ok", "split" };
static const char *const KNOWN[] = { "unknown", "no", "yes" };
static const char *const LANGUAGES[] = { "nl", "de", "en" };
static uint64_t read_bits(const json_t *row, const char *key,
			  const char *const *words, size_t count)
{
	size_t named = 0;
	const char *const *list = json_member_list(row, key, &named);
	uint64_t bits = 0;

	for (size_t i = 0; i < named; i++) {
		for (size_t j = 0; j < count; j++) {
			if (strcmp(words[j], list[i]) == 0)
				bits |= (uint64_t)1 << j;
		}
	}
	json_list_free(list, named);
	return bits;
}

static void read_languages(const json_t *row, const char *key,
			   const char *out[HOST_LANGUAGES])
{
	const json_t *texts = json_object_get(row, key);

	for (size_t i = 0; i < HOST_LANGUAGES; i++)
		out[i] = json_member_dup(texts, LANGUAGES[i]);
}

#define READ_WORD(object, key, words)                                          \
	json_member_word((object), (key), (words), COUNT_OF(words), 0)

static void read_form(const json_t *row, struct dns_host *h)
{
	const json_t *form = json_object_get(row, "form");

	h->name_form = (enum host_name_form)READ_WORD(form, "name", NAMES);
	h->apex = (enum host_apex_form)READ_WORD(form, "apex", APEXES);
	h->dot = (enum host_dot)READ_WORD(form, "dot", DOTS);
	h->quotes = (enum host_quotes)READ_WORD(form, "quotes", QUOTES);
	h->long_txt = (enum host_long_txt)READ_WORD(form, "long_txt",
						    LONG_TXTS);
	h->ttl_field = (enum host_known)READ_WORD(form, "ttl", KNOWN);
	h->underscore = (enum host_known)READ_WORD(form, "underscore", KNOWN);
}

static bool read_host(const json_t *row, struct dns_host *h)
{
	h->id = json_member_dup(row, "id");
	h->name = json_member_dup(row, "name");
	h->country = json_member_dup(row, "country");
	h->confidence = (enum host_confidence)json_member_word(
		row, "confidence", HOST_CONFIDENCE_NAMES, HOST_GUESS + 1,
		HOST_GUESS);
	h->checked = (unsigned)read_bits(row, "checked", HOST_FACT_NAMES,
					 HOST_FACT_COUNT);
	h->is_panel = json_member_bool(row, "panel", false);
	h->panel_url = json_member_dup(row, "url");
	h->help_url = json_member_dup(row, "help");
	read_languages(row, "path", h->path);
	read_languages(row, "name_word", h->name_word);
	read_languages(row, "value_word", h->value_word);
	read_languages(row, "target_word", h->target_word);
	read_languages(row, "save_word", h->save_word);
	read_form(row, h);
	h->domain_connect = (enum host_known)READ_WORD(row, "domain_connect",
						       KNOWN);
	h->txt_max = json_member_number(row, "txt_max", 65535, 0);
	h->ttl_minimum = json_member_number(row, "ttl_minimum", INT32_MAX, 0);
	h->delay_s = json_member_number(row, "delay", INT32_MAX, 0);
	h->advice = read_bits(row, "advice", HOST_ADVICE_NAMES,
			      HOST_ADVICE_COUNT);
	h->own_spf = json_member_dup(row, "own_spf");
	h->own_spf_seen = json_member_bool(row, "own_spf_seen", false);
	h->nameservers = json_member_list(row, "nameservers",
					  &h->nameserver_count);
	h->soa = json_member_list(row, "soa", &h->soa_count);
	h->sources = json_member_list(row, "sources", &h->source_count);
	h->servers = json_member_list(row, "servers", &h->server_count);
	h->servers_assigned = json_member_bool(row, "servers_assigned", false);
	return h->id && h->name && h->country;
}

enum err host_list_load(const char *dir, struct host_list **out)
{
	char *path = xasprintf("%s/hosts.json", dir);
	json_t *root = NULL;
	enum err err = json_file(path, FILE_MAX, &root);
	const json_t *rows = json_object_get(root, "hosts");
	size_t count = json_array_size(rows);

	*out = NULL;
	free(path);
	if (err == OK && (count == 0 || count > HOSTS_MAX))
		err = ERR_DAMAGED;
	if (err == OK) {
		struct host_list *list = xcalloc(1, sizeof(*list));

		list->hosts = xcalloc(count, sizeof(*list->hosts));
		list->count = count;
		list->collected = json_member_dup(root, "collected");
		for (size_t i = 0; i < count && err == OK; i++) {
			if (!read_host(json_array_get(rows, i),
				       &list->hosts[i]))
				err = ERR_DAMAGED;
		}
		if (err == OK)
			*out = list;
		else
			host_list_free(list);
	}
	json_decref(root);
	return err;
}

static void free_text(const char *text)
{
	free((void *)(uintptr_t)text);
}

void host_list_free(struct host_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++) {
		struct dns_host *h = &list->hosts[i];

		free_text(h->id);
		free_text(h->name);
		free_text(h->country);
		free_text(h->panel_url);
		free_text(h->help_url);
		free_text(h->own_spf);
		for (size_t l = 0; l < HOST_LANGUAGES; l++) {
			free_text(h->path[l]);
			free_text(h->name_word[l]);
			free_text(h->value_word[l]);
			free_text(h->target_word[l]);
			free_text(h->save_word[l]);
		}
		json_list_free(h->nameservers, h->nameserver_count);
		json_list_free(h->soa, h->soa_count);
		json_list_free(h->sources, h->source_count);
		json_list_free(h->servers, h->server_count);
	}
	free(list->hosts);
	free(list->collected);
	free(list);
}
