/* Two names in a sentence: a type between them, or words that say which one
 * points to which.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <string.h>

#define NEAR      8     /* words between a name and what it points to */
#define WORDS_MAX 20000 /* of one line that are looked at */
#define BELOW_MAX 3     /* lines below in which the target may stand */

/* Names in a line: only words that cannot be anything else. */
static bool is_name_word(const struct paste_reader *r, struct slice word)
{
	return (is_target(word) || paste_is_under_domain(r, word) ||
		(is_host(word) && memchr(word.at, '_', word.len))) &&
	       !memchr(word.at, '@', word.len);
}

static bool is_pointing(struct slice word)
{
	static const char *const WORDS[] = {
		"=>", "->", "→", "naar", "auf", "to", "nach", "-->", "⇒", "zu"
	};

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (slice_is_nocase(word, WORDS[i]))
			return true;
	}
	return false;
}

/* "with the name nieuws": what follows is a name, whatever it looks like. */
static bool is_naming(struct slice word)
{
	static const char NAMING[] = "|naam|name|named|genaamd|namens|hostnaam|"
				     "hostname|namen|called|"
				     "host|subdomein|subdomain|nom|";
	char folded[WORD_FOLD_MAX];

	return word_fold(drop_ends(word, "\"'`:,"), folded, false) &&
	       word_listed(folded, NAMING);
}

/* "name server" is no name */
static bool is_server(struct slice word)
{
	return slice_has_prefix_nocase(word, "server");
}

/* What stands in a line: types, names, words that point from one to another. */
struct pair {
	enum rr type;
	struct slice host;
	int host_at, type_at; /* which word of the line they were */
	bool pointed;         /* something says which name is which */
	int priority;         /* that the sentence gives an MX, or -1 */
};

static bool add_pair(struct paste_reader *r, const struct pair *pair,
		     struct slice value, size_t at)
{
	bool key = memmem(pair->host.at, pair->host.len, "_domainkey", 10);
	struct paste_found found = {
		.type = pair->type == RR_NONE ? RR_CNAME : pair->type,
		.host = pair->host,
		.value = value,
		.priority = pair->priority,
		.from = at,
		.to = at,
	};

	/* Where mail goes now is told in many a text; what is to be entered has
	 * a priority. */
	if (pair->type == RR_MX && pair->priority < 0)
		return false;
	/* Without a type, only a DKIM name with a host beside it is clear. */
	if (pair->type == RR_NONE && !key)
		return false;
	if (!pair->pointed && !key && !paste_is_under_domain(r, pair->host))
		return false;
	return paste_add(r, &found);
}

/* "em1 -> host": a line that is nothing else, beside one that is sure. */
static bool is_arrow_row(const struct paste_reader *r, size_t at)
{
	struct slice rest = r->lines[at].text, word[4];
	size_t count = 0;

	while (count < 4 && slice_next_word(&rest, &word[count]))
		count++;
	return count == 3 && is_host(word[0]) && is_target(word[2]) &&
	       is_pointing(word[1]) && !isalpha((unsigned char)word[1].at[0]);
}

static bool names_key(const struct paste_reader *r, size_t at)
{
	struct slice line = r->lines[at].text;

	return memmem(line.at, line.len, "_domainkey", 10) &&
	       is_arrow_row(r, at);
}

static bool take_arrow_row(struct paste_reader *r, size_t at)
{
	struct paste_found found = {
		.type = RR_CNAME, .priority = -1, .from = at, .to = at
	};
	struct slice rest = r->lines[at].text;

	if (!is_arrow_row(r, at) ||
	    !((at > 0 && names_key(r, at - 1)) ||
	      (at + 1 < r->count && names_key(r, at + 1))))
		return false;
	slice_next_word(&rest, &found.host);
	slice_next_word(&rest, &found.value);
	slice_next_word(&rest, &found.value);
	return paste_add(r, &found);
}

/* A type right behind a name belongs to it (k1 CNAME x), else it begins
 * anew. */
static void see_type(struct pair *pair, enum rr type, int word)
{
	/* "k1._domainkey een CNAME naar x" has words between. */
	bool key = pair->host.len > 0 &&
		   memchr(pair->host.at, '_', pair->host.len);
	bool beside = pair->host.len > 0 &&
		      pair->host_at + (key ? 4 : 1) >= word;

	if (!beside)
		pair->host.len = 0;
	pair->pointed = beside;
	pair->type = type;
	pair->type_at = word;
}

/* "CNAME k1._domainkey naar dkim.x.nl", "k1._domainkey -> dkim.x.nl", and
 * tables whose line breaks were lost: CNAME a b CNAME c d. */
/* The only one of these types that the line speaks of. */
static enum rr type_mentioned(struct slice line)
{
	struct slice word;
	enum rr type = RR_NONE;

	for (int i = 0; slice_next_word(&line, &word) && i < WORDS_MAX; i++) {
		enum rr other = word_type(word);

		if (other == RR_NONE)
			continue;
		if (type != RR_NONE && other != type)
			return RR_NONE;
		type = other;
	}
	return type == RR_CNAME || type == RR_NS ? type : RR_NONE;
}

/* "priority 10" in the line, or -1. */
static int priority_in(struct slice line)
{
	struct slice word;
	bool said = false;

	for (int i = 0; slice_next_word(&line, &word) && i < WORDS_MAX; i++) {
		struct slice digits = drop_ends(word, "\"'`:,;()[].");
		uint64_t number;

		if (said && slice_take_number(&digits, 65535, &number) &&
		    digits.len == 0)
			return (int)number;
		said = label_field(drop_ends(word, ":,(")) == FIELD_PRIORITY;
	}
	return -1;
}

bool paste_pairs(struct paste_reader *r, size_t at)
{
	struct slice rest = r->lines[at].text, word;
	struct pair pair = { .type_at = -2, .priority = priority_in(rest) };
	enum rr mentioned = type_mentioned(rest);
	bool found = false, naming = false, pointing = false;

	for (int i = 0; slice_next_word(&rest, &word) && i < WORDS_MAX; i++) {
		struct slice bare = drop_ends(word, "\"'`:,;()[]<>");
		enum rr type = word_type(word);

		if (bare.len > 1 && bare.at[bare.len - 1] == '.')
			bare = drop_ends(
				(struct slice){ bare.at, bare.len - 1 },
				"\"'`:,;()[]<>");
		if (type == RR_CNAME || type == RR_NS || type == RR_MX) {
			see_type(&pair, type, i);
		} else if (pair.host.len > 0 && is_pointing(word)) {
			pair.pointed = true;
		} else if (pair.host.len > 0 && is_target(bare) &&
			   i - pair.host_at <= NEAR) {
			if (pair.type == RR_NONE && pair.pointed)
				pair.type = mentioned;
			found |= add_pair(r, &pair, bare, at);
			pair.host.len = 0;
			pair.pointed = false;
		} else if (pair.type == RR_MX && pointing) {
			pair.type = RR_NONE; /* its host, and no name before */
		} else if (is_name_word(r, bare) ||
			   (naming && pair.type != RR_NONE && is_host(bare) &&
			    !is_pointing(word) && !is_type_tail(bare) &&
			    !is_server(bare))) {
			pair.host = bare;
			pair.host_at = i;
			pair.pointed = naming || pair.type_at + 1 == i;
		}
		naming = is_naming(word);
		pointing = is_pointing(word);
	}
	return found || take_arrow_row(r, at);
}

/* The only word of the line, or nothing. */
static struct slice lone_word(struct slice line)
{
	struct slice rest = strip_noise(line), word, more;

	if (!slice_next_word(&rest, &word) || slice_next_word(&rest, &more))
		return (struct slice){ "", 0 };
	return drop_ends(word, "\"',;:");
}

/* A name with an underscore, a type, and the value on three lines. */
static size_t take_three_lines(struct paste_reader *r, size_t at)
{
	struct slice host = lone_word(r->lines[at].text);
	enum rr type = at + 2 < r->count ? cell_type(r->lines[at + 1].text)
					 : RR_NONE;

	if (type == RR_NONE || !is_host(host) ||
	    !memchr(host.at, '_', host.len))
		return 0;
	struct slice value = strip_noise(r->lines[at + 2].text);
	if (!is_value_of(type, value) ||
	    (type == RR_TXT && !is_record_text(value)))
		return 0;
	return paste_add(r, &(struct paste_found){ .type = type,
						   .host = host,
						   .value = value,
						   .priority = -1,
						   .from = at,
						   .to = at + 2 })
		       ? 3
		       : 0;
}

/* A DKIM name and below it, on a line of its own, what it points to. */
size_t paste_pair_below(struct paste_reader *r, size_t at)
{
	size_t lines = take_three_lines(r, at);

	if (lines > 0)
		return lines;
	struct slice host = lone_word(r->lines[at].text), target;

	if (!memmem(host.at, host.len, "_domainkey", 10))
		return 0;
	bool relative = !is_target(host) || paste_is_under_domain(r, host);
	for (size_t below = at + 1; below < r->count && below <= at + BELOW_MAX;
	     below++) {
		if (is_noise(r->lines[below].text))
			continue;
		target = lone_word(r->lines[below].text);
		struct paste_found found = {
			.type = RR_CNAME,
			.host = host,
			.value = target,
			.priority = -1,
			.from = at,
			.to = below,
		};
		/* Full names below each other may be two values. */
		if (!relative &&
		    memmem(target.at, target.len, "_domainkey", 10))
			return 0;
		return is_target(target) && paste_add(r, &found)
			       ? below - at + 1
			       : 0;
	}
	return 0;
}
