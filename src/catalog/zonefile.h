/* Reads a master file (RFC 1035, 5) into records, for --zone.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_ZONEFILE_H
#define ZEGEL_CATALOG_ZONEFILE_H

#include "base/name.h"
#include "base/record.h"

#define ZONEFILE_MAX_BYTES ((size_t)16 << 20)

struct zonefile {
	char origin
		[NAME_SIZE]; /* the zone: owner of the SOA, else the origin */
	struct record *records; /* in file order */
	size_t count;
	int bad_line;  /* the line that could not be read, from 1; 0: none */
	char *problem; /* what ldns says about it, cleaned; "" when none */
};

/* origin (canonical or NULL) counts until the file has a $ORIGIN.
 * ERR_SYNTAX: bad_line and problem tell; ERR_NOT_FOUND, ERR_DENIED, ERR_IO,
 * ERR_TOO_LONG. */
enum err zonefile_read(const char *path, const char *origin,
		       struct zonefile *out) MUST_CHECK;
void zonefile_free(struct zonefile *z); /* frees what it owns, not z itself */

#endif
