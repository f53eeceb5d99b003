/* SPDX-License-Identifier: MIT */
#include "catalog/template.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "catalog/template_data.h"
#include "catalog/template_line.h"
#include "catalog/template_text.h"

#define FILLED_MAX 65535
#define VALUE_MAX  8192

/* What expanding one line needs at hand. */
struct filling {
	const struct template_input *in;
	const struct template_line *line;
	int index;
	char fqdn[NAME_SIZE];
	struct remark_list *remarks;
	bool good;
};

static void complain(struct filling *f, enum template_code code,
		     const char *field, const char *detail)
{
	remark_add(f->remarks, code, f->index, field, detail);
	f->good = false;
}

static const char *value_of(const struct filling *f, struct slice name)
{
	if (slice_is(name, "domain"))
		return f->in->domain;
	if (slice_is(name, "host"))
		return f->in->host;
	if (slice_is(name, "fqdn"))
		return f->fqdn;
	for (size_t i = 0; i < f->in->value_count; i++) {
		if (slice_is(name, f->in->values[i].name))
			return f->in->values[i].value;
	}
	return NULL;
}

/* The text with the values in it. Values are not looked at for variables, so
 * a percent sign in one stays what it is. The caller frees the result. */
static char *fill(struct filling *f, const char *field, const char *text)
{
	struct str out = STR_INIT(FILLED_MAX);
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind != PART_VARIABLE) {
			str_add_bytes(&out, part.text.at, part.text.len);
			continue;
		}
		const char *value = value_of(f, part.text);
		if (!value) {
			char *name = slice_dup(part.text);

			complain(f, TEMPLATE_VALUE_MISSING, field, name);
			free(name);
			continue;
		}
		char *clean = clean_dup(value, strlen(value), CLEAN_LINE,
					VALUE_MAX);
		str_add(&out, clean);
		free(clean);
	}
	if (out.overflow)
		complain(f, TEMPLATE_TOO_LARGE, field, NULL);
	return str_take(&out);
}

/* "Host/Name in Template": relative to [host.]domain, absolute with a final
 * dot; a template may not reach outside of the domain. */
static bool owner_name(struct filling *f, const char *field, const char *host,
		       char out[NAME_SIZE])
{
	size_t len = strlen(host);
	char own[NAME_SIZE];
	bool good;

	if (!*host || strcmp(host, "@") == 0)
		return name_canonical(f->fqdn, strlen(f->fqdn), out);
	good = template_is_owner(host) && name_canonical(host, len, own);
	if (good && host[len - 1] == '.') {
		good = name_is_under(own, f->in->domain);
		memcpy(out, own, strlen(own) + 1);
	} else if (good) {
		good = name_join(own, f->fqdn, out);
	}
	if (!good)
		complain(f, TEMPLATE_HOST, field, host);
	return good;
}

/* "PointsTo in Template": always absolute; @ is the name applied to. */
static void target_name(struct filling *f, const char *field, const char *value,
			char out[NAME_SIZE])
{
	if (strcmp(value, "@") == 0) {
		memcpy(out, f->fqdn, strlen(f->fqdn) + 1);
		if (f->line->type == RR_NS)
			complain(f, TEMPLATE_POINTS_TO, field, value);
		return;
	}
	if (template_is_no_service(f->line->type, value)) {
		memcpy(out, ".", 2);
		return;
	}
	out[0] = '\0';
	if (!template_is_target(value) ||
	    !name_canonical(value, strlen(value), out))
		complain(f, TEMPLATE_POINTS_TO, field, value);
}

static char *address_value(struct filling *f, const char *field,
			   const char *value)
{
	int family = f->line->type == RR_A ? AF_INET : AF_INET6;
	unsigned char bits[16];
	char text[INET6_ADDRSTRLEN] = "";

	if (inet_pton(family, value, bits) != 1)
		complain(f, TEMPLATE_POINTS_TO, field, value);
	else
		inet_ntop(family, bits, text, sizeof(text));
	return xstrdup(text);
}

static uint32_t number_value(struct filling *f, const char *field,
			     const char *text, uint32_t max)
{
	char *filled = fill(f, field, text);
	struct slice s = slice_trim(slice_of(filled));
	uint64_t number = 0;

	if (*filled && (!slice_take_number(&s, max, &number) || s.len > 0))
		complain(f, TEMPLATE_NUMBER, field, filled);
	free(filled);
	return (uint32_t)number;
}

/* A TTL is "best effort": a value that is no number must not stop the rest. */
static uint32_t ttl_value(struct filling *f)
{
	char *filled = fill(f, "ttl", f->line->ttl);
	struct slice s = slice_trim(slice_of(filled));
	uint64_t number = 0;

	if (!slice_take_number(&s, INT32_MAX, &number))
		number = 0;
	free(filled);
	return (uint32_t)number;
}

/* The presentation format through ldns, so that it compares with what comes
 * from the DNS; a type that ldns cannot read stays as it is written. */
static char *other_value(struct filling *f, const char *field, const char *name,
			 const char *value)
{
	char *text;

	if (!*value || strcmp(value, "@") == 0) {
		complain(f, TEMPLATE_DATA, field, value);
		return xstrdup("");
	}
	text = template_data_read(name, f->line->type_name, value);
	if (!text && template_data_is_plain(f->line->type, value))
		complain(f, TEMPLATE_DATA, field, value);
	return text ? text : xstrdup(value);
}

/* Service and protocol become labels with an underscore (RFC 2782). */
static void srv_label(struct filling *f, const char *field, const char *text,
		      bool is_protocol, struct str *name)
{
	char *filled = fill(f, field, text);

	if (filled[0] != '_')
		str_add_char(name, '_');
	str_add(name, filled);
	str_add_char(name, '.');
	if (is_protocol && !template_is_protocol(filled))
		complain(f, TEMPLATE_PROTOCOL, field, filled);
	else if (!template_is_target(filled))
		complain(f, TEMPLATE_HOST, field, filled);
	free(filled);
}

static void expand_srv(struct filling *f, const char *target, char *owner,
		       char **value, uint16_t *priority)
{
	struct str service = STR_INIT(128), protocol = STR_INIT(128);
	char name[NAME_SIZE], whole[NAME_SIZE];

	srv_label(f, "service", f->line->service, false, &service);
	srv_label(f, "protocol", f->line->protocol, true, &protocol);
	str_add(&service, str_text(&protocol));
	str_add(&service, owner);
	if (f->good && name_canonical(str_text(&service), service.len, whole))
		memcpy(owner, whole, strlen(whole) + 1);
	*priority = (uint16_t)number_value(f, "priority", f->line->priority,
					   65535);
	uint32_t weight = number_value(f, "weight", f->line->weight, 65535);
	uint32_t port = number_value(f, "port", f->line->port, 65535);
	target_name(f, "target", target, name);
	*value = xasprintf("%u %u %s", weight, port, name);
	str_free(&service);
	str_free(&protocol);
}

/* The terms alone: a leading v=spf1 and an all belong to the whole record. */
static char *spf_terms(const char *text)
{
	static const char *const DROPPED[] = { "v=spf1", "all",  "+all",
					       "-all",   "~all", "?all" };
	struct str terms = STR_INIT(FILLED_MAX);
	struct slice rest = slice_of(text), word;

	while (slice_next_word(&rest, &word)) {
		bool dropped = false;

		for (size_t i = 0; i < COUNT_OF(DROPPED) && !dropped; i++)
			dropped = slice_is_nocase(word, DROPPED[i]);
		if (dropped)
			continue;
		str_add(&terms, terms.len ? " " : "");
		str_add_bytes(&terms, word.at, word.len);
	}
	return str_take(&terms);
}

/* At the domain itself SOA and NS stand already (RFC 1034, 3.6.2); APEXCNAME
 * is for that place and no other. */
static bool is_misplaced(const struct filling *f, const char *owner)
{
	bool apex = name_equal(owner, f->in->domain);

	if (strcmp(f->line->type_name, "APEXCNAME") == 0)
		return !apex;
	return f->line->type == RR_CNAME && apex;
}

static void check_redirect(struct filling *f, const char *field,
			   const char *url)
{
	if (strncmp(f->line->type_name, "REDIR", 5) == 0 &&
	    !template_is_web_address(url))
		complain(f, TEMPLATE_POINTS_TO, field, url);
}

static void expand_line(struct filling *f, struct template_record *out)
{
	const struct template_type *type = template_type(f->line->type_name);
	char *host = fill(f, type->owner_key, f->line->host);
	char *filled = fill(f, type->value_key, f->line->value);
	char owner[NAME_SIZE] = "", target[NAME_SIZE];
	char *value = NULL;
	uint16_t priority = 0;

	if (f->good)
		owner_name(f, type->owner_key, host, owner);
	if (f->good && is_misplaced(f, owner))
		complain(f, TEMPLATE_APEX, type->owner_key, host);
	switch (f->good ? f->line->type : RR_TXT) {
	case RR_A:
	case RR_AAAA:
		value = address_value(f, type->value_key, filled);
		break;
	case RR_MX:
		priority = (uint16_t)number_value(f, "priority",
						  f->line->priority, 65535);
		/* fall through */
	case RR_CNAME:
	case RR_NS:
		target_name(f, type->value_key, filled, target);
		value = xstrdup(target);
		break;
	case RR_SRV:
		expand_srv(f, filled, owner, &value, &priority);
		break;
	case RR_TXT:
	case RR_NONE:
		check_redirect(f, type->value_key, filled);
		value = f->line->spf_merge ? spf_terms(filled)
					   : xstrdup(filled);
		break;
	default:
		value = other_value(f, type->value_key, owner, filled);
		break;
	}
	out->record = (struct record){ .name = xstrdup(owner),
				       .type = f->line->type,
				       .ttl = ttl_value(f),
				       .priority = priority,
				       .value = value };
	free(host);
	free(filled);
}

static bool is_wanted(const struct template_input *in, size_t index,
		      const struct template_line *line)
{
	if (in->lines && !in->lines[index])
		return false;
	if (in->group_count == 0 || !*line->group)
		return true;
	for (size_t i = 0; i < in->group_count; i++) {
		if (strcmp(in->groups[i], line->group) == 0)
			return true;
	}
	return false;
}

static bool is_alone(const struct template_record *r)
{
	return r->record.type == RR_CNAME ||
	       (r->pseudo && strcmp(r->pseudo, "APEXCNAME") == 0);
}

/* A CNAME stands alone at its name (RFC 1034, 3.6.2), and below a delegation
 * there is nothing of the zone (RFC 1034, 4.2.1). */
static bool exclude_each_other(const struct template_record *one,
			       const struct template_record *other)
{
	const struct record *a = &one->record, *b = &other->record;

	if (is_alone(one) && is_alone(other))
		return name_equal(a->name, b->name);
	/* What is no record stands beside others (APEXCNAME, REDIR301). */
	if (one->pseudo || other->pseudo)
		return false;
	if (a->type == RR_CNAME || b->type == RR_CNAME)
		return name_equal(a->name, b->name);
	if (a->type == RR_NS && b->type != RR_NS)
		return name_is_under(b->name, a->name);
	if (b->type == RR_NS && a->type != RR_NS)
		return name_is_under(a->name, b->name);
	return false;
}

static void check_self(struct filling *f, const struct template_expansion *x,
		       const struct template_record *record)
{
	for (size_t i = 0; f->good && i < x->count; i++) {
		if (exclude_each_other(&x->records[i], record))
			complain(f, TEMPLATE_SELF_CONFLICT, "host",
				 record->record.name);
	}
}

static void add_line(struct filling *f, struct template_expansion *x,
		     size_t *cap)
{
	const struct template_line *line = f->line;
	struct template_record record = {
		.spf_merge = line->spf_merge,
		.essential = !line->on_apply,
		.txt_mode = line->txt_mode,
		.txt_prefix = line->txt_prefix,
		.group = line->group,
		.line = (size_t)f->index,
		.pseudo = line->type == RR_NONE ? line->type_name : NULL,
	};

	expand_line(f, &record);
	check_self(f, x, &record);
	if (!f->good) {
		record_free(&record.record);
		return;
	}
	x->records = grow(x->records, x->count, cap, sizeof(*x->records));
	x->records[x->count++] = record;
}

/* "Case Sensitivity": names are the one thing whose case does not count. */
static bool canonical_place(const struct template_input *in,
			    char domain[NAME_SIZE], char host[NAME_SIZE],
			    char fqdn[NAME_SIZE])
{
	bool none = !in->host || !*in->host || strcmp(in->host, "@") == 0;

	return name_canonical(in->domain, strlen(in->domain), domain) &&
	       (none || name_canonical(in->host, strlen(in->host), host)) &&
	       name_join(host, domain, fqdn);
}

enum err template_expand(const struct template *t,
			 const struct template_input *in,
			 struct template_expansion *out)
{
	struct remark_list remarks = { 0 };
	struct template_input applied = *in;
	struct filling f = { .in = &applied, .index = -1, .remarks = &remarks };
	char domain[NAME_SIZE] = "", host[NAME_SIZE] = "";
	size_t cap = 0;

	*out = (struct template_expansion){ 0 };
	applied.domain = domain;
	applied.host = host;
	if (!canonical_place(in, domain, host, f.fqdn)) {
		complain(&f, TEMPLATE_HOST, "host", in->host);
	} else if (t->host_required && !*host) {
		complain(&f, TEMPLATE_HOST_REQUIRED, "host", NULL);
	} else {
		for (size_t i = 0; i < t->line_count; i++) {
			f.line = &t->lines[i];
			f.index = (int)i;
			f.good = true;
			if (is_wanted(in, i, f.line))
				add_line(&f, out, &cap);
		}
	}
	out->remarks = remarks.items;
	out->remark_count = remarks.count;
	return remarks.count ? ERR_SYNTAX : OK;
}

void template_expansion_free(struct template_expansion *x)
{
	for (size_t i = 0; i < x->count; i++)
		record_free(&x->records[i].record);
	free(x->records);
	remarks_free(x->remarks, x->remark_count);
	*x = (struct template_expansion){ 0 };
}
