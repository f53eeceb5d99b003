/* DKIM keys in the DNS: RFC 6376, 3.6.1, with RFC 8301 (sizes, no SHA-1) and
 * RFC 8463 (Ed25519).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DKIM_H
#define ZEGEL_MAIL_DKIM_H

#include "base/answer.h"

#define DKIM_RSA_MIN  1024 /* less may not be used (RFC 8301, 3.2) */
#define DKIM_RSA_GOOD 2048

enum dkim_type { DKIM_RSA, DKIM_ED25519, DKIM_OTHER_TYPE };

/* Why a text is not a usable key. What the customer's DNS host does to a text
 * comes before what it looks like then. */
enum dkim_fault {
	DKIM_FAULT_NONE,
	DKIM_FAULT_NO_KEY,     /* no p= at all: something else stands there */
	DKIM_FAULT_VERSION,    /* v= is not DKIM1, or not in front */
	DKIM_FAULT_QUOTES,     /* a quote in it */
	DKIM_FAULT_BACKSLASH,  /* a backslash in it, or a control character */
	DKIM_FAULT_TAGS,       /* not tag=value; ... or a tag twice */
	DKIM_FAULT_LOWERCASED, /* not one capital left in p= */
	DKIM_FAULT_TRUNCATED,  /* the key ends before it should */
	DKIM_FAULT_BASE64,     /* a character in p= that cannot be */
	/* more behind the key, as of two keys run together */
	DKIM_FAULT_TRAILING,
	DKIM_FAULT_NOT_A_KEY, /* decodes, but is not a key of its type */
	DKIM_FAULT_TYPE,      /* k= is neither rsa nor ed25519 */
	DKIM_FAULT_NOT_EMAIL, /* s= leaves e-mail out */
	DKIM_FAULT_HASH,      /* h= leaves sha256 out (RFC 8301, 3.1) */
};

struct dkim_key {
	enum dkim_fault fault;
	size_t at; /* where in the text (bytes); TRUNCATED: its length */
	/* TRUNCATED: at least so many characters of p= are gone */
	size_t missing;
	enum dkim_type type;
	bool revoked;  /* p= is empty; fault is NONE then */
	bool testing;  /* t=y */
	bool strict;   /* t=s */
	unsigned bits; /* of an RSA key; 256 for Ed25519; 0: not known */
	/* p= decoded, owned; an RSA key that can be read always in the same
	 * form; NULL when empty or no base64 */
	uint8_t *data;
	size_t data_len;
};

/* Parses the text of a key record. Free with dkim_key_free(). */
void dkim_key_parse(const char *text, struct dkim_key *out);
void dkim_key_free(struct dkim_key *key);

/* True when text looks like a key record at all: v=DKIM1 or p= stands in it. */
bool dkim_is_key(const char *text);

/* The same key: both decode, same type, same bytes of p=. */
bool dkim_key_equal(const struct dkim_key *a, const struct dkim_key *b);

/* The same for two texts. */
bool dkim_text_equal(const char *a, const char *b);

enum dkim_status {
	DKIM_PENDING,
	DKIM_UNKNOWN, /* no definite answer */
	/* definitely no TXT there: behind all aliases, or aliases without
	 * end */
	DKIM_NOTHING,
	DKIM_FOUND,   /* one key record, or several that mean the same */
	DKIM_SEVERAL, /* two or more that differ (RFC 6376, 3.6.2.2) */
};

struct dkim_lookup {
	enum dkim_status status;
	/* the first key record (borrowed), NULL without one */
	const char *text;
	const char *second; /* with SEVERAL: another */
	/* the name that the answer came from, behind all aliases (borrowed) */
	const char *where;
	size_t txt_count; /* TXT records at all */
};

/* Looks at SELECTOR._domainkey.DOMAIN (canonical). Nothing to free. */
struct dkim_lookup dkim_look(const char *name, const struct lookup *lookup);

#endif
