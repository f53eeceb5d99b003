/* What a domain has now, as it is found: who hosts its DNS, who keeps its
 * mailboxes, who sends for it already. Draws only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_PRESENT_H
#define ZEGEL_SCREENS_PRESENT_H

#include "core/wizard.h"

/* Draws it from row on, out of this verdict (NULL: there is none yet; each line
 * has its place from the beginning). Returns the rows it took. */
int present_draw(struct wizard *w, const struct verdict *v, int row);

#endif
