/* What a record of a template says: does its value fit its type?
 *
 * SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "catalog/template_data.h"
#include "catalog/template_line.h"
#include "catalog/template_text.h"

#define FIELD_MAX 65535 /* no record can hold more */

/* The value at hand. */
struct checking {
	const struct template_line *line;
	const char *key;    /* its field */
	const char *masked; /* it, with an x for each variable */
	int index;
	struct remark_list *remarks;
};

static void remark(const struct checking *c, enum template_code code)
{
	remark_add(c->remarks, code, c->index, c->key, c->line->value);
}

static bool is_address(int family, const char *text)
{
	unsigned char bits[16];

	return inet_pton(family, text, bits) == 1;
}

static void check_address(const struct checking *c)
{
	const char *value = c->line->value;

	if (!template_has_variable(value) &&
	    !is_address(c->line->type == RR_A ? AF_INET : AF_INET6, value))
		remark(c, TEMPLATE_POINTS_TO);
}

/* Empty and @ mean the domain ("Points To"), though a name server cannot be the
 * name that is delegated to it. */
static void check_name(const struct checking *c)
{
	const char *value = c->line->value;
	bool is_domain = strcmp(value, "@") == 0;

	if (template_is_no_service(c->line->type, value))
		return;
	if (!*value)
		remark(c, TEMPLATE_NOTE_EMPTY_TARGET);
	else if (is_domain && c->line->type == RR_NS)
		remark(c, TEMPLATE_POINTS_TO);
	else if (!is_domain && !template_is_target(c->masked))
		remark(c, strchr(value, '@') ? TEMPLATE_NOTE_AT_INSIDE
					     : TEMPLATE_POINTS_TO);
	else if (is_address(AF_INET, value))
		remark(c, TEMPLATE_NOTE_ADDRESS);
}

static void check_text(const struct checking *c)
{
	const char *value = c->line->value;

	if (c->line->spf_merge && !*value)
		remark(c, TEMPLATE_DATA);
	if (!c->line->spf_merge && strncasecmp(value, "v=spf1", 6) == 0)
		remark(c, TEMPLATE_NOTE_SPF_TEXT);
}

/* REDIR301, APEXCNAME and the like. */
static void check_pseudo(const struct checking *c)
{
	if (strncmp(c->line->type_name, "REDIR", 5) == 0) {
		if (!template_is_web_address(c->masked) &&
		    c->line->value[0] != '%')
			remark(c, TEMPLATE_POINTS_TO);
	} else {
		check_name(c);
	}
}

static void check_data(const struct checking *c)
{
	const char *value = c->line->value;
	char *read;

	if (!*value || strcmp(value, "@") == 0) {
		remark(c, TEMPLATE_DATA);
		return;
	}
	if (template_has_variable(value) || c->line->type == RR_NONE)
		return;
	read = template_data_read("x", c->line->type_name, value);
	if (!read)
		remark(c, template_data_is_plain(c->line->type, value)
				  ? TEMPLATE_DATA
				  : TEMPLATE_NOTE_DATA);
	free(read);
}

static void check_value(const struct checking *c, bool other)
{
	switch (c->line->type) {
	case RR_A:
	case RR_AAAA:
		check_address(c);
		break;
	case RR_CNAME:
	case RR_NS:
	case RR_MX:
	case RR_SRV:
		check_name(c);
		break;
	case RR_TXT:
		check_text(c);
		break;
	default:
		if (other)
			check_data(c);
		else
			check_pseudo(c);
		break;
	}
}

static void check_srv_word(const struct checking *c, const char *key,
			   const char *word, bool is_protocol)
{
	struct str masked = STR_INIT(FIELD_MAX);
	const char *text;

	template_mask(word, &masked);
	text = str_text(&masked);
	if (!template_is_paired(word))
		remark_add(c->remarks, TEMPLATE_VARIABLE_OPEN, c->index, key,
			   word);
	else if (is_protocol && !template_has_variable(word) &&
		 !template_is_protocol(word))
		remark_add(c->remarks, TEMPLATE_PROTOCOL, c->index, key, word);
	else if (!template_is_target(text))
		remark_add(c->remarks, TEMPLATE_HOST, c->index, key, word);
	else if (word[0] != '_' && word[0] != '%')
		remark_add(c->remarks, TEMPLATE_NOTE_NO_UNDERSCORE, c->index,
			   key, word);
	str_free(&masked);
}

static bool is_text(const json_t *object, const char *key)
{
	return json_is_string(json_object_get(object, key));
}

void template_line_check_values(const struct template_line *line,
				const struct template_type *type,
				const json_t *object, int index,
				struct remark_list *remarks)
{
	struct str masked = STR_INIT(FIELD_MAX);
	bool other = type == template_type("");

	template_mask(line->value, &masked);
	const struct checking c = {
		.line = line,
		.key = type->value_key,
		.masked = str_text(&masked),
		.index = index,
		.remarks = remarks,
	};
	if (!template_is_paired(line->value))
		remark(&c, TEMPLATE_VARIABLE_OPEN);
	else if (is_text(object, type->value_key))
		check_value(&c, other);
	if (line->type == RR_SRV && is_text(object, "service"))
		check_srv_word(&c, "service", line->service, false);
	if (line->type == RR_SRV && is_text(object, "protocol"))
		check_srv_word(&c, "protocol", line->protocol, true);
	str_free(&masked);
}
