/* SPDX-License-Identifier: MIT */
#include "text/form_text.h"

#include <stdlib.h>

#include "i18n/i18n.h"
#include "text/host_text.h"

bool form_is_work(const struct plan_item *item)
{
	return item->action == ACTION_NEW || item->action == ACTION_CHANGE ||
	       item->action == ACTION_REMOVE;
}

const char *form_empty_words(const struct plan_item *item)
{
	return item->action == ACTION_NEW ? _("(leave this field empty)")
					  : _("(empty)");
}

bool form_is_recommended(const struct plan_item *item)
{
	return (item->action == ACTION_NEW || item->action == ACTION_CHANGE) &&
	       !item->wanted.required;
}

/* What has to be said of some records. */
struct advice {
	host_advice_set set;
	unsigned unchecked; /* bits of host_unchecked() */
};

static void add_advice(struct str *out, const struct advice *advice,
		       const struct dns_host *host, const char *zone)
{
	for (int a = 0; a < HOST_ADVICE_COUNT; a++) {
		struct str sentence = STR_INIT(STR_MAX_TEXT);

		if (!host_has_advice(advice->set, (enum host_advice)a))
			continue;
		if (a == HOST_ADVICE_COMPARE)
			host_add_compare(&sentence, host, advice->unchecked);
		else
			host_add_advice(&sentence, host, (enum host_advice)a,
					zone);
		if (out->len && sentence.len)
			str_add_char(out, ' ');
		str_add(out, str_text(&sentence));
		str_free(&sentence);
	}
}

#define BIT(advice) ((host_advice_set)1 << (advice))

/* About fields that stay as they are where only the value changes. */
static const host_advice_set of_other_fields =
	BIT(HOST_ADVICE_NAME_APPENDED) | BIT(HOST_ADVICE_NAME_FULL) |
	BIT(HOST_ADVICE_NAME_PREVIEW) | BIT(HOST_ADVICE_NAME_WITHOUT_CHECK) |
	BIT(HOST_ADVICE_NAME_NO_AT) | BIT(HOST_ADVICE_NAME_LOWER_CASE) |
	BIT(HOST_ADVICE_SUBDOMAIN_FIRST) | BIT(HOST_ADVICE_SUBDOMAIN_MAYBE) |
	BIT(HOST_ADVICE_TTL_NONE) | BIT(HOST_ADVICE_TTL_MINIMUM);

/* How a further value is added, where one takes the place of another. */
static const host_advice_set of_new_ones = BIT(HOST_ADVICE_ONE_SET);

/* About a record that stands there, where none does. */
static const host_advice_set of_old_ones = BIT(HOST_ADVICE_SPF_THERE) |
					   BIT(HOST_ADVICE_SPF_REMADE);

enum {
	FACTS_OF_OTHER_FIELDS = HOST_FACT_NAME | HOST_FACT_APEX |
				HOST_FACT_TTL | HOST_FACT_UNDERSCORE
};

static void collect_advice(struct advice *advice, const struct plan_item *item,
			   const struct dns_host *host, const char *zone)
{
	const struct record *r = &item->wanted.record;
	host_advice_set set;
	unsigned unchecked;

	if (item->action != ACTION_NEW && item->action != ACTION_CHANGE)
		return;
	set = host_advice_for(host, r, zone);
	unchecked = host_unchecked(host, r, zone);
	if (item->action == ACTION_NEW)
		set &= ~of_old_ones;
	if (item->action == ACTION_CHANGE && item->old.type == r->type) {
		set &= ~(of_other_fields | of_new_ones);
		unchecked &= ~(unsigned)FACTS_OF_OTHER_FIELDS;
	}
	advice->set |= set;
	advice->unchecked |= unchecked;
}

void form_add_advice(struct str *out, const struct plan *plan,
		     const struct dns_host *host, const char *zone)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct advice advice = { 0 };

	host = host_for_form(host);
	for (size_t i = 0; i < plan->count; i++)
		collect_advice(&advice, &plan->items[i], host, zone);
	add_advice(&text, &advice, host, zone);
	str_add(out, str_text(&text));
	str_free(&text);
}

static char *value_of(const struct record *r, const struct dns_host *host)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_value_in_form(host, r, &text);
	return str_take(&text);
}

static char *line_of(const struct record *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	record_add_zone_line(&text, r);
	return str_take(&text);
}

void form_text_make(struct form_text *out, const struct plan_item *item,
		    const struct dns_host *host, const char *zone)
{
	const struct record *r = item->wanted.record.name ? &item->wanted.record
							  : &item->old;
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct advice advice = { 0 };

	host = host_for_form(host);
	*out = (struct form_text){
		.item = item,
		.record = r,
		.name_label = host_name_word(host),
		.value_label = host_value_word(host, r->type),
		.value = value_of(r, host),
		.line = line_of(r),
	};
	host_name_in_form(host, r->name, zone, &text);
	out->name = str_take(&text);
	if (r->type == RR_MX || r->type == RR_SRV)
		out->priority = xasprintf("%u", (unsigned)r->priority);
	if (item->action == ACTION_CHANGE)
		out->old = value_of(&item->old, host);
	collect_advice(&advice, item, host, zone);
	add_advice(&text, &advice, host, zone);
	out->advice = str_take(&text);
}

void form_text_free(struct form_text *form)
{
	free(form->name);
	free(form->priority);
	free(form->value);
	free(form->old);
	free(form->line);
	free(form->advice);
	*form = (struct form_text){ 0 };
}
