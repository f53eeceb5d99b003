/* What a mail server's no means: one word for each thing that a customer can do
 * something about, out of the step it came at, its code (RFC 5321, 4.2), its
 * status (RFC 3463, 5530) and, as most servers keep to neither, its words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_REPLY_H
#define ZEGEL_BASE_REPLY_H

#include "base/dialogue.h"

enum trouble {
	TROUBLE_NONE,
	/* The server is not reached, or not understood. */
	TROUBLE_NO_NAME,
	TROUBLE_NO_DNS,
	TROUBLE_NO_ROUTE,
	TROUBLE_CLOSED,      /* nobody listens at the port */
	TROUBLE_SILENT,      /* packets vanish: a firewall, often */
	TROUBLE_MUTE,        /* it takes the connection and never greets */
	TROUBLE_SLOW,        /* it spoke, and then not in time */
	TROUBLE_BROKEN_OFF,  /* it hung up */
	TROUBLE_NONSENSE,    /* not this protocol, or far too much of it */
	TROUBLE_NOT_WELCOME, /* it greets with a no */
	/* Encryption. */
	TROUBLE_NO_STARTTLS, /* not offered, or refused */
	TROUBLE_NO_TLS,      /* the two ends cannot agree */
	TROUBLE_NO_TRUST,    /* this machine has no list of issuers */
	TROUBLE_CERTIFICATE_NAME,
	TROUBLE_CERTIFICATE_EXPIRED,
	TROUBLE_CERTIFICATE_EARLY, /* not valid yet */
	TROUBLE_CERTIFICATE_SELF,  /* nobody signed it but itself */
	TROUBLE_CERTIFICATE_ISSUER,
	/* Logging in. */
	TROUBLE_NO_LOGIN,     /* no way to log in is offered */
	TROUBLE_OAUTH_ONLY,   /* none of them with a password */
	TROUBLE_LOGIN_CLEAR,  /* a password is not said in the clear */
	TROUBLE_LOGIN,        /* user or password is wrong */
	TROUBLE_APP_PASSWORD, /* it wants a password made for a program */
	TROUBLE_PASSWORD_OFF, /* Microsoft: programs have to use OAuth 2.0 */
	TROUBLE_SMTP_OFF,     /* Microsoft: switched off for this mailbox */
	TROUBLE_IMAP_OFF,     /* switched off for this mailbox */
	TROUBLE_BROWSER,      /* log in by browser first */
	TROUBLE_TOO_OFTEN,    /* too many logins, connections or mails */
	TROUBLE_LOGIN_LATER,  /* it cannot tell now */
	/* Sending. */
	TROUBLE_LOGIN_WANTED, /* not without a login */
	TROUBLE_SENDER,       /* not from this address */
	TROUBLE_RELAY,        /* not to this address */
	TROUBLE_RECIPIENT,    /* there is no such mailbox */
	TROUBLE_GREYLISTED,
	TROUBLE_FULL,
	TROUBLE_BLOCKED, /* our address is on a list of spammers */
	TROUBLE_SPAM,    /* the message looks like spam */
	TROUBLE_LATER,   /* another 4xx */
	TROUBLE_REFUSED, /* another 5xx */
	TROUBLE_COUNT
};

/* The dialogue's last answer, which is a no (a code of 400 and above). */
enum trouble reply_trouble(const struct dialogue *d);

/* "certificate-name", for scripts; static. */
const char *trouble_name(enum trouble trouble);

/* True when nobody could tell: it says nothing about the server's settings. */
bool trouble_is_unknown(enum trouble trouble);

#endif
