/* The way of each chosen service: which one it is, and another one. A way
 * through another service chooses that one as well: its records are needed.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_WAY_H
#define ZEGEL_CORE_WAY_H

#include "core/wizard.h"

enum { WAYS_MAX = 8 }; /* of one service */

/* Is this way, of those that the service offers, the one that is chosen? Of
 * several through other services it is the one whose service is chosen, too. */
bool way_is_chosen(const struct choices *choices, const struct chosen *chosen,
		   const struct service_way *way);

/* Chooses a way of service (an id, or NULL) in choices; moves items in it. */
void way_choose(struct choices *choices, const char *service,
		const struct service_way *way);

/* The way chosen for a service as it offers it for this domain; false when it
 * does not offer it. */
bool wizard_way(struct wizard *w, const struct chosen *chosen,
		struct service_way *out);

/* The same as way_choose(), for the service in hand; tells the actions. */
void wizard_choose_way(struct wizard *w, const struct service_way *way);

/* To the question about ways of the first service that has several; false when
 * none has. */
bool wizard_has_ways(struct wizard *w);
bool wizard_change_way(struct wizard *w);

#endif
