/* HTTPS (RFC 9110) over libcurl: a request out, an answer in, all in the loop.
 *
 * Limits, whoever asks: https only, also where a redirect leads (or see
 * plain_at_home); certificates are always verified; no proxy, cookies or stored
 * passwords; time, size and redirects are bounded. The host is looked up by
 * net/dns. libcurl is set up at the first request.
 *
 * Everything is copied. What a request carried (headers and body may hold keys)
 * is wiped when it is over.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_HTTP_H
#define ZEGEL_NET_HTTP_H

#include "base/net_problem.h"
#include "net/dns.h"

struct http;
struct http_transfer;

enum {
	HTTP_TIMEOUT_MS = 10000,   /* the whole request, all hops together */
	HTTP_MAX_BODY = 256 << 10, /* bytes */
	HTTP_MAX_REDIRECTS = 3,
	HTTP_MAX_URL = 2048,
};

struct http_request {
	const char *method; /* NULL: GET */
	const char *url;    /* https://host[:port][/path][?query], no user */
	/* "Name: value" each; never sent to another host, if the first one
	 * redirects there. May be NULL when there are none. */
	const char *const *headers;
	size_t header_count;
	const char *wanted_header; /* of the answer: its name, or NULL */
	const char *body;          /* or NULL */
	size_t body_len;
	int timeout_ms;  /* 0: HTTP_TIMEOUT_MS */
	size_t max_body; /* of the answer, 0: HTTP_MAX_BODY */
	/* GET only: goes where a redirect leads; else the redirect itself is
	 * the answer. */
	bool follow;
	/* The URL comes from outside: no address inside a network or this
	 * machine is reached by it (NET_PRIVATE). */
	bool public_only;
	/* The person named the URL: plain http to this machine will do. */
	bool plain_at_home;
};

/* All borrowed for the time of the call. */
struct http_answer {
	enum net_problem problem; /* NET_OK: all below is there */
	unsigned status;          /* 200, 404, ...; 0 when none came */
	const char *body;         /* as it came, ends in a NUL; never NULL */
	size_t body_len;
	const char *content_type; /* cleaned, "" when it was not told */
	const char *header;     /* wanted_header, cleaned; "" when not there */
	uint32_t retry_after_s; /* Retry-After, at most a day; 0: not told */
};

typedef void http_answer_fn(void *ctx, const struct http_answer *answer);

/* Loop and dns are borrowed and must outlive it. */
struct http *http_new(struct loop *loop, struct dns *dns);

/* Ends what is under way without calling back. */
void http_free(struct http *http);

/* Asks. Calls back exactly once, from the loop and never from inside
 * http_send(), unless it is cancelled. The transfer is valid until then; in
 * the call it is over already. */
struct http_transfer *http_send(struct http *http,
				const struct http_request *request,
				http_answer_fn *answered, void *ctx);

/* Ends it without calling back; NULL is allowed. */
void http_cancel(struct http_transfer *transfer);

#endif
