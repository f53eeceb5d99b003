/* The functions of the table in command.c, each in a file of its name.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_RUN_H
#define ZEGEL_COMMANDS_RUN_H

#include "commands/command.h"

int command_check(struct command_context *context, char **words, size_t count);
int command_watch(struct command_context *context, char **words, size_t count);
int command_records(struct command_context *context, char **words,
		    size_t count);
int command_spf(struct command_context *context, char **words, size_t count);
int command_smtp(struct command_context *context, char **words, size_t count);
int command_imap(struct command_context *context, char **words, size_t count);
int command_read(struct command_context *context, char **words, size_t count);
int command_header(struct command_context *context, char **words, size_t count);
int command_host(struct command_context *context, char **words, size_t count);
int command_services(struct command_context *context, char **words,
		     size_t count);
int command_verify(struct command_context *context, char **words, size_t count);
int command_finish(struct command_context *context, char **words, size_t count);
int command_list(struct command_context *context, char **words, size_t count);
int command_history(struct command_context *context, char **words,
		    size_t count);
int command_install_timer(struct command_context *context, char **words,
			  size_t count);
int command_uninstall_timer(struct command_context *context, char **words,
			    size_t count);
int command_forget(struct command_context *context, char **words, size_t count);
int command_export(struct command_context *context, char **words, size_t count);
int command_import(struct command_context *context, char **words, size_t count);

#endif
