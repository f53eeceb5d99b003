/* A service as JSON. Whoever has a program read it finds all of services.json
 * and of the template in it.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/service_words.h"
#include "commands/json.h"
#include "commands/service_show.h"
#include "commands/ways_print.h"

static void write_list(struct json_writer *j, const char *key,
		       const char *const *items, size_t count)
{
	if (!count)
		return;
	json_write_array(j, key);
	for (size_t i = 0; i < count; i++)
		json_write_text(j, NULL, items[i]);
	json_write_end(j);
}

static void write_bits(struct json_writer *j, const char *key,
		       const char *const *names, size_t count, unsigned bits)
{
	if (!bits)
		return;
	json_write_array(j, key);
	for (size_t i = 0; i < count; i++) {
		if (bits >> i & 1)
			json_write_text(j, NULL, names[i]);
	}
	json_write_end(j);
}

static void write_ways(struct json_writer *j, const struct service *s)
{
	json_write_array(j, "ways");
	for (size_t i = 0; i < s->way_count; i++) {
		const struct service_way *way = &s->ways[i];

		json_write_object(j, NULL);
		json_write_text(j, "kind", SERVICE_WAY_NAMES[way->kind]);
		json_write_bool(j, "seen", way->seen);
		json_write_text(j, "address", way->address);
		json_write_text(j, "through", way->through);
		json_write_text(j, "path", way->path);
		json_write_text(j, "button", way->button);
		ways_write_costs(j, way->kind);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_records(struct json_writer *j, const struct service *s,
			  const struct template *t)
{
	json_write_array(j, "records");
	for (size_t i = 0; t && i < t->line_count && i < s->record_count; i++) {
		const struct template_line *line = &t->lines[i];
		const struct service_record *r = &s->records[i];

		json_write_object(j, NULL);
		json_write_text(j, "type", rr_name(line->type));
		json_write_text(j, "host", *line->host ? line->host : "@");
		json_write_text(j, "value", line->value);
		json_write_text(j, "purpose", purpose_name(r->purpose));
		json_write_text(j, "evidence",
				SERVICE_EVIDENCE_NAMES[r->evidence]);
		json_write_bool(j, "required", r->required);
		json_write_bool(j, "ready", r->ready);
		json_write_text(j, "group", *line->group ? line->group : NULL);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_gives(struct json_writer *j, const struct service *s)
{
	if (!s->gives_count)
		return;
	json_write_object(j, "gives");
	for (size_t i = 0; i < s->gives_count; i++)
		json_write_number(j, rr_name(s->gives[i].type),
				  s->gives[i].count);
	json_write_end(j);
}

static void write_clicks(struct json_writer *j, const struct service *s)
{
	if (!s->clicks_path && !s->clicks_button)
		return;
	json_write_object(j, "clicks");
	json_write_text(j, "path", s->clicks_path);
	json_write_text(j, "button", s->clicks_button);
	json_write_text(j, "file", s->clicks_file);
	json_write_end(j);
}

static void write_finish(struct json_writer *j, const struct service *s)
{
	json_write_array(j, "finish");
	for (size_t i = 0; i < s->finish_count; i++) {
		const struct service_finish *step = &s->finish[i];

		json_write_object(j, NULL);
		json_write_text(j, "kind", SERVICE_FINISH_NAMES[step->kind]);
		json_write_text(j, "evidence",
				SERVICE_EVIDENCE_NAMES[step->evidence]);
		json_write_text(j, "path", step->path);
		json_write_text(j, "button", step->button);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_says(struct json_writer *j, const struct service *s)
{
	if (!s->says_from_s && !s->says_to_s)
		return;
	json_write_object(j, "says");
	json_write_number(j, "from", s->says_from_s);
	if (s->says_to_s)
		json_write_number(j, "to", s->says_to_s);
	json_write_end(j);
}

static void write_uses(struct json_writer *j, const struct service *s)
{
	json_write_object(j, "uses");
	write_list(j, "spf", s->spf_includes, s->spf_include_count);
	write_list(j, "targets", s->targets, s->target_count);
	write_list(j, "mx", s->mx, s->mx_count);
	write_list(j, "texts", s->texts, s->text_count);
	write_list(j, "at", s->at, s->at_count);
	write_list(j, "keys", s->keys, s->key_count);
	json_write_end(j);
}

static void write_what_it_is(struct json_writer *j, const struct service *s)
{
	json_write_text(j, "id", s->id);
	json_write_text(j, "name", s->name);
	json_write_text(j, "about",
			s->about ? SERVICE_ABOUT_NAMES[s->about] : NULL);
	json_write_text(j, "category", SERVICE_CATEGORY_NAMES[s->category]);
	json_write_text(j, "country", s->country);
	json_write_text(j, "confidence", SERVICE_EVIDENCE_NAMES[s->confidence]);
	json_write_text(j, "values", SERVICE_VALUES_NAMES[s->values]);
	write_list(j, "aliases", s->aliases, s->alias_count);
	write_list(j, "not", s->others, s->other_count);
}

void service_write_json(struct catalog *catalog, const struct service *s,
			const struct service_list *list)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	write_what_it_is(&j, s);
	write_ways(&j, s);
	write_records(&j, s, catalog_template(catalog, s));
	write_gives(&j, s);
	json_write_text(&j, "spf", s->spf_terms);
	json_write_text(&j, "spf_shown", s->spf_shown);
	json_write_bool(&j, "needs_dmarc", s->needs_dmarc);
	write_bits(&j, "asks", SERVICE_ASK_NAMES, SERVICE_ASK_COUNT, s->asks);
	write_bits(&j, "traps", SERVICE_TRAP_NAMES, SERVICE_TRAP_COUNT,
		   s->traps);
	write_clicks(&j, s);
	json_write_text(&j, "meanwhile", SERVICE_MEANWHILE_NAMES[s->meanwhile]);
	write_finish(&j, s);
	write_says(&j, s);
	write_uses(&j, s);
	json_write_text(&j, "help_url", s->help_url);
	json_write_text(&j, "support", s->support);
	write_list(&j, "sources", s->sources, s->source_count);
	json_write_text(&j, "collected", service_list_collected(list));
	json_write_end(&j);
}
