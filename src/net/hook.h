/* Posts one JSON text to a URL that somebody named (a webhook), and tries again
 * for a while when the other end has no time for it.
 *
 * Tried again, at most HOOK_TRIES times in all, is what may go better soon: no
 * connection, a broken one, no answer in time, 408, 425, 429 and 5xx. From one
 * try to the next the wait doubles; where the server says how long
 * (Retry-After), it is that long, but who wants more than HOOK_MAX_WAIT_S is
 * not waited for. Nothing follows a redirect.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_HOOK_H
#define ZEGEL_NET_HOOK_H

#include "net/http.h"

struct hook;

enum {
	HOOK_TRIES = 5,
	HOOK_FIRST_WAIT_MS = 500,
	HOOK_MAX_WAIT_S = 60,
};

struct hook_answer {
	bool taken;               /* 2xx */
	enum net_problem problem; /* of the last try */
	unsigned status;          /* 0: no answer came */
	unsigned tries;
};

typedef void hook_answer_fn(void *ctx, const struct hook_answer *answer);

/* url: https, or http to this machine itself. Everything is copied. Calls back
 * exactly once, from the loop, unless it is freed before. Free it in any case,
 * also in the call. */
struct hook *hook_new(struct loop *loop, struct http *http, const char *url,
		      const char *json, hook_answer_fn *answered, void *ctx);
void hook_free(struct hook *hook); /* NULL is allowed */

/* How long to wait after this many tries before the next one, in ms; -1: there
 * is none. Pure. */
int64_t hook_wait_ms(unsigned tries, const struct http_answer *answer);

#endif
