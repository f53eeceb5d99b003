/* Beside step 4: at which other company was it perhaps entered? Type to filter;
 * the first row takes it back.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "i18n/i18n.h"
#include "screens/host_picker.h"

/* A panel is software of many companies: nobody could look there. */
static bool is_another_company(const struct flow *flow,
			       const struct dns_host *host)
{
	const struct verdict *v = flow->wizard->verdict;

	return !host->is_panel && (!v || v->host != host);
}

/* Taking it back stands first. */
static unsigned group_of(const struct flow *flow, const struct dns_host *host)
{
	(void)flow;
	return host != NULL;
}

static bool is_chosen(const struct flow *flow, const struct dns_host *host)
{
	const char *id = flow->wizard->choices.entered_at;

	return host && id && !strcmp(host->id, id);
}

static void enter(struct flow *flow)
{
	static const struct host_choice choice = {
		.title = N_("At which other company may it have been entered?"),
		.none = N_("Not entered elsewhere"),
		.takes = is_another_company,
		.group = group_of,
		.is_chosen = is_chosen,
	};

	host_picker_enter(flow, &choice);
}

static void choose(struct flow *flow)
{
	const struct dns_host *host = host_picker_at(flow);

	wizard_set_entered_at(flow->wizard, host ? host->id : NULL);
	flow_step_aside(flow, NULL);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"),
	  N_("look at this company, too"), choose, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, host_picker_clear,
	  host_picker_is_filtering },
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
	.state_size = sizeof(struct host_picker),
	.enter = enter,
	.draw = host_picker_draw,
	.event = host_picker_event,
	.leave = host_picker_leave,
};
