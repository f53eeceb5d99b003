/* Received-SPF: what a receiver found out about SPF, in the field that is older
 * than Authentication-Results (RFC 7208, 9.1).
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "mail/said_internal.h"

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
		said_set_domain(out, text);
	free(text);
}

/* Written behind a filter, about its address. */
static bool is_about_filter(const struct message_field *f, size_t at,
			    const struct route *route)
{
	const struct received *outer = &route->hops[route->outer];
	struct said_all one = { .spf = SAID_NOTHING };
	char *ip;

	if (!*route->filter)
		return false;
	ip = slice_dup(pair_in(f->value, "client-ip"));
	said_find_ip(ip, &one);
	free(ip);
	return at < route->fields[route->outer] ||
	       (one.has_ip && outer->has_ip &&
		ip_in_prefix(&one.ip, &outer->ip,
			     one.ip.version == 4 ? 32 : 128));
}

void said_read_received_spf(const struct message *m, const struct route *route,
			    size_t own_end, struct said_all *out)
{
	size_t index = 0;
	const struct message_field *f = message_next(m, "Received-SPF", &index);
	struct slice rest, word;
	char *text;

	while (f && is_about_filter(f, index - 1, route))
		f = message_next(m, "Received-SPF", &index);
	if (!f || (route->count && !route->has_border) || index - 1 >= own_end)
		return;
	rest = slice_of(f->value);
	word = slice_take_until(&rest, " (;");
	if (!is_result(word))
		return;
	text = slice_dup(word);
	if (out->spf == SAID_NOTHING) {
		out->spf = said_of(text);
		said_set_text(out->spf_why, rest.at);
	}
	free(text);
	take_pair_domain(f->value, "envelope-from", out->spf_domain);
	take_pair_domain(f->value, "helo", out->spf_helo);
	text = slice_dup(pair_in(f->value, "client-ip"));
	said_find_ip(text, out);
	free(text);
}
