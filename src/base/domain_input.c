/* A domain out of whatever a person pastes where one is asked for.
 *
 * The text is cut into items at commas, semicolons, tabs and line ends; the
 * first item that holds a domain counts. In an item the domain is what follows
 * an @ (RFC 5322, 3.4), else the host of a web address (RFC 3986, 3.2), else
 * all of it.
 *
 * SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"

#define MAX_ITEMS 32 /* of a long paste; nobody's address line has more */

/* What surrounds a domain without belonging to it: blanks, quotation marks,
 * brackets, and the marks that some programs put around what is copied. */
static const struct {
	int32_t first, last;
} around[] = {
	{ '\t', '\r' },     { ' ', ' ' },       { '"', '"' },
	{ '\'', ')' },      { ',', ',' },       { ';', '<' },
	{ '>', '>' },       { '`', '`' },       { '{', '{' },
	{ '}', '}' },       { 0x00A0, 0x00A0 }, { 0x00AB, 0x00AB },
	{ 0x00B4, 0x00B4 }, { 0x00BB, 0x00BB }, { 0x2000, 0x200F },
	{ 0x2018, 0x201F }, { 0x2028, 0x202A }, { 0x202C, 0x202C },
	{ 0x202F, 0x202F }, { 0x2039, 0x203A }, { 0x205F, 0x2060 },
	{ 0x2066, 0x2069 }, { 0x3000, 0x3000 }, { 0x300C, 0x300D },
	{ 0xFEFF, 0xFEFF },
};

static bool is_around(int32_t c)
{
	for (size_t i = 0; i < COUNT_OF(around); i++) {
		if (c >= around[i].first && c <= around[i].last)
			return true;
	}
	return false;
}

/* Ends a sentence or a name. */
static bool is_final(int32_t c)
{
	return c == '.' || c == ':' || c == '!' || c == '?';
}

static struct slice skip_bytes(struct slice s, size_t count)
{
	return (struct slice){ .at = s.at + count, .len = s.len - count };
}

static int32_t last_character(struct slice s, size_t *used)
{
	size_t len = 1;

	while (len < 4 && len < s.len &&
	       ((unsigned char)s.at[s.len - len] & 0xC0) == 0x80)
		len++;
	return utf8_decode(s.at + s.len - len, len, used);
}

static struct slice trim_around(struct slice s)
{
	size_t used;

	while (s.len > 0 && is_around(utf8_decode(s.at, s.len, &used)))
		s = skip_bytes(s, used);
	while (s.len > 0) {
		int32_t c = last_character(s, &used);

		if (!is_around(c) && !is_final(c))
			break;
		s.len -= used;
	}
	return s;
}

/* Where one of stops first stands outside of quotes; s.len when nowhere. */
static size_t find_unquoted(struct slice s, const char *stops)
{
	bool quoted = false;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\\' && quoted)
			i++;
		else if (s.at[i] == '"')
			quoted = !quoted;
		else if (!quoted && strchr(stops, s.at[i]))
			return i;
	}
	return s.len;
}

/* Where text first stands in any case; s.len when nowhere. */
static size_t find_text(struct slice s, const char *text)
{
	size_t i = 0;

	while (i < s.len && !slice_has_prefix_nocase(skip_bytes(s, i), text))
		i++;
	return i;
}

/* Takes the next item; commas and the like in quotes and <> belong to it. */
static struct slice next_item(struct slice *rest)
{
	struct slice item = { .at = rest->at };

	do {
		struct slice s = skip_bytes(*rest, item.len);

		item.len += find_unquoted(s, "<,;\t\r\n");
		if (item.len == rest->len || rest->at[item.len] != '<')
			break;
		s = skip_bytes(*rest, item.len);
		item.len += find_text(s, ">");
	} while (item.len < rest->len);
	*rest = skip_bytes(*rest, item.len);
	if (rest->len > 0)
		*rest = skip_bytes(*rest, 1);
	return item;
}

/* The address in Jan <jan@voorbeeld.nl>, else the item itself. */
static struct slice inside_angles(struct slice item)
{
	size_t open = find_unquoted(item, "<");
	struct slice rest, inside;

	if (open == item.len)
		return item;
	rest = skip_bytes(item, open + 1);
	inside = slice_take_until(&rest, ">");
	rest = inside;
	(void)slice_take_until(&rest, ".@");
	return rest.len > 0 ? inside : item;
}

static bool is_address(struct slice s)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr bits;

	if (slice_has_prefix_nocase(s, "IPv6:")) /* RFC 5321, 4.1.3 */
		s = skip_bytes(s, strlen("IPv6:"));
	s = slice_take_until(&s, "%"); /* fe80::1%eth0 */
	if (s.len == 0 || s.len >= sizeof(text))
		return false;
	memcpy(text, s.at, s.len);
	text[s.len] = '\0';
	return inet_pton(AF_INET6, text, &bits) == 1 ||
	       inet_pton(AF_INET, text, &bits) == 1;
}

/* Cuts s down to its host: at the first of stops, before a port, or what is in
 * brackets. True when something was cut off behind it. */
static bool cut_host(struct slice *s, const char *stops)
{
	struct slice all = trim_around(*s), rest = all;
	struct slice host = slice_take_until(&rest, stops);

	if (slice_skip_char(&host, '[')) {
		*s = slice_take_until(&host, "]");
		return false;
	}
	if (is_address(host)) { /* its colons are no port's */
		*s = host;
		return false;
	}
	rest = host;
	host = slice_take_until(&rest, ":]");
	*s = trim_around(host);
	return host.len < all.len;
}

/* What follows the @ at the start of s, up to what cannot be a domain. */
static struct slice host_of_address(struct slice s)
{
	(void)slice_skip_char(&s, '@');
	slice_skip_blanks(&s);
	(void)cut_host(&s, "\t <>()\"',;/?#\\");
	return s;
}

/* The host in user:password@host:port/path. */
static struct slice host_of_url(struct slice url)
{
	struct slice host = slice_take_until(&url, "/?#\\\t <>\"");

	for (size_t i = host.len; i > 0; i--) {
		if (host.at[i - 1] == '@') {
			host = skip_bytes(host, i);
			break;
		}
	}
	(void)cut_host(&host, "");
	return host;
}

/* Skips a word that names what follows: "Domein: voorbeeld.nl". */
static void skip_caption(struct slice *s)
{
	struct slice rest = *s;

	(void)slice_take_until(&rest, ":.");
	if (slice_skip_char(&rest, ':') && slice_skip_blanks(&rest) > 0)
		*s = rest;
}

/* Skips a scheme whose slashes are wrong or not there; true when it was one of
 * the web. */
static bool skip_scheme(struct slice *s)
{
	static const char *const schemes[] = { "http:", "https:", "//",
					       "mailto:" };

	for (size_t i = 0; i < COUNT_OF(schemes); i++) {
		if (!slice_has_prefix_nocase(*s, schemes[i]))
			continue;
		*s = skip_bytes(*s, strlen(schemes[i]));
		while (slice_skip_char(s, '/') || slice_skip_char(s, '\\'))
			;
		return schemes[i][0] != 'm';
	}
	return false;
}

/* Small letters, digits, hyphens, and dots between: nothing to cut off. */
static bool is_bare(struct slice item)
{
	char edge = '.';

	for (size_t i = 0; i < item.len; i++) {
		char c = item.at[i];

		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') &&
		    (c != '-' && c != '.'))
			return false;
		if (c == '.' && edge == '.')
			return false;
		edge = c;
	}
	return edge != '.';
}

/* Finds the part of an item that should be a domain. */
static struct slice find_host(struct slice item, enum domain_source *source)
{
	size_t at, scheme;
	bool web;

	if (is_bare(item))
		return item;
	item = inside_angles(item);
	scheme = find_text(item, "://");
	at = find_unquoted(item, "@");
	if (at == item.len)
		at = find_text(item, "@");
	/* voorbeeld.nl/@jan is no address. */
	if (at < scheme && (at == 0 || item.at[at - 1] != '/')) {
		*source = DOMAIN_FROM_ADDRESS;
		return host_of_address(skip_bytes(item, at));
	}
	if (scheme < item.len) {
		*source = DOMAIN_FROM_WEB;
		return host_of_url(skip_bytes(item, scheme + strlen("://")));
	}
	item = trim_around(item);
	skip_caption(&item);
	web = skip_scheme(&item);
	if (cut_host(&item, "/?#\\") || web)
		*source = DOMAIN_FROM_WEB;
	return item;
}

/* Letters, digits and hyphens, no hyphen at either end (RFC 1123, 2.1). */
static bool is_ldh(const char *name)
{
	for (char before = '.'; *name != '\0'; before = *name++) {
		bool edge = before == '.' || name[1] == '.' || !name[1];

		if (strchr("_*/\\", *name) || (*name == '-' && edge))
			return false;
	}
	return true;
}

static bool is_number(const char *label)
{
	return *label != '\0' && label[strspn(label, "0123456789")] == '\0';
}

/* Drops a www. when a registered domain or one below it is left. */
static bool drop_www(char *domain)
{
	const char *rest = domain + strlen("www.");

	if (strncmp(domain, "www.", strlen("www.")) != 0 ||
	    name_label_count(rest) < 2 || name_is_public_suffix(rest))
		return false;
	memmove(domain, rest, strlen(rest) + 1);
	return true;
}

static enum domain_status judge_name(const char *domain)
{
	size_t labels = name_label_count(domain);

	if (!is_ldh(domain))
		return DOMAIN_NONSENSE;
	if (labels > 1 && domain[strspn(domain, "0123456789.")] == '\0')
		return DOMAIN_ADDRESS_LITERAL;
	if (name_is_public_suffix(domain))
		return DOMAIN_PUBLIC_SUFFIX;
	if (labels < 2)
		return DOMAIN_SINGLE_LABEL;
	/* No top-level domain is a number (RFC 3696, 2). */
	if (is_number(name_last_labels(domain, 1)))
		return DOMAIN_NONSENSE;
	return DOMAIN_OK;
}

static enum domain_status judge_host(struct slice host, char domain[NAME_SIZE])
{
	enum domain_status status;
	enum err err;

	domain[0] = '\0';
	if (host.len == 0)
		return DOMAIN_EMPTY;
	if (is_address(host))
		return DOMAIN_ADDRESS_LITERAL;
	err = name_parse(host.at, host.len, domain);
	if (err != OK)
		return err == ERR_TOO_LONG ? DOMAIN_TOO_LONG : DOMAIN_NONSENSE;
	status = judge_name(domain);
	if (status != DOMAIN_OK && status != DOMAIN_PUBLIC_SUFFIX)
		domain[0] = '\0';
	return status;
}

static void read_item(struct slice item, struct domain_input *out)
{
	*out = (struct domain_input){ .source = DOMAIN_TYPED };
	out->status = judge_host(find_host(item, &out->source), out->domain);
	/* Who types an address means what stands behind the @. */
	if (out->status == DOMAIN_OK && out->source != DOMAIN_FROM_ADDRESS &&
	    drop_www(out->domain))
		out->source = DOMAIN_FROM_WEB;
}

void domain_from_input(const char *text, struct domain_input *out)
{
	struct slice rest = slice_of(text);
	struct domain_input item;

	*out = (struct domain_input){ .status = DOMAIN_EMPTY };
	if (is_bare(rest)) {
		read_item(rest, out);
		return;
	}
	for (int i = 0; i < MAX_ITEMS && rest.len > 0; i++) {
		read_item(next_item(&rest), &item);
		/* The first that is right; else the first address or web
		 * address; else the first. */
		if (item.status == DOMAIN_OK || out->status == DOMAIN_EMPTY ||
		    (out->source == DOMAIN_TYPED &&
		     item.source != DOMAIN_TYPED))
			*out = item;
		if (item.status == DOMAIN_OK)
			return;
	}
}
