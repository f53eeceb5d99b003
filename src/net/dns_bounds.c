/* SPDX-License-Identifier: MIT */
#include "net/dns_bounds.h"

#include <ldns/ldns.h>

#define POINTER       0xC0 /* the two highest bits (RFC 1035, 4.1.4) */
#define QUESTION_SIZE 4    /* type and class behind the name */
#define RECORD_SIZE   10   /* type, class, TTL, length of what follows */

struct reader {
	const uint8_t *bytes;
	size_t len;
	size_t at;
	bool ended;    /* early, or it is no message: that is ldns's to say */
	bool exceeded; /* beyond the bounds */
};

static size_t read_u16(const struct reader *r, size_t at)
{
	return (size_t)r->bytes[at] << 8 | r->bytes[at + 1];
}

static bool has(struct reader *r, size_t count)
{
	if (r->at > r->len || r->len - r->at < count)
		r->ended = true;
	return !r->ended && !r->exceeded;
}

/* From a pointer on the name stands elsewhere: only its length is of interest,
 * in pointers. */
static void follow(struct reader *r, size_t at)
{
	for (unsigned pointers = 0; at + 1 < r->len && r->bytes[at];) {
		if (r->bytes[at] < POINTER) {
			at += (size_t)r->bytes[at] + 1;
			continue;
		}
		at = read_u16(r, at) & 0x3FFF;
		if (++pointers > DNS_POINTERS_MAX) {
			r->exceeded = true;
			return;
		}
	}
}

static void skip_name(struct reader *r)
{
	while (has(r, 1)) {
		size_t label = r->bytes[r->at];

		if (label >= POINTER) {
			follow(r, r->at);
			r->at += 2;
			return;
		}
		r->at += label + 1;
		if (!label)
			return;
	}
}

/* The octets of a part of this type; 0 for one that reaches to the end. */
static size_t size_of_part(const struct reader *r, ldns_rdf_type type)
{
	switch (type) {
	case LDNS_RDF_TYPE_STR:
		return (size_t)r->bytes[r->at] + 1;
	case LDNS_RDF_TYPE_INT8:
	case LDNS_RDF_TYPE_ALG:
		return 1;
	case LDNS_RDF_TYPE_INT16:
	case LDNS_RDF_TYPE_TYPE:
	case LDNS_RDF_TYPE_CLASS:
	case LDNS_RDF_TYPE_CERT_ALG:
		return 2;
	case LDNS_RDF_TYPE_INT32:
	case LDNS_RDF_TYPE_TIME:
	case LDNS_RDF_TYPE_PERIOD:
	case LDNS_RDF_TYPE_A:
		return 4;
	default:
		return 0;
	}
}

/* The data of a record, up to end, in the parts that ldns makes of it. */
static void read_data(struct reader *r, uint16_t type, size_t end)
{
	const ldns_rr_descriptor *form = ldns_rr_descript(type);
	size_t most = ldns_rr_descriptor_maximum(form);
	size_t parts = 0;

	while (r->at < end && parts < most && !r->ended && !r->exceeded) {
		ldns_rdf_type part = ldns_rr_descriptor_field_type(form, parts);
		size_t size;

		if (++parts > DNS_PARTS_MAX) {
			r->exceeded = true;
		} else if (part == LDNS_RDF_TYPE_DNAME) {
			skip_name(r);
		} else {
			size = size_of_part(r, part);
			/* Any number of parts may stand behind it. */
			if (!size && most > DNS_PARTS_MAX &&
			    end - r->at > DNS_PARTS_MAX)
				r->exceeded = true;
			r->at = size && size < end - r->at ? r->at + size : end;
		}
	}
	r->at = end;
}

static void read_record(struct reader *r)
{
	size_t size;
	uint16_t type;

	skip_name(r);
	if (!has(r, RECORD_SIZE))
		return;
	type = (uint16_t)read_u16(r, r->at);
	size = read_u16(r, r->at + RECORD_SIZE - 2);
	r->at += RECORD_SIZE;
	if (has(r, size))
		read_data(r, type, r->at + size);
}

bool dns_bounds_hold(const uint8_t *bytes, size_t len)
{
	struct reader r = { .bytes = bytes, .len = len };
	size_t questions, records;

	if (len < LDNS_HEADER_SIZE)
		return true;
	questions = read_u16(&r, 4);
	records = read_u16(&r, 6) + read_u16(&r, 8) + read_u16(&r, 10);
	r.at = LDNS_HEADER_SIZE;
	for (size_t i = 0; i < questions && has(&r, 1); i++) {
		skip_name(&r);
		if (has(&r, QUESTION_SIZE))
			r.at += QUESTION_SIZE;
	}
	for (size_t i = 0; i < records && has(&r, 1); i++)
		read_record(&r);
	return !r.exceeded;
}
