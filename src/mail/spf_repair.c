/* SPDX-License-Identifier: MIT */
#include "mail/spf_repair.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "mail/spf_record.h"

#define VERSION "v=spf1"

/* --- characters ---------------------------------------------------------- */

/* What forms and word processors put in, as base/clean.h shows it, and what
 * stands there instead. */
static const struct {
	const char *text;
	char meant; /* 0: nothing */
	enum spf_repaired what;
} litter[] = {
	{ "\xc2\xa0", ' ', SPF_REPAIRED_BLANKS },     /* no-break space */
	{ "\xe2\x80\x89", ' ', SPF_REPAIRED_BLANKS }, /* thin space */
	{ "\xe2\x80\xaf", ' ', SPF_REPAIRED_BLANKS },
	{ "\xe3\x80\x80", ' ', SPF_REPAIRED_BLANKS },
	{ "\xef\xbf\xbd", 0, SPF_REPAIRED_BLANKS }, /* what cannot be seen */
	{ "\\xA0", ' ', SPF_REPAIRED_BLANKS },
	{ "\\x09", ' ', SPF_REPAIRED_BLANKS },
	{ "\\x0A", ' ', SPF_REPAIRED_BLANKS },
	{ "\\x0D", ' ', SPF_REPAIRED_BLANKS },
	{ "\t", ' ', SPF_REPAIRED_BLANKS },
	{ "\\032", ' ', SPF_REPAIRED_BLANKS },
	{ "\"", 0, SPF_REPAIRED_QUOTES },
	{ "'", 0, SPF_REPAIRED_QUOTES },
	{ "`", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x9c", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x9d", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x9e", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x98", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x99", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x9a", 0, SPF_REPAIRED_QUOTES },
	{ "\xc2\xab", 0, SPF_REPAIRED_QUOTES },
	{ "\xc2\xbb", 0, SPF_REPAIRED_QUOTES },
	{ "\\x93", 0, SPF_REPAIRED_QUOTES }, /* Windows-1252 */
	{ "\\x94", 0, SPF_REPAIRED_QUOTES },
	{ "\\034", 0, SPF_REPAIRED_QUOTES },
	{ "\xe2\x80\x93", '-', SPF_REPAIRED_WORDS }, /* dashes */
	{ "\xe2\x80\x94", '-', SPF_REPAIRED_WORDS },
	{ "\xe2\x88\x92", '-', SPF_REPAIRED_WORDS },
	{ "\\x96", '-', SPF_REPAIRED_WORDS },
	{ ",", ' ', SPF_REPAIRED_WORDS },
	{ ";", ' ', SPF_REPAIRED_WORDS },
};

/* Inside %{...} a comma is the customer's own (RFC 7208, 7.1). */
static size_t macro_len(const char *text)
{
	const char *end = text[0] == '%' && text[1] == '{' ? strchr(text, '}')
							   : NULL;

	return end ? (size_t)(end - text) + 1 : 0;
}

/* Reads one character that is out of place; returns how long it is, or 0. */
static size_t read_litter(const char *text, struct str *out, unsigned *what)
{
	for (size_t i = 0; i < COUNT_OF(litter); i++) {
		size_t len = strlen(litter[i].text);

		if (strncmp(text, litter[i].text, len) != 0)
			continue;
		*what |= litter[i].what;
		if (litter[i].meant)
			str_add_char(out, litter[i].meant);
		return len;
	}
	/* Another mark of base/clean.h is a byte that nobody knows. */
	if (*text != '\\' || text[1] == 'x')
		return 0;
	*what |= SPF_REPAIRED_ESCAPES;
	return 1;
}

static char *without_litter(const char *text, unsigned *what)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	while (*text) {
		size_t len = macro_len(text);

		if (!len)
			len = read_litter(text, &out, what);
		else
			str_add_bytes(&out, text, len);
		if (!len)
			str_add_char(&out, *text);
		text += len ? len : 1;
	}
	return str_take(&out);
}

/* --- the version --------------------------------------------------------- */

/* How it is written else; what begins with another one stands behind it. */
static const char *const versions[] = {
	"v= spf1", "v =spf1", "v = spf1", "v=spf 1", "v=spf2.0", "v:spf1",
	"v-spf1",  "vspf1",   "spf=1",    "spf1",    "v=spf",
};

/* What stands behind the version, or NULL without one. */
static const char *behind_version(const char *text, unsigned *what)
{
	const char *inside;

	if (strncasecmp(text, VERSION, strlen(VERSION)) == 0)
		return text + strlen(VERSION);
	text += strspn(text, " ");
	if (strncasecmp(text, VERSION, strlen(VERSION)) == 0) {
		*what |= SPF_REPAIRED_BLANKS;
		return text + strlen(VERSION);
	}
	for (size_t i = 0; i < COUNT_OF(versions); i++) {
		size_t len = strlen(versions[i]);

		if (strncasecmp(text, versions[i], len) != 0)
			continue;
		*what |= strchr(versions[i], ' ') ? SPF_REPAIRED_BLANKS
						  : SPF_REPAIRED_WORDS;
		return text + len;
	}
	inside = strcasestr(text, " " VERSION " ");
	*what |= SPF_REPAIRED_WORDS;
	return inside ? inside + 1 + strlen(VERSION) : NULL;
}

/* --- words --------------------------------------------------------------- */

/* The same but for one letter, or two that changed places. */
static bool is_nearly(struct slice name, const char *meant)
{
	size_t len = strlen(meant), front = 0, back = 0;
	size_t least = name.len < len ? name.len : len;

	if (name.len + 1 < len || name.len > len + 1)
		return false;
	while (front < least && (name.at[front] | 0x20) == meant[front])
		front++;
	while (back < least - front &&
	       (name.at[name.len - 1 - back] | 0x20) == meant[len - 1 - back])
		back++;
	return front + back + (name.len == len ? 2 : 1) >= len;
}

/* `include=`, `inlcude:`, `redirect:`, `ip4:` with an IPv6 address: how that
 * begins as it should; NULL: nobody knows. */
static const char *beginning_meant(struct slice name, struct slice value)
{
	static const char *const addresses[] = { "ip4", "ip6", "ip", "ipv4",
						 "ipv6" };

	for (size_t i = 0; i < COUNT_OF(addresses); i++) {
		if (slice_is_nocase(name, addresses[i]))
			return memchr(value.at, ':', value.len) ? "ip6:"
								: "ip4:";
	}
	if (slice_is_nocase(name, "a"))
		return "a:";
	if (slice_is_nocase(name, "mx"))
		return "mx:";
	if (is_nearly(name, "include"))
		return "include:";
	if (is_nearly(name, "exists"))
		return "exists:";
	return is_nearly(name, "redirect") ? "redirect=" : NULL;
}

/* A name as it stands in an address of the web. */
static struct slice name_in(struct slice value)
{
	static const char *const schemes[] = { "https://", "http://" };

	for (size_t i = 0; i < COUNT_OF(schemes); i++) {
		struct slice rest = value;

		if (!slice_has_prefix_nocase(value, schemes[i]))
			continue;
		rest.at += strlen(schemes[i]);
		rest.len -= strlen(schemes[i]);
		return slice_take_until(&rest, "/");
	}
	return value;
}

/* Is it a term that somebody meant to write so? */
static bool is_sound(struct slice word)
{
	struct spf_term term;

	return spf_term_parse(word, &term) == SPF_SYNTAX_OK &&
	       term.kind != SPF_UNKNOWN_MODIFIER &&
	       name_in(term.domain).len == term.domain.len;
}

static void add_mended(struct str *out, struct slice word, unsigned *what)
{
	struct slice rest = word, name, value;
	const char *beginning;

	if (strchr("+-~?", rest.at[0]))
		(void)slice_skip_char(&rest, rest.at[0]);
	if (slice_is_nocase(rest, "all.")) {
		str_addf(out, " %.*s", (int)word.len - 1, word.at);
		*what |= SPF_REPAIRED_WORDS;
		return;
	}
	name = slice_take_until(&rest, ":=");
	if (slice_is_nocase(name, "v") && rest.len) {
		*what |= SPF_REPAIRED_WORDS;
		return; /* the version once more */
	}
	value = rest.len ? (struct slice){ rest.at + 1, rest.len - 1 } : rest;
	beginning = rest.len ? beginning_meant(name, value) : NULL;
	if (!beginning) {
		str_addf(out, " %.*s", (int)word.len, word.at);
		return;
	}
	value = name_in(value);
	str_addf(out, " %.*s%s%.*s", (int)(name.at - word.at), word.at,
		 beginning, (int)value.len, value.at);
	*what |= SPF_REPAIRED_WORDS;
}

/* Where another term begins inside a word; its length: nowhere. */
static size_t joined_at(struct slice word)
{
	static const char *const inner[] = { "include:", "ip4:", "ip6:",
					     "exists:", "redirect=" };
	static const char *const last[] = { "~all", "-all", "?all", "+all" };

	for (size_t i = 1; i < word.len; i++) {
		struct slice rest = { word.at + i, word.len - i };

		for (size_t k = 0; k < COUNT_OF(inner); k++) {
			if (slice_has_prefix_nocase(rest, inner[k]) &&
			    (i > 1 || !strchr("+-~?", word.at[0])))
				return i;
		}
		for (size_t k = 0; k < COUNT_OF(last); k++) {
			if (slice_is_nocase(rest, last[k]))
				return i;
		}
	}
	return word.len;
}

static void add_word(struct str *out, struct slice word, unsigned *what)
{
	while (word.len) {
		size_t len = joined_at(word);
		struct slice term = { word.at, len };

		if (len < word.len)
			*what |= SPF_REPAIRED_BLANKS;
		if (is_sound(term))
			str_addf(out, " %.*s", (int)term.len, term.at);
		else
			add_mended(out, term, what);
		word.at += len;
		word.len -= len;
	}
}

/* `include: NAME`, `~ all`: the first half of a term. */
static bool is_half(struct slice word)
{
	return strchr(":=", word.at[word.len - 1]) ||
	       (word.len == 1 && strchr("+-~?", word.at[0]));
}

/* NULL where the last one is but half of a term. */
static char *mend_words(const char *text, unsigned *what)
{
	struct slice rest = slice_of(text), word;
	struct str out = STR_INIT(STR_MAX_TEXT), term = STR_INIT(STR_MAX_TEXT);
	bool is_whole;

	str_add(&out, VERSION);
	while (slice_next_word(&rest, &word)) {
		str_add_bytes(&term, word.at, word.len);
		if (is_half(slice_of(str_text(&term)))) {
			*what |= SPF_REPAIRED_BLANKS;
			continue;
		}
		add_word(&out, slice_of(str_text(&term)), what);
		str_reset(&term);
	}
	is_whole = term.len == 0;
	str_free(&term);
	if (is_whole)
		return str_take(&out);
	str_free(&out);
	return NULL;
}

static bool is_valid(const char *text)
{
	struct spf_record record;
	bool valid = spf_record_parse(text, &record) && record.count;

	spf_record_free(&record);
	return valid;
}

char *spf_repair(const char *text, unsigned *what)
{
	char *clean, *mended = NULL;
	const char *terms;

	*what = 0;
	clean = is_valid(text) ? xstrdup(text) : without_litter(text, what);
	terms = behind_version(clean, what);
	if (terms && *terms && *terms != ' ')
		*what |= strchr(".:", *terms) ? SPF_REPAIRED_WORDS
					      : SPF_REPAIRED_BLANKS;
	if (terms)
		mended = mend_words(terms + strspn(terms, ".:"), what);
	free(clean);
	if (mended && *what && is_valid(mended))
		return mended;
	free(mended);
	return NULL;
}
