/* Inside text/: the rows that the sentences about services stand in.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVICE_ROWS_H
#define ZEGEL_TEXT_SERVICE_ROWS_H

#include "catalog/service.h"

/* What has to be known for a row; the first that fits is taken. */
enum service_when {
	WHEN_PATH = 1 << 0,
	WHEN_BUTTON = 1 << 1,
	WHEN_OTHER = 1 << 2,
	WHEN_HELP = 1 << 3,
	WHEN_SUPPORT = 1 << 4,
	WHEN_UNSIGNED = 1 << 5, /* MEANWHILE_UNSIGNED */
};

struct service_row {
	unsigned key; /* a code, or a bit of asks and traps */
	unsigned when;
	/* N the service, D the domain, P path, B button, O the other service or
	 * the address, U the help page, S the support's address, T a time */
	const char *letters;
	const char *text; /* a msgid */
};

/* How the data file begins a source, and the words for that. */
struct service_source {
	const char *begin;
	const char *text; /* a msgid */
};

#define SERVICE_ROWS(name)                                                     \
	extern const struct service_row name[];                                \
	extern const size_t name##_COUNT

SERVICE_ROWS(SERVICE_ASKS);
SERVICE_ROWS(SERVICE_TRAPS);
SERVICE_ROWS(SERVICE_CLICKS);
SERVICE_ROWS(SERVICE_MEANWHILE);
SERVICE_ROWS(SERVICE_WAYS);
SERVICE_ROWS(SERVICE_FINISH);

extern const char *const SERVICE_CATEGORY_WORDS[SERVICE_CATEGORIES];
extern const char *const SERVICE_ABOUT_WORDS[SERVICE_ABOUTS];
extern const char *const SERVICE_EVIDENCE_WORDS[];
extern const struct service_source SERVICE_SOURCES[];
extern const size_t SERVICE_SOURCES_COUNT;
extern const char *const WAY_WORDS[];

#endif
