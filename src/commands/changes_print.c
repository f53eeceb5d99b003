/* The channel of zegel check --changes to standard output: for a person, or
 * JSON.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/changes.h"
#include "commands/output.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"
#include "text/cause_text.h"
#include "text/fill.h"

enum { FINDINGS_SHOWN = 3 }; /* of one domain */

static bool is_wanted(const struct options *options)
{
	return options->changes;
}

static void print_finding(struct page *page, const struct change_finding *f)
{
	bool is_wrong = f->severity == SEVERITY_ERROR && !f->waiting;

	page_add(page, 4, is_wrong ? PAGE_BAD : PAGE_WAITING,
		 is_wrong ? "✗" : "!", f->text);
	page_add(page, 4, PAGE_PLAIN, "", f->fix);
}

/* The errors alone: of a warning nobody has to hear at night. */
static void print_findings(struct page *page, const struct change *change)
{
	size_t errors = 0;

	for (size_t i = 0; i < change->finding_count; i++) {
		if (change->findings[i].severity != SEVERITY_ERROR)
			continue;
		if (errors++ < FINDINGS_SHOWN)
			print_finding(page, &change->findings[i]);
	}
	if (errors > FINDINGS_SHOWN) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		text_fill_one(&text, _("All of it tells: zegel check %1$s"),
			      change->domain);
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
		str_free(&text);
	}
}

static void print_change(const struct options *options,
			 const struct change *change)
{
	struct page page = page_new(options, stdout);
	struct str before = STR_INIT(STR_MAX_TEXT);

	verdict_print_head(&page, change->now, change->sentence);
	change_add_before(&before, change);
	if (before.len)
		page_add(&page, 4, PAGE_PLAIN, "", str_text(&before));
	print_findings(&page, change);
	page_print(&page, stdout);
	str_free(&before);
}

/* In front of all; lines of JSON are kept clean of it. */
static void print_cause(const struct options *options,
			const struct cause *cause)
{
	FILE *to = options->json ? stderr : stdout;
	struct page page = page_new(options, to);
	struct str text = STR_INIT(STR_MAX_TEXT);

	cause_add_sentence(&text, cause);
	if (text.len) {
		page_add(&page, 2, PAGE_WAITING, "!", str_text(&text));
		page_gap(&page);
	}
	page_print(&page, to);
	str_free(&text);
}

static bool print(struct command_context *context,
		  const struct changes *changes)
{
	const struct options *o = context->options;

	print_cause(o, &changes->cause);
	for (size_t i = 0; i < changes->count; i++) {
		if (o->json)
			puts(changes->items[i].json);
		else
			print_change(o, &changes->items[i]);
	}
	return !output_is_gone();
}

const struct change_channel channel_output = {
	.name = "output",
	.is_wanted = is_wanted,
	.tell = print,
};
