/* SPDX-License-Identifier: MIT */
#include "screens/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "text/finding_text.h"
#include "text/host_text.h"
#include "text/state_text.h"

const struct record_verdict *row_verdict(const struct verdict *v, size_t item)
{
	size_t index = 0;

	if (v->plan.items[item].action == ACTION_REMOVE)
		return NULL;
	for (size_t i = 0; i < item; i++)
		index += v->plan.items[i].action != ACTION_REMOVE;
	return index < v->record_count ? &v->records[index] : NULL;
}

const struct record *row_record(const struct plan_item *item)
{
	return item->action == ACTION_REMOVE ? &item->old
					     : &item->wanted.record;
}

bool row_counts(const struct plan_item *item)
{
	if (item->action == ACTION_REMOVE)
		return true;
	return item->wanted.required && item->action != ACTION_KEEP;
}

/* What was not there when zegel looked first, and is right now, was done just
 * now. */
static bool was_done(const struct wizard *w, const struct record *r)
{
	const struct milestone *m = past_find_milestone(&w->past, r->name,
							r->type);

	return m && m->was_missing;
}

bool row_is_work(const struct wizard *w, size_t item)
{
	const struct plan_item *i = &w->verdict->plan.items[item];

	return i->action != ACTION_KEEP || was_done(w, &i->wanted.record);
}

enum action row_action(const struct wizard *w, const struct plan_item *item)
{
	const struct record *r = &item->wanted.record;
	size_t index = 0;
	const struct seen *seen;
	bool changed;

	if (item->action != ACTION_KEEP)
		return item->action;
	seen = past_next(&w->past, r->name, r->type, &index);
	changed = item->wanted.purpose == PURPOSE_SPF
			  ? past_spf(&w->past, r->name) != NULL
			  : seen && seen->value;
	return changed ? ACTION_CHANGE : ACTION_NEW;
}

bool row_is_right(const struct verdict *v, size_t item)
{
	const struct record_verdict *r = row_verdict(v, item);

	return r && r->state == STATE_OK;
}

enum sign row_sign(const struct record_verdict *r)
{
	if (r->unchanged && r->state == STATE_WRONG)
		return SIGN_MISSING;
	if (r->being_changed)
		return SIGN_MISSING;
	switch (r->state) {
	case STATE_OK:
		return SIGN_GOOD;
	case STATE_WRONG:
		return SIGN_BAD;
	case STATE_PARTIAL:
		return SIGN_PARTIAL;
	case STATE_UNKNOWN:
		return SIGN_UNKNOWN;
	case STATE_MISSING:
		break;
	}
	return SIGN_MISSING;
}

enum role row_role(const struct record_verdict *r)
{
	static const enum role roles[SIGN_COUNT] = {
		[SIGN_GOOD] = ROLE_GOOD,     [SIGN_BAD] = ROLE_BAD,
		[SIGN_MISSING] = ROLE_MUTED, [SIGN_PARTIAL] = ROLE_WARN,
		[SIGN_UNKNOWN] = ROLE_WARN,
	};

	return roles[row_sign(r)];
}

const struct dns_host *row_host(const struct verdict *v)
{
	return host_for_form(verdict_form(v));
}

static const char *zone_of(const struct verdict *v)
{
	return v->zone ? v->zone : v->domain;
}

char *row_short_name(const struct verdict *v, const struct record *r)
{
	char *name = name_relative(r->name, zone_of(v));

	return name ? name : xstrdup(r->name);
}

char *row_name_to_type(const struct verdict *v, const struct record *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_name_in_form(row_host(v), r->name, zone_of(v), &text);
	return str_take(&text);
}

char *row_value(const struct verdict *v, const struct record *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_value_in_form(row_host(v), r, &text);
	return str_take(&text);
}

char *row_path(const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_add_path(&text, row_host(v), zone_of(v));
	if (text.len)
		return str_take(&text);
	str_free(&text);
	return v->panel_url ? xstrdup(v->panel_url) : NULL;
}

/* What to do: the first line is a sentence, those behind it are to be copied.
 */
static int draw_fix(const char *fix, int row, int col)
{
	struct slice rest = slice_of(fix);
	enum role role = ROLE_TEXT;
	int first = row;

	while (rest.len) {
		char *line = slice_dup(slice_take_until(&rest, "\n"));

		slice_skip_char(&rest, '\n');
		row += draw_wrapped(row, col, 0, role, line);
		role = ROLE_VALUE;
		free(line);
	}
	return row - first;
}

static int draw_finding(const struct finding *f,
			const struct finding_context *context, enum role error,
			int row, int col)
{
	struct str seen = STR_INIT(STR_MAX_TEXT);
	struct str fix = STR_INIT(STR_MAX_TEXT);
	int first = row;

	finding_sentence(&seen, f, context);
	finding_fix(&fix, f, context);
	if (f->severity != SEVERITY_INFO)
		draw_text(row, col - 2, 0,
			  f->severity == SEVERITY_ERROR ? error : ROLE_WARN,
			  sign_text(SIGN_WARNING));
	row += draw_wrapped(row, col, 0, ROLE_TEXT, str_text(&seen));
	row += draw_fix(str_text(&fix), row, col);
	str_free(&seen);
	str_free(&fix);
	return row - first;
}

static int draw_findings(const struct verdict *v,
			 const struct findings *findings, enum role error,
			 int row, int col)
{
	struct finding_context context = finding_context_of(v);
	int first = row;

	for (size_t i = 0; i < findings->count; i++) {
		if (!findings->items[i].waiting)
			row += draw_finding(&findings->items[i], &context,
					    error, row, col);
	}
	return row > first ? row - first + 1 : 0;
}

int rows_draw_findings(const struct verdict *v, const struct findings *findings,
		       int row, int col)
{
	return draw_findings(v, findings, ROLE_BAD, row, col);
}

int rows_draw_findings_of(const struct verdict *v,
			  const struct record_verdict *r, int row, int col)
{
	return draw_findings(v, &r->findings,
			     r->unchanged ? ROLE_WARN : ROLE_BAD, row, col);
}

int rows_draw_looking(struct wizard *w)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (w->verdict && w->verdict->complete)
		outcome_add_sentence(&text, w->verdict,
				     catalog_services(w->catalog));
	else
		str_add(&text, _("We look at what is there now…"));
	rows = draw_wrapped(0, 1, 0, ROLE_TITLE, str_text(&text));
	str_free(&text);
	return rows;
}

void rows_count(const struct verdict *v, size_t *right, size_t *all)
{
	*right = *all = 0;
	for (size_t i = 0; i < v->record_count; i++) {
		if (!v->records[i].wanted.required)
			continue;
		(*all)++;
		*right += v->records[i].state == STATE_OK;
	}
}
