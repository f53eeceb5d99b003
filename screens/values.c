/* Step 2, values: the records that the service made for this customer, pasted.
 *
 * Shows at once what it took, what it left and what is still missing, and takes
 * nothing that belongs under another domain. Enter behind a paste goes on; on a
 * line that was typed it begins a new line.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/paste.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/fit.h"
#include "term/form.h"
#include "text/fetch_text.h"
#include "text/fill.h"
#include "text/service_text.h"

#define LEFT_OUT_SHOWN 4

struct values_state {
	struct str text;
	struct box box;
	struct paste paste;
	bool typed;   /* the last change was by hand */
	bool refused; /* Enter was pressed and nothing could be taken */
};

static struct values_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void read_text(struct flow *flow)
{
	struct values_state *s = state_of(flow);

	paste_free(&s->paste);
	paste_read(str_text(&s->text), s->text.len,
		   flow->wizard->choices.domain, &s->paste);
}

/* The values that were taken before, as lines to go on with. */
static void add_known_values(const struct chosen *chosen, struct str *text)
{
	for (size_t i = 0; i < chosen->value_count; i++) {
		const struct record *r = &chosen->values[i];

		str_addf(text, "%s %s. ", rr_name(r->type), r->name);
		if (r->type == RR_MX)
			str_addf(text, "%u ", r->priority);
		str_addf(text, "%s\n", r->value);
	}
}

static void enter(struct flow *flow)
{
	struct values_state *s = state_of(flow);
	const struct chosen *chosen = wizard_in_hand(flow->wizard);

	s->text = STR_INIT(PASTE_MAX_BYTES);
	/* What was not taken yet is newer than what was. */
	if (flow->wizard->values_text)
		str_add(&s->text, flow->wizard->values_text);
	else if (chosen && chosen->value_count)
		add_known_values(chosen, &s->text);
	box_bind(&s->box, &s->text);
	paste_read(str_text(&s->text), s->text.len,
		   flow->wizard->choices.domain, &s->paste);
}

static void leave(struct flow *flow)
{
	struct values_state *s = state_of(flow);

	paste_free(&s->paste);
	str_free(&s->text);
}

/* What was pasted is kept until it has become values. */
static void keep_text(struct flow *flow, const char *text)
{
	free(flow->wizard->values_text);
	flow->wizard->values_text = text && *text ? xstrdup(text) : NULL;
}

static bool event(struct flow *flow, const struct key *key)
{
	const struct wizard_actions *act = &flow->wizard->actions;
	struct values_state *s = state_of(flow);

	if (!box_event(&s->box, key))
		return false;
	s->typed = key->name == K_CHAR || key->name == K_ENTER ||
		   key->name == K_BACKSPACE;
	s->refused = false;
	read_text(flow);
	keep_text(flow, str_text(&s->text));
	/* It may have been brought together from several windows. */
	if (key->name == K_PASTE && act->save)
		act->save(act->ctx);
	return true;
}

static bool on_empty_line(const struct values_state *s)
{
	const char *text = str_text(&s->text);

	return (s->box.at == 0 || text[s->box.at - 1] == '\n') &&
	       (s->box.at == s->text.len || text[s->box.at] == '\n');
}

static bool enter_goes_on(const struct flow *flow)
{
	const struct values_state *s = state_of(flow);

	return !s->typed || on_empty_line(s);
}

static bool enter_is_text(const struct flow *flow)
{
	return !enter_goes_on(flow);
}

static void type_newline(struct flow *flow)
{
	event(flow, &(struct key){ .name = K_ENTER });
}

static void go_on(struct flow *flow)
{
	struct values_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	struct chosen *chosen = wizard_in_hand(w);
	size_t count;
	struct record *records = paste_records(&s->paste, w->choices.domain,
					       &count);

	s->refused = !count;
	if (count && chosen) {
		chosen_set_values(chosen, records, count);
		keep_text(flow, NULL);
		if (w->actions.choices_changed)
			w->actions.choices_changed(w->actions.ctx);
		wizard_next(w);
	}
	records_free(records, count);
}

/* Where in the service the records are shown. */
static int draw_clicks(const struct flow *flow, const struct service *service,
		       int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (service)
		service_add_clicks(&text, service,
				   flow->wizard->choices.domain);
	if (!text.len)
		str_add(&text, _("One record a line: type, name, value. A "
				 "whole table or mail can be pasted as well."));
	rows = draw_with_address(row, 1, ROLE_MUTED, str_text(&text));
	str_free(&text);
	return rows;
}

/* What does not belong to the domain, in a sentence. */
static const char *refusal(enum paste_place place)
{
	static const char *const sentences[] = {
		[PASTE_NO_HOST] = N_("The name of this record is missing."),
		[PASTE_FOREIGN] = N_("This record belongs to another domain; "
				     "it is not taken."),
		[PASTE_BAD_NAME] = N_("This name cannot be right; it is not "
				      "taken."),
	};

	return sentences[place];
}

static int draw_record(const struct flow *flow, int row,
		       const struct paste_record *r)
{
	char name[NAME_SIZE];
	enum paste_place place = paste_record_name(
		r, flow->wizard->choices.domain, name);
	bool good = place == PASTE_OK;
	const char *type = r->type == RR_SPF ? "SPF" : rr_name(r->type);
	char *priority = r->priority >= 0 ? xasprintf("%d ", r->priority)
					  : xstrdup("");
	char *line = xasprintf("%-5s  %s  →  %s%s", type, good ? name : r->host,
			       priority, r->value);

	draw_text(row, 3, 0, good ? ROLE_GOOD : ROLE_BAD,
		  sign_text(good ? SIGN_GOOD : SIGN_BAD));
	draw_shortened(row, 5, 0, ROLE_TEXT, line);
	free(line);
	free(priority);
	if (good)
		return 1;
	return 1 + draw_wrapped(row + 1, 5, 0, ROLE_TEXT, _(refusal(place)));
}

static size_t count_taken(const struct flow *flow)
{
	const struct values_state *s = state_of(flow);
	char name[NAME_SIZE];
	size_t count = 0;

	for (size_t i = 0; i < s->paste.count; i++)
		count += paste_record_name(&s->paste.records[i],
					   flow->wizard->choices.domain,
					   name) == PASTE_OK;
	return count;
}

/* "onFact gives 3 records; you pasted 2.", where it is known and differs. */
static int draw_expectation(const struct service *service, size_t taken,
			    int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows = 0;

	if (service)
		service_add_pasted(&text, service, taken);
	if (text.len) {
		draw_text(row, 3, 0, ROLE_WARN, sign_text(SIGN_WARNING));
		rows = draw_wrapped(row, 5, 0, ROLE_TEXT, str_text(&text));
	}
	str_free(&text);
	return rows;
}

/* The first lines that were left out, so that nobody has to guess. */
static void draw_left_out(const struct paste *paste, int row)
{
	char *text;

	if (paste->hidden_address) {
		draw_text(row, 3, 0, ROLE_WARN, sign_text(SIGN_WARNING));
		row += draw_wrapped(row, 5, 0, ROLE_TEXT,
				    _("The web page had hidden a mail address "
				      "in it: \"email protected\" stands in "
				      "its place."));
	}
	if (!paste->ignored_count)
		return;
	text = xasprintf(P_("%zu line without a record is left out.",
			    "%zu lines without a record are left out.",
			    paste->ignored_count),
			 paste->ignored_count);
	row += draw_wrapped(row, 5, 0, ROLE_MUTED, text);
	free(text);
	for (size_t i = 0; i < paste->ignored_count && i < LEFT_OUT_SHOWN; i++)
		draw_shortened(row++, 7, 0, ROLE_MUTED, paste->ignored[i].text);
	if (paste->ignored_count > LEFT_OUT_SHOWN)
		draw_text(row, 7, 0, ROLE_MUTED, "…");
}

/* That the records come from the program itself, and what of its answer was
 * left out. */
static int draw_fetched(const struct flow *flow, const struct service *service,
			int row)
{
	const struct wizard_asked *a = &flow->wizard->asked;
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (!service || !a->result || a->verify ||
	    a->result->status != FETCH_OK ||
	    strcmp(a->api->service, service->id) != 0)
		return 0;
	text_fill_one(&text, _("These are the records that %1$s gave."),
		      service->name);
	fetch_add_left(&text, &a->result->answer);
	rows = draw_wrapped(row, 5, 0, ROLE_MUTED, str_text(&text));
	str_free(&text);
	return rows;
}

static void draw_result(const struct flow *flow, int row)
{
	const struct values_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	size_t taken = count_taken(flow);

	if (s->refused && !taken) {
		draw_text(row, 3, 0, ROLE_BAD, sign_text(SIGN_BAD));
		row += draw_wrapped(row, 5, 0, ROLE_TEXT,
				    _("There is no record in this that can be "
				      "taken."));
	}
	row += draw_fetched(flow, service, row);
	if (taken)
		row += draw_expectation(service, taken, row);
	for (size_t i = 0; i < s->paste.count; i++)
		row += draw_record(flow, row, &s->paste.records[i]);
	draw_left_out(&s->paste, row);
}

static void draw(const struct flow *flow)
{
	const struct values_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	int box_rows = draw_rows() < 24 ? 4 : draw_rows() < 40 ? 6 : 10;
	char *title = service ? xasprintf(_("Which records does %s show you?"),
					  service->name)
			      : xstrdup(_("Which records did you get?"));
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE, title) + 1;
	row += draw_clicks(flow, service, row) + 1;
	box_draw(&s->box, row, 3, box_rows, draw_cols() - 6, _("Paste here"));
	draw_body_focus(row, row + box_rows - 1);
	draw_result(flow, row + box_rows + 1);
	free(title);
}

static bool can_fetch(const struct flow *flow)
{
	return wizard_api(flow->wizard);
}

static void fetch(struct flow *flow)
{
	flow_step_aside(flow, &screen_api_key);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("next"),
	  N_("take these records; on a line that you typed: a new line"), go_on,
	  enter_goes_on },
	{ K_ENTER, 0, N_("Enter"), N_("new line"), NULL, type_newline,
	  enter_is_text },
	{ K_F4, 0, N_("F4"), N_("fetch"),
	  N_("let the program tell its records, with a key"), fetch,
	  can_fetch },
};

const struct screen screen_values = {
	.name = "values",
	.title = N_("The records of your program"),
	.help = N_("Your program made records that are for you alone. Copy "
		   "them there and paste them here, all together and as they "
		   "are: a table, a mail or single lines. zegel shows which "
		   "records it found in it."),
	.support = N_("These values come from the account of this customer; "
		      "those of an example or of another customer do not work. "
		      "Paste rather too much than too little: what is no "
		      "record is left out. Records of another domain are not "
		      "taken: then the wrong account was open."),
	.words = WORD_BIT(WORD_RECORD) | WORD_BIT(WORD_CNAME) |
		 WORD_BIT(WORD_TXT) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_SELECTOR),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct values_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
