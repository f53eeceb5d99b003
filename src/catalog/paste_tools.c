/* What the tools that look up DNS print: nslookup, host, and the comments of
 * dig. Their plain answers are lines of a master file.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define VALUE_REACH 3 /* lines below in which nslookup prints the text */

/* Words between the name and the value. */
static const struct {
	const char *says;
	enum rr type;
} SAYINGS[] = {
	{ "canonical name = ", RR_CNAME },
	{ "is an alias for ", RR_CNAME },
	{ "text =", RR_TXT },
	{ "descriptive text ", RR_TXT },
	{ "MX preference = ", RR_MX },
	{ "mail exchanger = ", RR_MX },
	{ "mail is handled by ", RR_MX },
	{ "nameserver = ", RR_NS },
	{ "name server ", RR_NS },
};

/* dig tells about the servers as well; nobody wants those as records. */
static size_t other_section(const struct paste_reader *r, size_t at)
{
	struct slice line = r->lines[at].text;
	size_t lines = 1;

	if (!slice_has_prefix_nocase(line, ";; AUTHORITY SECTION") &&
	    !slice_has_prefix_nocase(line, ";; ADDITIONAL SECTION"))
		return 0;
	while (at + lines < r->count && r->lines[at + lines].text.len > 0 &&
	       r->lines[at + lines].text.at[0] != ';')
		lines++;
	return lines;
}

/* The texts below "name text =". */
static size_t texts_below(const struct paste_reader *r, size_t at,
			  struct str *out)
{
	size_t last = at;

	for (size_t i = at + 1; i < r->count && i <= last + VALUE_REACH; i++) {
		struct slice line = slice_trim(r->lines[i].text);

		if (line.len == 0)
			continue;
		if (line.at[0] != '"')
			break;
		str_add_bytes(out, line.at, line.len);
		str_add_char(out, '\n');
		last = i;
	}
	return last;
}

/* "preference = 10, mail exchanger = x" and "10 x" */
static struct slice skip_preference(struct slice value, int *priority)
{
	struct slice rest = value;
	uint64_t number;
	const char *says = "mail exchanger = ";

	if (!slice_take_number(&rest, 65535, &number))
		return value;
	*priority = (int)number;
	const char *at = memmem(rest.at, rest.len, says, strlen(says));
	if (!at)
		return rest;
	at += strlen(says);
	return (struct slice){ at, (size_t)(rest.at + rest.len - at) };
}

static size_t take_saying(struct paste_reader *r, size_t at, enum rr type,
			  struct slice host, struct slice value)
{
	struct str below = STR_INIT(65535);
	struct paste_found found = {
		.type = type,
		.host = host,
		.value = slice_trim(value),
		.priority = -1,
		.from = at,
		.to = at,
	};

	if (type == RR_MX)
		found.value = skip_preference(found.value, &found.priority);
	if (type == RR_TXT && found.value.len == 0) {
		found.to = texts_below(r, at, &below);
		found.value = slice_of(str_text(&below));
	}
	bool added = found.value.len > 0 && paste_add(r, &found);
	str_free(&below);
	return added ? found.to - at + 1 : 0;
}

/* "Selector1CNAME : ..." of Get-DkimSigningConfig (Microsoft 365). */
static size_t take_selector(struct paste_reader *r, size_t at)
{
	struct slice rest = r->lines[at].text, word, sign;
	static const char TAIL[] = "CNAME";
	size_t tail = sizeof(TAIL) - 1;

	if (!slice_next_word(&rest, &word) || word.len <= tail ||
	    !slice_has_prefix_nocase(word, "selector") ||
	    strncasecmp(word.at + word.len - tail, TAIL, tail) != 0 ||
	    !slice_next_word(&rest, &sign) || !slice_is(sign, ":"))
		return 0;
	char *host = xasprintf("%.*s._domainkey", (int)(word.len - tail),
			       word.at);
	for (char *c = host; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	bool added = paste_add(r, &(struct paste_found){ .type = RR_CNAME,
							 .host = slice_of(host),
							 .value = rest,
							 .priority = -1,
							 .from = at,
							 .to = at });
	free(host);
	return added;
}

size_t paste_tools(struct paste_reader *r, size_t at)
{
	struct slice line = r->lines[at].text, rest = line, host;
	size_t section = other_section(r, at);

	if (section == 0)
		section = take_selector(r, at);
	if (section > 0)
		return section;
	if (!slice_next_word(&rest, &host) || !is_target(host))
		return 0;
	/* nslookup puts blanks or a tab behind the name. */
	struct slice said = slice_trim(rest);
	for (size_t i = 0; i < COUNT_OF(SAYINGS); i++) {
		const char *says = SAYINGS[i].says;
		size_t len = strlen(says);

		if (said.len < len || memcmp(said.at, says, len) != 0)
			continue;
		return take_saying(
			r, at, SAYINGS[i].type, host,
			(struct slice){ said.at + len, said.len - len });
	}
	return 0;
}
