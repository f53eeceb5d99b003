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
