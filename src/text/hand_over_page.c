/* The instruction as a web page that needs nothing but itself.
 *
 * Its policy (CSP) names the hashes of the one style and the one script below:
 * nothing else can run, load or send, whatever stands in a value. A unit test
 * holds the hashes against the texts.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/change.h"
#include "text/fill.h"
#include "text/form_text.h"
#include "text/hand_over.h"
#include "text/hand_over_page.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

void page_add_text(struct str *out, const char *text)
{
	static const char special[] = "&<>\"'";
	static const char *const written[] = { "&amp;", "&lt;", "&gt;",
					       "&quot;", "&#39;" };

	for (; *text; text++) {
		const char *at = strchr(special, *text);

		if (at)
			str_add(out, written[at - special]);
		else
			str_add_char(out, *text);
	}
}

/* <tag>text</tag>; attributes begin with a blank and are ours. */
static void add_element(struct str *out, const char *tag,
			const char *attributes, const char *text)
{
	if (!*text)
		return;
	str_addf(out, "<%s%s>", tag, attributes);
	page_add_text(out, text);
	str_addf(out, "</%s>\n", tag);
}

/* The page that is being written. */
struct page {
	struct str *out;
	const struct hand_over *h;
	unsigned ids; /* given out to what can be copied */
};

static void add_button(struct page *p, unsigned id, const char *word)
{
	str_addf(p->out, "<button type=\"button\" hidden data-copy=\"c%u\">",
		 id);
	page_add_text(p->out, word);
	str_add(p->out, "</button>");
}

static void add_label(struct page *p, const char *label)
{
	str_add(p->out, "<div><dt>");
	page_add_text(p->out, label);
	str_add(p->out, "</dt><dd>");
}

static void add_remark(struct page *p, const char *label, const char *remark)
{
	add_label(p, label);
	str_add(p->out, "<em>");
	page_add_text(p->out, remark);
	str_add(p->out, "</em></dd></div>\n");
}

/* A word for itself, so that a line is broken between words: HTML would also
 * break "-all" behind its hyphen. */
static void add_word(struct str *out, const char *tag, struct slice word)
{
	char *text = slice_dup(word);

	str_addf(out, "<%s>", tag);
	page_add_text(out, text);
	str_addf(out, "</%s>", tag);
	free(text);
}

static void add_words(struct str *out, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		struct slice word = slice_take_until(&rest, " ");

		if (word.len)
			add_word(out, "span", word);
		while (slice_skip_char(&rest, ' '))
			str_add_char(out, ' ');
	}
}

/* A field with something to copy; below it, small, what else there is to say.
 */
static void add_value(struct page *p, const char *label, const char *value,
		      const char *small)
{
	unsigned id = ++p->ids;

	add_label(p, label);
	str_addf(p->out, "<div><code id=\"c%u\">", id);
	add_words(p->out, value);
	str_add(p->out, "</code>");
	if (*small) {
		str_add(p->out, "<small>");
		page_add_text(p->out, small);
		str_add(p->out, "</small>");
	}
	str_add(p->out, "</div>");
	/* TRANSLATORS: on a button of the web page. */
	add_button(p, id, _("Copy"));
	str_add(p->out, "</dd></div>\n");
}

/* text with those of its words marked that differ. */
static void add_marked(struct str *out, const char *text,
		       const struct changed_words *words, const char *tag)
{
	const char *from = text;

	for (size_t i = 0; i < words->count; i++) {
		const struct changed_word *w = &words->items[i];
		char *before = xstrndup(from, (size_t)(w->text.at - from));

		add_words(out, before);
		add_word(out, w->differs ? tag : "span", w->text);
		from = w->text.at + w->text.len;
		free(before);
	}
	add_words(out, from);
}

static void add_change(struct page *p, const struct form_text *form)
{
	struct changed_words *gone = xcalloc(1, sizeof(*gone));
	struct changed_words *added = xcalloc(1, sizeof(*added));
	unsigned id = ++p->ids;

	change_compare(form->old, form->value, gone, added);
	if (form->item->old.type != form->record->type)
		add_remark(p, _("was"), rr_name(form->item->old.type));
	add_label(p, _("was"));
	str_add(p->out, "<code class=\"old\">");
	add_marked(p->out, form->old, gone, "del");
	str_add(p->out, "</code></dd></div>\n");
	add_label(p, _("becomes"));
	str_addf(p->out, "<div><code id=\"c%u\">", id);
	add_marked(p->out, form->value, added, "ins");
	str_add(p->out, "</code></div>");
	add_button(p, id, _("Copy"));
	str_add(p->out, "</dd></div>\n");
	free(gone);
	free(added);
}

static void add_name(struct page *p, const struct form_text *form)
{
	struct str full = STR_INIT(STR_MAX_TEXT);

	if (strcmp(form->name, form->record->name) != 0)
		/* TRANSLATORS: the whole name of a record. */
		text_fill_one(&full, _("in full: %1$s"), form->record->name);
	if (*form->name)
		add_value(p, form->name_label, form->name, str_text(&full));
	else
		add_remark(p, form->name_label, form_empty_words(form->item));
	str_free(&full);
}

static void add_fields(struct page *p, const struct form_text *form)
{
	bool goes = form->item->action == ACTION_REMOVE;

	str_add(p->out, "<dl>\n");
	add_name(p, form);
	if (form->priority)
		add_value(p, _("Priority"), form->priority, "");
	if (form->old) {
		add_change(p, form);
	} else if (goes) {
		add_label(p, form->value_label);
		str_add(p->out, "<code class=\"old\">");
		add_words(p->out, form->value);
		str_add(p->out, "</code></dd></div>\n");
	} else {
		add_value(p, form->value_label, form->value, "");
	}
	str_add(p->out, "</dl>\n");
}

static void add_item(struct page *p, const struct plan_item *item)
{
	static const char *const classes[] = {
		[ACTION_NEW] = "new",
		[ACTION_CHANGE] = "change",
		[ACTION_REMOVE] = "remove",
	};
	struct form_text form;

	form_text_make(&form, item, p->h->form, p->h->zone);
	str_addf(p->out,
		 "<li class=\"%s\"><label><input type=\"checkbox\"> <b>",
		 classes[item->action]);
	page_add_text(p->out, action_words(item->action));
	str_addf(p->out, "</b> %s", rr_name(form.record->type));
	if (form_is_recommended(item))
		str_addf(p->out, " <em>(%s)</em>", _("recommended"));
	str_add(p->out, "</label>\n");
	add_fields(p, &form);
	if (host_for_form(p->h->form))
		add_element(p->out, "p", " class=\"advice\"", form.advice);
	str_add(p->out, "</li>\n");
	form_text_free(&form);
}

static void add_items(struct page *p)
{
	const struct plan *plan = p->h->plan;

	str_add(p->out, "<ol>\n");
	for (size_t i = 0; i < plan->count; i++) {
		if (form_is_work(&plan->items[i]))
			add_item(p, &plan->items[i]);
	}
	str_add(p->out, "</ol>\n");
}

static void add_notes(struct page *p)
{
	const struct plan *plan = p->h->plan;
	struct str text = STR_INIT(STR_MAX_TEXT);
	unsigned index = 0;
	enum plan_note note;

	while ((note = plan_next_note(plan, &index))) {
		str_reset(&text);
		plan_add_note(&text, plan, note);
		add_element(p->out, "p", "", str_text(&text));
	}
	str_reset(&text);
	hand_over_add_unknown(&text, plan);
	add_element(p->out, "p", "", str_text(&text));
	str_free(&text);
}

static void add_lines(struct page *p)
{
	const struct plan *plan = p->h->plan;
	struct str lines = STR_INIT(HAND_OVER_MAX);
	unsigned id = ++p->ids;

	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];

		if (item->action != ACTION_NEW && item->action != ACTION_CHANGE)
			continue;
		record_add_zone_line(&lines, &item->wanted.record);
		str_add_char(&lines, '\n');
	}
	if (lines.len) {
		str_add(p->out, "<section>\n");
		add_element(p->out, "h2", "",
			    _("The same as lines of a zone file"));
		/* HTML leaves a line break right behind <pre> out. */
		str_addf(p->out, "<pre id=\"c%u\">", id);
		page_add_text(p->out, str_text(&lines));
		str_add(p->out, "</pre>\n");
		add_button(p, id, _("Copy"));
		str_add(p->out, "\n</section>\n");
	}
	str_free(&lines);
}

static void add_attribute(struct str *out, const char *name, const char *text)
{
	str_addf(out, " %s=\"", name);
	page_add_text(out, text);
	str_add_char(out, '"');
}

static void add_head(struct page *p, const char *title)
{
	str_addf(p->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
		 i18n_current());
	str_add(p->out, "<meta charset=\"utf-8\">\n"
			"<meta http-equiv=\"Content-Security-Policy\" "
			"content=\"default-src 'none'; "
			"style-src '" PAGE_STYLE_HASH "'; "
			"script-src '" PAGE_SCRIPT_HASH "'; "
			"base-uri 'none'; form-action 'none'\">\n"
			"<meta name=\"viewport\" content=\"width=device-width, "
			"initial-scale=1\">\n"
			"<meta name=\"color-scheme\" content=\"light dark\">\n"
			"<meta name=\"referrer\" content=\"no-referrer\">\n");
	add_element(p->out, "title", "", title);
	str_addf(p->out, "<style>%s</style>\n</head>\n", page_style);
}

static void add_intro(struct page *p, const char *title)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	add_element(p->out, "h1", "", title);
	hand_over_add_request(&text, p->h);
	add_element(p->out, "p", " class=\"lead\"", str_text(&text));
	str_reset(&text);
	if (p->h->form) {
		str_addf(&text, "%s: ", p->h->form->name);
		host_add_path(&text, p->h->form, p->h->zone);
		if (host_path(p->h->form))
			add_element(p->out, "p", " class=\"path\"",
				    str_text(&text));
	}
	str_reset(&text);
	hand_over_add_rules(&text, p->h->plan);
	add_element(p->out, "p", " class=\"rules\"", str_text(&text));
	str_free(&text);
}

static void add_foot(struct page *p)
{
	struct str date = STR_INIT(128), text = STR_INIT(512);

	text_add_date(&date, p->h->now);
	text_fill_two(&text,
		      /* TRANSLATORS: %1$s is a date, %2$s the program's name */
		      _("As it stood in the DNS on %1$s. Made with %2$s."),
		      str_text(&date), "zegel");
	add_element(p->out, "footer", "", str_text(&text));
	str_free(&date);
	str_free(&text);
}

void hand_over_add_page(struct str *out, const struct hand_over *h)
{
	struct page p = { .out = out, .h = h };
	char *domain = name_for_people(h->domain);
	struct str title = STR_INIT(STR_MAX_TEXT);

	/* TRANSLATORS: the title of the web page; %1$s is a domain. */
	text_fill_one(&title, _("DNS records for %1$s"), domain);
	add_head(&p, str_text(&title));
	str_add(out, "<body");
	/* TRANSLATORS: on a button that was pressed. */
	add_attribute(out, "data-copied", _("Copied"));
	/* TRANSLATORS: on a button that could not copy; the text is selected
	 * now. */
	add_attribute(out, "data-selected", _("Selected: press Ctrl-C"));
	str_add(out, ">\n<main>\n");
	add_intro(&p, str_text(&title));
	add_items(&p);
	add_notes(&p);
	add_lines(&p);
	add_foot(&p);
	str_addf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n",
		 page_script);
	str_free(&title);
	free(domain);
}
