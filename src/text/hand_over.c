/* SPDX-License-Identifier: MIT */
#include "text/hand_over.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/form_text.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"

enum { LABEL_COLS = 10 };

/* Where all that there is to do is only recommended, nothing is counted. */
static void add_counts(struct str *out, const struct plan *plan)
{
	size_t before = out->len;

	plan_add_counts(out, plan);
	if (out->len == before)
		/* TRANSLATORS: in the place of "1 record to change". */
		str_add(out, C_("counts", "records that are recommended"));
}

void hand_over_add_subject(struct str *out, const struct hand_over *h)
{
	struct str counts = STR_INIT(STR_MAX_TEXT);
	char *domain = name_for_people(h->domain);

	add_counts(&counts, h->plan);
	/* TRANSLATORS: the subject of a mail; %1$s is a domain, %2$s "1 record
	 * to change and 3 records to add". */
	text_fill_two(out, _("DNS of %1$s: %2$s"), domain, str_text(&counts));
	free(domain);
	str_free(&counts);
}

static void add_request(struct str *out, char letter, const void *ctx)
{
	const struct hand_over *h = ctx;
	char *domain;

	switch (letter) {
	case 'P':
		/* TRANSLATORS: in "E-mail is to be sent with our program". */
		str_add(out,
			*h->programs ? h->programs : C_("with", "our program"));
		break;
	case 'D':
		domain = name_for_people(h->domain);
		str_add(out, domain);
		free(domain);
		break;
	default:
		add_counts(out, h->plan);
		break;
	}
}

void hand_over_add_request(struct str *out, const struct hand_over *h)
{
	/* TRANSLATORS: %1$s is one program or several, %2$s a domain, %3$s "1
	 * record to change and 3 records to add". */
	text_fill(out,
		  _("E-mail on behalf of %2$s is to be sent with %1$s. For "
		    "that, the DNS of this domain has to be changed: %3$s. "
		    "Would you please do that?"),
		  "PDC", add_request, h);
}

static bool has(const struct plan *plan, enum action action)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->items[i].action == action)
			return true;
	}
	return false;
}

void hand_over_add_rules(struct str *out, const struct plan *plan)
{
	if (has(plan, ACTION_CHANGE)) {
		str_add(out,
			_("CHANGE means: put the new value in the place of "
			  "the old one, so that there is only one "
			  "record."));
		str_add_char(out, ' ');
	}
	if (has(plan, ACTION_REMOVE)) {
		str_add(out,
			_("REMOVE means: delete this record, and no other."));
		str_add_char(out, ' ');
	}
	str_add(out, _("Please leave everything else as it is."));
}

void hand_over_add_unknown(struct str *out, const struct plan *plan)
{
	struct str names = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < plan->count; i++) {
		const struct record *r = &plan->items[i].wanted.record;

		if (plan->items[i].action != ACTION_UNKNOWN || !r->name)
			continue;
		str_addf(&names, "%s%s %s", names.len ? ", " : "",
			 rr_name(r->type), r->name);
	}
	if (names.len)
		text_fill_one(out,
			      /* TRANSLATORS: types and names of records. */
			      _("Not known yet, because no answer came: %1$s"),
			      str_text(&names));
	str_free(&names);
}

static void add_paragraph(struct str *out, const char *text)
{
	if (*text)
		str_addf(out, "%s\n\n", text);
}

/* "   Name      @": the columns of characters, which is right for our labels.
 */
static void add_field(struct str *out, const char *label, const char *value)
{
	size_t cols = 0;

	for (const char *at = label; *at; at++)
		cols += ((unsigned char)*at & 0xc0) != 0x80;
	str_addf(out, "   %s", label);
	do
		str_add_char(out, ' ');
	while (++cols < LABEL_COLS);
	str_addf(out, "%s\n", value);
}

/* What stands in the field, and the whole name where that is another. */
static void add_name(struct str *out, const struct form_text *form)
{
	const char *name = form->name;
	char *both;

	if (!*name)
		name = form_empty_words(form->item);
	if (strcmp(form->name, form->record->name) == 0) {
		add_field(out, form->name_label, name);
		return;
	}
	/* TRANSLATORS: a name as it is typed, and the whole one. */
	both = xasprintf(_("%1$s   (in full: %2$s)"), name, form->record->name);
	add_field(out, form->name_label, both);
	free(both);
}

static void add_item(struct str *out, const struct hand_over *h,
		     const struct plan_item *item, size_t number)
{
	struct form_text form;

	form_text_make(&form, item, h->form, h->zone);
	str_addf(out, "%zu. %s  %s", number, action_words(item->action),
		 rr_name(form.record->type));
	if (form_is_recommended(item))
		str_addf(out, "  (%s)", _("recommended"));
	str_add_char(out, '\n');
	add_name(out, &form);
	if (form.priority)
		add_field(out, _("Priority"), form.priority);
	if (form.old && item->old.type != form.record->type)
		add_field(out, _("was"), rr_name(item->old.type));
	if (form.old)
		add_field(out, _("was"), form.old);
	add_field(out, form.old ? _("becomes") : form.value_label, form.value);
	str_add_char(out, '\n');
	form_text_free(&form);
}

static void add_items(struct str *out, const struct hand_over *h)
{
	size_t number = 0;

	for (size_t i = 0; i < h->plan->count; i++) {
		if (form_is_work(&h->plan->items[i]))
			add_item(out, h, &h->plan->items[i], ++number);
	}
}

/* Where: "At TransIP: Domains › voorbeeld.nl › DNS" */
static void add_where(struct str *out, const struct hand_over *h)
{
	struct str path = STR_INIT(STR_MAX_TEXT);

	host_add_path(&path, h->form, h->zone);
	if (h->form && path.len)
		str_addf(out, "%s: %s\n\n", h->form->name, str_text(&path));
	str_free(&path);
}

static void add_notes(struct str *out, const struct hand_over *h)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	unsigned index = 0;
	enum plan_note note;

	while ((note = plan_next_note(h->plan, &index))) {
		if (text.len)
			str_add_char(&text, ' ');
		plan_add_note(&text, h->plan, note);
	}
	add_paragraph(out, str_text(&text));
	str_reset(&text);
	/* Whoever knows the panel needs no word about what we do not know. */
	if (host_for_form(h->form))
		form_add_advice(&text, h->plan, h->form, h->zone);
	add_paragraph(out, str_text(&text));
	str_reset(&text);
	hand_over_add_unknown(&text, h->plan);
	add_paragraph(out, str_text(&text));
	str_free(&text);
}

static void add_lines(struct str *out, const struct plan *plan)
{
	str_addf(out, "%s\n\n", _("The same as lines of a zone file:"));
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];

		if (item->action != ACTION_NEW && item->action != ACTION_CHANGE)
			continue;
		record_add_zone_line(out, &item->wanted.record);
		str_add_char(out, '\n');
	}
	str_add_char(out, '\n');
}

void hand_over_add_mail(struct str *out, const struct hand_over *h)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	/* TRANSLATORS: how a mail begins. */
	add_paragraph(out, _("Hello,"));
	hand_over_add_request(&text, h);
	add_paragraph(out, str_text(&text));
	add_where(out, h);
	add_items(out, h);
	str_reset(&text);
	hand_over_add_rules(&text, h->plan);
	add_paragraph(out, str_text(&text));
	add_notes(out, h);
	add_lines(out, h->plan);
	/* TRANSLATORS: how a mail ends. */
	str_addf(out, "%s\n", _("Kind regards,"));
	str_free(&text);
}

void hand_over_add_letter(struct str *out, const struct hand_over *h)
{
	str_addf(out, "%s: ", _("Subject"));
	hand_over_add_subject(out, h);
	str_add(out, "\n\n");
	hand_over_add_mail(out, h);
}

void hand_over_add_chat(struct str *out, const struct hand_over *h)
{
	size_t start = out->len;

	for (size_t i = 0; i < h->plan->count; i++) {
		struct form_text form;

		if (h->plan->items[i].action == ACTION_KEEP)
			continue;
		form_text_make(&form, &h->plan->items[i], h->form, h->zone);
		if (out->len > start)
			str_add_char(out, '\n');
		str_addf(out, "%s\n%s\n%s\n",
			 action_words(h->plan->items[i].action),
			 rr_name(form.record->type),
			 *form.name ? form.name : form_empty_words(form.item));
		if (form.priority)
			str_addf(out, "%s ", form.priority);
		str_addf(out, "%s\n", form.value);
		form_text_free(&form);
	}
}
