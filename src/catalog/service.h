/* The list of services that send mail: what a template cannot say.
 *
 * services.json holds a row for each service, services/ its template in the
 * Domain Connect format. The list is read at once and only when first asked
 * for; a template only when its service is chosen. Texts for people are not
 * here: what has to be said is a code, and src/text has the words for it. Menu
 * paths and button words are the service's own and are not translated.
 * The list owns everything that it hands out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SERVICE_H
#define ZEGEL_CATALOG_SERVICE_H

#include "base/record.h"
#include "catalog/purpose.h"
#include "catalog/template.h"

enum service_category {
	SERVICE_OTHER,
	SERVICE_INVOICING,
	SERVICE_ACCOUNTING,
	SERVICE_CRM,
	SERVICE_SALES,
	SERVICE_NEWSLETTER,
	SERVICE_MARKETING,
	SERVICE_TRANSACTIONAL,
	SERVICE_HELPDESK,
	SERVICE_MAILBOX,
	SERVICE_SHOP,
	SERVICE_PAYMENTS,
	SERVICE_MEMBERS, /* associations, churches, clubs */
	SERVICE_PLATFORM,
	SERVICE_HOSTING,
	SERVICE_CATEGORIES,
};

/* What its name alone does not tell; src/text has the words. */
enum service_about {
	ABOUT_NOTHING,           /* its category says it */
	ABOUT_OWN_SITE,          /* a program on the customer's own web site */
	ABOUT_ACYMAILING_SENDER, /* the sending service of AcyMailing */
	ABOUT_NOW_BREVO,         /* became a part of Brevo */
	ABOUT_SITE_BUILDER,      /* makes web sites */
	ABOUT_OWN_WEB_HOST,      /* sends from the customer's web host */
	ABOUT_BILLING_PORTAL,
	SERVICE_ABOUTS,
};

/* How sure a fact is, surest first. Only the first two may be offered as a
 * value that is ready to be entered. */
enum evidence {
	EVIDENCE_VENDOR, /* seen in the vendor's own text */
	EVIDENCE_PUBLIC, /* seen in zone files, guides, lists */
	/* the vendor says that it exists; the value was not seen */
	EVIDENCE_SHAPE,
	EVIDENCE_MEMORY,  /* not looked up */
	EVIDENCE_ASSUMED, /* invented, to have a place for it */
};

/* Where the values come from. */
enum service_values {
	VALUES_READY,  /* all known in advance, the same for every customer */
	VALUES_MIXED,  /* some known, some each customer's own: paste those */
	VALUES_PASTED, /* all each customer's own: paste them */
	/* nothing known: paste what the service gives, if any */
	VALUES_UNKNOWN,
	VALUES_NO_DNS, /* the service has no way through DNS */
};

/* How a service gets permission. */
enum way_kind {
	WAY_DNS,      /* records in the domain's zone */
	WAY_OWN_SMTP, /* through the customer's own mail server */
	/* a sender address that the service makes; it forwards replies */
	WAY_ALIAS,
	/* the service's own sender address, replies to the customer */
	WAY_GLOBAL,
	WAY_MAILBOX, /* by signing in to a Microsoft or Google mailbox */
	WAY_THROUGH, /* through another service */
};

struct service_way {
	enum way_kind kind;
	bool seen; /* false: not known whether the service can do it; ask */
	const char *address; /* of an alias or global sender, or NULL */
	const char *through; /* the other service's id, or NULL */
	/* where an alias is switched on: the service's own words, or NULL */
	const char *path, *button;
};

/* What the service asks beforehand (bits). */
enum service_asks {
	ASKS_PRO_FOR_DKIM = 1 << 0, /* its DKIM needs the dearer version */
	ASKS_PAID_PLAN = 1 << 1,    /* an own domain needs a paid plan */
	ASKS_DOMAIN_FIRST = 1 << 2, /* add the domain in the service first */
	ASKS_CODE_BY_MAIL = 1 << 3, /* confirm an address at the domain first */
	ASKS_PLAIN_DOMAIN = 1 << 4, /* enter the domain without @ and www */
	ASKS_KEY_PAIR = 1 << 5,     /* make a key pair in the program first */
	ASKS_SUPPORT_FIRST =
		1 << 6,          /* its support gives or prepares the records */
	ASKS_SUBDOMAIN = 1 << 7, /* meant for a subdomain of its own */
	ASKS_CLOCK = 1 << 8, /* what it shows is valid for a short time only */
};

/* What happens until the records are right. */
enum service_meanwhile {
	MEANWHILE_UNKNOWN,
	MEANWHILE_OWN_HOST, /* goes on sending through its own standard host */
	MEANWHILE_OWN_ADDRESS, /* goes on sending from an address of its own */
	MEANWHILE_NO_SENDING,  /* does not send for the domain before */
	/* goes on under the customer's address, which may be refused */
	MEANWHILE_AS_BEFORE,
	/* the same, but signs with DKIM only when its support is through */
	MEANWHILE_UNSIGNED,
	SERVICE_MEANWHILES,
};

/* What the service still wants after the records are there, in this order. */
enum finish_kind {
	FINISH_UNKNOWN, /* look in the account whether it asks for something */
	FINISH_NOTHING, /* it finds out by itself */
	FINISH_PRESS,   /* press a button (path, button) */
	FINISH_SWITCH_ON,     /* tick or switch on (path, button) */
	FINISH_WRITE_SUPPORT, /* write to support, naming the domain */
	FINISH_ASK_SERVICE,   /* ask the service to send from the own domain */
	FINISH_WAIT_DAILY,    /* it looks once a day around midnight */
	/* confirm the sender address by a message it sends */
	FINISH_CONFIRM_SENDER,
	FINISH_SEND_TEST,  /* send a test message */
	FINISH_USE_SENDER, /* choose the sender address in the program */
	FINISH_ENTER_KEYS, /* enter the key pair in the program's settings */
	/* its support helps when it does not accept what zegel finds right */
	FINISH_IF_IT_FAILS,
	SERVICE_FINISHES,
};

struct service_finish {
	enum finish_kind kind;
	enum evidence evidence;
	const char *path;   /* the service's own menu words, or NULL */
	const char *button; /* the words on the button, or NULL */
};

/* What is peculiar to a service's records (bits). */
enum service_traps {
	TRAP_ONE_KEY_AT_A_TIME = 1
				 << 0, /* of its two keys one may be missing */
	TRAP_DMARC_REJECT = 1 << 1, /* its text writes p=reject or quarantine */
	TRAP_DMARC_REPORTS =
		1 << 2, /* its text sends the reports to the service */
	TRAP_DMARC_CNAME = 1 << 3,  /* it wants a CNAME at _dmarc */
	TRAP_SPF_OPTIONAL = 1 << 4, /* its SPF part is not needed */
	TRAP_SPF_LOOKUPS = 1 << 5,  /* its include costs five lookups or more */
	TRAP_KEY_EXPIRES = 1 << 6,  /* unused values lapse after 72 hours */
	TRAP_TTL_FIRST =
		1 << 7, /* accepts a changed record after its TTL only */
	/* its help shows the records as a picture */
	TRAP_PANEL_PICTURE = 1 << 8,
	/* the key is the same for all; from its page */
	TRAP_SHARED_KEY = 1 << 9,
	TRAP_NO_RECHECK = 1 << 10, /* once verified it does not look again */
	TRAP_APEX_STAR = 1 << 11,  /* its page says * where @ is meant */
	TRAP_OUTSIDE_EU = 1 << 12, /* sends from servers outside the EU */
	/* sends from the customer's web server: that one belongs in SPF */
	TRAP_OWN_SERVER = 1 << 13,
	/* its own key only where the mail server does not sign already */
	TRAP_SIGNED_ALREADY = 1 << 14,
};

/* What is known of one record of the template: services.json has as many, in
 * the same order, as the template has records. */
struct service_record {
	enum purpose purpose;
	enum evidence evidence;
	bool required;
	/* may be offered as it is: seen, and the same for everybody */
	bool ready;
};

struct service_count {
	enum rr type;
	unsigned count;
};

#define SERVICE_COUNTS_MAX 4

struct service {
	const char *id, *name;
	const char *country; /* "NL", or "*"; NULL for a template */
	enum service_about about;
	enum service_category category;
	enum service_values values;
	enum evidence
		confidence; /* VENDOR: checked, PUBLIC: likely, else guess */
	bool first; /* one of those that the list shows before the others */
	/* one of the user's own (own_templates.h): its template says all, and
	 * records is empty */
	bool by_template;
	bool needs_dmarc; /* it wants a DMARC record; any valid one will do */
	const char *template_file; /* relative to the list's folder, or NULL */
	const struct service_record *records;
	size_t record_count;
	const struct service_way *ways; /* DNS first when it has it */
	size_t way_count;
	unsigned asks;  /* enum service_asks */
	unsigned traps; /* enum service_traps */
	enum service_meanwhile meanwhile;
	const struct service_finish *finish;
	size_t finish_count;
	/* how long it says it takes; to 0: "some minutes", "some hours", by
	 * from; both 0: no word */
	uint32_t says_from_s, says_to_s;

	const char *spf_terms; /* to be merged at the domain itself, or NULL */
	const char
		*spf_shown; /* the whole record that its page shows, or NULL */
	struct service_count
		gives[SERVICE_COUNTS_MAX];       /* what a customer gets */
	size_t gives_count;                      /* 0: how many is not known */
	const char *clicks_path, *clicks_button; /* to its records, or NULL */
	const char *clicks_file; /* what gives them as a file, or NULL */

	const char *const *aliases; /* other names that people search for */
	size_t alias_count;
	const char *const *others; /* names of programs that it is taken for */
	size_t other_count;
	const char *const
		*spf_includes; /* "spf.vendor.com", "*.vendor.com", "ip4:..." */
	size_t spf_include_count;
	const char *const *targets; /* CNAME targets and NS: "*.sendgrid.net" */
	size_t target_count;
	const char *const *mx; /* MX hosts: "*.protection.outlook.com" */
	size_t mx_count;
	const char *const *texts; /* how its verification TXT begins */
	size_t text_count;
	/* names below the domain where one of its targets stands, if it is
	 * used: "k2._domainkey" */
	const char *const *at;
	size_t at_count;
	/* DKIM selectors of its own, at which a key alone is proof */
	const char *const *keys;
	size_t key_count;

	const char *help_url; /* or NULL */
	const char
		*support; /* mail address for FINISH_WRITE_SUPPORT, or NULL */
	const char *const *sources;
	size_t source_count;
};

static inline bool is_by_template(const struct service *s)
{
	return s && s->by_template;
}

struct service_list;

/* Reads services.json of the folder. ERR_NOT_FOUND, ERR_DENIED, ERR_IO, or
 * ERR_DAMAGED when it is not what it should be. */
enum err service_list_load(const char *dir,
			   struct service_list **out) MUST_CHECK;
void service_list_free(struct service_list *list);

/* When the facts were looked up: "2026-08"; NULL when the list does not say. */
const char *service_list_collected(const struct service_list *list);

/* All of them: those of .first, then by name. */
const struct service *service_list_all(const struct service_list *list,
				       size_t *count);

/* By id, exactly; the user's own templates come last. NULL when there is
 * none. */
const struct service *service_find(const struct service_list *list,
				   const char *id);

/* Does word fit the service? Forgiving: case, accents, blanks, hyphens and dots
 * do not count, and a web or mail address of its maker will do. 0: no; else
 * greater is better (3 exact, 2 begins, 1 within). */
int service_matches(const struct service *s, const char *word);

/* Is word nearly one of its names (a slip or two of the fingers)? */
bool service_is_near(const struct service *s, const char *word);

/* Reads the service's template. ERR_NOT_FOUND when it has none. The caller
 * frees it. */
enum err service_template(const struct service_list *list,
			  const struct service *s,
			  struct template **out) MUST_CHECK;

/* Groups in our templates are ways to do the same, of which one is taken (DKIM
 * as CNAME or as TXT). The group that the pasted records (full names) belong
 * to, else the first; NULL when the template has none. Borrowed from t. */
const char *service_group(const struct service *s, const struct template *t,
			  const struct template_input *in,
			  const struct record *pasted, size_t count);

/* The records that are known for this domain: the ready lines and the lines for
 * which in->values has every variable (in->lines is not used; without
 * in->groups the first group is taken). Variables that follow from the domain
 * alone are filled in. */
enum err service_expand(const struct service *s, const struct template *t,
			const struct template_input *in,
			struct template_expansion *out) MUST_CHECK;

/* Which line of the template a pasted record (full name) fills, by type, name
 * and value with the variables left open: its index, or -1. in says domain and
 * host. taken (line_count flags) leaves out lines that are filled already. */
int service_match_line(const struct service *s, const struct template *t,
		       const struct template_input *in,
		       const struct record *pasted, const bool *taken);

/* Adds a text of the template with what follows from the domain put in, and
 * open for each variable that is every customer's own. */
void service_add_known(struct str *out, const char *text,
		       const struct template_input *in, const char *open);

/* Does the record show that the domain uses the service: an SPF text, a CNAME
 * target, an MX host, a verification text? */
bool service_uses_record(const struct service *s, const struct record *r);

/* The next name, relative to the domain, at which some service would show:
 * index (0 at first) goes on from one to the next. false: no more. The same
 * name may come more than once. */
bool service_list_next_name(const struct service_list *list, size_t *index,
			    char out[NAME_SIZE]);

/* Those of the list for which that holds, at most max; returns how many. */
size_t service_recognise(const struct service_list *list,
			 const struct record *r, const struct service **out,
			 size_t max);

#endif
