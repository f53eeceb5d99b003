/* SPDX-License-Identifier: MIT */
#include "mail/received.h"

#include <stdio.h>
#include <string.h>

#include "mail/ascii.h"

bool received_is_private(const struct ip *ip)
{
	static const struct {
		const char *network;
		unsigned prefix;
	} networks[] = {
		{ "10.0.0.0", 8 },     { "127.0.0.0", 8 },
		{ "172.16.0.0", 12 },  { "192.168.0.0", 16 },
		{ "169.254.0.0", 16 }, { "100.64.0.0", 10 },
		{ "0.0.0.0", 8 },      { "::1", 128 },
		{ "fe80::", 10 },      { "fc00::", 7 },
		{ "2002:a00::", 24 },
	};
	struct ip network;

	for (size_t i = 0; i < COUNT_OF(networks); i++) {
		if (ip_parse(networks[i].network, &network) &&
		    ip_in_prefix(ip, &network, networks[i].prefix))
			return true;
	}
	return false;
}

/* The clauses of RFC 5321, 4.4 and what stands in them. */
enum clause { CLAUSE_NONE, CLAUSE_FROM, CLAUSE_BY, CLAUSE_WITH, CLAUSE_OTHER };

static enum clause clause_of(struct slice word)
{
	static const struct {
		const char *word;
		enum clause clause;
	} clauses[] = {
		{ "from", CLAUSE_FROM }, { "by", CLAUSE_BY },
		{ "with", CLAUSE_WITH }, { "id", CLAUSE_OTHER },
		{ "for", CLAUSE_OTHER }, { "via", CLAUSE_OTHER },
	};

	for (size_t i = 0; i < COUNT_OF(clauses); i++) {
		if (slice_is_nocase(word, clauses[i].word))
			return clauses[i].clause;
	}
	return CLAUSE_NONE;
}

/* A comment with all that is nested in it (RFC 5322, 3.2.2), without its outer
 * parentheses; one that is not closed goes up to the end. */
static struct slice take_comment(struct slice *rest)
{
	struct slice inner;
	unsigned depth = 0;
	size_t at = 0;

	for (; at < rest->len; at++) {
		char c = rest->at[at];

		if (c == '\\' && at + 1 < rest->len)
			at++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			break;
	}
	inner = (struct slice){ rest->at + 1,
				(at < rest->len ? at : rest->len) - 1 };
	at += at < rest->len;
	rest->at += at;
	rest->len -= at;
	return inner;
}

/* [192.0.2.1], [IPv6:2001:db8::1], 192.0.2.1, 192.0.2.1:25 */
static bool read_address(struct slice word, struct ip *ip)
{
	char text[IP_TEXT];
	const char *dot, *colon;

	if (slice_skip_char(&word, '['))
		word = slice_take_until(&word, "]");
	if (slice_has_prefix_nocase(word, "IPv6:")) {
		word.at += 5;
		word.len -= 5;
	}
	dot = memchr(word.at, '.', word.len);
	colon = memchr(word.at, ':', word.len);
	if (dot && colon && dot < colon) /* a port */
		word.len = (size_t)(colon - word.at);
	if (!word.len || word.len >= sizeof(text))
		return false;
	memcpy(text, word.at, word.len);
	text[word.len] = '\0';
	return ip_parse(text, ip);
}

/* A host's name: nothing that has to be escaped. */
static bool read_name(struct slice word, char out[NAME_SIZE])
{
	struct ip ip;

	for (size_t i = 0; i < word.len; i++) {
		if (!ascii_is_alnum(word.at[i]) && !strchr(".-_", word.at[i]))
			return false;
	}
	return word.len && memchr(word.at, '.', word.len) &&
	       !read_address(word, &ip) &&
	       name_canonical(word.at, word.len, out);
}

static struct slice word_in(struct slice *rest)
{
	struct slice word;

	while (rest->len && strchr(" \t,;()", rest->at[0]))
		(void)slice_skip_char(rest, rest->at[0]);
	word = slice_take_until(rest, " \t,;()");
	return word;
}

/* HELO=name, helo=name, EHLO name: the greeting where the clause itself begins
 * with the address's name. */
static bool is_greeting(struct slice word, struct slice *greeting)
{
	static const char *const marks[] = { "helo=", "ehlo=", "helo", "ehlo" };

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (!slice_has_prefix_nocase(word, marks[i]))
			continue;
		*greeting = (struct slice){ word.at + strlen(marks[i]),
					    word.len - strlen(marks[i]) };
		return (greeting->len > 0) == (i < 2);
	}
	return false;
}

/* What stands in parentheses behind the sender's name: its address, the name of
 * that, its greeting. */
static void read_from_comment(struct slice inner, struct received *out)
{
	bool greets = false;
	struct slice greeting;

	while (inner.len) {
		struct slice word = word_in(&inner);
		struct ip ip;

		if (!word.len)
			continue;
		if (greets || is_greeting(word, &greeting)) {
			/* What stood outside is then the address's name. */
			if (!greets && *out->from && !*out->name)
				memcpy(out->name, out->from, NAME_SIZE);
			if (greets)
				greeting = word;
			greets = !greeting.len;
			if (greeting.len)
				(void)read_name(greeting, out->from);
		} else if (!out->has_ip && read_address(word, &ip)) {
			out->ip = ip;
			out->has_ip = true;
		} else if (!out->has_ip && !*out->name) {
			struct slice name = word;

			/* user@name, as some write who logged in */
			if (memchr(name.at, '@', name.len))
				continue;
			(void)read_name(name, out->name);
		}
	}
}

static void read_with(struct slice word, struct received *out)
{
	/* Somebody logged in (RFC 3848, RFC 6531). */
	static const char *const protocols[] = { "ESMTPSA",    "ESMTPA",
						 "UTF8SMTPSA", "UTF8SMTPA",
						 "HTTPS",      "HTTP" };

	snprintf(out->with, sizeof(out->with), "%.*s",
		 (int)(word.len < sizeof(out->with) ? word.len : 31), word.at);
	for (size_t i = 0; i < COUNT_OF(protocols); i++)
		out->is_submitted |= slice_is_nocase(word, protocols[i]);
}

static void read_word(struct received *out, enum clause clause,
		      struct slice word)
{
	struct ip ip;

	if (clause == CLAUSE_FROM && !*out->from && !out->has_ip) {
		if (read_address(word, &ip)) {
			out->ip = ip;
			out->has_ip = true;
		} else {
			(void)read_name(word, out->from);
		}
	} else if (clause == CLAUSE_BY && !*out->by) {
		(void)read_name(word, out->by);
	} else if (clause == CLAUSE_WITH && !*out->with) {
		read_with(word, out);
	}
}

static void read_comment(struct received *out, enum clause clause,
			 struct slice inner)
{
	struct slice rest = inner;

	if (clause == CLAUSE_FROM)
		read_from_comment(inner, out);
	for (; rest.len; (void)slice_skip_char(&rest, rest.at[0])) {
		if (slice_has_prefix_nocase(rest, "Authenticated sender"))
			out->is_submitted = true;
	}
}

void received_parse(const char *value, struct received *out)
{
	struct slice rest = slice_of(value);
	enum clause clause = CLAUSE_NONE;

	*out = (struct received){ .has_from = false };
	while (slice_skip_blanks(&rest), rest.len) {
		struct slice word;
		enum clause next;

		if (rest.at[0] == ';')
			return; /* the date */
		if (rest.at[0] == '(') {
			read_comment(out, clause, take_comment(&rest));
			continue;
		}
		word = slice_take_until(&rest, " \t(;");
		next = clause_of(word);
		if (next == CLAUSE_NONE) {
			read_word(out, clause, word);
			continue;
		}
		clause = next;
		out->has_from |= clause == CLAUSE_FROM;
	}
}
