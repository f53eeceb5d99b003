/* SPDX-License-Identifier: MIT */
#include "catalog/template_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "catalog/json_read.h"
#include "catalog/template_text.h"

#define FIELD_MAX 65535 /* no record can hold more */

static const struct template_type TYPES[] = {
	{ "A", RR_A, "host", "pointsTo", TEMPLATE_TTL, false },
	{ "AAAA", RR_AAAA, "host", "pointsTo", TEMPLATE_TTL, false },
	{ "CNAME", RR_CNAME, "host", "pointsTo", TEMPLATE_TTL, false },
	{ "NS", RR_NS, "host", "pointsTo", TEMPLATE_TTL, false },
	{ "TXT", RR_TXT, "host", "data", TEMPLATE_TTL, false },
	{ "MX", RR_MX, "host", "pointsTo", TEMPLATE_TTL | TEMPLATE_PRIORITY,
	  false },
	{ "SRV", RR_SRV, "name", "target",
	  TEMPLATE_TTL | TEMPLATE_PRIORITY | TEMPLATE_WEIGHT | TEMPLATE_PORT,
	  false },
	{ "SPFM", RR_TXT, "host", "spfRules", 0, false },
	/* "Extensions/Exclusions": what only some DNS providers can do. */
	{ "APEXCNAME", RR_NONE, "host", "pointsTo", TEMPLATE_TTL, true },
	{ "REDIR301", RR_NONE, "host", "target", 0, true },
	{ "REDIR302", RR_NONE, "host", "target", 0, true },
	{ "NS1", RR_NONE, "host", "pointsTo", 0, true },
	{ "NS2", RR_NONE, "host", "pointsTo", 0, true },
};

static const struct template_type OTHER_TYPE = {
	"", RR_NONE, "host", "data", TEMPLATE_TTL, false,
};

static const char *const KNOWN_KEYS[] = {
	"type",
	"groupId",
	"essential",
	"host",
	"name",
	"pointsTo",
	"ttl",
	"data",
	"rdata",
	"txtConflictMatchingMode",
	"txtConflictMatchingPrefix",
	"priority",
	"weight",
	"port",
	"protocol",
	"service",
	"target",
	"spfRules",
	"keyTag",
	"algorithm",
	"digestType",
	"digest",
};

/* What reading one record needs at hand. */
struct reading {
	const json_t *object;
	int index;
	struct remark_list *remarks;
	struct template_line *line;
};

const struct template_type *template_type(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
		if (strcmp(TYPES[i].name, name) == 0)
			return &TYPES[i];
	}
	return &OTHER_TYPE;
}

static void remark(struct reading *r, enum template_code code,
		   const char *field, const char *detail)
{
	remark_add(r->remarks, code, r->index, field, detail);
}

/* A text field; "" with a problem when it is required and missing or no text.
 * Never NULL. */
static char *text_field(struct reading *r, const char *key, bool required)
{
	const json_t *member = json_object_get(r->object, key);

	if (json_is_string(member)) {
		if (json_string_length(member) > FIELD_MAX)
			remark(r, TEMPLATE_TOO_LARGE, key, NULL);
		return json_clean_dup(member, FIELD_MAX);
	}
	if (member && !json_is_null(member))
		remark(r, TEMPLATE_KEY_TYPE, key, NULL);
	else if (required)
		remark(r, TEMPLATE_KEY_MISSING, key, NULL);
	return xstrdup("");
}

/* Numbers may be written as strings, and may be one variable alone. */
static char *number_field(struct reading *r, const char *key, bool required,
			  uint64_t max)
{
	const json_t *member = json_object_get(r->object, key);

	if (json_is_integer(member)) {
		char *text = xasprintf("%lld",
				       (long long)json_integer_value(member));

		if (!template_is_number(text, max))
			remark(r, TEMPLATE_NUMBER, key, text);
		return text;
	}
	bool given = json_is_string(member);
	char *text = text_field(r, key, required);
	if ((!*text && !(given && required)) ||
	    template_is_variable_alone(text) || template_is_number(text, max))
		return text;
	remark(r,
	       strchr(text, '%') ? TEMPLATE_VARIABLE_FORBIDDEN
				 : TEMPLATE_NUMBER,
	       key, text);
	return text;
}

/* A number that is none of a type's (RFC 3597, 5), or a type that is only for
 * questions and messages (RFC 6895, 3.1). */
static bool is_no_type(const char *name)
{
	enum { OPT = 41, META_FIRST = 128, META_LAST = 255 };
	unsigned rr = rr_from_name(name);
	bool by_number = strncmp(name, "TYPE", 4) == 0 &&
			 isdigit((unsigned char)name[4]);

	return rr == OPT || (rr >= META_FIRST && rr <= META_LAST) ||
	       (by_number && rr == RR_NONE);
}

static void read_type(struct reading *r)
{
	char *name = text_field(r, "type", true);
	bool given = json_is_string(json_object_get(r->object, "type"));
	bool good = *name != '\0';

	for (char *at = name; *at; at++) {
		*at = (char)toupper((unsigned char)*at);
		good = good && (isalnum((unsigned char)*at) ||
				(*at == '-' && at > name));
	}
	r->line->type_name = name;
	r->line->spf_merge = strcmp(name, "SPFM") == 0;
	const struct template_type *type = template_type(name);
	r->line->type = type == &OTHER_TYPE ? rr_from_name(name) : type->rr;
	good = good && !(type == &OTHER_TYPE && is_no_type(name));
	if (given && !good)
		remark(r, TEMPLATE_TYPE_UNKNOWN, "type", name);
	else if (type == &OTHER_TYPE && good && r->line->type == RR_NONE)
		remark(r, TEMPLATE_NOTE_OTHER_TYPE, "type", name);
	else if (type != &OTHER_TYPE && type->rr == RR_NONE && good)
		remark(r, TEMPLATE_NOTE_PSEUDO_TYPE, "type", name);
}

/* DS may come in four fields instead of data. */
static char *read_ds(struct reading *r)
{
	static const char *const KEYS[] = { "keyTag", "algorithm", "digestType",
					    "digest" };
	struct str value = STR_INIT(FIELD_MAX);

	for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
		char *part = json_is_integer(
				     json_object_get(r->object, KEYS[i]))
				     ? number_field(r, KEYS[i], true, 65535)
				     : text_field(r, KEYS[i], true);

		str_addf(&value, "%s%s", i ? " " : "", part);
		free(part);
	}
	return str_take(&value);
}

static char *read_value(struct reading *r, const struct template_type *type)
{
	bool other = type == &OTHER_TYPE;

	if (other && strcmp(r->line->type_name, "DS") == 0 &&
	    json_object_get(r->object, "keyTag"))
		return read_ds(r);
	if (other && !json_object_get(r->object, "data") &&
	    json_object_get(r->object, "rdata"))
		return text_field(r, "rdata", true);
	return text_field(r, type->value_key, true);
}

static void check_variables(struct reading *r, const char *field,
			    const char *text)
{
	if (!template_is_paired(text))
		remark(r, TEMPLATE_VARIABLE_OPEN, field, text);
}

static void check_owner(struct reading *r, const struct template_type *type,
			bool host_required)
{
	const struct template_line *line = r->line;
	const char *host = line->host;
	bool apex = !*host || strcmp(host, "@") == 0;
	struct str masked = STR_INIT(FIELD_MAX);

	check_variables(r, type->owner_key, host);
	if (apex && !host_required &&
	    (line->type == RR_CNAME || line->type == RR_NS) &&
	    json_is_string(json_object_get(r->object, type->owner_key)))
		remark(r, TEMPLATE_APEX, type->owner_key, host);
	if (!apex && strcmp(line->type_name, "APEXCNAME") == 0)
		remark(r, TEMPLATE_HOST, type->owner_key, host);
	template_mask(host, &masked);
	if (!apex && template_is_paired(host) &&
	    !template_is_owner(str_text(&masked)))
		remark(r, TEMPLATE_HOST, type->owner_key, host);
	str_free(&masked);
	if ((strstr(host, "%domain%") || strstr(host, "%fqdn%")) &&
	    host[strlen(host) - 1] != '.')
		remark(r, TEMPLATE_NOTE_HOST_DOUBLES, type->owner_key, host);
}

/* The word of the list that text is; a note when only the case differs. */
static int read_choice(struct reading *r, const char *key, const char *text,
		       const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(words[i], text) != 0)
			continue;
		if (strcmp(words[i], text) != 0)
			remark(r, TEMPLATE_NOTE_CASE, key, text);
		return (int)i;
	}
	return -1;
}

static void read_txt_mode(struct reading *r)
{
	static const char *const MODES[] = { "None", "All", "Prefix" };
	const char *key = "txtConflictMatchingMode";
	char *text = text_field(r, key, false);
	int mode = *text ? read_choice(r, key, text, MODES, COUNT_OF(MODES))
			 : 0;

	if (mode < 0)
		remark(r,
		       strchr(text, '%') ? TEMPLATE_VARIABLE_FORBIDDEN
					 : TEMPLATE_TXT_MODE,
		       key, text);
	r->line->txt_mode = mode < 0 ? TEMPLATE_TXT_NONE
				     : (enum template_txt_mode)mode;
	free(text);
	key = "txtConflictMatchingPrefix";
	r->line->txt_prefix = text_field(r, key, false);
	if (template_has_variable(r->line->txt_prefix))
		remark(r, TEMPLATE_VARIABLE_FORBIDDEN, key,
		       r->line->txt_prefix);
	if (r->line->txt_mode == TEMPLATE_TXT_PREFIX_MODE &&
	    !*r->line->txt_prefix)
		remark(r, TEMPLATE_TXT_PREFIX, key, NULL);
}

static void read_essential(struct reading *r)
{
	static const char *const WORDS[] = { "Always", "OnApply" };
	char *text = text_field(r, "essential", false);
	int word = *text ? read_choice(r, "essential", text, WORDS,
				       COUNT_OF(WORDS))
			 : 0;

	if (word < 0)
		remark(r,
		       strchr(text, '%') ? TEMPLATE_VARIABLE_FORBIDDEN
					 : TEMPLATE_NOTE_ESSENTIAL,
		       "essential", text);
	r->line->on_apply = word == 1;
	free(text);
}

static void note_unknown_keys(struct reading *r)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)r->object, key, value)
	{
		bool known = false;

		for (size_t i = 0; i < COUNT_OF(KNOWN_KEYS) && !known; i++)
			known = strcmp(KNOWN_KEYS[i], key) == 0;
		if (!known)
			remark(r, TEMPLATE_NOTE_KEY, "", key);
	}
}

void template_line_read(const json_t *object, int index, bool host_required,
			struct template_line *line, struct remark_list *remarks)
{
	struct reading r = { object, index, remarks, line };

	*line = (struct template_line){ 0 };
	read_type(&r);
	const struct template_type *type = template_type(line->type_name);
	bool srv = line->type == RR_SRV;

	line->host = text_field(&r, type->owner_key, !type->owner_optional);
	line->value = read_value(&r, type);
	line->ttl = number_field(&r, "ttl", type->numbers & TEMPLATE_TTL,
				 INT32_MAX);
	line->priority = number_field(&r, "priority",
				      type->numbers & TEMPLATE_PRIORITY, 65535);
	line->weight = number_field(&r, "weight",
				    type->numbers & TEMPLATE_WEIGHT, 65535);
	line->port = number_field(&r, "port", type->numbers & TEMPLATE_PORT,
				  65535);
	line->service = text_field(&r, "service", srv);
	line->protocol = text_field(&r, "protocol", srv);
	line->group = text_field(&r, "groupId", false);
	if (template_has_variable(line->group))
		remark(&r, TEMPLATE_VARIABLE_FORBIDDEN, "groupId", line->group);
	read_essential(&r);
	read_txt_mode(&r);
	check_owner(&r, type, host_required);
	template_line_check_values(line, type, object, index, remarks);
	note_unknown_keys(&r);
}

void template_line_free(struct template_line *line)
{
	free(line->type_name);
	free(line->host);
	free(line->value);
	free(line->ttl);
	free(line->priority);
	free(line->weight);
	free(line->port);
	free(line->service);
	free(line->protocol);
	free(line->group);
	free(line->txt_prefix);
}
