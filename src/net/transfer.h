/* One transfer of libcurl, with what every protocol has in common: the limits,
 * the look-up of the host, TLS, one time limit over all of it. Private to the
 * files of net that speak a protocol (http, doh, mail_send, mail_probe).
 *
 * Verification of certificates cannot be switched off. Certificates are checked
 * against SSL_CERT_FILE and SSL_CERT_DIR where those are set, as OpenSSL does.
 * Each transfer has a connection of its own, unless it keeps it for the next
 * one that does, too; no proxy, no cookies, no .netrc.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_TRANSFER_H
#define ZEGEL_NET_TRANSFER_H

#include <curl/curl.h>

#include "base/net_problem.h"
#include "base/str.h"
#include "net/resolve.h"

struct transfer;

struct transfer_options {
	const char *protocols; /* as of CURLOPT_PROTOCOLS_STR; static */
	const char *url;       /* has host and port; used within the call */
	const char *host;      /* canonical name, or an address */
	uint16_t port;
	/* Where the host is, when that is known already (used within the call);
	 * none: it is looked up. */
	const struct address *addresses;
	size_t address_count;
	bool public_only; /* no address of an inner network */
	/* Shares a connection with others that keep theirs (HTTP/2), or takes
	 * over an idle one. */
	bool keeps_connection;
	int64_t deadline_ms; /* clock_ms() */
	size_t max_headers;  /* bytes, all together */
	size_t max_body;
	/* Sets what else the protocol needs before the transfer begins, and
	 * before each transfer_again(). */
	void (*set_up)(void *ctx, CURL *easy);
	/* The end, once, from the loop, unless it is freed before. The handle
	 * (NULL when it never came so far) tells the rest; the transfer has to
	 * be freed in this call, or, after NET_OK, begun again. */
	void (*done)(void *ctx, enum net_problem problem, CURL *easy);
	void *ctx;
};

/* Never NULL; what cannot begin is told by done. */
struct transfer *transfer_new(struct loop *loop, struct dns *dns,
			      const struct transfer_options *options);
void transfer_free(struct transfer *transfer);

/* The next command over the connection that set_up did not forbid to be reused;
 * the time limit stays the one over all of it. */
void transfer_again(struct transfer *transfer);

/* What came so far; borrowed. */
const struct str *transfer_body(const struct transfer *transfer);

#endif
