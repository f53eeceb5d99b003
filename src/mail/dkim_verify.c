/* SPDX-License-Identifier: MIT */
#include "mail/dkim_verify.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#include "mail/dkim_canon.h"

enum { SHA256_SIZE = 32 };

static void take_into_hash(void *ctx, const char *bytes, size_t len)
{
	if (!EVP_DigestUpdate(ctx, bytes, len))
		die_out_of_memory();
}

static EVP_MD_CTX *begin_hash(void)
{
	EVP_MD_CTX *hash = EVP_MD_CTX_new();

	if (!hash || !EVP_DigestInit_ex(hash, EVP_sha256(), NULL))
		die_out_of_memory();
	return hash;
}

static void end_hash(EVP_MD_CTX *hash, uint8_t out[SHA256_SIZE])
{
	if (!EVP_DigestFinal_ex(hash, out, NULL))
		die_out_of_memory();
	EVP_MD_CTX_free(hash);
}

void dkim_verify_body(const struct message *m, const struct dkim_signature *s,
		      struct dkim_check *out)
{
	EVP_MD_CTX *hash = begin_hash();
	struct dkim_sink sink = {
		.take = take_into_hash,
		.ctx = hash,
		.max = s->has_length ? s->length : UINT64_MAX,
	};
	uint8_t sum[SHA256_SIZE];
	bool same;

	dkim_canon_body(m->body, s->relaxed_body, &sink);
	end_hash(hash, sum);
	same = s->hash && s->hash_len == SHA256_SIZE &&
	       !memcmp(sum, s->hash, SHA256_SIZE);
	out->not_signed = sink.taken > sink.max ? sink.taken - sink.max : 0;
	if (s->has_length && s->length > sink.taken)
		out->body = m->has_body ? DKIM_BODY_SHORT : DKIM_BODY_NOT_THERE;
	else if (same)
		out->body = DKIM_BODY_RIGHT;
	else
		out->body = m->has_body ? DKIM_BODY_CHANGED
					: DKIM_BODY_NOT_THERE;
}

static EVP_PKEY *key_of(const struct dkim_key *key)
{
	const uint8_t *at = key->data;

	if (key->type == DKIM_ED25519)
		return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
						   key->data, key->data_len);
	return d2i_PUBKEY(NULL, &at, (long)key->data_len);
}

/* Ed25519 signs the hash as if it were the text (RFC 8463, 3); RSA the hash as
 * a hash (RFC 8017, 8.2). */
static bool verify(EVP_PKEY *key, const uint8_t sum[SHA256_SIZE],
		   const struct dkim_signature *s)
{
	EVP_PKEY_CTX *ctx;
	EVP_MD_CTX *md;
	bool good;

	if (s->algorithm == DKIM_ED25519_SHA256) {
		md = EVP_MD_CTX_new();
		good = md &&
		       EVP_DigestVerifyInit(md, NULL, NULL, NULL, key) == 1 &&
		       EVP_DigestVerify(md, s->value, s->value_len, sum,
					SHA256_SIZE) == 1;
		EVP_MD_CTX_free(md);
		return good;
	}
	ctx = EVP_PKEY_CTX_new(key, NULL);
	good = ctx && EVP_PKEY_verify_init(ctx) == 1 &&
	       EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1 &&
	       EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) == 1 &&
	       EVP_PKEY_verify(ctx, s->value, s->value_len, sum, SHA256_SIZE) ==
		       1;
	EVP_PKEY_CTX_free(ctx);
	return good;
}

bool dkim_verify_header(const struct message *m, size_t at,
			const struct dkim_signature *s,
			const struct dkim_key *key)
{
	EVP_MD_CTX *hash = begin_hash();
	struct dkim_sink sink = { .take = take_into_hash,
				  .ctx = hash,
				  .max = UINT64_MAX };
	bool wants_ed25519 = s->algorithm == DKIM_ED25519_SHA256;
	uint8_t sum[SHA256_SIZE];
	EVP_PKEY *pkey;
	bool good;

	dkim_canon_header(m, at, s->fields, s->relaxed_header, &sink);
	end_hash(hash, sum);
	if ((key->type == DKIM_ED25519) != wants_ed25519 || !s->value)
		return false;
	pkey = key_of(key);
	good = pkey && verify(pkey, sum, s);
	EVP_PKEY_free(pkey);
	return good;
}
