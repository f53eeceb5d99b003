/* SPDX-License-Identifier: MIT */
#include "commands/records_json.h"

#include "commands/json.h"
#include "commands/ways_print.h"
#include "text/plan_text.h"

static void write_record(struct json_writer *j, const char *key,
			 const struct record *r, enum purpose purpose)
{
	json_write_object(j, key);
	json_write_text(j, "type", rr_name(r->type));
	json_write_text(j, "name", r->name);
	json_write_text(j, "value", r->value);
	if (r->ttl)
		json_write_number(j, "ttl", r->ttl);
	if (r->type == RR_MX || r->type == RR_SRV)
		json_write_number(j, "priority", r->priority);
	json_write_text(j, "purpose", purpose_name(purpose));
	json_write_end(j);
}

/* What an item is for; what goes is judged by what it says. */
static enum purpose purpose_of(const struct plan_item *item)
{
	if (item->wanted.record.name)
		return item->wanted.purpose;
	return purpose_guess(item->old.type, item->old.name, item->old.value);
}

static void write_items(struct json_writer *j, const char *key,
			const struct plan *plan, enum action action)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];
		bool goes = item->action == ACTION_REMOVE ||
			    item->action == ACTION_KEEP;

		if (item->action == action)
			write_record(j, key,
				     goes ? &item->old : &item->wanted.record,
				     purpose_of(item));
	}
}

static void write_changes(struct json_writer *j, const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];

		if (item->action != ACTION_CHANGE)
			continue;
		json_write_object(j, NULL);
		write_record(j, "old", &item->old, item->wanted.purpose);
		write_record(j, "new", &item->wanted.record,
			     item->wanted.purpose);
		json_write_end(j);
	}
}

/* True when an item of the plan speaks of this record of the zone file. */
static bool is_in_plan(const struct plan *plan, const struct record *r)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct record *old = &plan->items[i].old;

		if (old->name && record_equal(old, r))
			return true;
	}
	return false;
}

/* What a template asks for that is no DNS record. */
static void write_outside(struct json_writer *j, const struct plan *plan)
{
	if (!plan->outside_count)
		return;
	json_write_array(j, "outside_dns");
	for (size_t i = 0; i < plan->outside_count; i++) {
		json_write_object(j, NULL);
		json_write_text(j, "type", plan->outside[i].type);
		json_write_text(j, "name", plan->outside[i].name);
		json_write_text(j, "value", plan->outside[i].value);
		json_write_end(j);
	}
	json_write_end(j);
}

/* Why it is as it is, in words. */
static void write_notes(struct json_writer *j, const struct plan *plan)
{
	unsigned index = 0;
	enum plan_note note = plan_next_note(plan, &index);

	if (!note)
		return;
	json_write_array(j, "notes");
	for (; note; note = plan_next_note(plan, &index)) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		plan_add_note(&text, plan, note);
		json_write_text(j, NULL, str_text(&text));
		str_free(&text);
	}
	json_write_end(j);
}

void records_write_json(const struct printed_plan *p)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", p->domain);
	json_write_array(&j, "add");
	write_items(&j, NULL, p->plan, ACTION_NEW);
	json_write_end(&j);
	json_write_array(&j, "change");
	write_changes(&j, p->plan);
	json_write_end(&j);
	json_write_array(&j, "remove");
	write_items(&j, NULL, p->plan, ACTION_REMOVE);
	json_write_end(&j);
	json_write_array(&j, "keep");
	write_items(&j, NULL, p->plan, ACTION_KEEP);
	for (size_t i = 0; i < p->all_count; i++) {
		const struct record *r = &p->all[i];

		if (!is_in_plan(p->plan, r))
			write_record(&j, NULL, r,
				     purpose_guess(r->type, r->name, r->value));
	}
	json_write_end(&j);
	write_notes(&j, p->plan);
	write_outside(&j, p->plan);
	if (p->wizard)
		ways_write_json(&j, p->wizard);
	if (plan_count(p->plan, ACTION_UNKNOWN)) {
		json_write_array(&j, "unknown");
		write_items(&j, NULL, p->plan, ACTION_UNKNOWN);
		json_write_end(&j);
	}
	json_write_end(&j);
}
