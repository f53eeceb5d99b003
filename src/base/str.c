/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS     "\t "
#define WHITESPACE "\t\r\n "

void str_free(struct str *s)
{
	free(s->data);
	*s = STR_INIT(s->max);
}

void str_reset(struct str *s)
{
	s->len = 0;
	s->overflow = false;
	if (s->data)
		s->data[0] = '\0';
}

/* Makes room for len more bytes and a NUL, which the ceiling allows. */
static void reserve(struct str *s, size_t len)
{
	size_t need = s->len + len + 1;

	if (need <= s->cap)
		return;
	s->cap = s->cap ? s->cap * 2 : 64;
	if (s->cap < need)
		s->cap = need;
	s->data = xreallocarray(s->data, s->cap, 1);
}

void str_add_bytes(struct str *s, const char *bytes, size_t len)
{
	if (s->overflow || len > s->max - s->len) {
		s->overflow = true;
		return;
	}
	reserve(s, len);
	if (len > 0)
		memcpy(s->data + s->len, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_bytes(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_bytes(s, &c, 1);
}

void str_add_number(struct str *s, uint64_t number)
{
	char digits[sizeof("18446744073709551615") - 1];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	str_add_bytes(s, digits + at, sizeof(digits) - at);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	char *text = NULL;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		die_out_of_memory();
	str_add_bytes(s, text, (size_t)len);
	free(text);
}

const char *str_text(const struct str *s)
{
	return s->data ? s->data : "";
}

char *str_take(struct str *s)
{
	char *text = s->data ? s->data : xstrdup("");

	*s = STR_INIT(s->max);
	return text;
}

struct slice slice_of(const char *text)
{
	return (struct slice){ .at = text, .len = strlen(text) };
}

char *slice_dup(struct slice s)
{
	char *text = xmalloc(s.len + 1);

	if (s.len > 0)
		memcpy(text, s.at, s.len);
	text[s.len] = '\0';
	return text;
}

bool slice_is(struct slice s, const char *text)
{
	if (s.len != strlen(text))
		return false;
	return s.len == 0 || memcmp(s.at, text, s.len) == 0;
}

/* Not strncasecmp(): the locale must not change what is equal. */
static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* How many bytes of the prefix s begins with. */
static size_t common_nocase(struct slice s, const char *prefix)
{
	size_t len = 0;

	while (len < s.len && prefix[len] &&
	       ascii_lower(s.at[len]) == ascii_lower(prefix[len]))
		len++;
	return len;
}

bool slice_has_prefix_nocase(struct slice s, const char *prefix)
{
	return prefix[common_nocase(s, prefix)] == '\0';
}

bool slice_is_nocase(struct slice s, const char *text)
{
	size_t len = common_nocase(s, text);

	return len == s.len && text[len] == '\0';
}

static void advance(struct slice *s, size_t count)
{
	if (count > 0)
		s->at += count;
	s->len -= count;
}

/* True when c is one of set; a NUL never is. */
static bool is_one_of(char c, const char *set)
{
	/* The sets are of a few bytes: a call would cost more than the loop. */
	while (*set != '\0' && *set != c)
		set++;
	return *set != '\0';
}

/* The bytes of a set below 64, a bit each; false when there are others. */
static bool set_bits(const char *set, uint64_t *bits)
{
	*bits = 0;
	for (; *set; set++) {
		if ((unsigned char)*set >= 64)
			return false;
		*bits |= UINT64_C(1) << *set;
	}
	return true;
}

/* Skips bytes as long as they are in set; returns how many. */
static size_t skip_set(struct slice *s, const char *set)
{
	size_t count = 0;

	while (count < s->len && is_one_of(s->at[count], set))
		count++;
	advance(s, count);
	return count;
}

bool slice_skip_char(struct slice *s, char c)
{
	if (s->len == 0 || s->at[0] != c)
		return false;
	advance(s, 1);
	return true;
}

size_t slice_skip_blanks(struct slice *s)
{
	return skip_set(s, BLANKS);
}

struct slice slice_trim(struct slice s)
{
	skip_set(&s, WHITESPACE);
	while (s.len > 0 && is_one_of(s.at[s.len - 1], WHITESPACE))
		s.len--;
	return s;
}

struct slice slice_take_until(struct slice *s, const char *stops)
{
	struct slice head = { .at = s->at };
	uint64_t bits;

	/* Blanks and most punctuation: a text is mostly other bytes. */
	if (set_bits(stops, &bits)) {
		while (head.len < s->len) {
			unsigned char c = (unsigned char)s->at[head.len];

			if (c < 64 && bits >> c & 1)
				break;
			head.len++;
		}
	} else {
		while (head.len < s->len && !is_one_of(s->at[head.len], stops))
			head.len++;
	}
	advance(s, head.len);
	return head;
}

bool slice_next_word(struct slice *s, struct slice *word)
{
	skip_set(s, WHITESPACE);
	*word = slice_take_until(s, WHITESPACE);
	return word->len > 0;
}

bool slice_next_line(struct slice *s, struct slice *line)
{
	if (s->len == 0)
		return false;
	*line = slice_take_until(s, "\r\n");
	/* CRLF is one end of a line, a lone CR or LF is one too. */
	if (slice_skip_char(s, '\r'))
		(void)slice_skip_char(s, '\n');
	else
		(void)slice_skip_char(s, '\n');
	return true;
}

bool slice_take_number(struct slice *s, uint64_t max, uint64_t *number)
{
	struct slice rest = *s;
	uint64_t n = 0;

	while (rest.len > 0 && rest.at[0] >= '0' && rest.at[0] <= '9') {
		uint64_t digit = (uint64_t)(rest.at[0] - '0');

		if (digit > max || n > (max - digit) / 10)
			return false;
		n = n * 10 + digit;
		advance(&rest, 1);
	}
	if (rest.len == s->len)
		return false;
	*s = rest;
	*number = n;
	return true;
}
