/* SPDX-License-Identifier: MIT */
#include "mail/spf_macro.h"

#include <stdio.h>
#include <string.h>

#include "mail/ascii.h"

#define DELIMITERS    ".-+,/_="
#define NAME_TEXT_MAX 253 /* RFC 7208, 7.3 */
#define LABEL_MAX     63
#define PARTS_MAX     10000 /* any greater number keeps all parts as well */
#define VALUE_MAX     ((size_t)1 << 16)

/* One token of a macro-string: a macro, or a byte that stands for itself. */
struct token {
	const char
		*literal; /* the text of %%, %_, %- or of a plain byte; NULL: a
				macro letter */
	size_t literal_len;
	char letter;   /* lower case */
	bool escape;   /* the letter was a capital: URL escaping */
	unsigned keep; /* parts from the right; 0: all */
	bool reverse;
	struct slice delimiters;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* What is behind "%{" (RFC 7208, 7.1, macro-expand). */
static bool read_macro(struct slice *s, enum spf_macro_place place,
		       struct token *t)
{
	const char *letters = place == SPF_MACRO_DOMAIN ? "slodipvh"
							: "slodipvhcrt";
	struct slice delimiters;
	uint64_t number = 0;

	if (s->len == 0 || !ascii_is_alpha(s->at[0]))
		return false;
	t->letter = lower(s->at[0]);
	t->escape = t->letter != s->at[0];
	(void)slice_skip_char(s, s->at[0]);
	if (!strchr(letters, t->letter))
		return false;
	if (s->len > 0 && ascii_is_digit(s->at[0])) {
		while (s->len > 0 && ascii_is_digit(s->at[0])) {
			if (number < PARTS_MAX)
				number = number * 10 +
					 (uint64_t)(s->at[0] - '0');
			(void)slice_skip_char(s, s->at[0]);
		}
		if (number == 0)
			return false;
	}
	t->keep = (unsigned)number;
	t->reverse = slice_skip_char(s, 'r') || slice_skip_char(s, 'R');
	delimiters.at = s->at;
	while (s->len > 0 && strchr(DELIMITERS, s->at[0]))
		(void)slice_skip_char(s, s->at[0]);
	delimiters.len = (size_t)(s->at - delimiters.at);
	if (delimiters.len > 0)
		t->delimiters = delimiters;
	return slice_skip_char(s, '}');
}

/* The next token; false when what stands there is none. */
static bool read_token(struct slice *s, enum spf_macro_place place,
		       struct token *t)
{
	static const struct {
		char letter;
		const char *text;
	} escapes[] = { { '%', "%" }, { '_', " " }, { '-', "%20" } };
	char c = s->at[0];

	*t = (struct token){ .literal = s->at,
			     .literal_len = 1,
			     .delimiters = slice_of(".") };
	if (c != '%') {
		if (c > '~' || c < (place == SPF_MACRO_EXPLANATION ? ' ' : '!'))
			return false;
		return slice_skip_char(s, c);
	}
	(void)slice_skip_char(s, '%');
	for (size_t i = 0; i < COUNT_OF(escapes); i++) {
		if (slice_skip_char(s, escapes[i].letter)) {
			t->literal = escapes[i].text;
			t->literal_len = strlen(escapes[i].text);
			return true;
		}
	}
	t->literal = NULL;
	return slice_skip_char(s, '{') && read_macro(s, place, t);
}

bool spf_macro_valid(struct slice text, enum spf_macro_place place)
{
	struct token t;

	while (text.len > 0) {
		if (!read_token(&text, place, &t))
			return false;
	}
	return true;
}

/* toplabel: letters, digits and hyphens, no hyphen at an end, not all
 * digits. */
static bool is_top_label(struct slice s)
{
	bool not_numeric = false;

	if (s.len == 0 || !ascii_is_alnum(s.at[0]) ||
	    !ascii_is_alnum(s.at[s.len - 1]))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_digit(s.at[i]))
			not_numeric = true;
		if (!ascii_is_alnum(s.at[i]) && s.at[i] != '-')
			return false;
	}
	return not_numeric;
}

/* Characters that stand for themselves, and nothing else. */
static bool is_literal(struct slice text)
{
	return text.len > 0 && !spf_macro_present(text) && ascii_is_plain(text);
}

static struct slice last_label(struct slice text)
{
	struct slice top = { .len = 0 };
	const char *dot;

	if (text.len > 0 && text.at[text.len - 1] == '.')
		text.len--;
	dot = text.len > 0 ? memrchr(text.at, '.', text.len) : NULL;
	if (dot)
		top = (struct slice){ dot + 1,
				      (size_t)(text.at + text.len - dot) - 1 };
	return top;
}

bool spf_domain_spec_valid(struct slice text)
{
	struct slice rest = text;
	struct slice top = { .len = 0 };
	bool ends_in_macro = false;
	struct token t;

	if (is_literal(text) && !memchr(text.at, ' ', text.len))
		return is_top_label(last_label(text));
	while (rest.len > 0) {
		const char *at = rest.at;
		bool dot = *at == '.';

		if (!read_token(&rest, SPF_MACRO_DOMAIN, &t))
			return false;
		ends_in_macro = *at == '%';
		/* A dot begins the top label unless it is the final one. */
		if (dot && rest.len > 0)
			top = rest;
	}
	if (ends_in_macro)
		return true;
	if (top.len > 0 && top.at[top.len - 1] == '.')
		top.len--;
	return is_top_label(top);
}

bool spf_macro_present(struct slice text)
{
	return text.len > 0 && memchr(text.at, '%', text.len);
}

bool spf_macro_uses(struct slice text, char letter)
{
	struct token t;

	while (text.len > 0 && read_token(&text, SPF_MACRO_EXPLANATION, &t)) {
		if (!t.literal && t.letter == letter)
			return true;
	}
	return false;
}

bool spf_macro_is_fixed(struct slice text)
{
	struct token t;

	if (is_literal(text))
		return true;
	while (text.len > 0) {
		if (!read_token(&text, SPF_MACRO_EXPLANATION, &t) ||
		    (!t.literal && t.letter != 'd'))
			return false;
	}
	return true;
}

static bool is_delimiter(const struct token *t, char c)
{
	return t->delimiters.len > 0 &&
	       memchr(t->delimiters.at, c, t->delimiters.len);
}

/* The parts of value that the token keeps, in its order, with dots between. */
static void add_parts(struct slice value, const struct token *t,
		      struct str *out)
{
	size_t parts = 1;
	size_t keep = t->keep;
	size_t cut = 0;

	for (size_t i = 0; i < value.len; i++)
		parts += is_delimiter(t, value.at[i]);
	if (keep == 0 || keep > parts)
		keep = parts;
	if (!t->reverse) {
		for (size_t drop = parts - keep; drop > 0; cut++)
			drop -= is_delimiter(t, value.at[cut]);
		for (; cut < value.len; cut++)
			str_add_char(out, is_delimiter(t, value.at[cut])
						  ? '.'
						  : value.at[cut]);
		return;
	}
	/* The last ones of the reversed order are the first ones as written. */
	for (size_t left = keep; cut < value.len; cut++) {
		left -= is_delimiter(t, value.at[cut]);
		if (left == 0)
			break;
	}
	for (value.len = cut;; value.len = cut - 1) {
		for (cut = value.len;
		     cut > 0 && !is_delimiter(t, value.at[cut - 1]);)
			cut--;
		str_add_bytes(out, value.at + cut, value.len - cut);
		if (cut == 0)
			return;
		str_add_char(out, '.');
	}
}

/* Everything but unreserved characters as %XX (RFC 3986, 2.3). */
static void add_escaped(struct slice value, struct str *out)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (ascii_is_alnum(c) || (c != '\0' && strchr("-._~", c)))
			str_add_char(out, c);
		else
			str_addf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

/* The value of a macro letter (RFC 7208, 7.2); scratch holds what is made
 * here. */
static struct slice value_of(char letter, const struct spf_macro_values *v,
			     char scratch[IP_DOTTED])
{
	struct slice local = v->sender;
	size_t at = local.len;

	while (at > 0 && local.at[at - 1] != '@')
		at--;
	scratch[0] = '\0';
	switch (letter) {
	case 's':
		return v->sender;
	case 'l':
		local.len = at > 0 ? at - 1 : 0;
		return local;
	case 'o':
		return (struct slice){ local.at + at, local.len - at };
	case 'd':
		return slice_of(v->domain);
	case 'i':
		ip_print_dotted(v->ip, scratch);
		break;
	case 'c':
		ip_print(v->ip, scratch);
		break;
	case 'p':
		return slice_of(v->validated ? v->validated : "unknown");
	case 'v':
		return slice_of(v->ip->version == 4 ? "in-addr" : "ip6");
	case 'h':
		return slice_of(v->helo);
	case 'r':
		return slice_of(v->receiver ? v->receiver : "unknown");
	case 't':
		snprintf(scratch, IP_DOTTED, "%lld", (long long)v->now);
		break;
	}
	return slice_of(scratch);
}

static void expand_letter(const struct token *t,
			  const struct spf_macro_values *values,
			  struct str *out)
{
	char scratch[IP_DOTTED];
	struct slice value = value_of(t->letter, values, scratch);
	struct str parts = STR_INIT(VALUE_MAX);

	if (!t->escape) {
		add_parts(value, t, out);
		return;
	}
	add_parts(value, t, &parts);
	add_escaped(slice_of(str_text(&parts)), out);
	str_free(&parts);
}

void spf_macro_expand(struct slice text, const struct spf_macro_values *values,
		      struct str *out)
{
	struct token t;

	if (is_literal(text)) {
		str_add_bytes(out, text.at, text.len);
		return;
	}
	while (text.len > 0 && !out->overflow &&
	       read_token(&text, SPF_MACRO_EXPLANATION, &t)) {
		if (t.literal)
			str_add_bytes(out, t.literal, t.literal_len);
		else
			expand_letter(&t, values, out);
	}
}

struct slice spf_name_fit(struct slice text)
{
	if (text.len > 0 && text.at[text.len - 1] == '.')
		text.len--;
	while (text.len > NAME_TEXT_MAX) {
		(void)slice_take_until(&text, ".");
		(void)slice_skip_char(&text, '.');
	}
	return text;
}

bool spf_name_from_text(struct slice text, char out[NAME_SIZE])
{
	uint8_t wire[NAME_TEXT_MAX + 2];
	size_t len = 0;

	out[0] = '\0';
	text = spf_name_fit(text);
	if (text.len == 0)
		return false;
	do {
		struct slice label = slice_take_until(&text, ".");

		/* A dot at the end is a second final dot: an empty label. A
		 * local part in UTF-8 cannot be asked for (RFC 8616, 4). */
		if (!ascii_is_plain(label) || label.len == 0 ||
		    label.len > LABEL_MAX || text.len == 1)
			return false;
		wire[len++] = (uint8_t)label.len;
		memcpy(wire + len, label.at, label.len);
		len += label.len;
	} while (slice_skip_char(&text, '.'));
	wire[len++] = 0;
	return name_from_wire(wire, len, out);
}
