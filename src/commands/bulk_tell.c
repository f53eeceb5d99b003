/* SPDX-License-Identifier: MIT */
#include "commands/bulk_tell.h"

#include <stdlib.h>

#include "base/clean.h"
#include "commands/verdict_json.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"

enum { SHOWN = 200 }; /* bytes of a line that is repeated */

void bulk_tell_verdict(const struct command_context *context,
		       const struct verdict *v)
{
	if (context->options->json) {
		struct json_writer j = json_writer_to(stdout);

		verdict_write_json(&j, v);
	} else {
		struct page page = page_new(context->options, stdout);

		verdict_print_line(&page, v,
				   catalog_services(context->catalog));
		page_print(&page, stdout);
	}
}

void bulk_tell_problem(const struct command_context *context, uint64_t number,
		       struct slice line, enum bulk_problem problem,
		       const char *text)
{
	char *shown = clean_dup(line.at, line.len, CLEAN_LINE, SHOWN);
	struct str said = STR_INIT(STR_MAX_TEXT);

	if (context->options->json) {
		struct json_writer j = json_writer_to(stdout);

		json_write_object(&j, NULL);
		json_write_number(&j, "line", (int64_t)number);
		json_write_text(&j, "input", shown);
		json_write_text(&j, "error", bulk_problem_name(problem));
		json_write_text(&j, "text", text);
		json_write_end(&j);
	} else {
		/* A plugin's first line says it all. */
		FILE *to = context->options->format == FORMAT_NAGIOS ? stderr
								     : stdout;
		struct page page = page_new(context->options, to);

		str_addf(&said, _("line %llu: "), (unsigned long long)number);
		str_add(&said, text);
		page_add(&page, 2, PAGE_BAD, "✗", str_text(&said));
		page_print(&page, to);
	}
	str_free(&said);
	free(shown);
}
