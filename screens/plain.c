/* SPDX-License-Identifier: MIT */
#include "screens/plain.h"

#include <stdlib.h>

#include "i18n/i18n.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "text/state_text.h"

static void add_padded(struct str *out, const char *text, int cols)
{
	str_add(out, text);
	for (int i = text_cols(text); i < cols; i++)
		str_add_char(out, ' ');
	str_add(out, "  ");
}

static void add_record(struct str *out, const struct plan_item *item,
		       int action_cols, int name_cols)
{
	const struct record *r = row_record(item);

	add_padded(out, action_words(item->action), action_cols);
	add_padded(out, rr_name(r->type), 5);
	add_padded(out, r->name, name_cols);
	if (r->type == RR_MX)
		str_addf(out, "%u ", r->priority);
	str_add(out, r->value);
	str_add_char(out, '\n');
}

void plain_add_records(struct str *out, const struct wizard *w)
{
	const struct plan *plan = w->verdict ? &w->verdict->plan : NULL;
	int action_cols = 0;
	int name_cols = 0;

	for (size_t i = 0; plan && i < plan->count; i++) {
		const char *action = action_words(plan->items[i].action);
		int cols = text_cols(row_record(&plan->items[i])->name);

		if (text_cols(action) > action_cols)
			action_cols = text_cols(action);
		name_cols = cols > name_cols ? cols : name_cols;
	}
	for (size_t i = 0; plan && i < plan->count; i++)
		add_record(out, &plan->items[i], action_cols, name_cols);
}

void plain_add_farewell(struct str *out, const struct wizard *w)
{
	struct str records = STR_INIT(STR_MAX_TEXT);
	char *command;

	/* What was seen of a domain that is only being typed is no plan. */
	if (w->private_mode || !*w->choices.domain)
		return;
	if (!wizard_without_dns(w))
		plain_add_records(&records, w);
	if (records.len) {
		str_addf(out, _("The records for %s:"), w->choices.domain);
		str_addf(out, "\n\n%s\n", str_text(&records));
	}
	command = xasprintf("zegel %s", w->choices.domain);
	str_addf(out, _("To go on later: %s"), command);
	str_add_char(out, '\n');
	free(command);
	str_free(&records);
}
