/* Step 4: waiting, and looking all the time. A row a record: how far it is at
 * the DNS host and on the internet, and under it what is wrong, if anything is.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "text/host_text.h"
#include "text/service_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum { COL_SIGN = 3, COL_TEXT = 5, NAME_MIN_COLS = 18 };

/* The columns of the table, as wide as what stands in them. */
struct columns {
	int purpose;
	int type;
	int name;
	int published;
	int visible; /* what is left for it; longer ones get their own line */
};

/* Once it is green, that is what the person wants to see. */
static void changed(struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	if (v && v->complete && v->outcome == OUTCOME_GREEN)
		wizard_next(flow->wizard);
}

static void enter(struct flow *flow)
{
	struct wizard *w = flow->wizard;

	if (!w->since) {
		w->since = clock_wall();
		if (w->actions.save)
			w->actions.save(w->actions.ctx);
	}
	changed(flow);
}

static void look(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	if (act->look_now)
		act->look_now(act->ctx);
}

static void show_records(struct flow *flow)
{
	wizard_go(flow->wizard, PLACE_RECORDS);
}

/* Asked where a record is not there, and could stand at other servers. */
static bool may_be_elsewhere(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	if (!v || !v->by_authority)
		return false;
	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		if (r->wanted.required &&
		    (r->state == STATE_MISSING ||
		     (r->state == STATE_WRONG && r->unchanged)))
			return true;
	}
	return flow->wizard->choices.entered_at;
}

static void ask_elsewhere(struct flow *flow)
{
	flow_step_aside(flow, &screen_elsewhere);
}

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

static int cols_of_published(const struct record_verdict *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int cols;

	add_published(&text, r);
	cols = text_cols(str_text(&text));
	str_free(&text);
	return cols;
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

static struct columns measure(const struct verdict *v, const char *published,
			      const char *visible)
{
	struct columns c = {
		.type = 6,
		.published = text_cols(published),
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
	room = draw_cols() - COL_TEXT - c.purpose - 2 - c.type - 2 -
	       c.published - 1;
	if (room - text_cols(visible) - 2 >= NAME_MIN_COLS)
		room -= text_cols(visible) + 2;
	c.name = name < room ? name : room;
	c.visible = draw_cols() - COL_TEXT - c.purpose - 2 - c.type - c.name -
		    2 - c.published - 2 - 1;
	return c;
}

static int draw_row(const struct verdict *v, const struct record_verdict *r,
		    const struct columns *c, int row)
{
	struct str published = STR_INIT(STR_MAX_TEXT);
	struct str visible = STR_INIT(STR_MAX_TEXT);
	char *name = row_short_name(v, &r->wanted.record);
	enum role role = row_role(r);
	int name_col = COL_TEXT + c->purpose + 2 + c->type;
	int col = name_col + c->name + 2;
	int first = row;
	int findings;

	add_published(&published, r);
	state_add_visible(&visible, r, clock_wall());
	draw_text(row, COL_SIGN, 0, role, sign_text(row_sign(r)));
	draw_text(row, COL_TEXT, c->purpose, ROLE_TEXT,
		  purpose_words(r->wanted.purpose));
	draw_text(row, COL_TEXT + c->purpose + 2, c->type, ROLE_MUTED,
		  rr_name(r->wanted.record.type));
	draw_shortened(row, name_col, c->name, ROLE_TEXT, name);
	draw_text(row, col, 0, role, str_text(&published));
	if (text_cols(str_text(&visible)) <= c->visible)
		draw_text(row, col + c->published + 2, 0, ROLE_MUTED,
			  str_text(&visible));
	else
		draw_text(++row, name_col, 0, ROLE_MUTED, str_text(&visible));
	row++;
	findings = rows_draw_findings_of(v, r, row, COL_TEXT + 2);
	row += findings ? findings - 1 : 0;
	str_free(&published);
	str_free(&visible);
	free(name);
	return row - first;
}

static int draw_table(const struct verdict *v, int row)
{
	struct str at = STR_INIT(STR_MAX_TEXT);
	const char *visible = _("on the internet");
	struct columns c;
	int first = row;
	int col;

	host_add_at(&at, v->host);
	c = measure(v, str_text(&at), visible);
	col = COL_TEXT + c.purpose + 2 + c.type + c.name + 2;
	draw_text(row, col, 0, ROLE_MUTED, str_text(&at));
	if (text_cols(visible) <= c.visible)
		draw_text(row, col + c.published + 2, 0, ROLE_MUTED, visible);
	row++;
	for (size_t i = 0; i < v->record_count; i++)
		row += draw_row(v, &v->records[i], &c, row);
	str_free(&at);
	return row - first;
}

static void draw_since(const struct flow *flow)
{
	struct str elapsed = STR_INIT(STR_MAX_TEXT);
	char *text;

	if (!flow->wizard->since)
		return;
	text_add_elapsed(&elapsed, clock_wall() - flow->wizard->since);
	/* TRANSLATORS: in the corner: so long we have been waiting. */
	text = xasprintf(_("for %s"), str_text(&elapsed));
	draw_text(0, draw_cols() - 1 - text_cols(text), 0, ROLE_MUTED, text);
	free(text);
	str_free(&elapsed);
}

/* "We look again in 2 seconds." */
static int draw_next_look(const struct wizard *w, int row)
{
	int64_t ms = w->next_look_ms - clock_ms();
	struct str delay = STR_INIT(STR_MAX_TEXT);
	char *text;
	int rows;

	if (w->next_look_ms <= 0 || ms <= 0)
		return draw_wrapped(row, COL_SIGN, 0, ROLE_TEXT,
				    _("We are looking now."));
	text_add_duration(&delay, (ms + 999) / 1000);
	text = xasprintf(_("We look again in %s."), str_text(&delay));
	rows = draw_wrapped(row, COL_SIGN, 0, ROLE_TEXT, text);
	free(text);
	str_free(&delay);
	return rows;
}

/* "We look at Hostnet, too.", or why not. */
static int draw_elsewhere(const struct wizard *w, int row)
{
	const struct host_list *hosts = catalog_hosts(w->catalog);
	const char *id = w->choices.entered_at;
	const struct dns_host *host = hosts && id ? host_find(hosts, id) : NULL;
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (!host)
		return 0;
	if (w->verdict && w->verdict->not_asked == host)
		host_add_not_asked(&text, host);
	else
		/* TRANSLATORS: %s is a company, where it may have been
		 * entered. */
		str_addf(&text, _("We look at %s, too."), host->name);
	rows = draw_wrapped(row, COL_SIGN, 0, ROLE_TEXT, str_text(&text));
	str_free(&text);
	return rows;
}

/* What is normal, and what happens until then. */
static void draw_meanwhile(const struct flow *flow, int row)
{
	struct wizard *w = flow->wizard;
	struct str text = STR_INIT(STR_MAX_TEXT);
	char *command = xasprintf("zegel %s", w->choices.domain);

	host_add_delay(&text, row_host(w->verdict));
	for (size_t i = 0; i < w->choices.count; i++) {
		const struct service *service = wizard_service(
			w, &w->choices.items[i]);

		if (!service)
			continue;
		if (text.len)
			str_add_char(&text, ' ');
		service_add_delay(&text, service);
		if (text.len)
			str_add_char(&text, ' ');
		service_add_meanwhile(&text, service);
	}
	row += draw_wrapped(row, COL_SIGN, 0, ROLE_MUTED, str_text(&text));
	row += draw_wrapped(row, COL_SIGN, 0, ROLE_MUTED,
			    _("You can close this screen. To go on where you "
			      "were:"));
	draw_text(row, COL_SIGN + 2, 0, ROLE_TEXT, command);
	free(command);
	str_free(&text);
}

/* There is no plan yet: still looking, or nobody answers. */
static void draw_nothing_yet(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct verdict *v = w->verdict;
	int row = rows_draw_looking(w) + 1;

	if (v)
		row += rows_draw_findings(v, &v->findings, row, COL_TEXT);
	if (v && v->complete)
		draw_next_look(w, row);
}

static void draw(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct verdict *v = w->verdict;
	size_t right, all;
	char *title;
	int row = 0;

	if (!v || !v->record_count) {
		draw_nothing_yet(flow);
		return;
	}
	rows_count(v, &right, &all);
	title = xasprintf(P_("We are looking: %1$zu of %2$zu is right",
			     "We are looking: %1$zu of %2$zu are right",
			     all == 1 ? all : right),
			  right, all);
	row += draw_wrapped(row, 1, draw_cols() - 20, ROLE_TITLE, title) + 1;
	draw_since(flow);
	row += draw_table(v, row) + 1;
	row += rows_draw_findings(v, &v->findings, row, COL_TEXT);
	row += draw_next_look(w, row);
	row += draw_elsewhere(w, row);
	draw_meanwhile(flow, row);
	free(title);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("look now"), N_("look now (also: F5)"),
	  look, NULL },
	{ K_F5, 0, NULL, NULL, NULL, look, NULL },
	{ K_CHAR, 'r', N_("r"), N_("records"), N_("show the records again"),
	  show_records, NULL },
	{ K_CHAR, 'a', N_("a"), N_("elsewhere"),
	  N_("choose another company where it may have been entered"),
	  ask_elsewhere, may_be_elsewhere },
};

const struct screen screen_waiting = {
	.name = "waiting",
	.title = N_("Waiting"),
	.help = N_("zegel asks the name servers of your DNS host itself, so it "
		   "sees a record as soon as it is there. “Not found yet” and "
		   "“not changed yet” are no mistakes: most hosts take a few "
		   "minutes. What really is wrong stands under the record, "
		   "with what to do."),
	.support = N_(
		"The left column is the source: once every name server has a "
		"record, the work is done. The right column is what the rest "
		"of the internet may still remember of before; that passes by "
		"itself. Nobody has to keep this screen open: zegel with the "
		"domain behind it goes on where you were."),
	.words = WORD_BIT(WORD_NAME_SERVER) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_DMARC) | WORD_BIT(WORD_CNAME) |
		 WORD_BIT(WORD_TXT) | WORD_BIT(WORD_TTL),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.enter = enter,
	.draw = draw,
	.changed = changed,
};
