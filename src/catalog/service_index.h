/* Which services a name speaks of: their patterns, sorted, so that one record
 * is not held against every pattern of every service. Private to the files of
 * service_*.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SERVICE_INDEX_H
#define ZEGEL_CATALOG_SERVICE_INDEX_H

#include "catalog/service.h"

struct service_index;

enum index_kind { INDEX_SPF, INDEX_TARGET, INDEX_MX, INDEX_KINDS };

/* services are borrowed. */
struct service_index *service_index_new(const struct service *services,
					size_t count);
void service_index_free(struct service_index *index);

/* Sets the flag of every service that has a pattern which matches the name
 * (canonical), as pattern_match() has it. */
void service_index_mark(const struct service_index *index, enum index_kind kind,
			const char *name, bool *flags);

/* The same for every service that has exactly this text, in any case. */
void service_index_mark_text(const struct service_index *index,
			     enum index_kind kind, const char *text,
			     bool *flags);

#endif
