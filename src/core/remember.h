/* What a look has found out, for the next ones: what was there at first, and
 * when each record came and went.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_REMEMBER_H
#define ZEGEL_CORE_REMEMBER_H

#include "core/check.h"

/* Sets past->changed when there is something new. only_present: the look was at
 * what the domain has, not at what it should have. */
void remember_verdict(struct past *past, const struct verdict *v,
		      bool only_present);

#endif
