/* For tests that ask over HTTPS in the lab: its web is started, and trusted.
 * What it serves stands in tests/lab/nginx/http.conf.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_HTTP_ASKING_H
#define ZEGEL_TESTS_HTTP_ASKING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/http.h"

enum { SHORT_MS = 400, LONG_MS = 5000 };

struct world {
	struct loop *loop;
	struct dns *dns;
	struct http *http;
};

/* What came of one request. */
struct said {
	bool done;
	enum net_problem problem;
	unsigned status;
	size_t len;
	char body[1024]; /* its beginning */
	char content_type[256];
	uint32_t retry_after_s;
	unsigned times;
};

static inline void run(const char *command)
{
	/* NOLINTNEXTLINE(cert-env33-c): the lab is a script */
	if (system(command) != 0)
		fail_msg("%s", command);
}

static inline int start_web(void **state)
{
	char *file = xasprintf("%s/web/ca.pem", getenv("ZEGEL_LAB"));

	(void)state;
	run("tests/lab/lab https >/dev/null && "
	    "truncate -s 100M $ZEGEL_LAB/web/huge");
	setenv("SSL_CERT_FILE", file, 1);
	free(file);
	return 0;
}

static inline int set_up(void **state)
{
	struct dns_options options = { .timeout_ms = 2000 };
	struct world *w = xcalloc(1, sizeof(*w));

	w->loop = loop_new();
	w->dns = dns_new(w->loop, &options);
	w->http = http_new(w->loop, w->dns);
	*state = w;
	return 0;
}

static inline int tear_down(void **state)
{
	struct world *w = *state;

	http_free(w->http);
	dns_free(w->dns);
	loop_free(w->loop);
	free(w);
	return 0;
}

static inline void on_answer(void *ctx, const struct http_answer *answer)
{
	struct said *said = ctx;

	said->done = true;
	said->times++;
	said->problem = answer->problem;
	said->status = answer->status;
	said->len = answer->body_len;
	assert_int_equal(answer->body[answer->body_len], '\0');
	snprintf(said->body, sizeof(said->body), "%s", answer->body);
	snprintf(said->content_type, sizeof(said->content_type), "%s",
		 answer->content_type);
	said->retry_after_s = answer->retry_after_s;
}

static inline struct said ask(struct world *w,
			      const struct http_request *request)
{
	struct said said = { .done = false };

	http_send(w->http, request, on_answer, &said);
	assert_false(said.done); /* never from inside */
	while (!said.done)
		loop_turn(w->loop, -1);
	return said;
}

static inline struct said get(struct world *w, const char *url)
{
	return ask(w, &(struct http_request){ .url = url,
					      .timeout_ms = LONG_MS,
					      .follow = true });
}

#endif
