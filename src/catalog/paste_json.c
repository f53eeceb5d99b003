/* Answers of APIs: any object with a type and a value is a record, whatever
 * stands around it.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEPTH_MAX 40
#define FIND_MAX  65536 /* how far ahead a value is looked for */

/* The keys that APIs use, most telling first. */
static const char *const TYPE_KEYS[] = {
	"type", "record_type", "recordType", "rrtype", "dns_type", "Type",
};
static const char *const HOST_KEYS[] = {
	"host_name", "hostname", "host", "name",  "record_name", "recordName",
	"subdomain", "Host",     "Name", "label", "fqdn",        "key",
};
static const char *const VALUE_KEYS[] = {
	"value",     "data",       "content",      "pointsTo",
	"points_to", "target",     "record_value", "recordValue",
	"rdata",     "answer",     "destination",  "Value",
	"Data",      "txt",        "cname",        "expected_value",
	"exchange",  "mailServer", "required",     "expected",
};

/* Values in a list: each is a record. */
static const char *const LIST_KEYS[] = {
	"records", "rrdatas", "values", "ResourceRecords", "data",
	"answers", "content", "value",  "resourceRecords", "rdata",
};
static const char *const PRIORITY_KEYS[] = {
	"priority", "prio", "preference", "Priority", "mx_priority",
};

/* APIs that give each record two keys of its own instead of an object. */
static const struct {
	const char *host, *value;
	enum rr type;
} NAMED[] = {
	{ "DKIMPendingHost", "DKIMPendingTextValue", RR_TXT },
	{ "DKIMHost", "DKIMTextValue", RR_TXT },
	{ "ReturnPathDomain", "ReturnPathDomainCNAMEValue", RR_CNAME },
	{ "SPFHost", "SPFTextValue", RR_TXT },
	{ "DKIMRecordName", "DKIMRecordValue", RR_TXT },
	{ "OwnerShipTokenRecordName", "OwnerShipToken", RR_TXT },
	{ "Domain", "SPFRecordValue", RR_TXT },
};

struct walk {
	struct paste_reader *reader;
	const char *text;
	size_t len, at;     /* how far values were found */
	size_t line;        /* index of the line there */
	const char *domain; /* that the objects around are about, or NULL */
};

static const char *first_text(const json_t *object, const char *const *keys,
			      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const json_t *member = json_object_get(object, keys[i]);

		if (json_is_string(member) && json_string_length(member) > 0)
			return json_string_value(member);
	}
	return NULL;
}

/* The line in which the value stands; values come in the order of the text. */
static size_t find_line(struct walk *w, const char *value)
{
	size_t len = strlen(value);
	size_t reach = w->len - w->at < FIND_MAX ? w->len - w->at : FIND_MAX;
	const char *found = memmem(w->text + w->at, reach, value,
				   len < 40 ? len : 40);

	if (found) {
		size_t to = (size_t)(found - w->text);

		for (; w->at < to; w->at++)
			w->line += w->text[w->at] == '\n';
	}
	return w->line < w->reader->count ? w->line : w->reader->count - 1;
}

static bool add(struct walk *w, enum rr type, const char *host,
		const char *value, int priority)
{
	size_t line = find_line(w, value);
	struct paste_found found = {
		.type = type,
		.host = slice_of(host        ? host
				 : w->domain ? w->domain
					     : ""),
		.value = slice_of(value),
		.priority = priority,
		.from = line,
		.to = line,
	};

	return paste_add(w->reader, &found);
}

static int read_priority(const json_t *object)
{
	for (size_t i = 0; i < COUNT_OF(PRIORITY_KEYS); i++) {
		const json_t *member = json_object_get(object,
						       PRIORITY_KEYS[i]);
		struct slice digits = { "", 0 };
		uint64_t number;

		if (json_is_integer(member) &&
		    json_integer_value(member) >= 0 &&
		    json_integer_value(member) <= 65535)
			return (int)json_integer_value(member);
		if (json_is_string(member))
			digits = slice_of(json_string_value(member));
		if (slice_take_number(&digits, 65535, &number))
			return (int)number;
	}
	return -1;
}

/* By name, or by number as DNS over HTTPS has it. */
static enum rr read_type(const json_t *object)
{
	const char *type = first_text(object, TYPE_KEYS, COUNT_OF(TYPE_KEYS));
	const json_t *number = json_object_get(object, "type");

	if (type)
		return cell_type(slice_of(type));
	if (!json_is_integer(number))
		return RR_NONE;
	enum rr rr = (enum rr)json_integer_value(number);
	return json_integer_value(number) > 0 &&
			       json_integer_value(number) < 65536 &&
			       cell_type(slice_of(rr_name(rr))) == rr
		       ? rr
		       : RR_NONE;
}

/* {"Name":..., "Type":..., "ResourceRecords":[{"Value":...}]} and the like. */
static bool read_list(struct walk *w, const json_t *object, enum rr type,
		      const char *host)
{
	const json_t *item;
	size_t index;
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(LIST_KEYS) && !found; i++) {
		const json_t *list = json_object_get(object, LIST_KEYS[i]);

		json_array_foreach(list, index, item)
		{
			const char *value =
				json_is_string(item)
					? json_string_value(item)
					: first_text(item, VALUE_KEYS,
						     COUNT_OF(VALUE_KEYS));

			if (value)
				found |= add(w, type, host, value,
					     read_priority(item));
		}
	}
	return found;
}

static bool read_record(struct walk *w, const json_t *object)
{
	const char *host = first_text(object, HOST_KEYS, COUNT_OF(HOST_KEYS));
	const char *value = first_text(object, VALUE_KEYS,
				       COUNT_OF(VALUE_KEYS));
	enum rr rr = read_type(object);

	if (!value)
		return rr != RR_NONE && host && read_list(w, object, rr, host);
	/* Without a type only a text that speaks for itself is a record; so is
	 * it with the type of a text and no name. */
	if ((rr == RR_NONE || (rr == RR_TXT && !host)) &&
	    !(is_record_text(slice_of(value)) && (host || rr == RR_TXT)))
		return false;
	return add(w, rr == RR_NONE ? RR_TXT : rr, host, value,
		   read_priority(object));
}

static void read_named(struct walk *w, const json_t *object)
{
	for (size_t i = 0; i < COUNT_OF(NAMED); i++) {
		const char *host = first_text(object, &NAMED[i].host, 1);
		const char *value = first_text(object, &NAMED[i].value, 1);

		if (value && (host || strncasecmp(value, "v=spf1", 6) == 0))
			add(w, NAMED[i].type, host, value, -1);
	}
}

/* ["CNAME","s1._domainkey","s1.example"] */
static bool read_row(struct walk *w, const json_t *row)
{
	const char *texts[3] = { NULL };
	const json_t *item;
	enum rr type = RR_NONE;
	size_t index, count = 0;

	json_array_foreach(row, index, item)
	{
		const char *text = json_string_value(item);

		if (!text)
			continue;
		if (type == RR_NONE && cell_type(slice_of(text)) != RR_NONE)
			type = cell_type(slice_of(text));
		else if (count < COUNT_OF(texts) && !is_noise(slice_of(text)))
			texts[count++] = text;
	}
	return type != RR_NONE && count >= 2 &&
	       is_value_of(type, slice_of(texts[1])) &&
	       add(w, type, texts[0], texts[1], -1);
}

/* {"domain":"mg.example.nl", ...} and {"domain":{"name":"mg.example.nl"}} */
static const char *domain_of(const json_t *object)
{
	static const char *const KEYS[] = { "domain", "domain_name" };
	const json_t *domain = json_object_get(object, "domain");
	const char *name = json_is_object(domain)
				   ? json_string_value(
					     json_object_get(domain, "name"))
				   : first_text(object, KEYS, COUNT_OF(KEYS));

	return name && is_target(slice_of(name)) ? name : NULL;
}

static void walk_members(struct walk *w, const json_t *value, int depth);

static void walk_value(struct walk *w, const json_t *value, int depth)
{
	const char *above = w->domain, *own = domain_of(value);

	if (own)
		w->domain = own;
	walk_members(w, value, depth);
	w->domain = above;
}

static void walk_members(struct walk *w, const json_t *value, int depth)
{
	const char *key;
	json_t *member;
	size_t index;

	if (depth > DEPTH_MAX)
		return;
	if (json_is_object(value)) {
		if (read_record(w, value))
			return;
		read_named(w, value);
		json_object_foreach((json_t *)(uintptr_t)value, key, member)
			walk_value(w, member, depth + 1);
	}
	if (json_is_array(value) && read_row(w, value))
		return;
	json_array_foreach(value, index, member)
		walk_value(w, member, depth + 1);
}

/* The JSON between the first open and the last close, or NULL. */
static json_t *parse_between(const char *text, size_t len, char open,
			     char close)
{
	const char *start = memchr(text, open, len);
	const char *end = memrchr(text, close, len);
	json_error_t error;

	if (!start || !end || end < start)
		return NULL;
	return json_loadb(start, (size_t)(end - start) + 1, 0, &error);
}

/* Objects of a text that is not JSON as a whole: one a line, or cut off at the
 * end. The outermost that are closed, in one pass. */
struct piece {
	size_t from, to;
};

struct pieces {
	struct piece *open, *closed;
	size_t open_count, open_cap, closed_count, closed_cap;
};

static void see_brace(struct pieces *p, char c, size_t at)
{
	if (c == '{') {
		p->open = grow(p->open, p->open_count, &p->open_cap,
			       sizeof(*p->open));
		p->open[p->open_count++] = (struct piece){ .from = at };
		return;
	}
	if (p->open_count == 0)
		return;
	struct piece piece = { p->open[--p->open_count].from, at + 1 };
	/* What lies inside of it is part of it. */
	while (p->closed_count > 0 &&
	       p->closed[p->closed_count - 1].from > piece.from)
		p->closed_count--;
	p->closed = grow(p->closed, p->closed_count, &p->closed_cap,
			 sizeof(*p->closed));
	p->closed[p->closed_count++] = piece;
}

static void walk_pieces(struct walk *w)
{
	struct pieces p = { 0 };
	bool quoted = false;

	for (size_t i = 0; i < w->len; i++) {
		char c = w->text[i];

		if (c == '"' && (i == 0 || w->text[i - 1] != '\\'))
			quoted = !quoted;
		if (c == '\n') /* no string goes over a line */
			quoted = false;
		if (!quoted && (c == '{' || c == '}'))
			see_brace(&p, c, i);
	}
	for (size_t i = 0; i < p.closed_count; i++) {
		json_error_t error;
		json_t *root = json_loadb(w->text + p.closed[i].from,
					  p.closed[i].to - p.closed[i].from, 0,
					  &error);

		walk_value(w, root, 0);
		json_decref(root);
	}
	free(p.open);
	free(p.closed);
}

bool paste_json(struct paste_reader *r, const char *text, size_t len)
{
	struct walk walk = { .reader = r, .text = text, .len = len };

	if (r->count == 0)
		return false;
	json_t *root = parse_between(text, len, '{', '}');
	json_t *list = parse_between(text, len, '[', ']');
	/* Of two readings the one that holds the other is the whole. */
	if (root && list && memchr(text, '[', len) < memchr(text, '{', len)) {
		json_decref(root);
		root = NULL;
	}
	if (root || list)
		walk_value(&walk, root ? root : list, 0);
	else if (!paste_is_html(text, len))
		walk_pieces(&walk);
	json_decref(root);
	json_decref(list);
	return r->out->count > 0;
}
