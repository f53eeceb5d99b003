/* How an exchange with a server of the Internet went, whatever its protocol:
 * for net, which tells, for core, which passes it on, and for text, which says
 * it in words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_NET_PROBLEM_H
#define ZEGEL_BASE_NET_PROBLEM_H

enum net_problem {
	NET_OK = 0,        /* an answer came, whatever it says */
	NET_BAD_URL,       /* not https, or no header; never sent */
	NET_NO_NAME,       /* the host's name has no address */
	NET_NO_DNS,        /* nobody could tell the host's address */
	NET_NO_ROUTE,      /* this machine has no way there */
	NET_PRIVATE,       /* an address inside a network, where none may be */
	NET_NO_CONNECTION, /* nobody listens there */
	NET_NO_TLS,        /* the two ends could not agree on encryption */
	NET_NO_TRUST,      /* this machine has no list of trusted issuers */
	NET_CERTIFICATE,   /* its certificate comes from nobody we trust */
	NET_CERTIFICATE_DATE, /* expired, or not valid yet by our clock */
	NET_CERTIFICATE_NAME, /* the certificate of another host */
	NET_TIMEOUT,          /* not all of it came in time */
	NET_BROKEN,           /* the connection broke off */
	NET_NONSENSE,         /* what came is not the protocol */
	NET_TOO_BIG,          /* more came than is taken */
	NET_REDIRECTS,        /* sent on too often */
	NET_BAD_REDIRECT,     /* sent on to where we do not go (plain http) */
	NET_HTTP_STATUS,      /* HTTP answered that it will not or cannot */
	NET_NOT_DNS,          /* an answer of HTTP, but no DNS message */
	NET_PROBLEM_COUNT,
};

#endif
