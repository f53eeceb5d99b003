/* zegel services: the programs that zegel knows; one of them in words; and a
 * test of template files.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "commands/service_show.h"
#include "commands/template_check.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/service_text.h"

static void print_row(const struct service *s)
{
	struct str line = STR_INIT(STR_MAX_TEXT);

	page_pad(&line, s->id, 20);
	str_add_char(&line, ' ');
	page_pad(&line, s->name, 34);
	str_add_char(&line, ' ');
	page_pad(&line, s->country ? s->country : "", 3);
	str_add_char(&line, ' ');
	str_add(&line, service_kind_words(s));
	puts(str_text(&line));
	str_free(&line);
}

/* What was asked for, and what was found for it. */
struct search {
	const struct service_list *list;
	const struct service **rows; /* the catalogue's, the user's own last */
	size_t row_count;
	const char *word; /* NULL: all of them */
	struct catalog *catalog;
	const struct options *options;
	bool near; /* nothing fits, so what comes close is taken */
};

static bool is_found(const struct search *search, const struct service *s)
{
	if (!search->word)
		return true;
	return (search->near ? service_comes_near(s, search->word)
			     : service_fits(s, search->word)) > 0;
}

static void write_json(const struct search *search, const struct service *s)
{
	if (s->by_template)
		service_write_template_json(s);
	else
		service_write_json(search->catalog, s, search->list);
}

static void show_row(const struct search *search, const struct service *s)
{
	if (search->options->json)
		write_json(search, s);
	else
		print_row(s);
}

/* Shows all that were found but one; returns how many. */
static size_t show_rows(const struct search *search, const struct service *but)
{
	size_t found = 0;

	for (size_t i = 0; i < search->row_count; i++) {
		const struct service *s = search->rows[i];

		if (s == but || !is_found(search, s))
			continue;
		found++;
		show_row(search, s);
	}
	return found;
}

/* The only one that is found, or the one whose id or name the word is. */
static const struct service *find_one(const struct search *search,
				      size_t *count)
{
	size_t exact_count = 0;
	const struct service *one = NULL, *exact = NULL;

	*count = 0;
	for (size_t i = 0; i < search->row_count; i++) {
		if (!is_found(search, search->rows[i]))
			continue;
		one = search->rows[i];
		(*count)++;
		if (service_matches(one, search->word) == 3) {
			exact = one;
			exact_count++;
		}
	}
	if (service_find(search->list, search->word))
		return service_find(search->list, search->word);
	if (exact_count == 1)
		return exact;
	return *count == 1 ? one : NULL;
}

/* In which two programs that are easily confused differ. */
static void tell_apart(const struct search *search)
{
	struct page page = page_new(search->options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; search->word && i < search->row_count; i++) {
		if (!is_found(search, search->rows[i]))
			continue;
		str_reset(&text);
		service_add_others(&text, search->rows[i]);
		if (text.len)
			page_add(&page, 2, PAGE_PLAIN, "!", str_text(&text));
	}
	if (page.text.len)
		putchar('\n');
	page_print(&page, stdout);
	str_free(&text);
}

static void explain(const struct search *search, const struct service *one,
		    size_t count)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (search->options->json) {
		write_json(search, one);
		return;
	}
	if (one->by_template)
		service_print_template(search->options, one);
	else
		service_print(search->options, search->catalog, one,
			      search->list);
	if (count < 2)
		return;
	text_fill_one(&text, _("Others that “%1$s” fits:"), search->word);
	printf("\n%s\n", str_text(&text));
	show_rows(search, one);
	str_free(&text);
}

/* Of the user's own only what is asked for is read: one file for its id. */
static void gather_rows(struct search *search)
{
	const struct service *one =
		search->word ? service_find(search->list, search->word) : NULL;
	const struct service *const *own;
	const struct service *all;
	size_t own_count, count;

	all = service_list_all(search->list, &count);
	own = own_templates_all(catalog_own_templates(search->catalog),
				&own_count, !one);
	search->rows = xcalloc(count + own_count, sizeof(*search->rows));
	for (size_t i = 0; i < count; i++)
		search->rows[search->row_count++] = &all[i];
	for (size_t i = 0; i < own_count; i++)
		search->rows[search->row_count++] = own[i];
}

static int search_services(struct search *search)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	const struct service *one;
	size_t count;

	one = find_one(search, &count);
	if (!count) {
		search->near = true;
		one = find_one(search, &count);
		if (count)
			text_fill_one(&text,
				      _("Nothing is called “%1$s”; this comes "
					"close to it:"),
				      search->word);
		else
			text_fill_one(&text,
				      _("No program fits “%1$s”. Whatever it "
					"is, its records can be pasted: zegel "
					"records DOMAIN --records FILE"),
				      search->word);
		fprintf(stderr, "zegel: %s\n", str_text(&text));
	}
	str_free(&text);
	if (!count)
		return COMMAND_NO;
	if (one) {
		explain(search, one, count);
	} else {
		show_rows(search, NULL);
		if (!search->options->json)
			tell_apart(search);
	}
	return COMMAND_OK;
}

int command_services(struct command_context *context, char **words,
		     size_t count)
{
	struct search search = {
		.options = context->options,
		.catalog = context->catalog,
	};
	int status = COMMAND_OK;

	if (count && strcmp(words[0], "check") == 0)
		return output_end(template_check_files(words + 1, count - 1));
	if (count > 1)
		return command_usage("services");
	search.list = catalog_services(context->catalog);
	if (!search.list) /* main says what is wrong with the data files */
		return COMMAND_FAILED;
	search.word = count ? words[0] : NULL;
	gather_rows(&search);
	if (search.word)
		status = search_services(&search);
	else
		show_rows(&search, NULL);
	free(search.rows);
	return output_end(status);
}
