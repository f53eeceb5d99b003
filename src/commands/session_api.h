/* The wizard's questions to a service's API. Private to session.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_API_H
#define ZEGEL_COMMANDS_SESSION_API_H

#include "commands/command.h"
#include "core/fetch.h"

struct session_api {
	struct http *http;
	struct wizard *wizard;
	struct fetch *fetch; /* with its result, until it is dropped; or NULL */
	void (*changed)(void *ctx); /* an answer is there */
	void *ctx;
};

/* Asks; what was asked before is dropped. */
void session_api_ask(struct session_api *s, const struct api *api, bool verify,
		     const struct secret *key);

/* Stops asking, and forgets what was answered. */
void session_api_drop(struct session_api *s);

#endif
