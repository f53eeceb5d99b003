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

/* What to say at a record of this host; src/text has the sentences. */
enum host_advice {
	HOST_ADVICE_NAME_APPENDED, /* it adds the domain itself */
	HOST_ADVICE_NAME_FULL,     /* the full name belongs in the field */
	HOST_ADVICE_NAME_PREVIEW,  /* shows the full name under the field */
	HOST_ADVICE_NAME_WITHOUT_CHECK, /* says "done" to a doubled name too */
	HOST_ADVICE_NAME_NO_AT, /* takes @ literally: leave the field empty */
	HOST_ADVICE_NAME_LOWER_CASE, /* small letters only */
	HOST_ADVICE_DOT_DOUBLES,  /* no final dot: the target gets the domain */
	HOST_ADVICE_DOT_REFUSED,  /* leave the dot out where it is refused */
	HOST_ADVICE_DOT_SAFE,     /* with the final dot it is right anyway */
	HOST_ADVICE_DOT_DISPUTED, /* sources disagree on the final dot */
	HOST_ADVICE_QUOTES,       /* TXT in double quotes */
	HOST_ADVICE_NO_QUOTES,    /* TXT without quotes */
	HOST_ADVICE_SPLIT_TXT,    /* long TXT in quoted pieces */
	HOST_ADVICE_SHORT_TXT,    /* longer than the field takes */
	HOST_ADVICE_LONG_AS_TEXT, /* then it goes into the zone as text */
	HOST_ADVICE_ONE_SET,      /* a second value goes into the set there */
	HOST_ADVICE_SAVE,         /* nothing counts before it is saved */
	HOST_ADVICE_SAVE_ROW,     /* each row is saved by itself */
	HOST_ADVICE_SAVE_LIST,    /* one button saves the whole list */
	HOST_ADVICE_SPF_LIST,     /* SPF is a choice list above the rows */
	HOST_ADVICE_SPF_TYPE,     /* SPF has a record type of its own */
	/* an assistant writes SPF: change it there */
	HOST_ADVICE_SPF_ASSISTANT,
	HOST_ADVICE_SPF_THERE, /* a default SPF record exists: change it */
	HOST_ADVICE_SPF_TWICE, /* it stands for *.domain as well: change both */
	/* what it made itself can only be deleted and made anew */
	HOST_ADVICE_SPF_REMADE,
	HOST_ADVICE_DMARC_OWN,   /* its own DMARC setting goes first */
	HOST_ADVICE_DMARC_THERE, /* a record of its own may be at _dmarc */
	HOST_ADVICE_DKIM_OWN,    /* its own DKIM records stay */
	HOST_ADVICE_CNAME_WIPES, /* a CNAME removes what else is at the name */
	HOST_ADVICE_CNAME_ELSEWHERE, /* not in the menu for subdomains */
	HOST_ADVICE_SUBDOMAIN_FIRST, /* make the subdomain first */
	HOST_ADVICE_SUBDOMAIN_MAYBE, /* the same, where it refuses the name */
	HOST_ADVICE_PROXY_OFF,       /* switch the proxy (orange cloud) off */
	HOST_ADVICE_TTL_NONE,        /* no TTL field */
	HOST_ADVICE_TTL_MINIMUM,     /* a smaller TTL is refused */
	HOST_ADVICE_SLOW,            /* takes hours */
	HOST_ADVICE_WRONG_PANEL,     /* two panels: edit where the zone lives */
	HOST_ADVICE_RESELLER,        /* often used through a reseller's panel */
	HOST_ADVICE_SITE_ONLY,       /* often hosts the web site only */
	HOST_ADVICE_SWITCH_DNS,      /* own DNS has to be switched on first */
	HOST_ADVICE_LOCAL_MAIL,  /* untick local mail when mail is elsewhere */
	HOST_ADVICE_MX_SETTING,  /* MX has a setting of its own */
	HOST_ADVICE_OWN_RECORDS, /* among the records of one's own */
	HOST_ADVICE_SERIAL,      /* raise the serial, and reload */
	/* how it wants this was not read: compare with a row that works */
	HOST_ADVICE_COMPARE,
	HOST_ADVICE_COUNT,
};

typedef uint64_t host_advice_set; /* bits: 1 << enum host_advice */

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
	/* What it calls the fields for name and value, and the button that
	 * saves; or NULL. */
	const char *name_word[HOST_LANGUAGES], *value_word[HOST_LANGUAGES];
	/* of a value that is a name, where that is another word; or NULL */
	const char *target_word[HOST_LANGUAGES];
	const char *save_word[HOST_LANGUAGES];
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
	const char *const *nameservers; /* patterns, see pattern.h */
	size_t nameserver_count;
	const char *const *soa; /* patterns of the SOA's MNAME and RNAME */
	size_t soa_count;
	const char *const
		*servers; /* name servers by name, as they were seen */
	size_t server_count;
	/* each customer gets other ones: their names cannot be guessed */
	bool servers_assigned;
	const char *const *sources;
	size_t source_count;
};

struct host_list;

/* Reads hosts.json of the folder; errors as service_list_load(). */
enum err host_list_load(const char *dir, struct host_list **out) MUST_CHECK;
void host_list_free(struct host_list *list);
const struct dns_host *host_list_all(const struct host_list *list,
				     size_t *count);
const struct dns_host *host_find(const struct host_list *list, const char *id);

/* Does word fit the host's name or id? As service_matches(). */
int host_matches(const struct dns_host *h, const char *word);

/* The domains that h's name servers are under, one after the other, where the
 * catalogue knows them and their names below can be guessed; *index begins with
 * 0. NULL: no more. */
const char *host_server_domain(const struct dns_host *h, size_t *index);

/* When the facts were looked up: "2026-08"; NULL when the list does not say. */
const char *host_list_collected(const struct host_list *list);

/* What tells who hosts a zone; names canonical. */
struct host_signs {
	const char *const *nameservers;
	size_t count;
	/* the zone's SOA (RFC 1035, 3.3.13), or NULL; of use where the name
	 * servers bear the customer's own name */
	const char *mname, *rname;
};

/* Who hosts the zone. The name servers decide; the SOA only when they say
 * nothing, or fit several. NULL when unknown or when two hosts fit equally
 * well. */
const struct dns_host *host_recognise(const struct host_list *list,
				      const struct host_signs *signs);

/* Those that fit when host_recognise() could not decide between them
 * (Squarespace or Google Cloud DNS); at most max, returns how many. */
size_t host_candidates(const struct host_list *list,
		       const struct host_signs *signs,
		       const struct dns_host **out, size_t max);

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

/* The facts on which the form of this record hangs and that were not checked at
 * this host (bits of enum host_fact); all of them where the host is unknown. */
unsigned host_unchecked(const struct dns_host *h, const struct record *r,
			const char *zone);

/* What has to be said at this record: of h->advice, and what follows from the
 * form. For an unknown host: HOST_ADVICE_COMPARE. */
host_advice_set host_advice_for(const struct dns_host *h,
				const struct record *r, const char *zone);

bool host_has_advice(host_advice_set set, enum host_advice a);

#endif
