/* What the receiver wrote into the header about who sent the message: its
 * Authentication-Results, Received-SPF, and whether it took it for spam. Only
 * what its own servers wrote counts (RFC 8601, 7.1): anybody can send a header
 * that says "pass".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SAID_H
#define ZEGEL_MAIL_SAID_H

#include "mail/route.h"

/* RFC 8601, 2.7, with what some write instead. */
enum said {
	SAID_NOTHING,
	SAID_NONE,
	SAID_PASS,
	SAID_FAIL,
	SAID_SOFTFAIL,
	SAID_NEUTRAL,
	SAID_TEMPERROR,
	SAID_PERMERROR,
	SAID_POLICY,
};

enum { SAID_DKIM_MAX = 16, SAID_TEXT_MAX = 256 };

struct said_dkim {
	enum said result;
	char domain[NAME_SIZE];   /* of header.d or header.i, or "" */
	char selector[NAME_SIZE]; /* header.s, or "" */
	char why[SAID_TEXT_MAX];  /* reason or comment, or "" */
};

enum spam { SPAM_UNSAID, SPAM_NO, SPAM_YES };

struct said_all {
	char server[NAME_SIZE]; /* who wrote it, or "" */
	enum said spf;
	char spf_domain[NAME_SIZE]; /* smtp.mailfrom, or "" */
	char spf_helo[NAME_SIZE];   /* smtp.helo, or "" */
	char spf_why[SAID_TEXT_MAX];
	struct ip ip; /* the sender's, where it is written there */
	bool has_ip;
	struct said_dkim dkim[SAID_DKIM_MAX];
	size_t dkim_count;
	enum said dmarc;
	char dmarc_from[NAME_SIZE]; /* header.from, or "" */
	bool dmarc_overridden; /* a local policy let it through (arc, list) */
	enum spam spam;
	char spam_mark[SAID_TEXT_MAX]; /* the field that says so */
	/* what the receiver found behind a filter in front of it: for SPF that
	 * is about the filter's address */
	enum said behind_spf, behind_dmarc;
	size_t ignored; /* results that others wrote, or that were invented */
	bool has_arc;   /* an ARC set: somebody handed it on (RFC 8617) */
	enum said arc;  /* what the receiver made of it */
	enum said arc_spf, arc_dkim, arc_dmarc; /* what the first one of it
						   saw; not to be trusted */
};

void said_read(const struct message *m, const struct route *route,
	       struct said_all *out);

/* "pass", ...; "" for NOTHING. */
const char *said_name(enum said s);

/* SPAM_YES or _NO as the fields tell that are known for it; *field gets the one
 * that decides. */
enum spam spam_read(const struct message *m,
		    const struct message_field **field);

#endif
