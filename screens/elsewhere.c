/* Beside step 4: at which other company was it perhaps entered? Type to filter;
 * the first row takes it back.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/picker.h"
#include "term/fit.h"

struct item {
	const struct dns_host *host; /* NULL: not entered elsewhere */
	int match;                   /* how well it fits the search */
};

struct elsewhere_state {
	struct picker picker;
	struct item *items;
};

enum { LIST_ROW = 4 };

static struct elsewhere_state *state_of(const struct flow *flow)
{
	return flow->state;
}

/* A panel is software of many companies: nobody could look there. */
static bool is_another_company(const struct flow *flow,
			       const struct dns_host *host)
{
	const struct verdict *v = flow->wizard->verdict;

	return !host->is_panel && (!v || v->host != host);
}

static int by_match(const void *left, const void *right)
{
	const struct item *a = left;
	const struct item *b = right;

	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	/* Otherwise in the order of the catalogue. */
	return a->host < b->host ? -1 : a->host > b->host;
}

/* Taking it back stands first, and last where somebody searches a company. */
static void make_list(struct flow *flow)
{
	struct elsewhere_state *s = state_of(flow);
	const struct host_list *list = catalog_hosts(flow->wizard->catalog);
	const char *filter = s->picker.filter;
	size_t all = 0, count = 0;
	const struct dns_host *hosts = list ? host_list_all(list, &all) : NULL;

	s->items = xreallocarray(s->items, all + 1, sizeof(*s->items));
	s->items[count++] = (struct item){ .match = *filter ? 0 : 2 };
	for (size_t i = 0; i < all; i++) {
		int match = *filter ? host_matches(&hosts[i], filter) : 1;

		if (match && is_another_company(flow, &hosts[i]))
			s->items[count++] = (struct item){
				.host = &hosts[i],
				.match = match,
			};
	}
	qsort(s->items, count, sizeof(*s->items), by_match);
	list_resize(&s->picker.list, count);
}

static const struct dns_host *chosen_host(const struct flow *flow)
{
	const struct host_list *list = catalog_hosts(flow->wizard->catalog);
	const char *id = flow->wizard->choices.entered_at;

	return list && id ? host_find(list, id) : NULL;
}

static void enter(struct flow *flow)
{
	struct elsewhere_state *s = state_of(flow);
	const struct dns_host *chosen = chosen_host(flow);

	picker_init(&s->picker);
	make_list(flow);
	for (size_t i = 0; i < s->picker.list.count; i++) {
		if (s->items[i].host == chosen)
			s->picker.list.at = i;
	}
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->items);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct elsewhere_state *s = state_of(flow);
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
	const struct elsewhere_state *s = state_of(flow);
	const struct dns_host *host = s->items[s->picker.list.at].host;

	wizard_set_entered_at(flow->wizard, host ? host->id : NULL);
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
	const struct elsewhere_state *s = state_of(flow);
	const struct dns_host *host = s->items[index].host;
	const char *chosen = _("chosen");
	enum role role = picker_mark(&s->picker, row, index);
	int cols = draw_cols() - 5 - text_cols(chosen) - 4;

	picker_draw_name(&s->picker, row, 5, cols, role,
			 host ? host->name : _("Not entered elsewhere"));
	if (host && host == chosen_host(flow))
		draw_text(row, draw_cols() - text_cols(chosen) - 3, 0,
			  ROLE_MUTED, chosen);
}

static void draw(const struct flow *flow)
{
	const struct list *list = &state_of(flow)->picker.list;
	struct picker_lines *lines = xcalloc(1, sizeof(*lines));

	draw_text(0, 1, 0, ROLE_TITLE,
		  _("At which other company may it have been entered?"));
	picker_draw_field(&state_of(flow)->picker, 2);
	for (size_t i = 0; i < list->count; i++)
		picker_add_line(lines, (struct picker_line){ .kind = LINE_ITEM,
							     .item = i });
	lines->cursor_first = lines->cursor_last = (int)list->at;
	picker_draw(lines, LIST_ROW, draw_item, flow);
	free(lines);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"),
	  N_("look at this company, too"), choose, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, clear_filter, is_filtering },
};

const struct screen screen_elsewhere = {
	.name = "elsewhere",
	.title = N_("Entered elsewhere"),
	.help = N_("zegel looks where your domain is run. A record that was "
		   "entered at another company, such as an earlier one or the "
		   "one of the web site, has no effect. If that may have "
		   "happened, choose the company: zegel then looks there, too, "
		   "and says when the record stands there."),
	.support = N_("This is for customers who are sure that they saved a "
		      "record that does not show. Of some companies nobody can "
		      "know where to look: then zegel says so. The first line "
		      "takes the choice back."),
	.words = WORD_BIT(WORD_DNS_HOST) | WORD_BIT(WORD_NAME_SERVER) |
		 WORD_BIT(WORD_RECORD),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct elsewhere_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
