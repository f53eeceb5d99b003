/* SPDX-License-Identifier: MIT */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

const struct address ADDRESS_RESOLVER = { .family = AF_UNSPEC };

static size_t byte_count(int family)
{
	if (family == AF_INET)
		return 4;
	return family == AF_INET6 ? 16 : 0;
}

static bool parse_host(struct slice host, int family, struct address *out)
{
	char text[ADDRESS_TEXT];

	if (host.len == 0 || host.len >= sizeof(text) ||
	    memchr(host.at, '\0', host.len))
		return false;
	memcpy(text, host.at, host.len);
	text[host.len] = '\0';
	if (inet_pton(family, text, out->bytes) != 1)
		return false;
	out->family = family;
	return true;
}

static bool parse_port(struct slice rest, uint16_t *port)
{
	uint64_t number;

	if (!slice_take_number(&rest, UINT16_MAX, &number) || number == 0 ||
	    rest.len > 0)
		return false;
	*port = (uint16_t)number;
	return true;
}

/* [ADDR] and [ADDR]:PORT */
static bool parse_bracketed(struct slice rest, struct address *out)
{
	struct slice host;

	if (!slice_skip_char(&rest, '['))
		return false;
	host = slice_take_until(&rest, "]");
	if (!slice_skip_char(&rest, ']') || !parse_host(host, AF_INET6, out))
		return false;
	return rest.len == 0 ||
	       (slice_skip_char(&rest, ':') && parse_port(rest, &out->port));
}

static bool parse_any(struct slice rest, struct address *out)
{
	struct slice host;

	if (rest.len > 0 && rest.at[0] == '[')
		return parse_bracketed(rest, out);
	host = slice_take_until(&rest, "@");
	if (slice_skip_char(&rest, '@'))
		return parse_port(rest, &out->port) &&
		       (parse_host(host, AF_INET, out) ||
			parse_host(host, AF_INET6, out));
	rest = host;
	if (parse_host(host, AF_INET6, out))
		return true;
	host = slice_take_until(&rest, ":");
	return parse_host(host, AF_INET, out) &&
	       (rest.len == 0 ||
		(slice_skip_char(&rest, ':') && parse_port(rest, &out->port)));
}

bool address_parse(const char *text, struct address *out)
{
	struct address read = { .port = DNS_PORT };

	if (!parse_any(slice_of(text), &read))
		return false;
	*out = read;
	return true;
}

const char *address_print(const struct address *a, char out[ADDRESS_TEXT])
{
	if (byte_count(a->family) == 0 ||
	    !inet_ntop(a->family, a->bytes, out, ADDRESS_TEXT))
		out[0] = '\0';
	return out;
}

bool address_equal(const struct address *a, const struct address *b)
{
	return a->family == b->family && a->port == b->port &&
	       memcmp(a->bytes, b->bytes, byte_count(a->family)) == 0;
}

static int connect_udp(int fd, const struct address *a)
{
	if (a->family == AF_INET) {
		struct sockaddr_in to = { .sin_family = AF_INET,
					  .sin_port = htons(a->port) };

		memcpy(&to.sin_addr, a->bytes, sizeof(to.sin_addr));
		return connect(fd, (const struct sockaddr *)&to, sizeof(to));
	}
	struct sockaddr_in6 to = { .sin6_family = AF_INET6,
				   .sin6_port = htons(a->port) };

	memcpy(&to.sin6_addr, a->bytes, sizeof(to.sin6_addr));
	return connect(fd, (const struct sockaddr *)&to, sizeof(to));
}

bool address_has_route(const struct address *a)
{
	bool reached;
	int fd;

	if (byte_count(a->family) == 0)
		return false;
	fd = socket(a->family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	reached = connect_udp(fd, a) == 0;
	close(fd);
	return reached;
}

/* The registries of special addresses at IANA (RFC 6890, RFC 8190). */
static const struct {
	uint8_t bytes[4];
	unsigned bits;
} inside_ipv4[] = {
	{ { 0 }, 8 },          /* this network */
	{ { 10 }, 8 },         /* private */
	{ { 100, 64 }, 10 },   /* shared, behind a provider's NAT */
	{ { 127 }, 8 },        /* loopback */
	{ { 169, 254 }, 16 },  /* link-local */
	{ { 172, 16 }, 12 },   /* private */
	{ { 192, 0, 0 }, 24 }, /* protocol assignments */
	{ { 192, 168 }, 16 },  /* private */
	{ { 198, 18 }, 15 },   /* benchmarking */
	{ { 224 }, 3 },        /* multicast, reserved, broadcast */
};

/* How much of an IPv6 address stands before the IPv4 address inside it. */
static const struct {
	uint8_t bytes[12];
	size_t count;
} wraps_ipv4[] = {
	{ { 0 }, 12 },                                        /* compatible */
	{ { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 12 }, /* mapped */
	{ { 0, 0x64, 0xff, 0x9b }, 12 },                      /* NAT64 */
	{ { 0x20, 0x02 }, 2 },                                /* 6to4 */
};

static bool has_prefix(const uint8_t *bytes, const uint8_t *prefix,
		       unsigned bits)
{
	unsigned rest = bits % 8;

	if (memcmp(bytes, prefix, bits / 8) != 0)
		return false;
	return rest == 0 ||
	       (bytes[bits / 8] ^ prefix[bits / 8]) >> (8 - rest) == 0;
}

static bool is_public_ipv4(const uint8_t *bytes)
{
	for (size_t i = 0; i < COUNT_OF(inside_ipv4); i++) {
		if (has_prefix(bytes, inside_ipv4[i].bytes,
			       inside_ipv4[i].bits))
			return false;
	}
	return true;
}

bool address_is_public(const struct address *a)
{
	const uint8_t *bytes = a->bytes;

	if (a->family == AF_INET)
		return is_public_ipv4(bytes);
	if (a->family != AF_INET6)
		return false;
	for (size_t i = 0; i < COUNT_OF(wraps_ipv4); i++) {
		size_t count = wraps_ipv4[i].count;

		if (memcmp(bytes, wraps_ipv4[i].bytes, count) == 0)
			return is_public_ipv4(bytes + count);
	}
	/* Global unicast is 2000::/3 (RFC 4291, RFC 3587), nothing else is. */
	return bytes[0] >> 5 == 1;
}

bool address_is_loopback(const struct address *a)
{
	if (a->family == AF_INET)
		return a->bytes[0] == 127;
	return a->family == AF_INET6 &&
	       memcmp(a->bytes, &in6addr_loopback, sizeof(a->bytes)) == 0;
}
