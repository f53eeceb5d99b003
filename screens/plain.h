/* The records as plain text for the normal screen after leaving. Type, name,
 * value, one record to a line, never wrapped.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_PLAIN_H
#define ZEGEL_SCREENS_PLAIN_H

#include "core/wizard.h"

/* Adds a line for each record that has to be entered, changed or removed, or is
 * right already. Nothing when no plan is known. */
void plain_add_records(struct str *out, const struct wizard *w);

/* What stays on the normal screen after leaving. Nothing with --private. */
void plain_add_farewell(struct str *out, const struct wizard *w);

#endif
