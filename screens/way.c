/* Step 2, way: how the program gets permission, where there is more than one
 * way. The first is the one that costs the customer least.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/form.h"
#include "term/hotspot.h"
#include "text/service_text.h"

enum { WAYS_MAX = 8 };

struct way_state {
	struct service_way ways[WAYS_MAX];
	struct list list;
};

static struct way_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void enter(struct flow *flow)
{
	struct way_state *s = state_of(flow);
	const struct chosen *chosen = wizard_in_hand(flow->wizard);

	if (!chosen)
		return;
	list_resize(&s->list,
		    wizard_ways(flow->wizard, chosen, s->ways, WAYS_MAX));
	for (size_t i = 0; i < s->list.count; i++) {
		if (s->ways[i].kind == chosen->way)
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
	struct wizard *w = flow->wizard;
	const struct chosen *chosen = wizard_in_hand(w);

	if (!chosen || !s->list.count)
		return;
	wizard_set_way(w, chosen->service, s->ways[s->list.at].kind);
	wizard_next(w);
}

static int draw_way(const struct flow *flow, int row, size_t index)
{
	const struct way_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	const struct service_way *way = &s->ways[index];
	bool here = index == s->list.at;
	struct str cost = STR_INIT(STR_MAX_TEXT);
	int first = row;

	if (here)
		draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
	draw_text(row++, 5, 0, here ? ROLE_ACCENT : ROLE_VALUE,
		  way_words(way->kind));
	if (service)
		service_add_way(&cost, service, way,
				catalog_services(w->catalog));
	else if (way->kind == WAY_DNS)
		str_add(&cost, _("Somebody has to enter the records that you "
				 "have in the DNS once."));
	else
		str_add(&cost, _("No change in the DNS. The program hands its "
				 "mail to the server of your own mailbox."));
	row += draw_wrapped(row, 5, 0, here ? ROLE_TEXT : ROLE_MUTED,
			    str_text(&cost));
	for (int i = first; i < row; i++)
		hotspot_add_item(i, index);
	if (here)
		draw_body_focus(first, row - 1);
	str_free(&cost);
	return row - first + 1;
}

static void draw(const struct flow *flow)
{
	const struct way_state *s = state_of(flow);
	struct wizard *w = flow->wizard;
	const struct service *service = wizard_service(w, wizard_in_hand(w));
	char *title = service ? xasprintf(_("How may %s send on your behalf?"),
					  service->name)
			      : xstrdup(_("How may the program send on your "
					  "behalf?"));
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE, title) + 1;

	for (size_t i = 0; i < s->list.count; i++)
		row += draw_way(flow, row, i);
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
		"can change. The choice is not final: Esc leads back here."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_SMTP),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct way_state),
	.enter = enter,
	.draw = draw,
	.event = event,
};
