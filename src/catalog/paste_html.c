/* The text of an HTML page, so that its tables become lines with tabs. Newlines
 * of the source stay what they are: blanks, but the lines keep their numbers.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TAG_MAX   16
#define TAG_REACH 1024 /* a longer tag is none */

/* What a tag becomes: '\t' between two cells, others where the tag opens and
 * closes. Parts of a form stand apart from the text beside them. */
static const struct {
	char becomes;
	const char *tags;
} TAGS[] = {
	{ '\t', "|td|th|" },
	{ '\n', "|tr|br|p|div|li|dd|dt|dl|h1|h2|h3|h4|h5|h6|pre|table|ul|ol|"
		"tbody|thead|section|article|header|footer|form|fieldset|"
		"label|hr|blockquote|summary|details|" },
	{ ' ', "|button|svg|img|input|select|option|i|" },
};

/* Elements of XML that say what they hold. */
static const char ELEMENTS[] =
	"|type|name|value|host|hostname|content|data|target|ttl|priority|";

static const struct {
	const char *entity;
	const char *text;
} ENTITIES[] = {
	{ "&amp;", "&" },    { "&lt;", "<" },     { "&gt;", ">" },
	{ "&quot;", "\"" },  { "&apos;", "'" },   { "&nbsp;", " " },
	{ "&period;", "." }, { "&hyphen;", "-" }, { "&dash;", "-" },
	{ "&lowbar;", "_" }, { "&equals;", "=" }, { "&semi;", ";" },
	{ "&colon;", ":" },  { "&commat;", "@" }, { "&ldquo;", "\"" },
	{ "&rdquo;", "\"" }, { "&zwnj;", "" },    { "&shy;", "" },
	{ "&quot", "\"" },   { "&ndash;", "-" },  { "&thinsp;", " " },
	{ "&rarr;", "→" },
};

/* A closing tag, or a break. */
bool paste_is_html(const char *text, size_t len)
{
	const char *at = text;

	while ((at = memchr(at, '<', len - (size_t)(at - text)))) {
		size_t rest = len - (size_t)(at - text);

		if (rest > 3 && at[1] == '/' && isalpha((unsigned char)at[2]))
			return true;
		if (rest > 3 && strncasecmp(at + 1, "br", 2) == 0)
			return true;
		at++;
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

/* &#95; and &#x5f;: how long it is; 0 when it is none of ASCII. */
static size_t add_number(const char *text, size_t len, struct str *out)
{
	bool hex = len > 2 && (text[2] == 'x' || text[2] == 'X');
	size_t at = hex ? 3 : 2;
	int code = 0;

	if (len < 4 || text[1] != '#')
		return 0;
	for (; at < len && at < 10 && text[at] != ';'; at++) {
		int c = tolower((unsigned char)text[at]);

		if (!(hex ? isxdigit(c) : isdigit(c)))
			return 0;
		code = code * (hex ? 16 : 10) +
		       (isdigit(c) ? c - '0' : c - 'a' + 10);
		if (code > 0xa0)
			return 0;
	}
	if (at >= len || text[at] != ';' || code < ' ' || code == 0x7f)
		return 0;
	str_add_char(out, code < 0x7f ? (char)code : ' ');
	return at + 1;
}

static size_t add_entity(const char *text, size_t len, struct str *out)
{
	size_t used = add_number(text, len, out);

	if (used)
		return used;
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

/* What stands in a field of a form is text like any other. */
static void add_attribute(const char *tag, size_t len, const char *name,
			  struct str *out)
{
	const char *at = memmem(tag, len, name, strlen(name));
	const char *end;

	if (!at || !isspace((unsigned char)at[-1]))
		return;
	at += strlen(name);
	if (at >= tag + len || (*at != '"' && *at != '\''))
		return;
	end = memchr(at + 1, *at, (size_t)(tag + len - at - 1));
	str_add_char(out, ' ');
	for (at++; end && at < end;) {
		if (*at == '&') {
			at += add_entity(at, (size_t)(end - at), out);
		} else {
			str_add_char(out, *at == '\n' ? ' ' : *at);
			at++;
		}
	}
}

static size_t comment_length(const char *text, size_t len)
{
	const char *end;

	if (len < 7 || memcmp(text, "<!--", 4) != 0)
		return 0;
	end = memmem(text + 4, len - 4, "-->", 3);
	return end ? (size_t)(end - text) + 3 : len;
}

static bool is_listed(const char *name, const char *list)
{
	size_t len = strlen(name);

	for (const char *at = list; len && (at = strstr(at, name)); at++) {
		if (at[-1] == '|' && at[len] == '|')
			return true;
	}
	return false;
}

/* Is a cell being written whose closing tag was left out (HTML, 13.1.2.4)? */
static bool in_cell(const struct str *out)
{
	size_t at = out->len;

	while (at > 0 && out->data[at - 1] == ' ')
		at--;
	return at > 0 && !strchr("\t\n", out->data[at - 1]);
}

static size_t add_tag(const char *html, size_t len, struct str *out)
{
	char name[TAG_MAX];
	bool closing;
	size_t used = comment_length(html, len);

	if (used > 0)
		return used;
	used = read_tag(html, len, name, &closing);

	if (used == 0) {
		str_add_char(out, '<');
		return 1;
	}
	if (!closing &&
	    (strcmp(name, "script") == 0 || strcmp(name, "style") == 0))
		return used + skip_content(html + used, len - used, name);
	if (strcmp(name, "input") == 0)
		add_attribute(html, used, "value=", out);
	for (size_t i = 0; i < COUNT_OF(TAGS); i++) {
		bool cell = TAGS[i].becomes == '\t';

		if (is_listed(name, TAGS[i].tags) &&
		    (closing || !cell || in_cell(out)))
			str_add_char(out, TAGS[i].becomes);
	}
	if (is_listed(name, ELEMENTS))
		str_addf(out, closing ? "\n" : "\n%s: ", name);
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
