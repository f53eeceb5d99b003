/* A name server inside the test, on a loopback port, driven by the same loop as
 * what is tested: so nothing depends on time.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_RESPONDER_H
#define ZEGEL_TESTS_UNIT_RESPONDER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/address.h"
#include "net/loop.h"
#include "unit/said.h"

struct responder;

/* One question as it came. Answer with the functions below, any number of times
 * or not at all. */
struct asked {
	struct responder *responder;
	const uint8_t *bytes;
	size_t len;
	bool tcp;
	bool edns;
	struct sockaddr_in from; /* UDP */
	int connection;          /* TCP */
};

typedef void responder_fn(const struct asked *asked);

struct responder {
	struct loop *loop;
	struct address address;
	responder_fn *reply;
	int udp;
	int listener;
	int connection; /* one at a time is enough; -1: none */
	unsigned udp_count;
	unsigned tcp_count;
	unsigned plain_count; /* without EDNS, of both */
};

static inline void respond_bytes(const struct asked *asked,
				 const uint8_t *bytes, size_t len)
{
	uint8_t framed[2 + 65535];

	if (!asked->tcp) {
		(void)sendto(asked->responder->udp, bytes, len, 0,
			     (const struct sockaddr *)&asked->from,
			     sizeof(asked->from));
		return;
	}
	framed[0] = (uint8_t)(len >> 8);
	framed[1] = (uint8_t)len;
	memcpy(framed + 2, bytes, len);
	if (write(asked->connection, framed, len + 2) != (ssize_t)len + 2)
		abort();
}

static inline void respond(const struct asked *asked, const struct said *said)
{
	size_t len = 0;
	uint8_t *bytes = said_wire(asked->bytes, asked->len, said, &len);

	respond_bytes(asked, bytes, len);
	free(bytes);
}

static inline void responder_take(struct responder *r, struct asked *asked)
{
	if (asked->len < 12)
		abort();
	asked->responder = r;
	asked->edns = asked->bytes[11] == 1;
	*(asked->tcp ? &r->tcp_count : &r->udp_count) += 1;
	r->plain_count += !asked->edns;
	r->reply(asked);
}

static inline void responder_udp_ready(void *ctx, int fd, int events)
{
	struct responder *r = ctx;
	uint8_t bytes[1500];
	struct asked asked = { .bytes = bytes };
	socklen_t from_len = sizeof(asked.from);
	ssize_t len = recvfrom(fd, bytes, sizeof(bytes), MSG_DONTWAIT,
			       (struct sockaddr *)&asked.from, &from_len);

	(void)events;
	if (len < 0)
		return;
	asked.len = (size_t)len;
	responder_take(r, &asked);
}

static inline void responder_close_connection(struct responder *r)
{
	if (r->connection < 0)
		return;
	loop_watch(r->loop, r->connection, 0, NULL, NULL);
	close(r->connection);
	r->connection = -1;
}

static inline void responder_tcp_ready(void *ctx, int fd, int events)
{
	struct responder *r = ctx;
	uint8_t bytes[1500];
	struct asked asked = { .bytes = bytes + 2, .tcp = true };
	ssize_t len = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	(void)events;
	/* c-ares writes length and message at once, and loopback keeps that
	 * together. */
	if (len <= 2) {
		responder_close_connection(r);
		return;
	}
	asked.len = (size_t)len - 2;
	asked.connection = fd;
	responder_take(r, &asked);
}

static inline void responder_accept(void *ctx, int fd, int events)
{
	struct responder *r = ctx;

	(void)events;
	responder_close_connection(r);
	r->connection = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (r->connection >= 0)
		loop_watch(r->loop, r->connection, LOOP_READ,
			   responder_tcp_ready, r);
}

/* Takes a free port. Without reply() nobody listens there. */
static inline void responder_start(struct responder *r, struct loop *loop,
				   responder_fn *reply)
{
	struct sockaddr_in here = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(here);

	*r = (struct responder){ .loop = loop, .reply = reply };
	r->connection = -1;
	r->udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	r->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	do {
		if (bind(r->udp, (struct sockaddr *)&here, sizeof(here)) ||
		    getsockname(r->udp, (struct sockaddr *)&here, &len))
			abort();
		/* The same number may be taken on TCP: then another pair. */
		if (bind(r->listener, (struct sockaddr *)&here, sizeof(here)) ==
		    0)
			break;
		close(r->udp);
		r->udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
		here.sin_port = 0;
	} while (true);
	r->address.family = AF_INET;
	r->address.port = ntohs(here.sin_port);
	memcpy(r->address.bytes, &here.sin_addr, 4);
	if (!reply) {
		close(r->udp);
		close(r->listener);
		r->udp = r->listener = -1;
		return;
	}
	if (listen(r->listener, 8))
		abort();
	loop_watch(loop, r->udp, LOOP_READ, responder_udp_ready, r);
	loop_watch(loop, r->listener, LOOP_READ, responder_accept, r);
}

static inline void responder_close_listener(struct responder *r)
{
	if (r->listener < 0)
		return;
	loop_watch(r->loop, r->listener, 0, NULL, NULL);
	close(r->listener);
	r->listener = -1;
}

static inline void responder_stop(struct responder *r)
{
	responder_close_connection(r);
	responder_close_listener(r);
	if (r->udp >= 0) {
		loop_watch(r->loop, r->udp, 0, NULL, NULL);
		close(r->udp);
	}
	r->udp = -1;
}

#endif
