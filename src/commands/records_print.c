/* SPDX-License-Identifier: MIT */
#include "commands/records_print.h"

#include <stdlib.h>
#include <string.h>

#include "commands/page.h"
#include "commands/records_json.h"
#include "i18n/i18n.h"
#include "text/form_text.h"
#include "text/hand_over.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"

/* The record that an item is about: the wanted one, or what has to go. */
static const struct record *record_of(const struct plan_item *item)
{
	return item->wanted.record.name ? &item->wanted.record : &item->old;
}

static struct hand_over hand_over_of(const struct printed_plan *p)
{
	return (struct hand_over){
		.plan = p->plan,
		.domain = p->domain,
		.zone = p->zone,
		.form = p->form,
		.programs = p->programs ? p->programs : "",
		.now = clock_wall(),
	};
}

static char *name_of(const struct printed_plan *p, const struct record *r)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	host_add_name(&out, p->form, r->name, p->zone);
	return str_take(&out);
}

static char *value_of(const struct printed_plan *p, const struct record *r)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	host_value_in_form(host_for_form(p->form), r, &out);
	return str_take(&out);
}

static void add_notes(struct page *page, const struct plan *plan)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum plan_note note;
	unsigned index = 0;

	while ((note = plan_next_note(plan, &index))) {
		str_reset(&text);
		plan_add_note(&text, plan, note);
		page_gap(page);
		page_add(page, 2, PAGE_PLAIN, "!", str_text(&text));
	}
	str_free(&text);
}

static void add_advice(struct page *page, const struct printed_plan *p)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	form_add_advice(&text, p->plan, p->form, p->zone);
	if (text.len) {
		page_gap(page);
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	}
	str_free(&text);
}

/* A value stands alone on its line and is never wrapped. */
static void add_value(struct page *page, const char *label, const char *value)
{
	struct str line = STR_INIT(STR_MAX_TEXT);

	str_add(&line, "          ");
	page_pad(&line, label, *label ? 9 : 0);
	str_add(&line, value);
	str_add_char(&line, '\n');
	str_add(&page->text, str_text(&line));
	str_free(&line);
}

static void add_table_item(struct page *page, const struct printed_plan *p,
			   const struct plan_item *item)
{
	const struct record *r = record_of(item);
	struct str line = STR_INIT(STR_MAX_TEXT);
	char *name = name_of(p, r), *value = value_of(p, r);

	page_pad(&line, action_words(item->action), 12);
	page_pad(&line, rr_name(r->type), 6);
	str_addf(&line, " %s", name);
	if (r->type == RR_MX || r->type == RR_SRV)
		str_addf(&line, "  (%u)", (unsigned)r->priority);
	if (!item->wanted.required && item->action != ACTION_REMOVE &&
	    item->action != ACTION_KEEP)
		str_addf(&line, "  (%s)", _("recommended"));
	page_add(page, 0, PAGE_PLAIN, "", str_text(&line));
	if (item->action == ACTION_CHANGE) {
		char *old = value_of(p, &item->old);

		/* TRANSLATORS: in front of the old and the new value. */
		add_value(page, _("was"), old);
		add_value(page, _("becomes"), value);
		free(old);
	} else {
		add_value(page, "", value);
	}
	str_free(&line);
	free(name);
	free(value);
}

static void print_table(struct page *page, const struct printed_plan *p)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	plan_add_headline(&text, p->plan, p->host);
	page_add(page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	host_add_path(&text, p->form, p->zone);
	if (text.len)
		page_add(page, 0, PAGE_PLAIN, "", str_text(&text));
	for (size_t i = 0; i < p->plan->count; i++) {
		page_gap(page);
		add_table_item(page, p, &p->plan->items[i]);
	}
	add_notes(page, p->plan);
	add_advice(page, p);
	str_free(&text);
}

static void add_field(struct page *page, const char *label, const char *value)
{
	struct str line = STR_INIT(STR_MAX_TEXT);

	page_pad(&line, label, 12);
	str_add(&line, value);
	str_add_char(&line, '\n');
	str_add(&page->text, str_text(&line));
	str_free(&line);
}

static void print_fields(struct page *page, const struct printed_plan *p)
{
	const struct dns_host *form = host_for_form(p->form);

	for (size_t i = 0; i < p->plan->count; i++) {
		const struct plan_item *item = &p->plan->items[i];
		const struct record *r = record_of(item);
		char *name, *value;

		if (item->action == ACTION_KEEP)
			continue;
		name = name_of(p, r);
		value = value_of(p, r);
		if (page->text.len)
			page_gap(page);
		page_add(page, 0, PAGE_BOLD, "", action_words(item->action));
		add_field(page, _("Type"), rr_name(r->type));
		add_field(page, host_name_word(p->form), name);
		if (r->type == RR_MX || r->type == RR_SRV) {
			char *number = xasprintf("%u", (unsigned)r->priority);

			add_field(page, _("Priority"), number);
			free(number);
		}
		add_field(page, host_value_word(p->form, r->type), value);
		if (r->ttl && (!form || form->ttl_field != HOST_NO)) {
			char *number = xasprintf("%u", (unsigned)r->ttl);

			add_field(page, "TTL", number);
			free(number);
		}
		free(name);
		free(value);
	}
}

static void print_chat(struct page *page, const struct printed_plan *p)
{
	const struct hand_over h = hand_over_of(p);

	hand_over_add_chat(&page->text, &h);
}

static void print_mail(struct page *page, const struct printed_plan *p)
{
	const struct hand_over h = hand_over_of(p);

	hand_over_add_letter(&page->text, &h);
}

static void print_html(struct page *page, const struct printed_plan *p)
{
	const struct hand_over h = hand_over_of(p);

	page->text.max = HAND_OVER_MAX;
	hand_over_add_page(&page->text, &h);
}

static void add_zone_line(struct page *page, const char *before,
			  const struct record *r)
{
	str_add(&page->text, before);
	record_add_zone_line(&page->text, r);
	str_add_char(&page->text, '\n');
}

static void print_zone(struct page *page, const struct printed_plan *p)
{
	for (size_t i = 0; i < p->plan->count; i++) {
		const struct plan_item *item = &p->plan->items[i];

		if (item->action == ACTION_REMOVE ||
		    item->action == ACTION_CHANGE)
			add_zone_line(page, "; - ", &item->old);
		if (item->action == ACTION_NEW || item->action == ACTION_CHANGE)
			add_zone_line(page, "", &item->wanted.record);
	}
	for (size_t i = 0; i < p->plan->outside_count; i++) {
		const struct outside *o = &p->plan->outside[i];

		str_addf(&page->text, "; %s %s. %s\n", o->type, o->name,
			 o->value);
	}
}

static void add_csv(struct str *out, const char *value, bool last)
{
	str_add_char(out, '"');
	for (; *value; value++) {
		if (*value == '"')
			str_add_char(out, '"');
		str_add_char(out, *value);
	}
	str_add(out, last ? "\"\r\n" : "\",");
}

/* RFC 4180 */
static void print_csv(struct page *page, const struct printed_plan *p)
{
	static const char *const words[] = {
		[ACTION_NEW] = "add",         [ACTION_CHANGE] = "change",
		[ACTION_KEEP] = "keep",       [ACTION_REMOVE] = "remove",
		[ACTION_UNKNOWN] = "unknown",
	};
	struct str *out = &page->text;

	str_add(out, "action,type,name,value,ttl,priority,old\r\n");
	for (size_t i = 0; i < p->plan->count; i++) {
		const struct plan_item *item = &p->plan->items[i];
		const struct record *r = record_of(item);
		char *ttl = xasprintf("%u", (unsigned)r->ttl);
		char *priority = xasprintf("%u", (unsigned)r->priority);
		bool has_priority = r->type == RR_MX || r->type == RR_SRV;

		add_csv(out, words[item->action], false);
		add_csv(out, rr_name(r->type), false);
		add_csv(out, r->name, false);
		add_csv(out, r->value, false);
		add_csv(out, r->ttl ? ttl : "", false);
		add_csv(out, has_priority ? priority : "", false);
		add_csv(out,
			item->action == ACTION_CHANGE ? item->old.value : "",
			true);
		free(ttl);
		free(priority);
	}
}

struct printed_plan printed_plan_of(const struct verdict *v)
{
	return (struct printed_plan){
		.plan = &v->plan,
		.domain = v->domain,
		.zone = v->zone ? v->zone : v->domain,
		.host = v->host,
		.form = verdict_form(v),
	};
}

void records_print(const struct printed_plan *p, const struct options *options)
{
	static void (*const printers[])(struct page *,
					const struct printed_plan *) = {
		[FORMAT_TABLE] = print_table, [FORMAT_FIELDS] = print_fields,
		[FORMAT_CHAT] = print_chat,   [FORMAT_ZONE] = print_zone,
		[FORMAT_CSV] = print_csv,     [FORMAT_MAIL] = print_mail,
		[FORMAT_HTML] = print_html,
	};
	struct page page = page_new(options, stdout);

	if (options->json || options->format == FORMAT_JSON)
		records_write_json(p);
	else
		printers[options->format](&page, p);
	page_print(&page, stdout);
}
