/* Reads a master file (RFC 1035, 5) into records, for --zone.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_ZONEFILE_H
#define ZEGEL_CATALOG_ZONEFILE_H

#include "base/name.h"
#include "base/record.h"

#define ZONEFILE_MAX_BYTES ((size_t)16 << 20)

/* What is wrong with a line. */
enum zonefile_problem {
	ZONEFILE_GOOD,
	ZONEFILE_NO_RECORD, /* neither a record nor $ORIGIN, $TTL */
	ZONEFILE_DATA,      /* data that does not fit its type */
	ZONEFILE_DIRECTIVE, /* $ORIGIN or $TTL without what they need */
	/* $INCLUDE, $GENERATE and so on: nothing is read but this file */
	ZONEFILE_NOT_FOLLOWED,
	ZONEFILE_QUOTE,       /* a quotation mark without its partner */
	ZONEFILE_PARENTHESIS, /* a parenthesis without its partner */
	ZONEFILE_BINARY,      /* a NUL byte: no text at all */
};

struct zonefile {
	char origin[NAME_SIZE]; /* the zone: owner of the SOA, else the first
				$ORIGIN, else the origin that was given */
	struct record *records; /* in file order */
	size_t count;
	int bad_line; /* the line that could not be read, from 1; 0: none */
	enum zonefile_problem problem;
};

/* text is the whole file; its last line is ended where it is not. origin
 * (canonical or NULL) counts until the file has a $ORIGIN. ERR_SYNTAX: bad_line
 * and problem tell; ERR_IO. */
enum err zonefile_read(struct str *text, const char *origin,
		       struct zonefile *out) MUST_CHECK;
void zonefile_free(struct zonefile *z); /* frees what it owns, not z itself */

#endif
