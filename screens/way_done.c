/* Step 5 where nothing has to be set in the DNS: what to type where in the
 * program, what that means, and what to look at afterwards.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/way_done.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/catalog.h"
#include "core/way.h"
#include "i18n/i18n.h"
#include "screens/made_text.h"
#include "term/fit.h"
#include "term/form.h"
#include "term/hotspot.h"
#include "text/service_text.h"
#include "text/way_text.h"

enum { COL = 4, COL_FIELD = 7, GAP = 2 };

struct way_done_state {
	struct list list; /* of what can be copied, over all services */
};

/* Walks over what can be copied: until the one under the cursor. */
struct walk {
	size_t at;    /* of the cursor */
	size_t count; /* passed by so far */
	char *value;  /* of the one at the cursor; NULL: not reached */
};

static struct way_done_state *state_of(const struct flow *flow)
{
	return flow->state;
}

/* False when there is nothing to tell of it. */
static bool make_guide(const struct flow *flow, const struct chosen *chosen,
		       struct service_way *way, struct way_about *about,
		       struct way_guide *guide)
{
	struct wizard *w = flow->wizard;

	if (chosen->way == WAY_DNS || !wizard_way(w, chosen, way))
		return false;
	*about = (struct way_about){
		.service = wizard_service(w, chosen),
		.way = way,
		.domain = w->choices.domain,
		.services = catalog_services(w->catalog),
		.verdict = w->verdict,
	};
	way_guide_make(guide, about);
	return true;
}

static int label_cols(const struct way_guide *guide)
{
	int cols = 0;

	for (size_t i = 0; i < guide->count; i++) {
		const char *label = guide->lines[i].label;

		if (label && text_cols(label) > cols)
			cols = text_cols(label);
	}
	return cols + GAP;
}

static int draw_field(const struct way_line *line, int row, int cols,
		      struct walk *walk)
{
	bool here = line->is_exact && walk && walk->count == walk->at;
	int rows;

	draw_text(row, COL_FIELD, cols, ROLE_MUTED, line->label);
	rows = draw_wrapped(row, COL_FIELD + cols, 0,
			    line->is_exact ? ROLE_VALUE : ROLE_TEXT,
			    line->text);
	if (line->is_exact && walk) {
		hotspot_add_item(row, walk->count++);
		if (here) {
			draw_text(row, COL_FIELD - GAP, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
			draw_body_focus(row, row);
		}
	}
	return rows;
}

static int draw_step(const char *text, unsigned number, int row)
{
	char *label = xasprintf("%u", number);
	int rows;

	draw_text(row, COL, COL_FIELD - COL, ROLE_MUTED, label);
	rows = draw_with_address(row, COL_FIELD, ROLE_TEXT, text);
	free(label);
	return rows;
}

static int draw_guide(const struct flow *flow, const struct chosen *chosen,
		      int row, struct walk *walk)
{
	struct service_way way;
	struct way_about about;
	struct way_guide guide;
	unsigned number = 0;
	int first = row, cols;

	if (!make_guide(flow, chosen, &way, &about, &guide))
		return 0;
	cols = label_cols(&guide);
	if (about.service) {
		char *title = xasprintf("%s: %s", about.service->name,
					way_words(way.kind));

		row += draw_wrapped(row, 1, 0, ROLE_VALUE, title);
		free(title);
	} else {
		row += draw_wrapped(row, 1, 0, ROLE_VALUE, way_words(way.kind));
	}
	for (size_t i = 0; i < guide.count; i++) {
		const struct way_line *line = &guide.lines[i];

		row += line->kind == WAY_LINE_NOTE && i > 0 &&
		       line[-1].kind != WAY_LINE_NOTE;
		if (line->kind == WAY_LINE_STEP)
			row += draw_step(line->text, ++number, row);
		else if (line->kind == WAY_LINE_FIELD)
			row += draw_field(line, row, cols, walk);
		else
			row += draw_wrapped(row, COL, 0, ROLE_MUTED,
					    line->text);
	}
	way_guide_free(&guide);
	return row - first + 1;
}

int way_done_draw(const struct flow *flow, const struct chosen *chosen, int row)
{
	return draw_guide(flow, chosen, row, NULL);
}

/* Counts what can be copied, and takes the one at the cursor. */
static void walk_values(const struct flow *flow, struct walk *walk)
{
	const struct choices *choices = &flow->wizard->choices;

	for (size_t i = 0; i < choices->count; i++) {
		struct service_way way;
		struct way_about about;
		struct way_guide guide;

		if (!make_guide(flow, &choices->items[i], &way, &about, &guide))
			continue;
		for (size_t k = 0; k < guide.count; k++) {
			if (!guide.lines[k].is_exact)
				continue;
			if (walk->count++ == walk->at && !walk->value)
				walk->value = xstrdup(guide.lines[k].text);
		}
		way_guide_free(&guide);
	}
}

static void enter(struct flow *flow)
{
	struct walk walk = { .at = 0 };

	walk_values(flow, &walk);
	list_resize(&state_of(flow)->list, walk.count);
	free(walk.value);
}

static bool event(struct flow *flow, const struct key *key)
{
	return list_event(&state_of(flow)->list, key);
}

static bool has_value(const struct flow *flow)
{
	return state_of(flow)->list.count > 0;
}

static char *value_here(const struct flow *flow)
{
	struct walk walk = { .at = state_of(flow)->list.at };

	walk_values(flow, &walk);
	return walk.value;
}

static void copy_value(struct flow *flow)
{
	made_text_copy(flow, value_here(flow));
}

static void show_value(struct flow *flow)
{
	made_text_show_alone(flow, value_here(flow));
}

static void copy_all(struct flow *flow)
{
	const struct choices *choices = &flow->wizard->choices;
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < choices->count; i++) {
		struct service_way way;
		struct way_about about;
		struct way_guide guide;

		if (!make_guide(flow, &choices->items[i], &way, &about, &guide))
			continue;
		way_guide_add_text(&text, &guide, &about);
		way_guide_free(&guide);
	}
	made_text_copy(flow, str_take(&text));
}

static void another_way(struct flow *flow)
{
	(void)wizard_change_way(flow->wizard);
}

static bool has_ways(const struct flow *flow)
{
	return wizard_has_ways(flow->wizard);
}

static bool goes_by(const struct flow *flow, enum way_kind way)
{
	const struct choices *choices = &flow->wizard->choices;
	bool found = false;

	for (size_t i = 0; i < choices->count; i++)
		found |= choices->items[i].way == way;
	return found && flow->wizard->actions.server.test;
}

static bool has_own_server(const struct flow *flow)
{
	return goes_by(flow, WAY_OWN_SMTP);
}

static void try_server(struct flow *flow)
{
	flow->wizard->server.sends_letter = false;
	flow_step_aside(flow, &screen_smtp);
}

/* Also who hands its mail to the server may read the mailbox there. */
static bool reads_mailbox(const struct flow *flow)
{
	return goes_by(flow, WAY_MAILBOX) || has_own_server(flow);
}

static void try_mailbox(struct flow *flow)
{
	flow_step_aside(flow, &screen_imap);
}

static void next_domain(struct flow *flow)
{
	struct wizard *w = flow->wizard;

	wizard_go(w, PLACE_DOMAIN);
	wizard_set_domain(w, "");
	if (w->actions.domain_changed)
		w->actions.domain_changed(w->actions.ctx, "");
}

static void draw(const struct flow *flow)
{
	const struct choices *choices = &flow->wizard->choices;
	struct walk walk = { .at = state_of(flow)->list.at };
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE,
			       _("Nothing has to be set in the DNS.")) +
		  1;

	for (size_t i = 0; i < choices->count; i++)
		row += draw_guide(flow, &choices->items[i], row, &walk);
}

static const struct shortcut shortcuts[] = {
	{ K_CHAR, 'c', N_("c"), N_("copy"), N_("copy the value at the cursor"),
	  copy_value, has_value },
	{ K_CHAR, 'v', N_("v"), N_("alone"),
	  N_("show the value at the cursor alone, to select it"), show_value,
	  has_value },
	{ K_CHAR, 't', "t", N_("try it"),
	  N_("try your mail server out, before the program does"), try_server,
	  has_own_server },
	{ K_CHAR, 'i', "i", NULL,
	  N_("try whether a program can read the mailbox (IMAP)"), try_mailbox,
	  reads_mailbox },
	{ K_CHAR, 'C', N_("C"), N_("copy all"),
	  N_("copy everything, to send to somebody"), copy_all, NULL },
	{ K_F1 + 5, 0, N_("F6"), N_("another way"),
	  N_("choose another way of sending"), another_way, has_ways },
	{ K_CHAR, 'n', N_("n"), N_("next domain"),
	  N_("begin with another domain; this one is kept"), next_domain,
	  NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("to another value"), NULL, has_value },
};

const struct screen screen_way_done = {
	.name = "way-done",
	.title = N_("Done without DNS"),
	.help = N_("This way needs nothing in the DNS: all of it is set in the "
		   "program. What stands here is what to enter there, and what "
		   "to look at with one message to yourself. F6 leads back to "
		   "the ways."),
	.support = N_("zegel cannot see whether it was entered: only a message "
		      "shows that. Have the customer send one to himself and "
		      "answer it while you are there. If the DNS can be "
		      "edited after all, F6 and the first way make it better."),
	.words = WORD_BIT(WORD_SMTP) | WORD_BIT(WORD_SPF) |
		 WORD_BIT(WORD_DMARC),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct way_done_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.changed = enter,
};
