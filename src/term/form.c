/* SPDX-License-Identifier: MIT */
#include "term/form.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/clean.h"
#include "term/fit.h"

/* A text being edited, wherever it lives. */
struct edit {
	char *text;
	size_t len;
	size_t at;
	size_t room; /* the most bytes it takes */
	void (*replace)(struct edit *edit, size_t from, size_t to,
			struct slice with);
	void *owner;
};

/* The beginning of the character before at; combining characters go with the
 * one that they stand on. */
static size_t before(const struct edit *edit, size_t at)
{
	size_t used;
	int32_t character;

	while (at > 0) {
		do
			at--;
		while (at > 0 && (edit->text[at] & 0xc0) == 0x80);
		character = utf8_decode(edit->text + at, edit->len - at, &used);
		if (character == '\n' || char_cols(character) > 0)
			break;
	}
	return at;
}

static size_t after(const struct edit *edit, size_t at)
{
	size_t used;

	if (at >= edit->len)
		return edit->len;
	utf8_decode(edit->text + at, edit->len - at, &used);
	at += used;
	while (at < edit->len && edit->text[at] != '\n' &&
	       char_cols(utf8_decode(edit->text + at, edit->len - at, &used)) ==
		       0)
		at += used;
	return at;
}

static size_t line_start(const struct edit *edit, size_t at)
{
	while (at > 0 && edit->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit *edit, size_t at)
{
	while (at < edit->len && edit->text[at] != '\n')
		at++;
	return at;
}

static size_t word_start(const struct edit *edit, size_t at)
{
	while (at > 0 && strchr(" \n", edit->text[at - 1]))
		at--;
	while (at > 0 && !strchr(" \n", edit->text[at - 1]))
		at--;
	return at;
}

static void delete_range(struct edit *edit, size_t from, size_t to)
{
	edit->replace(edit, from, to, slice_of(""));
	edit->at = from;
}

static void insert(struct edit *edit, struct slice text)
{
	if (text.len > edit->room - edit->len)
		return;
	edit->replace(edit, edit->at, edit->at, text);
	edit->at += text.len;
}

static void insert_character(struct edit *edit, int32_t character)
{
	char bytes[8];
	mbstate_t state = { 0 };
	size_t len = wcrtomb(bytes, (wchar_t)character, &state);

	if (len != (size_t)-1)
		insert(edit, (struct slice){ .at = bytes, .len = len });
}

static bool edit_control(struct edit *edit, int32_t letter)
{
	switch (letter) {
	case 'A':
		edit->at = line_start(edit, edit->at);
		return true;
	case 'E':
		edit->at = line_end(edit, edit->at);
		return true;
	case 'K':
		delete_range(edit, edit->at, line_end(edit, edit->at));
		return true;
	case 'U':
		delete_range(edit, line_start(edit, edit->at), edit->at);
		return true;
	case 'W':
		delete_range(edit, word_start(edit, edit->at), edit->at);
		return true;
	default:
		return false;
	}
}

/* The keys that a field and a box share; pastes are theirs. */
static bool edit_event(struct edit *edit, const struct key *key)
{
	switch (key->name) {
	case K_CHAR:
		insert_character(edit, key->character);
		return true;
	case K_CTRL:
		return edit_control(edit, key->character);
	case K_BACKSPACE:
		delete_range(edit, before(edit, edit->at), edit->at);
		return true;
	case K_DELETE:
		delete_range(edit, edit->at, after(edit, edit->at));
		return true;
	case K_LEFT:
		edit->at = before(edit, edit->at);
		return true;
	case K_RIGHT:
		edit->at = after(edit, edit->at);
		return true;
	case K_HOME:
		return edit_control(edit, 'A');
	case K_END:
		return edit_control(edit, 'E');
	default:
		return false;
	}
}

void field_bind(struct field *field, char *buffer, size_t size)
{
	*field = (struct field){
		.text = buffer,
		.size = size,
		.at = strlen(buffer),
	};
}

static void field_replace(struct edit *edit, size_t from, size_t to,
			  struct slice with)
{
	memmove(edit->text + from + with.len, edit->text + to,
		edit->len - to + 1);
	memcpy(edit->text + from, with.at, with.len);
	edit->len += with.len - (to - from);
}

/* What was pasted, as one line. */
static void field_paste(struct edit *edit, struct slice pasted)
{
	struct str line = STR_INIT(edit->room - edit->len);
	struct slice word;

	while (slice_next_word(&pasted, &word)) {
		if (line.len)
			str_add_char(&line, ' ');
		str_add_bytes(&line, word.at, word.len);
	}
	if (!line.overflow)
		insert(edit, slice_of(str_text(&line)));
	str_free(&line);
}

bool field_event(struct field *field, const struct key *key)
{
	struct edit edit = {
		.text = field->text,
		.len = strlen(field->text),
		.at = field->at,
		.room = field->size - 1,
		.replace = field_replace,
	};
	bool handled = true;

	if (key->name == K_PASTE)
		field_paste(&edit, key->text);
	else
		handled = edit_event(&edit, key);
	field->at = edit.at;
	return handled;
}

/* The part of a line that shows when the cursor is at byte `at` of it: skips
 * whole characters from the left until the cursor is inside cols columns. */
static struct slice visible_part(struct slice line, size_t at, int cols,
				 int *cursor_col)
{
	struct slice head = { .at = line.at, .len = at };
	size_t used;

	while (slice_cols(head) >= cols && head.len) {
		utf8_decode(head.at, head.len, &used);
		head.at += used;
		head.len -= used;
		line.at += used;
		line.len -= used;
	}
	*cursor_col = slice_cols(head);
	return line;
}

static void draw_edited(int row, int col, int cols, struct slice line,
			size_t at, bool has_cursor)
{
	int cursor_col;
	struct slice part = visible_part(line, at, cols, &cursor_col);
	char *text = slice_dup(part);

	draw_shortened(row, col, cols, ROLE_FIELD, text);
	if (has_cursor)
		draw_cursor(row, col + cursor_col);
	free(text);
}

static void draw_blank_field(int row, int col, int cols)
{
	struct str blanks = STR_INIT(STR_MAX_TEXT);

	for (int i = 0; i < cols; i++)
		str_add_char(&blanks, ' ');
	draw_text(row, col, cols, ROLE_FIELD, str_text(&blanks));
	str_free(&blanks);
}

void field_draw(const struct field *field, int row, int col, int cols,
		const char *placeholder)
{
	draw_blank_field(row, col, cols);
	draw_edited(row, col, cols, slice_of(field->text), field->at, true);
	if (!*field->text)
		draw_shortened(row, col, cols, ROLE_MUTED, placeholder);
}

void box_bind(struct box *box, struct str *text)
{
	*box = (struct box){ .text = text, .at = text->len };
}

static void box_replace(struct edit *edit, size_t from, size_t to,
			struct slice with)
{
	struct str *text = edit->owner;
	char *tail = xstrndup(edit->text + to, edit->len - to);
	size_t tail_len = edit->len - to;
	char *head = xstrndup(edit->text, from);

	str_reset(text);
	str_add_bytes(text, head, from);
	str_add_bytes(text, with.at, with.len);
	str_add_bytes(text, tail, tail_len);
	edit->len = text->len;
	free(head);
	free(tail);
}

static size_t line_up_or_down(struct edit *edit, bool down)
{
	size_t start = line_start(edit, edit->at);
	struct slice head = { .at = edit->text + start,
			      .len = edit->at - start };
	int cols = slice_cols(head);
	size_t at;

	if (down) {
		at = line_end(edit, edit->at);
		if (at == edit->len)
			return edit->at;
		at++;
	} else {
		if (!start)
			return edit->at;
		at = line_start(edit, start - 1);
	}
	while (at < edit->len && edit->text[at] != '\n' && cols > 0) {
		size_t used;

		cols -= char_cols(
			utf8_decode(edit->text + at, edit->len - at, &used));
		at += used;
	}
	return at;
}

bool box_event(struct box *box, const struct key *key)
{
	struct edit edit = {
		.text = box->text->data ? box->text->data : "",
		.len = box->text->len,
		.at = box->at,
		.room = box->text->max,
		.replace = box_replace,
		.owner = box->text,
	};
	bool handled = true;

	if (key->name == K_PASTE)
		insert(&edit, key->text);
	else if (key->name == K_ENTER)
		insert(&edit, slice_of("\n"));
	else if (key->name == K_UP || key->name == K_DOWN)
		edit.at = line_up_or_down(&edit, key->name == K_DOWN);
	else
		handled = edit_event(&edit, key);
	box->at = edit.at;
	return handled;
}

void box_draw(const struct box *box, int row, int col, int rows, int cols,
	      const char *placeholder)
{
	struct slice rest = { .at = str_text(box->text),
			      .len = box->text->len };
	const char *cursor = rest.at + box->at;
	int cursor_line = 0;
	int top;
	int number = 0;

	for (const char *at = rest.at; at < cursor; at++)
		cursor_line += *at == '\n';
	top = cursor_line >= rows ? cursor_line - rows + 1 : 0;
	for (int i = 0; i < rows; i++)
		draw_blank_field(row + i, col, cols);
	if (!rest.len) {
		draw_cursor(row, col);
		draw_shortened(row, col, cols, ROLE_MUTED, placeholder);
		return;
	}
	for (; number < top + rows; number++) {
		struct slice line = slice_take_until(&rest, "\n");

		if (number >= top)
			draw_edited(row + number - top, col, cols, line,
				    number == cursor_line
					    ? (size_t)(cursor - line.at)
					    : 0,
				    number == cursor_line);
		if (!slice_skip_char(&rest, '\n'))
			break;
	}
}

static bool move_to(struct list *list, size_t at)
{
	list->at = list->count && at >= list->count ? list->count - 1 : at;
	return true;
}

bool list_event(struct list *list, const struct key *key)
{
	switch (key->name) {
	case K_UP:
		return move_to(list, list->at ? list->at - 1 : 0);
	case K_DOWN:
		return move_to(list, list->count ? list->at + 1 : 0);
	case K_HOME:
		return move_to(list, 0);
	case K_END:
		return move_to(list, list->count ? list->count - 1 : 0);
	case K_TO_ITEM:
		return move_to(list, (size_t)key->character);
	default:
		return false;
	}
}

void list_resize(struct list *list, size_t count)
{
	list->count = count;
	move_to(list, count ? list->at : 0);
}
