/* SPDX-License-Identifier: MIT */
#include "commands/ways_print.h"

#include <stdlib.h>

#include "catalog/catalog.h"
#include "catalog/service_words.h"
#include "text/service_text.h"
#include "text/way_text.h"

static bool make_guide(struct wizard *w, const struct chosen *chosen,
		       struct service_way *way, struct way_guide *guide)
{
	const struct way_about about = {
		.service = wizard_service(w, chosen),
		.way = way,
		.domain = w->choices.domain,
		.services = catalog_services(w->catalog),
		.verdict = w->verdict,
	};

	if (chosen->way == WAY_DNS || !wizard_way(w, chosen, way))
		return false;
	way_guide_make(guide, &about);
	return true;
}

static void print_line(struct page *page, const struct way_line *line,
		       unsigned *number)
{
	char *text;

	switch (line->kind) {
	case WAY_LINE_STEP:
		text = xasprintf("%u", ++*number);
		page_add(page, 4, PAGE_PLAIN, text, line->text);
		free(text);
		break;
	case WAY_LINE_FIELD:
		text = xasprintf("%s: %s", line->label, line->text);
		page_add(page, 6, PAGE_PLAIN, "", text);
		free(text);
		break;
	case WAY_LINE_NOTE:
		page_add(page, 4, PAGE_PLAIN, "•", line->text);
		break;
	}
}

void ways_print(struct page *page, struct wizard *w,
		const struct chosen *chosen)
{
	const struct service *service = wizard_service(w, chosen);
	struct service_way way;
	struct way_guide guide;
	unsigned number = 0;
	char *title;

	if (!make_guide(w, chosen, &way, &guide))
		return;
	title = service ? xasprintf("%s: %s", service->name,
				    way_words(way.kind))
			: xstrdup(way_words(way.kind));
	page_add(page, 0, PAGE_PLAIN, "", title);
	for (size_t i = 0; i < guide.count; i++)
		print_line(page, &guide.lines[i], &number);
	way_guide_free(&guide);
	free(title);
}

void ways_write_costs(struct json_writer *j, enum way_kind kind)
{
	for (int i = 0; i < WAY_ASPECTS; i++)
		json_write_text(
			j, WAY_ASPECT_NAMES[i],
			WAY_VALUE_NAMES[way_cost(kind, (enum way_aspect)i)]);
}

static void write_lines(struct json_writer *j, const struct way_guide *guide,
			const char *name, enum way_line_kind kind)
{
	json_write_array(j, name);
	for (size_t i = 0; i < guide->count; i++) {
		const struct way_line *line = &guide->lines[i];

		if (line->kind != kind)
			continue;
		if (kind != WAY_LINE_FIELD) {
			json_write_text(j, NULL, line->text);
			continue;
		}
		json_write_object(j, NULL);
		json_write_text(j, "label", line->label);
		json_write_text(j, "value", line->text);
		json_write_bool(j, "exact", line->is_exact);
		json_write_end(j);
	}
	json_write_end(j);
}

void ways_write_json(struct json_writer *j, struct wizard *w)
{
	bool begun = false;

	for (size_t i = 0; i < w->choices.count; i++) {
		const struct chosen *chosen = &w->choices.items[i];
		struct service_way way;
		struct way_guide guide;

		if (!make_guide(w, chosen, &way, &guide))
			continue;
		if (!begun)
			json_write_array(j, "ways");
		begun = true;
		json_write_object(j, NULL);
		json_write_text(j, "service", chosen->service);
		json_write_text(j, "way", SERVICE_WAY_NAMES[way.kind]);
		json_write_text(j, "through", way.through);
		ways_write_costs(j, way.kind);
		write_lines(j, &guide, "steps", WAY_LINE_STEP);
		write_lines(j, &guide, "fields", WAY_LINE_FIELD);
		write_lines(j, &guide, "notes", WAY_LINE_NOTE);
		json_write_end(j);
		way_guide_free(&guide);
	}
	if (begun)
		json_write_end(j);
}
