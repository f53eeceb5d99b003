/* SPDX-License-Identifier: MIT */
#include "screens/record_form.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "term/fit.h"
#include "text/change.h"
#include "text/fill.h"
#include "text/time_text.h"

enum { LABEL_MIN_COLS = 7 };

/* Where labels and values stand, and what the values are. */
struct sheet {
	const struct record_form *form;
	const struct form_text *text;
	int label_cols;
};

static int value_col(const struct sheet *s)
{
	return s->form->col + s->label_cols + 2;
}

static int draw_label(const struct sheet *s, int row, const char *label)
{
	draw_text(row, s->form->col, s->label_cols, ROLE_MUTED, label);
	return value_col(s);
}

/* What is not to be typed in: to find the record by, or to leave alone. */
static int draw_remark(const struct sheet *s, int row, const char *label,
		       const char *text)
{
	int rows = draw_wrapped(row, draw_label(s, row, label), 0, ROLE_MUTED,
				text);

	return rows ? rows : 1;
}

static void mark_in_hand(const struct sheet *s, int row)
{
	if (!form_is_work(s->text->item))
		return;
	draw_text(row, value_col(s) - 2, 0, ROLE_ACCENT,
		  sign_text(SIGN_CURSOR));
}

/* What has to be typed in; all of it shows, however long it is. */
static int draw_field(const struct sheet *s, int row, const char *label,
		      const char *value, enum record_field field)
{
	int rows = draw_wrapped(row, draw_label(s, row, label), 0, ROLE_VALUE,
				value);

	if (s->form->in_hand == field)
		mark_in_hand(s, row);
	return rows ? rows : 1;
}

/* The part of word that stands in line, if any. */
static void mark_word(struct slice line, struct slice word, int row, int col,
		      enum role role)
{
	const char *from = word.at > line.at ? word.at : line.at;
	const char *word_end = word.at + word.len;
	const char *line_end = line.at + line.len;
	const char *to = word_end < line_end ? word_end : line_end;

	if (from >= to)
		return;
	col += slice_cols((struct slice){ line.at, (size_t)(from - line.at) });
	draw_again(row, col, role, (struct slice){ from, (size_t)(to - from) });
}

/* A value with the words marked in which it differs from other. */
static int draw_compared(const struct sheet *s, int row, const char *label,
			 const char *value, const struct changed_words *words,
			 bool is_new)
{
	int col = draw_label(s, row, label);
	int cols = draw_cols() - col - 1;
	struct slice rest = slice_of(value);
	struct slice line;
	int first = row;

	draw_wrapped(row, col, 0, is_new ? ROLE_VALUE : ROLE_MUTED, value);
	while (text_wrap(&rest, cols, &line)) {
		for (size_t i = 0; i < words->count; i++) {
			if (words->items[i].differs)
				mark_word(line, words->items[i].text, row, col,
					  is_new ? ROLE_ADDED : ROLE_GONE);
		}
		row++;
	}
	if (is_new)
		mark_in_hand(s, first);
	return row > first ? row - first : 1;
}

/* The same in words, for whoever does not see how they are marked. Where all
 * of it is another nothing is said. */
static int draw_difference(const struct sheet *s, int row, const char *label,
			   const struct changed_words *words)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	size_t differing = 0;
	int rows = 0;

	for (size_t i = 0; i < words->count; i++)
		differing += words->items[i].differs;
	change_add_differing(&text, words);
	if (differing && differing < words->count)
		rows = draw_remark(s, row, label, str_text(&text));
	str_free(&text);
	return rows;
}

static int draw_change(const struct sheet *s, int row)
{
	const struct form_text *text = s->text;
	struct changed_words *gone = xcalloc(1, sizeof(*gone));
	struct changed_words *added = xcalloc(1, sizeof(*added));
	int first = row;

	change_compare(text->old, text->value, gone, added);
	if (text->item->old.type != text->record->type)
		row += draw_remark(s, row, _("was"),
				   rr_name(text->item->old.type));
	row += draw_compared(s, row, _("was"), text->old, gone, false);
	row += draw_compared(s, row, _("becomes"), text->value, added, true);
	/* TRANSLATORS: label, at most 10 columns: words that came into a line,
	 * and words that went. */
	row += draw_difference(s, row, C_("label", "added"), added);
	row += draw_difference(s, row, C_("label", "gone"), gone);
	free(gone);
	free(added);
	return row - first;
}

/* "3600 (1 hour)", or that it stays. */
static int draw_ttl(const struct sheet *s, int row)
{
	const struct dns_host *host = s->form->host;
	uint32_t ttl = s->text->record->ttl;
	struct str duration = STR_INIT(128);
	char *text;
	int rows;

	if (host && host->ttl_field == HOST_NO)
		return 0;
	if (!ttl)
		return draw_remark(s, row, "TTL", _("leave it as it is"));
	text_add_duration(&duration, (int64_t)ttl);
	text = xasprintf(_("%1$u (%2$s), or leave it as it is"), (unsigned)ttl,
			 str_text(&duration));
	rows = draw_remark(s, row, "TTL", text);
	free(text);
	str_free(&duration);
	return rows;
}

static int draw_new(const struct sheet *s, int row)
{
	const struct form_text *text = s->text;
	int first = row;

	if (*text->name)
		row += draw_field(s, row, text->name_label, text->name,
				  FIELD_NAME);
	else
		row += draw_remark(s, row, text->name_label,
				   form_empty_words(text->item));
	if (text->priority)
		row += draw_field(s, row, _("Priority"), text->priority,
				  FIELD_PRIORITY);
	row += draw_field(s, row, text->value_label, text->value, FIELD_VALUE);
	row += draw_ttl(s, row);
	return row - first;
}

/* To find the record by. */
static int draw_name(const struct sheet *s, int row)
{
	const char *name = s->text->name;

	return draw_remark(s, row, s->text->name_label,
			   *name ? name : form_empty_words(s->text->item));
}

static int draw_by_action(const struct sheet *s, int row)
{
	const struct form_text *text = s->text;
	int first = row;

	switch (text->item->action) {
	case ACTION_CHANGE:
		row += draw_name(s, row);
		row += draw_change(s, row);
		break;
	case ACTION_REMOVE:
		row += draw_name(s, row);
		row += draw_field(s, row, text->value_label, text->value,
				  FIELD_VALUE);
		break;
	case ACTION_UNKNOWN:
		break;
	case ACTION_KEEP:
	case ACTION_NEW:
		row += draw_new(s, row);
		break;
	}
	return row - first;
}

static const char *sentence_of(enum action action)
{
	switch (action) {
	case ACTION_CHANGE:
		return _("Only the value changes: leave the other fields as "
			 "they are.");
	case ACTION_REMOVE:
		return _("Delete this record, and no other.");
	case ACTION_UNKNOWN:
		return _("No answer tells what is there now. zegel goes on "
			 "asking; enter nothing yet.");
	case ACTION_KEEP:
	case ACTION_NEW:
		break;
	}
	return "";
}

/* What to leave alone, and what is peculiar to this host. */
static int draw_advice(const struct sheet *s, int row)
{
	const char *sentence = sentence_of(s->text->item->action);
	char *text = xasprintf("%s%s%s", sentence,
			       *sentence && *s->text->advice ? " " : "",
			       s->text->advice);
	int rows = draw_wrapped(row, s->form->col, 0, ROLE_MUTED, text);

	free(text);
	return rows;
}

static int draw_one_line(const struct sheet *s, int row)
{
	draw_text(row, s->form->col - 2, 0, ROLE_ACCENT,
		  sign_text(SIGN_CURSOR));
	return draw_wrapped(row, s->form->col, 0, ROLE_VALUE, s->text->line);
}

static int longest(int cols, const char *label)
{
	return text_cols(label) > cols ? text_cols(label) : cols;
}

static int label_cols(const struct form_text *text)
{
	int cols = longest(LABEL_MIN_COLS, text->name_label);

	cols = longest(cols, text->value_label);
	if (text->priority)
		cols = longest(cols, _("Priority"));
	if (text->item->action == ACTION_CHANGE) {
		cols = longest(cols, _("becomes"));
		cols = longest(cols, C_("label", "added"));
		cols = longest(cols, C_("label", "gone"));
	}
	return cols + 1;
}

int record_form_draw(const struct record_form *form, int row)
{
	struct form_text text;
	struct sheet sheet = { .form = form, .text = &text };
	int first = row;

	form_text_make(&text, form->item, form->host, form->zone);
	sheet.label_cols = label_cols(&text);
	if (form->one_line && form_is_work(form->item))
		row += draw_one_line(&sheet, row);
	else
		row += draw_by_action(&sheet, row);
	row += draw_advice(&sheet, row);
	form_text_free(&text);
	return row - first;
}
