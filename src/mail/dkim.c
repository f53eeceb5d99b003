/* SPDX-License-Identifier: MIT */
#include "mail/dkim.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "mail/ascii.h"
#include "mail/base64.h"
#include "mail/query.h"
#include "mail/tags.h"

#define ED25519_SIZE 32 /* octets (RFC 8463, 4.2) */
#define DER_SEQUENCE 0x30

static void set_fault(struct dkim_key *key, enum dkim_fault fault, size_t at)
{
	if (key->fault != DKIM_FAULT_NONE)
		return;
	key->fault = fault;
	key->at = at;
}

/* The items of a list with colons (RFC 6376, 3.6.1). */
static bool list_has(struct slice list, const char *wanted)
{
	while (list.len > 0) {
		struct slice item = slice_trim(slice_take_until(&list, ":"));

		(void)slice_skip_char(&list, ':');
		if (slice_is_nocase(item, wanted))
			return true;
	}
	return false;
}

/* The place of a straight or typographic quote in text, or its length. */
static size_t find_quote(struct slice text)
{
	static const char *const quotes[] = { "\"",           "\xE2\x80\x98",
					      "\xE2\x80\x99", "\xE2\x80\x9C",
					      "\xE2\x80\x9D", "\xE2\x80\x9E" };

	for (struct slice rest = text; rest.len > 0;
	     (void)slice_skip_char(&rest, rest.at[0])) {
		for (size_t i = 0; i < COUNT_OF(quotes); i++) {
			if (slice_has_prefix_nocase(rest, quotes[i]))
				return text.len - rest.len;
		}
	}
	return text.len;
}

/* What a DNS host's form does to a text. In notes everything may stand. */
static void find_damage(const struct tag *tag, const char *text,
			struct dkim_key *key)
{
	struct slice part = { text + tag->offset, tag->len };
	size_t quote = find_quote(part);
	struct slice rest = part;
	size_t backslash = slice_take_until(&rest, "\\").len;
	size_t plain = ascii_span(part);

	if (slice_is(tag->name, "n"))
		return;
	if (quote < part.len && quote < backslash)
		set_fault(key, DKIM_FAULT_QUOTES, tag->offset + quote);
	if (backslash < part.len)
		set_fault(key, DKIM_FAULT_BACKSLASH, tag->offset + backslash);
	if (plain < part.len)
		set_fault(key, DKIM_FAULT_TAGS, tag->offset + plain);
}

/* The octets that the outermost DER sequence wants, its header included; 0 when
 * this is no such header. */
static size_t der_length(const uint8_t *data, size_t len)
{
	size_t count, size = 0;

	if (len < 2 || data[0] != DER_SEQUENCE)
		return 0;
	if (data[1] < 0x80)
		return 2u + data[1];
	count = data[1] & 0x7F;
	if (count == 0 || count > 3)
		return 0;
	if (len < 2 + count)
		return 2 + count;
	for (size_t i = 0; i < count; i++)
		size = size << 8 | data[2 + i];
	return 2 + count + size;
}

static void set_truncated(struct dkim_key *key, const char *text, size_t want)
{
	if (key->fault == DKIM_FAULT_NONE)
		key->missing = base64_length(want) -
			       base64_length(key->data_len);
	if (key->fault == DKIM_FAULT_NONE && key->missing == 0)
		key->missing = 1;
	set_fault(key, DKIM_FAULT_TRUNCATED, strlen(text));
}

/* One form for both ways to write a key, so that they compare as equal. */
static void keep_canonical(struct dkim_key *key, EVP_PKEY *rsa)
{
	unsigned char *der = NULL;
	int len = i2d_PUBKEY(rsa, &der);

	if (len <= 0)
		return;
	free(key->data);
	key->data = xmalloc((size_t)len);
	memcpy(key->data, der, (size_t)len);
	key->data_len = (size_t)len;
	OPENSSL_free(der);
}

/* SubjectPublicKeyInfo as everybody publishes it, or RSAPublicKey as RFC 6376
 * 3.6.1 has it. */
static void read_rsa(struct dkim_key *key, const char *text, size_t p_offset)
{
	size_t want = der_length(key->data, key->data_len);
	const uint8_t *at = key->data;
	EVP_PKEY *rsa;

	if (want > key->data_len) {
		set_truncated(key, text, want);
		return;
	}
	rsa = d2i_PUBKEY(NULL, &at, (long)key->data_len);
	if (!rsa) {
		at = key->data;
		rsa = d2i_PublicKey(EVP_PKEY_RSA, NULL, &at,
				    (long)key->data_len);
	}
	if (!rsa || EVP_PKEY_base_id(rsa) != EVP_PKEY_RSA)
		set_fault(key, DKIM_FAULT_NOT_A_KEY, p_offset);
	else if (at != key->data + key->data_len)
		set_fault(key, DKIM_FAULT_TRAILING, p_offset);
	if (rsa && EVP_PKEY_base_id(rsa) == EVP_PKEY_RSA) {
		key->bits = (unsigned)EVP_PKEY_bits(rsa);
		keep_canonical(key, rsa);
	}
	EVP_PKEY_free(rsa);
}

static void read_ed25519(struct dkim_key *key, const char *text,
			 size_t p_offset)
{
	if (key->data_len < ED25519_SIZE) {
		set_truncated(key, text, ED25519_SIZE);
		return;
	}
	if (key->data_len > ED25519_SIZE)
		set_fault(key, DKIM_FAULT_NOT_A_KEY, p_offset);
	else
		key->bits = 8 * ED25519_SIZE;
}

/* Long enough to have capitals, and there is none. */
static bool is_lowercased(struct slice p)
{
	size_t letters = 0;

	for (size_t i = 0; i < p.len; i++) {
		if (p.at[i] >= 'A' && p.at[i] <= 'Z')
			return false;
		letters += ascii_is_alpha(p.at[i]);
	}
	return letters >= 20;
}

static void read_data(struct dkim_key *key, struct slice p, const char *text)
{
	size_t p_offset = (size_t)(p.at - text);
	size_t bad;

	key->data = base64_decode(p, &key->data_len, &bad);
	if (!key->data) {
		set_fault(key, DKIM_FAULT_BASE64, p_offset + bad);
		return;
	}
	if (key->type == DKIM_RSA)
		read_rsa(key, text, p_offset);
	else if (key->type == DKIM_ED25519)
		read_ed25519(key, text, p_offset);
}

static bool is_tag_name(struct slice name)
{
	if (name.len == 0 || !ascii_is_alpha(name.at[0]))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		if (!ascii_is_alnum(name.at[i]) && name.at[i] != '_')
			return false;
	}
	return true;
}

/* The tags that are known; the one of each name. */
struct key_tags {
	struct tag v, k, h, s, t, p;
	bool v_first;
};

static struct tag *known_tag(struct key_tags *tags, struct slice name)
{
	struct {
		const char *name;
		struct tag *tag;
	} known[] = {
		{ "v", &tags->v }, { "k", &tags->k }, { "h", &tags->h },
		{ "s", &tags->s }, { "t", &tags->t }, { "p", &tags->p },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (slice_is(name, known[i].name))
			return known[i].tag;
	}
	return NULL;
}

static void read_tags(const char *text, struct key_tags *tags,
		      struct dkim_key *key)
{
	struct tag_reader reader = tags_of(text);
	struct tag tag;

	*tags = (struct key_tags){ .v_first = true };
	for (bool first = true; tags_next(&reader, &tag); first = false) {
		struct tag *known = known_tag(tags, tag.name);

		find_damage(&tag, text, key);
		if (!tag.has_equals || !is_tag_name(tag.name) ||
		    (known && known->has_equals)) {
			set_fault(key, DKIM_FAULT_TAGS, tag.offset);
			continue;
		}
		if (known)
			*known = tag;
		if (known == &tags->v)
			tags->v_first = first;
	}
}

/* What the tags say beside the key itself (RFC 6376, 3.6.1). */
static void judge_tags(const struct key_tags *tags, struct dkim_key *key)
{
	struct slice k = tags->k.value;

	if (tags->v.has_equals &&
	    (!tags->v_first || !slice_is(tags->v.value, "DKIM1")))
		set_fault(key, DKIM_FAULT_VERSION, tags->v.offset);
	key->type = !tags->k.has_equals || slice_is_nocase(k, "rsa") ? DKIM_RSA
		    : slice_is_nocase(k, "ed25519") ? DKIM_ED25519
						    : DKIM_OTHER_TYPE;
	key->testing = list_has(tags->t.value, "y");
	key->strict = list_has(tags->t.value, "s");
	if (key->type == DKIM_OTHER_TYPE)
		set_fault(key, DKIM_FAULT_TYPE, tags->k.offset);
	if (tags->s.has_equals && !list_has(tags->s.value, "*") &&
	    !list_has(tags->s.value, "email"))
		set_fault(key, DKIM_FAULT_NOT_EMAIL, tags->s.offset);
	if (tags->h.has_equals && !list_has(tags->h.value, "sha256"))
		set_fault(key, DKIM_FAULT_HASH, tags->h.offset);
}

void dkim_key_parse(const char *text, struct dkim_key *out)
{
	struct key_tags tags;

	*out = (struct dkim_key){ .fault = DKIM_FAULT_NONE };
	if (!dkim_is_key(text)) {
		out->fault = DKIM_FAULT_NO_KEY;
		return;
	}
	read_tags(text, &tags, out);
	if (is_lowercased(tags.p.value)) /* and with it DKIM1 */
		set_fault(out, DKIM_FAULT_LOWERCASED,
			  (size_t)(tags.p.value.at - text));
	judge_tags(&tags, out);
	if (!tags.p.has_equals)
		set_fault(out, DKIM_FAULT_NO_KEY, strlen(text));
	else if (tags.p.value.len == 0)
		out->revoked = out->fault == DKIM_FAULT_NONE;
	else
		read_data(out, tags.p.value, text);
}

void dkim_key_free(struct dkim_key *key)
{
	free(key->data);
	*key = (struct dkim_key){ .fault = DKIM_FAULT_NO_KEY };
}

bool dkim_is_key(const char *text)
{
	struct tag_reader reader = tags_of(text);
	struct tag tag;

	while (tags_next(&reader, &tag)) {
		struct slice name = tag.name;

		/* Quotes around the whole must not hide it. */
		(void)slice_skip_char(&name, '"');
		if (tag.has_equals &&
		    (slice_is(name, "p") ||
		     (slice_is_nocase(name, "v") &&
		      slice_has_prefix_nocase(tag.value, "dkim"))))
			return true;
	}
	return false;
}

bool dkim_key_equal(const struct dkim_key *a, const struct dkim_key *b)
{
	if (a->revoked || b->revoked)
		return a->revoked && b->revoked;
	return a->data && b->data && a->type == b->type &&
	       a->data_len == b->data_len &&
	       memcmp(a->data, b->data, a->data_len) == 0;
}

bool dkim_text_equal(const char *a, const char *b)
{
	struct dkim_key x, y;
	bool equal;

	if (strcmp(a, b) == 0)
		return true;
	dkim_key_parse(a, &x);
	dkim_key_parse(b, &y);
	equal = x.fault == y.fault && dkim_key_equal(&x, &y);
	dkim_key_free(&x);
	dkim_key_free(&y);
	return equal;
}

struct dkim_lookup dkim_look(const char *name, const struct lookup *lookup)
{
	struct query q = query_ask(lookup, name, RR_TXT);
	struct dkim_lookup out = { .status = DKIM_NOTHING, .where = q.name };
	const struct record *r;
	size_t index = 0;

	if (q.status == QUERY_PENDING)
		out.status = DKIM_PENDING;
	if (q.status == QUERY_FAILED && q.answer_status != ANSWER_RECORDS)
		out.status = DKIM_UNKNOWN; /* else aliases without an end */
	if (q.status != QUERY_RECORDS)
		return out;
	out.status = DKIM_FOUND;
	while ((r = answer_next(q.answer, RR_TXT, &index))) {
		out.txt_count++;
		if (!dkim_is_key(r->value))
			continue;
		if (!out.text)
			out.text = r->value;
		else if (!out.second && !dkim_text_equal(out.text, r->value))
			out.second = r->value;
	}
	if (!out.text)
		out.text = answer_first(q.answer, RR_TXT)->value;
	if (out.second)
		out.status = DKIM_SEVERAL;
	return out;
}
