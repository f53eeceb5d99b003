/* SPDX-License-Identifier: MIT */
#include "mail/mail_address.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

enum { LOCAL_MAX = 64 }; /* RFC 5321, 4.5.3.1.1 */

/* RFC 5322, 3.2.3. */
static bool is_atext(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_dot_string(const char *text, size_t len)
{
	if (!len || len > LOCAL_MAX)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '.' && !is_atext(text[i]))
			return false;
		if (text[i] == '.' &&
		    (i == 0 || i + 1 == len || text[i + 1] == '.'))
			return false;
	}
	return true;
}

/* Letters, digits, hyphens: a canonical name may hold more. */
static bool is_host_name(const char *name)
{
	for (const char *c = name; *c; c++) {
		if (!((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
		      *c == '-' || *c == '.' || *c == '_'))
			return false;
	}
	return *name != 0;
}

char *mail_address_read(const char *text)
{
	const char *at = strrchr(text, '@');
	char domain[NAME_SIZE];
	char *address;

	if (!at || !is_dot_string(text, (size_t)(at - text)) ||
	    !name_canonical(at + 1, strlen(at + 1), domain) ||
	    !is_host_name(domain))
		return NULL;
	address = xasprintf("%.*s@%s", (int)(at - text), text, domain);
	if (strlen(address) <= MAIL_ADDRESS_MAX)
		return address;
	free(address);
	return NULL;
}

const char *mail_address_domain(const char *address)
{
	return strrchr(address, '@') + 1;
}
