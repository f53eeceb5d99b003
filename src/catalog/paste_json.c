/* Answers of APIs: any object with a type and a value is a record, whatever
 * stands around it.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <jansson.h>
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
	"value",     "data",   "content",      "pointsTo",
	"points_to", "target", "record_value", "recordValue",
	"rdata",     "answer", "destination",  "Value",
	"Data",      "txt",    "cname",        "expected_value",
	"exchange",
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
	size_t len, at; /* how far values were found */
	size_t line;    /* index of the line there */
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
		.host = slice_of(host ? host : "@"),
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

static bool read_record(struct walk *w, const json_t *object)
{
	const char *type = first_text(object, TYPE_KEYS, COUNT_OF(TYPE_KEYS));
	const char *host = first_text(object, HOST_KEYS, COUNT_OF(HOST_KEYS));
	const char *value = first_text(object, VALUE_KEYS,
				       COUNT_OF(VALUE_KEYS));
	enum rr rr = type ? cell_type(slice_of(type)) : RR_NONE;

	if (!value)
		return false;
	/* Without a type only a text that speaks for itself is a record. */
	if (rr == RR_NONE && !(host && is_record_text(slice_of(value))))
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

static void walk_value(struct walk *w, const json_t *value, int depth)
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
	walk_value(&walk, root ? root : list, 0);
	bool found = root || list;
	json_decref(root);
	json_decref(list);
	return found && r->out->count > 0;
}
