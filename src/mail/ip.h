/* IP addresses as SPF needs them: read, compare under a prefix, expand.
 *
 * An IPv4-mapped IPv6 address is an IPv4 address here (RFC 7208, 5).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_IP_H
#define ZEGEL_MAIL_IP_H

#include "base/record.h"

#define IP_TEXT   46 /* the longest as inet_ntop prints it, with its NUL */
#define IP_DOTTED 64 /* 32 hexadecimal digits with dots, and a NUL */
#define IP_ARPA   80 /* the longest reverse name with its NUL */

struct ip {
	int version;       /* 4 or 6 */
	uint8_t bytes[16]; /* network order; 4 of them for version 4 */
};

/* Reads an address of either family; ::ffff:192.0.2.1 becomes IPv4. */
bool ip_parse(const char *text, struct ip *out);

/* Reads an address of exactly this version, mapped ones as they are written. */
bool ip_parse_version(struct slice text, int version, struct ip *out);

/* True when the first prefix bits are the same; false for two families. */
bool ip_in_prefix(const struct ip *ip, const struct ip *network,
		  unsigned prefix);

/* The address of an A or AAAA record; false for another type or a bad value. */
bool ip_from_record(const struct record *r, struct ip *out);

enum rr ip_rr(const struct ip *ip); /* RR_A or RR_AAAA */

/* 192.0.2.1, 2001:db8::1 (the macro letter c). */
void ip_print(const struct ip *ip, char out[IP_TEXT]);

/* 192.0.2.1, 2.0.0.1.0.D.B.8... (the macro letter i, RFC 7208, 7.3). */
void ip_print_dotted(const struct ip *ip, char out[IP_DOTTED]);

/* 1.2.0.192.in-addr.arpa, ....ip6.arpa, in lower case. */
void ip_reverse_name(const struct ip *ip, char out[IP_ARPA]);

#endif
