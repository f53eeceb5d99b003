/* Lines of a master file (RFC 1035, 5.1) and the plain `TYPE host value`.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LINES_MAX 40 /* of one record in parentheses */
#define DATA_MAX  65535

static bool is_arrow(struct slice word)
{
	static const char *const ARROWS[] = { "=>", "->", "→",   "⇒", "➜",
					      ":",  "=",  "-->", "|" };

	for (size_t i = 0; i < COUNT_OF(ARROWS); i++) {
		if (slice_is(word, ARROWS[i]))
			return true;
	}
	return false;
}

static bool is_class(struct slice word)
{
	return slice_is_nocase(word, "IN");
}

/* 3600, 1h, 2d12h */
static bool is_ttl(struct slice word)
{
	if (word.len == 0 || !isdigit((unsigned char)word.at[0]))
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (!isdigit((unsigned char)word.at[i]) &&
		    !strchr("smhdwSMHDW", word.at[i]))
			return false;
	}
	return true;
}

/* The rest of text from its next word that is no arrow on. */
static struct slice skip_arrows(struct slice text)
{
	struct slice rest = text, word;

	while (slice_next_word(&rest, &word)) {
		if (!is_arrow(word))
			return (struct slice){
				word.at, (size_t)(text.at + text.len - word.at)
			};
	}
	return rest;
}

static struct slice first_word(struct slice text)
{
	struct slice word = { text.at, 0 };

	return slice_next_word(&text, &word) ? word
					     : (struct slice){ text.at, 0 };
}

static struct slice after_word(struct slice text, struct slice word)
{
	return (struct slice){ word.at + word.len,
			       (size_t)(text.at + text.len -
					(word.at + word.len)) };
}

/* Nothing but interface words, a priority or a comment may follow a name. */
static bool is_idle(struct slice text)
{
	struct slice word;
	uint64_t number;

	text = slice_trim(text);
	if (text.len == 0 || text.at[0] == ';' || text.at[0] == '#' ||
	    (text.at[0] == '/' && text.len > 1 && text.at[1] == '/') ||
	    text.at[0] == '(' || is_noise(text))
		return true;
	while (slice_next_word(&text, &word)) {
		struct slice digits = word;

		if (!is_noise(word) &&
		    !(slice_take_number(&digits, 65535, &number) &&
		      digits.len == 0))
			return false;
	}
	return true;
}

/* A word that could as well be of a sentence: letters only. */
static bool is_plain_word(struct slice word)
{
	word = drop_ends(word, ".,:;!?");
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];

		if (!isalpha(c) && c < 0x80)
			return false;
	}
	return true;
}

/* Does data stand there for this type, and nothing else? sure: a class or TTL
 * stood before it, so that it cannot be a sentence. */
static bool is_data(enum rr type, struct slice data, bool sure)
{
	struct slice first = first_word(data), second;
	uint64_t number;

	if (type == RR_TXT) {
		struct slice bare = drop_ends(data, " ");

		return data.len > 0 &&
		       (sure || data.at[0] == '"' || is_record_text(bare) ||
			is_spf_term(first, true) ||
			(after_word(data, first).len == 0 &&
			 !is_plain_word(first)));
	}
	if (type == RR_SRV || type == RR_CAA)
		return sure || isdigit((unsigned char)*first.at);
	if (type == RR_MX) {
		struct slice digits = first;

		if (slice_take_number(&digits, 65535, &number) &&
		    digits.len == 0) {
			second = first_word(after_word(data, first));
			return is_target(drop_ends(second, ",;")) &&
			       is_idle(after_word(data, second));
		}
	}
	return is_value_of(type, drop_ends(first, ",;\"'`")) &&
	       is_idle(after_word(data, first));
}

/* A comment ends the data; in a TXT only after its quotes (people paste
 * v=DMARC1; p=none without any). */
static struct slice without_comment(enum rr type, struct slice data)
{
	if (type == RR_TXT)
		return data;
	return slice_trim(slice_take_until(&data, ";"));
}

static bool add(struct paste_reader *r, enum rr type, struct slice host,
		struct slice data, size_t from, size_t to)
{
	struct paste_found found = {
		.type = type,
		.host = host,
		.value = without_comment(type, data),
		.priority = -1,
		.from = from,
		.to = to,
	};

	return paste_add(r, &found);
}

/* TYPE host value; without a host when what follows is the value already. */
static bool type_first(struct paste_reader *r, enum rr type, struct slice rest,
		       size_t from, size_t to)
{
	rest = skip_arrows(rest);
	struct slice host = first_word(rest);
	struct slice data = skip_arrows(after_word(rest, host));
	struct slice bare = drop_ends(host, "\"'`:,");

	/* A number is the priority, no name. */
	if (type == RR_MX && is_ttl(host))
		return is_data(type, rest, false) &&
		       add(r, type, (struct slice){ "", 0 }, rest, from, to);
	if (is_class(host) || is_noise(host) ||
	    (memchr(rest.at, ':', rest.len) && label_field(bare) != FIELD_NONE))
		return false;
	if (is_host(bare) && is_data(type, data, false) &&
	    (type != RR_TXT || is_clear_host(bare) || is_record_text(data) ||
	     *data.at == '"' || after_word(data, first_word(data)).len == 0))
		return add(r, type, bare, data, from, to);
	if (type == RR_TXT &&
	    (is_record_text(drop_ends(rest, "\"")) ||
	     (*rest.at == '"' && !is_plain_word(drop_ends(rest, "\", ")))))
		return add(r, type, (struct slice){ "", 0 }, rest, from, to);
	if (type == RR_MX && is_data(type, rest, false))
		return add(r, type, (struct slice){ "", 0 }, rest, from, to);
	return false;
}

/* "Current SPF-record: ..." is a sentence, "mail TXT ..." is none. */
static bool is_talk(struct slice owner, struct slice type, struct slice data)
{
	return !is_clear_host(owner) &&
	       (memchr(type.at, '-', type.len) ||
		(*data.at != '"' && !is_record_text(data)));
}

/* host [ttl] [class] TYPE data */
static bool owner_first(struct paste_reader *r, struct slice line,
			bool indented, size_t from, size_t to)
{
	struct slice word = first_word(line), owner = word, rest = line;
	bool sure = false, named = false;
	enum rr type = RR_NONE;

	for (int i = 0; i < 4; i++) {
		word = first_word(rest);
		if (word.len == 0)
			return false;
		rest = after_word(rest, word);
		type = i > 0 || indented ? word_type(word) : RR_NONE;
		if (type != RR_NONE && (named || r->bind_owner))
			break;
		type = RR_NONE;
		if ((is_class(word) || is_ttl(word)) && (i > 0 || indented)) {
			sure = true;
			continue;
		}
		if (named || !is_host(drop_ends(word, "\"'`:,")))
			return false;
		owner = drop_ends(word, "\"'`:,");
		named = true;
	}
	rest = skip_arrows(rest);
	if (type == RR_NONE || !is_data(type, rest, sure))
		return false;
	if (!named)
		owner = slice_of(r->bind_owner);
	if (type == RR_TXT && !sure && is_talk(owner, word, rest))
		return false;
	if (!add(r, type, owner, rest, from, to))
		return false;
	if (named) {
		free(r->bind_owner);
		r->bind_owner = slice_dup(owner);
	}
	return true;
}

/* Puts the lines of a record in parentheses into one; how many they are. */
static size_t join_parentheses(const struct paste_reader *r, size_t at,
			       struct str *out)
{
	bool quoted = false;
	int depth = 0;
	size_t lines = 0;

	do {
		struct slice text = r->lines[at + lines].text;

		for (size_t i = 0; i < text.len; i++) {
			char c = text.at[i];

			if (c == '"')
				quoted = !quoted;
			if (!quoted && c == ';')
				break;
			depth += !quoted && c == '(';
			depth -= !quoted && c == ')';
			str_add_char(out, !quoted && strchr("()", c) ? ' ' : c);
		}
		str_add_char(out, ' ');
		lines++;
	} while (depth > 0 && lines < LINES_MAX && at + lines < r->count);
	return depth == 0 ? lines : 0;
}

static bool has_byte(struct slice text, char c)
{
	return text.len > 0 && memchr(text.at, c, text.len);
}

/* Does a parenthesis open in this line and close in one of the next? */
static bool opens_parenthesis(const struct paste_reader *r, size_t at)
{
	struct slice text = r->lines[at].text;

	if (!has_byte(text, '('))
		return false;
	/* On one line only what stands before a quoted text counts. */
	if (has_byte(text, ')'))
		return memmem(text.at, text.len, "( \"", 3) ||
		       memmem(text.at, text.len, "(\"", 2);
	for (size_t i = at + 1; i < r->count && i < at + LINES_MAX; i++) {
		if (has_byte(r->lines[i].text, ')'))
			return true;
	}
	return false;
}

static bool take_line(struct paste_reader *r, struct slice text, bool indented,
		      size_t from, size_t to)
{
	struct slice word = first_word(text);
	enum rr type = word_type(word);

	/* In a master file a blank at the start means the owner above. */
	if (indented && r->bind_owner &&
	    owner_first(r, text, indented, from, to))
		return true;
	if (type != RR_NONE &&
	    type_first(r, type, after_word(text, word), from, to))
		return true;
	return owner_first(r, text, indented, from, to);
}

/* A key that was wrapped goes on in the lines below. */
static size_t wrapped_text(const struct paste_reader *r, size_t at,
			   struct str *out)
{
	size_t lines = 0;

	while (at + lines < r->count && lines < LINES_MAX) {
		struct slice text = r->lines[at + lines].text;

		if (lines > 0 && (text.len == 0 || !is_base64(text) ||
				  text.len < 4 || is_noise(text)))
			break;
		if (lines > 0)
			str_add_char(out, '\n');
		str_add_bytes(out, text.at, text.len);
		lines++;
	}
	return lines;
}

static bool take_directive(struct paste_reader *r, size_t at)
{
	struct slice text = slice_trim(r->lines[at].text), word;

	if (text.len == 0 || text.at[0] != '$')
		return false;
	if (slice_next_word(&text, &word) && slice_is_nocase(word, "$ORIGIN") &&
	    slice_next_word(&text, &word) && is_host(word)) {
		free(r->origin);
		r->origin = slice_dup(drop_ends(word, "."));
	}
	r->lines[at].used = true;
	return true;
}

size_t paste_bind(struct paste_reader *r, size_t at)
{
	struct slice text = r->lines[at].text;
	bool indented = text.len > 0 && isspace((unsigned char)text.at[0]);
	struct str joined = STR_INIT(DATA_MAX);
	size_t lines = 1;
	bool taken;

	if (take_directive(r, at))
		return 1;
	if (opens_parenthesis(r, at)) {
		lines = join_parentheses(r, at, &joined);
	} else {
		const char *key = memmem(text.at, text.len, "p=", 2);

		lines = key ? wrapped_text(r, at, &joined) : 0;
	}
	if (lines > 0) {
		taken = take_line(r, slice_of(str_text(&joined)), indented, at,
				  at + lines - 1);
		if (!taken && lines == 1)
			taken = take_line(r, text, indented, at, at);
	} else {
		lines = 1;
		taken = take_line(r, text, indented, at, at);
	}
	str_free(&joined);
	return taken ? lines : 0;
}
