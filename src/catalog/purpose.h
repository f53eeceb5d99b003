/* What a record is for. The purpose explains a record to people and picks the
 * rule that judges it; it never changes what is published.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PURPOSE_H
#define ZEGEL_CATALOG_PURPOSE_H

#include "base/record.h"

enum purpose {
	PURPOSE_OTHER,
	PURPOSE_SPF,
	PURPOSE_DKIM,
	PURPOSE_DMARC,
	PURPOSE_RETURN_PATH,  /* bounces and the SPF of the envelope sender */
	PURPOSE_TRACKING,     /* links and pictures in the messages */
	PURPOSE_VERIFICATION, /* proves to the service who owns the domain */
	PURPOSE_MX,           /* incoming mail */
	PURPOSE_DELEGATION,   /* a subdomain handed over with NS */
};

/* "spf", "dkim", "return-path", ...; "other" for PURPOSE_OTHER. */
const char *purpose_name(enum purpose p);

/* The other way round; PURPOSE_OTHER when the word is unknown. */
enum purpose purpose_from_name(const char *word);

/* What a record most likely is for, judged by type, name and value alone. name
 * may be relative. An MX or a plain CNAME is only told apart by well-known
 * labels and targets; PURPOSE_OTHER when nothing tells. */
enum purpose purpose_guess(enum rr type, const char *name, const char *value);

#endif
