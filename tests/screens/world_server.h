/* The mail servers of the world of the screen tests.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_WORLD_SERVER_H
#define ZEGEL_TESTS_WORLD_SERVER_H

#include "screens/world.h"

/* As struct server_actions has them; ctx is the wizard. */
void world_guess_server(void *ctx, enum server_protocol protocol);
void world_test_server(void *ctx, const struct server_wish *wish,
		       const struct secret *password);
void world_drop_server(void *ctx);

#endif
