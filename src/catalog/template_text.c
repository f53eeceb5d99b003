/* SPDX-License-Identifier: MIT */
#include "catalog/template_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The length of an SPF macro at s (RFC 7208, 7.1), 0 when there is none. */
static size_t macro_length(struct slice s)
{
	size_t i = 3;

	if (s.len < 4 || memcmp(s.at, "%{", 2) != 0 ||
	    !memchr("slodiphcrtvSLODIPHCRTV", s.at[2], 22))
		return 0;
	while (i < s.len && isdigit((unsigned char)s.at[i]))
		i++;
	if (i < s.len && (s.at[i] == 'r' || s.at[i] == 'R'))
		i++;
	while (i < s.len && memchr(".-+,/_=", s.at[i], 7))
		i++;
	return i < s.len && s.at[i] == '}' ? i + 1 : 0;
}

static void take(struct slice *rest, size_t len)
{
	rest->at += len;
	rest->len -= len;
}

static void take_literal(struct slice *rest, struct template_part *part)
{
	size_t len = 0;

	while (len < rest->len) {
		const char *mark = memchr(rest->at + len, '%', rest->len - len);

		len = mark ? (size_t)(mark - rest->at) : rest->len;
		if (!mark)
			break;
		struct slice here = { rest->at + len, rest->len - len };
		size_t macro = macro_length(here);

		if (here.at[0] == '%' && !macro)
			break;
		len += macro ? macro : 1;
	}
	part->kind = PART_LITERAL;
	part->text = (struct slice){ rest->at, len };
	take(rest, len);
}

bool template_next_part(struct slice *rest, struct template_part *part)
{
	if (rest->len == 0)
		return false;
	if (rest->at[0] != '%' || macro_length(*rest)) {
		take_literal(rest, part);
		return true;
	}
	const char *end = memchr(rest->at + 1, '%', rest->len - 1);
	if (!end || end == rest->at + 1) {
		part->kind = PART_BROKEN;
		part->text = *rest;
		take(rest, rest->len);
		return true;
	}
	part->kind = PART_VARIABLE;
	part->text = (struct slice){ rest->at + 1,
				     (size_t)(end - rest->at) - 1 };
	take(rest, part->text.len + 2);
	return true;
}

bool template_is_paired(const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_BROKEN)
			return false;
	}
	return true;
}

bool template_has_variable(const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_VARIABLE)
			return true;
	}
	return false;
}

bool template_is_variable_alone(const char *text)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	return template_next_part(&rest, &part) && part.kind == PART_VARIABLE &&
	       rest.len == 0;
}

bool template_is_built_in(struct slice name)
{
	return slice_is(name, "host") || slice_is(name, "domain") ||
	       slice_is(name, "fqdn");
}

void template_mask(const char *text, struct str *out)
{
	struct slice rest = slice_of(text);
	struct template_part part;

	while (template_next_part(&rest, &part)) {
		if (part.kind == PART_LITERAL)
			str_add_bytes(out, part.text.at, part.text.len);
		else
			str_add_char(out, 'x');
	}
}

bool template_is_number(const char *text, uint64_t max)
{
	struct slice s = slice_trim(slice_of(text));
	uint64_t number = 0;

	return slice_take_number(&s, max, &number) && s.len == 0;
}

/* Letters, digits, hyphen (not at an end), underscore, and the bytes of an
 * international name, which name_canonical() judges later. */
static bool is_label_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The label at the start, up to a dot or the end: its length, or 0. */
static size_t label_length(struct slice s)
{
	bool international = false;
	size_t len = 0;

	for (; len < s.len && s.at[len] != '.'; len++) {
		if (!is_label_byte(s.at[len]))
			return 0;
		international |= (unsigned char)s.at[len] >= 0x80;
	}
	if (len == 0 || s.at[0] == '-' || s.at[len - 1] == '-')
		return 0;
	return international || len <= 63 ? len : 0;
}

static bool are_labels(struct slice s)
{
	if (s.len > 0 && s.at[s.len - 1] == '.')
		s.len--;
	if (s.len > 253)
		return false;
	for (;;) {
		size_t len = label_length(s);

		if (!len)
			return false;
		take(&s, len);
		if (!slice_skip_char(&s, '.'))
			return true;
	}
}

bool template_is_owner(const char *text)
{
	struct slice s = slice_of(text);

	if (slice_is(s, "*"))
		return true;
	if (s.len > 2 && s.at[0] == '*' && s.at[1] == '.')
		s = slice_of(text + 2);
	return are_labels(s);
}

bool template_is_target(const char *text)
{
	return are_labels(slice_of(text));
}

bool template_is_no_service(enum rr type, const char *target)
{
	return (type == RR_MX || type == RR_SRV) && strcmp(target, ".") == 0;
}

bool template_is_protocol(const char *word)
{
	static const char *const PROTOCOLS[] = { "tcp", "udp", "tls", "sctp",
						 "dccp" };

	for (size_t i = 0; i < COUNT_OF(PROTOCOLS); i++) {
		if (strcasecmp(word + (word[0] == '_'), PROTOCOLS[i]) == 0)
			return true;
	}
	return false;
}

bool template_is_web_address(const char *text)
{
	struct slice s = slice_of(text);
	uint64_t port = 0;

	if (!slice_has_prefix_nocase(s, "http://") &&
	    !slice_has_prefix_nocase(s, "https://"))
		return false;
	s.at = strstr(text, "://") + 3;
	s.len = strlen(s.at);
	struct slice authority = slice_take_until(&s, "/?#");
	struct slice host = slice_take_until(&authority, ":");

	if (!are_labels(host))
		return false;
	return !slice_skip_char(&authority, ':') ||
	       (slice_take_number(&authority, 65535, &port) &&
		authority.len == 0);
}
