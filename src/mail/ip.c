/* SPDX-License-Identifier: MIT */
#include "mail/ip.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const uint8_t mapped_prefix[12] = { [10] = 0xFF, [11] = 0xFF };

bool ip_parse_version(struct slice text, int version, struct ip *out)
{
	char copy[IP_TEXT];

	*out = (struct ip){ .version = version };
	if (text.len == 0 || text.len >= sizeof(copy) ||
	    memchr(text.at, '\0', text.len))
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return inet_pton(version == 4 ? AF_INET : AF_INET6, copy, out->bytes) ==
	       1;
}

bool ip_parse(const char *text, struct ip *out)
{
	struct slice s = slice_of(text);

	if (ip_parse_version(s, 4, out))
		return true;
	if (!ip_parse_version(s, 6, out))
		return false;
	if (memcmp(out->bytes, mapped_prefix, sizeof(mapped_prefix)) == 0) {
		struct ip v4 = { .version = 4 };

		memcpy(v4.bytes, out->bytes + sizeof(mapped_prefix), 4);
		*out = v4;
	}
	return true;
}

bool ip_in_prefix(const struct ip *ip, const struct ip *network,
		  unsigned prefix)
{
	unsigned whole = prefix / 8;
	unsigned rest = prefix % 8;

	if (ip->version != network->version ||
	    prefix > (ip->version == 4 ? 32u : 128u) ||
	    memcmp(ip->bytes, network->bytes, whole) != 0)
		return false;
	return rest == 0 ||
	       (ip->bytes[whole] ^ network->bytes[whole]) >> (8 - rest) == 0;
}

bool ip_from_record(const struct record *r, struct ip *out)
{
	if (r->type != RR_A && r->type != RR_AAAA)
		return false;
	return ip_parse_version(slice_of(r->value), r->type == RR_A ? 4 : 6,
				out);
}

enum rr ip_rr(const struct ip *ip)
{
	return ip->version == 4 ? RR_A : RR_AAAA;
}

void ip_print(const struct ip *ip, char out[IP_TEXT])
{
	if (!inet_ntop(ip->version == 4 ? AF_INET : AF_INET6, ip->bytes, out,
		       IP_TEXT))
		out[0] = '\0';
}

/* The half byte at place (0: the most significant one) as a digit. */
static char nibble(const struct ip *ip, unsigned place, const char *digits)
{
	uint8_t byte = ip->bytes[place / 2];

	return digits[place % 2 == 0 ? byte >> 4 : byte & 0xF];
}

void ip_print_dotted(const struct ip *ip, char out[IP_DOTTED])
{
	size_t len = 0;

	if (ip->version == 4) {
		ip_print(ip, out);
		return;
	}
	for (unsigned i = 0; i < 32; i++) {
		if (i > 0)
			out[len++] = '.';
		out[len++] = nibble(ip, i, "0123456789ABCDEF");
	}
	out[len] = '\0';
}

void ip_reverse_name(const struct ip *ip, char out[IP_ARPA])
{
	size_t len = 0;

	if (ip->version == 4) {
		snprintf(out, IP_ARPA, "%u.%u.%u.%u.in-addr.arpa", ip->bytes[3],
			 ip->bytes[2], ip->bytes[1], ip->bytes[0]);
		return;
	}
	for (unsigned i = 32; i-- > 0;) {
		out[len++] = nibble(ip, i, "0123456789abcdef");
		out[len++] = '.';
	}
	snprintf(out + len, IP_ARPA - len, "ip6.arpa");
}
