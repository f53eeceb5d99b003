/* How a mail server is reached, and how far a conversation with it gets: words
 * that every folder shares.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_MAIL_SERVER_H
#define ZEGEL_BASE_MAIL_SERVER_H

#include "base/util.h"

enum server_protocol {
	SERVER_SMTP, /* submission, RFC 6409 */
	SERVER_IMAP, /* RFC 3501, 9051 */
	SERVER_PROTOCOLS
};

enum server_security {
	SECURITY_STARTTLS, /* RFC 3207; without it nothing is said */
	SECURITY_TLS,      /* from the first byte, RFC 8314 */
	SECURITY_NONE,     /* in the clear: no password is ever sent */
	SECURITY_COUNT
};

/* The steps of a conversation, in order. IMAP ends with the login. */
enum talk_step {
	TALK_REACH, /* until the server has greeted */
	TALK_TLS,
	TALK_LOGIN,
	TALK_SENDER,
	TALK_RECIPIENT,
	TALK_MESSAGE,
	TALK_STEPS
};

/* What the server lets be done, as it said after the last greeting. */
enum server_offer {
	OFFER_STARTTLS = 1 << 0,
	OFFER_PASSWORD = 1 << 1, /* some way to log in with a password */
	OFFER_OAUTH = 1 << 2,    /* RFC 7628, XOAUTH2 */
	OFFER_OTHER = 1 << 3,    /* another way to log in */
};

/* 587, 465 and 25; 143, 993 and 143 (RFC 8314, 3.2 and 3.3). */
uint16_t server_port(enum server_protocol protocol,
		     enum server_security security);

/* "smtp", "imap"; "starttls", "tls", "none"; static. */
const char *server_protocol_name(enum server_protocol protocol);
const char *server_security_name(enum server_security security);

/* What a port usually has: the security that goes with it, else fallback. */
enum server_security server_security_at(uint16_t port,
					enum server_security fallback);

#endif
