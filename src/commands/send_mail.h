/* Sends one mail through the server of smtp_settings.h, and waits for the
 * server's word.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SEND_MAIL_H
#define ZEGEL_COMMANDS_SEND_MAIL_H

#include "commands/command.h"
#include "commands/smtp_settings.h"

struct letter {
	const char *to; /* as mail_address_read() gives it */
	const char *subject;
	const char *text; /* UTF-8, LF */
	bool automatic;
};

/* The settings as the options, the environment or the file have them, in this
 * order; false: it has said what is wrong with them. */
bool send_mail_settings(const struct command_context *context,
			struct smtp_settings *out) MUST_CHECK;

/* True when the server took it. Else *problem is a sentence, for the caller to
 * free. */
bool send_mail(struct command_context *context,
	       const struct smtp_settings *settings,
	       const struct letter *letter, char **problem) MUST_CHECK;

/* The name of this computer, for the caller to free. */
char *machine_name(void);

#endif
