/* The password of a mail server: from --password-file, else from
 * ZEGEL_SMTP_PASSWORD, else asked for at the terminal. It is kept nowhere.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SERVER_PASSWORD_H
#define ZEGEL_COMMANDS_SERVER_PASSWORD_H

#include "commands/options.h"

/* Of the user of options at that host, for the caller to free. NULL: none came
 * that could be one, and it has said why. */
struct secret *server_password(const struct options *options, const char *host);

#endif
