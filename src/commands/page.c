/* SPDX-License-Identifier: MIT */
#include "commands/page.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	SCREEN_WIDTH = 80,
	SCREEN_LINES = 23, /* of 24, less the prompt */
	LINES_TO_LEAVE = 2,
};

static bool wants_color(enum when when, FILE *out)
{
	const char *none = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (when != WHEN_AUTO)
		return when == WHEN_ALWAYS;
	if (none && *none)
		return false;
	return isatty(fileno(out)) && term && strcmp(term, "dumb") != 0;
}

struct page page_new(const struct options *options, FILE *out)
{
	return (struct page){
		.text = STR_INIT(STR_MAX_TEXT),
		.color = wants_color(options->color, out),
	};
}

void page_print(struct page *page, FILE *out)
{
	fputs(str_text(&page->text), out);
	str_free(&page->text);
}

size_t page_columns(const char *text)
{
	size_t columns = 0;

	for (; *text; text++)
		columns += ((unsigned char)*text & 0xc0) != 0x80;
	return columns;
}

void page_pad(struct str *out, const char *text, size_t columns)
{
	str_add(out, text);
	for (size_t i = page_columns(text); i < columns; i++)
		str_add_char(out, ' ');
}

static void add_colored(struct page *page, enum page_color color,
			const char *text)
{
	static const char *const codes[] = {
		[PAGE_PLAIN] = "",       [PAGE_GOOD] = "\033[32m",
		[PAGE_BAD] = "\033[31m", [PAGE_WAITING] = "\033[33m",
		[PAGE_BOLD] = "\033[1m",
	};
	bool colored = page->color && color != PAGE_PLAIN;

	str_add(&page->text, colored ? codes[color] : "");
	str_add(&page->text, text);
	str_add(&page->text, colored ? "\033[0m" : "");
}

static void new_line(struct page *page, unsigned indent)
{
	str_add_char(&page->text, '\n');
	page->lines++;
	for (unsigned i = 0; i < indent; i++)
		str_add_char(&page->text, ' ');
}

/* Breaks at blanks only; blanks in a row stay, they align columns. */
static void add_wrapped(struct page *page, unsigned indent, size_t column,
			struct slice line)
{
	bool first = true;

	while (line.len) {
		struct slice rest = line;
		size_t blanks = slice_skip_blanks(&rest);
		struct slice word = slice_take_until(&rest, " ");
		char *text = slice_dup(word);
		size_t columns = page_columns(text);

		if (!first && column + blanks + columns > PAGE_WIDTH) {
			new_line(page, indent);
			column = indent;
		} else {
			for (size_t i = 0; i < blanks; i++)
				str_add_char(&page->text, ' ');
			column += blanks;
		}
		str_add(&page->text, text);
		column += columns;
		first = false;
		line = rest;
		free(text);
	}
}

void page_add(struct page *page, unsigned indent, enum page_color color,
	      const char *sign, const char *text)
{
	struct slice rest = slice_of(text), line;
	size_t sign_columns = page_columns(sign);

	for (unsigned i = 0; i + sign_columns + 1 < indent; i++)
		str_add_char(&page->text, ' ');
	if (sign_columns) {
		add_colored(page, color, sign);
		str_add_char(&page->text, ' ');
	} else if (indent) {
		str_add_char(&page->text, ' ');
	}
	line = slice_take_until(&rest, "\n");
	add_wrapped(page, indent, indent, line);
	while (slice_skip_char(&rest, '\n')) {
		new_line(page, indent);
		line = slice_take_until(&rest, "\n");
		str_add_bytes(&page->text, line.at, line.len);
		page->lines += (unsigned)((indent + line.len) / SCREEN_WIDTH);
	}
	str_add_char(&page->text, '\n');
	page->lines++;
}

bool page_is_full(const struct page *page)
{
	return page->lines + LINES_TO_LEAVE >= SCREEN_LINES;
}

bool page_is_too_long(const struct page *page)
{
	return page->lines + 1 > SCREEN_LINES;
}

struct page_mark page_mark(const struct page *page)
{
	return (struct page_mark){ page->text.len, page->lines };
}

void page_rewind(struct page *page, struct page_mark mark)
{
	char *kept = xstrndup(str_text(&page->text), mark.len);

	str_reset(&page->text);
	str_add(&page->text, kept);
	page->lines = mark.lines;
	free(kept);
}

void page_gap(struct page *page)
{
	str_add_char(&page->text, '\n');
	page->lines++;
}
