/* SPDX-License-Identifier: MIT */
#include "screens/waiting_table.h"

#include <stdlib.h>

#include "i18n/i18n.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "text/host_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum { COL_SIGN = 3, COL_TEXT = 5, TYPE_COLS = 6, NAME_MIN_COLS = 18, GAP = 2 };

struct columns {
	int purpose;
	int name_at;
	int name;
	int published_at;
	int published;
	int visible_at;
	int visible; /* the room for it; 0: none, it is said below the table */
};

/* What stood there before the customer came is not the customer's mistake:
 * nothing is red before something was entered. */
static bool is_as_first_seen(const struct record_verdict *r)
{
	return r->unchanged && r->state == STATE_WRONG;
}

/* "3 of 3", or in words what is the matter. */
static void add_published(struct str *out, const struct record_verdict *r)
{
	if (r->state == STATE_OK || r->state == STATE_PARTIAL)
		state_add_published(out, r);
	else if (is_as_first_seen(r))
		str_add(out, _("not changed yet"));
	else if (r->state == STATE_MISSING && !r->wanted.required)
		str_add(out, _("recommended"));
	if (!out->len)
		str_add(out, state_words(r));
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static int cols_of_published(const struct record_verdict *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int cols;

	add_published(&text, r);
	cols = text_cols(str_text(&text));
	str_free(&text);
	return cols;
}

/* As wide as anything that usually comes. */
static int usual_cols(void)
{
	const char *word;
	int cols = 0;

	for (size_t i = 0; (word = state_usual_words(i)); i++)
		cols = max(cols, text_cols(word));
	return cols;
}

static struct columns measure(const struct verdict *v, const char *published,
			      const char *visible)
{
	struct columns c = {
		.published = max(text_cols(published), usual_cols()),
	};
	int name = 0;
	int room;

	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];
		char *shown = row_short_name(v, &r->wanted.record);

		c.purpose = max(c.purpose,
				text_cols(purpose_words(r->wanted.purpose)));
		c.published = max(c.published, cols_of_published(r));
		name = max(name, text_cols(shown));
		free(shown);
	}
	c.name_at = COL_TEXT + c.purpose + GAP + TYPE_COLS;
	room = draw_cols() - 1 - c.name_at - GAP - c.published;
	if (room - GAP - text_cols(visible) >= NAME_MIN_COLS)
		room -= GAP + text_cols(visible);
	c.name = name < room ? name : room;
	c.published_at = c.name_at + c.name + GAP;
	c.visible_at = c.published_at + c.published + GAP;
	c.visible = draw_cols() - 1 - c.visible_at;
	if (c.visible < text_cols(visible))
		c.visible = 0;
	return c;
}

/* The last column: what the internet sees, or that the row just turned. */
static int draw_visible(const struct record_verdict *r, const struct news *news,
			const struct columns *c, int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool turned = news_has_turned(news, &r->wanted.record);
	int rows = 0;

	if (turned)
		/* TRANSLATORS: this record turned a moment ago. */
		str_add(&text, _("just now"));
	else
		state_add_visible(&text, r, clock_wall());
	if (c->visible && text_cols(str_text(&text)) > c->visible)
		draw_text(row + ++rows, c->name_at, 0, ROLE_MUTED,
			  str_text(&text));
	else if (c->visible)
		draw_text(row, c->visible_at, 0,
			  turned ? ROLE_NEWS : ROLE_MUTED, str_text(&text));
	str_free(&text);
	return rows;
}

/* Where there is no last column, "just now" stands behind the words. */
static void draw_published(const struct record_verdict *r, bool turned,
			   const struct columns *c, int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum role role = row_role(r) == ROLE_GOOD ? ROLE_TEXT : row_role(r);

	add_published(&text, r);
	if (turned && !c->visible)
		str_addf(&text, " · %s", _("just now"));
	if (turned && role == ROLE_TEXT)
		role = ROLE_NEWS;
	draw_shortened(row, c->published_at, 0, role, str_text(&text));
	str_free(&text);
}

static int draw_row(const struct verdict *v, const struct record_verdict *r,
		    const struct news *news, const struct columns *c, int row)
{
	char *name = row_short_name(v, &r->wanted.record);
	bool turned = news_has_turned(news, &r->wanted.record);
	int first = row;
	int findings;

	draw_text(row, COL_SIGN, 0, row_role(r), sign_text(row_sign(r)));
	draw_text(row, COL_TEXT, c->purpose, ROLE_TEXT,
		  purpose_words(r->wanted.purpose));
	draw_text(row, COL_TEXT + c->purpose + GAP, TYPE_COLS, ROLE_MUTED,
		  rr_name(r->wanted.record.type));
	draw_shortened(row, c->name_at, c->name, ROLE_TEXT, name);
	draw_published(r, turned, c, row);
	row += draw_visible(r, news, c, row) + 1;
	findings = rows_draw_findings_of(v, r, row, COL_TEXT + 2);
	row += findings ? findings - 1 : 0;
	free(name);
	return row - first;
}

/* In a narrow window, below the table: by when everybody sees all that is
 * right, else how many of them are seen. There is always something to say, so
 * that nothing below it moves. */
static void draw_visible_of_all(const struct verdict *v, int row)
{
	struct str time = STR_INIT(STR_MAX_TEXT);
	time_t now = clock_wall();
	time_t by = now;
	size_t visible = 0, all = 0;
	char *text;

	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		if (r->state == STATE_OK && r->visible_by > by)
			by = r->visible_by;
		visible += r->wanted.required && r->visible;
		all += r->wanted.required;
	}
	text_add_time(&time, by, now);
	if (by > now)
		text = xasprintf(_("On the internet by %1$s at the latest."),
				 str_text(&time));
	else
		text = xasprintf(_("Visible on the internet: %1$zu of %2$zu"),
				 visible, all);
	draw_shortened(row, COL_SIGN, 0, ROLE_MUTED, text);
	free(text);
	str_free(&time);
}

int waiting_table_draw(const struct verdict *v, const struct news *news,
		       int row)
{
	struct str at = STR_INIT(STR_MAX_TEXT);
	const char *visible = _("on the internet");
	struct columns c;
	int first = row;

	host_add_at(&at, v->host);
	c = measure(v, str_text(&at), visible);
	draw_text(row, c.published_at, 0, ROLE_MUTED, str_text(&at));
	if (c.visible)
		draw_text(row, c.visible_at, 0, ROLE_MUTED, visible);
	row++;
	for (size_t i = 0; i < v->record_count; i++)
		row += draw_row(v, &v->records[i], news, &c, row);
	if (!c.visible)
		draw_visible_of_all(v, row++);
	str_free(&at);
	return row - first;
}
