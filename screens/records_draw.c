/* Step 3, drawn: the question who can log in, or the list of records with one
 * of them unfolded.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "screens/panel.h"
#include "screens/record_form.h"
#include "screens/records_state.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum { COL_SIGN = 3, COL_NUMBER = 5 };

static void draw_access(const struct flow *flow)
{
	const struct records_state *s = records_state_of(flow);
	const struct verdict *v = flow->wizard->verdict;
	struct str at = STR_INIT(STR_MAX_TEXT);
	char *domain = name_for_people(flow->wizard->choices.domain);
	char *question;
	int row;

	host_add_at(&at, v ? v->host : NULL);
	/* TRANSLATORS: %1$s is a domain, %2$s "at TransIP", "at your DNS host"
	 */
	question = xasprintf(_("Can you log in %2$s yourself, to change the "
			       "DNS of %1$s?"),
			     domain, str_text(&at));
	row = draw_wrapped(0, 1, 0, ROLE_TITLE, question) + 1;
	for (size_t i = 0; i < access_answer_count; i++) {
		bool here = i == s->access.at;

		if (here)
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
		hotspot_add_item(row, i);
		draw_text(row++, 5, 0, here ? ROLE_ACCENT : ROLE_TEXT,
			  _(access_answers[i].text));
	}
	row++;
	row += draw_wrapped(row, 1, 0, ROLE_MUTED,
			    _("Nothing is changed by zegel itself: it shows "
			      "what has to be entered, and looks whether it is "
			      "there."));
	draw_wrapped(row, 1, 0, ROLE_MUTED,
		     _("If somebody else does it, zegel makes the "
		       "instructions for that: as a mail, or as a web page."));
	free(question);
	free(domain);
	str_free(&at);
}

static bool is_required(const struct plan_item *item)
{
	return item->action == ACTION_REMOVE || item->wanted.required;
}

/* "1 of 4 entered" */
static int draw_progress(const struct flow *flow, int row)
{
	size_t all = 0, done = 0;
	char *text;
	int cols;

	for (size_t i = 0; i < records_state_of(flow)->list.count; i++) {
		if (!is_required(records_item(flow, i)))
			continue;
		all++;
		done += records_item(flow, i)->action != ACTION_UNKNOWN &&
			records_is_done_with(flow, i);
	}
	if (!all)
		return 0;
	text = xasprintf(_("%1$zu of %2$zu entered"), done, all);
	cols = text_cols(text);
	draw_text(row, draw_cols() - 1 - cols, 0,
		  done == all ? ROLE_GOOD : ROLE_MUTED, text);
	free(text);
	return cols;
}

/* Who does it, where that is not the person at the screen. */
static int draw_who(const struct wizard *w, int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT), time = STR_INIT(128);
	int rows = 0;

	if (w->handed_over) {
		text_add_time(&time, w->handed_over, clock_wall());
		text_fill_one(&text,
			      /* TRANSLATORS: %1$s is a time. */
			      _("Handed over at %1$s. e gives the "
				"instructions once more."),
			      str_text(&time));
	} else if (w->access != ACCESS_MYSELF) {
		str_add(&text, _("e gives the instructions for whoever manages "
				 "your DNS: a mail, or a web page."));
	}
	if (text.len)
		rows = draw_wrapped(row, 1, 0, ROLE_ACCENT, str_text(&text));
	str_free(&text);
	str_free(&time);
	return rows;
}

static int draw_head(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	struct str headline = STR_INIT(STR_MAX_TEXT);
	char *path = row_path(v);
	int row = 0;
	int right = draw_progress(flow, 0);

	plan_add_headline(&headline, &v->plan, v->host);
	row += draw_wrapped(row, 1, draw_cols() - right - 4, ROLE_TITLE,
			    str_text(&headline));
	if (path && records_state_of(flow)->list.count)
		row += draw_wrapped(row, 1, 0, ROLE_MUTED, path);
	row += panel_draw_hint(flow, row);
	row += draw_who(flow->wizard, row);
	free(path);
	str_free(&headline);
	return row + 1;
}

/* What a line says of its record at its end. */
static const char *word_of(const struct flow *flow, size_t line)
{
	const struct plan_item *item = records_item(flow, line);

	if (row_is_right(flow->wizard->verdict,
			 records_state_of(flow)->shown[line]))
		return _("right already");
	if (records_is_ticked(flow, line))
		return _("entered");
	if (item->action == ACTION_UNKNOWN)
		return _("no answer");
	return is_required(item) ? "" : _("recommended");
}

/* "▸ ✓ 1  NEW  CNAME  mrsel1._domainkey        entered" */
static void draw_line(const struct flow *flow, size_t line, int row,
		      int number_cols, int action_cols)
{
	const struct verdict *v = flow->wizard->verdict;
	const struct records_state *s = records_state_of(flow);
	const struct plan_item *item = records_item(flow, line);
	const struct record *r = row_record(item);
	bool here = line == s->list.at;
	bool right = row_is_right(v, s->shown[line]);
	bool done = right || records_is_ticked(flow, line);
	const char *word = word_of(flow, line);
	char *number = xasprintf("%*zu", number_cols, line + 1);
	char *name = row_short_name(v, r);
	int col = COL_NUMBER;

	if (here)
		draw_text(row, 1, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
	draw_text(row, COL_SIGN, 0, right ? ROLE_GOOD : ROLE_TEXT,
		  done ? sign_text(SIGN_GOOD) : "");
	draw_text(row, col, 0, ROLE_MUTED, number);
	col += number_cols + 2;
	draw_text(row, col, action_cols, here ? ROLE_ACCENT : ROLE_TEXT,
		  action_words(row_action(flow->wizard, item)));
	col += action_cols + 2;
	draw_text(row, col, 6, ROLE_TEXT, rr_name(r->type));
	col += 7;
	draw_shortened(row, col, draw_cols() - col - text_cols(word) - 3,
		       here ? ROLE_TITLE : ROLE_TEXT, name);
	draw_text(row, draw_cols() - 1 - text_cols(word), 0,
		  right ? ROLE_GOOD : ROLE_MUTED, word);
	free(number);
	free(name);
}

/* "✓ Right from the beginning: TXT _dmarc" */
static int draw_kept(const struct flow *flow, int row)
{
	const struct verdict *v = flow->wizard->verdict;
	struct str names = STR_INIT(STR_MAX_TEXT),
		   text = STR_INIT(STR_MAX_TEXT);
	int rows = 0;

	for (size_t i = 0; i < v->plan.count; i++) {
		const struct record *r = row_record(&v->plan.items[i]);
		char *name;

		/* Of a DMARC record that stays a sentence speaks below. */
		if (row_is_work(flow->wizard, i) ||
		    (v->plan.notes & PLAN_NOTE_DMARC_KEPT &&
		     v->plan.items[i].wanted.purpose == PURPOSE_DMARC))
			continue;
		name = row_short_name(v, r);
		str_addf(&names, "%s%s %s", names.len ? ", " : "",
			 rr_name(r->type), name);
		free(name);
	}
	if (names.len) {
		/* TRANSLATORS: types and names of records. */
		text_fill_one(&text, _("Stays as it is: %1$s"),
			      str_text(&names));
		draw_text(row, 1, 0, ROLE_GOOD, sign_text(SIGN_GOOD));
		rows = draw_wrapped(row, COL_SIGN, 0, ROLE_MUTED,
				    str_text(&text));
	}
	str_free(&names);
	str_free(&text);
	return rows;
}

static void draw_notes(const struct plan *plan, int row)
{
	unsigned index = 0;
	enum plan_note note;

	while ((note = plan_next_note(plan, &index))) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		plan_add_note(&text, plan, note);
		row += draw_wrapped(row, 1, 0, ROLE_MUTED, str_text(&text));
		str_free(&text);
	}
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static int draw_list(const struct flow *flow, int row)
{
	const struct verdict *v = flow->wizard->verdict;
	const struct records_state *s = records_state_of(flow);
	int number_cols = s->list.count > 9 ? s->list.count > 99 ? 3 : 2 : 1;
	int action_cols = 0;
	int first = row;

	for (size_t i = 0; i < s->list.count; i++)
		action_cols = max(
			action_cols,
			text_cols(action_words(row_action(
				flow->wizard, records_item(flow, i)))));
	for (size_t i = 0; i < s->list.count; i++) {
		const struct record_form form = {
			.item = records_item(flow, i),
			.host = row_host(v),
			.zone = v->zone ? v->zone : v->domain,
			.in_hand = s->field,
			.one_line = s->one_line,
			.col = COL_NUMBER + number_cols + 2,
		};
		int top = row;

		hotspot_add_item(row, i);
		draw_line(flow, i, row++, number_cols, action_cols);
		if (i != s->list.at)
			continue;
		row += record_form_draw(&form, row);
		draw_body_focus(top, row - 1);
		row += i + 1 < s->list.count;
	}
	return row - first;
}

static void draw_plan(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	int row = draw_head(flow);
	int list;

	row += rows_draw_findings(v, &v->findings, row, 3);
	list = draw_list(flow, row);
	row += list ? list + 1 : 0;
	row += draw_kept(flow, row);
	draw_notes(&v->plan, row);
}

void records_draw(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	int row;

	if (records_is_asking(flow)) {
		draw_access(flow);
	} else if (records_plan(flow)) {
		draw_plan(flow);
	} else {
		row = rows_draw_looking(flow->wizard) + 1;
		if (v)
			rows_draw_findings(v, &v->findings, row, 3);
	}
}
