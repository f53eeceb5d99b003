/* SPDX-License-Identifier: MIT */
#include "mail/said.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mail/auth_results.h"

static const char *const names[] = {
	[SAID_NOTHING] = "",
	[SAID_NONE] = "none",
	[SAID_PASS] = "pass",
	[SAID_FAIL] = "fail",
	[SAID_SOFTFAIL] = "softfail",
	[SAID_NEUTRAL] = "neutral",
	[SAID_TEMPERROR] = "temperror",
	[SAID_PERMERROR] = "permerror",
	[SAID_POLICY] = "policy",
};

const char *said_name(enum said s)
{
	return names[s];
}

static enum said said_of(const char *word)
{
	static const struct {
		const char *word;
		enum said said;
	} others[] = {
		{ "hardfail", SAID_FAIL },     { "bestguesspass", SAID_NONE },
		{ "error", SAID_TEMPERROR },   { "unknown", SAID_NEUTRAL },
		{ "invalid", SAID_PERMERROR }, { "no", SAID_NONE },
		{ "discard", SAID_FAIL },
	};

	for (size_t i = SAID_NONE; i < COUNT_OF(names); i++) {
		if (slice_is_nocase(slice_of(word), names[i]))
			return (enum said)i;
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (slice_is_nocase(slice_of(word), others[i].word))
			return others[i].said;
	}
	return SAID_NOTHING;
}

/* The domain of user@domain, @domain or domain; "" where there is none. */
static void set_domain(char out[NAME_SIZE], const char *text)
{
	const char *at = text ? strrchr(text, '@') : NULL;
	struct slice name;

	*out = '\0';
	if (!text)
		return;
	name = slice_trim(slice_of(at ? at + 1 : text));
	if (name.len && name.at[name.len - 1] == '>')
		name.len--;
	if (!memchr(name.at, '.', name.len) ||
	    !name_canonical(name.at, name.len, out))
		*out = '\0';
}

static void set_text(char out[SAID_TEXT_MAX], const char *text)
{
	struct str shown = STR_INIT(SAID_TEXT_MAX - 1);

	/* Cleaned already; cut between characters. */
	for (const char *c = text ? text : ""; *c;) {
		size_t len = 1;

		while ((c[len] & 0xC0) == 0x80)
			len++;
		str_add_bytes(&shown, c, len);
		c += len;
	}
	snprintf(out, SAID_TEXT_MAX, "%s", str_text(&shown));
	str_free(&shown);
}

/* "sender IP is 192.0.2.1", "designates 192.0.2.1 as permitted sender" */
static void find_ip(const char *text, struct said_all *out)
{
	struct slice rest = slice_of(text ? text : "");
	struct slice word;

	while (!out->has_ip && slice_next_word(&rest, &word)) {
		char one[IP_TEXT];

		while (word.len && strchr("[(,;", word.at[0]))
			(void)slice_skip_char(&word, word.at[0]);
		word = slice_take_until(&word, "]),;");
		if (!word.len || word.len >= sizeof(one))
			continue;
		memcpy(one, word.at, word.len);
		one[word.len] = '\0';
		out->has_ip = strpbrk(one, ".:") && ip_parse(one, &out->ip);
	}
}

static const char *why_of(const struct auth_result *r)
{
	return r->reason ? r->reason : r->comment;
}

static void note_spf(const struct auth_result *r, struct said_all *out)
{
	const char *from = auth_result_property(r, "smtp.mailfrom");

	/* The result for the HELO name alone does not count where there is one
	 * for the sender (RFC 7208, 2.4). */
	if (out->spf != SAID_NOTHING && (*out->spf_domain || !from))
		return;
	out->spf = said_of(r->result);
	set_domain(out->spf_domain, from);
	set_domain(out->spf_helo, auth_result_property(r, "smtp.helo"));
	set_text(out->spf_why, why_of(r));
	find_ip(auth_result_property(r, "smtp.remote-ip"), out);
	find_ip(r->comment, out);
}

static void note_dkim(const struct auth_result *r, struct said_all *out)
{
	const char *d = auth_result_property(r, "header.d");
	struct said_dkim *dkim;

	if (out->dkim_count == SAID_DKIM_MAX)
		return;
	dkim = &out->dkim[out->dkim_count++];
	*dkim = (struct said_dkim){ .result = said_of(r->result) };
	set_domain(dkim->domain, d ? d : auth_result_property(r, "header.i"));
	set_domain(dkim->selector, NULL);
	if (auth_result_property(r, "header.s"))
		(void)name_canonical(
			auth_result_property(r, "header.s"),
			strlen(auth_result_property(r, "header.s")),
			dkim->selector);
	set_text(dkim->why, why_of(r));
}

static void note_dmarc(const struct auth_result *r, struct said_all *out)
{
	if (out->dmarc != SAID_NOTHING)
		return;
	out->dmarc = said_of(r->result);
	/* Google's and Microsoft's own word for "no record". */
	if (!strcmp(r->result, "bestguesspass"))
		out->dmarc = SAID_NONE;
	set_domain(out->dmarc_from, auth_result_property(r, "header.from"));
	if (auth_result_property(r, "policy.arc-override") ||
	    (r->comment && strstr(r->comment, "oreject")))
		out->dmarc_overridden = true;
}

static void note_results(const struct auth_results *a, bool first_dkim,
			 struct said_all *out)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct auth_result *r = &a->results[i];

		if (!strcmp(r->method, "spf"))
			note_spf(r, out);
		else if (!strcmp(r->method, "dkim") && first_dkim)
			note_dkim(r, out);
		else if (!strcmp(r->method, "dmarc"))
			note_dmarc(r, out);
		else if (!strcmp(r->method, "arc") && out->arc == SAID_NOTHING)
			out->arc = said_of(r->result);
	}
}

/* Microsoft's servers say no name. */
static bool is_nameless_receiver(const struct route *route)
{
	return name_is_under(route->receiver, "outlook.com");
}

static bool has_methods(const struct auth_results *a)
{
	for (size_t i = 0; i < a->count; i++) {
		if (!strcmp(a->results[i].method, "spf") ||
		    !strcmp(a->results[i].method, "dkim") ||
		    !strcmp(a->results[i].method, "dmarc"))
			return true;
	}
	return false;
}

/* Written by the receiver: above the border's Received nobody else could; below
 * it stands what some receivers add there, under their own name, and before
 * anything that the sender wrote. */
static bool is_trusted(const struct auth_results *a, size_t at,
		       const struct route *route, size_t own_end)
{
	char server[NAME_SIZE];

	/* Pasted alone, without the way that the message took. */
	if (!route->count)
		return true;
	if (!route->has_border)
		return false;
	if (at < route->fields[route->border])
		return true;
	if (at >= own_end)
		return false;
	if (!*a->server)
		return is_nameless_receiver(route);
	return name_canonical(a->server, strlen(a->server), server) &&
	       route_is_same_owner(server, route->receiver);
}

/* Below the border's Received the receiver's part ends where the sender's own
 * fields begin. */
static size_t find_own_end(const struct message *m, const struct route *route)
{
	static const char *const senders[] = {
		"From",           "To",         "Subject",
		"Date",           "Message-ID", "MIME-Version",
		"DKIM-Signature", "Reply-To",   "Content-Type",
	};
	size_t end = route_border_end(m, route);

	if (!route->has_border)
		return end;
	/* What came from outside says that it was here before: invented. */
	if (route->border + 1 < route->count &&
	    route_is_same_owner(route->hops[route->border + 1].by,
				route->receiver))
		return route->fields[route->border];
	for (size_t i = route->fields[route->border]; i < end; i++) {
		for (size_t k = 0; k < COUNT_OF(senders); k++) {
			if (slice_is_nocase(m->fields[i].name, senders[k]))
				return i;
		}
	}
	return end;
}

static void read_results(const struct message *m, const struct route *route,
			 size_t own_end, struct said_all *out)
{
	const struct message_field *f;
	size_t index = 0;

	while ((f = message_next(m, "Authentication-Results", &index))) {
		struct auth_results a;

		auth_results_parse(f->value, &a);
		if (is_trusted(&a, index - 1, route, own_end)) {
			if (!*out->server && has_methods(&a))
				snprintf(out->server, sizeof(out->server), "%s",
					 a.server);
			note_results(&a, !out->dkim_count, out);
		} else if (has_methods(&a)) {
			out->ignored++;
		}
		auth_results_free(&a);
	}
}

static bool is_result(struct slice word)
{
	char *text = slice_dup(word);
	bool is = said_of(text) != SAID_NOTHING;

	free(text);
	return is;
}

/* "key=value;" of Received-SPF (RFC 7208, 9.1), with quotes or without. */
static struct slice pair_in(const char *value, const char *key)
{
	size_t len = strlen(key);

	for (const char *at = strstr(value, key); at;
	     at = strstr(at + 1, key)) {
		struct slice rest = slice_of(at + len);

		if (at != value && !strchr(" ;(", at[-1]))
			continue;
		if (!slice_skip_char(&rest, '='))
			continue;
		(void)slice_skip_char(&rest, '"');
		(void)slice_skip_char(&rest, '<');
		return slice_take_until(&rest, " ;\">)");
	}
	return (struct slice){ value, 0 };
}

static void take_pair_domain(const char *value, const char *key,
			     char out[NAME_SIZE])
{
	char *text = slice_dup(pair_in(value, key));

	if (!*out)
		set_domain(out, text);
	free(text);
}

static void read_received_spf(const struct message *m,
			      const struct route *route, size_t own_end,
			      struct said_all *out)
{
	size_t index = 0;
	const struct message_field *f = message_next(m, "Received-SPF", &index);
	struct slice rest, word;
	char *text;

	if (!f || (route->count && !route->has_border) || index - 1 >= own_end)
		return;
	rest = slice_of(f->value);
	word = slice_take_until(&rest, " (;");
	if (!is_result(word))
		return;
	text = slice_dup(word);
	if (out->spf == SAID_NOTHING) {
		out->spf = said_of(text);
		set_text(out->spf_why, rest.at);
	}
	free(text);
	take_pair_domain(f->value, "envelope-from", out->spf_domain);
	take_pair_domain(f->value, "helo", out->spf_helo);
	text = slice_dup(pair_in(f->value, "client-ip"));
	find_ip(text, out);
	free(text);
}

/* The innermost set: what the first forwarder saw. */
static void read_arc(const struct message *m, struct said_all *out)
{
	const struct message_field *f;
	unsigned lowest = UINT32_MAX;
	size_t index = 0;

	while ((f = message_next(m, "ARC-Authentication-Results", &index))) {
		struct auth_results a;

		auth_results_parse(f->value, &a);
		out->has_arc = true;
		for (size_t i = 0; i < a.count && a.instance <= lowest; i++) {
			const struct auth_result *r = &a.results[i];

			if (!strcmp(r->method, "spf"))
				out->arc_spf = said_of(r->result);
			else if (!strcmp(r->method, "dkim"))
				out->arc_dkim = said_of(r->result);
			else if (!strcmp(r->method, "dmarc"))
				out->arc_dmarc = said_of(r->result);
		}
		if (a.instance < lowest)
			lowest = a.instance;
		auth_results_free(&a);
	}
}

void said_read(const struct message *m, const struct route *route,
	       struct said_all *out)
{
	const struct message_field *mark = NULL;
	size_t own_end = find_own_end(m, route);

	*out = (struct said_all){ .spf = SAID_NOTHING };
	read_results(m, route, own_end, out);
	read_received_spf(m, route, own_end, out);
	read_arc(m, out);
	out->spam = spam_read(m, &mark);
	if (mark)
		snprintf(out->spam_mark, sizeof(out->spam_mark), "%.*s: %.120s",
			 (int)mark->name.len, mark->name.at, mark->value);
}
