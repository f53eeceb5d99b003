/* Step 5: what is true now, and what is still to be done in the program itself.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/finish.h"
#include "screens/flow.h"
#include "screens/rows.h"
#include "screens/summary.h"
#include "screens/way_done.h"
#include "text/fill.h"
#include "text/service_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

static void enter(struct flow *flow)
{
	struct wizard *w = flow->wizard;

	if (w->green_since || !w->verdict ||
	    w->verdict->outcome != OUTCOME_GREEN)
		return;
	w->green_since = clock_wall();
	if (w->actions.save)
		w->actions.save(w->actions.ctx);
}

/* Definitely not right any more: then this is not the place to be. An answer
 * that did not come changes nothing. */
static void changed(struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	if (!v || !v->complete || wizard_without_dns(flow->wizard))
		return;
	if (v->outcome == OUTCOME_WRONG || v->outcome == OUTCOME_WAITING)
		wizard_go(flow->wizard, PLACE_WAITING);
}

static void next_domain(struct flow *flow)
{
	struct wizard *w = flow->wizard;

	wizard_go(w, PLACE_DOMAIN);
	wizard_set_domain(w, "");
	if (w->actions.domain_changed)
		w->actions.domain_changed(w->actions.ctx, "");
}

static void show_summary(struct flow *flow)
{
	flow_step_aside(flow, &screen_summary);
}

static bool has_verdict(const struct flow *flow)
{
	const struct wizard *w = flow->wizard;

	return w->verdict && w->verdict->complete && !wizard_without_dns(w);
}

static bool has_records(const struct flow *flow)
{
	return !wizard_without_dns(flow->wizard);
}

/* "Right since 14:20.": of interest once it is not a moment ago. */
static int draw_since(const struct wizard *w, int row)
{
	struct str time = STR_INIT(STR_MAX_TEXT);
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (!w->green_since)
		return 0;
	text_add_time(&time, w->green_since, clock_wall());
	text_fill_one(&text, _("That has been so since %1$s."),
		      str_text(&time));
	rows = draw_wrapped(row, 4, 0, ROLE_TEXT, str_text(&text));
	str_free(&time);
	str_free(&text);
	return rows;
}

/* By when everybody sees it; never "everywhere" before. */
static int draw_visibility(const struct verdict *v, int row)
{
	struct str time = STR_INIT(STR_MAX_TEXT);
	char *text;
	int rows;

	if (v->visible && v->visible_by <= clock_wall())
		return draw_wrapped(row, 4, 0, ROLE_TEXT,
				    _("It is visible on the internet."));
	if (!v->visible_by)
		return 0;
	text_add_time(&time, v->visible_by, clock_wall());
	text = xasprintf(_("Everybody sees it by %1$s at the latest."),
			 str_text(&time));
	rows = draw_wrapped(row, 4, 0, ROLE_TEXT, text);
	free(text);
	str_free(&time);
	return rows;
}

static int draw_verdict(const struct flow *flow, int row)
{
	struct wizard *w = flow->wizard;
	const struct verdict *v = w->verdict;
	struct str text = STR_INIT(STR_MAX_TEXT);
	size_t right, all;
	char *count;
	int first = row;

	if (!v)
		return draw_wrapped(row, 1, 0, ROLE_TITLE,
				    _("We look whether it is still right…"));
	outcome_add_sentence(&text, v, catalog_services(w->catalog));
	draw_text(row, 1, 0,
		  v->outcome == OUTCOME_GREEN ? ROLE_GOOD : ROLE_WARN,
		  sign_text(v->outcome == OUTCOME_GREEN ? SIGN_GOOD
							: SIGN_UNKNOWN));
	row += draw_wrapped(row, 4, 0, ROLE_TITLE, str_text(&text)) + 1;
	rows_count(v, &right, &all);
	count = xasprintf(P_("%1$zu of %2$zu record is right.",
			     "%1$zu of %2$zu records are right.", all),
			  right, all);
	row += draw_wrapped(row, 4, 0, ROLE_TEXT, count);
	if (v->outcome == OUTCOME_GREEN) {
		row += draw_since(w, row);
		row += draw_visibility(v, row);
	}
	free(count);
	str_free(&text);
	return row - first;
}

/* The steps that a service still wants; *number counts over all services. */
static int draw_steps_of(const struct flow *flow, const struct service *service,
			 int row, int *number)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int first = row;

	for (size_t step = 0; service_add_finish(
		     &text, service, flow->wizard->choices.domain, step);
	     step++) {
		char *label = xasprintf("%d", *number + 1);
		int col = 4;

		if (service->finish[step].kind != FINISH_NOTHING) {
			if (!(*number)++)
				draw_text(row++, 1, 0, ROLE_TITLE,
					  _("Still to do"));
			draw_text(row, 4, 3, ROLE_MUTED, label);
			col = 7;
		}
		row += draw_with_address(row, col, ROLE_TEXT, str_text(&text));
		free(label);
		str_reset(&text);
	}
	str_free(&text);
	return row - first;
}

static int draw_finish(const struct flow *flow, int row)
{
	struct wizard *w = flow->wizard;
	int first = row;
	int number = 0;

	for (size_t i = 0; i < w->choices.count; i++) {
		const struct chosen *chosen = &w->choices.items[i];
		const struct service *service = wizard_service(w, chosen);

		if (chosen->way != WAY_DNS)
			row += way_done_draw(flow, chosen, row);
		else if (service)
			row += draw_steps_of(flow, service, row, &number);
	}
	row += finish_draw_reminders(flow, row);
	return row > first ? row - first + 1 : 0;
}

/* By when everybody sees it is said for all records at once. */
static bool is_said(const struct findings *list)
{
	return list->count == 1 &&
	       (list->items[0].code == FINDING_CACHED_NEGATIVE ||
		list->items[0].code == FINDING_CACHED_OLD);
}

/* Warnings stay worth reading although nothing is wrong. */
static int draw_remarks(const struct verdict *v, int row)
{
	int first = row;

	row += rows_draw_findings(v, &v->findings, row, 4);
	for (size_t i = 0; i < v->record_count; i++) {
		if (!is_said(&v->records[i].findings))
			row += rows_draw_findings(v, &v->records[i].findings,
						  row, 4);
	}
	return row - first;
}

/* For whoever wants to go back. */
static int draw_former_spf(const struct flow *flow, int row)
{
	const struct wizard *w = flow->wizard;
	const char *before = past_spf(&w->past, w->choices.domain);
	int first = row;

	if (!before || !w->verdict || !w->verdict->spf_record ||
	    !strcmp(before, w->verdict->spf_record))
		return 0;
	row += draw_wrapped(row, 4, 0, ROLE_MUTED,
			    _("Should you ever want the former SPF line "
			      "back, it was:"));
	row += draw_wrapped(row, 4, 0, ROLE_VALUE, before);
	return row - first + 1;
}

static void draw(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	char *later = later_sentence(flow->wizard->choices.domain,
				     flow->wizard->nightly);
	int row = draw_verdict(flow, 0) + 1;

	row += draw_finish(flow, row);
	if (v && has_records(flow)) {
		row += draw_remarks(v, row);
		row += draw_former_spf(flow, row);
	}
	draw_wrapped(row, 1, 0, ROLE_MUTED, later);
	free(later);
}

/* By the clock alone it becomes visible. */
static int tick_ms(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	time_t now = clock_wall();

	if (!v || v->visible_by <= now)
		return -1;
	return v->visible_by - now < 60 ? (int)(v->visible_by - now) * 1000
					: 60000;
}

static bool can_have_it_look(const struct flow *flow)
{
	return wizard_api(flow->wizard);
}

static void have_it_look(struct flow *flow)
{
	flow_step_aside(flow, &screen_api_key);
}

static void show_letter(struct flow *flow)
{
	flow_step_aside(flow, &screen_finish);
}

static bool can_prove(const struct flow *flow)
{
	return flow->wizard->actions.message.judge;
}

static void prove(struct flow *flow)
{
	flow_step_aside(flow, &screen_proof);
}

static const struct shortcut shortcuts[] = {
	{ K_CHAR, 'm', N_("m"), N_("e-mail"),
	  N_("the mail to the support of the program, ready to be copied"),
	  show_letter, finish_has_letter },
	{ K_CHAR, 'x', N_("x"), N_("done"),
	  N_("what the program wanted was done: do not remind any more"),
	  finish_end, finish_has_reminders },
	{ K_F4, 0, N_("F4"), N_("verify"),
	  N_("have the program itself look, with a key"), have_it_look,
	  can_have_it_look },
	{ K_CHAR, 'n', N_("n"), N_("next domain"),
	  N_("begin with another domain; this one is kept"), next_domain,
	  NULL },
	{ K_CHAR, 's', N_("s"), N_("save"),
	  N_("write how it stands into a file"), summary_save, has_verdict },
	{ K_CHAR, 'p', N_("p"), N_("as a text"),
	  N_("how it stands as a text, to send to somebody"), show_summary,
	  has_verdict },
	{ K_CHAR, 'r', N_("r"), N_("records"), N_("show the records again"),
	  flow_show_records, has_records },
	{ K_CHAR, 'h', N_("h"), N_("a message"),
	  N_("look at a message that was sent: did it arrive as it should?"),
	  prove, can_prove },
	/* Waiting would lead back here at once. */
	{ K_ESC, 0, NULL, NULL, NULL, flow_show_records, has_records },
	{ K_ENTER, 0, N_("Enter"), N_("look now"), N_("look now (also: F5)"),
	  flow_look_now, has_records },
	{ K_F5, 0, NULL, NULL, NULL, flow_look_now, has_records },
};

const struct screen screen_done = {
	.name = "done",
	.title = N_("Done"),
	.help = N_("Every name server of your DNS host has the records: your "
		   "program may send on your behalf. Elsewhere on the internet "
		   "an older answer may be remembered for a while; by when "
		   "that is over stands here. Some programs want one more "
		   "click from you before they begin."),
	.support = N_(
		"Green is about the source, not about what somebody else still "
		"remembers. The program looks on its own clock: if it still "
		"says no, let it look again. zegel check tells later whether "
		"all is still right, also of many domains at once."),
	.words = WORD_BIT(WORD_NAME_SERVER) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_TTL) | WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_DMARC),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.enter = enter,
	.draw = draw,
	.changed = changed,
	.tick_ms = tick_ms,
};
