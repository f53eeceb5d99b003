/* zegel export: all that is remembered, to standard output or into a file that
 * only its owner can read. Keys and passwords are never kept, so none leave.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/save.h"
#include "commands/output.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"

static bool write_line(void *ctx, const char *line)
{
	FILE *to = ctx;

	return fputs(line, to) >= 0 && putc('\n', to) != EOF;
}

/* Replacing an older export is what a nightly copy does; anything else that
 * has the name stays. */
static bool may_be_replaced(const char *path)
{
	static const char begin[] = "{\"zegel\":\"export\"";
	char bytes[sizeof(begin) - 1];
	FILE *file = fopen(path, "re");
	size_t len;

	if (!file)
		return errno == ENOENT;
	len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	return len == sizeof(bytes) && memcmp(bytes, begin, len) == 0;
}

static void say(const char *sentence, const char *path)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text, sentence, path);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
}

static int write_file(struct command_context *context, const char *path)
{
	struct saving saving;
	enum err err, store_err;

	if (!may_be_replaced(path)) {
		say(_("%1$s is there already, and is no export of zegel; it "
		      "was left as it is."),
		    path);
		return COMMAND_USAGE;
	}
	err = save_begin(&saving, path);
	if (!err) {
		store_err = store_export(context->store, write_line, saving.to);
		err = save_end(&saving, true, store_err);
		if (store_err)
			return command_store_failed(context, store_err);
	}
	if (!err)
		return COMMAND_OK;
	say(_("%1$s cannot be written; nothing was exported."), path);
	return COMMAND_FAILED;
}

int command_export(struct command_context *context, char **words, size_t count)
{
	enum err err;

	if (!command_open_store(context))
		return COMMAND_FAILED;
	if (count && strcmp(words[0], "-") != 0)
		return write_file(context, words[0]);
	err = store_export(context->store, write_line, stdout);
	return err ? command_store_failed(context, err)
		   : output_end(COMMAND_OK);
}
