/* The mail server of zegel smtp and zegel imap.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/option_list.h"
#include "mail/mail_address.h"

bool options_read_server(struct options *o, const char *value)
{
	o->server = value;
	return *value;
}

bool options_read_port(struct options *o, const char *value)
{
	struct slice rest = slice_of(value);
	uint64_t port;

	if (!slice_take_number(&rest, UINT16_MAX, &port) || rest.len || !port)
		return false;
	o->port = (uint16_t)port;
	return true;
}

bool options_read_security(struct options *o, const char *value)
{
	for (int i = 0; i < SECURITY_COUNT; i++) {
		if (!strcmp(value,
			    server_security_name((enum server_security)i))) {
			o->security = (enum server_security)i;
			o->security_given = true;
			return true;
		}
	}
	return false;
}

bool options_read_user(struct options *o, const char *value)
{
	o->user = value;
	return *value;
}

bool options_read_password_file(struct options *o, const char *value)
{
	o->password_file = value;
	return *value;
}

static bool read_address(char **out, const char *value)
{
	free(*out);
	*out = mail_address_read(value);
	return *out != NULL;
}

bool options_read_from(struct options *o, const char *value)
{
	return read_address(&o->from, value);
}

bool options_read_to(struct options *o, const char *value)
{
	return read_address(&o->to, value);
}
