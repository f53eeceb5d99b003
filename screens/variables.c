/* Step 2, values: the variables of a template of the user's own, a field each.
 *
 * Enter goes to the next field that is empty, and behind the last one on; what
 * does not fit is told before.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/fit.h"
#include "term/form.h"
#include "text/template_text.h"

enum { VALUE_SIZE = 2048, FIELDS_MAX = 100, LABEL_COLS_MAX = 28 };

struct variable {
	const char *name; /* borrowed from the template */
	char text[VALUE_SIZE];
	struct field field;
};

struct variables_state {
	struct variable *items;
	struct list list;
	bool refused;  /* Enter was pressed and something is still empty */
	char *problem; /* why the values do not fit, or NULL */
};

static struct variables_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void enter(struct flow *flow)
{
	struct variables_state *s = state_of(flow);
	const struct chosen *chosen = wizard_in_hand(flow->wizard);
	const struct template *t = wizard_template(flow->wizard, chosen);
	size_t count = 0;

	s->items = xcalloc(t->variable_count, sizeof(*s->items));
	for (size_t i = 0; i < t->variable_count && count < FIELDS_MAX; i++) {
		const char *name = t->variables[i];
		const char *value = chosen_setting(chosen, name);
		struct variable *v = &s->items[count];

		if (!wizard_needs_variable(flow->wizard, chosen, name))
			continue;
		v->name = name;
		snprintf(v->text, sizeof(v->text), "%s", value ? value : "");
		field_bind(&v->field, v->text, sizeof(v->text));
		count++;
	}
	list_resize(&s->list, count);
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->items);
	free(state_of(flow)->problem);
}

/* What was filled in so far is kept, empty fields as none. */
static void keep(struct flow *flow)
{
	struct variables_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	struct setting *settings = xcalloc(s->list.count + 1,
					   sizeof(*settings));
	size_t count = 0;

	for (size_t i = 0; i < s->list.count; i++) {
		if (*s->items[i].text)
			settings[count++] = (struct setting){
				(char *)(uintptr_t)s->items[i].name,
				s->items[i].text
			};
	}
	chosen_set_settings(wizard_in_hand(w), settings, count);
	free(settings);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct variables_state *s = state_of(flow);
	struct key move = { .name = key->name == K_TAB       ? K_DOWN
				    : key->name == K_BACKTAB ? K_UP
							     : key->name };

	if ((move.name == K_DOWN || move.name == K_UP) &&
	    list_event(&s->list, &move))
		return true;
	if (!s->list.count || !field_event(&s->items[s->list.at].field, key))
		return false;
	s->refused = false;
	free(s->problem);
	s->problem = NULL;
	keep(flow);
	return true;
}

/* The first empty field from this one on, and then from the top; count when
 * there is none. */
static size_t next_empty(const struct variables_state *s)
{
	for (size_t i = 0; i < s->list.count; i++) {
		size_t at = (s->list.at + i) % s->list.count;

		if (!*s->items[at].text)
			return at;
	}
	return s->list.count;
}

/* True when the template can be applied with these values. */
static bool is_fitting(struct flow *flow)
{
	struct variables_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct chosen *chosen = wizard_in_hand(w);
	const char *zone = w->verdict ? w->verdict->zone : NULL;
	struct template_expansion x;
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool good = chosen_expand(&w->choices, chosen,
				  wizard_service(w, chosen),
				  wizard_template(w, chosen), zone, &x) == OK;

	free(s->problem);
	s->problem = NULL;
	if (!good && x.remark_count) {
		template_add_remark(&text, &x.remarks[0]);
		s->problem = xstrdup(str_text(&text));
	}
	str_free(&text);
	template_expansion_free(&x);
	return good;
}

static void go_on(struct flow *flow)
{
	struct variables_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	bool last = s->list.at + 1 >= s->list.count;
	size_t empty = next_empty(s);

	keep(flow);
	if (empty < s->list.count) {
		s->refused = last || empty == s->list.at;
		s->list.at = empty;
		return;
	}
	if (!last) {
		s->list.at++;
		return;
	}
	if (!is_fitting(flow))
		return;
	if (w->actions.choices_changed)
		w->actions.choices_changed(w->actions.ctx);
	wizard_next(w);
}

static int label_cols(const struct variables_state *s)
{
	int cols = 0;

	for (size_t i = 0; i < s->list.count; i++) {
		int own = text_cols(s->items[i].name);

		cols = own > cols ? own : cols;
	}
	return cols < LABEL_COLS_MAX ? cols : LABEL_COLS_MAX;
}

static int draw_fields(const struct variables_state *s, int row)
{
	int labels = label_cols(s), col = 5 + labels + 2;

	for (size_t i = 0; i < s->list.count; i++, row++) {
		const struct variable *v = &s->items[i];
		bool here = i == s->list.at;

		draw_shortened(row, 5, labels, here ? ROLE_ACCENT : ROLE_MUTED,
			       v->name);
		if (here) {
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
			field_draw(&v->field, row, col, draw_cols() - col - 3,
				   "");
			draw_body_focus(row, row);
		} else if (*v->text) {
			draw_shortened(row, col, draw_cols() - col - 3,
				       ROLE_VALUE, v->text);
		} else {
			draw_text(row, col, 0,
				  s->refused ? ROLE_BAD : ROLE_MUTED, "…");
		}
	}
	return row;
}

static void draw_what_is_wrong(const struct variables_state *s, int row)
{
	if (!s->refused && !s->problem)
		return;
	draw_text(row, 3, 0, ROLE_BAD, sign_text(SIGN_BAD));
	draw_wrapped(row, 5, 0, ROLE_TEXT,
		     s->problem ? s->problem
				: _("Every one of these needs a value."));
}

static void draw(const struct flow *flow)
{
	const struct variables_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct chosen *chosen = wizard_in_hand(w);
	const struct template *t = wizard_template(w, chosen);
	char *title = xasprintf(_("Which values does %s give you?"),
				wizard_service(w, chosen)->name);
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE, title) + 1;
	if (*t->variable_text)
		row += draw_wrapped(row, 3, 0, ROLE_MUTED, t->variable_text) +
		       1;
	row = draw_fields(s, row) + 1;
	draw_what_is_wrong(s, row);
	free(title);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("next"),
	  N_("the next field; behind the last one: go on"), go_on, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("from field to field"), NULL, NULL },
};

const struct screen screen_variables = {
	.name = "variables",
	.title = N_("The values of your template"),
	.help = N_("The records of this template have places that are filled "
		   "in for each customer. The names are those of the template; "
		   "the program that it is for tells the values. Type or paste "
		   "one in each field."),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct variables_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
