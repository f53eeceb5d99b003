/* SPDX-License-Identifier: MIT */
#include "catalog/api_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"

/* mail.example.org and "send.mail": the name counts from example.org. */
static bool join_above(const char *name, const char *domain,
		       char out[NAME_SIZE])
{
	size_t labels = name_label_count(name);

	for (const char *above = name_parent(domain);
	     *above && !name_is_public_suffix(above);
	     above = name_parent(above)) {
		size_t own = name_label_count(domain) - name_label_count(above);

		if (labels >= own && name_join(name, above, out) &&
		    name_is_under(out, domain))
			return true;
	}
	return false;
}

/* Makes the name full where it is certain. */
static void settle_name(const struct api_reader *r, struct api_record *record)
{
	const char *domain = r->body->domain;
	char name[NAME_SIZE], full[NAME_SIZE];

	if (!strcmp(record->name, "@") ||
	    !name_canonical(record->name, strlen(record->name), name) || !*name)
		return;
	record->full = name_is_under(name, domain);
	if (record->full)
		memcpy(full, name, sizeof(full));
	else if (!r->api->names_relative)
		return;
	else if (join_above(name, domain, full))
		record->full = true;
	else /* a final dot means nothing there */
		memcpy(full, name, sizeof(full));
	free(record->name);
	record->name = xstrdup(full);
}

static enum api_left why_left(const struct api_reader *r,
			      const struct api_record_rule *rule,
			      const json_t *object,
			      const struct api_record *record)
{
	const struct api *api = r->api;
	enum api_left left = rule->left;
	char *kind = NULL;

	if (rule->kind)
		kind = api_word_of(r->body, api_find_in(object, rule->kind));
	if (kind && api_is_in(kind, api->receiving, api->receiving_count))
		left = API_LEFT_RECEIVING;
	else if (kind && api_is_in(kind, api->tracking, api->tracking_count))
		left = API_LEFT_TRACKING;
	free(kind);
	if (left)
		return left;
	/* It would lead all of the domain's mail away. */
	if (record->type == RR_MX && api_is_domain(r, record->name))
		return API_LEFT_RECEIVING;
	return record->type == RR_CNAME || record->type == RR_TXT ||
			       record->type == RR_MX || record->type == RR_NS
		       ? API_TAKEN
		       : API_LEFT_TYPE;
}

static void record_drop(struct api_record *record)
{
	free(record->key);
	free(record->type_name);
	free(record->name);
	free(record->value);
	free(record->reason);
}

/* An empty value is no record. An empty name is the domain itself where the
 * service tells the type of each; where a member is for one record alone, it
 * means that there is none. */
static bool is_there(const struct api_record_rule *rule,
		     const struct api_record *record)
{
	return *record->value && *record->type_name &&
	       (*record->name || *rule->type != '=');
}

static void add_record(struct api_reader *r, const struct api_record_rule *rule,
		       const char *member, const json_t *object)
{
	struct api_answer *answer = r->answer;
	struct api_record record = {
		.key = clean_dup(rule->key ? rule->key : member,
				 strlen(rule->key ? rule->key : member),
				 CLEAN_LINE, API_TEXT_MAX),
		.type_name = api_text_at(r, object, rule->type),
		.name = api_text_at(r, object, rule->name),
		.value = api_text_at(r, object, rule->value),
		.priority = api_number_at(r, object, rule->priority),
		.state = api_state_at(r, object, rule->state),
	};

	record.type = rr_from_name(record.type_name);
	if (record.type == RR_SPF)
		record.type = RR_TXT;
	if (r->broken || !is_there(rule, &record) ||
	    api_has_secret(r->body, record.key) ||
	    answer->record_count == API_RECORDS_MAX) {
		r->broken |= answer->record_count == API_RECORDS_MAX;
		record_drop(&record);
		return;
	}
	settle_name(r, &record);
	record.left = why_left(r, rule, object, &record);
	answer->records[answer->record_count++] = record;
}

/* Calls one for the object at the path, or for each below it ("a.*"). */
static void for_each(struct api_reader *r, const json_t *json, const char *path,
		     void (*one)(struct api_reader *r, const void *rule,
				 const char *member, const json_t *object),
		     const void *rule)
{
	size_t len = path ? strlen(path) : 0;
	bool all = len >= 2 && !strcmp(path + len - 2, ".*");
	char *where = xstrndup(path ? path : "", all ? len - 2 : len);
	json_t *at = api_find_in(json, where);

	free(where);
	if (!at || json_is_null(at))
		return;
	if (!all && json_is_object(at)) {
		one(r, rule, "", at);
	} else if (json_is_array(at)) {
		for (size_t i = 0; i < json_array_size(at) && !r->broken; i++)
			one(r, rule, "", json_array_get(at, i));
	} else if (json_is_object(at)) {
		for (void *i = json_object_iter(at); i && !r->broken;
		     i = json_object_iter_next(at, i))
			one(r, rule, json_object_iter_key(i),
			    json_object_iter_value(i));
	} else {
		r->broken = true;
	}
}

static void read_record(struct api_reader *r, const void *rule,
			const char *member, const json_t *object)
{
	if (json_is_object(object))
		add_record(r, rule, member, object);
	else if (!json_is_null(object))
		r->broken = true;
}

static void read_part(struct api_reader *r, const void *of, const char *member,
		      const json_t *object)
{
	const struct api_part_rule *rule = of;
	const char *key = rule->key ? rule->key : member;

	for (size_t i = 0; i < r->answer->record_count; i++) {
		struct api_record *record = &r->answer->records[i];
		enum api_state state;

		if (strcmp(record->key, key) != 0)
			continue;
		state = api_state_at(r, object, rule->state);
		if (state)
			record->state = state;
		free(record->reason);
		record->reason =
			rule->reason
				? api_word_of(r->body,
					      api_find_in(object, rule->reason))
				: NULL;
	}
}

void api_drop_records(struct api_answer *answer)
{
	for (size_t i = 0; i < answer->record_count; i++)
		record_drop(&answer->records[i]);
	free(answer->records);
	answer->records = NULL;
	answer->record_count = 0;
}

void api_read_records(struct api_reader *r, const json_t *json)
{
	const struct api_step *step = r->step;

	if (step->record_count) {
		api_drop_records(r->answer);
		r->answer->records = xcalloc(API_RECORDS_MAX,
					     sizeof(*r->answer->records));
	}
	for (size_t i = 0; i < step->record_count && !r->broken; i++)
		for_each(r, json, step->records[i].at, read_record,
			 &step->records[i]);
	for (size_t i = 0; i < step->part_count && !r->broken; i++)
		for_each(r, json, step->parts[i].at, read_part,
			 &step->parts[i]);
}
