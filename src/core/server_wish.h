/* What is to be tried at a mail server, and what came of it: for whoever shows
 * it, without the network.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_SERVER_WISH_H
#define ZEGEL_CORE_SERVER_WISH_H

#include "base/certificate.h"
#include "base/secret.h"
#include "base/reply.h"
#include "mail/spf.h"

/* All borrowed. */
struct server_wish {
	enum server_protocol protocol;
	enum server_security security;
	const char *host; /* canonical name, or an address */
	uint16_t port;
	const char *user; /* NULL: without a login */
	/* SMTP: the sender, as server_address_read() gives it; NULL: it is not
	 * tried */
	const char *from;
	/* Whom to send a mail with this subject and text (lines ending in LF);
	 * NULL: nobody. */
	const char *to, *subject, *text;
	bool is_letter;     /* that mail is no test */
	const char *domain; /* of the SPF question; NULL: it is not asked */
	/* the domain's SPF record as its own name servers have it, or NULL:
	 * the resolver tells */
	const char *spf_record;
	/* What lets the provider of this server send ("include:..."), and its
	 * name; NULL: not known, its address alone is asked for */
	const char *spf_terms, *provider;
	int timeout_ms; /* for one question; 0: the usual */
};

enum test_step {
	TEST_REACH,
	TEST_TLS,
	TEST_LOGIN,
	TEST_SENDER,
	TEST_MESSAGE,
	TEST_SPF,
	TEST_STEPS
};

enum test_state {
	TEST_LEFT_OUT, /* nobody asked for it */
	TEST_WAITING,
	TEST_RUNNING,
	TEST_GOOD,
	TEST_BAD,
	TEST_UNKNOWN, /* nobody could tell */
};

struct server_result {
	enum test_state steps[TEST_STEPS];
	bool is_over;
	enum trouble trouble; /* of the step that is bad or unknown */
	const char *address;  /* that was reached, or "" */
	const struct certificate *certificate;
	const struct dialogue *dialogue;
	const struct spf_result *spf; /* NULL: not yet, or not asked */
	/* The address does not pass, but the provider's servers do. */
	bool spf_provider;
};

/* "reach", "tls", ...; "good", "bad", ...; static. */
const char *test_step_name(enum test_step step);
const char *test_state_name(enum test_state state);

/* A bad step that may yet be right: the SPF record does not forbid the server,
 * and the provider may send from elsewhere. */
bool server_result_is_doubtful(const struct server_result *r,
			       enum test_step step);

/* An address of a mailbox in the form that servers take (mail/mail_address.h),
 * to be freed; NULL when it is none. */
char *server_address_read(const char *text);

#endif
