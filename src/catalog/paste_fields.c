/* Labelled fields: "Name: @", "Typ: TXT", "Waarde" with the value below it, and
 * several labels in running text.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <ctype.h>
#include <string.h>

#define FIELD_TEXT_MAX 65535
#define FIELDS         (FIELD_OTHER + 1)
#define WRAPPED_MAX    4096 /* bytes of one value over several lines */
#define GAP_MAX        3    /* empty lines inside of one record */

/* The record that is being read. */
struct fields {
	struct str text[FIELDS];
	bool named[FIELDS];
	enum rr type;          /* that a label or a heading named */
	enum paste_field open; /* what the next words belong to */
	size_t from, to;
	size_t taken; /* records so far */
};

static void reset(struct fields *f, size_t at)
{
	for (size_t i = 0; i < FIELDS; i++) {
		str_reset(&f->text[i]);
		f->named[i] = false;
	}
	f->type = RR_NONE;
	f->open = FIELD_NONE;
	f->from = at;
	f->to = SIZE_MAX; /* nothing was read yet */
}

static struct slice text_of(const struct fields *f, enum paste_field field)
{
	return slice_of(str_text(&f->text[field]));
}

/* Below the heading "SPF" there may be a CNAME, too. */
static bool fits_section(enum rr section, const struct paste_found *found)
{
	enum rr own = paste_derive_type(found->host, found->value);

	return section != RR_TXT || own == RR_NONE || own == RR_TXT;
}

/* A name on a line of its own above the fields: "k1._domainkey:". */
static struct slice name_above(const struct paste_reader *r, size_t at)
{
	struct slice rest, word, more;

	if (at == 0 || r->lines[at - 1].used)
		return (struct slice){ "", 0 };
	rest = r->lines[at - 1].text;
	if (!slice_next_word(&rest, &word) || slice_next_word(&rest, &more))
		return (struct slice){ "", 0 };
	word = drop_ends(word, "\"':");
	return is_clear_host(word) ? word : (struct slice){ "", 0 };
}

/* Adds what was read as a record, when it is one. */
static void flush(struct paste_reader *r, struct fields *f)
{
	struct slice type_text = slice_trim(text_of(f, FIELD_TYPE)), word;
	struct slice digits = slice_trim(text_of(f, FIELD_PRIORITY));
	uint64_t number;
	bool from_above;
	struct paste_found found = {
		.type = f->type,
		.host = text_of(f, FIELD_HOST),
		.value = text_of(f, FIELD_VALUE),
		.priority = -1,
		.from = f->from,
		.to = f->to,
	};

	struct slice rest = type_text;
	if (slice_next_word(&rest, &word) && word_type(word) != RR_NONE)
		found.type = word_type(word);
	/* "record: s1._domainkey" is the name. */
	else if (!f->named[FIELD_HOST] && is_clear_host(type_text))
		found.host = type_text;
	if (found.type == RR_NONE && fits_section(r->section, &found))
		found.type = r->section;
	if (slice_take_number(&digits, 65535, &number))
		found.priority = (int)number;
	if (f->text[FIELD_VALUE].len == 0)
		return;
	from_above = !f->named[FIELD_HOST] && found.host.len == 0;
	if (from_above)
		found.host = name_above(r, f->from);
	if (paste_add(r, &found)) {
		if (from_above && found.host.len > 0)
			r->lines[f->from - 1].used = true;
		f->taken++;
	}
}

static bool is_empty(const struct fields *f)
{
	for (size_t i = 0; i < FIELDS; i++) {
		if (f->text[i].len > 0)
			return false;
	}
	return true;
}

/* "record: s1._domainkey" before "type: CNAME" is the name. */
static void type_is_host(struct fields *f)
{
	struct slice text = slice_trim(text_of(f, FIELD_TYPE));

	if (f->named[FIELD_HOST] || !is_clear_host(text) ||
	    cell_type(text) != RR_NONE)
		return;
	f->named[FIELD_HOST] = true;
	str_add_bytes(&f->text[FIELD_HOST], text.at, text.len);
	str_reset(&f->text[FIELD_TYPE]);
}

/* A label that is there already begins the next record. */
static void open_field(struct paste_reader *r, struct fields *f,
		       const struct found_label *label, size_t at)
{
	if (label->field == FIELD_TYPE)
		type_is_host(f);
	/* "Record 1" above the fields is no type yet. */
	bool again = f->named[label->field] && label->field != FIELD_OTHER &&
		     (f->text[label->field].len > 0 ||
		      f->text[FIELD_VALUE].len > 0);

	if (again) {
		flush(r, f);
		reset(f, at);
	}
	if (f->to == SIZE_MAX || is_empty(f))
		f->from = at;
	f->named[label->field] = true;
	f->open = label->field;
	if (label->type != RR_NONE)
		f->type = label->type;
	f->to = at;
}

static void put(struct fields *f, struct slice text, bool newline)
{
	struct str *out = &f->text[f->open];

	text = slice_trim(text);
	if (f->open == FIELD_NONE || text.len == 0)
		return;
	if (newline && out->len > 0)
		str_add_char(out, '\n');
	str_add_bytes(out, text.at, text.len);
}

/* Does the line go on with the value that is open? Only a name broken at a
 * hyphen or dot, a text that is not closed, or a wrapped key do. */
static bool continues(const struct fields *f, struct slice line)
{
	const struct str *text = &f->text[f->open];
	struct slice value = slice_of(str_text(text)), word;
	struct str whole = STR_INIT(FIELD_TEXT_MAX);

	if (f->open == FIELD_NONE || text->len > WRAPPED_MAX || line.len == 0)
		return false;
	if (text->len == 0)
		return true;
	/* Panels print the domain behind the name: ".example.nl". */
	if (f->open == FIELD_HOST && line.at[0] == '.')
		return is_target((struct slice){ line.at + 1, line.len - 1 });
	if (f->open != FIELD_VALUE)
		return text->data[text->len - 1] == '-';
	if (strchr("-.", text->data[text->len - 1]) &&
	    is_host(drop_ends(value, "-.")))
		return line.at[line.len - 1] != ':';
	if (!slice_next_word(&line, &word) ||
	    !is_record_text(drop_ends(value, "\"'")))
		return false;
	/* Would the reader of texts take the next word as well? */
	str_add(&whole, str_text(text));
	str_add_char(&whole, '\n');
	size_t before = whole.len;
	str_add_bytes(&whole, word.at, word.len);
	struct str out = STR_INIT(FIELD_TEXT_MAX);
	bool takes = paste_take_text(slice_of(str_text(&whole)), &out) > before;

	str_free(&whole);
	str_free(&out);
	return takes;
}

/* "Create a CNAME record for NAME with this value: ...": type and name stand in
 * the sentence. */
static void take_sentence(const struct paste_reader *r, struct fields *f,
			  struct slice before)
{
	struct slice word, host = { "", 0 };
	enum rr type = RR_NONE;

	while (slice_next_word(&before, &word)) {
		struct slice bare = drop_ends(word, "\"'`:,;()[]");

		if (type == RR_NONE)
			type = word_type(word);
		else if (host.len == 0 && is_host(bare) &&
			 (paste_is_under_domain(r, bare) ||
			  memchr(bare.at, '_', bare.len)))
			host = bare;
	}
	if (type == RR_NONE || host.len == 0)
		return;
	f->type = type;
	f->named[FIELD_HOST] = true;
	str_reset(&f->text[FIELD_HOST]);
	str_add_bytes(&f->text[FIELD_HOST], host.at, host.len);
}

static void take_labelled(struct paste_reader *r, struct fields *f, size_t at,
			  const struct found_label *labels, size_t count)
{
	struct slice line = r->lines[at].text;

	if (labels[0].start > 0 &&
	    continues(f,
		      slice_trim((struct slice){ line.at, labels[0].start })))
		put(f, (struct slice){ line.at, labels[0].start }, true);
	for (size_t i = 0; i < count; i++) {
		size_t end = i + 1 < count ? labels[i + 1].start : line.len;

		open_field(r, f, &labels[i], at);
		if (i == 0 && labels[0].field == FIELD_VALUE &&
		    !f->named[FIELD_HOST])
			take_sentence(
				r, f,
				(struct slice){ line.at, labels[0].start });
		put(f,
		    (struct slice){ line.at + labels[i].end,
				    end - labels[i].end },
		    true);
	}
}

/* Takes one line; false when the labelled part ends before it. */
static bool take_line(struct paste_reader *r, struct fields *f, size_t at,
		      size_t *gap)
{
	struct found_label labels[LABELS_A_LINE];
	struct slice line = r->lines[at].text;
	size_t count = paste_find_labels(line, labels);
	enum rr type;

	if (slice_trim(line).len == 0) {
		if (f->open != FIELD_NONE && f->text[f->open].len > 0)
			f->open = FIELD_NONE;
		return ++*gap <= GAP_MAX;
	}
	*gap = 0;
	if (count > 0) {
		take_labelled(r, f, at, labels, count);
		return true;
	}
	if (paste_label_cell(line, &labels[0])) {
		take_labelled(r, f, at, labels, 1);
		return true;
	}
	if (paste_lone_label(line, &labels[0])) {
		open_field(r, f, &labels[0], at);
		return true;
	}
	if (is_noise(line) || cells_is_ruler(line))
		return true;
	if (is_heading(line, &type) && f->open != FIELD_TYPE) {
		flush(r, f);
		reset(f, at);
		r->section = type;
		r->lines[at].used = true;
		return true;
	}
	if (!continues(f, slice_trim(line)))
		return false;
	put(f, line, true);
	f->to = at;
	return true;
}

/* Labelled lines begin with a label for name, type or value; one label in a
 * sentence ("Adres: ...") is none of ours unless a value follows it. */
static bool begins_here(const struct paste_reader *r, size_t at)
{
	struct found_label labels[LABELS_A_LINE];
	size_t count = paste_find_labels(r->lines[at].text, labels);

	for (size_t i = 0; i < count; i++) {
		if (labels[i].field != FIELD_OTHER)
			return true;
	}
	return (paste_label_cell(r->lines[at].text, &labels[0]) ||
		paste_lone_label(r->lines[at].text, &labels[0])) &&
	       labels[0].field != FIELD_OTHER;
}

size_t paste_labels(struct paste_reader *r, size_t at)
{
	struct fields f = { 0 };
	size_t end = at, gap = 0, last = at;

	/* What was read without a result is not read again line by line. */
	if (at < r->unlabelled || !begins_here(r, at))
		return 0;
	for (size_t i = 0; i < FIELDS; i++)
		f.text[i] = STR_INIT(FIELD_TEXT_MAX);
	reset(&f, at);
	while (end < r->count && take_line(r, &f, end, &gap)) {
		if (slice_trim(r->lines[end].text).len > 0)
			last = end;
		end++;
	}
	flush(r, &f);
	for (size_t i = 0; i < FIELDS; i++)
		str_free(&f.text[i]);
	if (f.taken == 0)
		r->unlabelled = end;
	return f.taken > 0 ? last - at + 1 : 0;
}
