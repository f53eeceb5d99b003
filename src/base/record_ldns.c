/* SPDX-License-Identifier: MIT */
#include "base/record_ldns.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"

#define VALUE_MAX 65535 /* the most octets that resource data can have */
#define TTL_MAX   0x7fffffff

/* The bytes of a field when it is there and has this type. */
static const uint8_t *field(const ldns_rr *rr, size_t index, ldns_rdf_type type,
			    size_t *size)
{
	const ldns_rdf *rdf = ldns_rr_rdf(rr, index);

	if (!rdf || ldns_rdf_get_type(rdf) != type)
		return NULL;
	*size = ldns_rdf_size(rdf);
	return ldns_rdf_data(rdf);
}

static bool field_name(const ldns_rr *rr, size_t index, char out[NAME_SIZE])
{
	size_t size = 0;
	const uint8_t *wire = field(rr, index, LDNS_RDF_TYPE_DNAME, &size);

	return wire && name_from_wire(wire, size, out);
}

static bool field_u16(const ldns_rr *rr, size_t index, uint16_t *number)
{
	size_t size = 0;
	const uint8_t *wire = field(rr, index, LDNS_RDF_TYPE_INT16, &size);

	if (!wire || size != 2)
		return false;
	*number = (uint16_t)(wire[0] << 8 | wire[1]);
	return true;
}

static bool read_name(const ldns_rr *rr, size_t index, struct str *value)
{
	char name[NAME_SIZE];

	if (!field_name(rr, index, name))
		return false;
	str_add(value, name);
	return true;
}

/* Inside a value of several words the root needs a text of its own. */
static bool read_word(const ldns_rr *rr, size_t index, struct str *value)
{
	char name[NAME_SIZE];

	if (!field_name(rr, index, name))
		return false;
	str_add(value, name[0] ? name : ".");
	return true;
}

static bool read_text(const ldns_rr *rr, struct str *value)
{
	struct str joined = STR_INIT(VALUE_MAX);
	size_t count = ldns_rr_rd_count(rr);
	bool good = count > 0;

	for (size_t i = 0; i < count && good; i++) {
		size_t size = 0;
		const uint8_t *wire = field(rr, i, LDNS_RDF_TYPE_STR, &size);

		good = wire && size >= 1 && wire[0] <= size - 1;
		if (good)
			str_add_bytes(&joined, (const char *)wire + 1, wire[0]);
	}
	if (good)
		(void)clean_bytes(value, str_text(&joined), joined.len,
				  CLEAN_LINE);
	str_free(&joined);
	return good;
}

static bool read_address(const ldns_rr *rr, int family, struct str *value)
{
	bool v4 = family == AF_INET;
	char text[INET6_ADDRSTRLEN];
	size_t size = 0;
	const uint8_t *wire = field(
		rr, 0, v4 ? LDNS_RDF_TYPE_A : LDNS_RDF_TYPE_AAAA, &size);

	if (!wire || size != (v4 ? 4 : 16) ||
	    !inet_ntop(family, wire, text, sizeof(text)))
		return false;
	str_add(value, text);
	return true;
}

static bool read_srv(const ldns_rr *rr, uint16_t *priority, struct str *value)
{
	uint16_t weight, port;

	if (!field_u16(rr, 0, priority) || !field_u16(rr, 1, &weight) ||
	    !field_u16(rr, 2, &port))
		return false;
	str_addf(value, "%u %u ", (unsigned)weight, (unsigned)port);
	return read_word(rr, 3, value);
}

static bool read_soa(const ldns_rr *rr, struct str *value)
{
	if (!read_word(rr, 0, value))
		return false;
	str_add_char(value, ' ');
	if (!read_word(rr, 1, value))
		return false;
	/* serial, refresh, retry, expire, minimum: ldns calls the serial
	 * INT32 and the times PERIOD; all are 32 bits (RFC 1035, 3.3.13). */
	for (size_t i = 2; i < 7; i++) {
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);

		if (!rdf || ldns_rdf_size(rdf) != 4)
			return false;
		str_addf(value, " %u", (unsigned)ldns_rdf2native_int32(rdf));
	}
	return true;
}

static bool read_other(const ldns_rr *rr, struct str *value)
{
	size_t count = ldns_rr_rd_count(rr);

	for (size_t i = 0; i < count; i++) {
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
		char *text = rdf ? ldns_rdf2str(rdf) : NULL;

		if (!text)
			return false;
		if (i > 0)
			str_add_char(value, ' ');
		(void)clean_bytes(value, text, strlen(text), CLEAN_LINE);
		free(text);
	}
	return true;
}

static bool read_value(const ldns_rr *rr, uint16_t *priority, struct str *value)
{
	switch ((enum rr)ldns_rr_get_type(rr)) {
	case RR_CNAME:
	case RR_NS:
	case RR_PTR:
	case RR_DNAME:
		return read_name(rr, 0, value);
	case RR_MX:
		return field_u16(rr, 0, priority) && read_name(rr, 1, value);
	case RR_TXT:
	case RR_SPF:
		return read_text(rr, value);
	case RR_A:
		return read_address(rr, AF_INET, value);
	case RR_AAAA:
		return read_address(rr, AF_INET6, value);
	case RR_SRV:
		return read_srv(rr, priority, value);
	case RR_SOA:
		return read_soa(rr, value);
	default:
		return read_other(rr, value);
	}
}

bool record_from_ldns(const ldns_rr *rr, struct record *out)
{
	const ldns_rdf *owner = ldns_rr_owner(rr);
	struct str value = STR_INIT(VALUE_MAX);
	uint32_t ttl = ldns_rr_ttl(rr);
	uint16_t priority = 0;
	char name[NAME_SIZE];

	if (!owner || ldns_rr_get_class(rr) != LDNS_RR_CLASS_IN ||
	    !name_from_wire(ldns_rdf_data(owner), ldns_rdf_size(owner), name) ||
	    !read_value(rr, &priority, &value)) {
		str_free(&value);
		return false;
	}
	*out = (struct record){
		.name = xstrdup(name),
		.type = (enum rr)ldns_rr_get_type(rr),
		/* With the highest bit set it counts as 0 (RFC 2181, 8). */
		.ttl = ttl > TTL_MAX ? 0 : ttl,
		.priority = priority,
		.value = str_take(&value),
	};
	return true;
}
