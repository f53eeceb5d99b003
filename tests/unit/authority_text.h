/* What authority_find() found, as one line of text to compare.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_AUTHORITY_TEXT_H
#define ZEGEL_TESTS_UNIT_AUTHORITY_TEXT_H

#include "base/str.h"
#include "net/authority.h"

/* STATUS ZONE below PARENT, SERVER=ADDRESS DZ, ...; silent PARENTSERVER: D for
 * in the delegation, Z for in the zone. */
static inline void authority_add_text(const struct authority *a,
				      struct str *out)
{
	static const char *const names[] = { "PENDING", "FOUND", "NO_DOMAIN",
					     "UNDELEGATED", "UNKNOWN" };

	str_addf(out, "%s", names[a->status]);
	if (a->zone)
		str_addf(out, " %s", a->zone);
	if (a->parent)
		str_addf(out, " below %s", a->parent);
	for (size_t i = 0; i < a->count; i++) {
		char text[ADDRESS_TEXT];
		const struct nameserver *s = &a->servers[i];

		str_addf(out, ", %s=%s%s%s%s", s->name,
			 address_print(&s->address, text),
			 s->in_delegation ? " D" : "", s->in_zone ? "Z" : "",
			 s->has_route ? "" : " no route");
	}
	for (size_t i = 0; i < a->silent_parent_count; i++)
		str_addf(out, "; silent %s", a->silent_parents[i]);
	if (a->resolver_failed)
		str_add(out, "; resolver failed");
	if (a->intercepted)
		str_add(out, "; intercepted");
}

#endif
