/* Inside text/: the rows that the guides of the ways stand in.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_WAY_ROWS_H
#define ZEGEL_TEXT_WAY_ROWS_H

#include "text/way_text.h"

enum way_when {
	WHEN_WAY_ADDRESS = 1 << 0,  /* its sender, or its server, is known */
	WHEN_WAY_PATH = 1 << 1,     /* where it is switched on is known */
	WHEN_WAY_SERVER = 1 << 2,   /* the customer's server is known */
	WHEN_WAY_UNSEEN = 1 << 3,   /* not known whether the service can */
	WHEN_WAY_LEFT_OUT = 1 << 4, /* SPF leaves the mailbox's server out */
	WHEN_WAY_NO_SPF = 1 << 5,
	WHEN_WAY_MAIL_ADDRESS = 1 << 6, /* its sender, with an @ */
};

struct way_row {
	enum way_kind way;
	/* Rows of one place exclude each other: the first that fits. */
	int place;
	unsigned when;
	enum way_line_kind kind;
	bool is_exact;
	const char *label; /* a msgid, of a field */
	/* N the service, D the domain, A the address, P path, B button, S the
	 * server, O the other service */
	const char *letters;
	const char *text; /* a msgid, or what is exact */
};

extern const struct way_row WAY_ROWS[];
extern const size_t WAY_ROWS_COUNT;

extern const char *const WAY_ASPECT_WORDS[WAY_ASPECTS];
extern const char *const WAY_VALUE_WORDS[WAY_VALUES];

#endif
