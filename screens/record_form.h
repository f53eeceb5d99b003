/* One record unfolded: what to type in which field of the DNS host's form, what
 * it was and what it becomes, and what is peculiar to this host. Draws only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_RECORD_FORM_H
#define ZEGEL_SCREENS_RECORD_FORM_H

#include "screens/records_state.h"

struct record_form {
	const struct plan_item *item;
	const struct dns_host *host; /* whose form; NULL: a general one */
	const char *zone;
	enum record_field in_hand;
	bool one_line; /* as a line of a zone file */
	int col;       /* where its labels begin */
};

/* Draws it from row on; returns the rows it took. */
int record_form_draw(const struct record_form *form, int row);

#endif
