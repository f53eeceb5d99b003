/* Is a signature right for this message and this key? RFC 6376, 6.1.3, with
 * RFC 8463 for Ed25519.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DKIM_VERIFY_H
#define ZEGEL_MAIL_DKIM_VERIFY_H

#include "mail/dkim.h"
#include "mail/dkim_signature.h"
#include "mail/message_read.h"

enum dkim_body {
	DKIM_BODY_NOT_THERE, /* only a header was given */
	DKIM_BODY_RIGHT,
	DKIM_BODY_CHANGED,
	DKIM_BODY_SHORT, /* there is less of it than l= says */
};

struct dkim_check {
	enum dkim_body body;
	uint64_t not_signed; /* bytes of the body behind l= */
	bool header_right;   /* b= is right for the header and the key */
};

/* The body alone takes no key. at: the signature's place in the message. */
void dkim_verify_body(const struct message *m, const struct dkim_signature *s,
		      struct dkim_check *out);

/* s has no fault and key is usable. */
bool dkim_verify_header(const struct message *m, size_t at,
			const struct dkim_signature *s,
			const struct dkim_key *key);

#endif
