/* Hands one mail to an SMTP server (RFC 5321, 6409) over libcurl.
 *
 * The connection is encrypted and the certificate verified before anything but
 * EHLO is said: TLS from the first byte (RFC 8314), or STARTTLS, without which
 * nothing is sent (RFC 3207). A server on this machine alone may go without.
 *
 * Everything is copied; message and password are wiped when it is over.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_MAIL_SEND_H
#define ZEGEL_NET_MAIL_SEND_H

#include "base/net_problem.h"
#include "base/secret.h"
#include "net/dns.h"

struct mail_send;

enum { MAIL_SEND_TIMEOUT_MS = 30000 };

enum mail_security {
	MAIL_STARTTLS,
	MAIL_TLS,   /* from the first byte */
	MAIL_PLAIN, /* on loopback only; else it is NET_NO_TLS at once */
};

/* How far it got. */
enum mail_step {
	MAIL_STEP_CONNECT, /* until the server has greeted */
	MAIL_STEP_TLS,
	MAIL_STEP_LOGIN,
	MAIL_STEP_SENDER,
	MAIL_STEP_RECIPIENT,
	MAIL_STEP_MESSAGE,
};

struct mail_server {
	const char *host; /* canonical name, or an address */
	uint16_t port;
	enum mail_security security;
	const char *user;              /* NULL: no login */
	const struct secret *password; /* with user */
};

struct mail_request {
	struct mail_server server;
	const char *from; /* as mail_address_read() gives them */
	const char *to;
	const char *message; /* whole, lines ending in CRLF */
	size_t len;
	int timeout_ms; /* 0: MAIL_SEND_TIMEOUT_MS */
};

/* Borrowed for the time of the call. */
struct mail_answer {
	bool taken; /* the server answers for it now */
	/* Else: the server's own no (a code of 400 and above), or, with code 0,
	 * why no answer came. */
	unsigned code;
	enum net_problem problem;
	enum mail_step step;
	const char *text; /* the last line of its no, cleaned; or "" */
};

typedef void mail_answer_fn(void *ctx, const struct mail_answer *answer);

/* Calls back exactly once, from the loop, unless it is freed before. Free it in
 * any case, also in the call. */
struct mail_send *mail_send_new(struct loop *loop, struct dns *dns,
				const struct mail_request *request,
				mail_answer_fn *answered, void *ctx);
void mail_send_free(struct mail_send *send); /* NULL is allowed */

/* True for a server that MAIL_PLAIN is allowed for: localhost, 127.0.0.0/8,
 * ::1. */
bool mail_host_is_local(const char *host);

#endif
