/* What a DNS message costs to take apart, seen before it is done: 64 KB can
 * hold texts of tens of thousands of empty strings, which ldns makes gigabytes
 * of, and names that lead from one pointer to the next thousands of times.
 * Private to net/dns_wire.c and net/dns_plain.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_BOUNDS_H
#define ZEGEL_NET_DNS_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More parts than that no record needs: a text of 64 KB is 257 strings. */
#define DNS_PARTS_MAX 300

/* And no name, which has 127 labels at most, more pointers (RFC 1035,
 * 4.1.4). */
#define DNS_POINTERS_MAX 127

/* False for a message that goes beyond that. A message that ends too early is
 * looked at as far as it goes. */
bool dns_bounds_hold(const uint8_t *bytes, size_t len);

#endif
