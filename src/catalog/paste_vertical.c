/* Tables that lost their shape: every cell stands on a line of its own.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <string.h>

#define FIELDS       (FIELD_OTHER + 1)
#define GAP_MAX      2 /* empty lines between two cells */
#define HEADS_MAX    8
#define PRIORITY_MAX 100 /* without a head that says so */

/* The next line with something in it; noisy: interface words count too. */
static size_t next_cell(const struct paste_reader *r, size_t at, bool noisy)
{
	size_t gap = 0;

	for (; at < r->count && gap <= GAP_MAX; at++) {
		struct slice line = slice_trim(r->lines[at].text);

		if (line.len == 0)
			gap++;
		else if (noisy || !is_noise(line))
			return at;
	}
	return r->count;
}

/* Column heads on lines of their own, and their order: the last line of them,
 * 0 when there are none. */
static size_t read_heads(const struct paste_reader *r, size_t at,
			 struct header *header)
{
	size_t last = at;
	bool value = false;

	*header = (struct header){ 0 };
	for (size_t i = at; i < r->count && header->count < HEADS_MAX;
	     i = next_cell(r, i + 1, true)) {
		struct slice line = slice_trim(r->lines[i].text);
		enum paste_field field = label_field(line);

		if (field == FIELD_NONE && header->count > 0 && is_noise(line))
			field = FIELD_OTHER; /* "Standaard", "Copy" */
		if (field == FIELD_NONE || memchr(line.at, ':', line.len))
			break;
		header->field[header->count++] = field;
		value = value || field == FIELD_VALUE;
		last = i;
	}
	return header->count >= 2 && value ? last : 0;
}

/* An empty cell leaves no line: what stands there is of the next column. */
static bool is_left_out(enum paste_field field, struct slice line)
{
	struct slice digits = slice_trim(line);
	uint64_t number;

	if (field == FIELD_PRIORITY)
		return !slice_is(digits, "-") &&
		       !(slice_take_number(&digits, 65535, &number) &&
			 digits.len == 0);
	return word_type(line) != RR_NONE && !is_noise(line);
}

/* The cells of one row below from; every: interface words and numbers are
 * cells as well, as the heads say. The line behind it, or 0. */
static size_t read_row(const struct paste_reader *r,
		       const struct header *header, size_t from, bool every,
		       struct slice cell[FIELDS])
{
	size_t next = from, last = from;

	for (size_t i = 0; i < header->count; i++) {
		enum paste_field field = header->field[i];

		bool extra = field == FIELD_OTHER || field == FIELD_PRIORITY;

		if (extra && (!every || next >= r->count ||
			      is_left_out(field, r->lines[next].text)))
			continue;
		if (next >= r->count)
			return 0;
		cell[field] = strip_noise(r->lines[next].text);
		last = next;
		next = next_cell(r, next + 1, every);
	}
	return last + 1;
}

/* Adds the row at from; the line behind it, 0 when it is no row. */
static size_t take_row(struct paste_reader *r, const struct header *header,
		       size_t from, bool every)
{
	struct slice cell[FIELDS] = { { "", 0 } };
	size_t end = read_row(r, header, from, every, cell);
	struct paste_found found = {
		.type = cell_type(cell[FIELD_TYPE]),
		.host = cell[FIELD_HOST],
		.value = cell[FIELD_VALUE],
		.priority = -1,
		.from = from,
		.to = end - 1,
	};
	uint64_t number;

	if (end == 0 || (found.type == RR_NONE && cell[FIELD_TYPE].len > 0))
		return 0;
	/* One cell too many or too few puts the wrong ones together. */
	if (every && is_noise(found.host) && !paste_means_domain(found.host))
		return 0;
	if (every &&
	    !is_value_of(found.type == RR_NONE ? RR_TXT : found.type,
			 drop_ends(found.value, "\"' ")) &&
	    found.type != RR_MX)
		return 0;
	if (slice_take_number(&cell[FIELD_PRIORITY], 65535, &number))
		found.priority = (int)number;
	return paste_add(r, &found) ? end : 0;
}

size_t paste_vertical_rows(struct paste_reader *r, size_t at,
			   const struct header *header)
{
	size_t end = at;

	for (;;) {
		size_t from = next_cell(r, end, true);
		size_t next = from < r->count ? take_row(r, header, from, true)
					      : 0;

		if (next == 0) {
			from = next_cell(r, end, false);
			next = from < r->count
				       ? take_row(r, header, from, false)
				       : 0;
		}
		if (next == 0)
			break;
		end = next;
	}
	return end - at;
}

size_t paste_vertical_table(struct paste_reader *r, size_t at)
{
	struct header header;
	size_t last, lines;

	if (at < r->headless || (last = read_heads(r, at, &header)) == 0)
		return 0;
	lines = paste_vertical_rows(r, last + 1, &header);
	if (lines > 0)
		return last + 1 - at + lines;
	r->headless = last;
	return 0;
}

/* The priority of an MX on a line of its own, up to the line behind *last; a
 * greater number is a TTL. */
static int number_near(const struct paste_reader *r, size_t at, size_t *last)
{
	for (size_t i = at + 1; i <= *last + 1 && i < r->count; i++) {
		struct slice digits = slice_trim(r->lines[i].text);
		uint64_t number;

		if (slice_take_number(&digits, PRIORITY_MAX, &number) &&
		    digits.len == 0) {
			*last = i > *last ? i : *last;
			return (int)number;
		}
	}
	return -1;
}

/* TYPE, host and value on three lines, without any heads. */
size_t paste_vertical_record(struct paste_reader *r, size_t at, enum rr type)
{
	size_t host = next_cell(r, at + 1, false);
	size_t value = host < r->count ? next_cell(r, host + 1, false)
				       : r->count;

	if (value >= r->count)
		return 0;
	struct paste_found found = {
		.type = type,
		.host = strip_noise(r->lines[host].text),
		.value = strip_noise(r->lines[value].text),
		.priority = -1,
		.from = at,
		.to = value,
	};
	if (!is_host(drop_ends(found.host, "\"'`")) ||
	    label_field(found.host) != FIELD_NONE ||
	    (type == RR_TXT &&
	     !is_record_text(drop_ends(found.value, "\"'"))) ||
	    !is_value_of(type, drop_ends(found.value, "\"'`")))
		return 0;
	size_t last = value;
	if (type == RR_MX)
		found.priority = number_near(r, at, &last);
	return paste_add(r, &found) ? last - at + 1 : 0;
}

/* "Name" and then the names of all records, below it "Value" and theirs. */
size_t paste_transposed_table(struct paste_reader *r, size_t at,
			      enum cells_kind kind)
{
	struct cells row[FIELDS] = { 0 }, cells;
	size_t lines = 0, count = 0, added = 0;
	uint64_t number;

	for (; at + lines < r->count; lines++) {
		if (!cells_split(r->lines[at + lines].text, kind, &cells) ||
		    cells.count < 3 || (count && cells.count > count))
			break;
		enum paste_field field = label_field(cells.cell[0]);
		if (field == FIELD_NONE || row[field].count > 0)
			break;
		row[field] = cells;
		count = count ? count : cells.count;
	}
	if (!row[FIELD_VALUE].count || !row[FIELD_HOST].count)
		return 0;
	for (size_t i = 1; i < count; i++) {
		struct paste_found found = {
			.type = cell_type(row[FIELD_TYPE].cell[i]),
			.host = row[FIELD_HOST].cell[i],
			.value = row[FIELD_VALUE].cell[i],
			.priority = -1,
			.from = at,
			.to = at + lines - 1,
		};
		if (slice_take_number(&row[FIELD_PRIORITY].cell[i], 65535,
				      &number))
			found.priority = (int)number;
		added += found.value.len > 0 && paste_add(r, &found);
	}
	return added ? lines : 0;
}
