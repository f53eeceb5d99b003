/* Beside step 3: the instruction for whoever manages the DNS. As a mail, which
 * shows here at once, or as a web page in a file; then on to waiting.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/hand_over.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "screens/hand_over_draw.h"
#include "screens/made_text.h"
#include "screens/rows.h"
#include "term/form.h"

struct hand_over hand_over_of(const struct flow *flow, struct str *programs)
{
	const struct verdict *v = flow->wizard->verdict;

	flow_add_services(flow, programs);
	return (struct hand_over){
		.plan = &v->plan,
		.domain = v->domain,
		.zone = v->zone ? v->zone : v->domain,
		.form = verdict_form(v),
		.programs = str_text(programs),
		.now = clock_wall(),
	};
}

static struct hand_over_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static bool is_typing(const struct flow *flow)
{
	return state_of(flow)->stage == HAND_OVER_NAME;
}

static bool is_choosing(const struct flow *flow)
{
	return state_of(flow)->stage == HAND_OVER_CHOOSE;
}

static bool is_asked_to_replace(const struct flow *flow)
{
	return state_of(flow)->stage == HAND_OVER_REPLACE;
}

static enum hand_over_item item_at(const struct flow *flow)
{
	return (enum hand_over_item)state_of(flow)->list.at;
}

/* What is made of the plan, by one of text/hand_over.h. */
static char *made_by(void (*add)(struct str *, const struct hand_over *),
		     const struct flow *flow)
{
	struct str text = STR_INIT(HAND_OVER_MAX);
	struct str programs = STR_INIT(STR_MAX_TEXT);
	const struct hand_over h = hand_over_of(flow, &programs);

	add(&text, &h);
	str_free(&programs);
	return str_take(&text);
}

static void enter(struct flow *flow)
{
	state_of(flow)->list.count = HAND_OVER_ITEMS;
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->written);
	free(state_of(flow)->scp);
}

/* Back to looking: then there is nothing to hand over. */
static void changed(struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	if (!v || !(v->plan.complete || v->plan.unknown))
		flow_step_aside(flow, NULL);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct hand_over_state *s = state_of(flow);

	if (s->stage == HAND_OVER_NAME) {
		s->problem = NULL;
		return field_event(&s->field, key);
	}
	return s->stage == HAND_OVER_CHOOSE && list_event(&s->list, key);
}

/* "zegel-voorbeeld.nl.html", where the person stands. */
static void ask_name(struct flow *flow)
{
	struct hand_over_state *s = state_of(flow);
	bool page = item_at(flow) == HAND_OVER_PAGE;

	snprintf(s->name, sizeof(s->name), "zegel-%s.%s",
		 flow->wizard->choices.domain, page ? "html" : "txt");
	field_bind(&s->field, s->name, sizeof(s->name));
	s->problem = NULL;
	s->stage = HAND_OVER_NAME;
}

static const char *problem_of(enum err err)
{
	switch (err) {
	case ERR_NOT_FOUND:
		return N_("There is no such folder.");
	case ERR_DENIED:
		return N_("No file may be written there.");
	default:
		return N_("It could not be written.");
	}
}

static void write_file(struct flow *flow, bool replace)
{
	struct hand_over_state *s = state_of(flow);
	char *text = made_by(item_at(flow) == HAND_OVER_PAGE
				     ? hand_over_add_page
				     : hand_over_add_letter,
			     flow);
	const struct wizard_actions *act = &flow->wizard->actions;
	char *path = NULL;
	enum err err = act->write_file ? act->write_file(act->ctx, s->name,
							 text, replace, &path)
				       : ERR_UNSUPPORTED;

	s->problem = NULL;
	if (err == ERR_EXISTS) {
		s->stage = HAND_OVER_REPLACE;
	} else if (err) {
		s->problem = problem_of(err);
		s->stage = HAND_OVER_NAME;
	} else {
		free(s->written);
		s->written = xstrdup(path);
		free(s->scp);
		s->scp = hand_over_scp(path);
		s->list.at = HAND_OVER_DONE;
		s->stage = HAND_OVER_CHOOSE;
	}
	free(path);
	free(text);
}

static void save_name(struct flow *flow)
{
	if (*state_of(flow)->name)
		write_file(flow, false);
}

static void replace_file(struct flow *flow)
{
	write_file(flow, true);
}

static void keep_file(struct flow *flow)
{
	state_of(flow)->stage = HAND_OVER_NAME;
}

static void close_name(struct flow *flow)
{
	state_of(flow)->stage = HAND_OVER_CHOOSE;
}

/* The line to fetch the file with, once there is one; else the mail. */
static char *text_in_hand(const struct flow *flow)
{
	const struct hand_over_state *s = state_of(flow);

	if (item_at(flow) != HAND_OVER_MAIL && s->scp)
		return xstrdup(s->scp);
	return made_by(hand_over_add_letter, flow);
}

static void show_alone(struct flow *flow)
{
	made_text_show_alone(flow, text_in_hand(flow));
}

static void copy(struct flow *flow)
{
	made_text_copy(flow, text_in_hand(flow));
}

static void choose(struct flow *flow)
{
	switch (item_at(flow)) {
	case HAND_OVER_MAIL:
		show_alone(flow);
		break;
	case HAND_OVER_PAGE:
		ask_name(flow);
		break;
	default:
		wizard_hand_over(flow->wizard, clock_wall());
		flow_step_aside(flow, NULL);
		flow_next(flow);
		break;
	}
}

static bool has_text(const struct flow *flow)
{
	return is_choosing(flow) &&
	       (item_at(flow) == HAND_OVER_MAIL || state_of(flow)->scp);
}

static bool can_be_saved(const struct flow *flow)
{
	return is_choosing(flow) && item_at(flow) == HAND_OVER_MAIL;
}

static void draw(const struct flow *flow)
{
	char *subject = made_by(hand_over_add_subject, flow);
	char *body = made_by(hand_over_add_mail, flow);

	hand_over_draw(flow, state_of(flow), subject, body);
	free(subject);
	free(body);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"), NULL, choose, is_choosing },
	{ K_CHAR, 'c', N_("c"), N_("copy"),
	  N_("copy it to the clipboard: the mail, or the line to fetch the "
	     "file with"),
	  copy, has_text },
	{ K_CHAR, 'v', N_("v"), N_("alone"),
	  N_("the same alone on the screen, to select it with the mouse"),
	  show_alone, has_text },
	{ K_CHAR, 's', N_("s"), N_("save"), N_("save the mail as a file"),
	  ask_name, can_be_saved },
	{ K_ENTER, 0, N_("Enter"), N_("save"), NULL, save_name, is_typing },
	{ K_ESC, 0, NULL, NULL, NULL, close_name, is_typing },
	{ K_ENTER, 0, N_("Enter"), N_("another name"), NULL, keep_file,
	  is_asked_to_replace },
	{ K_CHAR, 'r', N_("r"), N_("replace"),
	  N_("write the new file in the place of the old one"), replace_file,
	  is_asked_to_replace },
	{ K_ESC, 0, NULL, NULL, NULL, keep_file, is_asked_to_replace },
};

const struct screen screen_hand_over = {
	.name = "hand-over",
	.title = N_("Handing over"),
	.help = N_(
		"Whoever manages your DNS gets everything that has to be "
		"entered. Choose the text of a mail, or a web page that opens "
		"in every browser, has buttons to copy with, and can be "
		"printed. Once it is handed over, zegel looks every few "
		"minutes; you can close it, and go on later."),
	.support = N_(
		"The text is in the language of the screen: F2 changes it for "
		"whoever gets it. The web page needs no network and asks "
		"nobody for anything, so it can go along with a mail. The "
		"customer tells when it was done; then press Enter while "
		"waiting, and it is looked at once."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_DNS_HOST) |
		 WORD_BIT(WORD_RECORD) | WORD_BIT(WORD_TXT) |
		 WORD_BIT(WORD_CNAME),
	.is_typing = is_typing,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct hand_over_state),
	.enter = enter,
	.leave = leave,
	.draw = draw,
	.event = event,
	.changed = changed,
};
