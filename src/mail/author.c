/* SPDX-License-Identifier: MIT */
#include "mail/author.h"

#include <stdio.h>
#include <string.h>

/* Skips a quoted string or a comment with what is nested in it. */
static void skip_quoted(struct slice *rest)
{
	char open = rest->at[0];
	char close = open == '"' ? '"' : ')';
	unsigned depth = 1;

	(void)slice_skip_char(rest, open);
	while (rest->len && depth) {
		char c = rest->at[0];

		if (c == '\\' && rest->len > 1)
			(void)slice_skip_char(rest, c);
		else if (c == close)
			depth--;
		else if (c == open)
			depth++;
		(void)slice_skip_char(rest, rest->at[0]);
	}
}

static void take(struct author *out, struct slice address)
{
	const char *at = NULL;

	address = slice_trim(address);
	for (size_t i = 0; i < address.len; i++) {
		if (address.at[i] == '@')
			at = address.at + i;
	}
	if (!at || at == address.at)
		return;
	out->count++;
	if (*out->domain)
		return;
	if (!name_canonical(at + 1, (size_t)(address.at + address.len - at) - 1,
			    out->domain)) {
		*out->domain = '\0';
		return;
	}
	snprintf(out->address, sizeof(out->address), "%.*s", (int)address.len,
		 address.at);
}

void author_read(const char *value, struct author *out)
{
	struct slice rest = slice_of(value), bare = { value, 0 };

	*out = (struct author){ .count = 0 };
	while (rest.len) {
		char c = rest.at[0];

		if (c == '"' || c == '(') {
			const char *from = rest.at;

			skip_quoted(&rest);
			/* "jan jansen"@voorbeeld.nl */
			if (c == '"' && rest.len && rest.at[0] == '@')
				bare.at = from;
			continue;
		}
		if (c == '<') {
			struct slice inner;

			(void)slice_skip_char(&rest, '<');
			inner = slice_take_until(&rest, ">");
			out->is_empty = !slice_trim(inner).len;
			take(out, inner);
			(void)slice_skip_char(&rest, '>');
			continue;
		}
		if (strchr(" \t,;:", c)) {
			(void)slice_skip_char(&rest, c);
			bare.at = rest.at;
			continue;
		}
		if (bare.at > rest.at || bare.at < value)
			bare.at = rest.at;
		(void)slice_take_until(&rest, " \t,;:<(\"");
		bare.len = (size_t)(rest.at - bare.at);
		if (memchr(bare.at, '@', bare.len))
			take(out, bare);
		bare.at = rest.at;
	}
}
