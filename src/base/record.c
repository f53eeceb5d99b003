/* SPDX-License-Identifier: MIT */
#include "base/record.h"

#include <arpa/inet.h>
#include <ldns/ldns.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"

#define STRING_MAX 255 /* octets in a character-string (RFC 1035, 3.3) */

/* The name that it has in ldns, which is slow to tell it. */
static const char *usual_name(enum rr type)
{
	switch (type) {
	case RR_TXT:
		return "TXT";
	case RR_CNAME:
		return "CNAME";
	case RR_MX:
		return "MX";
	default:
		return NULL;
	}
}

const char *rr_name(enum rr type)
{
	static char unknown[sizeof("TYPE65535")];
	const ldns_rr_descriptor *known;

	if (usual_name(type))
		return usual_name(type);
	known = ldns_rr_descript((uint16_t)type);
	if (known && known->_name &&
	    ldns_get_rr_type_by_name(known->_name) == (ldns_rr_type)type)
		return known->_name;
	snprintf(unknown, sizeof(unknown), "TYPE%u", (unsigned)type & 0xffff);
	return unknown;
}

enum rr rr_from_name(const char *text)
{
	struct slice s = slice_of(text);
	uint64_t number;

	if (!slice_has_prefix_nocase(s, "TYPE"))
		return (enum rr)ldns_get_rr_type_by_name(text);
	s = slice_of(text + strlen("TYPE"));
	if (!slice_take_number(&s, UINT16_MAX, &number) || s.len > 0)
		return RR_NONE;
	return (enum rr)number;
}

bool rr_value_is_name(enum rr type)
{
	return type == RR_CNAME || type == RR_NS || type == RR_PTR ||
	       type == RR_MX || type == RR_DNAME;
}

struct record record_make(const char *name, enum rr type, const char *value)
{
	return (struct record){
		.name = xstrdup(name),
		.type = type,
		.value = xstrdup(value),
	};
}

struct record record_copy(const struct record *r)
{
	struct record copy = record_make(r->name, r->type, r->value);

	copy.ttl = r->ttl;
	copy.priority = r->priority;
	return copy;
}

void record_free(struct record *r)
{
	free(r->name);
	free(r->value);
	*r = (struct record){ .type = RR_NONE };
}

void records_free(struct record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_free(&records[i]);
	free(records);
}

/* Small letters, digits and so on: canonical as it stands, or no name. */
static bool is_plain(struct slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if ((c < 'a' || c > 'z') && (c < '-' || c > '9' || c == '/') &&
		    c != '_')
			return false;
	}
	return s.len && s.at[s.len - 1] != '.';
}

/* Equal as names, whether or not they are canonical already. */
static bool same_name(struct slice a, struct slice b)
{
	char name_a[NAME_SIZE], name_b[NAME_SIZE];

	if (a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0))
		return true;
	if (is_plain(a) && is_plain(b))
		return false;
	return name_canonical(a.at, a.len, name_a) &&
	       name_canonical(b.at, b.len, name_b) &&
	       name_equal(name_a, name_b);
}

static bool same_address(int family, const char *a, const char *b)
{
	struct in6_addr bits_a, bits_b; /* large enough for both families */
	size_t size = family == AF_INET ? sizeof(struct in_addr)
					: sizeof(struct in6_addr);

	if (inet_pton(family, a, &bits_a) != 1 ||
	    inet_pton(family, b, &bits_b) != 1)
		return strcmp(a, b) == 0;
	return memcmp(&bits_a, &bits_b, size) == 0;
}

/* SRV and SOA: names and numbers, and a number is equal as a name, too. */
static bool same_words(const char *a, const char *b)
{
	struct slice rest_a = slice_of(a), rest_b = slice_of(b);
	struct slice word_a, word_b;

	for (;;) {
		bool more_a = slice_next_word(&rest_a, &word_a);
		bool more_b = slice_next_word(&rest_b, &word_b);

		if (!more_a || !more_b)
			return more_a == more_b;
		if (!same_name(word_a, word_b))
			return false;
	}
}

bool record_value_equal(enum rr type, const char *a, const char *b)
{
	if (rr_value_is_name(type))
		return same_name(slice_of(a), slice_of(b));
	switch (type) {
	case RR_A:
		return same_address(AF_INET, a, b);
	case RR_AAAA:
		return same_address(AF_INET6, a, b);
	case RR_SRV:
	case RR_SOA:
		return same_words(a, b);
	default:
		return strcmp(a, b) == 0;
	}
}

bool record_equal(const struct record *a, const struct record *b)
{
	return a->type == b->type && a->priority == b->priority &&
	       same_name(slice_of(a->name), slice_of(b->name)) &&
	       record_value_equal(a->type, a->value, b->value);
}

/* One octet inside quotes; what is not printable ASCII becomes \DDD. */
static void add_quoted_octet(struct str *out, char c)
{
	if (c < ' ' || c > '~')
		str_addf(out, "\\%03u", (unsigned)(unsigned char)c);
	else if (c == '"' || c == '\\')
		str_add_bytes(out, (char[]){ '\\', c }, 2);
	else
		str_add_char(out, c);
}

/* At least one character-string, also without any text (RFC 1035, 3.3.14). */
static void add_text(struct str *out, const char *text)
{
	str_add_char(out, '"');
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (i > 0 && i % STRING_MAX == 0)
			str_add(out, "\" \"");
		add_quoted_octet(out, text[i]);
	}
	str_add_char(out, '"');
}

static void add_full_name(struct str *out, struct slice name)
{
	str_add_bytes(out, name.at, name.len);
	if (name.len == 0 || name.at[name.len - 1] != '.')
		str_add_char(out, '.');
}

/* The words of an SRV or SOA, the names among them with their final dot. */
static void add_words(struct str *out, const char *value, size_t first_name,
		      size_t last_name)
{
	struct slice rest = slice_of(value), word;

	for (size_t i = 0; slice_next_word(&rest, &word); i++) {
		if (i > 0)
			str_add_char(out, ' ');
		if (i >= first_name && i <= last_name)
			add_full_name(out, word);
		else
			str_add_bytes(out, word.at, word.len);
	}
}

void record_add_zone_value(struct str *out, const struct record *r)
{
	if (r->type == RR_MX || r->type == RR_SRV)
		str_addf(out, "%u ", (unsigned)r->priority);
	if (rr_value_is_name(r->type))
		add_full_name(out, slice_of(r->value));
	else if (r->type == RR_TXT || r->type == RR_SPF)
		add_text(out, r->value);
	else if (r->type == RR_SRV)
		add_words(out, r->value, 2, 2);
	else if (r->type == RR_SOA)
		add_words(out, r->value, 0, 1);
	else
		str_add(out, r->value);
}

void record_add_zone_line(struct str *out, const struct record *r)
{
	add_full_name(out, slice_of(r->name));
	if (r->ttl > 0)
		str_addf(out, " %u", (unsigned)r->ttl);
	str_addf(out, " IN %s ", rr_name(r->type));
	record_add_zone_value(out, r);
}
