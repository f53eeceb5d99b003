/* A service in words: what it asks, which records, which ways, what comes
 * behind, and where all that is from.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/page.h"
#include "commands/service_show.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/service_text.h"
#include "text/way_text.h"

/* Adds the sentence, if there is one, and empties it. */
static void add_text(struct page *page, const char *sign, struct str *text)
{
	if (text->len)
		page_add(page, 2, PAGE_PLAIN, sign, str_text(text));
	str_reset(text);
}

static void add_heading(struct page *page, const char *heading)
{
	page_gap(page);
	page_add(page, 0, PAGE_BOLD, "", heading);
}

static void add_first_lines(struct page *page, const struct service *s)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	str_addf(&text, "%s (%s, %s)", s->name, s->id, service_kind_words(s));
	page_add(page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	service_add_certainty(&text, s);
	add_text(page, "", &text);
	service_add_others(&text, s);
	add_text(page, "!", &text);
	str_free(&text);
}

/* What has to be done in the program, to see its records. */
static void add_before(struct page *page, const struct service *s,
		       const char *domain)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!s->asks &&
	    (s->values == VALUES_READY || s->values == VALUES_NO_DNS))
		return;
	add_heading(page, _("Beforehand"));
	service_add_asks(&text, s);
	add_text(page, "•", &text);
	if (s->values != VALUES_READY && s->values != VALUES_NO_DNS)
		service_add_clicks(&text, s, domain);
	add_text(page, "•", &text);
	service_add_file(&text, s);
	add_text(page, "•", &text);
	service_add_expected(&text, s);
	add_text(page, "•", &text);
	str_free(&text);
}

static const char *const EVIDENCE_SIGNS[] = {
	[EVIDENCE_VENDOR] = "✓",  [EVIDENCE_PUBLIC] = "~",
	[EVIDENCE_SHAPE] = "?",   [EVIDENCE_MEMORY] = "?",
	[EVIDENCE_ASSUMED] = "?",
};

/* "✓ CNAME  k2._domainkey  dkim2.mcsv.net", "…" for what is each customer's
 * own. */
static void add_record(struct page *page, const struct service *s,
		       const struct template_line *line, size_t index,
		       const struct template_input *in)
{
	const struct service_record *record = &s->records[index];
	struct str text = STR_INIT(STR_MAX_TEXT), name = STR_INIT(STR_MAX_TEXT);

	service_add_known(&name, *line->host ? line->host : "@", in, "…");
	page_pad(&text, line->spf_merge ? "SPF" : rr_name(line->type), 6);
	str_add_char(&text, ' ');
	page_pad(&text, str_text(&name), 22);
	str_add(&text, "  ");
	service_add_known(&text, line->value, in, "…");
	if (!record->required)
		str_addf(&text, "  (%s)", _("optional"));
	if (*line->group)
		str_addf(&text, "  [%s]", line->group);
	page_add(page, 2, PAGE_PLAIN, EVIDENCE_SIGNS[record->evidence],
		 str_text(&text));
	str_free(&name);
	str_free(&text);
}

/* What the signs in front of the records mean. */
static void add_legend(struct page *page, const struct service *s)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	unsigned told = 0;

	for (size_t i = 0; i < s->record_count; i++) {
		enum evidence e = s->records[i].evidence;

		if (told & 1u << e)
			continue;
		if (told)
			str_add(&text, "   ");
		told |= 1u << e;
		str_addf(&text, "%s %s", EVIDENCE_SIGNS[e],
			 service_evidence_words(e));
	}
	add_text(page, "", &text);
	str_free(&text);
}

static void add_records(struct page *page, struct catalog *catalog,
			const struct service *s, const char *domain)
{
	const struct template *t = catalog_template(catalog, s);
	const struct template_input in = { .domain = domain };
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!t && !s->needs_dmarc && !s->traps)
		return;
	add_heading(page, _("Records"));
	for (size_t i = 0; t && i < t->line_count && i < s->record_count; i++)
		add_record(page, s, &t->lines[i], i, &in);
	add_legend(page, s);
	if (t && t->group_count > 1)
		str_add(&text, _("What stands in brackets are ways to do the "
				 "same: one of them is enough."));
	add_text(page, "•", &text);
	if (t && s->values != VALUES_READY)
		text_fill_one(&text,
			      _("%1$s shows you your own values for what is "
				"left open here (…)."),
			      s->name);
	add_text(page, "•", &text);
	service_add_dmarc(&text, s);
	add_text(page, "•", &text);
	service_add_traps(&text, s);
	add_text(page, "!", &text);
	str_free(&text);
}

static void add_ways(struct page *page, const struct service *s,
		     const struct service_list *list)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	add_heading(page, _("Ways to send"));
	for (size_t i = 0; i < s->way_count; i++) {
		str_addf(&text, "%s: ", way_words(s->ways[i].kind));
		way_add_costs(&text, s->ways[i].kind);
		str_add_char(&text, ' ');
		service_add_way(&text, s, &s->ways[i], list);
		if (s->ways[i].path)
			str_add_char(&text, ' ');
		service_add_way_clicks(&text, s, &s->ways[i]);
		add_text(page, "•", &text);
	}
	str_free(&text);
}

static void add_afterwards(struct page *page, const struct service *s,
			   const char *domain)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	service_add_meanwhile(&text, s);
	if (text.len) {
		add_heading(page, _("Meanwhile"));
		add_text(page, "", &text);
	}
	add_heading(page, _("Afterwards"));
	for (size_t i = 0; service_add_finish(&text, s, domain, i); i++)
		add_text(page, "•", &text);
	service_add_delay(&text, s);
	add_text(page, "•", &text);
	str_free(&text);
}

static void add_sources(struct page *page, const struct service *s,
			const struct service_list *list)
{
	const char *date = service_list_collected(list);
	struct str text = STR_INIT(STR_MAX_TEXT);

	add_heading(page, _("Where this is from"));
	if (s->help_url)
		page_add(page, 2, PAGE_PLAIN, "•", s->help_url);
	for (size_t i = 0; i < s->source_count; i++) {
		service_add_source(&text, s->sources[i]);
		add_text(page, "•", &text);
	}
	if (date) {
		/* TRANSLATORS: a year and a month, "2026-08". */
		text_fill_one(&text, _("Looked up: %1$s"), date);
		add_text(page, "•", &text);
	}
	str_free(&text);
}

void service_print(const struct options *options, struct catalog *catalog,
		   const struct service *s, const struct service_list *list)
{
	struct page page = page_new(options, stdout);
	/* TRANSLATORS: an example of a customer's domain. */
	const char *domain = _("example.com");

	add_first_lines(&page, s);
	add_before(&page, s, domain);
	add_records(&page, catalog, s, domain);
	add_ways(&page, s, list);
	add_afterwards(&page, s, domain);
	add_sources(&page, s, list);
	page_print(&page, stdout);
}
