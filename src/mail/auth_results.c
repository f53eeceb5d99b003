/* SPDX-License-Identifier: MIT */
#include "mail/auth_results.h"

#include <stdlib.h>
#include <string.h>

#include "mail/ascii.h"

/* Skips blanks and comments (CFWS); the first comment of a result is kept. */
static void skip_comments(struct slice *rest, char **first)
{
	while (slice_skip_blanks(rest), rest->len && rest->at[0] == '(') {
		struct str inner = STR_INIT(AUTH_TEXT_MAX);
		unsigned depth = 0;
		size_t at = 0;

		for (; at < rest->len; at++) {
			char c = rest->at[at];

			if (c == '\\' && at + 1 < rest->len)
				c = rest->at[++at];
			else if (c == '(' && depth++ == 0)
				continue;
			else if (c == ')' && --depth == 0)
				break;
			str_add_char(&inner, c);
		}
		at += at < rest->len;
		rest->at += at;
		rest->len -= at;
		if (first && !*first)
			*first = str_take(&inner);
		str_free(&inner);
	}
}

/* A quoted string (RFC 5322, 3.2.4) without its quotes. */
static char *take_quoted(struct slice *rest)
{
	struct str out = STR_INIT(AUTH_TEXT_MAX);

	(void)slice_skip_char(rest, '"');
	while (rest->len && rest->at[0] != '"') {
		if (rest->at[0] == '\\' && rest->len > 1)
			(void)slice_skip_char(rest, '\\');
		str_add_char(&out, rest->at[0]);
		(void)slice_skip_char(rest, rest->at[0]);
	}
	(void)slice_skip_char(rest, '"');
	return str_take(&out);
}

static char *dup_short(struct slice s, bool lower)
{
	char *text;

	if (s.len > AUTH_TEXT_MAX)
		s.len = AUTH_TEXT_MAX;
	text = slice_dup(s);
	for (char *c = text; lower && *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return text;
}

/* A value: a quoted string, an address with a quoted local part, or all up to
 * the next blank, semicolon or comment. */
static char *take_value(struct slice *rest)
{
	struct slice word;
	char *quoted, *all;

	if (!rest->len || rest->at[0] != '"')
		return dup_short(slice_take_until(rest, " \t;("), false);
	quoted = take_quoted(rest);
	if (!rest->len || rest->at[0] != '@')
		return quoted;
	word = slice_take_until(rest, " \t;(");
	all = xasprintf("%s%.*s", quoted, (int)word.len, word.at);
	free(quoted);
	return all;
}

/* name = value, with comments allowed between all of it; false where there is
 * none, and what stands there is skipped up to the next blank. */
static bool take_pair(struct slice *rest, char **comment, char **name,
		      char **value)
{
	struct slice word = slice_take_until(rest, " \t;=(");

	skip_comments(rest, comment);
	if (!word.len || !slice_skip_char(rest, '=')) {
		if (!word.len && rest->len && rest->at[0] != ';')
			(void)slice_skip_char(rest, rest->at[0]);
		return false;
	}
	skip_comments(rest, comment);
	*name = dup_short(word, true);
	*value = take_value(rest);
	return true;
}

static void add_property(struct auth_result *r, char *name, char *value)
{
	if (!strcmp(name, "reason") && !r->reason) {
		r->reason = value;
		free(name);
	} else if (r->property_count < AUTH_PROPERTIES_MAX) {
		r->properties[r->property_count++] = (struct auth_property){
			.name = name,
			.value = value,
		};
	} else {
		free(name);
		free(value);
	}
}

/* method[/version]=result */
static void begin_result(struct auth_results *out, char *name, char *value)
{
	struct auth_result *r = &out->results[out->count++];
	char *slash = strchr(name, '/');

	if (slash)
		*slash = '\0';
	for (char *c = value; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	*r = (struct auth_result){ .method = name, .result = value };
}

/* "dkim=pass (2048-bit key) header.d=x header.s=y": up to the semicolon. */
static void read_result(struct slice *rest, struct auth_results *out)
{
	struct auth_result *r = NULL;
	char *early = NULL;

	while (rest->len && rest->at[0] != ';') {
		char *name, *value;

		skip_comments(rest, r ? &r->comment : &early);
		if (!rest->len || rest->at[0] == ';')
			break;
		if (!take_pair(rest, r ? &r->comment : &early, &name, &value))
			continue;
		if (r) {
			add_property(r, name, value);
			continue;
		}
		begin_result(out, name, value);
		r = &out->results[out->count - 1];
		r->comment = early;
		early = NULL;
	}
	free(early);
	(void)slice_skip_char(rest, ';');
}

/* The authserv-id, which may be quoted, and its version; i= in front of it in
 * an ARC set. Where the first word is a result already there is none. */
static void read_server(struct slice *rest, struct auth_results *out)
{
	struct slice word, ahead;
	uint64_t number;

	skip_comments(rest, NULL);
	if (slice_has_prefix_nocase(*rest, "i=")) {
		word = slice_take_until(rest, ";");
		(void)slice_skip_char(rest, ';');
		word.at += 2;
		word.len -= 2;
		if (slice_take_number(&word, 50, &number))
			out->instance = (unsigned)number;
		skip_comments(rest, NULL);
	}
	if (rest->len && rest->at[0] == '"') {
		out->server = take_quoted(rest);
	} else {
		ahead = *rest;
		word = slice_take_until(&ahead, " \t;(=");
		skip_comments(&ahead, NULL);
		if (ahead.len && ahead.at[0] == '=') {
			out->server = xstrdup("");
			return;
		}
		out->server = dup_short(word, true);
		*rest = ahead;
	}
	(void)slice_take_until(rest, ";");
	(void)slice_skip_char(rest, ';');
}

void auth_results_parse(const char *value, struct auth_results *out)
{
	struct slice rest = slice_of(value);

	*out = (struct auth_results){ .count = 0 };
	read_server(&rest, out);
	while (rest.len && out->count < AUTH_RESULTS_MAX)
		read_result(&rest, out);
}

void auth_results_free(struct auth_results *a)
{
	for (size_t i = 0; i < a->count; i++) {
		struct auth_result *r = &a->results[i];

		for (size_t k = 0; k < r->property_count; k++) {
			free(r->properties[k].name);
			free(r->properties[k].value);
		}
		free(r->method);
		free(r->result);
		free(r->reason);
		free(r->comment);
	}
	free(a->server);
	*a = (struct auth_results){ .count = 0 };
}

const char *auth_result_property(const struct auth_result *r, const char *name)
{
	for (size_t i = 0; i < r->property_count; i++) {
		if (!strcmp(r->properties[i].name, name))
			return r->properties[i].value;
	}
	return NULL;
}
