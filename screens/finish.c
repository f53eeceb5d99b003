/* Beside done: the mail to a program's support, ready to be copied, for all
 * domains that are ready; and what is to be remembered.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/finish.h"

#include <stdio.h>
#include <stdlib.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/made_text.h"
#include "screens/rows.h"
#include "screens/server.h"
#include "text/fill.h"
#include "text/finish_text.h"

enum { LETTER_MAX = 64 << 10 };

/* --- reminders ----------------------------------------------------------- */

bool finish_has_reminders(const struct flow *flow)
{
	return flow->wizard->reminder_count > 0;
}

int finish_draw_reminders(const struct flow *flow, int row)
{
	const struct wizard *w = flow->wizard;
	struct str text = STR_INIT(STR_MAX_TEXT);
	int first = row;

	for (size_t i = 0; i < w->reminder_count; i++) {
		str_reset(&text);
		/* That one stands among the steps. */
		if (w->reminders[i].kind == REMINDER_WRITE)
			continue;
		finish_add_reminder(&text, &w->reminders[i],
				    catalog_services(w->catalog), clock_wall());
		draw_text(row, 4, 0, ROLE_WARN, "!");
		row += draw_wrapped(row, 7, 0, ROLE_TEXT, str_text(&text));
	}
	str_free(&text);
	return row - first;
}

static void end_all(struct flow *flow, bool of_all)
{
	struct wizard *w = flow->wizard;

	for (size_t i = 0; i < w->choices.count; i++) {
		if (w->choices.items[i].service && w->actions.end_reminders)
			w->actions.end_reminders(w->actions.ctx,
						 w->choices.items[i].service,
						 of_all);
	}
	flow_notice(flow, N_("Noted: it is done."));
}

void finish_end(struct flow *flow)
{
	end_all(flow, false);
}

void finish_end_letter(struct flow *flow)
{
	end_all(flow, true);
}

/* --- the mail ------------------------------------------------------------ */

static const struct service *service_of(const struct flow *flow)
{
	const struct wizard *w = flow->wizard;

	return finish_letter_service(&w->choices, catalog_services(w->catalog));
}

bool finish_has_letter(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	return v && v->outcome == OUTCOME_GREEN && service_of(flow);
}

/* This domain first, then whichever else are ready. */
struct finish_letter finish_letter_now(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct service *service = service_of(flow);
	struct finish_domains domains = { .count = 0 };
	struct finish_letter letter;

	(void)finish_domains_add(&domains, w->choices.domain);
	if (w->actions.each_ready)
		w->actions.each_ready(w->actions.ctx, service->id,
				      finish_domains_add, &domains);
	letter = finish_letter_make(service, &domains);
	finish_domains_free(&domains);
	return letter;
}

/* Subject and text: what a mail program wants has two fields. */
static char *letter_text(const struct flow *flow)
{
	struct finish_letter letter = finish_letter_now(flow);
	char *text = xasprintf("%s\n\n%s", letter.subject, letter.text);

	finish_letter_free(&letter);
	return text;
}

static void copy(struct flow *flow)
{
	made_text_copy(flow, letter_text(flow));
}

static void show_alone(struct flow *flow)
{
	made_text_show_alone(flow, letter_text(flow));
}

static void copy_link(struct flow *flow)
{
	struct finish_letter letter = finish_letter_now(flow);

	flow_copy(flow, letter.mailto);
	finish_letter_free(&letter);
}

static void save(struct flow *flow)
{
	made_text_save(flow, letter_text(flow));
}

static bool may_send(const struct flow *flow)
{
	return flow->wizard->actions.server.test;
}

/* Through the customer's own server: where one was tried already, its login is
 * all that is missing. */
static void send_it(struct flow *flow)
{
	struct wizard *w = flow->wizard;
	struct server_form *form = &w->server.forms[SERVER_SMTP];
	struct finish_letter letter = finish_letter_now(flow);

	if (letter.to && !*form->support)
		snprintf(form->support, sizeof(form->support), "%s", letter.to);
	finish_letter_free(&letter);
	w->server.protocol = SERVER_SMTP;
	w->server.sends_letter = true;
	flow_step_aside(flow, server_is_tried(flow) ? &screen_server_login
						    : &screen_smtp);
}

static void was_sent(struct flow *flow)
{
	flow_step_aside(flow, NULL);
	finish_end_letter(flow);
}

/* Not right any more: then there is nothing to write. */
static void changed(struct flow *flow)
{
	if (!finish_has_letter(flow))
		flow_step_aside(flow, NULL);
}

static int draw_lines(int row, const char *text)
{
	struct slice rest = slice_of(text), line;
	int first = row;

	while (slice_next_line(&rest, &line)) {
		char *shown = slice_dup(line);
		int rows = draw_wrapped(row, 3, 0, ROLE_TEXT, shown);

		row += rows ? rows : 1;
		free(shown);
	}
	return row - first;
}

static void draw(const struct flow *flow)
{
	struct finish_letter letter;
	struct str text = STR_INIT(LETTER_MAX);
	int row;

	if (!finish_has_letter(flow))
		return;
	letter = finish_letter_now(flow);
	text_fill_one(&text, _("The mail to the support of %1$s"),
		      letter.service->name);
	row = draw_wrapped(0, 1, 0, ROLE_TITLE, str_text(&text)) + 1;
	str_reset(&text);
	finish_add_to(&text, &letter);
	row += draw_with_address(row, 3, ROLE_MUTED, str_text(&text)) + 1;
	row += draw_wrapped(row, 3, 0, ROLE_VALUE, letter.subject) + 1;
	row += draw_lines(row, letter.text) + 1;
	str_reset(&text);
	if (may_send(flow))
		draw_wrapped(row, 3, 0, ROLE_MUTED,
			     _("Enter lets zegel send it, through your own "
			       "mail server."));
	str_free(&text);
	finish_letter_free(&letter);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("send it"),
	  N_("send it through your own mail server"), send_it, may_send },
	{ K_CHAR, 'c', N_("c"), N_("copy"),
	  N_("copy the mail to the clipboard"), copy, NULL },
	{ K_CHAR, 'm', N_("m"), N_("link"),
	  N_("copy it as a link, which opens a mail program"), copy_link,
	  NULL },
	{ K_CHAR, 'v', N_("v"), N_("select"),
	  N_("the mail alone on the screen, to select it with the mouse"),
	  show_alone, NULL },
	{ K_CHAR, 's', N_("s"), N_("save"), N_("write it into a file"), save,
	  NULL },
	{ K_CHAR, 'x', N_("x"), N_("was sent"),
	  N_("it was sent: do not remind any more"), was_sent,
	  finish_has_reminders },
};

const struct screen screen_finish = {
	.name = "finish",
	.title = N_("The mail to the support"),
	.help = N_("The program switches something on by hand once the "
		   "records are there, so its support has to be told. The "
		   "mail is ready: copy it, let it open in your mail "
		   "program, or have it sent. All your domains that are ready "
		   "stand in it."),
	.support = N_(
		"One mail does for all domains, so that nobody writes ten. "
		"zegel invents no address: it stands on the help page of the "
		"program. What was sent is not reminded of any more."),
	.words = WORD_BIT(WORD_DKIM) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_NAME_SERVER),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.draw = draw,
	.changed = changed,
};
