/* zegel read: the records that a pasted text contains.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/paste.h"
#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/state_text.h"

static void write_record(struct json_writer *j, const struct paste_record *r)
{
	json_write_object(j, NULL);
	json_write_text(j, "type",
			r->type == RR_SPF ? "SPF" : rr_name(r->type));
	json_write_text(j, "host", r->host);
	json_write_text(j, "value", r->value);
	if (r->priority >= 0)
		json_write_number(j, "priority", r->priority);
	json_write_text(j, "purpose", purpose_name(r->purpose));
	json_write_array(j, "line");
	json_write_number(j, NULL, r->line_from);
	json_write_number(j, NULL, r->line_to);
	json_write_end(j);
	json_write_end(j);
}

static void write_paste(const struct paste *paste)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_array(&j, "records");
	for (size_t i = 0; i < paste->count; i++)
		write_record(&j, &paste->records[i]);
	json_write_end(&j);
	json_write_array(&j, "ignored");
	for (size_t i = 0; i < paste->ignored_count; i++) {
		json_write_object(&j, NULL);
		json_write_number(&j, "line", paste->ignored[i].line);
		json_write_text(&j, "text", paste->ignored[i].text);
		json_write_end(&j);
	}
	json_write_end(&j);
	json_write_end(&j);
}

static void print_record(struct page *page, const struct paste_record *r)
{
	struct str line = STR_INIT(STR_MAX_TEXT);

	page_pad(&line, purpose_words(r->purpose), 14);
	page_pad(&line, r->type == RR_SPF ? "SPF" : rr_name(r->type), 7);
	page_pad(&line, *r->host ? r->host : "@", 32);
	str_add(&line, "  ");
	if (r->priority >= 0)
		str_addf(&line, "%d ", r->priority);
	str_add(&line, r->value);
	str_add_char(&line, '\n');
	str_add(&page->text, str_text(&line));
	str_free(&line);
}

static void print_paste(const struct options *options,
			const struct paste *paste)
{
	struct page page = page_new(options, stdout);

	for (size_t i = 0; i < paste->count; i++)
		print_record(&page, &paste->records[i]);
	page_print(&page, stdout);
	if (!paste->count)
		fprintf(stderr, "zegel: %s\n", _("No records were found."));
	if (paste->ignored_count)
		fprintf(stderr,
			P_("zegel: %zu line was left out\n",
			   "zegel: %zu lines were left out\n",
			   paste->ignored_count),
			paste->ignored_count);
	if (paste->too_long)
		fprintf(stderr, "zegel: %s\n",
			_("The text is very long: only its beginning was "
			  "read."));
	if (paste->hidden_address)
		fprintf(stderr, "zegel: %s\n",
			_("The web page had hidden a mail address in it: "
			  "\"email protected\" stands in its place."));
}

int command_read(struct command_context *context, char **words, size_t count)
{
	const char *file = count ? words[0] : "-";
	struct str text = STR_INIT(PASTE_MAX_BYTES);
	struct paste paste;
	enum err err;
	int status;

	err = command_read_file(file, &text);
	if (err) {
		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(err));
		str_free(&text);
		return COMMAND_USAGE;
	}
	paste_read(str_text(&text), text.len, NULL, &paste);
	str_free(&text);
	status = paste.count ? COMMAND_OK : COMMAND_NO;
	if (context->options->json)
		write_paste(&paste);
	else
		print_paste(context->options, &paste);
	paste_free(&paste);
	return output_end(status);
}
