/* DMARC: the record's text, discovery by tree walk, and whether the owner of a
 * report address agrees (RFC 9989, 4.7-4.10; RFC 9990, 4).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DMARC_H
#define ZEGEL_MAIL_DMARC_H

#include "base/answer.h"
#include "base/name.h"

enum dmarc_policy {
	DMARC_ABSENT,
	DMARC_NONE,
	DMARC_QUARANTINE,
	DMARC_REJECT,
};

/* What is wrong at a place. Receivers ignore such a part and go on, but for the
 * first three, which make them ignore the record. */
enum dmarc_fault {
	DMARC_FAULT_NONE,
	DMARC_FAULT_VERSION,   /* v= is not first, or nearly DMARC1: v=dmarc1 */
	DMARC_FAULT_SEPARATOR, /* no `;` behind v=DMARC1 */
	/* p=, sp= or np= is not none, quarantine or reject */
	DMARC_FAULT_POLICY,
	/* a part without `=`: `sp-reject`, `rua mailto:` */
	DMARC_FAULT_NOT_A_TAG,
	DMARC_FAULT_VALUE,     /* a value that its tag does not have: adkim=x */
	DMARC_FAULT_URI,       /* not a URI: an address without mailto: */
	DMARC_FAULT_TWICE,     /* a tag for the second time */
	DMARC_FAULT_CHARACTER, /* a byte that cannot stand */
};

struct dmarc_uri {
	struct slice text;    /* as written, without an obsolete !size */
	struct slice address; /* mailto: alone: local@host */
	struct slice host; /* the part after the @; len 0 for other schemes */
	size_t offset;
};

#define DMARC_URIS_MAX 16 /* more than anybody reports to */

struct dmarc_record {
	/* begins with v=DMARC1 as it must; else all below is empty */
	bool is_record;
	/* receivers apply it: is_record, and p, sp, np are valid or a rua makes
	 * up for it (RFC 9989, 4.10.1) */
	bool usable;
	enum dmarc_policy p;  /* never ABSENT in a usable record: NONE then */
	enum dmarc_policy sp; /* ABSENT: as p */
	enum dmarc_policy np; /* ABSENT: as sp */
	bool p_given;
	char psd;                     /* 'y', 'n' or 'u' */
	bool testing;                 /* t=y */
	bool strict_dkim, strict_spf; /* adkim=s, aspf=s */
	struct dmarc_uri rua[DMARC_URIS_MAX];
	size_t rua_count;
	struct dmarc_uri ruf[DMARC_URIS_MAX];
	size_t ruf_count;
	enum dmarc_fault fault; /* the first one */
	size_t fault_offset, fault_len;
};

/* Parses a record's text, which must outlive *out (slices borrow). */
void dmarc_parse(const char *text, struct dmarc_record *out);

/* True for a text that begins with v=DMARC1 exactly as it must. */
bool dmarc_is_record(const char *text);

/* True for a text that is meant to be one: v=dmarc1, v=DMARC, V=DMARCl, or
 * p=none with rua= and no version. */
bool dmarc_is_meant(const char *text);

/* The valid record that a text was meant to be: without quotes, backslashes and
 * what is no tag, with v=DMARC1 in front. NULL where there is none, or where it
 * would begin to block: that was not in force. The caller frees it. */
char *dmarc_repair(const char *text);

/* "none", "quarantine", "reject", "" */
const char *dmarc_policy_name(enum dmarc_policy p);

enum dmarc_status {
	DMARC_PENDING,
	DMARC_UNKNOWN, /* no definite answer from a name that mattered */
	DMARC_NOTHING, /* no record applies */
	DMARC_FOUND,
};

#define DMARC_QUERIES_MAX 8 /* RFC 9989, 4.10 */

struct dmarc_discovery {
	enum dmarc_status status;
	const char *text; /* the record that applies (borrowed), or NULL */
	struct dmarc_record record;
	char at[NAME_SIZE]; /* the domain it stands at, without _dmarc. */
	/* the organizational domain, once known: NOTHING and FOUND at a domain
	 * above; else "" */
	char organisation[NAME_SIZE];
	/* what is done with mail from the domain: p; from a domain below that
	 * of the record sp, or np when it does not exist; with t=y one less.
	 * ABSENT: nobody told whether it exists */
	enum dmarc_policy policy;
	size_t own_count; /* DMARC records at the domain itself; 2 or more are
				   all ignored */
	const char *own_text; /* what stands there and is a DMARC record, or is
				 meant to be (dmarc_is_meant); or NULL */
	unsigned queries;
};

/* Finds the record that applies to domain (canonical). Nothing to free; borrows
 * from the answers. */
void dmarc_discover(const char *domain, const struct lookup *lookup,
		    struct dmarc_discovery *out);

/* The organizational domain of a name by a tree walk (RFC 9989, 4.10.2);
 * NOTHING: no record on the way, so it is the name itself. */
enum dmarc_status dmarc_organisation(const char *domain,
				     const struct lookup *lookup,
				     char out[NAME_SIZE]);

enum dmarc_permission {
	DMARC_PERMISSION_PENDING,
	DMARC_PERMISSION_UNKNOWN,
	DMARC_PERMISSION_NOT_NEEDED, /* the same organisation */
	DMARC_PERMISSION_GIVEN,
	DMARC_PERMISSION_MISSING,
};

/* DOMAIN._report._dmarc.HOST; false when it gets too long. */
bool dmarc_report_name(const char *domain, const char *host,
		       char out[NAME_SIZE]);

/* May reports about domain, whose record stands there, go to host? */
enum dmarc_permission dmarc_report_permission(const char *domain,
					      const char *host,
					      const struct lookup *lookup);

#endif
