/* zegel smtp and zegel imap share all but their names: what was asked for, the
 * suggestions, and what came of the test.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SERVER_RUN_H
#define ZEGEL_COMMANDS_SERVER_RUN_H

#include "commands/command.h"
#include "core/server_guess.h"
#include "core/server_test.h"

struct server_run {
	struct command_context *context;
	enum server_protocol protocol;
	char domain[NAME_SIZE]; /* "": none was named */
	char host[NAME_SIZE];
	struct server_guesses guesses;
	struct server_wish wish;
	const struct mail_host *provider; /* of the server, or NULL */
};

int server_run_command(struct command_context *context, char **words,
		       size_t count, enum server_protocol protocol);

/* As one object. */
void server_write_json(const struct server_run *run,
		       const struct server_result *r);

/* Those steps that are over and were not printed yet; printed: one for each. */
void server_print_begin(const struct server_run *run);
void server_print_steps(const struct server_run *run,
			const struct server_result *r,
			bool printed[TEST_STEPS]);
void server_print_end(const struct server_run *run,
		      const struct server_result *r);

#endif
