/* Before the records, where port 53 leads nowhere from here: may zegel ask a
 * resolver over HTTPS? It says who that is, and what he learns; without a yes
 * nobody is asked there.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/form.h"
#include "term/hotspot.h"
#include "text/fill.h"

enum { DOH_YES, DOH_NO, DOH_ANSWERS };

enum { NAMES_SHOWN = 2 };

struct doh_state {
	struct list list;
};

static struct doh_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void enter(struct flow *flow)
{
	state_of(flow)->list.count = DOH_ANSWERS;
}

static bool event(struct flow *flow, const struct key *key)
{
	return list_event(&state_of(flow)->list, key);
}

static void answer(struct flow *flow, bool yes)
{
	flow_step_aside(flow, NULL);
	wizard_answer_doh(flow->wizard, yes);
	flow_notice(flow,
		    yes ? N_("zegel now asks Quad9 over HTTPS, until you leave "
			     "it.")
			: N_("zegel goes on with the resolver of this "
			     "network."));
}

static void choose(struct flow *flow)
{
	answer(flow, state_of(flow)->list.at == DOH_YES);
}

static void refuse(struct flow *flow)
{
	answer(flow, false);
}

/* What is seen in this network. */
static const char *reason(const struct verdict *v)
{
	if (v && findings_have(&v->findings, FINDING_RESOLVER_FAILED))
		return _("The DNS does not answer here: perhaps this network "
			 "lets no questions to it through (port 53 is "
			 "closed).");
	if (v && findings_have(&v->findings, FINDING_PORT53_INTERCEPTED))
		return _("Something in this network answers in the place of "
			 "the name servers, so what zegel sees may not be what "
			 "stands there.");
	return _("The name servers of your domain cannot be asked from here "
		 "(port 53 is closed), so what zegel sees can be some minutes "
		 "old.");
}

/* The names that would be asked for: those that are in the plan, or would be in
 * any. */
static char *names_asked(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	const char *domain = flow->wizard->choices.domain;
	char *names[NAMES_SHOWN + 1] = { name_for_people(domain) };
	struct str list = STR_INIT(STR_MAX_TEXT);
	size_t count = 1;

	for (size_t i = 0; v && i < v->record_count && count <= NAMES_SHOWN;
	     i++) {
		const char *name = v->records[i].wanted.record.name;

		if (!name_equal(name, domain))
			names[count++] = name_for_people(name);
	}
	if (count == 1)
		names[count++] = xasprintf("_dmarc.%s", names[0]);
	text_add_list(&list, (const char *const *)names, count);
	while (count)
		free(names[--count]);
	return str_take(&list);
}

static void draw_answers(const struct flow *flow, int row)
{
	static const char *const words[DOH_ANSWERS] = {
		[DOH_YES] = N_("Yes, ask Quad9 over HTTPS"),
		[DOH_NO] = N_("No, go on without"),
	};
	const struct list *list = &state_of(flow)->list;

	draw_body_focus(row, row + DOH_ANSWERS - 1);
	for (size_t i = 0; i < DOH_ANSWERS; i++) {
		bool here = i == list->at;

		if (here)
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
		draw_text(row, 5, 0, here ? ROLE_ACCENT : ROLE_TEXT,
			  _(words[i]));
		hotspot_add_item(row++, i);
	}
}

static void draw(const struct flow *flow)
{
	char *names = names_asked(flow);
	struct str text = STR_INIT(STR_MAX_TEXT);
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE,
			       _("May zegel ask Quad9 over HTTPS?")) +
		  1;

	row += draw_wrapped(row, 1, 0, ROLE_TEXT,
			    reason(flow->wizard->verdict)) +
	       1;
	text_fill_two(&text,
		      _("Quad9 (a foundation in Switzerland, %1$s) would then "
			"be asked for %2$s, and for the names that those lead "
			"to. Nothing else is sent, and nothing before you say "
			"yes."),
		      wizard_doh_offer(flow->wizard)
			      ? wizard_doh_offer(flow->wizard)
			      : "",
		      names);
	row += draw_wrapped(row, 1, 0, ROLE_TEXT, str_text(&text)) + 1;
	draw_answers(flow, row);
	str_free(&text);
	free(names);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"), NULL, choose, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_CHAR, ' ', NULL, NULL, NULL, choose, NULL },
	{ K_ESC, 0, N_("Esc"), N_("no"), N_("go on without"), refuse, NULL },
};

const struct screen screen_doh = {
	.name = "doh",
	.title = N_("Asking over HTTPS"),
	.help = N_("zegel asks the name servers of your domain itself, because "
		   "they know first. Some networks, of hotels and companies "
		   "above all, do not let these questions through. Over HTTPS, "
		   "as a web page, a resolver elsewhere can be asked; it "
		   "learns the names that are looked up, so you are asked "
		   "first."),
	.support = N_("A resolver remembers answers, so a new record may show "
		      "some minutes later than at the source, and green tells "
		      "what that resolver sees. The answer holds until zegel "
		      "is left. The option --nameserver with a URL, such as "
		      "https://9.9.9.9/dns-query, does it from the start, "
		      "with any resolver."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_NAME_SERVER),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct doh_state),
	.enter = enter,
	.draw = draw,
	.event = event,
};
