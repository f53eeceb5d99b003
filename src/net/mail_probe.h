/* Tries a mail server out, step by step, over libcurl: reached, encrypted,
 * logged in, sender and recipient taken, one message handed over.
 *
 * A certificate is always verified; where encryption is wanted nothing but the
 * greeting is said without it; a password is never said in the clear, whatever
 * the server offers. Time and size are bounded. Everything is copied, and the
 * password wiped when it is over.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_MAIL_PROBE_H
#define ZEGEL_NET_MAIL_PROBE_H

#include "base/certificate.h"
#include "base/secret.h"
#include "base/reply.h"
#include "net/dns.h"

struct mail_probe;

enum {
	MAIL_PROBE_REACH_MS = 10000,
	MAIL_PROBE_TIMEOUT_MS = 30000, /* all of it */
	MAIL_PROBE_MAX_BYTES = 64 << 10,
};

struct mail_probe_request {
	enum server_protocol protocol;
	enum server_security security;
	const char *host; /* canonical name, or an address */
	uint16_t port;
	const char *hello; /* the name we give ourselves; NULL: the system's */
	const char *user;  /* NULL: no login */
	const struct secret *password; /* with user */
	/* SMTP: as mail_address_read() gives them. NULL: those steps are left
	 * out */
	const char *from;
	const char *to;      /* NULL: the sender himself is tried */
	const char *message; /* goes to "to"; lines end in CRLF; or NULL */
	size_t len;
	int reach_ms;   /* until it greets; 0: MAIL_PROBE_REACH_MS */
	int timeout_ms; /* 0: MAIL_PROBE_TIMEOUT_MS */
};

/* As it is now, or was in the end. */
struct mail_probe_state {
	enum trouble trouble; /* at dialogue.step */
	bool connected;
	bool encrypted;
	bool logged_in;
	char address[ADDRESS_TEXT]; /* that was reached, or "" */
	struct certificate certificate;
	struct dialogue dialogue;
};

/* changed (or NULL): something was said; it must not be freed then. done: all
 * is over, once; then it may. Both come from the loop. */
struct mail_probe_face {
	void (*changed)(void *ctx);
	void (*done)(void *ctx);
	void *ctx;
};

struct mail_probe *mail_probe_new(struct loop *loop, struct dns *dns,
				  const struct mail_probe_request *request,
				  const struct mail_probe_face *face);
void mail_probe_free(struct mail_probe *probe); /* NULL is allowed */

/* Borrowed, until it is freed. */
const struct mail_probe_state *mail_probe_state(const struct mail_probe *probe);

#endif
