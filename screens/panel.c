/* Beside step 3: which panel does it look like? Asked where it is not known how
 * the DNS host wants its records. Type to filter; the first row is "none".
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "i18n/i18n.h"
#include "screens/host_picker.h"
#include "screens/panel.h"

/* The groups that the list has, in this order. */
enum group { GROUP_LIKELY, GROUP_PANEL, GROUP_NONE, GROUP_COMPANY };

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

static unsigned group_of(const struct flow *flow, const struct dns_host *host)
{
	const struct verdict *v = flow->wizard->verdict;

	for (size_t i = 0; host && v && i < v->candidate_count; i++) {
		if (v->candidates[i] == host)
			return GROUP_LIKELY;
	}
	if (!host)
		return GROUP_NONE;
	return host->is_panel ? GROUP_PANEL : GROUP_COMPANY;
}

/* The forms of the others are not known: they look like none. */
static bool has_form(const struct flow *flow, const struct dns_host *host)
{
	(void)flow;
	return host_for_form(host);
}

static bool is_chosen(const struct flow *flow, const struct dns_host *host)
{
	const char *id = flow->wizard->choices.panel;

	return id && !strcmp(id, host ? host->id : PANEL_NONE);
}

static const char *heading_of(unsigned group)
{
	switch ((enum group)group) {
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

static void enter(struct flow *flow)
{
	static const struct host_choice choice = {
		.title = N_("What does it look like where you change the DNS?"),
		.none = N_("None of these, or I do not know"),
		.takes = has_form,
		.group = group_of,
		.heading = heading_of,
		.is_chosen = is_chosen,
	};

	host_picker_enter(flow, &choice);
}

static void choose(struct flow *flow)
{
	const struct dns_host *host = host_picker_at(flow);

	wizard_set_panel(flow->wizard, host ? host->id : PANEL_NONE);
	flow_step_aside(flow, NULL);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"),
	  N_("show the records in the form of this one"), choose, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, host_picker_clear,
	  host_picker_is_filtering },
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
		      "then shown as most want them. f on the records asks "
		      "again."),
	.words = WORD_BIT(WORD_DNS_HOST) | WORD_BIT(WORD_RECORD),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct host_picker),
	.enter = enter,
	.draw = host_picker_draw,
	.event = host_picker_event,
	.leave = host_picker_leave,
};
