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
#include "screens/waiting_table.h"
#include "term/fit.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/service_text.h"
#include "text/time_text.h"

enum { COL = 3, COL_FINDING = 5 };

struct waiting_state {
	struct news news;
	bool has_looked; /* once; while it looks again that still holds */
};

static struct waiting_state *state_of(const struct flow *flow)
{
	return flow->state;
}

/* Once it is green, that is what the person wants to see. */
static void changed(struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	news_update(&state_of(flow)->news, v);
	state_of(flow)->has_looked |= v && v->complete;
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

static void leave(struct flow *flow)
{
	news_free(&state_of(flow)->news);
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

/* What is told of a delay of so many seconds: the countdown takes fewer steps
 * the longer it lasts. */
static int64_t countdown(int64_t s)
{
	return s <= 10 ? s : s <= 120 ? (s + 4) / 5 * 5 : (s + 59) / 60 * 60;
}

static int64_t next_look_s(const struct wizard *w)
{
	int64_t ms = w->next_look_ms - clock_ms();

	return w->next_look_ms <= 0 || ms <= 0 ? 0 : (ms + 999) / 1000;
}

/* Every few seconds: then nobody wants it counted down. */
enum { OFTEN_MS = 3000 };

static bool looks_often(const struct wizard *w)
{
	return w->look_interval_ms && w->look_interval_ms < OFTEN_MS;
}

/* "We look again every 2 seconds, at TransIP." */
static void add_next_look(struct str *out, const struct wizard *w)
{
	struct str delay = STR_INIT(STR_MAX_TEXT);
	struct str at = STR_INIT(STR_MAX_TEXT);
	int64_t s = next_look_s(w);

	host_add_at(&at, w->verdict ? w->verdict->host : NULL);
	if (looks_often(w)) {
		text_add_duration(&delay, (w->look_interval_ms + 500) / 1000);
		/* TRANSLATORS: %1$s is "2 seconds", %2$s "at TransIP". */
		text_fill_two(out, _("We look again every %1$s, %2$s."),
			      str_text(&delay), str_text(&at));
	} else if (s) {
		text_add_duration(&delay, countdown(s));
		/* TRANSLATORS: %1$s is "5 minutes", %2$s "at TransIP". */
		text_fill_two(out, _("We look again in %1$s, %2$s."),
			      str_text(&delay), str_text(&at));
	} else {
		str_add(out, _("We are looking now."));
	}
	str_free(&delay);
	str_free(&at);
}

/* The line below the title: what zegel does. It stands at one place, so that it
 * never moves. */
static int draw_status(const struct flow *flow, int row)
{
	const struct news *news = &state_of(flow)->news;
	const struct wizard *w = flow->wizard;
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct str delay = STR_INIT(STR_MAX_TEXT);
	enum role role = ROLE_NEWS;
	int rows;

	if (w->woke_ms && clock_ms() < w->woke_ms + NEWS_MS) {
		text_add_duration(&delay, w->slept_s);
		text_fill_one(&text,
			      _("This computer stood still for %1$s. We look "
				"again."),
			      str_text(&delay));
	} else if (news->is_lost) {
		role = ROLE_WARN;
		str_add(&text, _("No answer: is there a connection? We keep "
				 "trying."));
	} else if (news_are_back(news)) {
		str_add(&text, _("The answers come again. We go on."));
	} else {
		role = ROLE_MUTED;
		add_next_look(&text, w);
	}
	rows = draw_wrapped(row, 1, 0, role, str_text(&text));
	str_free(&delay);
	str_free(&text);
	return rows;
}

static int sooner(int ms, int64_t other)
{
	return other >= 0 && (ms < 0 || other < ms) ? (int)other : ms;
}

static int tick_ms(const struct flow *flow)
{
	const struct wizard *w = flow->wizard;
	int64_t woke = w->woke_ms ? w->woke_ms + NEWS_MS - clock_ms() : -1;
	int64_t s = next_look_s(w);
	int ms = sooner(news_ms(&state_of(flow)->news), woke > 0 ? woke : -1);

	if (w->since)
		ms = sooner(ms,
			    1000 * text_elapsed_step(clock_wall() - w->since));
	if (!looks_often(w) && s)
		ms = sooner(ms, s <= 10 ? 1000 : s <= 120 ? 5000 : 60000);
	return ms;
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
	rows = draw_wrapped(row, COL, 0, ROLE_TEXT, str_text(&text));
	str_free(&text);
	return rows;
}

/* Somebody else does it: then there is no hurry. */
static int draw_handed_over(const struct wizard *w, int row)
{
	struct str time = STR_INIT(128), text = STR_INIT(STR_MAX_TEXT);
	int rows = 0;

	if (!wizard_is_slow(w))
		return 0;
	text_add_time(&time, w->handed_over, clock_wall());
	if (w->handed_over)
		text_fill_one(&text,
			      /* TRANSLATORS: %1$s is a time. */
			      _("Handed over at %1$s: we look every few "
				"minutes."),
			      str_text(&time));
	else
		str_add(&text, _("Somebody else changes the DNS: we look every "
				 "few minutes. r, then e, gives the "
				 "instructions."));
	rows = draw_wrapped(row, COL, 0, ROLE_TEXT, str_text(&text));
	str_free(&time);
	str_free(&text);
	return rows;
}

/* With a blank between what is there and what add has to say, if anything. */
static void add_of_service(struct str *out, const struct service *service,
			   void (*add)(struct str *, const struct service *))
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	add(&text, service);
	if (text.len)
		str_addf(out, "%s%s", out->len ? " " : "", str_text(&text));
	str_free(&text);
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
		add_of_service(&text, service, service_add_delay);
		add_of_service(&text, service, service_add_meanwhile);
	}
	row += draw_wrapped(row, COL, 0, ROLE_MUTED, str_text(&text));
	row += draw_wrapped(row, COL, 0, ROLE_MUTED,
			    _("You can close this screen. To go on where you "
			      "were:"));
	draw_text(row, COL + 2, 0, ROLE_TEXT, command);
	free(command);
	str_free(&text);
}

/* There is no plan yet: still looking, or nobody answers. */
static void draw_nothing_yet(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct verdict *v = w->verdict;
	int row = rows_draw_looking(w);

	if (v && v->complete)
		row += draw_status(flow, row);
	if (v && !state_of(flow)->news.is_lost)
		rows_draw_findings(v, &v->findings, row + 1, COL_FINDING);
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
	row += draw_wrapped(row, 1, draw_cols() - 20, ROLE_TITLE, title);
	draw_since(flow);
	row += draw_status(flow, row) + 1;
	row += waiting_table_draw(v, &state_of(flow)->news, row) + 1;
	if (!state_of(flow)->news.is_lost)
		row += rows_draw_findings(v, &v->findings, row, COL_FINDING);
	row += draw_handed_over(w, row);
	row += draw_elsewhere(w, row);
	draw_meanwhile(flow, row);
	free(title);
}

static void show_summary(struct flow *flow)
{
	flow_step_aside(flow, &screen_summary);
}

static bool has_looked(const struct flow *flow)
{
	return flow->wizard->verdict && state_of(flow)->has_looked;
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("look now"), N_("look now (also: F5)"),
	  flow_look_now, NULL },
	{ K_F5, 0, NULL, NULL, NULL, flow_look_now, NULL },
	{ K_CHAR, 'r', N_("r"), N_("records"), N_("show the records again"),
	  flow_show_records, NULL },
	{ K_CHAR, 'w', N_("w"), N_("as a text"),
	  N_("what is wrong as a text, to send to somebody"), show_summary,
	  has_looked },
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
	.state_size = sizeof(struct waiting_state),
	.enter = enter,
	.draw = draw,
	.changed = changed,
	.tick_ms = tick_ms,
	.leave = leave,
};
