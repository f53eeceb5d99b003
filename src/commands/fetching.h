/* What commands share that ask a service's API: which service, which key, and
 * what is said when it did not work.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_FETCHING_H
#define ZEGEL_COMMANDS_FETCHING_H

#include "commands/command.h"
#include "core/fetch_result.h"

/* The one chosen program that has an API, or NULL: it has said why. */
const struct api *fetching_find(struct command_context *context,
				const struct choices *choices);

/* Asks, with the key of the environment or of the terminal, and waits; use gets
 * what came, whatever it is. COMMAND_USAGE when there is no key, else what use
 * returns. */
int fetching_ask(struct command_context *context, const struct api *api,
		 const char *domain, bool verify,
		 int (*use)(void *ctx, const struct fetch_result *r),
		 void *ctx);

/* The exit status of what came. */
int fetching_status(const struct fetch_result *r);

/* Says what went wrong; returns its exit status. */
int fetching_problem(struct command_context *context, const struct api *api,
		     const char *domain, const struct fetch_result *r);

/* --fetch: the values of the chosen program, from its API. */
int fetching_values(struct command_context *context, struct choices *choices);

#endif
