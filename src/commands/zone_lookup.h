/* Answers out of a master file, for planning without any DNS.
 *
 * Above the zone nothing is there; other names outside it get an answer that
 * settles nothing: nobody is asked.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_ZONE_LOOKUP_H
#define ZEGEL_COMMANDS_ZONE_LOOKUP_H

#include "base/answer.h"
#include "catalog/zonefile.h"

struct zone_lookup {
	const struct zonefile *zone; /* borrowed */
	struct zone_answer *answers; /* given out, until the end */
};

/* Fits struct lookup's ask; ctx is the struct zone_lookup. */
const struct answer *zone_lookup_ask(void *ctx, const char *name, enum rr type);

void zone_lookup_free(struct zone_lookup *z);

#endif
