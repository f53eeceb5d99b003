/* SPDX-License-Identifier: MIT */
#include "screens/host_picker.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "term/fit.h"

enum { LIST_ROW = 4, NAME_COL = 5 };

static struct host_picker *state_of(const struct flow *flow)
{
	return flow->state;
}

static int by_match_and_group(const void *left, const void *right)
{
	const struct host_item *a = left;
	const struct host_item *b = right;

	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	/* Otherwise in the order of the catalogue. */
	return a->host < b->host ? -1 : a->host > b->host;
}

/* "None of them" has its place in the groups, and comes last where somebody
 * searches a host. */
static void make_list(struct flow *flow)
{
	struct host_picker *s = state_of(flow);
	const struct host_list *list = catalog_hosts(flow->wizard->catalog);
	const char *filter = s->picker.filter;
	size_t all = 0, count = 0;
	const struct dns_host *hosts = list ? host_list_all(list, &all) : NULL;

	s->items = xreallocarray(s->items, all + 1, sizeof(*s->items));
	s->items[count++] = (struct host_item){
		.group = s->choice->group(flow, NULL),
		.match = *filter ? 0 : 1,
	};
	for (size_t i = 0; i < all; i++) {
		int match = *filter ? host_matches(&hosts[i], filter) : 1;

		if (match && s->choice->takes(flow, &hosts[i]))
			s->items[count++] = (struct host_item){
				.host = &hosts[i],
				.group = s->choice->group(flow, &hosts[i]),
				.match = match,
			};
	}
	qsort(s->items, count, sizeof(*s->items), by_match_and_group);
	list_resize(&s->picker.list, count);
}

void host_picker_enter(struct flow *flow, const struct host_choice *choice)
{
	struct host_picker *s = state_of(flow);

	s->choice = choice;
	picker_init(&s->picker);
	make_list(flow);
	for (size_t i = 0; i < s->picker.list.count; i++) {
		if (choice->is_chosen(flow, s->items[i].host))
			s->picker.list.at = i;
	}
}

void host_picker_leave(struct flow *flow)
{
	free(state_of(flow)->items);
}

bool host_picker_event(struct flow *flow, const struct key *key)
{
	struct host_picker *s = state_of(flow);
	enum picked picked = picker_event(&s->picker, key);

	if (picked == PICKED_TYPED) {
		make_list(flow);
		/* What fits best is what was meant. */
		s->picker.list.at = 0;
	}
	return picked != PICKED_NOTHING;
}

const struct dns_host *host_picker_at(const struct flow *flow)
{
	const struct host_picker *s = state_of(flow);

	return s->items[s->picker.list.at].host;
}

bool host_picker_is_filtering(const struct flow *flow)
{
	return *state_of(flow)->picker.filter;
}

void host_picker_clear(struct flow *flow)
{
	picker_clear(&state_of(flow)->picker);
	make_list(flow);
}

static void draw_item(const void *ctx, int row, size_t index)
{
	const struct flow *flow = ctx;
	const struct host_picker *s = state_of(flow);
	const struct dns_host *host = s->items[index].host;
	const char *chosen = _("chosen");
	enum role role = picker_mark(&s->picker, row, index);
	int cols = draw_cols() - NAME_COL - text_cols(chosen) - 4;

	picker_draw_name(&s->picker, row, NAME_COL, cols, role,
			 host ? host->name : _(s->choice->none));
	if (s->choice->is_chosen(flow, host))
		draw_text(row, draw_cols() - text_cols(chosen) - 3, 0,
			  ROLE_MUTED, chosen);
}

static void begin_group(struct picker_lines *lines, const char *heading)
{
	if (lines->count)
		picker_add_line(lines,
				(struct picker_line){ .kind = LINE_EMPTY });
	if (*heading)
		picker_add_line(lines,
				(struct picker_line){ .kind = LINE_HEADING,
						      .text = heading });
}

static void make_lines(const struct host_picker *s, struct picker_lines *lines)
{
	const char *before = "";
	bool has_groups = s->choice->heading && !*s->picker.filter;

	for (size_t i = 0; i < s->picker.list.count; i++) {
		const char *heading =
			has_groups ? s->choice->heading(s->items[i].group) : "";

		if (strcmp(before, heading) != 0)
			begin_group(lines, heading);
		before = heading;
		if (i == s->picker.list.at)
			lines->cursor_first = lines->cursor_last = lines->count;
		picker_add_line(lines, (struct picker_line){ .kind = LINE_ITEM,
							     .item = i });
	}
}

void host_picker_draw(const struct flow *flow)
{
	const struct host_picker *s = state_of(flow);
	struct picker_lines *lines = xcalloc(1, sizeof(*lines));

	draw_text(0, 1, 0, ROLE_TITLE, _(s->choice->title));
	picker_draw_field(&s->picker, 2);
	make_lines(s, lines);
	picker_draw(lines, LIST_ROW, draw_item, flow);
	free(lines);
}
