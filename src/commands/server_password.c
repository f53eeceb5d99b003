/* SPDX-License-Identifier: MIT */
#include "commands/server_password.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/ask_key.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"

static bool read_password_file(const char *file, struct secret *password)
{
	struct str text = STR_INIT(SECRET_MAX + 2);
	enum err error = command_read_file(file, &text);

	if (error != OK)
		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(error));
	else
		secret_add(password, str_text(&text),
			   strcspn(str_text(&text), "\r\n"));
	if (text.data)
		explicit_bzero(text.data, text.cap);
	str_free(&text);
	return error == OK;
}

struct secret *server_password(const struct options *o, const char *host)
{
	struct str prompt = STR_INIT(STR_MAX_TEXT);
	struct secret *password = NULL;

	if (o->password_file) {
		password = secret_new_password();
		if (!read_password_file(o->password_file, password)) {
			secret_free(password);
			return NULL;
		}
	} else if (o->smtp_password) {
		password = secret_copy(o->smtp_password);
	} else {
		text_fill_two(&prompt,
			      _("Password of %1$s at %2$s (nothing of it is "
				"shown): "),
			      o->user, host);
		password = ask_password(str_text(&prompt));
	}
	str_free(&prompt);
	if (password && secret_is_good(password))
		return password;
	fprintf(stderr, "zegel: %s\n",
		password ? _("This is no password: it is empty, too long, or "
			     "has control characters.")
			 : _("There is no terminal to ask for the password."));
	secret_free(password);
	return NULL;
}
