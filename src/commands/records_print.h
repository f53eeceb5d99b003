/* A plan, printed in the format that was asked for.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_RECORDS_PRINT_H
#define ZEGEL_COMMANDS_RECORDS_PRINT_H

#include "commands/command.h"

struct printed_plan {
	const struct plan *plan;
	const char *domain;
	const char *zone;
	const struct dns_host *host; /* NULL: unknown */
	const struct dns_host *form; /* whose form it is written in, or NULL */
	const char *programs;     /* names of the services; NULL: not known */
	const struct record *all; /* the zone file's, to tell what stays */
	size_t all_count;
	struct wizard *wizard; /* for the ways without DNS, or NULL */
};

/* The live plan of a verdict, borrowed from it. */
struct printed_plan printed_plan_of(const struct verdict *v);

void records_print(const struct printed_plan *p, const struct options *options);

#endif
