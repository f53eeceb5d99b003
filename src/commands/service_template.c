/* A template of the user's own: its variables, groups and records.
 *
 * SPDX-License-Identifier: MIT */
#include "commands/json.h"
#include "commands/page.h"
#include "commands/service_show.h"
#include "i18n/i18n.h"
#include "text/service_text.h"
#include "text/template_text.h"

static void add_text(struct page *page, struct str *text, const char *sign)
{
	if (text->len)
		page_add(page, 2, PAGE_PLAIN, sign, str_text(text));
	str_reset(text);
}

void service_print_template(const struct options *options,
			    const struct service *s)
{
	const struct template *t = own_templates_get(s);
	struct page page = page_new(options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	str_addf(&text, "%s (%s, %s)", s->name, s->id, service_kind_words(s));
	page_add(&page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	template_add_variables(&text, t);
	add_text(&page, &text, "•");
	if (*t->variable_text)
		page_add(&page, 4, PAGE_PLAIN, "", t->variable_text);
	template_add_groups(&text, t);
	add_text(&page, &text, "•");
	if (t->host_required)
		page_add(&page, 2, PAGE_PLAIN, "•",
			 _("It is for a name below the domain, not for the "
			   "domain itself."));
	page_gap(&page);
	for (size_t i = 0; i < t->line_count; i++) {
		template_add_line(&text, &t->lines[i]);
		add_text(&page, &text, "");
	}
	page_print(&page, stdout);
	str_free(&text);
}

static void write_words(struct json_writer *j, const char *key,
			char *const *words, size_t count)
{
	json_write_array(j, key);
	for (size_t i = 0; i < count; i++)
		json_write_text(j, NULL, words[i]);
	json_write_end(j);
}

void service_write_template_json(const struct service *s)
{
	const struct template *t = own_templates_get(s);
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "id", s->id);
	json_write_text(&j, "name", s->name);
	json_write_text(&j, "template", template_is_mail(t) ? "mail" : "more");
	write_words(&j, "variables", t->variables, t->variable_count);
	write_words(&j, "groups", t->groups, t->group_count);
	json_write_array(&j, "records");
	for (size_t i = 0; i < t->line_count; i++) {
		const struct template_line *line = &t->lines[i];

		json_write_object(&j, NULL);
		json_write_text(&j, "type", line->type_name);
		json_write_text(&j, "host", *line->host ? line->host : "@");
		json_write_text(&j, "value", line->value);
		json_write_end(&j);
	}
	json_write_end(&j);
	json_write_end(&j);
}
