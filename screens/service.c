/* Step 2: which program sends mail for the customer? Type to filter; several
 * can be chosen; what the domain uses already stands on top.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/picker.h"
#include "term/fit.h"
#include "text/service_text.h"

struct item {
	const struct service *service; /* NULL: not in the list */
	bool in_use;
	int match; /* how well it fits the filter */
};

struct service_state {
	struct picker picker;
	struct item *items;
	size_t cap;
	bool refused; /* Enter was pressed with nothing to take */
};

enum { LIST_ROW = 4 };

static struct service_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static bool is_in_use(const struct verdict *v, const struct service *service)
{
	for (size_t i = 0; v && i < v->recognised_count; i++) {
		if (!strcmp(v->recognised[i], service->id))
			return true;
	}
	return false;
}

static int by_use_and_match(const void *left, const void *right)
{
	const struct item *a = left;
	const struct item *b = right;

	if (a->in_use != b->in_use)
		return a->in_use ? -1 : 1;
	if (a->match != b->match)
		return a->match > b->match ? -1 : 1;
	if (is_by_template(a->service) != is_by_template(b->service))
		return is_by_template(a->service) ? 1 : -1;
	if (is_by_template(a->service))
		return strcmp(a->service->name, b->service->name);
	/* Otherwise in the order of the catalogue. */
	return a->service < b->service ? -1 : a->service > b->service;
}

/* For so many programs, and "not in the list". */
static void make_room(struct service_state *s, size_t count)
{
	if (s->cap > count)
		return;
	s->cap = count + 1;
	s->items = xreallocarray(s->items, s->cap, sizeof(*s->items));
}

/* Of the user's own templates those that were chosen, and those for mail that
 * fit what is typed: more than mail would only crowd the list. */
static size_t add_templates(struct flow *flow, size_t count)
{
	struct service_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	struct own_templates *own = catalog_own_templates(w->catalog);
	const char *filter = s->picker.filter;
	size_t all = 0, problems, before;

	if (!own)
		return count;
	catalog_own_problems(w->catalog, &before);
	const struct service *const *rows = own_templates_all(own, &all,
							      *filter);
	catalog_own_problems(w->catalog, &problems);
	if (problems > before)
		flow_notice(flow,
			    N_("Some templates of the folder are not good; "
			       "zegel services check says why."));
	make_room(s, count + all);
	for (size_t i = 0; i < all; i++) {
		int match = *filter ? service_matches(rows[i], filter) : 1;
		bool mail = *filter &&
			    template_is_mail(own_templates_get(rows[i]));

		if (match && (mail || choices_find(&w->choices, rows[i]->id)))
			s->items[count++] = (struct item){
				.service = rows[i],
				.match = match,
			};
	}
	return count;
}

/* Fills the list with what fits the search; returns how many. */
static size_t take_those(struct service_state *s, const struct verdict *v,
			 const struct service *services, size_t all,
			 int (*fit)(const struct service *, const char *))
{
	size_t count = 0;

	for (size_t i = 0; i < all; i++) {
		int match = *s->picker.filter
				    ? fit(&services[i], s->picker.filter)
				    : 1;

		if (match)
			s->items[count++] = (struct item){
				.service = &services[i],
				.in_use = is_in_use(v, &services[i]),
				.match = match,
			};
	}
	return count;
}

/* Makes the list anew, with the cursor on the same program where it still is.
 */
static void make_list(struct flow *flow)
{
	struct service_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service_list *list = catalog_services(w->catalog);
	const struct service *at = s->picker.list.count
					   ? s->items[s->picker.list.at].service
					   : NULL;
	size_t all = 0;
	const struct service *services = list ? service_list_all(list, &all)
					      : NULL;
	size_t count;

	make_room(s, all);
	count = take_those(s, w->verdict, services, all, service_fits);
	count = add_templates(flow, count);
	if (!count)
		count = take_those(s, w->verdict, services, all,
				   service_comes_near);
	if (count)
		qsort(s->items, count, sizeof(*s->items), by_use_and_match);
	s->items[count++] = (struct item){ 0 };
	list_resize(&s->picker.list, count);
	for (size_t i = 0; i < count && at; i++) {
		if (s->items[i].service == at)
			s->picker.list.at = i;
	}
}

/* Where the cursor begins: at what was chosen before, else behind what is in
 * use already, which is not what somebody comes for. */
static size_t first_to_choose(const struct flow *flow)
{
	const struct service_state *s = state_of(flow);
	size_t count = s->picker.list.count;

	for (size_t i = 0; i < count; i++)
		if (choices_find(&flow->wizard->choices,
				 s->items[i].service ? s->items[i].service->id
						     : NULL))
			return i;
	for (size_t i = 0; i < count; i++)
		if (!s->items[i].in_use)
			return i;
	return 0;
}

static void enter(struct flow *flow)
{
	struct service_state *s = state_of(flow);

	picker_init(&s->picker);
	make_list(flow);
	s->picker.list.at = first_to_choose(flow);
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->items);
}

static const struct item *item_at_cursor(const struct flow *flow)
{
	const struct service_state *s = state_of(flow);

	return &s->items[s->picker.list.at];
}

static const char *id_of(const struct item *item)
{
	return item->service ? item->service->id : NULL;
}

static bool is_chosen(const struct flow *flow, const struct item *item)
{
	return choices_find(&flow->wizard->choices, id_of(item)) != NULL;
}

static bool event(struct flow *flow, const struct key *key)
{
	struct service_state *s = state_of(flow);
	enum picked picked = picker_event(&s->picker, key);

	s->refused = false;
	if (picked == PICKED_TYPED) {
		make_list(flow);
		/* What fits best is what was meant. */
		s->picker.list.at = 0;
	}
	return picked != PICKED_NOTHING;
}

static void changed(struct flow *flow)
{
	make_list(flow);
}

static void toggle(struct flow *flow)
{
	wizard_toggle_service(flow->wizard, id_of(item_at_cursor(flow)));
}

/* Goes on with what is chosen; where nothing is, or the person has just
 * searched for it, what is under the cursor is meant. */
static void go_on(struct flow *flow)
{
	struct service_state *s = state_of(flow);

	if ((*s->picker.filter || !flow->wizard->choices.count) &&
	    !is_chosen(flow, item_at_cursor(flow)))
		toggle(flow);
	if (!wizard_next(flow->wizard))
		s->refused = true;
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

/* The group that an item stands in, by its heading; NULL: none. */
static const char *heading_of(const struct service_state *s,
			      const struct item *item)
{
	if (!item->service)
		return "";
	if (item->in_use)
		return _("Already in use for this domain");
	if (*s->picker.filter)
		return "";
	if (is_by_template(item->service))
		return _("Your templates");
	return item->service->first ? _("Often chosen") : _("All programs");
}

static void make_lines(const struct flow *flow, struct picker_lines *lines,
		       const char *details)
{
	const struct service_state *s = state_of(flow);
	const char *before = NULL;

	*lines = (struct picker_lines){ 0 };
	for (size_t i = 0; i < s->picker.list.count; i++) {
		const char *heading = heading_of(s, &s->items[i]);
		struct slice rest = slice_of(details);
		struct slice detail;

		if (before && strcmp(before, heading))
			picker_add_line(lines, (struct picker_line){
						       .kind = LINE_EMPTY });
		if ((!before || strcmp(before, heading)) && *heading)
			picker_add_line(lines, (struct picker_line){
						       .kind = LINE_HEADING,
						       .text = heading });
		before = heading;
		if (i == s->picker.list.at)
			lines->cursor_first = lines->count;
		picker_add_line(lines, (struct picker_line){ .kind = LINE_ITEM,
							     .item = i });
		while (i == s->picker.list.at &&
		       text_wrap(&rest, draw_cols() - PICKER_COL - 2, &detail))
			picker_add_line(lines, (struct picker_line){
						       .kind = LINE_DETAIL,
						       .detail = detail });
		if (i == s->picker.list.at)
			lines->cursor_last = lines->count - 1;
	}
}

static void draw_item(const void *ctx, int row, size_t index)
{
	const struct flow *flow = ctx;
	const struct service_state *s = state_of(flow);
	const struct item *item = &s->items[index];
	bool chosen = is_chosen(flow, item);
	enum role role = picker_mark(&s->picker, row, index);
	int name_cols = draw_cols() < 80 ? 22 : 34;
	int col = PICKER_COL;
	const char *in_use = _("in use");

	draw_text(row, 5, 0, role,
		  sign_text(chosen ? SIGN_CHECKED : SIGN_UNCHECKED));
	if (!item->service) {
		draw_text(row, col, 0, role,
			  _("Not in the list: I have the records"));
		return;
	}
	picker_draw_name(&s->picker, row, col, name_cols, role,
			 item->service->name);
	col += name_cols + 1;
	draw_shortened(row, col,
		       draw_cols() - col - 1 -
			       (item->in_use ? text_cols(in_use) + 3 : 0),
		       ROLE_MUTED, service_kind_words(item->service));
	if (!item->in_use)
		return;
	col = draw_cols() - text_cols(in_use) - 3;
	col += draw_text(row, col, 0, ROLE_GOOD, sign_text(SIGN_GOOD)) + 1;
	draw_text(row, col, 0, ROLE_MUTED, in_use);
}

/* What has to be known before it is chosen. */
static void add_details(struct str *out, const struct service *service)
{
	service_add_others(out, service);
	if (out->len)
		str_add_char(out, ' ');
	service_add_asks(out, service);
}

static void draw_list(const struct flow *flow)
{
	struct picker_lines *lines = xmalloc(sizeof(*lines));
	const struct item *here = item_at_cursor(flow);
	struct str details = STR_INIT(STR_MAX_TEXT);

	if (here->service)
		add_details(&details, here->service);
	make_lines(flow, lines, str_text(&details));
	picker_draw(lines, LIST_ROW, draw_item, flow);
	str_free(&details);
	free(lines);
}

static void draw(const struct flow *flow)
{
	const struct service_state *s = state_of(flow);

	draw_text(0, 1, 0, ROLE_TITLE,
		  _("Which program sends e-mail on your behalf?"));
	picker_draw_field(&s->picker, 2);
	if (s->refused)
		draw_text(1, 3, 0, ROLE_BAD,
			  _("Please choose at least one with the space bar."));
	draw_list(flow);
}

static const struct shortcut shortcuts[] = {
	{ K_CHAR, ' ', N_("Space"), N_("choose"),
	  N_("choose this program, or not; several are possible"), toggle,
	  NULL },
	{ K_ENTER, 0, N_("Enter"), N_("next"), N_("go on with what is chosen"),
	  go_on, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, clear_filter, is_filtering },
};

const struct screen screen_service = {
	.name = "service",
	.title = N_("The program"),
	.help = N_("Which program sends the mail that has to arrive: invoices, "
		   "offers, newsletters? Type a part of its name to find it; "
		   "several can be chosen. If your program is not in the list "
		   "but gave you records, choose the last line."),
	.support = N_(
		"What stands on top sends for this domain already, as far as "
		"its SPF, MX and CNAME records tell. What a program wants "
		"beforehand stands under its name: settle that before the "
		"customer opens the DNS. If it is always the same program, "
		"zegel --service passes this question by."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct service_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.changed = changed,
	.leave = leave,
};
