/* SPDX-License-Identifier: MIT */
#include "screens/record_form.h"

#include <stdlib.h>

#include "catalog/host.h"
#include "i18n/i18n.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "text/host_text.h"

enum { COL = 8, LABEL_COLS = 10, COL_VALUE = COL + LABEL_COLS };

static int draw_field(int row, const char *label, const char *value)
{
	int cols = draw_cols() - COL_VALUE - 1;

	/* Longer than three lines is a key: v shows it whole. */
	if (text_wrapped_rows(value, cols) <= 3)
		return draw_labelled(row, COL, LABEL_COLS, label, ROLE_VALUE,
				     value);
	draw_text(row, COL, LABEL_COLS, ROLE_MUTED, label);
	draw_shortened(row, COL_VALUE, 0, ROLE_VALUE, value);
	draw_text(row + 1, COL_VALUE, 0, ROLE_MUTED, _("v shows all of it"));
	return 2;
}

static int draw_advice(const struct verdict *v, const struct record *r, int row)
{
	const struct dns_host *host = row_host(v);
	const char *zone = v->zone ? v->zone : v->domain;
	host_advice_set advice = host_advice_for(host, r, zone);
	int first = row;

	for (int i = 0; i < HOST_ADVICE_COUNT; i++) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		if (!host_has_advice(advice, (enum host_advice)i))
			continue;
		if (i == HOST_ADVICE_COMPARE)
			host_add_compare(&text, host,
					 host_unchecked(host, r, zone));
		else
			host_add_advice(&text, host, (enum host_advice)i, zone);
		row += draw_wrapped(row, COL, 0, ROLE_MUTED, str_text(&text));
		str_free(&text);
	}
	return row - first;
}

int record_form_draw(const struct verdict *v, const struct plan_item *item,
		     int row)
{
	const struct record *r = row_record(item);
	char *value = row_value(v, r);
	char *name = row_name(v, r);
	int first = row;

	row += draw_field(row, host_name_word(row_host(v)), name);
	if (r->type == RR_MX) {
		char *priority = xasprintf("%u", r->priority);

		row += draw_field(row, _("Priority"), priority);
		free(priority);
	}
	if (item->action == ACTION_CHANGE) {
		char *old = row_value(v, &item->old);

		if (item->old.type != r->type)
			row += draw_field(row, _("was"),
					  rr_name(item->old.type));
		row += draw_labelled(row, COL, LABEL_COLS, _("was"), ROLE_MUTED,
				     old);
		row += draw_field(row, _("becomes"), value);
		free(old);
	} else {
		row += draw_field(row, host_value_word(row_host(v), r->type),
				  value);
	}
	if (item->action == ACTION_NEW || item->action == ACTION_CHANGE)
		row += draw_advice(v, r, row);
	free(value);
	free(name);
	return row - first;
}
