/* DNS hosts: recognise the one that runs a zone, and how its form wants a
 * record.
 *
 * hosts.json holds what is known of each company or panel. A fact that was not
 * checked must be worded as advice to compare with a row that already works:
 * host_is_checked() tells. For a host that is unknown, or known only by guess,
 * all functions take NULL and give the general form. The list owns everything
 * that it hands out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_HOST_H
#define ZEGEL_CATALOG_HOST_H

#include "base/record.h"

enum host_confidence { HOST_CHECKED, HOST_LIKELY, HOST_GUESS };

enum host_name_form {
	HOST_NAME_UNKNOWN,  /* treated as relative: most hosts add the domain */
	HOST_NAME_RELATIVE, /* the host adds the zone itself */
	HOST_NAME_FULL,     /* wants the full name */
	HOST_NAME_EITHER,   /* relative, or full with a final dot */
};

enum host_apex_form {
	HOST_APEX_UNKNOWN,
	HOST_APEX_AT,
	HOST_APEX_EMPTY,
	HOST_APEX_AT_OR_EMPTY,
	HOST_APEX_FULL,
	HOST_APEX_FULL_DOT,
};

enum host_dot {
	HOST_DOT_UNKNOWN,
	HOST_DOT_OPTIONAL,
	HOST_DOT_ADVISED, /* right with it in any case */
	HOST_DOT_REQUIRED,
	HOST_DOT_FORBIDDEN,
};

enum host_quotes {
	HOST_QUOTES_UNKNOWN,
	HOST_QUOTES_NEVER,
	HOST_QUOTES_OPTIONAL,
	HOST_QUOTES_REQUIRED,
	HOST_QUOTES_ADDED, /* the panel puts them there itself */
};

enum host_long_txt {
	HOST_LONG_TXT_UNKNOWN,
	HOST_LONG_TXT_OK,
	HOST_LONG_TXT_SPLIT, /* by hand, in quoted pieces of at most 255 */
};

enum host_known { HOST_UNKNOWN, HOST_NO, HOST_YES };

/* What to say at a record of this host. The list gives the names for the data
 * file; src/text has the sentences. */
#define HOST_ADVICES(X)                                                        \
	X(NAME_APPENDED, "name-appended") /* it adds the domain itself */      \
	X(NAME_FULL, "name-full") /* the full name belongs in the field */     \
	X(NAME_PREVIEW,                                                        \
	  "name-preview") /* shows the full name under the field */            \
	X(NAME_WITHOUT_CHECK,                                                  \
	  "name-without-check")     /* says it worked even when doubled */     \
	X(NAME_NO_AT, "name-no-at") /* @ is taken literally: leave it empty */ \
	X(NAME_LOWER_CASE, "name-lower-case") /* small letters only */         \
	X(DOT_DOUBLES,                                                         \
	  "dot-doubles") /* without final dot the target is doubled */         \
	X(DOT_REFUSED,                                                         \
	  "dot-refused") /* leave the dot out when it is refused */            \
	X(DOT_DISPUTED,                                                        \
	  "dot-disputed")         /* sources disagree on the final dot */      \
	X(QUOTES, "quotes")       /* TXT in double quotes */                   \
	X(NO_QUOTES, "no-quotes") /* TXT without quotes */                     \
	X(SPLIT_TXT, "split-txt") /* long TXT in quoted pieces */              \
	X(SHORT_TXT, "short-txt") /* the field takes few characters */         \
	X(ONE_SET, "one-set")     /* a second value goes into the set there */ \
	X(SAVE, "save")           /* nothing counts before it is saved */      \
	X(SAVE_ROW, "save-row")   /* each row is saved by itself */            \
	X(SAVE_LIST, "save-list") /* one button saves the whole list */        \
	X(SPF_LIST,                                                            \
	  "spf-list") /* SPF is a choice list elsewhere in the panel */        \
	X(SPF_TYPE, "spf-type") /* SPF has a record type of its own */         \
	X(SPF_ASSISTANT,                                                       \
	  "spf-assistant") /* an assistant writes SPF; change it there */      \
	X(SPF_THERE, "spf-there") /* a default SPF record exists: change it */ \
	X(DMARC_OWN,                                                           \
	  "dmarc-own") /* its own DMARC setting or record comes first */       \
	X(DKIM_OWN, "dkim-own") /* its own DKIM records stay */                \
	X(CNAME_WIPES,                                                         \
	  "cname-wipes") /* a CNAME there removes mail and other records */    \
	X(CNAME_ELSEWHERE,                                                     \
	  "cname-elsewhere") /* not under the subdomain menu */                \
	X(SUBDOMAIN_FIRST, "subdomain-first") /* make the subdomain first */   \
	X(PROXY_OFF, "proxy-off") /* switch the proxy (orange cloud) off */    \
	X(TTL_NONE, "ttl-none")   /* no TTL field */                           \
	X(TTL_MINIMUM, "ttl-minimum") /* a smaller TTL is refused */           \
	X(SLOW, "slow")               /* takes hours */                        \
	X(WRONG_PANEL,                                                         \
	  "wrong-panel")        /* there are two panels: see the right one */  \
	X(RESELLER, "reseller") /* often used through a reseller's panel */    \
	X(SITE_ONLY, "site-only")   /* often hosts the web site only */        \
	X(SWITCH_DNS, "switch-dns") /* own DNS has to be switched on first */  \
	X(LOCAL_MAIL,                                                          \
	  "local-mail") /* untick local mail when mail is elsewhere */

#define X(name, word) HOST_ADVICE_##name,
enum host_advice { HOST_ADVICES(X) HOST_ADVICE_COUNT };
#undef X

typedef uint64_t host_advice_set; /* bit 1 << enum host_advice */

/* The facts that can be asked for with host_is_checked(). */
enum host_fact {
	HOST_FACT_NAME = 1 << 0,
	HOST_FACT_APEX = 1 << 1,
	HOST_FACT_DOT = 1 << 2,
	HOST_FACT_QUOTES = 1 << 3,
	HOST_FACT_LONG_TXT = 1 << 4,
	HOST_FACT_TTL = 1 << 5,
	HOST_FACT_UNDERSCORE = 1 << 6,
	HOST_FACT_PATH = 1 << 7,
	HOST_FACT_NAMESERVERS = 1 << 8,
};

enum host_language { HOST_NL, HOST_DE, HOST_EN, HOST_LANGUAGES };

struct dns_host {
	const char *id, *name, *country;
	enum host_confidence confidence;
	unsigned checked; /* enum host_fact */
	bool is_panel;    /* software of many hosters (cPanel, Plesk, ...) */
	const char *panel_url;            /* or NULL */
	const char *help_url;             /* or NULL */
	const char *path[HOST_LANGUAGES]; /* the panel's own words, or NULL */
	const char *name_word
		[HOST_LANGUAGES]; /* what it calls the name field, or NULL */
	enum host_name_form name_form;
	enum host_apex_form apex;
	enum host_dot dot;
	enum host_quotes quotes;
	enum host_long_txt long_txt;
	enum host_known ttl_field, underscore, domain_connect;
	uint32_t txt_max; /* characters that the TXT field takes; 0: unknown */
	uint32_t ttl_minimum; /* seconds; 0: unknown */
	uint32_t delay_s;     /* before this a missing record means nothing */
	host_advice_set advice;
	const char *own_spf; /* terms that its own mailboxes need, or NULL */
	bool own_spf_seen;
	const char *const
		*nameservers; /* "transip.net": itself and all below it;
					   with * a pattern ("ns-*.awsdns-*.com") */
	size_t nameserver_count;
	const char *const *soa; /* likewise, of the SOA's MNAME */
	size_t soa_count;
};

struct host_list;

/* Reads hosts.json of the folder; errors as service_list_load(). */
enum err host_list_load(const char *dir, struct host_list **out) MUST_CHECK;
void host_list_free(struct host_list *list);
const struct dns_host *host_list_all(const struct host_list *list,
				     size_t *count);
const struct dns_host *host_find(const struct host_list *list, const char *id);

/* Who hosts the zone with these name servers (canonical) and SOA MNAME (or
 * NULL). The name servers decide; the SOA only when they say nothing. NULL when
 * unknown or when two hosts fit equally well. */
const struct dns_host *host_recognise(const struct host_list *list,
				      const char *const *nameservers,
				      size_t count, const char *soa_mname);

/* Those that fit when host_recognise() could not decide between them (Netlify
 * or NS1); at most max, returns how many. */
size_t host_candidates(const struct host_list *list,
		       const char *const *nameservers, size_t count,
		       const char *soa_mname, const struct dns_host **out,
		       size_t max);

bool host_is_checked(const struct dns_host *h, enum host_fact fact);

/* h itself, or NULL when what is known of it is only a guess: then nothing that
 * is peculiar to it may be shown. */
const struct dns_host *host_for_form(const struct dns_host *h);

/* What to type in the name field for the record name (full) in zone; "" means:
 * leave the field empty. */
void host_name_in_form(const struct dns_host *h, const char *name,
		       const char *zone, struct str *out);

/* What to type in the value field: final dot, quotes and pieces as this host
 * wants them. An MX goes without its priority. */
void host_value_in_form(const struct dns_host *h, const struct record *r,
			struct str *out);

/* What of h->advice has to be said at this record. */
host_advice_set host_advice_for(const struct dns_host *h,
				const struct record *r, const char *zone);

bool host_has_advice(host_advice_set set, enum host_advice a);

#endif
