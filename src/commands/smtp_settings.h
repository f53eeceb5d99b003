/* Through which SMTP server zegel sends, and as whom: from the environment when
 * ZEGEL_SMTP_SERVER is there, else from the file smtp.conf in
 * $XDG_CONFIG_HOME/zegel (~/.config/zegel). Nobody else may read or own that
 * file, as it holds a password:
 *
 *     # a comment
 *     server = smtp.voorbeeld.nl
 *     port = 587
 *     security = starttls
 *     user = zegel@voorbeeld.nl
 *     password = ...
 *     from = zegel@voorbeeld.nl
 *
 * security: starttls, tls (from the first byte), or none, which only a server
 * on this machine may have. Left out, it follows from the port and the server.
 * from: left out, it is the user. In the environment the same are called
 * ZEGEL_SMTP_PORT and so on; ZEGEL_SMTP_PASSWORD also stands in for a password
 * that the file leaves out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SMTP_SETTINGS_H
#define ZEGEL_COMMANDS_SMTP_SETTINGS_H

#include "net/mail_send.h"

struct smtp_settings {
	char *host;
	uint16_t port;
	enum mail_security security;
	char *user; /* NULL: no login */
	struct secret *password;
	char *from;
};

/* *password: what stood in ZEGEL_SMTP_PASSWORD, or NULL; it is taken from
 * there when it is used. ERR_NOT_FOUND: neither a file nor a server in the
 * environment; ERR_DENIED: others have access to the file; ERR_SYNTAX. On any
 * error *problem is one sentence, for the caller to free. */
enum err smtp_settings_load(struct smtp_settings *out, struct secret **password,
			    char **problem) MUST_CHECK;

/* The same out of a text that names them line by line, as the file does (which
 * is wiped by the caller). */
enum err smtp_settings_read(const char *text, size_t len,
			    struct smtp_settings *out, struct secret **password,
			    char **problem) MUST_CHECK;

void smtp_settings_free(struct smtp_settings *settings);

/* The server, as mail_send_new() wants it; borrowed from settings. */
struct mail_server smtp_settings_server(const struct smtp_settings *settings);

/* $XDG_CONFIG_HOME/zegel/smtp.conf; NULL when there is no home either. The
 * caller frees it. */
char *smtp_settings_path(void);

#endif
