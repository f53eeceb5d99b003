/* Beside step 3: which panel does it look like? Asked where it is not known how
 * the DNS host wants its records. Type to filter; the first row is "none".
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/panel.h"
#include "screens/picker.h"
#include "term/fit.h"

/* The groups that the list has, in this order. */
enum group { GROUP_LIKELY, GROUP_PANEL, GROUP_NONE, GROUP_COMPANY };

struct item {
	const struct dns_host *host; /* NULL: like none of these */
	enum group group;
	int match; /* how well it fits the search */
};

struct panel_state {
	struct picker picker;
	struct item *items;
};

enum { LIST_ROW = 4 };

static struct panel_state *state_of(const struct flow *flow)
{
	return flow->state;
}

/* True where there is something to enter, and the form of the DNS host is not
 * known. Without an answer nothing is entered yet. */
static bool is_unknown(const struct wizard *w)
{
	const struct verdict *v = w->verdict;

	return v && v->complete && v->outcome != OUTCOME_UNKNOWN &&
	       v->plan.count && !host_for_form(verdict_form(v));
}

void panel_ask(struct flow *flow)
{
	flow_step_aside(flow, &screen_panel);
}

void panel_ask_if_unknown(struct flow *flow)
{
	const struct wizard *w = flow->wizard;

	if (w->access == ACCESS_MYSELF && !w->choices.panel && is_unknown(w))
		panel_ask(flow);
}

int panel_draw_hint(const struct flow *flow, int row)
{
	if (!is_unknown(flow->wizard))
		return 0;
	return draw_wrapped(row, 1, 0, ROLE_MUTED,
			    _("f shows the records in the form of the panel "
			      "that you use."));
}

static enum group group_of(const struct verdict *v, const struct dns_host *host)
{
	for (size_t i = 0; v && i < v->candidate_count; i++) {
		if (v->candidates[i] == host)
			return GROUP_LIKELY;
	}
	return host->is_panel ? GROUP_PANEL : GROUP_COMPANY;
}

static int by_group_and_match(const void *left, const void *right)
{
	const struct item *a = left;
	const struct item *b = right;

	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	/* Otherwise in the order of the catalogue. */
	return a->host < b->host ? -1 : a->host > b->host;
}

/* Only those whose form is known: the others look like none. */
static void make_list(struct flow *flow)
{
	struct panel_state *s = state_of(flow);
	const struct host_list *list = catalog_hosts(flow->wizard->catalog);
	const char *filter = s->picker.filter;
	size_t all = 0, count = 0;
	const struct dns_host *hosts = list ? host_list_all(list, &all) : NULL;

	s->items = xreallocarray(s->items, all + 1, sizeof(*s->items));
	s->items[count++] = (struct item){ .group = GROUP_NONE,
					   .match = *filter ? 0 : 1 };
	for (size_t i = 0; i < all; i++) {
		int match = *filter ? host_matches(&hosts[i], filter) : 1;

		if (match && host_for_form(&hosts[i]))
			s->items[count++] = (struct item){
				.host = &hosts[i],
				.group = group_of(flow->wizard->verdict,
						  &hosts[i]),
				.match = match,
			};
	}
	qsort(s->items, count, sizeof(*s->items), by_group_and_match);
	list_resize(&s->picker.list, count);
}

static bool is_chosen(const struct flow *flow, const struct item *item)
{
	const char *id = flow->wizard->choices.panel;

	return id && !strcmp(id, item->host ? item->host->id : PANEL_NONE);
}

static void enter(struct flow *flow)
{
	struct panel_state *s = state_of(flow);

	picker_init(&s->picker);
	make_list(flow);
	for (size_t i = 0; i < s->picker.list.count; i++) {
		if (is_chosen(flow, &s->items[i]))
			s->picker.list.at = i;
	}
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->items);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct panel_state *s = state_of(flow);
	enum picked picked = picker_event(&s->picker, key);

	if (picked == PICKED_TYPED) {
		make_list(flow);
		/* What fits best is what was meant. */
		s->picker.list.at = 0;
	}
	return picked != PICKED_NOTHING;
}

static void choose(struct flow *flow)
{
	const struct panel_state *s = state_of(flow);
	const struct dns_host *host = s->items[s->picker.list.at].host;

	wizard_set_panel(flow->wizard, host ? host->id : PANEL_NONE);
	flow_step_aside(flow, NULL);
}

static bool is_filtering(const struct flow *flow)
{
	return *state_of(flow)->picker.filter;
}

static void clear_filter(struct flow *flow)
{
	picker_clear(&state_of(flow)->picker);
	make_list(flow);
}

static void draw_item(const void *ctx, int row, size_t index)
{
	const struct flow *flow = ctx;
	const struct panel_state *s = state_of(flow);
	const struct item *item = &s->items[index];
	const char *chosen = _("chosen");
	enum role role = picker_mark(&s->picker, row, index);

	draw_shortened(row, 5, draw_cols() - 5 - text_cols(chosen) - 4, role,
		       item->host ? item->host->name
				  : _("None of these, or I do not know"));
	if (is_chosen(flow, item))
		draw_text(row, draw_cols() - text_cols(chosen) - 3, 0,
			  ROLE_MUTED, chosen);
}

static const char *heading_of(enum group group)
{
	switch (group) {
	case GROUP_LIKELY:
		return _("Your name servers are used by these");
	case GROUP_PANEL:
		return _("Panels of many companies");
	case GROUP_COMPANY:
		return _("Companies with a panel of their own");
	case GROUP_NONE:
		break;
	}
	return "";
}

static void make_lines(const struct panel_state *s, struct picker_lines *lines)
{
	const char *before = "";

	for (size_t i = 0; i < s->picker.list.count; i++) {
		const char *heading = heading_of(s->items[i].group);

		if (!*s->picker.filter && strcmp(before, heading)) {
			if (i)
				picker_add_line(lines,
						(struct picker_line){
							.kind = LINE_EMPTY });
			if (*heading)
				picker_add_line(lines,
						(struct picker_line){
							.kind = LINE_HEADING,
							.text = heading });
			before = heading;
		}
		if (i == s->picker.list.at)
			lines->cursor_first = lines->cursor_last = lines->count;
		picker_add_line(lines, (struct picker_line){ .kind = LINE_ITEM,
							     .item = i });
	}
}

static void draw(const struct flow *flow)
{
	struct picker_lines *lines = xcalloc(1, sizeof(*lines));

	draw_text(0, 1, 0, ROLE_TITLE,
		  _("What does it look like where you change the DNS?"));
	picker_draw_field(&state_of(flow)->picker, 2);
	make_lines(state_of(flow), lines);
	picker_draw(lines, LIST_ROW, draw_item, flow);
	free(lines);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"),
	  N_("show the records in the form of this one"), choose, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, clear_filter, is_filtering },
};

const struct screen screen_panel = {
	.name = "panel",
	.title = N_("The panel"),
	.help = N_("Every company and every panel asks for records in its own "
		   "way: with or without the domain in the name, with or "
		   "without a dot at the end. zegel does not know how it is "
		   "at yours. Its name often stands at the top or the bottom "
		   "of the page, or on the page where you log in."),
	.support = N_("Ask what stands in the address line of the browser: "
		      "port 2222 is DirectAdmin, 2083 cPanel, 8443 Plesk. If "
		      "nothing fits, choose the line for that: the records are "
		      "then shown as most want them. p on the records asks "
		      "again."),
	.words = WORD_BIT(WORD_DNS_HOST) | WORD_BIT(WORD_RECORD),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct panel_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
