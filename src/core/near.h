/* Near-misses: how a value that is there differs from the one that is wanted.
 * Pure text; nothing is asked.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_NEAR_H
#define ZEGEL_CORE_NEAR_H

#include "base/record.h"
#include "core/finding.h"

struct near_input {
	enum rr type;
	const char *wanted;
	const char *found;
	const char *zone; /* or NULL */
	const char *domain;
	const char *const *others; /* values of the other wanted records */
	size_t other_count;
	/* the found value is one of the service's, too */
	bool same_service;
};

struct near {
	enum finding_code code; /* TARGET_WRONG when nothing closer fits */
	long place; /* where it differs (bytes), or the length that is left */
	long limit; /* with VALUE_TRUNCATED the full length */
};

struct near near_value(const struct near_input *input);

/* How many characters have to be changed, put in, left out or swapped with
 * their neighbour; more than max is told as max + 1. */
unsigned near_distance(const char *a, const char *b, unsigned max);

#endif
