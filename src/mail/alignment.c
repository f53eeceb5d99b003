/* SPDX-License-Identifier: MIT */
#include "mail/alignment.h"

const char *alignment_name(enum alignment a)
{
	static const char *const names[] = {
		[ALIGNMENT_PENDING] = "unknown",
		[ALIGNMENT_UNKNOWN] = "unknown",
		[ALIGNMENT_NONE] = "none",
		[ALIGNMENT_RELAXED] = "relaxed",
		[ALIGNMENT_STRICT] = "strict",
	};

	return names[a];
}

enum alignment alignment_of(const char *name, const char *from,
			    const struct lookup *lookup)
{
	char ours[NAME_SIZE], theirs[NAME_SIZE];
	enum dmarc_status a, b;
	bool same;

	if (!*name || !*from)
		return ALIGNMENT_NONE;
	if (name_equal(name, from))
		return ALIGNMENT_STRICT;
	/* Not even the same ending: no question needed. */
	if (!name_equal(name_last_labels(name, 1), name_last_labels(from, 1)))
		return ALIGNMENT_NONE;
	a = dmarc_organisation(name, lookup, ours);
	b = dmarc_organisation(from, lookup, theirs);
	if (a == DMARC_PENDING || b == DMARC_PENDING)
		return ALIGNMENT_PENDING;
	if (a == DMARC_UNKNOWN || b == DMARC_UNKNOWN)
		return ALIGNMENT_UNKNOWN;
	same = name_equal(ours, theirs);
	/* Without any DMARC record the walk leads nowhere; then as those do who
	 * go by the public suffix list (RFC 7489, 3.2). */
	if (a == DMARC_NOTHING && b == DMARC_NOTHING)
		same = name_equal(name_registered(name), name_registered(from));
	return same ? ALIGNMENT_RELAXED : ALIGNMENT_NONE;
}
