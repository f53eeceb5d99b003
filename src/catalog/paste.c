/* SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

#define IGNORED_MAX      1000
#define IGNORED_TEXT_MAX 200
#define SORT_MAX         2000 /* more records stay as they were found */

static size_t recognise(struct paste_reader *r, size_t at)
{
	static size_t (*const RECOGNISERS[])(struct paste_reader *, size_t) = {
		paste_tools, paste_bind, paste_table, paste_labels, paste_loose,
	};

	for (size_t i = 0; i < COUNT_OF(RECOGNISERS); i++) {
		size_t lines = RECOGNISERS[i](r, at);

		if (lines > 0)
			return lines;
	}
	return 0;
}

/* What a master file has behind a semicolon is not in force; with two of them
 * dig names its sections. */
static bool is_comment(struct slice line)
{
	line = slice_trim(line);
	return line.len > 1 && line.at[0] == ';' && line.at[1] != ';';
}

/* Signs alone, or one word that is neither a type nor a label: no record begins
 * with these. Most lines of a long text that is none of ours are like that. */
static bool is_idle(struct slice line)
{
	struct slice word = slice_trim(line);
	bool letters = true, any = false;

	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];

		letters = letters && isalpha(c);
		any = any || isalnum(c) || c >= 0x80;
		if (any && !letters)
			return false;
	}
	return !any ||
	       (word_type(word) == RR_NONE && label_field(word) == FIELD_NONE);
}

/* A heading counts until something else is talked about. */
static bool ends_section(struct slice line)
{
	struct slice word;
	int words = 0;

	while (slice_next_word(&line, &word))
		words++;
	return words > 5;
}

static void read_lines(struct paste_reader *r)
{
	for (size_t at = 0; at < r->count;) {
		size_t lines = 0;

		if (!is_idle(r->lines[at].text) &&
		    !is_noise(r->lines[at].text) &&
		    !is_comment(r->lines[at].text))
			lines = recognise(r, at);
		/* Sentences between labels and rows. */
		for (size_t i = at; lines > 1 && i < at + lines; i++) {
			if (!r->lines[i].used && !is_noise(r->lines[i].text))
				paste_loose(r, i);
		}
		if (lines == 0 && ends_section(r->lines[at].text))
			r->section = RR_NONE;
		at += lines ? lines : 1;
	}
}

void paste_record_clear(struct paste_record *record)
{
	free(record->host);
	free(record->value);
}

/* In the order of the text; what stands on one line keeps its order. */
static void sort_records(struct paste *p)
{
	if (p->count > SORT_MAX)
		return;
	for (size_t i = 1; i < p->count; i++) {
		struct paste_record record = p->records[i];
		size_t j = i;

		for (; j > 0 && p->records[j - 1].line_from > record.line_from;
		     j--)
			p->records[j] = p->records[j - 1];
		p->records[j] = record;
	}
}

/* Heads of tables, "Record 1", brackets: they only hold records together. */
static bool is_furniture(struct slice line)
{
	struct cells cells;
	enum rr type;
	size_t i = 0;

	while (i < line.len && !isalnum((unsigned char)line.at[i]) &&
	       (unsigned char)line.at[i] < 0x80)
		i++;
	if (i == line.len || is_heading(line, &type))
		return true;
	if (!cells_guess(line, &cells))
		return label_field(drop_ends(line, ":*")) != FIELD_NONE;
	for (i = 0; i < cells.count; i++) {
		struct slice cell = drop_ends(cells.cell[i], "\"'*");

		if (label_field(cell) == FIELD_NONE && !is_noise(cell))
			return false;
	}
	return true;
}

static void note_ignored(struct paste_reader *r)
{
	struct paste *p = r->out;

	for (size_t i = 0; i < r->count; i++) {
		struct slice line = slice_trim(r->lines[i].text);

		if (r->lines[i].used || is_noise(line) ||
		    cells_is_ruler(line) || (p->count && is_furniture(line)) ||
		    p->ignored_count == IGNORED_MAX)
			continue;
		p->ignored = grow(p->ignored, p->ignored_count, &r->ignored_cap,
				  sizeof(*p->ignored));
		p->ignored[p->ignored_count++] = (struct paste_ignored){
			.line = r->lines[i].number,
			.text = clean_dup(line.at, line.len, CLEAN_LINE,
					  IGNORED_TEXT_MAX),
		};
	}
}

/* Each line of the text made of HTML has the number of its source line. */
static struct paste_line *split_html(const char *text, size_t len,
				     size_t *count, char **clean)
{
	struct str page = STR_INIT(2 * len + 64);
	size_t numbers_count = 0;
	unsigned *numbers = paste_html_to_text(text, len, &page,
					       &numbers_count);
	struct paste_line *lines = paste_split(str_text(&page), page.len, count,
					       clean);

	/* The first line is the empty one before the first newline. */
	for (size_t i = 0; i < *count; i++)
		lines[i].number = i > 0 && i <= numbers_count ? numbers[i - 1]
							      : 1;
	free(numbers);
	str_free(&page);
	return lines;
}

void paste_read(const char *text, size_t len, const char *domain,
		struct paste *out)
{
	struct paste_reader r = { .domain = domain, .out = out };
	char *clean = NULL;

	*out = (struct paste){ .too_long = len > PASTE_MAX_BYTES };
	if (len > PASTE_MAX_BYTES)
		len = PASTE_MAX_BYTES;
	static const char HIDDEN[] = "[email\xc2\xa0protected]";
	out->hidden_address = memmem(text, len, HIDDEN, sizeof(HIDDEN) - 1) ||
			      memmem(text, len, "[email protected]", 17);
	r.lines = paste_split(text, len, &r.count, &clean);
	if (paste_json(&r, clean, strlen(clean))) {
		/* What holds the records together is not worth a word. */
		for (size_t i = 0; out->count && i < r.count; i++)
			r.lines[i].used = true;
	} else {
		if (paste_is_html(clean, strlen(clean))) {
			char *source = clean;

			free(r.lines);
			r.lines = split_html(source, strlen(source), &r.count,
					     &clean);
			free(source);
		}
		read_lines(&r);
	}
	for (size_t i = 0; i < out->count; i++)
		out->records[i].purpose = purpose_guess(out->records[i].type,
							out->records[i].host,
							out->records[i].value);
	paste_drop_doubles(out);
	sort_records(out);
	note_ignored(&r);
	free(r.bind_owner);
	free(r.origin);
	free(r.lines);
	free(clean);
}

void paste_free(struct paste *p)
{
	for (size_t i = 0; i < p->count; i++)
		paste_record_clear(&p->records[i]);
	for (size_t i = 0; i < p->ignored_count; i++)
		free(p->ignored[i].text);
	free(p->records);
	free(p->ignored);
	*p = (struct paste){ 0 };
}
