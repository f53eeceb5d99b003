/* SPDX-License-Identifier: MIT */
#include "mail/html.h"

#include <string.h>

#include "mail/ascii.h"

enum { TAG_MAX = 2000 };

static void add_entity(struct str *out, struct slice *in)
{
	static const struct {
		const char *text;
		char character;
	} entities[] = {
		{ "&lt;", '<' },   { "&gt;", '>' },   { "&amp;", '&' },
		{ "&quot;", '"' }, { "&nbsp;", ' ' }, { "&#39;", '\'' }
	};

	for (size_t i = 0; i < COUNT_OF(entities); i++) {
		size_t len = strlen(entities[i].text);

		if (!slice_has_prefix_nocase(*in, entities[i].text))
			continue;
		str_add_char(out, entities[i].character);
		in->at += len;
		in->len -= len;
		return;
	}
	str_add_char(out, '&');
	(void)slice_skip_char(in, '&');
}

/* <br>, </p>, </div>: lines; other tags: nothing. What is no tag, such as an
 * address in angle brackets, stays. */
static void add_tag(struct str *out, struct slice *in)
{
	static const char *const lines[] = { "<br", "</p", "</div", "</tr",
					     "</li" };
	const char *end = memchr(in->at, '>', in->len);
	struct slice tag = { in->at, end ? (size_t)(end + 1 - in->at) : 0 };

	if (!end || tag.len > TAG_MAX || memchr(tag.at, '@', tag.len) ||
	    !(ascii_is_alpha(tag.at[1]) || strchr("/!", tag.at[1]))) {
		str_add_char(out, '<');
		(void)slice_skip_char(in, '<');
		return;
	}
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		if (slice_has_prefix_nocase(tag, lines[i]))
			str_add_char(out, '\n');
	}
	in->at += tag.len;
	in->len -= tag.len;
}

void html_add_text(struct str *out, struct slice in)
{
	while (in.len) {
		if (in.at[0] == '&') {
			add_entity(out, &in);
		} else if (in.at[0] == '<') {
			add_tag(out, &in);
		} else {
			struct slice plain = slice_take_until(&in, "&<");

			str_add_bytes(out, plain.at, plain.len);
		}
	}
}
