/* Addresses of servers: read, print, compare, and whether this machine has a
 * route for their family.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_ADDRESS_H
#define ZEGEL_NET_ADDRESS_H

#include <sys/socket.h>

#include "base/util.h"

#define ADDRESS_TEXT 64
#define DNS_PORT     53

/* One server. family AF_UNSPEC is no address: "the resolver", whichever of the
 * configured ones answers. */
struct address {
	int family; /* AF_INET, AF_INET6, AF_UNSPEC */
	uint16_t port;
	uint8_t bytes[16]; /* network order; 4 of them for AF_INET */
};

extern const struct address ADDRESS_RESOLVER; /* AF_UNSPEC */

/* Reads ADDR, ADDR@PORT, [ADDR]:PORT or ADDR:PORT (IPv4); the port is 53 when
 * it is not named. *out stays as it was when that is no address. */
bool address_parse(const char *text, struct address *out);

/* The address without port: 192.0.2.1, 2001:db8::1; "" for the resolver.
 * Returns out. */
const char *address_print(const struct address *a, char out[ADDRESS_TEXT]);

bool address_equal(const struct address *a, const struct address *b);

/* True when the kernel has a route there (asked by connecting a UDP socket,
 * which sends nothing). */
bool address_has_route(const struct address *a);

/* True for 127.0.0.0/8 and ::1. */
bool address_is_loopback(const struct address *a);

/* False for an address that means something inside a machine or a network only:
 * loopback, link-local, private, shared, multicast, also wrapped up in IPv6
 * (mapped, 6to4, NAT64). The ranges of documentation count as public. */
bool address_is_public(const struct address *a);

#endif
