/* The wizard's mail servers: suggestions, and the test. Private to session.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_SERVER_H
#define ZEGEL_COMMANDS_SESSION_SERVER_H

#include "commands/command.h"
#include "core/server_test.h"
#include "core/wizard.h"
#include "net/facts.h"

struct session_server {
	struct loop *loop;
	struct dns *dns;
	struct wizard *wizard;
	struct facts *facts; /* of the suggestions, or NULL */
	enum server_protocol protocol;
	char guessed_for[NAME_SIZE]; /* the domain that they are for */
	struct server_test *test;    /* or NULL */
	struct server_wish wish;     /* its texts are our own */
	struct timer *news;          /* something is to be told */
	void (*changed)(void *ctx);
	void *ctx;
};

/* All but s is borrowed; changed: something new stands in the wizard. */
void session_server_begin(struct session_server *s,
			  struct command_context *context,
			  struct wizard *wizard, void (*changed)(void *ctx),
			  void *ctx);

/* What the screens may do with it. */
struct server_actions session_server_actions(struct session_server *s);

/* Stops all of it. */
void session_server_end(struct session_server *s);

#endif
