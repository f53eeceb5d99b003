/* SPDX-License-Identifier: MIT */
#include "screens/picker.h"

#include <stdlib.h>

#include "catalog/search.h"
#include "i18n/i18n.h"
#include "term/fit.h"
#include "term/hotspot.h"

enum { PAGE = 8 };

void picker_init(struct picker *picker)
{
	field_bind(&picker->field, picker->filter, sizeof(picker->filter));
}

void picker_clear(struct picker *picker)
{
	picker->filter[0] = '\0';
	picker_init(picker);
}

static void move_page(struct list *list, bool down)
{
	size_t to = down              ? list->at + PAGE
		    : list->at > PAGE ? list->at - PAGE
				      : 0;

	list->at = to < list->count ? to : list->count - 1;
}

enum picked picker_event(struct picker *picker, const struct key *key)
{
	if (key->name == K_PAGE_UP || key->name == K_PAGE_DOWN) {
		move_page(&picker->list, key->name == K_PAGE_DOWN);
		return PICKED_MOVED;
	}
	if (key->name == K_CHAR && key->character == '?')
		return PICKED_NOTHING;
	if (list_event(&picker->list, key))
		return PICKED_MOVED;
	return field_event(&picker->field, key) ? PICKED_TYPED : PICKED_NOTHING;
}

void picker_add_line(struct picker_lines *lines, struct picker_line line)
{
	if (lines->count < PICKER_LINES_MAX)
		lines->items[lines->count++] = line;
}

void picker_draw_field(const struct picker *picker, int row)
{
	/* TRANSLATORS: label of the field that filters the list, 12 columns. */
	const char *label = _("Search");
	int col = 3 + text_cols(label) + 2;

	draw_text(row, 3, 0, ROLE_MUTED, label);
	field_draw(&picker->field, row, col, 30, _("type to search"));
}

enum role picker_mark(const struct picker *picker, int row, size_t index)
{
	if (index != picker->list.at)
		return ROLE_TEXT;
	draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
	return ROLE_ACCENT;
}

static int draw_part(int row, int col, enum role role, struct slice part)
{
	char *text = slice_dup(part);
	int cols = part.len ? draw_text(row, col, 0, role, text) : 0;

	free(text);
	return cols;
}

void picker_draw_name(const struct picker *picker, int row, int col, int cols,
		      enum role role, const char *name)
{
	struct slice found = search_part(name, picker->filter);
	const char *end = found.at + found.len;

	if (!found.len || text_cols(name) > cols) {
		draw_shortened(row, col, cols, role, name);
		return;
	}
	col += draw_part(row, col, role,
			 (struct slice){ name, (size_t)(found.at - name) });
	col += draw_part(row, col, ROLE_FOUND, found);
	draw_part(row, col, role, slice_of(end));
}

void picker_draw(const struct picker_lines *lines, int row,
		 void (*item)(const void *ctx, int row, size_t index),
		 const void *ctx)
{
	int rows = draw_rows() - 5 - row;
	int top = (lines->cursor_first + lines->cursor_last - rows) / 2;

	top = top > lines->count - rows ? lines->count - rows : top;
	top = top < 0 ? 0 : top;
	for (int i = 0; i < rows && top + i < lines->count; i++) {
		const struct picker_line *line = &lines->items[top + i];
		char *text;

		if (line->kind == LINE_HEADING) {
			draw_text(row + i, 3, 0, ROLE_MUTED, line->text);
		} else if (line->kind == LINE_ITEM) {
			item(ctx, row + i, line->item);
			hotspot_add_item(row + i, line->item);
		} else if (line->kind == LINE_DETAIL) {
			text = slice_dup(line->detail);
			draw_text(row + i, PICKER_COL, 0, ROLE_TEXT, text);
			free(text);
		}
	}
	if (top > 0)
		draw_text(row, 1, 0, ROLE_MUTED, sign_text(SIGN_UP));
	if (top + rows < lines->count)
		draw_text(row + rows - 1, 1, 0, ROLE_MUTED,
			  sign_text(SIGN_DOWN));
}
