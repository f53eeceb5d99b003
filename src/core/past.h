/* What zegel remembers of a domain: its mail records as first seen, and which
 * wanted records were right before. store/ loads and saves it; it decides what
 * is "not changed yet" and what is "being changed".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PAST_H
#define ZEGEL_CORE_PAST_H

#include "base/record.h"

/* value NULL: looked, and definitely nothing of this type there */
struct seen {
	char *name;
	enum rr type;
	char *value;
	uint16_t priority;
	uint32_t ttl;
};

struct milestone { /* of one wanted record */
	char *name;
	enum rr type;
	/* when every answering server had it; 0: not yet */
	time_t published_at;
	/* gone since then, while it was ok before or there at first; 0: not */
	time_t vanished_at;
	bool was_missing; /* it was not there when zegel first looked */
	char *value;      /* what stood there when it was right last, or NULL */
};

struct past {
	struct seen *first;
	size_t first_count;
	size_t first_cap;
	struct milestone *milestones;
	size_t milestone_count;
	size_t milestone_cap;
	bool changed; /* there is something to save */
	/* Of a domain of which no more is kept than what was told last: */
	bool was_green;
	char *told_errors; /* as struct told has them, or NULL */
};

void past_free(struct past *p);

/* True when this name and type were looked at before. */
bool past_has(const struct past *p, const char *name, enum rr type);

/* Remembers what is there, once: later calls for the same name and type are
 * ignored. count 0 remembers "nothing". */
void past_first_seen(struct past *p, const char *name, enum rr type,
		     const struct record *records, size_t count);

/* True when these records are exactly what was first seen of their kind, or
 * nothing is there now and nothing was then. False when never looked at.
 * counts() tells which of the values at the name are of that kind (at the
 * domain itself many TXT records have nothing to do with SPF); NULL: all. */
bool past_is_unchanged(const struct past *p, const char *name, enum rr type,
		       const struct record *records, size_t count,
		       bool (*counts)(void *ctx, const char *value), void *ctx);

/* The domain's SPF record as first seen, or NULL. */
const char *past_spf(const struct past *p, const char *domain);

/* The next value first seen there, or NULL; start with *index 0. */
const struct seen *past_next(const struct past *p, const char *name,
			     enum rr type, size_t *index);

/* True when this is what stood there while it was right: nobody changed it, so
 * something else is wanted now. */
bool past_is_as_when_right(const struct past *p, const char *name, enum rr type,
			   const struct record *records, size_t count);

/* True when it was right at an earlier look. */
bool past_was_right(const struct past *p, const char *name, enum rr type,
		    bool required);

struct milestone *past_milestone(struct past *p, const char *name,
				 enum rr type);
const struct milestone *past_find_milestone(const struct past *p,
					    const char *name, enum rr type);

#endif
