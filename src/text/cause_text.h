/* The sentence about what makes many domains turn at a time.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_CAUSE_H
#define ZEGEL_TEXT_CAUSE_H

#include "base/str.h"
#include "core/cause.h"

/* "14 of 90 domains turned at the same time: probably ..."; nothing when there
 * is no cause. */
void cause_add_sentence(struct str *out, const struct cause *cause);

#endif
