/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "net/http_url.h"
#include "net/transfer.h"

/* What an answer may have before its body, and how much of it is kept. */
enum {
	MAX_HEADERS = 64 << 10,
	MAX_CONTENT_TYPE = 128,
	MAX_HEADER = 256,
	DAY_S = 86400
};

struct http {
	struct loop *loop;
	struct dns *dns;
	struct http_transfer *transfers;
};

/* A request on its way, hop after hop. */
struct http_transfer {
	struct loop *loop;
	struct dns *dns;
	struct http_transfer *next, **link; /* the list of all */
	struct http_url url;                /* of this hop */
	char *method;                       /* NULL: GET */
	char *wanted_header;
	struct curl_slist *headers;
	char *body;
	size_t body_len;
	size_t max_body;
	bool follow;
	bool public_only;
	unsigned hops;
	int64_t deadline_ms;
	struct timer *refusal;
	struct transfer *transfer; /* of this hop */
	http_answer_fn *answered;
	void *ctx;
};

static void forget_headers(struct http_transfer *t)
{
	for (struct curl_slist *h = t->headers; h; h = h->next)
		explicit_bzero(h->data, strlen(h->data));
	curl_slist_free_all(t->headers);
	t->headers = NULL;
}

static void forget_body(struct http_transfer *t)
{
	if (t->body)
		explicit_bzero(t->body, t->body_len);
	free(t->body);
	t->body = NULL;
}

static void unlink_transfer(struct http_transfer *t)
{
	if (t->next)
		t->next->link = t->link;
	*t->link = t->next;
}

static void free_transfer(struct http_transfer *t)
{
	loop_timer_cancel(t->loop, t->refusal);
	transfer_free(t->transfer);
	forget_headers(t);
	forget_body(t);
	http_url_free(&t->url);
	free(t->method);
	free(t->wanted_header);
	free(t);
}

void http_cancel(struct http_transfer *t)
{
	if (!t)
		return;
	unlink_transfer(t);
	free_transfer(t);
}

/* The last of it; http may be freed in the call. */
static void tell(struct http_transfer *t, const struct http_answer *answer)
{
	unlink_transfer(t);
	t->answered(t->ctx, answer);
	free_transfer(t);
}

struct http *http_new(struct loop *loop, struct dns *dns)
{
	struct http *http = xcalloc(1, sizeof(*http));

	http->loop = loop;
	http->dns = dns;
	return http;
}

void http_free(struct http *http)
{
	if (!http)
		return;
	for (struct http_transfer *t = http->transfers, *next; t; t = next) {
		next = t->next;
		free_transfer(t);
	}
	free(http);
}

static void answer_without(struct http_transfer *t, enum net_problem problem)
{
	const struct http_answer answer = {
		.problem = problem, .body = "", .content_type = "", .header = ""
	};

	tell(t, &answer);
}

static uint32_t retry_after(CURL *easy)
{
	curl_off_t seconds = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
	if (seconds <= 0)
		return 0;
	return (uint32_t)(seconds < DAY_S ? seconds : DAY_S);
}

/* The caller frees it. */
static char *wanted_header(const struct http_transfer *t, CURL *easy)
{
	struct curl_header *header = NULL;

	if (!t->wanted_header ||
	    curl_easy_header(easy, t->wanted_header, 0, CURLH_HEADER, -1,
			     &header) != CURLHE_OK)
		return xstrdup("");
	return clean_dup(header->value, strlen(header->value), CLEAN_LINE,
			 MAX_HEADER);
}

static void answer_with(struct http_transfer *t, CURL *easy, unsigned status)
{
	const struct str *body = transfer_body(t->transfer);
	char *header = wanted_header(t, easy);
	const char *type = NULL;
	struct http_answer answer;
	char *clean;

	(void)curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
	clean = clean_dup(type ? type : "", type ? strlen(type) : 0, CLEAN_LINE,
			  MAX_CONTENT_TYPE);
	answer = (struct http_answer){
		.problem = NET_OK,
		.status = status,
		.body = str_text(body),
		.body_len = body->len,
		.content_type = clean,
		.header = header,
		.retry_after_s = retry_after(easy),
	};
	tell(t, &answer);
	free(header);
	free(clean);
}

static bool is_redirect(unsigned status)
{
	return status == 301 || status == 302 || status == 303 ||
	       status == 307 || status == 308;
}

static void begin_hop(struct http_transfer *t);

static void go_on(struct http_transfer *t, const char *to)
{
	struct http_url url;

	if (t->hops == HTTP_MAX_REDIRECTS) {
		answer_without(t, NET_REDIRECTS);
		return;
	}
	if (!http_url_read(to, &url)) {
		answer_without(t, NET_BAD_REDIRECT);
		return;
	}
	t->hops++;
	transfer_free(t->transfer);
	if (!http_url_is_same_origin(&t->url, &url))
		forget_headers(t);
	http_url_free(&t->url);
	t->url = url;
	begin_hop(t);
}

static void hop_done(void *ctx, enum net_problem problem, CURL *easy)
{
	struct http_transfer *t = ctx;
	const char *to = NULL;
	long status = 0;

	if (problem != NET_OK) {
		answer_without(t, problem);
		return;
	}
	(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	(void)curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &to);
	if (t->follow && !t->method && is_redirect((unsigned)status) && to)
		go_on(t, to);
	else
		answer_with(t, easy, (unsigned)status);
}

static void set_up(void *ctx, CURL *easy)
{
	struct http_transfer *t = ctx;

	/* One connection a request: HTTP/2 would only be more to go wrong. */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
			 (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "zegel/" ZEGEL_VERSION);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->headers);
	if (!t->method)
		return;
	curl_easy_setopt(easy, CURLOPT_POST, 1L);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)t->body_len);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, t->body ? t->body : "");
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, t->method);
}

static void begin_hop(struct http_transfer *t)
{
	const struct transfer_options options = {
		.protocols = t->url.is_plain ? "http" : "https",
		.url = t->url.text,
		.host = t->url.host,
		.port = t->url.port,
		.public_only = t->public_only,
		.deadline_ms = t->deadline_ms,
		.max_headers = MAX_HEADERS,
		.max_body = t->max_body,
		.set_up = set_up,
		.done = hop_done,
		.ctx = t,
	};

	t->transfer = transfer_new(t->loop, t->dns, &options);
}

/* A line break in a value would begin another header (RFC 9112, 11.1). */
static bool add_headers(struct http_transfer *t,
			const struct http_request *request)
{
	for (size_t i = 0; i < request->header_count; i++) {
		const char *line = request->headers[i];

		for (const char *c = line; *c; c++) {
			if ((*c >= 0 && *c < ' ') || *c == 0x7f)
				return false;
		}
		if (line[0] == ':' || !strchr(line, ':'))
			return false;
		t->headers = curl_slist_append(t->headers, line);
	}
	return true;
}

static void refuse(void *ctx)
{
	struct http_transfer *t = ctx;

	t->refusal = NULL;
	answer_without(t, NET_BAD_URL);
}

static void take_request(struct http_transfer *t,
			 const struct http_request *request)
{
	int ms = request->timeout_ms ? request->timeout_ms : HTTP_TIMEOUT_MS;

	t->deadline_ms = clock_ms() + ms;
	t->max_body = request->max_body ? request->max_body : HTTP_MAX_BODY;
	t->follow = request->follow;
	t->public_only = request->public_only;
	if (request->method && strcmp(request->method, "GET") != 0)
		t->method = xstrdup(request->method);
	if (request->wanted_header)
		t->wanted_header = xstrdup(request->wanted_header);
	if (!request->body)
		return;
	t->body = xcalloc(request->body_len + 1, 1);
	memcpy(t->body, request->body, request->body_len);
	t->body_len = request->body_len;
}

struct http_transfer *http_send(struct http *http,
				const struct http_request *request,
				http_answer_fn *answered, void *ctx)
{
	struct http_transfer *t = xcalloc(1, sizeof(*t));

	t->loop = http->loop;
	t->dns = http->dns;
	t->answered = answered;
	t->ctx = ctx;
	t->next = http->transfers;
	t->link = &http->transfers;
	if (t->next)
		t->next->link = &t->next;
	http->transfers = t;
	take_request(t, request);
	if (add_headers(t, request) &&
	    (http_url_read(request->url, &t->url) ||
	     (request->plain_at_home &&
	      http_url_read_at_home(request->url, &t->url))))
		begin_hop(t);
	else
		t->refusal = loop_timer(http->loop, 0, refuse, t);
	return t;
}
