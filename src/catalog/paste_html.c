/* The text of an HTML page, so that its tables become lines with tabs. Newlines
 * of the source stay what they are: blanks, but the lines keep their numbers.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define TAG_MAX   16
#define TAG_REACH 1024 /* a longer tag is none */

static const struct {
	const char *tag;
	char becomes;
} TAGS[] = {
	{ "td", '\t' }, { "th", '\t' },    { "tr", '\n' },    { "br", '\n' },
	{ "p", '\n' },  { "div", '\n' },   { "li", '\n' },    { "dd", '\n' },
	{ "dt", '\n' }, { "h1", '\n' },    { "h2", '\n' },    { "h3", '\n' },
	{ "h4", '\n' }, { "pre", '\n' },   { "table", '\n' }, { "ul", '\n' },
	{ "ol", '\n' }, { "tbody", '\n' }, { "thead", '\n' },
};

static const struct {
	const char *entity;
	const char *text;
} ENTITIES[] = {
	{ "&amp;", "&" },    { "&lt;", "<" },     { "&gt;", ">" },
	{ "&quot;", "\"" },  { "&#39;", "'" },    { "&apos;", "'" },
	{ "&nbsp;", " " },   { "&#34;", "\"" },   { "&#x27;", "'" },
	{ "&#46;", "." },    { "&#64;", "@" },    { "&period;", "." },
	{ "&lowbar;", "_" }, { "&#95;", "_" },    { "&equals;", "=" },
	{ "&semi;", ";" },   { "&colon;", ":" },  { "&commat;", "@" },
	{ "&ldquo;", "\"" }, { "&rdquo;", "\"" }, { "&zwnj;", "" },
	{ "&shy;", "" },     { "&rarr;", "→" },
};

bool paste_is_html(const char *text, size_t len)
{
	static const char *const SIGNS[] = { "</td",   "</tr",  "</p>", "</li",
					     "</div",  "<br",   "</TD", "</TR",
					     "</code", "</span" };

	for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
		if (memmem(text, len, SIGNS[i], strlen(SIGNS[i])))
			return true;
	}
	return false;
}

/* The length of the tag at text (with its brackets); 0 when it is none. */
static size_t read_tag(const char *text, size_t len, char name[TAG_MAX],
		       bool *closing)
{
	size_t at = 1, n = 0;

	*closing = at < len && text[at] == '/';
	at += *closing;
	if (at >= len || (!isalpha((unsigned char)text[at]) && text[at] != '!'))
		return 0;
	while (at < len && n + 1 < TAG_MAX && isalnum((unsigned char)text[at]))
		name[n++] = (char)tolower((unsigned char)text[at++]);
	name[n] = '\0';
	size_t reach = len - at < TAG_REACH ? len - at : TAG_REACH;
	const char *end = memchr(text + at, '>', reach);
	return end ? (size_t)(end - text) + 1 : 0;
}

/* What a script or style holds is no text: how far it goes. */
static size_t skip_content(const char *text, size_t len, const char *name)
{
	char *close = xasprintf("</%s", name);
	const char *end = memmem(text, len, close, strlen(close));

	free(close);
	return end ? (size_t)(end - text) : len;
}

static size_t add_entity(const char *text, size_t len, struct str *out)
{
	for (size_t i = 0; i < COUNT_OF(ENTITIES); i++) {
		size_t n = strlen(ENTITIES[i].entity);

		if (n <= len && memcmp(text, ENTITIES[i].entity, n) == 0) {
			str_add(out, ENTITIES[i].text);
			return n;
		}
	}
	str_add_char(out, '&');
	return 1;
}

static size_t add_tag(const char *html, size_t len, struct str *out)
{
	char name[TAG_MAX];
	bool closing;
	size_t used = read_tag(html, len, name, &closing);

	if (used == 0) {
		str_add_char(out, '<');
		return 1;
	}
	if (!closing &&
	    (strcmp(name, "script") == 0 || strcmp(name, "style") == 0))
		return used + skip_content(html + used, len - used, name);
	for (size_t i = 0; i < COUNT_OF(TAGS); i++) {
		bool cell = TAGS[i].becomes == '\t';

		if (strcmp(TAGS[i].tag, name) == 0 && (closing || !cell))
			str_add_char(out, TAGS[i].becomes);
	}
	return used;
}

/* The text that is being made; numbers[i] is the line of the source in which
 * line i of it begins. */
struct page {
	struct str *out;
	unsigned *numbers;
	size_t count, cap, seen;
};

/* Gives the lines that were begun since the last time their number. */
static void number_lines(struct page *page, unsigned number)
{
	for (; page->seen < page->out->len; page->seen++) {
		if (page->out->data[page->seen] != '\n')
			continue;
		page->numbers = grow(page->numbers, page->count, &page->cap,
				     sizeof(*page->numbers));
		page->numbers[page->count++] = number;
	}
}

/* Is the newline at i of the source beside a tag? Then it is layout. */
static bool is_layout(const char *html, size_t len, size_t i)
{
	size_t before = i, after = i;

	while (before > 0 && isspace((unsigned char)html[before - 1]) &&
	       i - before < TAG_REACH)
		before--;
	while (after < len && isspace((unsigned char)html[after]) &&
	       after - i < TAG_REACH)
		after++;
	return before == 0 || html[before - 1] == '>' || after == len ||
	       html[after] == '<';
}

static void add_blank(const char *html, size_t len, size_t i, struct str *out)
{
	if (html[i] == '\n' && !is_layout(html, len, i))
		str_add_char(out, '\n');
	else if (out->len > 0 && !strchr(" \t\n", out->data[out->len - 1]))
		str_add_char(out, ' ');
}

unsigned *paste_html_to_text(const char *html, size_t len, struct str *out,
			     size_t *count)
{
	struct page page = { .out = out };
	unsigned number = 1;

	str_add_char(out, '\n');
	for (size_t i = 0; i < len;) {
		size_t from = i;

		if (html[i] == '<') {
			i += add_tag(html + i, len - i, out);
		} else if (html[i] == '&') {
			i += add_entity(html + i, len - i, out);
		} else {
			if (isspace((unsigned char)html[i]))
				add_blank(html, len, i, out);
			else
				str_add_char(out, html[i]);
			i++;
		}
		number_lines(&page, number);
		for (; from < i; from++)
			number += html[from] == '\n';
	}
	*count = page.count;
	return page.numbers;
}
