/* Step 2, way: how the program gets permission, where there is more than one
 * way: side by side what each costs, and more about the one under the cursor.
 * The first is the one that costs the customer least.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "catalog/catalog.h"
#include "core/way.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/fit.h"
#include "term/form.h"
#include "term/hotspot.h"
#include "text/service_text.h"
#include "text/way_text.h"

enum { COL_NAME = 5, GAP = 2 };

struct way_state {
	struct service_way ways[WAYS_MAX];
	struct list list;
};

/* Where the columns of the table begin. */
struct columns {
	int at[WAY_ASPECTS];
	bool fits;     /* else the costs are told in a sentence */
	bool one_line; /* beside the names, else below them */
};

static struct way_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void enter(struct flow *flow)
{
	struct way_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct chosen *chosen = wizard_in_hand(w);

	if (!chosen)
		return;
	list_resize(&s->list, wizard_ways(w, chosen, s->ways, WAYS_MAX));
	for (size_t i = 0; i < s->list.count; i++) {
		if (way_is_chosen(&w->choices, chosen, &s->ways[i]))
			s->list.at = i;
	}
}

static bool event(struct flow *flow, const struct key *key)
{
	return list_event(&state_of(flow)->list, key);
}

static void choose(struct flow *flow)
{
	struct way_state *s = state_of(flow);

	if (!s->list.count)
		return;
	wizard_choose_way(flow->wizard, &s->ways[s->list.at]);
	wizard_next(flow->wizard);
}

/* "Through SendGrid", where there are several of these; the caller frees. */
static char *name_of(const struct flow *flow, const struct service_way *way)
{
	const struct service_list *list = catalog_services(
		flow->wizard->catalog);
	const struct service *through =
		way->through && list ? service_find(list, way->through) : NULL;

	if (way->kind != WAY_THROUGH || !through)
		return xstrdup(way_words(way->kind));
	return xasprintf(_("Through %1$s"), through->name);
}

static int wider(int cols, const char *text)
{
	return text_cols(text) > cols ? text_cols(text) : cols;
}

static struct columns measure(const struct flow *flow)
{
	const struct way_state *s = state_of(flow);
	struct columns c = { .fits = false };
	int names = 0, cols = 0;

	for (int a = 0; a < WAY_ASPECTS; a++) {
		int width = text_cols(way_aspect_words((enum way_aspect)a));

		for (size_t i = 0; i < s->list.count; i++)
			width = wider(width,
				      way_cost_words(s->ways[i].kind,
						     (enum way_aspect)a));
		c.at[a] = COL_NAME + cols;
		cols += width + GAP;
	}
	for (size_t i = 0; i < s->list.count; i++) {
		char *name = name_of(flow, &s->ways[i]);

		names = wider(names, name);
		free(name);
	}
	c.fits = COL_NAME + cols - GAP + 1 <= draw_cols();
	c.one_line = COL_NAME + names + GAP + cols - GAP + 1 <= draw_cols();
	for (int a = 0; a < WAY_ASPECTS && c.one_line; a++)
		c.at[a] += names + GAP;
	return c;
}

static int draw_costs(const struct columns *c, int row, enum way_kind kind,
		      enum role role)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows = 1;

	for (int a = 0; a < WAY_ASPECTS && c->fits; a++)
		draw_text(row, c->at[a], 0, role,
			  way_cost_words(kind, (enum way_aspect)a));
	if (!c->fits) {
		way_add_costs(&text, kind);
		rows = draw_wrapped(row, COL_NAME, 0, role, str_text(&text));
	}
	str_free(&text);
	return rows;
}

/* More about the way under the cursor. */
static int draw_more(const struct flow *flow, int row,
		     const struct service_way *way)
{
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (service)
		service_add_way(&text, service, way,
				catalog_services(w->catalog));
	else if (way->kind == WAY_DNS)
		str_add(&text, _("Somebody has to enter the records that you "
				 "have in the DNS once."));
	else
		str_add(&text, _("No change in the DNS. The program hands its "
				 "mail to the server of your own mailbox."));
	rows = draw_wrapped(row, COL_NAME, 0, ROLE_TEXT, str_text(&text));
	str_free(&text);
	return rows;
}

static int draw_way(const struct flow *flow, const struct columns *c, int row,
		    size_t index)
{
	const struct way_state *s = state_of(flow);
	const struct service_way *way = &s->ways[index];
	bool here = index == s->list.at;
	char *name = name_of(flow, way);
	int first = row;

	if (here)
		draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
	draw_text(row, COL_NAME, 0, here ? ROLE_ACCENT : ROLE_VALUE, name);
	row += !c->one_line;
	row += draw_costs(c, row, way->kind, here ? ROLE_TEXT : ROLE_MUTED);
	if (here)
		row += draw_more(flow, row, way);
	for (int i = first; i < row; i++)
		hotspot_add_item(i, index);
	if (here)
		draw_body_focus(first, row - 1);
	free(name);
	return row - first + 1;
}

static void draw(const struct flow *flow)
{
	const struct way_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	struct columns c = measure(flow);
	char *title = service ? xasprintf(_("How may %s send on your behalf?"),
					  service->name)
			      : xstrdup(_("How may the program send on your "
					  "behalf?"));
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE, title) + 1;

	for (int a = 0; a < WAY_ASPECTS && c.fits; a++)
		draw_text(row, c.at[a], 0, ROLE_MUTED,
			  way_aspect_words((enum way_aspect)a));
	row += c.fits;
	for (size_t i = 0; i < s->list.count; i++)
		row += draw_way(flow, &c, row, i);
	free(title);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"), N_("take this way"), choose,
	  NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_CHAR, ' ', NULL, NULL, NULL, choose, NULL },
};

const struct screen screen_way = {
	.name = "way",
	.title = N_("The way"),
	.help = N_("There is more than one way to let a program send on your "
		   "behalf. With records in your DNS it sends from your own "
		   "address, and everybody can see that it may. Through your "
		   "own mail server nothing changes in your DNS, but that "
		   "server has to carry the mail."),
	.support = N_(
		"Records in the DNS are the best way for whoever can get at "
		"the DNS. The other ways are for customers who cannot, and for "
		"mailboxes at a provider of mailboxes, whose DNS nobody else "
		"can change. The choice is kept, and F6 changes it later."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_SMTP),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct way_state),
	.enter = enter,
	.draw = draw,
	.event = event,
};
