/* zegel check --format nagios: all that was looked at in one status line, as
 * monitoring plugins have it: "ZEGEL OK - text | performance data".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_NAGIOS_H
#define ZEGEL_COMMANDS_NAGIOS_H

#include <stdio.h>

#include "catalog/service.h"
#include "core/check.h"

/* Exit statuses of a plugin. */
enum nagios_status {
	NAGIOS_OK = 0,       /* all is green */
	NAGIOS_WARNING = 1,  /* something is waited for */
	NAGIOS_CRITICAL = 2, /* something is wrong */
	NAGIOS_UNKNOWN = 3,  /* no answer came, or zegel could not look */
};

enum { NAGIOS_NAMES = 5 }; /* of domains with one outcome that are named */

struct nagios {
	size_t domains;
	size_t counts[OUTCOME_UNKNOWN + 1];
	char *names[OUTCOME_UNKNOWN + 1][NAGIOS_NAMES];
	char *sentence; /* of the first domain; what is wrong, or how it is */
	int lookups;    /* of its SPF record; -1: not counted */
	int64_t began_ms;
};

void nagios_begin(struct nagios *n);
void nagios_add(struct nagios *n, const struct verdict *v,
		const struct service_list *services);

/* Prints the line and frees all. failed: a domain could not be looked at.
 * Returns the exit status. */
enum nagios_status nagios_end(struct nagios *n, bool failed, FILE *to);

#endif
