/* SPDX-License-Identifier: MIT */
#include "core/wizard.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/service.h"

void wizard_init(struct wizard *w)
{
	*w = (struct wizard){ .next_look_ms = -1 };
}

static void forget_choices(struct wizard *w)
{
	choices_free(&w->choices);
	past_free(&w->past);
	for (size_t i = 0; i < w->tick_count; i++)
		free(w->ticks[i].name);
	free(w->ticks);
	w->ticks = NULL;
	w->tick_count = w->tick_cap = 0;
	free(w->values_text);
	w->values_text = NULL;
	w->in_hand = 0;
	w->access = ACCESS_NOT_ASKED;
	w->known = false;
	w->since = w->green_since = 0;
}

void wizard_free(struct wizard *w)
{
	forget_choices(w);
}

enum step wizard_step_of(enum place place)
{
	static const enum step steps[PLACE_COUNT] = {
		[PLACE_DOMAIN] = STEP_DOMAIN,
		[PLACE_SERVICE] = STEP_PROGRAM,
		[PLACE_WAY] = STEP_PROGRAM,
		[PLACE_VALUES] = STEP_PROGRAM,
		[PLACE_RECORDS] = STEP_RECORDS,
		[PLACE_WAITING] = STEP_WAITING,
		[PLACE_DONE] = STEP_DONE,
	};

	return steps[place];
}

void wizard_set_domain(struct wizard *w, const char *domain)
{
	if (!strcmp(w->choices.domain, domain))
		return;
	forget_choices(w);
	snprintf(w->choices.domain, sizeof(w->choices.domain), "%s", domain);
	w->place = PLACE_DOMAIN;
}
