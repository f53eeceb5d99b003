/* Whom zegel check tells what turned.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/option_list.h"
#include "mail/mail_address.h"
#include "net/http_url.h"

bool options_read_mail(struct options *o, const char *value)
{
	free(o->mail_to);
	o->mail_to = mail_address_read(value);
	return o->mail_to != NULL;
}

bool options_read_webhook(struct options *o, const char *value)
{
	struct http_url url;
	bool good = http_url_read(value, &url) ||
		    http_url_read_at_home(value, &url);

	http_url_free(&url);
	o->webhook = value;
	return good;
}
