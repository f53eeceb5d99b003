/* zegel forget: deletes all that is kept of a domain.
 *
 * SPDX-License-Identifier: MIT */
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"

static int forget(struct command_context *context, const char *word)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	char domain[NAME_SIZE];
	enum err err;

	if (!command_read_domain(word, domain))
		return COMMAND_USAGE;
	err = store_forget(context->store, domain);
	if (err == OK)
		return COMMAND_OK;
	if (err != ERR_NOT_FOUND)
		return command_store_failed(context, err);
	text_fill_one(&text, _("%1$s is not known."), domain);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return COMMAND_NO;
}

int command_forget(struct command_context *context, char **words, size_t count)
{
	int status = COMMAND_OK;

	if (!command_open_store(context))
		return COMMAND_FAILED;
	for (size_t i = 0; i < count; i++)
		status = command_graver(status, forget(context, words[i]));
	return status;
}
