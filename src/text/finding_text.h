/* Findings in words: what is seen, and what to do, for a bookkeeper.
 *
 * Every code has both sentences, and some have others while waiting or where
 * the DNS host is known. A sentence has no newline; what to do may have: each
 * line behind the first is then a name or value that is to be copied, alone on
 * its line, as this DNS host's form wants it.
 *
 * What the parts of struct finding mean to the sentences: at, the name it is
 * about (name-...: where it stands); wanted, the right value (name-...: the
 * right name; spf-mailbox-left-out: the missing terms); who, by code:
 *   target-other-account, dkim-no-key, dmarc-may-not-align   the service
 *   type-other, cname-conflict               the type that was seen ("TXT")
 *   edited-elsewhere, delegated-away         the company, when known
 *   spf-syntax, spf-after-all                the term
 *   spf-include-broken                       the name it leads to
 *   spf-not-authorised, spf-lost-sender      the terms that are missing
 *   spf-mailbox-left-out                     the mailbox provider
 *   dmarc-rua-unauthorised                   the address
 *   resolver-failed, resolver-only, port53-intercepted   the DoH server that
 *                                            may be asked instead
 * seen, the value that was seen (mx-broken: the mail server; domain-is-cname:
 * the target); place and limit: a byte of seen (target-typo, value-...), or a
 * count and what it is held against (spf-lookups, value-truncated,
 * nameservers-disagree, dkim-key-short); limit alone: 1 where the right value
 * is one of them (record-duplicate) or another key (dkim-key-revoked), how
 * many others answer (nameserver-lame, nameserver-silent). resolver-failed:
 * server is the URL that was asked, place an enum net_problem, limit the HTTP
 * status.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FINDING_H
#define ZEGEL_TEXT_FINDING_H

#include "core/check.h"

/* Where it is all about; domain is needed, the rest may be NULL or 0. */
struct finding_context {
	const char *domain;
	const char *zone;
	const struct dns_host *host;
	const struct dns_host *form; /* whose form the customer fills in */
	const char *spf_wanted;      /* the SPF record as it should be */
	time_t now;                  /* for times; 0: the clock's */
};

struct finding_context finding_context_of(const struct verdict *v);

/* Adds what is seen. */
void finding_sentence(struct str *out, const struct finding *f,
		      const struct finding_context *context);

/* Adds what to do. */
void finding_fix(struct str *out, const struct finding *f,
		 const struct finding_context *context);

/* Two or three words for a row: "wrong name", "not found yet". Translated. */
const char *finding_label(const struct finding *f);

#endif
