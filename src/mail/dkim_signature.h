/* A DKIM-Signature field: its tags (RFC 6376, 3.5, with RFC 8301 and RFC 8463).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DKIM_SIGNATURE_H
#define ZEGEL_MAIL_DKIM_SIGNATURE_H

#include "base/name.h"

enum dkim_algorithm {
	DKIM_RSA_SHA256,
	DKIM_ED25519_SHA256,
	DKIM_RSA_SHA1, /* no longer valid (RFC 8301, 3.1) */
	DKIM_OTHER_ALGORITHM,
};

/* Why a field is no signature that can be right (RFC 6376, 6.1.1). */
enum dkim_signature_fault {
	DKIM_SIGNATURE_GOOD,
	DKIM_SIGNATURE_TAGS,      /* not tag=value; ..., or a tag twice */
	DKIM_SIGNATURE_VERSION,   /* v= is not 1 */
	DKIM_SIGNATURE_MISSING,   /* one of a b bh d h s */
	DKIM_SIGNATURE_VALUE,     /* a value that its tag cannot have */
	DKIM_SIGNATURE_ALGORITHM, /* a= is none of the above */
	DKIM_SIGNATURE_IDENTITY,  /* i= is not at or below d= */
	DKIM_SIGNATURE_NO_FROM,   /* h= leaves From out */
};

struct dkim_signature {
	enum dkim_signature_fault fault;
	char tag[12]; /* the one that the fault is about, or "" */
	enum dkim_algorithm algorithm;
	char domain[NAME_SIZE]; /* canonical, or "" */
	char selector[NAME_SIZE];
	char identity[NAME_SIZE]; /* the domain of i=, or d= */
	bool relaxed_header, relaxed_body;
	bool has_length; /* l= */
	uint64_t length;
	int64_t signed_at, expires_at; /* seconds since 1970; -1: not said */
	char *fields;                  /* h= */
	uint8_t *hash;                 /* bh= */
	size_t hash_len;
	uint8_t *value; /* b= */
	size_t value_len;
};

/* value: the unfolded field. Free it. */
void dkim_signature_parse(const char *value, struct dkim_signature *out);
void dkim_signature_free(struct dkim_signature *s);

/* SELECTOR._domainkey.DOMAIN; false when it gets too long. */
bool dkim_signature_key_name(const struct dkim_signature *s,
			     char out[NAME_SIZE]);

/* "rsa-sha256", ...; "" for another one. */
const char *dkim_algorithm_name(enum dkim_algorithm a);

#endif
