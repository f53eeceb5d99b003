/* The text of an SPF record: its terms, or the place of its first syntax error
 * (RFC 7208, 4.5, 4.6, 12). A record of another version is none.
 *
 * All text is borrowed: a struct spf_record is valid as long as the text it was
 * parsed from. Places are bytes from the start of that text. The text of a
 * record that came through base/clean.h shows a byte that cannot stand as \xNN;
 * such a mark is a syntax error here as the byte itself would be.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_RECORD_H
#define ZEGEL_MAIL_SPF_RECORD_H

#include "base/answer.h"
#include "mail/ip.h"

#define SPF_LONG 450 /* octets; more may not fit a UDP answer (RFC 7208, 3.4) */

enum spf_kind {
	SPF_ALL,
	SPF_INCLUDE,
	SPF_A,
	SPF_MX,
	SPF_PTR,
	SPF_IP4,
	SPF_IP6,
	SPF_EXISTS,
	SPF_REDIRECT, /* from here on modifiers */
	SPF_EXP,
	SPF_UNKNOWN_MODIFIER,
};

enum spf_syntax {
	SPF_SYNTAX_OK,
	SPF_SYNTAX_CHARACTER, /* a byte that is no visible ASCII */
	SPF_SYNTAX_VERSION,   /* does not begin with `v=spf1` and a blank */
	SPF_SYNTAX_UNKNOWN,   /* no such mechanism */
	SPF_SYNTAX_JOINED, /* a blank is missing: `v=spf1include:`, `~allmx` */
	/* include, exists, redirect, exp want one; `a:` */
	SPF_SYNTAX_NO_DOMAIN,
	SPF_SYNTAX_DOMAIN,  /* not a domain-spec */
	SPF_SYNTAX_ADDRESS, /* an address where a name belongs: a:192.0.2.1 */
	SPF_SYNTAX_MACRO,   /* % and no macro behind it */
	SPF_SYNTAX_IP4,     /* not an IPv4 address (or with a port, ...) */
	SPF_SYNTAX_IP6,
	SPF_SYNTAX_PREFIX, /* a prefix length that cannot be */
	/* all:x, all/8, ptr/24, ip4 without an address */
	SPF_SYNTAX_NOT_ALLOWED,
	SPF_SYNTAX_TWICE,         /* a second redirect= or exp= */
	SPF_SYNTAX_MODIFIER_NAME, /* 1up=x, =x, -redirect=x */
};

struct spf_term {
	enum spf_kind kind;
	char qualifier;     /* '+' '-' '~' '?'; modifiers: '+' */
	size_t offset, len; /* where it stands, with its qualifier */
	/* domain-spec as written, len 0: none; for modifiers the value */
	struct slice domain;
	struct ip network; /* ip4, ip6 */
	uint8_t prefix4;   /* a, mx, ip4: 32 when none is written */
	uint8_t prefix6;   /* a, mx, ip6: 128 when none is written */
};

struct spf_record {
	const char *text; /* borrowed */
	struct spf_term *terms;
	size_t count;
	size_t cap;
	const struct spf_term *redirect; /* inside terms, or NULL */
	const struct spf_term *exp;
	/* the first one; behind it nothing counts */
	const struct spf_term *all;
	enum spf_syntax error;
	size_t error_offset, error_len; /* the term in question */
};

/* True when text is a record of version 1: `v=spf1` in any case, then a blank
 * or the end (RFC 7208, 4.5). */
bool spf_is_record(const char *text);

/* True when text is no record but meant to be one: `v=spf1include:...`, with a
 * blank or a quote in front, `v=spf 1`, with the type in front of it. */
bool spf_is_meant(const char *text);

/* How many of an answer's TXT records are SPF records, and the first (borrowed,
 * NULL without one). Type SPF does not count (RFC 7208, 3.1). */
size_t spf_select(const struct answer *answer, const char **first);

/* Parses a record's text; true without a syntax error. Terms in front of an
 * error are there. Free with spf_record_free() either way. */
bool spf_record_parse(const char *text, struct spf_record *out);

/* Parses one term alone, such as `include:spf.example` or `-all`. Twice and the
 * version are not its business. */
enum spf_syntax spf_term_parse(struct slice text, struct spf_term *out);

/* True when another term seems to begin inside text: a blank is missing. Such a
 * text can be a valid term all the same
 * (include:a.exampleinclude:b.example). */
bool spf_term_is_joined(struct slice text);

void spf_record_free(struct spf_record *r);

bool spf_is_modifier(enum spf_kind kind);

/* include, a, mx, ptr, exists and redirect=: these count against the limit of
 * ten (RFC 7208, 4.6.4). */
bool spf_causes_lookup(enum spf_kind kind);

/* The terms that count: those in front of the first `all`, `all` itself, and
 * modifiers anywhere but a redirect= that an `all` makes useless. */
bool spf_term_counts(const struct spf_record *r, const struct spf_term *t);

/* The same source by its text: kind, domain-spec without regard to case and
 * final dot (with macros exactly), network and prefix. The qualifier does not
 * count. `a` and `a:DOMAIN` are the same when domain (canonical, may be NULL)
 * is DOMAIN. */
bool spf_term_same(const struct spf_term *a, const struct spf_term *b,
		   const char *domain);

/* True when a (ip4 or ip6) covers all addresses of b, by their text. */
bool spf_term_covers(const struct spf_term *a, const struct spf_term *b);

/* The term as text (borrowed from the record). */
struct slice spf_term_text(const struct spf_record *r,
			   const struct spf_term *t);

#endif
