/* SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"

#define IGNORED_MAX      1000
#define IGNORED_TEXT_MAX 200
#define SAME_MAX         2000 /* records among which doubles are looked for */

static size_t recognise(struct paste_reader *r, size_t at)
{
	static size_t (*const RECOGNISERS[])(struct paste_reader *, size_t) = {
		paste_bind,
		paste_table,
		paste_labels,
		paste_loose,
	};

	for (size_t i = 0; i < COUNT_OF(RECOGNISERS); i++) {
		size_t lines = RECOGNISERS[i](r, at);

		if (lines > 0)
			return lines;
	}
	return 0;
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

		if (!is_noise(r->lines[at].text))
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

static void record_clear(struct paste_record *record)
{
	free(record->host);
	free(record->value);
}

static bool same_host(const char *a, const char *b)
{
	const char *x = strcmp(a, "@") == 0 ? "" : a;
	const char *y = strcmp(b, "@") == 0 ? "" : b;

	return strcasecmp(x, y) == 0;
}

/* Is every term of terms in text as well? */
static bool has_terms(const char *text, const char *terms)
{
	struct slice rest = slice_of(terms), term;

	while (slice_next_word(&rest, &term)) {
		struct slice other = slice_of(text), word;
		bool found = slice_is_nocase(drop_ends(term, "+-~?"), "all");

		while (!found && slice_next_word(&other, &word))
			found = word.len == term.len &&
				strncasecmp(word.at, term.at, term.len) == 0;
		if (!found)
			return false;
	}
	return true;
}

/* Vendors print an SPF text for those who have none, one as an example, and the
 * term alone: they are one record. What says the least is what is wanted; the
 * whole text goes before the term. */
static bool is_spf_double(const struct paste_record *one,
			  const struct paste_record *other)
{
	bool whole = one->type == RR_TXT, other_whole = other->type == RR_TXT;

	if (one->purpose != PURPOSE_SPF || other->purpose != PURPOSE_SPF)
		return false;
	if (!same_host(one->host, other->host) && !(!*one->host && !whole))
		return false;
	if (!whole)
		return has_terms(other->value, one->value);
	return other_whole && has_terms(one->value, other->value);
}

static bool is_double(const struct paste_record *one,
		      const struct paste_record *other)
{
	return (one->type == other->type && same_host(one->host, other->host) &&
		one->priority == other->priority &&
		strcmp(one->value, other->value) == 0) ||
	       is_spf_double(one, other);
}

/* Of two that are the same the first stays; of SPF texts the smallest. */
static void drop_doubles(struct paste *p)
{
	size_t kept = 0;

	if (p->count > SAME_MAX)
		return;
	for (size_t i = 0; i < p->count; i++) {
		struct paste_record *record = &p->records[i];
		bool drop = false;

		for (size_t j = 0; j < p->count && !drop; j++) {
			const struct paste_record *other = &p->records[j];

			if (j == i || !record->host || !other->host)
				continue;
			/* The later of two equal ones goes. */
			drop = is_double(record, other) &&
			       (j < i || !is_double(other, record));
		}
		if (drop) {
			record_clear(record);
			record->host = NULL;
			record->value = NULL;
		}
	}
	for (size_t i = 0; i < p->count; i++) {
		if (p->records[i].host)
			p->records[kept++] = p->records[i];
	}
	p->count = kept;
}

/* In the order of the text; what stands on one line keeps its order. */
static void sort_records(struct paste *p)
{
	if (p->count > SAME_MAX)
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

static void note_ignored(struct paste_reader *r)
{
	struct paste *p = r->out;

	for (size_t i = 0; i < r->count; i++) {
		struct slice line = slice_trim(r->lines[i].text);

		if (r->lines[i].used || is_noise(line) ||
		    cells_is_ruler(line) || p->ignored_count == IGNORED_MAX)
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
	drop_doubles(out);
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
		record_clear(&p->records[i]);
	for (size_t i = 0; i < p->ignored_count; i++)
		free(p->ignored[i].text);
	free(p->records);
	free(p->ignored);
	*p = (struct paste){ 0 };
}
