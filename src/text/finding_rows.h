/* Inside text/: the rows that the sentences about findings stand in.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_FINDING_ROWS_H
#define ZEGEL_TEXT_FINDING_ROWS_H

#include "core/finding.h"

/* What has to hold for a row; all of its bits. The first row of a code that
 * fits is taken, and the last one of each code fits always. */
enum finding_when {
	WHEN_WAITING = 1 << 0, /* not wrong, still to come */
	WHEN_CNAME = 1 << 1,   /* the wanted record is a CNAME */
	WHEN_NO_DOT = 1 << 2,  /* this host's form refuses a final dot */
	WHEN_HOST = 1 << 3,    /* the DNS host is known */
	WHEN_WANTED = 1 << 4,  /* the right value (or name) is known */
	WHEN_WHO = 1 << 5,
	WHEN_SEEN = 1 << 6,
	WHEN_LIMIT = 1 << 7, /* limit is known, and not 0 */
	WHEN_LINE = 1 << 8,  /* the whole SPF record as it should be is known */
	WHEN_ERROR = 1 << 9, /* its severity is error */
	WHEN_SERVER = 1 << 10,
	WHEN_CHANGING = 1 << 11, /* it was there a moment ago */
};

struct finding_row {
	enum finding_code code;
	unsigned when;
	/* The facts that it takes, in the order of its arguments:
	 *   A the name it is about             F that name in the form
	 *   w the wanted name or value, bare   f that name in the form
	 *   W the wanted value in the form     d with a final dot
	 *   V what was seen, shortened         E what was seen around the place
	 *   O who    S the name server         R the wanted type
	 *   P place  L limit  C the place, counted from 1  U until when
	 *   H the DNS host as subject, h as object, B "at ..."
	 *   D the domain   Z the zone          N, Y the form's name and value
	 *   G why the resolver could not be asked
	 *   M the SPF record as it should be   m the name _dmarc in the form */
	const char *letters;
	const char *text; /* a msgid */
};

extern const struct finding_row FINDING_SEEN[];
extern const size_t FINDING_SEEN_COUNT;
extern const struct finding_row FINDING_FIX[];
extern const size_t FINDING_FIX_COUNT;

#endif
