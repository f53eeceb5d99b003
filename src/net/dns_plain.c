/* SPDX-License-Identifier: MIT */
#include "net/dns_plain.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"
#include "net/dns_bounds.h"

enum {
	HEADER = 12,
	RECORD = 10, /* type, class, TTL, length (RFC 1035, 4.1.3) */
	POINTER = 0xC0,
	LABEL_MAX = 63,
	NAME_MAX_OCTETS = 255,
	TYPE_OPT = 41,
	CLASS_IN = 1,
	RCODE_NXDOMAIN = 3,
	SECTION_MAX = 256, /* more records than that are not ordinary */
	TTL_MAX = 0x7fffffff,
};

struct reader {
	const uint8_t *bytes;
	size_t len;
	size_t at;
	const char *asked; /* the name in the question */
};

static unsigned u16_at(const struct reader *r, size_t at)
{
	return (unsigned)r->bytes[at] << 8 | r->bytes[at + 1];
}

static uint32_t u32_at(const struct reader *r, size_t at)
{
	return (uint32_t)u16_at(r, at) << 16 | u16_at(r, at + 2);
}

static bool has(const struct reader *r, size_t count)
{
	return r->len - r->at >= count;
}

/* A name, perhaps with pointers: each has to lead further to the front, so
 * there is an end to them (RFC 1035, 4.1.4). */
static bool take_name(struct reader *r, char out[NAME_SIZE])
{
	uint8_t wire[NAME_MAX_OCTETS];
	size_t len = 0, at = r->at, front = r->at, behind = 0;
	size_t pointers = 0;

	for (;;) {
		size_t label = at < r->len ? r->bytes[at] : SIZE_MAX;

		if (label == SIZE_MAX)
			return false;
		if (label >= POINTER) {
			if (at + 1 >= r->len)
				return false;
			behind = behind ? behind : at + 2;
			at = u16_at(r, at) & 0x3FFF;
			if (at >= front || ++pointers > DNS_POINTERS_MAX)
				return false;
			front = at;
			continue;
		}
		if (label > LABEL_MAX || r->len - at < label + 1 ||
		    len + label + 1 > sizeof(wire))
			return false;
		memcpy(wire + len, r->bytes + at, label + 1);
		len += label + 1;
		at += label + 1;
		if (label == 0)
			break;
	}
	r->at = behind ? behind : at;
	return name_from_wire(wire, len, out);
}

/* The owner is mostly the name in the question, to which a pointer leads. */
static char *take_owner(struct reader *r)
{
	char name[NAME_SIZE];

	if (has(r, 2) && u16_at(r, r->at) == (POINTER << 8 | HEADER)) {
		r->at += 2;
		return xstrdup(r->asked);
	}
	return take_name(r, name) ? xstrdup(name) : NULL;
}

static char *take_target(struct reader *r)
{
	char name[NAME_SIZE];

	return take_name(r, name) ? xstrdup(name) : NULL;
}

static char *take_address(struct reader *r, int family, size_t end)
{
	char text[INET6_ADDRSTRLEN];
	const uint8_t *bytes = r->bytes + r->at;

	if (end - r->at != (family == AF_INET ? 4 : 16) ||
	    !inet_ntop(family, bytes, text, sizeof(text)))
		return NULL;
	r->at = end;
	return xstrdup(text);
}

/* All strings joined, and cleaned. */
static char *take_text(struct reader *r, size_t end)
{
	struct str joined = STR_INIT(UINT16_MAX);
	char *text = NULL;
	size_t parts = 0;

	if (r->at == end)
		return NULL;
	while (r->at < end && end - r->at > r->bytes[r->at] &&
	       ++parts <= DNS_PARTS_MAX) {
		size_t len = r->bytes[r->at];

		str_add_bytes(&joined, (const char *)r->bytes + r->at + 1, len);
		r->at += len + 1;
	}
	if (r->at == end)
		text = clean_dup(str_text(&joined), joined.len, CLEAN_LINE,
				 UINT16_MAX);
	str_free(&joined);
	return text;
}

/* "mname rname serial refresh retry expire minimum" */
static char *take_soa(struct reader *r, size_t end)
{
	enum { NUMBERS = 5 * 4 };
	char mname[NAME_SIZE], rname[NAME_SIZE];
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!take_name(r, mname) || !take_name(r, rname) || r->at > end ||
	    end - r->at != NUMBERS)
		return NULL;
	str_add(&text, *mname ? mname : ".");
	str_add_char(&text, ' ');
	str_add(&text, *rname ? rname : ".");
	for (; r->at < end; r->at += 4) {
		str_add_char(&text, ' ');
		str_add_number(&text, u32_at(r, r->at));
	}
	return str_take(&text);
}

/* The data of a record up to end; NULL when it is not ordinary. */
static char *take_value(struct reader *r, struct record *record, size_t end)
{
	switch (record->type) {
	case RR_A:
		return take_address(r, AF_INET, end);
	case RR_AAAA:
		return take_address(r, AF_INET6, end);
	case RR_CNAME:
	case RR_NS:
		return take_target(r);
	case RR_MX:
		if (end - r->at < 2)
			return NULL;
		record->priority = (uint16_t)u16_at(r, r->at);
		r->at += 2;
		return take_target(r);
	case RR_TXT:
	case RR_SPF:
		return take_text(r, end);
	case RR_SOA:
		return take_soa(r, end);
	default:
		return NULL;
	}
}

/* One OPT record of version 0 without an error is what everybody sends (RFC
 * 6891, 6.1.3: TTL is the upper bits of the code, then the version). */
static bool pass_opt(struct reader *r, bool *seen)
{
	size_t size = u16_at(r, r->at + 8);
	bool good = !*seen && r->bytes[r->at + 4] == 0 &&
		    r->bytes[r->at + 5] == 0;

	*seen = true;
	r->at += RECORD;
	/* Options are not looked at, but ldns would look at their form. */
	return good && size == 0;
}

static bool take_record(struct reader *r, struct record *out, uint32_t *ttl)
{
	size_t end;

	*out = (struct record){ .name = take_owner(r) };
	if (!out->name || !has(r, RECORD))
		return false;
	out->type = (enum rr)u16_at(r, r->at);
	*ttl = u32_at(r, r->at + 4);
	/* With the highest bit set it counts as 0 (RFC 2181, 8). */
	out->ttl = *ttl > TTL_MAX ? 0 : *ttl;
	end = r->at + RECORD + u16_at(r, r->at + 8);
	if (u16_at(r, r->at + 2) != CLASS_IN || end > r->len)
		return false;
	r->at += RECORD;
	out->value = take_value(r, out, end);
	return out->value && r->at == end;
}

/* How long "not there" may be kept (RFC 2308, 5): the minimum is the last
 * number of the SOA, which was just read. */
static void note_soa(const struct reader *r, uint32_t ttl,
		     struct dns_head *head, bool *known)
{
	uint32_t minimum = u32_at(r, r->at - 4);

	if (*known)
		return;
	*known = true;
	head->negative_ttl = ttl < minimum ? ttl : minimum;
}

static bool is_opt(const struct reader *r)
{
	return has(r, 1 + RECORD) && r->bytes[r->at] == 0 &&
	       u16_at(r, r->at + 1) == TYPE_OPT;
}

static bool read_section(struct reader *r, size_t total,
			 struct record **records, size_t *count,
			 struct dns_head *authority)
{
	bool soa_known = false;

	if (total > SECTION_MAX)
		return false;
	if (total)
		*records = xcalloc(total, sizeof(**records));
	while (*count < total) {
		struct record *record = &(*records)[(*count)++];
		uint32_t ttl;

		if (!take_record(r, record, &ttl))
			return false;
		if (authority && record->type == RR_SOA)
			note_soa(r, ttl, authority, &soa_known);
	}
	return true;
}

/* The additional section: OPT stands at its end, as everybody writes it. */
static bool read_additional(struct reader *r, size_t total,
			    struct answer *answer)
{
	bool seen = false;

	if (total > SECTION_MAX)
		return false;
	for (size_t i = 0; i < total && !is_opt(r); i++) {
		struct record *all = answer->additional;
		uint32_t ttl;

		all = xreallocarray(all, i + 1, sizeof(*all));
		answer->additional = all;
		answer->additional_count = i + 1;
		if (!take_record(r, &all[i], &ttl))
			return false;
	}
	if (answer->additional_count == total)
		return true;
	r->at++;
	return answer->additional_count + 1 == total && pass_opt(r, &seen);
}

/* The name as it was asked, without a pointer; false also for one that has
 * capitals or what is escaped. */
static bool take_asked(struct reader *r)
{
	const char *name = r->asked;
	size_t at = r->at;

	while (*name) {
		size_t label = at < r->len ? r->bytes[at++] : 0;

		if (!label || label > LABEL_MAX || r->len - at < label)
			return false;
		/* Neither a dot nor a NUL may stand in a label. */
		for (size_t end = at + label; at < end; at++, name++) {
			if (!*name || *name == '.' ||
			    (uint8_t)*name != r->bytes[at])
				return false;
		}
		if (*name && *name++ != '.')
			return false;
	}
	if (at >= r->len || r->bytes[at])
		return false;
	r->at = at + 1;
	return true;
}

static bool is_asked_name(struct reader *r)
{
	char name[NAME_SIZE];

	if (!strchr(r->asked, '\\') && take_asked(r))
		return true;
	return take_name(r, name) && name_equal(name, r->asked);
}

static bool is_our_question(struct reader *r, const struct question *question)
{
	bool good;

	r->at = HEADER;
	good = is_asked_name(r) && has(r, 4) &&
	       u16_at(r, r->at) == (unsigned)question->type &&
	       u16_at(r, r->at + 2) == CLASS_IN;
	r->at += 4;
	return good;
}

static bool read_all(struct reader *r, const struct question *question,
		     struct answer *answer, struct dns_head *head)
{
	enum { QR = 0x8000, OPCODE_TC = 0x7A00, AA = 0x0400, RA = 0x0080 };
	unsigned flags;

	if (r->len < HEADER)
		return false;
	flags = u16_at(r, 2);
	*head = (struct dns_head){
		.rcode = flags & 0xF,
		.authoritative = flags & AA,
		.recursion_available = flags & RA,
	};
	return flags & QR && !(flags & OPCODE_TC) &&
	       (head->rcode == 0 || head->rcode == RCODE_NXDOMAIN) &&
	       u16_at(r, 4) == 1 && is_our_question(r, question) &&
	       read_section(r, u16_at(r, 6), &answer->records, &answer->count,
			    NULL) &&
	       read_section(r, u16_at(r, 8), &answer->authority,
			    &answer->authority_count, head) &&
	       read_additional(r, u16_at(r, 10), answer) && r->at == r->len;
}

bool dns_plain_read(const struct question *question, const uint8_t *bytes,
		    size_t len, struct answer *answer, struct dns_head *head)
{
	struct reader reader = { .bytes = bytes,
				 .len = len,
				 .asked = question->name };

	if (read_all(&reader, question, answer, head))
		return true;
	answer_free(answer);
	*answer = (struct answer){ .status = ANSWER_FAILED };
	return false;
}
