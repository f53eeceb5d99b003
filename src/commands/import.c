/* zegel import: what an export holds, all of it or nothing.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "commands/json.h"
#include "commands/output.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"

/* A line is a domain with its history. */
enum { LINE_MAX_BYTES = 64 << 20 };

/* Reads a line without its LF; false at the end. */
static bool read_line(FILE *from, struct str *line)
{
	int c;

	str_reset(line);
	while (!line->overflow && (c = getc_unlocked(from)) != EOF) {
		if (c == '\n')
			return true;
		str_add_char(line, (char)c);
	}
	return line->len > 0;
}

/* Sets *failed when the file could not be read to its end. */
static enum err take_lines(struct import *import, FILE *from, bool *failed)
{
	struct str line = STR_INIT(LINE_MAX_BYTES);
	enum err err = OK;

	while (!err && read_line(from, &line)) {
		err = line.overflow ? ERR_TOO_LONG
				    : store_import_line(import, str_text(&line),
							line.len);
	}
	*failed = ferror(from) != 0;
	if (*failed && !err)
		err = ERR_IO;
	str_free(&line);
	return err;
}

static const char *problem_of(const struct import_result *result, enum err err)
{
	if (err == ERR_TOO_LONG)
		return _("a line is too long");
	switch (result->problem) {
	case IMPORT_NOT_AN_EXPORT:
		return _("this is no export of zegel");
	case IMPORT_NEWER:
		return _("this was exported by a newer zegel");
	case IMPORT_NOT_JSON:
		return _("this is no JSON object");
	case IMPORT_LINES_MISSING:
		return _("the export is not whole: lines are missing");
	case IMPORT_LINES_AFTER_END:
		return _("something stands behind the end of the export");
	case IMPORT_BAD_VALUE:
	case IMPORT_GOOD:
		break;
	}
	return _("\"%1$s\" is not known, not there, or cannot have this value");
}

static int refuse(const char *file, const struct import_result *result,
		  enum err err)
{
	struct str problem = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&problem, problem_of(result, err), result->key);
	fprintf(stderr,
		_("zegel: %1$s, line %2$zu: %3$s. Nothing was imported.\n"),
		file, result->line + (err == ERR_TOO_LONG), str_text(&problem));
	str_free(&problem);
	return COMMAND_USAGE;
}

static int tell(const struct options *options,
		const struct import_result *result)
{
	struct json_writer j = json_writer_to(stdout);

	if (!options->json) {
		printf(_("Domains that are new here: %1$zu; that were known: "
			 "%2$zu.\n"),
		       result->added, result->joined);
		return output_end(COMMAND_OK);
	}
	json_write_object(&j, NULL);
	json_write_number(&j, "added", (int64_t)result->added);
	json_write_number(&j, "joined", (int64_t)result->joined);
	json_write_end(&j);
	return output_end(COMMAND_OK);
}

static int run(struct command_context *context, const char *name, FILE *from)
{
	struct import_result result;
	struct import *import;
	bool unreadable;
	enum err err = store_import_begin(context->store, &import);

	if (err)
		return command_store_failed(context, err);
	err = take_lines(import, from, &unreadable);
	err = store_import_end(import, err, &result);
	if (!err)
		return tell(context->options, &result);
	if (err == ERR_SYNTAX || err == ERR_TOO_LONG)
		return refuse(name, &result, err);
	if (!unreadable)
		return command_store_failed(context, err);
	fprintf(stderr, "zegel: %s: %s\n", name, command_file_problem(ERR_IO));
	return COMMAND_USAGE;
}

int command_import(struct command_context *context, char **words, size_t count)
{
	const char *file = count ? words[0] : "-";
	FILE *from = stdin;
	int status;

	if (!command_open_store(context))
		return COMMAND_FAILED;
	if (strcmp(file, "-") != 0)
		from = fopen(file, "re");
	if (!from) {
		enum err err = errno == ENOENT   ? ERR_NOT_FOUND
			       : errno == EACCES ? ERR_DENIED
						 : ERR_IO;

		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(err));
		return COMMAND_USAGE;
	}
	status = run(context, file, from);
	if (from != stdin)
		fclose(from);
	return status;
}
