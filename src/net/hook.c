/* SPDX-License-Identifier: MIT */
#include "net/hook.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_ANSWER = 16 << 10 };

struct hook {
	struct loop *loop;
	struct http *http;
	struct http_transfer *transfer;
	struct timer *next;
	char *url;
	char *json;
	unsigned tries;
	hook_answer_fn *answered;
	void *ctx;
};

static bool may_get_better(const struct http_answer *answer)
{
	switch (answer->problem) {
	case NET_OK:
		return answer->status == 408 || answer->status == 425 ||
		       answer->status == 429 || answer->status >= 500;
	case NET_NO_DNS:
	case NET_NO_ROUTE:
	case NET_NO_CONNECTION:
	case NET_TIMEOUT:
	case NET_BROKEN:
	case NET_NONSENSE:
		return true;
	default:
		return false;
	}
}

int64_t hook_wait_ms(unsigned tries, const struct http_answer *answer)
{
	int64_t usual = (int64_t)HOOK_FIRST_WAIT_MS << (tries - 1);
	int64_t asked = (int64_t)answer->retry_after_s * 1000;

	if (tries >= HOOK_TRIES || !may_get_better(answer) ||
	    answer->retry_after_s > HOOK_MAX_WAIT_S)
		return -1;
	return asked > usual ? asked : usual;
}

static void try_it(void *ctx);

static void on_answer(void *ctx, const struct http_answer *answer)
{
	struct hook *hook = ctx;
	int64_t wait_ms;
	const struct hook_answer result = {
		.taken = answer->problem == NET_OK && answer->status / 100 == 2,
		.problem = answer->problem,
		.status = answer->status,
		.tries = ++hook->tries,
	};

	hook->transfer = NULL;
	wait_ms = hook_wait_ms(hook->tries, answer);
	if (wait_ms >= 0)
		hook->next = loop_timer(hook->loop, wait_ms, try_it, hook);
	else
		hook->answered(hook->ctx, &result);
}

static void try_it(void *ctx)
{
	static const char *const headers[] = {
		"Content-Type: application/json",
	};
	struct hook *hook = ctx;
	const struct http_request request = {
		.method = "POST",
		.url = hook->url,
		.headers = headers,
		.header_count = COUNT_OF(headers),
		.body = hook->json,
		.body_len = strlen(hook->json),
		.max_body = MAX_ANSWER,
		.plain_at_home = true,
	};

	hook->next = NULL;
	hook->transfer = http_send(hook->http, &request, on_answer, hook);
}

struct hook *hook_new(struct loop *loop, struct http *http, const char *url,
		      const char *json, hook_answer_fn *answered, void *ctx)
{
	struct hook *hook = xcalloc(1, sizeof(*hook));

	hook->loop = loop;
	hook->http = http;
	hook->url = xstrdup(url);
	hook->json = xstrdup(json);
	hook->answered = answered;
	hook->ctx = ctx;
	hook->next = loop_timer(loop, 0, try_it, hook);
	return hook;
}

void hook_free(struct hook *hook)
{
	if (!hook)
		return;
	loop_timer_cancel(hook->loop, hook->next);
	http_cancel(hook->transfer);
	free(hook->url);
	free(hook->json);
	free(hook);
}
