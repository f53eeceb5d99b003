/* Which servers a domain's mail is likely handed in at, or read from: from what
 * its DNS says (SRV: RFC 6186, RFC 8314), who keeps its mailboxes, and names
 * that are usual.
 *
 * Pure, a rule as those of mail: run it again when answers came.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_SERVER_GUESS_H
#define ZEGEL_CORE_SERVER_GUESS_H

#include "base/answer.h"
#include "base/name.h"
#include "catalog/catalog.h"

enum { GUESSES_MAX = 6 };

enum guess_source {
	GUESS_SRV,      /* the domain itself says so */
	GUESS_PROVIDER, /* where the mailboxes of this provider are */
	GUESS_DNS_HOST, /* the same, of the company that has the DNS */
	GUESS_NAME,     /* smtp.DOMAIN, mail.DOMAIN: it exists */
	GUESS_MX,       /* the server that takes the domain's mail */
};

struct server_guess {
	char host[NAME_SIZE];
	uint16_t port;
	enum server_security security;
	enum guess_source source;
	const struct mail_host *provider; /* or NULL; borrowed */
};

struct server_guesses {
	struct server_guess items[GUESSES_MAX]; /* the likeliest first */
	size_t count;
	/* Who keeps the domain's mailboxes, or NULL; borrowed. */
	const struct mail_host *provider;
	bool is_pending; /* answers are missing */
};

/* dns_host: the id of who has the DNS, or NULL. */
void server_guess(const char *domain, enum server_protocol protocol,
		  const char *dns_host, struct catalog *catalog,
		  const struct lookup *lookup, struct server_guesses *out);

#endif
