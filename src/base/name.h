/* Domain names: parse what people type, IDNA, compare, join, under.
 *
 * A name is text in canonical form: ASCII lower case (A-labels), no final dot,
 * the root is "". A byte that is no letter, digit, '-', '_', '*' or '/' is
 * written \DDD, a dot or backslash inside a label \. or \\ (RFC 1035, 5.1).
 * Everything from outside passes name_canonical() or domain_from_input() first;
 * all other functions expect canonical names.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_NAME_H
#define ZEGEL_BASE_NAME_H

#include "base/str.h"

#define NAME_SIZE 1024 /* the longest name as text with its NUL (255 octets) */

/* Reads a name in presentation format (escapes, any case, with or without the
 * final dot; U-labels are converted with IDNA 2008 non-transitional). False
 * when it is no name: empty label, over 63 or 255 octets, bad escape. */
bool name_canonical(const char *text, size_t len, char out[NAME_SIZE]);

/* The same, telling why not: ERR_SYNTAX or ERR_TOO_LONG; out is "" then. */
MUST_CHECK enum err name_parse(const char *text, size_t len,
			       char out[NAME_SIZE]);

/* Reads an uncompressed name as it stands in resource data (RFC 1035, 3.1). */
bool name_from_wire(const uint8_t *wire, size_t len, char out[NAME_SIZE]);

bool name_equal(const char *a, const char *b);

/* True when name is zone or below it; everything is under the root "". */
bool name_is_under(const char *name, const char *zone);

size_t name_label_count(const char *name);

/* The name without its first label (borrowed, inside name); "" above a TLD. */
const char *name_parent(const char *name);

/* The last count labels of name (borrowed, inside name). */
const char *name_last_labels(const char *name, size_t count);

/* prefix.zone, either may be ""; false when it gets too long. */
bool name_join(const char *prefix, const char *zone, char out[NAME_SIZE]);

/* The part of name before zone: "@" for zone itself; the caller frees it.
 * NULL when name is not under zone. */
char *name_relative(const char *name, const char *zone);

/* For people: U-labels where they are safe to show, else the name itself; the
 * caller frees it. */
char *name_for_people(const char *name);

/* True for com, co.uk, ... (the ICANN part of the public suffix list). */
bool name_is_public_suffix(const char *name);

/* The registered domain above name (voorbeeld.nl of mail.voorbeeld.nl), or
 * name itself when it has none (borrowed, inside name). */
const char *name_registered(const char *name);

/* What a person typed or pasted where a domain was asked for. */
enum domain_status {
	DOMAIN_OK,
	DOMAIN_EMPTY,
	DOMAIN_PUBLIC_SUFFIX,   /* co.uk, nl */
	DOMAIN_ADDRESS_LITERAL, /* 192.0.2.1, [2001:db8::1] */
	DOMAIN_SINGLE_LABEL,    /* localhost, voorbeeld */
	DOMAIN_TOO_LONG,
	DOMAIN_NONSENSE,
};

enum domain_source {
	DOMAIN_TYPED,        /* voorbeeld.nl */
	DOMAIN_FROM_ADDRESS, /* the part after the @ */
	DOMAIN_FROM_WEB,     /* a web address or behind www.: only a guess */
};

struct domain_input {
	enum domain_status status;
	enum domain_source source;
	char domain[NAME_SIZE]; /* canonical; "" unless OK or a public suffix */
};

/* Reads Sales@Voorbeeld.NL, @voorbeeld.nl, "Jan" <jan@voorbeeld.nl>,
 * mailto:jan@voorbeeld.nl, https://www.voorbeeld.nl/contact, www.voorbeeld.nl,
 * voorbeeld.nl., blanks and quotation marks around it, bücher.example; of
 * several the first. Behind an @ a www. stays: the address says so. */
void domain_from_input(const char *text, struct domain_input *out);

#endif
