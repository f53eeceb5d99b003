/* zegel services: the programs that zegel knows; one of them in words; and a
 * test of template files.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "commands/template_check.h"
#include "i18n/i18n.h"
#include "text/service_text.h"

static const char *const VALUES[] = {
	[VALUES_READY] = "ready",   [VALUES_MIXED] = "mixed",
	[VALUES_PASTED] = "pasted", [VALUES_UNKNOWN] = "unknown",
	[VALUES_NO_DNS] = "no-dns",
};

static const char *const WAYS[] = {
	[WAY_DNS] = "dns",         [WAY_OWN_SMTP] = "own-smtp",
	[WAY_ALIAS] = "alias",     [WAY_GLOBAL] = "global",
	[WAY_MAILBOX] = "mailbox", [WAY_THROUGH] = "through",
};

static void write_service(const struct service *s)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "id", s->id);
	json_write_text(&j, "name", s->name);
	json_write_text(&j, "category", service_category_name(s->category));
	json_write_text(&j, "country", s->country);
	json_write_text(&j, "confidence", service_evidence_name(s->confidence));
	json_write_text(&j, "values", VALUES[s->values]);
	json_write_text(&j, "spf", s->spf_terms);
	json_write_array(&j, "ways");
	for (size_t i = 0; i < s->way_count; i++)
		json_write_text(&j, NULL, WAYS[s->ways[i].kind]);
	json_write_end(&j);
	json_write_text(&j, "help_url", s->help_url);
	json_write_end(&j);
}

static void print_row(const struct service *s)
{
	struct str line = STR_INIT(STR_MAX_TEXT);

	page_pad(&line, s->id, 24);
	str_add_char(&line, ' ');
	page_pad(&line, s->name, 30);
	str_add_char(&line, ' ');
	page_pad(&line, s->country, 4);
	str_add(&line, service_category_words(s->category));
	puts(str_text(&line));
	str_free(&line);
}

static void add_text(struct page *page, struct str *text, const char *sign)
{
	if (text->len)
		page_add(page, 2, PAGE_PLAIN, sign, str_text(text));
	str_reset(text);
}

static void add_ways(struct page *page, const struct service *s,
		     const struct service_list *list)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	page_gap(page);
	for (size_t i = 0; i < s->way_count; i++) {
		page_add(page, 2, PAGE_BOLD, "", way_words(s->ways[i].kind));
		service_add_way(&text, s, &s->ways[i], list);
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
		str_reset(&text);
	}
	str_free(&text);
}

static void print_service(const struct options *options,
			  const struct service *s,
			  const struct service_list *list)
{
	struct page page = page_new(options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	str_addf(&text, "%s (%s, %s)", s->name, s->id,
		 service_category_words(s->category));
	page_add(&page, 0, PAGE_BOLD, "", str_text(&text));
	str_reset(&text);
	service_add_asks(&text, s);
	add_text(&page, &text, "•");
	if (s->values == VALUES_PASTED || s->values == VALUES_MIXED)
		service_add_clicks(&text, s, "");
	add_text(&page, &text, "•");
	service_add_expected(&text, s);
	add_text(&page, &text, "•");
	service_add_traps(&text, s);
	add_text(&page, &text, "•");
	service_add_meanwhile(&text, s);
	add_text(&page, &text, "•");
	service_add_delay(&text, s);
	add_text(&page, &text, "•");
	add_ways(&page, s, list);
	if (s->help_url)
		page_add(&page, 2, PAGE_PLAIN, "", s->help_url);
	page_print(&page, stdout);
	str_free(&text);
}

static size_t list_services(const struct options *options,
			    const struct service_list *list, const char *word)
{
	const struct service *all;
	size_t count, found = 0;

	all = service_list_all(list, &count);
	for (size_t i = 0; i < count; i++) {
		if (word && !service_matches(&all[i], word))
			continue;
		found++;
		if (options->json)
			write_service(&all[i]);
		else
			print_row(&all[i]);
	}
	return found;
}

int command_services(struct command_context *context, char **words,
		     size_t count)
{
	const struct options *o = context->options;
	const struct service_list *list;
	const struct service *one;

	if (count && strcmp(words[0], "check") == 0)
		return output_end(template_check_files(words + 1, count - 1));
	if (count > 1)
		return command_usage("services");
	list = catalog_services(context->catalog);
	if (!list) /* main says what is wrong with the data files */
		return COMMAND_FAILED;
	one = count ? service_find(list, words[0]) : NULL;
	if (one && !o->json) {
		print_service(o, one, list);
		return output_end(COMMAND_OK);
	}
	if (list_services(o, list, count ? words[0] : NULL))
		return output_end(COMMAND_OK);
	fprintf(stderr, "zegel: %s\n",
		_("No program fits this. Whatever it is, its records can be "
		  "pasted: zegel records DOMAIN --records FILE"));
	return COMMAND_NO;
}
