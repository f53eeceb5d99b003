/* SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KEY_LINE 16 /* a line of a wrapped key is seldom shorter */

/* The next run without blanks from *at on; the blanks before it are skipped. */
static struct slice word_at(struct slice text, size_t at)
{
	struct slice rest = { text.at + at, text.len - at }, word;

	return slice_next_word(&rest, &word)
		       ? word
		       : (struct slice){ text.at + text.len, 0 };
}

static size_t end_of(struct slice text, struct slice word)
{
	return (size_t)(word.at - text.at) + word.len;
}

/* "abc" "def" is abcdef (RFC 1035, 5.1); a doubled quote is one quote, as in
 * CSV. */
static size_t take_quoted(struct slice text, struct str *out)
{
	size_t at = 0, end = 0;

	while (at < text.len && text.at[at] == '"') {
		size_t close = at + 1;

		while (close < text.len && text.at[close] != '"') {
			if (text.at[close] == '\\' && close + 1 < text.len)
				close++;
			if (text.at[close] != '\n')
				str_add_char(out, text.at[close]);
			close++;
		}
		at = end = close < text.len ? close + 1 : text.len;
		while (at < text.len && strchr(" \t\n\r()", text.at[at]))
			at++;
	}
	return end;
}

/* v=spf1 and its terms; words that are none end it. */
static size_t take_spf(struct slice text, struct str *out)
{
	size_t end = end_of(text, word_at(text, 0));
	size_t terms = 0;

	str_add(out, "v=spf1");
	for (;;) {
		struct slice word = word_at(text, end);
		struct slice term = drop_ends(word, ".,;:)]\"'`");

		/* The brace of a list, not that of a macro (RFC 7208, 7). */
		if (term.len > 0 && !memchr(term.at, '{', term.len))
			term = drop_ends(term, "}");

		if (is_shortened(word))
			return 0;
		if (word.len == 0 || !is_spf_term(term, false))
			break;
		str_add_char(out, ' ');
		str_add_bytes(out, term.at, term.len);
		end = end_of(text, word);
		terms++;
		/* all is the last one; what follows is another sentence. */
		if (slice_is_nocase(drop_ends(term, "+-~?"), "all"))
			break;
	}
	return terms > 0 ? end : 0;
}

static bool is_tag(struct slice word)
{
	size_t i = 0;

	while (i < word.len && isalnum((unsigned char)word.at[i]))
		i++;
	return i > 0 && i <= 5 && i < word.len && word.at[i] == '=';
}

/* Is word a further piece of a base64 key? Words of a sentence are base64 as
 * well, so short ones need a sign of their own. */
static bool continues_key(struct slice word)
{
	bool sign = false;

	word = drop_ends(word, "\"';");
	if (!is_base64(word))
		return false;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];

		sign = sign || isdigit(c) || c == '+' || c == '/' || c == '=';
	}
	return word.len >= KEY_LINE || (sign && word.len >= 4) ||
	       (word.len >= 4 && memcmp(word.at + word.len - 2, "AB", 2) == 0);
}

/* True when the last tag in word is p= with nothing yet or the beginning of a
 * key behind it. */
static bool ends_in_key(struct slice word)
{
	size_t at = word.len;

	while (at > 0 && word.at[at - 1] != ';')
		at--;
	struct slice tag = { word.at + at, word.len - at };
	return slice_has_prefix_nocase(tag, "p=") &&
	       (tag.len == 2 || tag.len > 20 ||
		slice_has_prefix_nocase(tag, "p=MI"));
}

/* The next address of a list such as rua=mailto:a@x, mailto:b@x. */
static bool continues_list(const struct str *out, struct slice word)
{
	return out->len > 0 && out->data[out->len - 1] == ',' &&
	       slice_has_prefix_nocase(word, "mailto:");
}

/* A tag list: k=rsa; p=..., v=DMARC1; p=none; ... The pieces of a key lose the
 * blanks between them, other tags keep one. */
static size_t take_tags(struct slice text, struct str *out)
{
	size_t end = 0;
	bool in_key = false;

	for (;;) {
		struct slice word = word_at(text, end);
		bool tag = is_tag(word);
		bool lone = slice_is(word, ";");

		if (word.len == 0)
			break;
		if (!tag && !lone && !(in_key && continues_key(word)) &&
		    !continues_list(out, word))
			break;
		if (tag && out->len > 0)
			str_add_char(out, ' ');
		struct slice piece = drop_ends(word, "\"'`");
		str_add_bytes(out, piece.at, piece.len);
		end = end_of(text, word);
		in_key = (tag ? ends_in_key(piece) : in_key) && piece.len > 0 &&
			 piece.at[piece.len - 1] != ';';
	}
	/* A full stop or comma ends the sentence, not the value. */
	while (!is_shortened(slice_of(str_text(out))) && out->len > 0 &&
	       strchr(".,)]}", out->data[out->len - 1]))
		out->data[--out->len] = '\0';
	return end;
}

size_t paste_take_text(struct slice text, struct str *out)
{
	size_t skipped = 0;

	while (skipped < text.len && isspace((unsigned char)text.at[skipped]))
		skipped++;
	text.at += skipped;
	text.len -= skipped;
	size_t took = 0;
	if (text.len > 0 && text.at[0] == '"')
		took = take_quoted(text, out);
	else if (slice_has_prefix_nocase(text, "v=spf1"))
		took = take_spf(text, out);
	else if (is_tag(word_at(text, 0)) && is_record_text(text))
		took = take_tags(text, out);
	return took ? took + skipped : 0;
}

/* One word that can only prove something. */
static bool is_proof(struct slice value)
{
	char *text = slice_dup(value);
	bool proof = purpose_guess(RR_TXT, "", text) == PURPOSE_VERIFICATION;

	free(text);
	return proof;
}

enum rr paste_derive_type(struct slice host, struct slice value)
{
	value = drop_ends(value, "\"'` ");
	struct slice first = word_at(value, 0);

	host = word_at(host, 0);
	if (is_record_text(value) || is_spf_term(first, true))
		return RR_TXT;
	value = drop_ends(first, "\"'`,;");
	/* An address alone may be anybody's. */
	if (is_clear_host(host) && is_value_of(RR_A, value))
		return RR_A;
	if (is_clear_host(host) && is_value_of(RR_AAAA, value))
		return RR_AAAA;
	if (is_target(value) && is_clear_host(host) && !slice_is(host, "@"))
		return RR_CNAME;
	/* A token below a name that no machine has. */
	if (is_host(host) && memchr(host.at, '_', host.len) && is_proof(value))
		return RR_TXT;
	return RR_NONE;
}
