/* SPDX-License-Identifier: MIT */
#include "mail/said_internal.h"

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

enum said said_of(const char *word)
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
void said_set_domain(char out[NAME_SIZE], const char *text)
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

void said_set_text(char out[SAID_TEXT_MAX], const char *text)
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
void said_find_ip(const char *text, struct said_all *out)
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
	said_set_domain(out->spf_domain, from);
	said_set_domain(out->spf_helo, auth_result_property(r, "smtp.helo"));
	said_set_text(out->spf_why, why_of(r));
	said_find_ip(auth_result_property(r, "smtp.remote-ip"), out);
	said_find_ip(r->comment, out);
}

static void note_dkim(const struct auth_result *r, struct said_all *out)
{
	const char *d = auth_result_property(r, "header.d");
	struct said_dkim *dkim;

	if (out->dkim_count == SAID_DKIM_MAX)
		return;
	dkim = &out->dkim[out->dkim_count++];
	*dkim = (struct said_dkim){ .result = said_of(r->result) };
	said_set_domain(dkim->domain,
			d ? d : auth_result_property(r, "header.i"));
	said_set_domain(dkim->selector, NULL);
	if (auth_result_property(r, "header.s"))
		(void)name_canonical(
			auth_result_property(r, "header.s"),
			strlen(auth_result_property(r, "header.s")),
			dkim->selector);
	said_set_text(dkim->why, why_of(r));
}

static void note_dmarc(const struct auth_result *r, struct said_all *out)
{
	if (out->dmarc != SAID_NOTHING)
		return;
	out->dmarc = said_of(r->result);
	/* Google's and Microsoft's own word for "no record". */
	if (!strcmp(r->result, "bestguesspass"))
		out->dmarc = SAID_NONE;
	said_set_domain(out->dmarc_from,
			auth_result_property(r, "header.from"));
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

enum writer { WRITER_OTHER, WRITER_RECEIVER, WRITER_FILTER };

static bool is_of(const struct auth_results *a, const char *owner)
{
	char server[NAME_SIZE];

	return name_canonical(a->server, strlen(a->server), server) &&
	       route_is_same_owner(server, owner);
}

/* Written by the receiver: above the border's Received nobody else could; below
 * it stands what some receivers add there, under their own name, and before
 * anything that the sender wrote. Likewise the filter in front of it, whose
 * part begins where the receiver took it. */
static enum writer writer_of(const struct auth_results *a, size_t at,
			     const struct route *route, size_t own_end)
{
	/* Pasted alone, without the way that the message took. */
	if (!route->count)
		return WRITER_RECEIVER;
	if (!route->has_border)
		return WRITER_OTHER;
	if (at < route->fields[route->outer])
		return WRITER_RECEIVER;
	if (at >= own_end)
		return WRITER_OTHER;
	if (*a->server ? is_of(a, route->receiver)
		       : is_nameless_receiver(route))
		return WRITER_RECEIVER;
	return *route->filter && is_of(a, route->filter) ? WRITER_FILTER
							 : WRITER_OTHER;
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
			 size_t own_end, enum writer writer,
			 struct said_all *out)
{
	const struct message_field *f;
	size_t index = 0;

	while ((f = message_next(m, "Authentication-Results", &index))) {
		struct auth_results a;
		enum writer by;

		auth_results_parse(f->value, &a);
		by = writer_of(&a, index - 1, route, own_end);
		if (by == writer) {
			if (!*out->server && has_methods(&a))
				snprintf(out->server, sizeof(out->server), "%s",
					 a.server);
			note_results(&a, !out->dkim_count, out);
		} else if (by == WRITER_OTHER && has_methods(&a)) {
			out->ignored++;
		}
		auth_results_free(&a);
	}
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

/* Both looked; what the filter saw came from the sender itself. Of the receiver
 * behind it holds what it knows as well: signatures, and SPF where it was told
 * whom the filter had it from. */
static void add_behind(const struct said_all *behind, const struct ip *sender,
		       struct said_all *out)
{
	bool knows = behind->has_ip && sender &&
		     ip_in_prefix(&behind->ip, sender,
				  sender->version == 4 ? 32 : 128);

	if (!knows) {
		out->behind_spf = behind->spf;
		out->behind_dmarc = behind->dmarc;
	}
	if (out->spf == SAID_NOTHING && knows) {
		out->spf = behind->spf;
		memcpy(out->spf_why, behind->spf_why, sizeof(out->spf_why));
	}
	if (!*out->spf_domain)
		memcpy(out->spf_domain, behind->spf_domain, NAME_SIZE);
	if (!out->dkim_count) {
		memcpy(out->dkim, behind->dkim, sizeof(out->dkim));
		out->dkim_count = behind->dkim_count;
	}
	if (out->dmarc == SAID_NOTHING && (knows || behind->dmarc == SAID_PASS))
		out->dmarc = behind->dmarc;
	if (!*out->dmarc_from)
		memcpy(out->dmarc_from, behind->dmarc_from, NAME_SIZE);
	out->dmarc_overridden |= behind->dmarc_overridden;
	if (out->arc == SAID_NOTHING)
		out->arc = behind->arc;
	if (*behind->server)
		memcpy(out->server, behind->server, NAME_SIZE);
}

static void read_all_results(const struct message *m, const struct route *route,
			     size_t own_end, struct said_all *out)
{
	struct said_all behind = { .spf = SAID_NOTHING };
	const struct received *hop = &route->hops[route->border];

	if (!*route->filter) {
		read_results(m, route, own_end, WRITER_RECEIVER, out);
		return;
	}
	read_results(m, route, own_end, WRITER_FILTER, out);
	read_results(m, route, own_end, WRITER_RECEIVER, &behind);
	add_behind(&behind, hop->has_ip ? &hop->ip : NULL, out);
}

void said_read(const struct message *m, const struct route *route,
	       struct said_all *out)
{
	const struct message_field *mark = NULL;
	size_t own_end = find_own_end(m, route);

	*out = (struct said_all){ .spf = SAID_NOTHING };
	read_all_results(m, route, own_end, out);
	said_read_received_spf(m, route, own_end, out);
	read_arc(m, out);
	out->spam = spam_read(m, &mark);
	if (mark)
		snprintf(out->spam_mark, sizeof(out->spam_mark), "%.*s: %.120s",
			 (int)mark->name.len, mark->name.at, mark->value);
}
