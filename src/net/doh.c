/* SPDX-License-Identifier: MIT */
#include "net/doh.h"

#include <stdlib.h>
#include <string.h>

#include "net/dns.h"
#include "net/http_url.h"
#include "net/transfer.h"

#define MEDIA_TYPE "application/dns-message"

enum {
	MAX_HEADERS = 16 << 10,
	MAX_MESSAGE = 65535, /* RFC 8484, 6 */
	MAX_AGE_S = 86400,
	ID_SIZE = 2,
	/* Messages on their way at once: before it is known which HTTP the
	 * server speaks, in one connection of HTTP/2 (where servers allow 100,
	 * RFC 9113, 6.5.2), and in as many connections of HTTP/1.1. */
	WINDOW_FIRST = 16,
	WINDOW_HTTP2 = 100,
	WINDOW_HTTP1 = 4,
	/* A connection that was kept may have been closed meanwhile. */
	RECONNECTS_MAX = 1,
	/* For the name of the server. */
	NAME_MS = 2000,
};

struct doh {
	struct loop *loop;
	struct http_url url;
	struct curl_slist *headers;
	struct address addresses[RESOLVE_MAX];
	size_t address_count; /* 0: not known */
	struct dns *system;   /* looks up the server's name; or NULL */
	struct resolve *resolve;
	struct doh_message *line; /* first come, first sent */
	struct doh_message **line_end;
	struct doh_message *sent;
	size_t sent_count;
	size_t window;
	struct timer *send;
};

struct doh_message {
	struct doh *doh;
	struct doh_message *next, **link; /* in line, or sent */
	bool is_sent;
	uint8_t *bytes;
	size_t len;
	int64_t deadline_ms;
	unsigned reconnects;
	struct transfer *transfer;
	bool is_lost; /* in line while the server's name was not found */
	doh_replied_fn *replied;
	void *ctx;
};

static struct curl_slist *make_headers(void)
{
	static const char *const lines[] = { "Content-Type: " MEDIA_TYPE,
					     "Accept: " MEDIA_TYPE };
	struct curl_slist *headers = NULL;

	for (size_t i = 0; i < COUNT_OF(lines); i++)
		headers = curl_slist_append(headers, lines[i]);
	return headers;
}

struct doh *doh_new(struct loop *loop, const char *url)
{
	struct doh *doh = xcalloc(1, sizeof(*doh));

	doh->loop = loop;
	doh->line_end = &doh->line;
	doh->window = WINDOW_FIRST;
	/* It was read before, so it can be read. */
	if (!http_url_read(url, &doh->url))
		return doh;
	if (address_parse(doh->url.host, &doh->addresses[0])) {
		doh->addresses[0].port = doh->url.port;
		doh->address_count = 1;
	}
	return doh;
}

const char *doh_url(const struct doh *doh)
{
	return doh->url.text;
}

static void unlink_message(struct doh_message *m)
{
	struct doh *doh = m->doh;

	if (m->next)
		m->next->link = m->link;
	else if (!m->is_sent)
		doh->line_end = m->link;
	*m->link = m->next;
	doh->sent_count -= m->is_sent;
}

static void free_message(struct doh_message *m)
{
	unlink_message(m);
	transfer_free(m->transfer);
	free(m->bytes);
	free(m);
}

void doh_free(struct doh *doh)
{
	struct doh_message *m;

	if (!doh)
		return;
	while ((m = doh->line) != NULL) {
		doh->line = m->next;
		free_message(m);
	}
	while ((m = doh->sent) != NULL) {
		doh->sent = m->next;
		free_message(m);
	}
	resolve_cancel(doh->resolve);
	dns_free(doh->system);
	loop_timer_cancel(doh->loop, doh->send);
	curl_slist_free_all(doh->headers);
	http_url_free(&doh->url);
	free(doh);
}

static void send_line(void *ctx);

static void set_send(struct doh *doh)
{
	if (!doh->send && doh->line && doh->sent_count < doh->window)
		doh->send = loop_timer(doh->loop, 0, send_line, doh);
}

/* Calls back and frees the message. What the reply has may be the transfer's,
 * which goes after it. */
static void finish(struct doh_message *m, const struct doh_reply *reply)
{
	doh_replied_fn *replied = m->replied;
	void *ctx = m->ctx;
	struct transfer *transfer = m->transfer;
	struct doh *doh = m->doh;

	m->transfer = NULL;
	free_message(m);
	set_send(doh);
	replied(ctx, reply);
	transfer_free(transfer);
}

static void finish_without(struct doh_message *m, enum net_problem problem)
{
	finish(m, &(struct doh_reply){ .problem = problem });
}

void doh_forget(struct doh_message *m)
{
	struct doh *doh;

	if (!m)
		return;
	doh = m->doh;
	free_message(m);
	set_send(doh);
}

static void put_in_line(struct doh_message *m)
{
	struct doh *doh = m->doh;

	m->is_sent = false;
	m->next = NULL;
	m->link = doh->line_end;
	*doh->line_end = m;
	doh->line_end = &m->next;
	set_send(doh);
}

/* The type stands alone or before parameters (RFC 9110, 8.3.1). */
static bool is_dns_message(CURL *easy)
{
	const char *type = NULL;
	size_t len = strlen(MEDIA_TYPE);

	(void)curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
	return type && slice_has_prefix_nocase(slice_of(type), MEDIA_TYPE) &&
	       (!type[len] || strchr("; \t", type[len]));
}

static uint32_t age_of(CURL *easy)
{
	struct curl_header *header = NULL;
	struct slice rest;
	uint64_t seconds;

	if (curl_easy_header(easy, "Age", 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return 0;
	rest = slice_of(header->value);
	/* What is no number of seconds is older than can be told. */
	return slice_take_number(&rest, MAX_AGE_S, &seconds) ? (uint32_t)seconds
							     : MAX_AGE_S;
}

static void note_version(struct doh *doh, CURL *easy)
{
	long version = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
	doh->window = version >= CURL_HTTP_VERSION_2_0 ? WINDOW_HTTP2
						       : WINDOW_HTTP1;
}

/* What an HTTP answer amounts to. */
static void read_answer(struct doh_message *m, CURL *easy)
{
	const struct str *body = transfer_body(m->transfer);
	const char *bytes = str_text(body);
	struct doh_reply reply = { .bytes = (const uint8_t *)bytes,
				   .len = body->len };
	long status = 0;

	note_version(m->doh, easy);
	(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	if (status < 200 || status > 299) {
		reply.problem = NET_HTTP_STATUS;
		reply.status = (unsigned)status;
	} else if (!is_dns_message(easy) || body->len < ID_SIZE || bytes[0] ||
		   bytes[1]) {
		reply.problem = NET_NOT_DNS;
	} else {
		reply.age_s = age_of(easy);
	}
	finish(m, &reply);
}

static void transfer_done(void *ctx, enum net_problem problem, CURL *easy)
{
	struct doh_message *m = ctx;
	struct doh *doh = m->doh;

	if (problem == NET_OK) {
		read_answer(m, easy);
		return;
	}
	if (problem == NET_BROKEN && m->reconnects++ < RECONNECTS_MAX) {
		unlink_message(m);
		transfer_free(m->transfer);
		m->transfer = NULL;
		put_in_line(m);
		return;
	}
	/* Perhaps it has moved. */
	if (problem == NET_NO_CONNECTION && doh->system)
		doh->address_count = 0;
	finish_without(m, problem);
}

static void set_up(void *ctx, CURL *easy)
{
	const struct doh_message *m = ctx;

	/* Where libcurl was built without HTTP/2, it stays with 1.1. */
	(void)curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
			       (long)CURL_HTTP_VERSION_2TLS);
	(void)curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
	(void)curl_easy_setopt(easy, CURLOPT_USERAGENT, "");
	(void)curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m->doh->headers);
	(void)curl_easy_setopt(easy, CURLOPT_POST, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)m->len);
	(void)curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m->bytes);
}

static void send_message(struct doh_message *m)
{
	struct doh *doh = m->doh;
	const struct transfer_options options = {
		.protocols = "https",
		.url = doh->url.text,
		.host = doh->url.host,
		.port = doh->url.port,
		.addresses = doh->addresses,
		.address_count = doh->address_count,
		.keeps_connection = true,
		.deadline_ms = m->deadline_ms,
		.max_headers = MAX_HEADERS,
		.max_body = MAX_MESSAGE,
		.set_up = set_up,
		.done = transfer_done,
		.ctx = m,
	};

	unlink_message(m);
	m->is_sent = true;
	m->link = &doh->sent;
	m->next = doh->sent;
	if (m->next)
		m->next->link = &m->next;
	doh->sent = m;
	doh->sent_count++;
	m->transfer = transfer_new(doh->loop, NULL, &options);
}

/* Nobody in line can be sent. What a callback asks anew begins with another
 * look-up. */
static void fail_line(struct doh *doh, enum net_problem problem)
{
	struct doh_message *m;

	for (m = doh->line; m; m = m->next)
		m->is_lost = true;
	while ((m = doh->line) != NULL && m->is_lost) {
		doh->line = m->next;
		finish_without(m, problem);
	}
}

static void resolved(void *ctx, enum net_problem problem,
		     const struct address *addresses, size_t count)
{
	struct doh *doh = ctx;

	doh->resolve = NULL;
	if (problem != NET_OK) {
		fail_line(doh, problem);
		return;
	}
	memcpy(doh->addresses, addresses, count * sizeof(*addresses));
	doh->address_count = count;
	set_send(doh);
}

static void find_addresses(struct doh *doh)
{
	const struct dns_options system = { .timeout_ms = NAME_MS };

	if (doh->resolve)
		return;
	if (!doh->system)
		doh->system = dns_new(doh->loop, &system);
	doh->resolve = resolve_start(doh->loop, doh->system, doh->url.host,
				     doh->url.port, resolved, doh);
}

static void send_line(void *ctx)
{
	struct doh *doh = ctx;

	doh->send = NULL;
	if (!doh->headers)
		doh->headers = make_headers();
	if (!doh->line)
		return;
	if (!doh->address_count) {
		find_addresses(doh);
		return;
	}
	while (doh->line && doh->sent_count < doh->window)
		send_message(doh->line);
}

struct doh_message *doh_send(struct doh *doh, const uint8_t *bytes, size_t len,
			     int timeout_ms, doh_replied_fn *replied, void *ctx)
{
	struct doh_message *m = xcalloc(1, sizeof(*m));

	m->doh = doh;
	m->bytes = xmalloc(len);
	memcpy(m->bytes, bytes, len);
	if (len >= ID_SIZE)
		memset(m->bytes, 0, ID_SIZE); /* RFC 8484, 4.1 */
	m->len = len;
	m->deadline_ms = clock_ms() + timeout_ms;
	m->replied = replied;
	m->ctx = ctx;
	put_in_line(m);
	return m;
}
