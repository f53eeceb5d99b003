/* Records out of pasted text: tables, BIND lines, CSV, labelled fields,
 * sentences, mails, PDF text, JSON.
 *
 * It takes what it understands, says from which lines, and lists what it left;
 * it never invents a value. The text is cleaned here. Time is linear in the
 * length. Nothing in the text is ever acted on.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PASTE_H
#define ZEGEL_CATALOG_PASTE_H

#include "base/name.h"
#include "base/record.h"
#include "catalog/purpose.h"

#define PASTE_MAX_BYTES ((size_t)4 << 20)

struct paste_record {
	enum rr type; /* RR_SPF: bare SPF terms without v=spf1, to be merged */
	char *host; /* as pasted, without quotes and final dot; "" when none */
	bool host_absolute; /* it had a final dot */
	/* cleaned: no quotes, key joined, no final dot of a name */
	char *value;
	int priority; /* -1 when none was given */
	enum purpose purpose;
	unsigned line_from, line_to; /* from 1 */
	bool aside; /* an SPF text that the page calls old or an example */
};

struct paste_ignored {
	unsigned line; /* from 1 */
	char *text;    /* shortened */
};

struct paste {
	struct paste_record *records;
	size_t count;
	struct paste_ignored *ignored; /* lines with something in them */
	size_t ignored_count;
	bool too_long;       /* only the first PASTE_MAX_BYTES were read */
	bool hidden_address; /* the web page had hidden a mail address */
};

/* Reads the text. domain (canonical, or NULL) helps to put broken names
 * together and to see which names belong to it. */
void paste_read(const char *text, size_t len, const char *domain,
		struct paste *out);
void paste_free(struct paste *p);

/* Where a pasted record belongs. */
enum paste_place {
	PASTE_OK,
	PASTE_NO_HOST, /* no name was given and none follows from the value */
	PASTE_FOREIGN, /* its name is under another domain */
	PASTE_BAD_NAME,
};

/* The full canonical name for domain: relative names are put under it, full
 * ones checked. An empty host or @ is the domain itself; for DMARC _dmarc. */
enum paste_place paste_record_name(const struct paste_record *r,
				   const char *domain, char out[NAME_SIZE]);

/* The pasted records that belong to domain, with full names; the others are
 * left out. The caller frees them with records_free(). */
struct record *paste_records(const struct paste *p, const char *domain,
			     size_t *count);

#endif
