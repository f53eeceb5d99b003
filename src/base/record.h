/* One DNS record: types by name and number, compare by meaning, zone line.
 *
 * name is canonical (name.h) and full. value by type:
 *   CNAME NS PTR DNAME  canonical name
 *   MX                  canonical name of the host ("" is a null MX, RFC 7505)
 *   TXT SPF             all strings joined without blanks, cleaned, no quotes
 *   A AAAA              the address as inet_ntop prints it
 *   SRV                 "weight port target", the root as target is "."
 *   SOA                 "mname rname serial refresh retry expire minimum"
 *   others              presentation format, cleaned
 * A struct record owns name and value.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_RECORD_H
#define ZEGEL_BASE_RECORD_H

#include "base/str.h"

/* The numbers of the registry (RFC 1035 and later): any other 16-bit number is
 * a valid enum rr as well. */
enum rr {
	RR_NONE = 0,
	RR_A = 1,
	RR_NS = 2,
	RR_CNAME = 5,
	RR_SOA = 6,
	RR_PTR = 12,
	RR_MX = 15,
	RR_TXT = 16,
	RR_AAAA = 28,
	RR_SRV = 33,
	RR_DNAME = 39,
	RR_DS = 43,
	RR_SPF = 99,
	RR_CAA = 257,
};

struct record {
	char *name;
	enum rr type;
	uint32_t ttl;      /* seconds */
	uint16_t priority; /* MX and SRV, else 0 */
	char *value;
};

/* "CNAME", "TYPE65280" (RFC 3597, 5); borrowed until the next call for an
 * unknown type. */
const char *rr_name(enum rr type);

/* Reads a type name in any case, also TYPEnnn; RR_NONE if unknown. */
enum rr rr_from_name(const char *text);

/* True when value is a domain name (CNAME, NS, PTR, MX, DNAME). */
bool rr_value_is_name(enum rr type);

/* A record with copies of name and value, ttl and priority 0. */
struct record record_make(const char *name, enum rr type, const char *value);
struct record record_copy(const struct record *r);
void record_free(struct record *r); /* frees what it owns, not r itself */
void records_free(struct record *records, size_t count); /* and the array */

/* Same name, type, priority and meaning: names without regard to case and
 * final dot, addresses by bits, text exactly. The TTL does not count. */
bool record_equal(const struct record *a, const struct record *b);

/* The same for two values of one type; they need not be canonical. */
bool record_value_equal(enum rr type, const char *a, const char *b);

/* Adds `name TTL IN TYPE value` as a line of a master file without newline:
 * full names with a final dot, text quoted, escaped to plain ASCII and split at
 * 255 octets (RFC 1035, 5.1). A ttl of 0 is left out. */
void record_add_zone_line(struct str *out, const struct record *r);

/* Adds only the value part of that line (quoted text, final dots). */
void record_add_zone_value(struct str *out, const struct record *r);

#endif
