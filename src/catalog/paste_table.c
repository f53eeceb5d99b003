/* Tables: with a header and without one.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <stdlib.h>
#include <string.h>

#define CELL_TEXT_MAX 65535
#define FIELDS        (FIELD_OTHER + 1)
#define GAP_MAX       2 /* empty lines between two rows */

/* A row that is being put together; a broken cell goes on in the next line. */
struct row {
	bool open;
	enum rr type;
	struct str text[FIELDS];
	size_t from, to;
};

static bool is_repeated(const struct header *header, size_t column)
{
	for (size_t i = 0; i < header->count; i++) {
		if (i != column && header->field[i] == header->field[column])
			return true;
	}
	return false;
}

static bool read_header(const struct cells *cells, struct header *header)
{
	size_t known = 0;
	bool value = false, owner = false;

	*header = (struct header){ .kind = cells->kind, .count = cells->count };
	for (size_t i = 0; i < cells->count; i++) {
		struct slice cell = drop_ends(cells->cell[i], "\"'*` ");
		enum paste_field field = label_field(cell);

		if (cell_type(cell) != RR_NONE && field == FIELD_NONE)
			return false;
		header->field[i] = field;
		header->column[i] = cells->column[i];
		known += field != FIELD_NONE;
		value = value || field == FIELD_VALUE;
		owner = owner || field == FIELD_HOST || field == FIELD_TYPE;
	}
	for (size_t i = 0; i < cells->count; i++) {
		if (header->field[i] != FIELD_NONE &&
		    label_is_weak(drop_ends(cells->cell[i], "\"'*` ")) &&
		    is_repeated(header, i))
			header->field[i] = FIELD_OTHER;
	}
	return known >= 2 && value && owner;
}

/* The column of the header that a cell of an aligned table stands under. */
static size_t nearest_column(const struct header *header, size_t column)
{
	size_t best = 0, least = SIZE_MAX;

	for (size_t i = 0; i < header->count; i++) {
		size_t other = header->column[i];
		size_t off = other > column ? other - column : column - other;

		if (off < least) {
			least = off;
			best = i;
		}
	}
	return best;
}

static void row_reset(struct row *row)
{
	row->open = false;
	for (size_t i = 0; i < FIELDS; i++)
		str_reset(&row->text[i]);
}

static void row_flush(struct paste_reader *r, struct row *row)
{
	struct slice digits = drop_ends(
		slice_of(str_text(&row->text[FIELD_PRIORITY])), "\"' ");
	struct paste_found found = {
		.type = row->type,
		.host = slice_of(str_text(&row->text[FIELD_HOST])),
		.value = slice_of(str_text(&row->text[FIELD_VALUE])),
		.priority = -1,
		.from = row->from,
		.to = row->to,
	};
	uint64_t number;

	if (row->open) {
		if (slice_take_number(&digits, 65535, &number))
			found.priority = (int)number;
		paste_add(r, &found);
	}
	row_reset(row);
}

/* CSV doubles the quotes inside of a cell. */
static void add_cell_text(struct str *out, struct slice cell, bool csv)
{
	bool quoted = csv && cell.len >= 2 && cell.at[0] == '"' &&
		      cell.at[cell.len - 1] == '"';

	if (!quoted) {
		str_add_bytes(out, cell.at, cell.len);
		return;
	}
	for (size_t i = 1; i + 1 < cell.len; i++) {
		if (cell.at[i] == '"' && cell.at[i + 1] == '"' &&
		    i + 2 < cell.len)
			i++;
		str_add_char(out, cell.at[i]);
	}
}

/* A cell that was broken over two lines: words of an SPF text or tag list had a
 * blank there, names and keys had none. */
static void append_broken(struct str *out, struct slice more)
{
	struct slice rest = more, word;

	if (out->len > 0 && slice_next_word(&rest, &word) &&
	    (is_spf_term(word, false) || memchr(word.at, '=', word.len)) &&
	    memchr(out->data, ' ', out->len))
		str_add_char(out, ' ');
	str_add_bytes(out, more.at, more.len);
}

static struct slice find_type_cell(const struct header *header,
				   const struct cells *cells, enum rr *type)
{
	struct slice none = { "", 0 };

	*type = RR_NONE;
	for (size_t i = 0; i < cells->count; i++) {
		size_t column = header->kind == CELLS_WIDE
					? nearest_column(header,
							 cells->column[i])
					: i;
		struct slice cell = drop_ends(strip_noise(cells->cell[i]),
					      "\"'*` ");

		if (column >= header->count ||
		    header->field[column] != FIELD_TYPE)
			continue;
		*type = cell_type(cell);
		if (*type != RR_NONE)
			return cell;
		if (cell.len > 0)
			none = cell;
	}
	return none;
}

static bool has_field(const struct header *header, enum paste_field field)
{
	for (size_t i = 0; i < header->count; i++) {
		if (header->field[i] == field)
			return true;
	}
	return false;
}

static void fill_row(struct row *row, const struct header *header,
		     const struct cells *cells, bool append)
{
	bool csv = header->kind == CELLS_COMMA ||
		   header->kind == CELLS_SEMICOLON;

	for (size_t i = 0; i < cells->count; i++) {
		size_t column = header->kind == CELLS_WIDE
					? nearest_column(header,
							 cells->column[i])
					: i;
		/* What goes beyond the last column had the delimiter in it. */
		if (column >= header->count && csv && !append &&
		    header->field[header->count - 1] == FIELD_VALUE) {
			struct str *value = &row->text[FIELD_VALUE];
			const char *end = cells->cell[i].at +
					  cells->cell[i].len;
			const char *begin = cells->cell[header->count - 1].at;

			str_reset(value);
			str_add_bytes(value, begin, (size_t)(end - begin));
			continue;
		}
		if (column >= header->count)
			continue;
		struct str *text = &row->text[header->field[column]];
		struct slice cell = strip_noise(cells->cell[i]);

		if (append)
			append_broken(text, cell);
		else if (text->len == 0)
			add_cell_text(text, cell, csv);
	}
}

static struct slice cell_of(const struct header *header,
			    const struct cells *cells, enum paste_field field)
{
	for (size_t i = 0; i < header->count && i < cells->count; i++) {
		if (header->field[i] == field)
			return drop_ends(strip_noise(cells->cell[i]), "\"'` ");
	}
	return (struct slice){ "", 0 };
}

/* A type that spans rows stands in the first of them only. Nobody breaks cells
 * in two where tabs or commas keep them apart. */
static bool is_next_of_type(const struct header *header, const struct row *row,
			    const struct cells *cells)
{
	struct slice host = cell_of(header, cells, FIELD_HOST);
	struct slice value = cell_of(header, cells, FIELD_VALUE);

	return header->kind != CELLS_WIDE && header->kind != CELLS_PIPE &&
	       row->type != RR_NONE && is_host(host) &&
	       is_value_of(row->type, value) &&
	       (row->type != RR_TXT || is_record_text(value));
}

/* "MX (10)" says the priority as well. */
static void take_priority(struct row *row, struct slice type_cell)
{
	struct str *priority = &row->text[FIELD_PRIORITY];
	struct slice number = type_cell;

	slice_take_until(&number, "0123456789");
	if (row->type == RR_MX && priority->len == 0)
		str_add_bytes(priority, number.at, number.len);
}

/* Takes one line into the table; false when it does not belong to it. */
static bool take_row(struct paste_reader *r, const struct header *header,
		     struct row *row, size_t at)
{
	struct cells cells;
	enum rr type;
	struct slice line = r->lines[at].text;

	cells_split(line, header->kind, &cells);
	struct slice cell = find_type_cell(header, &cells, &type);
	bool typed = has_field(header, FIELD_TYPE);

	if (typed ? type != RR_NONE : cells.count > 1) {
		row_flush(r, row);
		row->open = true;
		row->type = type != RR_NONE ? type : r->section;
		row->from = row->to = at;
		fill_row(row, header, &cells, false);
		take_priority(row, cell);
		return true;
	}
	if (row->open && cell.len == 0 &&
	    is_next_of_type(header, row, &cells)) {
		row_flush(r, row);
		row->open = true;
		row->from = row->to = at;
		fill_row(row, header, &cells, false);
		return true;
	}
	/* A line without a type right below a row is the rest of its cells. */
	if (row->open && row->to + 1 == at && cell.len == 0 &&
	    (header->kind == CELLS_WIDE ? line.at[0] == ' ' || cells.count > 1
					: cells.count > 1)) {
		fill_row(row, header, &cells, true);
		row->to = at;
		return true;
	}
	return false;
}

static size_t table_with_header(struct paste_reader *r, size_t at,
				const struct header *header)
{
	struct row row = { 0 };
	size_t last = at, gap = 0;

	for (size_t i = 0; i < FIELDS; i++)
		row.text[i] = STR_INIT(CELL_TEXT_MAX);
	for (size_t i = at + 1; i < r->count && gap <= GAP_MAX; i++) {
		struct slice line = slice_trim(r->lines[i].text);

		if (line.len == 0 || cells_is_ruler(line) || is_noise(line)) {
			gap += line.len == 0;
			continue;
		}
		if (!take_row(r, header, &row, i))
			break;
		last = i;
		gap = 0;
	}
	row_flush(r, &row);
	for (size_t i = 0; i < FIELDS; i++)
		str_free(&row.text[i]);
	r->lines[at].used = last > at;
	return last - at + 1;
}

/* The cells of a row that mean something, and what the others told. */
struct row_cells {
	struct slice cell[3];
	size_t count;
	size_t before; /* how many of them stand before the type */
	enum rr type;
	int priority;
};

static void sort_cells(const struct cells *cells, struct row_cells *out)
{
	*out = (struct row_cells){ .priority = -1 };
	for (size_t i = 0; i < cells->count; i++) {
		struct slice cell = drop_ends(strip_noise(cells->cell[i]),
					      "`*");
		enum rr type = cell_type(drop_ends(cell, "\"' "));
		struct slice digits = cell;
		uint64_t number;

		if (slice_take_number(&digits, 65535, &number) &&
		    digits.len == 0) {
			out->priority = (int)number;
		} else if (type != RR_NONE && out->type == RR_NONE) {
			out->type = type;
			out->before = out->count;
		} else if (!is_noise(cell) && !slice_is(cell, "IN") &&
			   out->count < COUNT_OF(out->cell)) {
			out->cell[out->count++] = cell;
		}
	}
}

static bool has_digit(struct slice text)
{
	slice_take_until(&text, "0123456789");
	return text.len > 0;
}

/* A row without a header: the cell with the type tells the others apart. The
 * host is the last one before it, else the first of all. */
static bool row_alone(struct paste_reader *r, size_t at,
		      const struct cells *cells)
{
	struct row_cells row;

	sort_cells(cells, &row);
	if (row.type == RR_NONE && row.count == 2 &&
	    is_clear_host(drop_ends(row.cell[0], "\"'")))
		row.type = r->section;
	/* A type and one more cell is a line of text or a heading. */
	if (row.count < 2 || (row.type == RR_NONE && row.count != 2))
		return false;
	size_t host = row.before > 0 ? row.before - 1 : 0;
	if (host + 1 == row.count)
		host--;
	struct paste_found found = {
		.type = row.type,
		.host = drop_ends(row.cell[host], "\"' "),
		.value = row.cell[host + 1],
		.priority = row.priority,
		.from = at,
		.to = at,
	};
	if (!is_host(found.host) ||
	    !is_value_of(row.type == RR_NONE ? RR_TXT : row.type,
			 drop_ends(found.value, "\"' ")))
		return false;
	/* "SMTP, SPF, DKIM" is a list of words. */
	if (row.type == RR_TXT && !is_clear_host(found.host) &&
	    !is_record_text(drop_ends(found.value, "\"' ")) &&
	    (cells->kind == CELLS_WIDE || !has_digit(found.value)))
		return false;
	return paste_add(r, &found);
}

/* Is there nothing but a type in this line? */
static bool is_type_alone(const struct paste_reader *r, size_t at)
{
	return at < r->count &&
	       cell_type(slice_trim(r->lines[at].text)) != RR_NONE;
}

size_t paste_table(struct paste_reader *r, size_t at)
{
	struct slice line = r->lines[at].text;
	struct cells cells;
	struct header header;
	size_t lines;

	if (cells_guess(line, &cells)) {
		if (read_header(&cells, &header)) {
			/* The heads kept their line, the cells did not. */
			lines = is_type_alone(r, at + 1)
					? paste_vertical_rows(r, at + 1,
							      &header)
					: 0;
			r->lines[at].used = lines > 0;
			return lines > 0 ? lines + 1
					 : table_with_header(r, at, &header);
		}
		lines = paste_transposed_table(r, at, cells.kind);
		if (lines > 0)
			return lines;
		if (row_alone(r, at, &cells))
			return 1;
	}
	lines = paste_vertical_table(r, at);
	if (lines > 0)
		return lines;
	enum rr type;
	if (is_heading(line, &type)) {
		if (cell_type(strip_noise(line)) != RR_NONE)
			lines = paste_vertical_record(r, at, type);
		if (lines > 0)
			return lines;
		/* A heading: it counts for what stands below. */
		r->section = type;
		r->lines[at].used = true;
	}
	return 0;
}
