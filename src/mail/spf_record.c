/* SPDX-License-Identifier: MIT */
#include "mail/spf_record.h"

#include <stdlib.h>
#include <string.h>

#include "mail/ascii.h"
#include "mail/spf_macro.h"

#define VERSION "v=spf1"

/* What may stand behind the name of a mechanism (RFC 7208, 5). */
enum argument { ARG_NONE, ARG_DOMAIN, ARG_OPTIONAL_DOMAIN, ARG_CIDR, ARG_IP };

static const struct {
	const char *name;
	enum spf_kind kind;
	enum argument argument;
} mechanisms[] = {
	{ "all", SPF_ALL, ARG_NONE },
	{ "include", SPF_INCLUDE, ARG_DOMAIN },
	{ "a", SPF_A, ARG_CIDR },
	{ "mx", SPF_MX, ARG_CIDR },
	{ "ptr", SPF_PTR, ARG_OPTIONAL_DOMAIN },
	{ "ip4", SPF_IP4, ARG_IP },
	{ "ip6", SPF_IP6, ARG_IP },
	{ "exists", SPF_EXISTS, ARG_DOMAIN },
};

bool spf_is_record(const char *text)
{
	struct slice s = slice_of(text);
	size_t len = strlen(VERSION);

	return slice_has_prefix_nocase(s, VERSION) &&
	       (text[len] == '\0' || text[len] == ' ');
}

/* A whole record with something in front: `SPF: v=spf1 ...`, a smart quote. */
static bool has_record_inside(const char *text)
{
	const char *at = text;

	while ((at = strcasestr(at, VERSION " "))) {
		if (at > text && !ascii_is_alpha(at[-1]))
			return true;
		at++;
	}
	return false;
}

bool spf_is_meant(const char *text)
{
	static const char *const beginnings[] = { "v=spf",   "v= spf", "v =spf",
						  "v = spf", "v:spf",  "v-spf",
						  "vspf",    "spf1 ",  "spf=" };
	struct slice s = slice_of(text);

	while (slice_skip_char(&s, '"') || slice_skip_char(&s, '\'') ||
	       slice_skip_char(&s, ' '))
		continue;
	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		if (slice_has_prefix_nocase(s, beginnings[i]))
			return true;
	}
	return has_record_inside(text);
}

size_t spf_select(const struct answer *answer, const char **first)
{
	const struct record *r;
	size_t index = 0;
	size_t count = 0;

	*first = NULL;
	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (!spf_is_record(r->value))
			continue;
		if (count++ == 0)
			*first = r->value;
	}
	return count;
}

/* Takes `/NUMBER` off the end of s: 1 when it did, 0 when there is none, -1
 * when the number cannot be a prefix length. */
static int take_prefix(struct slice *s, unsigned max, uint8_t *prefix)
{
	size_t at = s->len;
	struct slice digits;
	uint64_t number;

	while (at > 0 && ascii_is_digit(s->at[at - 1]))
		at--;
	if (at == 0 || at == s->len || s->at[at - 1] != '/')
		return 0;
	digits = (struct slice){ s->at + at, s->len - at };
	if ((digits.len > 1 && digits.at[0] == '0') ||
	    !slice_take_number(&digits, max, &number))
		return -1;
	*prefix = (uint8_t)number;
	s->len = at - 1;
	return 1;
}

/* dual-cidr-length (RFC 7208, 5.3): /24, //64, /24//64 at the end of s. */
static bool take_dual_prefix(struct slice *s, struct spf_term *t)
{
	struct slice rest = *s;
	uint8_t number;
	int found = take_prefix(&rest, 128, &number);

	if (found < 0)
		return false;
	if (found > 0 && rest.len > 0 && rest.at[rest.len - 1] == '/') {
		t->prefix6 = number;
		rest.len--;
		*s = rest;
	}
	found = take_prefix(s, 32, &t->prefix4);
	return found >= 0;
}

static bool looks_like_address(struct slice s)
{
	struct slice host = slice_take_until(&s, "/");
	struct ip ip;

	return ip_parse_version(host, 4, &ip) || ip_parse_version(host, 6, &ip);
}

static enum spf_syntax check_domain(struct slice domain)
{
	if (domain.len == 0)
		return SPF_SYNTAX_NO_DOMAIN;
	if (spf_domain_spec_valid(domain))
		return SPF_SYNTAX_OK;
	if (looks_like_address(domain))
		return SPF_SYNTAX_ADDRESS;
	return spf_macro_valid(domain, SPF_MACRO_DOMAIN) ? SPF_SYNTAX_DOMAIN
							 : SPF_SYNTAX_MACRO;
}

static enum spf_syntax parse_ip(struct slice rest, struct spf_term *t)
{
	bool v4 = t->kind == SPF_IP4;
	struct slice host;

	if (!slice_skip_char(&rest, ':'))
		return SPF_SYNTAX_NOT_ALLOWED;
	host = rest;
	if (take_prefix(&host, v4 ? 32 : 128, v4 ? &t->prefix4 : &t->prefix6) <
	    0)
		return SPF_SYNTAX_PREFIX;
	if (!ip_parse_version(host, v4 ? 4 : 6, &t->network))
		return v4 ? SPF_SYNTAX_IP4 : SPF_SYNTAX_IP6;
	return SPF_SYNTAX_OK;
}

/* rest is what stands behind the name, with its ':' or '/'. */
static enum spf_syntax parse_argument(struct slice rest, enum argument argument,
				      struct spf_term *t)
{
	if (argument == ARG_IP)
		return parse_ip(rest, t);
	if (argument == ARG_CIDR && !take_dual_prefix(&rest, t))
		return SPF_SYNTAX_PREFIX;
	if (rest.len == 0)
		return argument == ARG_DOMAIN ? SPF_SYNTAX_NO_DOMAIN
					      : SPF_SYNTAX_OK;
	if (argument == ARG_NONE || !slice_skip_char(&rest, ':'))
		return SPF_SYNTAX_NOT_ALLOWED;
	t->domain = rest;
	return check_domain(rest);
}

static enum spf_syntax parse_mechanism(struct slice text, struct spf_term *t)
{
	struct slice name;

	t->qualifier = '+';
	if (strchr("+-~?", text.at[0])) {
		t->qualifier = text.at[0];
		(void)slice_skip_char(&text, text.at[0]);
	}
	name = slice_take_until(&text, ":/");
	for (size_t i = 0; i < COUNT_OF(mechanisms); i++) {
		/* Most are told from it by the first letter. */
		if (!name.len || (*name.at | 0x20) != *mechanisms[i].name ||
		    !slice_is_nocase(name, mechanisms[i].name))
			continue;
		t->kind = mechanisms[i].kind;
		return parse_argument(text, mechanisms[i].argument, t);
	}
	return SPF_SYNTAX_UNKNOWN;
}

static bool is_modifier_name(struct slice name)
{
	if (name.len == 0 || !ascii_is_alpha(name.at[0]))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (!ascii_is_alnum(c) && c != '-' && c != '_' && c != '.')
			return false;
	}
	return true;
}

static enum spf_syntax parse_modifier(struct slice name, struct slice value,
				      struct spf_term *t)
{
	t->domain = value;
	t->kind = SPF_UNKNOWN_MODIFIER;
	if (!is_modifier_name(name))
		return SPF_SYNTAX_MODIFIER_NAME;
	if (slice_is_nocase(name, "redirect"))
		t->kind = SPF_REDIRECT;
	else if (slice_is_nocase(name, "exp"))
		t->kind = SPF_EXP;
	else
		return spf_macro_valid(value, SPF_MACRO_DOMAIN)
			       ? SPF_SYNTAX_OK
			       : SPF_SYNTAX_MACRO;
	return check_domain(value);
}

bool spf_term_is_joined(struct slice text)
{
	static const char *const beginnings[] = {
		"include:", "ip4:", "ip6:", "exists:", "redirect=",
		"v=spf1",   "-all", "~all", "?all",    "+all",
	};

	/* A qualifier belongs to the name behind it. */
	if (text.len > 0 && strchr("+-~?", text.at[0]))
		(void)slice_skip_char(&text, text.at[0]);
	while (text.len > 0) {
		(void)slice_skip_char(&text, text.at[0]);
		for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
			if (slice_has_prefix_nocase(text, beginnings[i]))
				return true;
		}
	}
	return false;
}

enum spf_syntax spf_term_parse(struct slice text, struct spf_term *out)
{
	struct slice rest = text;
	struct slice name = slice_take_until(&rest, ":/=");
	enum spf_syntax error;

	*out = (struct spf_term){
		.qualifier = '+', .len = text.len, .prefix4 = 32, .prefix6 = 128
	};
	if (!ascii_is_plain(text) || text.len == 0)
		return SPF_SYNTAX_CHARACTER;
	error = slice_skip_char(&rest, '=') ? parse_modifier(name, rest, out)
					    : parse_mechanism(text, out);
	if (error != SPF_SYNTAX_OK && spf_term_is_joined(text))
		return SPF_SYNTAX_JOINED;
	return error;
}

/* Points at the terms that the evaluation wants to find; false when redirect=
 * or exp= stands there twice (RFC 7208, 6). */
static bool index_terms(struct spf_record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct spf_term *t = &r->terms[i];
		const struct spf_term **place = t->kind == SPF_REDIRECT
							? &r->redirect
						: t->kind == SPF_EXP ? &r->exp
								     : NULL;

		if (t->kind == SPF_ALL && !r->all)
			r->all = t;
		if (place && *place) {
			r->error = SPF_SYNTAX_TWICE;
			r->error_offset = t->offset;
			r->error_len = t->len;
			return false;
		}
		if (place)
			*place = t;
	}
	return true;
}

bool spf_record_parse(const char *text, struct spf_record *out)
{
	struct slice rest = slice_of(text);

	*out = (struct spf_record){ .text = text };
	if (!spf_is_record(text)) {
		out->error = slice_has_prefix_nocase(rest, VERSION)
				     ? SPF_SYNTAX_JOINED
				     : SPF_SYNTAX_VERSION;
		out->error_len = slice_take_until(&rest, " ").len;
		return false;
	}
	(void)slice_take_until(&rest, " ");
	for (;;) {
		struct slice term;
		struct spf_term *t;

		/* Blanks alone part the terms, no tabs (RFC 7208, 4.6.1). */
		while (slice_skip_char(&rest, ' '))
			continue;
		if (rest.len == 0)
			return index_terms(out);
		term = slice_take_until(&rest, " ");
		out->terms = grow(out->terms, out->count, &out->cap,
				  sizeof(*out->terms));
		t = &out->terms[out->count];
		out->error = spf_term_parse(term, t);
		t->offset = (size_t)(term.at - text);
		if (out->error != SPF_SYNTAX_OK) {
			out->error_offset = t->offset;
			out->error_len = t->len;
			(void)index_terms(out);
			return false;
		}
		out->count++;
	}
}

void spf_record_free(struct spf_record *r)
{
	free(r->terms);
	*r = (struct spf_record){ .text = NULL };
}
