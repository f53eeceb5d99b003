/* The domains that zegel knows, as a list of them shows each: what the store
 * keeps, in the words of the core.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_KNOWN_H
#define ZEGEL_CORE_KNOWN_H

#include "core/check.h"

/* Borrowed for the time of the call that hands it out. */
struct known_domain {
	const char *name;
	const char *const *services; /* ids */
	size_t service_count;
	bool judged;          /* false: never, and outcome says nothing */
	enum outcome outcome; /* the last definite one */
	time_t since;         /* since when that outcome holds */
	time_t last_look;     /* 0: never */
	bool reminded;        /* something is still to be done in a program */
};

/* Returns false to hear of no more. */
typedef bool known_domain_fn(void *ctx, const struct known_domain *d);

/* A moment at which something turned, as it was kept; borrowed likewise. */
struct turn_record {
	char *name;
	enum rr type;
	enum purpose purpose;
	bool required;
	char *wanted;
	enum state state;
	struct record *found; /* what stood there */
	size_t found_count;
	enum finding_code *codes; /* the errors */
	size_t code_count;
};

struct turn {
	time_t at;
	enum outcome outcome;
	struct turn_record *records;
	size_t count;
	enum finding_code *codes; /* the errors about the domain as a whole */
	size_t code_count;
};

typedef bool turn_fn(void *ctx, const struct turn *turn);

#endif
