/* Findings: facts in a verdict, with a stable code and a severity.
 *
 * The list below is the contract (codes never change); the sentences live in
 * text/. A finding carries what its sentences need, never words. It owns its
 * strings; NULL and 0 where a part does not apply.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_FINDING_H
#define ZEGEL_CORE_FINDING_H

#include "base/record.h"

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* Name, code, usual severity; in the order in which several at one record are
 * told: the one that explains the most comes first. */
#define FINDING_LIST(X)                                                        \
	X(DOMAIN_MISSING, "domain-missing", ERROR)                             \
	X(DOMAIN_UNDELEGATED, "domain-undelegated", ERROR)                     \
	X(DNSSEC_BOGUS, "dnssec-bogus", ERROR)                                 \
	X(DOMAIN_IS_CNAME, "domain-is-cname", ERROR)                           \
	X(EDITED_ELSEWHERE, "edited-elsewhere", ERROR)                         \
	X(DELEGATED_AWAY, "delegated-away", ERROR)                             \
	X(NAME_DOUBLED, "name-doubled", ERROR)                                 \
	X(NAME_WITHOUT_UNDERSCORE, "name-without-underscore", ERROR)           \
	X(NAME_AT_ROOT, "name-at-root", ERROR)                                 \
	X(NAME_ELSEWHERE, "name-elsewhere", ERROR)                             \
	X(CNAME_PROXIED, "cname-proxied", ERROR)                               \
	X(CNAME_CONFLICT, "cname-conflict", ERROR)                             \
	X(TYPE_TXT_FOR_CNAME, "type-txt-for-cname", ERROR)                     \
	X(TYPE_OTHER, "type-other", ERROR)                                     \
	X(TARGET_DOUBLED, "target-doubled", ERROR)                             \
	X(TARGET_SWAPPED, "target-swapped", ERROR)                             \
	X(TARGET_OTHER_ACCOUNT, "target-other-account", ERROR)                 \
	X(TARGET_URL, "target-url", ERROR)                                     \
	X(TARGET_TYPO, "target-typo", ERROR)                                   \
	X(VALUE_WHITESPACE, "value-whitespace", ERROR)                         \
	X(VALUE_QUOTES, "value-quotes", ERROR)                                 \
	X(VALUE_ESCAPED, "value-escaped", ERROR)                               \
	X(VALUE_LOWERCASED, "value-lowercased", ERROR)                         \
	X(VALUE_TRUNCATED, "value-truncated", ERROR)                           \
	X(RECORD_DUPLICATE, "record-duplicate", ERROR)                         \
	X(TARGET_WRONG, "target-wrong", ERROR)                                 \
	X(SPF_MULTIPLE, "spf-multiple", ERROR)                                 \
	X(SPF_SYNTAX, "spf-syntax", ERROR)                                     \
	X(SPF_AFTER_ALL, "spf-after-all", ERROR)                               \
	X(SPF_LOOKUPS, "spf-lookups", ERROR)                                   \
	X(SPF_VOIDS, "spf-voids", ERROR)                                       \
	X(SPF_INCLUDE_BROKEN, "spf-include-broken", ERROR)                     \
	X(SPF_MISSING, "spf-missing", ERROR)                                   \
	X(SPF_NOT_AUTHORISED, "spf-not-authorised", ERROR)                     \
	X(SPF_LOST_SENDER, "spf-lost-sender", WARNING)                         \
	X(SPF_MAILBOX_LEFT_OUT, "spf-mailbox-left-out", WARNING)               \
	X(DKIM_NO_KEY, "dkim-no-key", ERROR)                                   \
	X(DKIM_KEY_REVOKED, "dkim-key-revoked", ERROR)                         \
	X(DKIM_KEY_BROKEN, "dkim-key-broken", ERROR)                           \
	X(DKIM_KEY_SHORT, "dkim-key-short", ERROR)                             \
	X(DMARC_SYNTAX, "dmarc-syntax", ERROR)                                 \
	X(DMARC_AT_ROOT, "dmarc-at-root", ERROR)                               \
	X(DMARC_MISSING, "dmarc-missing", WARNING)                             \
	X(MISSING, "missing", ERROR)                                           \
	X(TCP_BLOCKED, "tcp-blocked", WARNING)                                 \
	X(NAMESERVERS_DISAGREE, "nameservers-disagree", WARNING)               \
	X(NAMESERVER_LAME, "nameserver-lame", WARNING)                         \
	X(NAMESERVER_SILENT, "nameserver-silent", WARNING)                     \
	X(NAMESERVERS_CHANGED, "nameservers-changed", WARNING)                 \
	X(DELEGATION_DIFFERS, "delegation-differs", WARNING)                   \
	X(WILDCARD, "wildcard", WARNING)                                       \
	X(MX_MISSING, "mx-missing", WARNING)                                   \
	X(MX_NULL, "mx-null", WARNING)                                         \
	X(MX_BROKEN, "mx-broken", WARNING)                                     \
	X(SPF_LOOKUPS_NEAR, "spf-lookups-near", WARNING)                       \
	X(SPF_PASS_ALL, "spf-pass-all", WARNING)                               \
	X(SPF_NEUTRAL_ALL, "spf-neutral-all", WARNING)                         \
	X(SPF_NO_ALL, "spf-no-all", WARNING)                                   \
	X(SPF_PTR, "spf-ptr", WARNING)                                         \
	X(SPF_TYPE99, "spf-type99", WARNING)                                   \
	X(SPF_LONG, "spf-long", WARNING)                                       \
	X(DMARC_MAY_NOT_ALIGN, "dmarc-may-not-align", WARNING)                 \
	X(DMARC_RUA_UNAUTHORISED, "dmarc-rua-unauthorised", WARNING)           \
	X(DMARC_NONE_WITHOUT_REPORTS, "dmarc-none-without-reports", INFO)      \
	X(DKIM_TESTING, "dkim-testing", INFO)                                  \
	X(CNAME_FLATTENED, "cname-flattened", INFO)                            \
	X(CACHED_NEGATIVE, "cached-negative", INFO)                            \
	X(CACHED_OLD, "cached-old", INFO)                                      \
	X(RESOLVER_FAILED, "resolver-failed", WARNING)                         \
	X(PORT53_INTERCEPTED, "port53-intercepted", INFO)                      \
	X(RESOLVER_ONLY, "resolver-only", INFO)

enum finding_code {
#define X(name, code, severity) FINDING_##name,
	FINDING_LIST(X)
#undef X
		FINDING_COUNT
};

struct finding {
	enum finding_code code;
	enum severity severity;
	bool waiting;  /* the (w) rule holds: not wrong, still to come */
	bool changing; /* and was there a moment ago, while somebody watches */
	char *at;      /* the name where it was seen (or is missing) */
	enum rr type;  /* the type of the record that it is about */
	char *seen;    /* the value that was seen */
	char *wanted;  /* the value (or name) that it should be */
	char *server;  /* the name server it is about */
	char *who;     /* a provider, a service, the term in question */
	long place;    /* where in seen (bytes, from 0), a length, a count */
	long limit;    /* what place is held against */
	time_t until;  /* until when (cached-...), time of day */
};

struct findings {
	struct finding *items;
	size_t count;
	size_t cap;
};

/* Codes that somebody chose: --ignore. */
struct finding_set {
	bool has[FINDING_COUNT];
};

const char *finding_code_name(enum finding_code code);
bool finding_code_from_name(const char *text, enum finding_code *out);

/* Adds an empty finding with the code's usual severity and gives it out to be
 * filled in (valid until the next one is added). */
struct finding *findings_add(struct findings *list, enum finding_code code);

const struct finding *findings_have(const struct findings *list,
				    enum finding_code code);

/* By the order of the list above; stable. */
void findings_sort(struct findings *list);
void finding_free(struct finding *f);
void findings_free(struct findings *list);

#endif
