/* What a signer and a verifier compute over: simple and relaxed, for header and
 * body (RFC 6376, 3.4 and 3.7).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DKIM_CANON_H
#define ZEGEL_MAIL_DKIM_CANON_H

#include "mail/message_read.h"

/* Takes the next bytes. */
typedef void dkim_sink_fn(void *ctx, const char *bytes, size_t len);

struct dkim_sink {
	dkim_sink_fn *take;
	void *ctx;
	uint64_t taken;
	uint64_t max; /* l=: what is beyond is not passed on, only counted */
};

/* body has CRLF as line ends. */
void dkim_canon_body(struct slice body, bool relaxed, struct dkim_sink *sink);

/* The fields that names (h=) says, from the bottom up for a name that comes
 * several times, then the signature itself (at) without its b= and its CRLF. */
void dkim_canon_header(const struct message *m, size_t at, const char *names,
		       bool relaxed, struct dkim_sink *sink);

#endif
