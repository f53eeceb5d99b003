/* The neighbours: the few places where a record that is not where it should be
 * usually turns up. Asked only for a record that is definitely missing, and at
 * most every 30 seconds.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PROBE_H
#define ZEGEL_CORE_PROBE_H

#include "core/check_internal.h"

/* Looks there, and adds what it finds to v's findings; true when that explains
 * why the record is missing. */
bool probe_neighbours(struct judge *judge, struct record_verdict *v);

/* Other types at the name itself, where a CNAME is wanted and is not there;
 * true when that explains it. Sets v->state to OK for a CNAME that the host
 * answers with the data behind it. */
bool probe_types(struct judge *judge, struct record_verdict *v);

/* The record is there: does a CNAME share its name with other data? */
void probe_conflict(struct judge *judge, struct record_verdict *v);

/* Does a server have it that the domain is not delegated to? */
bool probe_elsewhere(struct judge *judge, struct record_verdict *v);

/* What stands at a name that only explains something; NULL, and doubt, while
 * nobody told. */
const struct answer *probe_look_at(struct judge *judge, const char *name,
				   enum rr type);

/* Is this text the target of a CNAME, alone or in a whole line? */
bool probe_is_target(const char *text, const char *target);

/* Something is there: does a name that nobody made give the same answer? */
bool probe_wildcard(struct judge *judge, struct record_verdict *v);

#endif
