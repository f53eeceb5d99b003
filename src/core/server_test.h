/* Tries a mail server out for a customer: what the server says, and then what
 * the domain's SPF record says about that server.
 *
 * Owns all of it. The password is copied and wiped when the server has been
 * asked.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_SERVER_TEST_H
#define ZEGEL_CORE_SERVER_TEST_H

#include "core/server_wish.h"
#include "net/dns.h"

struct server_test_face {
	void (*changed)(void *ctx); /* it must not be freed then */
	void (*done)(void *ctx);    /* once; it may be freed then */
	void *ctx;
};

struct server_test *server_test_new(struct loop *loop, struct dns *dns,
				    const struct server_wish *wish,
				    const struct secret *password,
				    const struct server_test_face *face);
void server_test_free(struct server_test *test); /* NULL is allowed */

/* Borrowed; brought up to date by the call. */
const struct server_result *server_test_result(struct server_test *test);

#endif
