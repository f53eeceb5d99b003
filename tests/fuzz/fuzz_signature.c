/* DKIM signatures: a field, then a message that it is put on top of; what is
 * hashed stays within what was given, whatever the tags say.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/dkim_canon.h"
#include "mail/dkim_verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void take(void *ctx, const char *bytes, size_t len)
{
	str_add_bytes(ctx, bytes, len);
}

/* Canonical text does not change when it is made canonical again. */
static void check_body(struct slice body, bool relaxed)
{
	struct str once = STR_INIT(1 << 22), twice = STR_INIT(1 << 22);
	struct dkim_sink sink = { take, &once, 0, UINT64_MAX };

	dkim_canon_body(body, relaxed, &sink);
	require(sink.taken == once.len);
	sink = (struct dkim_sink){ take, &twice, 0, UINT64_MAX };
	dkim_canon_body((struct slice){ str_text(&once), once.len }, relaxed,
			&sink);
	require(!strcmp(str_text(&once), str_text(&twice)));
	str_free(&once);
	str_free(&twice);
}

static void check_length(const struct message *m, bool relaxed, uint64_t max)
{
	struct str out = STR_INIT(1 << 22);
	struct dkim_sink sink = { take, &out, 0, max };

	dkim_canon_body(m->body, relaxed, &sink);
	require(out.len <= max && out.len <= sink.taken);
	str_free(&out);
}

static void check_field(const struct message *m, size_t at)
{
	static const char text[] = "k=ed25519; p=rqq/"
				   "iYYva2j05qchXxgPr7FkgsFgtBmzy5E1NLPLwqY=";
	struct dkim_signature s;
	struct dkim_check check = { .header_right = false };
	struct dkim_key key;

	dkim_signature_parse(m->fields[at].value, &s);
	require(s.fault != DKIM_SIGNATURE_GOOD ||
		(*s.domain && *s.selector && s.hash && s.value));
	dkim_verify_body(m, &s, &check);
	check_length(m, s.relaxed_body, s.length);
	dkim_key_parse(text, &key);
	require(!dkim_verify_header(m, at, &s, &key));
	dkim_key_free(&key);
	dkim_signature_free(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct message m;

	message_read((const char *)data, size < 65536 ? size : 65536, &m);
	if (!memchr(m.body.at ? m.body.at : "", '\0', m.body.len)) {
		check_body(m.body, true);
		check_body(m.body, false);
	}
	for (size_t i = 0; i < m.count && i < 20; i++) {
		if (slice_is_nocase(m.fields[i].name, "DKIM-Signature"))
			check_field(&m, i);
	}
	message_free(&m);
	return 0;
}
