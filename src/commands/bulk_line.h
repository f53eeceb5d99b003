/* One line of zegel check --file: `domain[,service...][,!CODE...]`, or a JSON
 * object with domain, services, records and ignore.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_BULK_LINE_H
#define ZEGEL_COMMANDS_BULK_LINE_H

#include "commands/command.h"

enum bulk_problem {
	BULK_GOOD,
	BULK_EMPTY, /* nothing, or a comment (#): to be passed over */
	BULK_TOO_LONG,
	BULK_NO_JSON,
	BULK_NO_DOMAIN,
	BULK_NO_SERVICE,
	BULK_NO_RECORD,
	BULK_NO_VALUE, /* of a template's variable */
	BULK_NO_CODE,  /* of a finding that is to be ignored */
};

/* The code that stands in the result. */
const char *bulk_problem_name(enum bulk_problem problem);

/* What a line says on top of the usual choices, those of the command line; the
 * caller frees *out. Codes of findings to be left out join those that are in
 * *ignored. Of a bad line *text says what is wrong with it. */
enum bulk_problem bulk_line_read(struct command_context *context,
				 struct slice line, const struct choices *usual,
				 struct choices *out,
				 struct finding_set *ignored, struct str *text);

#endif
