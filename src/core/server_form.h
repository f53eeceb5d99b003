/* The mail servers that a customer filled in while the program runs: nothing of
 * it is kept afterwards.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_SERVER_FORM_H
#define ZEGEL_CORE_SERVER_FORM_H

#include "core/server_guess.h"
#include "core/server_wish.h"

enum { SERVER_FIELD_SIZE = 256, SERVER_PORT_SIZE = 6 };

struct server_form {
	char host[SERVER_FIELD_SIZE];
	char port[SERVER_PORT_SIZE];
	enum server_security security;
	char user[SERVER_FIELD_SIZE];
	char from[SERVER_FIELD_SIZE];    /* SMTP */
	char to[SERVER_FIELD_SIZE];      /* of the test mail; may be empty */
	char support[SERVER_FIELD_SIZE]; /* of the mail to a support */
};

/* What the screens have done for them; all or none is there. */
struct server_actions {
	void *ctx;
	/* Looks for likely servers: they stand in wizard->server. */
	void (*guess)(void *ctx, enum server_protocol protocol);
	/* Tries a server out; what comes of it stands in wizard->server. All is
	 * copied, and the password (NULL: no login) wiped when it was used. */
	void (*test)(void *ctx, const struct server_wish *wish,
		     const struct secret *password);
	void (*drop)(void *ctx); /* stops the test, and forgets it */
};

struct wizard_server {
	enum server_protocol protocol; /* which of the two is in hand */
	struct server_form forms[SERVER_PROTOCOLS];
	struct server_guesses guesses[SERVER_PROTOCOLS];
	bool guessed[SERVER_PROTOCOLS]; /* all that can be known is there */
	bool sends_letter; /* it is to send the mail to a program's support */
	/* the test that runs or ran last; borrowed, NULL: none */
	const struct server_wish *wish;
	const struct server_result *result;
};

#endif
