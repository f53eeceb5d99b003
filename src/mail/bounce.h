/* A refusal: one line of an SMTP dialogue, or the report about a message
 * that came back (RFC 3464), its codes (RFC 5321, 4.2; RFC 3463), and what the
 * words of the big receivers mean.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_BOUNCE_H
#define ZEGEL_MAIL_BOUNCE_H

#include "base/name.h"
#include "mail/ip.h"
#include "mail/message_read.h"

enum bounce_cause {
	BOUNCE_OTHER, /* a refusal that says nothing we know */
	/* about authorisation */
	BOUNCE_SPF,
	BOUNCE_SPF_BROKEN,      /* the record cannot be evaluated */
	BOUNCE_DKIM,            /* the signature did not pass */
	BOUNCE_DKIM_KEY,        /* there is no usable key */
	BOUNCE_DMARC,           /* the domain's own policy */
	BOUNCE_UNAUTHENTICATED, /* neither SPF nor DKIM */
	BOUNCE_UNALIGNED,       /* they pass, but for another domain */
	/* about the server that sends */
	BOUNCE_NO_PTR,
	BOUNCE_BLOCKLIST,
	BOUNCE_RATE, /* too much at once, or not trusted yet: later */
	BOUNCE_GREYLIST,
	BOUNCE_BUSY, /* it cannot take any just now */
	BOUNCE_TLS,
	/* about signing in */
	BOUNCE_LOGIN,
	BOUNCE_PASSWORD_OFF, /* no password counts there any more */
	BOUNCE_RELAY,
	BOUNCE_SENDER_NOT_OWNED,
	BOUNCE_NOT_VERIFIED,  /* the program does not know the domain yet */
	BOUNCE_SENDER_DOMAIN, /* the sender's domain does not exist */
	/* not about authorisation at all */
	BOUNCE_CONTENT, /* taken for spam, or a virus */
	BOUNCE_NO_USER,
	BOUNCE_NO_DOMAIN,
	BOUNCE_FULL,
	BOUNCE_TOO_BIG,
	BOUNCE_LOOP,
	BOUNCE_UNREACHABLE,
	BOUNCE_POLICY, /* "policy", and no more */
	BOUNCE_CAUSES
};

enum { BOUNCE_TEXT_MAX = 1500 };

struct bounce {
	enum bounce_cause cause;
	unsigned code;   /* 550; 0: not told */
	char status[16]; /* "5.7.26", or "" */
	bool is_temporary;
	bool is_report; /* a whole report, not only a line */
	char *text;     /* what the receiver said, cleaned, on one line */
	/* who said it, as far as the text tells: its domain, or "" */
	char receiver[NAME_SIZE];
	char domain[NAME_SIZE]; /* the sender's, where the text names it, or ""
				 */
	struct ip ip;           /* the sending server's, likewise */
	bool has_ip;
	/* the message that came back, as far as the report has it, in the text
	 * that was read or in decoded (borrowed); len 0: not there */
	struct slice returned;
	struct str decoded; /* the report without its encodings, or empty */
};

/* True when m is one; else *out is empty. Free it. m must outlive it. */
bool bounce_read(const struct message *m, struct bounce *out);
void bounce_free(struct bounce *b);

/* "spf", "no-user", ...: stable, for scripts. */
const char *bounce_cause_name(enum bounce_cause cause);

/* Fill in what its text names: the server's address, the sender's domain. */
void bounce_find_ip(struct bounce *b);
void bounce_find_domain(struct bounce *b);

/* By the words, else by the status, else by the code. */
enum bounce_cause bounce_judge(const char *text, const char *status,
			       unsigned code);

#endif
