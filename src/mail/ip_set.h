/* Sets of IP addresses of both families, as sorted ranges that do not touch.
 *
 * A set owns its ranges; ip_set_free() empties it. { .items = NULL } is empty.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_IP_SET_H
#define ZEGEL_MAIL_IP_SET_H

#include "mail/ip.h"

#define IP_KEY 17 /* the version, then 16 bytes; IPv4 fills the first four */

struct ip_range {
	uint8_t from[IP_KEY];
	uint8_t to[IP_KEY]; /* included */
};

struct ip_set {
	struct ip_range *items;
	size_t count;
	size_t cap;
};

void ip_set_add_prefix(struct ip_set *set, const struct ip *network,
		       unsigned prefix);
void ip_set_add_everything(struct ip_set *set);
void ip_set_add(struct ip_set *set, const struct ip_set *other);
void ip_set_subtract(struct ip_set *set, const struct ip_set *other);
bool ip_set_has(const struct ip_set *set, const struct ip *ip);
void ip_set_free(struct ip_set *set);

/* "192.0.2.0/24", "192.0.2.7" or "192.0.2.3 - 192.0.2.9"; the caller frees
 * it. */
char *ip_range_text(const struct ip_range *range);

#endif
