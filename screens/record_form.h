/* One record unfolded: what to type in which field of the DNS host's form, what
 * it was and what it becomes, and what is peculiar to this host. Draws only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_RECORD_FORM_H
#define ZEGEL_SCREENS_RECORD_FORM_H

#include "core/check.h"

/* Draws it from row on; returns the rows it took. */
int record_form_draw(const struct verdict *v, const struct plan_item *item,
		     int row);

#endif
