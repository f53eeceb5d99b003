/* Records in sentences: an SPF, DKIM or DMARC text somewhere in a line, terms
 * to be added to SPF, a token that proves ownership.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define JOIN_MAX  40    /* lines that a text may run over */
#define TEXTS_MAX 20    /* in one line */
#define WORDS_MAX 20000 /* of one line that are looked at for names */
#define TOKEN_MIN 6     /* bytes behind its equals sign */
#define FOR_REACH 8     /* words between a name and its text */
#define BACK_MAX  3     /* lines above in which the name may stand */

/* The first text of a record in the line; false when there is none. */
static bool find_text(struct slice line, struct slice *text)
{
	static const char *const STARTS[] = { "v=spf1", "v=DMARC1",  "v=DKIM1",
					      "k=rsa",  "k=ed25519", "p=MI" };
	const char *first = NULL;

	for (size_t i = 0; i < COUNT_OF(STARTS); i++) {
		size_t len = strlen(STARTS[i]);

		for (size_t at = 0; at + len <= line.len; at++) {
			const char *here = line.at + at;

			if (first && here >= first)
				break;
			if (strncasecmp(here, STARTS[i], len) == 0 &&
			    (at == 0 || !isalnum((unsigned char)here[-1]))) {
				first = here;
				break;
			}
		}
	}
	if (!first)
		return false;
	*text = (struct slice){ first, (size_t)(line.at + line.len - first) };
	return true;
}

bool paste_is_under_domain(const struct paste_reader *r, struct slice word)
{
	size_t len = r->domain ? strlen(r->domain) : 0;

	if (word.len > 0 && word.at[word.len - 1] == '.')
		word.len--;
	return len > 0 && word.len > len &&
	       word.at[word.len - len - 1] == '.' &&
	       strncasecmp(word.at + word.len - len, r->domain, len) == 0;
}

/* A whole label, or the beginning of one that is not quite right. */
static bool has_label(struct slice name, const char *label)
{
	size_t len = strlen(label);
	const char *at = memmem(name.at, name.len, label, len);

	return at && (at == name.at || at[-1] == '.');
}

static bool is_for(struct slice word)
{
	static const char *const WORDS[] = { "for", "voor", "für", "at" };

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (slice_is_nocase(word, WORDS[i]))
			return true;
	}
	return false;
}

/* The last word before the text that can only be the owner of a record. */
static struct slice owner_in(const struct paste_reader *r, struct slice text,
			     const char *label)
{
	struct slice owner = { "", 0 }, word;
	int words = 0;

	while (slice_next_word(&text, &word) && words++ < WORDS_MAX) {
		struct slice bare = drop_ends(word, "\"'`:,;()[]<>");

		if (bare.len > 0 && bare.at[bare.len - 1] == '.' &&
		    !paste_is_under_domain(r, bare))
			bare.len--;
		if (!is_host(bare))
			continue;
		if (label ? has_label(bare, label)
			  : slice_is(bare, "@") ||
				    paste_is_under_domain(r, bare))
			owner = bare;
	}
	return owner;
}

/* "For mail.example.nl publish v=spf1 ...": where no domain is known, what
 * stands shortly before the text is the name. */
static struct slice named_for(struct slice text)
{
	struct slice owner = { "", 0 }, word;
	int words = 0, at = 0;
	bool after_for = false;

	for (; slice_next_word(&text, &word) && words < WORDS_MAX; words++) {
		struct slice bare = drop_ends(word, "\"'`:,;()[]<>");

		if (after_for && is_target(bare)) {
			owner = bare;
			at = words;
		}
		after_for = is_for(bare);
	}
	return words - at <= FOR_REACH ? owner : (struct slice){ "", 0 };
}

/* The owner of a text: in its line before it, else in the lines above. */
static struct slice find_owner(const struct paste_reader *r, size_t at,
			       struct slice before, enum purpose purpose,
			       size_t *line)
{
	const char *label = purpose == PURPOSE_DKIM    ? "_domainkey"
			    : purpose == PURPOSE_DMARC ? "_dmarc"
						       : NULL;
	struct slice owner = owner_in(r, before, label);

	if (owner.len == 0 && !label && !r->domain)
		owner = named_for(before);
	*line = at;
	for (size_t i = 1; owner.len == 0 && label && i <= BACK_MAX && i <= at;
	     i++) {
		if (r->lines[at - i].used)
			continue;
		owner = owner_in(r, r->lines[at - i].text, label);
		*line = owner.len > 0 ? at - i : at;
	}
	if (owner.len == 0 && purpose == PURPOSE_DMARC)
		return slice_of("_dmarc");
	return owner;
}

/* The text with the lines below that it may run over; ends[i] is where line i
 * of them ends. */
static size_t join_below(const struct paste_reader *r, size_t at,
			 struct slice text, struct str *out, size_t *ends)
{
	size_t lines = 0;

	str_add_bytes(out, text.at, text.len);
	ends[lines++] = out->len;
	while (lines < JOIN_MAX && at + lines < r->count) {
		struct slice below = slice_trim(r->lines[at + lines].text);

		if (below.len == 0)
			break;
		str_add_char(out, '\n');
		str_add_bytes(out, below.at, below.len);
		ends[lines++] = out->len;
	}
	return lines;
}

/* Takes the text that begins at text in line at. Sets how many bytes of the
 * line it took and returns how many lines; 0 when it is none. */
static size_t take_one(struct paste_reader *r, size_t at, struct slice text,
		       size_t *bytes)
{
	struct str joined = STR_INIT((size_t)1 << 17);
	struct str value = STR_INIT(65535);
	struct slice line = r->lines[at].text;
	struct slice before = { line.at, (size_t)(text.at - line.at) };
	size_t ends[JOIN_MAX], last = 0, owner_line = at;

	/* A quote before it shows where it ends. */
	if (before.len > 0 && before.at[before.len - 1] == '"') {
		text.at--;
		text.len++;
	}
	size_t lines = join_below(r, at, text, &joined, ends);
	size_t took = paste_take_text(slice_of(str_text(&joined)), &value);
	while (took && last + 1 < lines && took > ends[last])
		last++;
	enum purpose purpose = purpose_guess(RR_TXT, "", str_text(&value));
	struct paste_found found = {
		.type = RR_TXT,
		.host = find_owner(r, at, before, purpose, &owner_line),
		.value = slice_of(str_text(&value)),
		.priority = -1,
		.from = at,
		.to = at + last,
	};
	/* Tags without a key, or a version alone, are talk about them. */
	bool good = took > 0 &&
		    (purpose != PURPOSE_DKIM ||
		     (strstr(str_text(&value), "p=") && found.host.len > 0)) &&
		    (purpose != PURPOSE_DMARC ||
		     strstr(str_text(&value), "p="));

	good = good && paste_add(r, &found);
	if (good)
		r->lines[owner_line].used = true;
	*bytes = took < text.len ? took : text.len;
	str_free(&joined);
	str_free(&value);
	return good ? last + 1 : 0;
}

static size_t take_texts(struct paste_reader *r, size_t at)
{
	struct slice rest = r->lines[at].text, text;
	size_t most = 0;

	for (int i = 0; i < TEXTS_MAX && find_text(rest, &text); i++) {
		size_t bytes = 0, lines = take_one(r, at, text, &bytes);

		most = lines > most ? lines : most;
		bytes = bytes > 6 ? bytes : 6; /* past its first word */
		if (lines > 1 || bytes >= text.len)
			break;
		rest.at = text.at + bytes;
		rest.len = text.len - bytes;
	}
	return most;
}

/* The next terms without v=spf1 from *rest on; neighbours belong together. */
static struct slice next_terms(struct slice *rest)
{
	struct slice terms = { NULL, 0 }, word;
	bool in_text = false;

	while (slice_next_word(rest, &word)) {
		struct slice term = drop_ends(word, ".,;:()\"'`<>");

		/* The terms of a whole text were taken with it. */
		in_text = slice_is_nocase(term, "v=spf1") ||
			  (in_text && is_spf_term(term, false));
		if (in_text)
			continue;
		if (is_spf_term(term, true)) {
			if (!terms.at)
				terms.at = term.at;
			terms.len = (size_t)(term.at + term.len - terms.at);
		} else if (terms.at) {
			break;
		}
	}
	return terms;
}

/* "include:a for the US, or include:b for Europe": which one it is to be,
 * nobody but the reader knows. */
static bool are_alternatives(struct slice line)
{
	static const char OR[] = "|or|of|oder|ou|";
	struct slice rest = line, before = line, terms;
	char folded[WORD_FOLD_MAX];

	if (!next_terms(&rest).at)
		return false;
	while (before = rest, (terms = next_terms(&rest)).at) {
		struct slice word;

		before.len = (size_t)(terms.at - before.at);
		while (slice_next_word(&before, &word)) {
			if (word_fold(drop_ends(word, ",;()"), folded, false) &&
			    word_listed(folded, OR))
				return true;
		}
	}
	return false;
}

/* include:... and the like, here and there in the line. */
static bool take_terms(struct paste_reader *r, size_t at)
{
	struct slice line = r->lines[at].text, rest = line, terms;
	struct slice owner = { NULL, 0 };
	bool found = false;

	if (are_alternatives(line))
		return false;
	while ((terms = next_terms(&rest)).at) {
		struct slice before = { line.at, (size_t)(terms.at - line.at) };

		if (!owner.at)
			owner = owner_in(r, before, NULL);
		found |= paste_add(r, &(struct paste_found){ .type = RR_TXT,
							     .host = owner,
							     .value = terms,
							     .priority = -1,
							     .from = at,
							     .to = at });
	}
	return found;
}

/* Its key proves something, its value is no word: verify=false is neither. */
static bool is_token(struct slice word)
{
	struct slice value = word;
	struct slice key = slice_take_until(&value, "=");

	slice_skip_char(&value, '=');
	if (!is_record_text(word) || key.len < 2 || value.len < TOKEN_MIN ||
	    !isalnum((unsigned char)key.at[0]) ||
	    memchr(value.at, ',', value.len))
		return false;
	slice_take_until(&value, "0123456789");
	return value.len > 0;
}

/* A line that is only a token such as name-site-verification=... */
static bool take_token(struct paste_reader *r, size_t at)
{
	struct slice line = slice_trim(r->lines[at].text), rest = line, word;
	struct paste_found found = { .type = RR_TXT,
				     .priority = -1,
				     .from = at,
				     .to = at,
				     .host = { "", 0 } };

	while (slice_next_word(&rest, &word)) {
		struct slice bare = drop_ends(word, "\"'`.,()<>");

		if (is_token(bare)) {
			found.value = bare;
			return paste_add(r, &found);
		}
	}
	return false;
}

size_t paste_loose(struct paste_reader *r, size_t at)
{
	size_t lines = take_texts(r, at);
	bool more = take_terms(r, at);

	more |= paste_pairs(r, at);
	if (lines == 0 && !more)
		lines = paste_pair_below(r, at);
	if (lines == 0 && !more)
		more = take_token(r, at);
	return lines > 0 ? lines : more;
}
