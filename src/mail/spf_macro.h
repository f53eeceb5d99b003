/* Macros of RFC 7208, 7: their syntax, and their expansion.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_MACRO_H
#define ZEGEL_MAIL_SPF_MACRO_H

#include "base/name.h"
#include "mail/ip.h"

/* Where macros are: c, r and t, and blanks, stand in an explanation only. */
enum spf_macro_place { SPF_MACRO_DOMAIN, SPF_MACRO_EXPLANATION };

struct spf_macro_values {
	const struct ip *ip;
	struct slice sender; /* local-part@domain */
	const char *domain;  /* the <domain> of this check_host() */
	const char *helo;
	const char *receiver;  /* NULL: "unknown" */
	const char *validated; /* %{p}; NULL: "unknown" */
	time_t now;
};

/* True when text is a macro-string: every % begins a macro and everything else
 * is a visible character. */
bool spf_macro_valid(struct slice text, enum spf_macro_place place);

/* True when text is a domain-spec: a macro-string that ends in a macro or in a
 * dot and a top label (RFC 7208, 7.1). */
bool spf_domain_spec_valid(struct slice text);

bool spf_macro_present(struct slice text);

/* True when letter (lower case) is used: `p` needs questions of its own. */
bool spf_macro_uses(struct slice text, char letter);

/* True when it expands to the same for every sender, client and HELO name: no
 * macro letter other than d. */
bool spf_macro_is_fixed(struct slice text);

/* Adds the expansion of a valid macro-string. */
void spf_macro_expand(struct slice text, const struct spf_macro_values *values,
		      struct str *out);

/* A name as an expansion yields it, without a final dot and shortened from the
 * left to 253 octets by whole labels (RFC 7208, 7.3). Empty when no label is
 * short enough. */
struct slice spf_name_fit(struct slice text);

/* The same in canonical form. False when it is no name: an empty label, or one
 * over 63 octets. */
bool spf_name_from_text(struct slice text, char out[NAME_SIZE]);

#endif
