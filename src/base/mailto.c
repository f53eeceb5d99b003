/* SPDX-License-Identifier: MIT */
#include "base/mailto.h"

#include <string.h>

/* RFC 3986, 2.3; an address also keeps its @ (RFC 6068, 2). */
static bool is_unreserved(char c, const char *more)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || strchr("-._~", c) || strchr(more, c);
}

static void add_escaped(struct str *out, const char *text, const char *more)
{
	for (const char *c = text; *c; c++) {
		if (*c == '\n')
			str_add(out, "%0D%0A");
		else if (is_unreserved(*c, more))
			str_add_char(out, *c);
		else
			str_addf(out, "%%%02X", (unsigned char)*c);
	}
}

void mailto_add(struct str *out, const char *to, const char *subject,
		const char *text)
{
	str_add(out, "mailto:");
	add_escaped(out, to ? to : "", "@");
	str_add(out, "?subject=");
	add_escaped(out, subject, "");
	str_add(out, "&body=");
	add_escaped(out, text, "");
}
