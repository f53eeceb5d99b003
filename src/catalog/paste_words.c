/* SPDX-License-Identifier: MIT */
#include "catalog/paste_words.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"

static bool is_label(struct slice label)
{
	if (label.len == 0 || label.len > 63 || label.at[0] == '-' ||
	    label.at[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++) {
		unsigned char c = (unsigned char)label.at[i];

		if (!isalnum(c) && c != '-' && c != '_' && c < 0x80)
			return false;
	}
	return true;
}

static size_t count_labels(struct slice s)
{
	size_t count = 0;

	if (s.len > 0 && s.at[s.len - 1] == '.')
		s.len--;
	if (s.len == 0 || s.len > 253)
		return 0;
	for (;;) {
		struct slice label = slice_take_until(&s, ".");

		if (!is_label(label))
			return 0;
		count++;
		if (!slice_skip_char(&s, '.'))
			return count;
	}
}

bool is_host(struct slice s)
{
	if (slice_is(s, "@") || slice_is(s, "*"))
		return true;
	if (s.len > 2 && s.at[0] == '*' && s.at[1] == '.') {
		s.at += 2;
		s.len -= 2;
	}
	return count_labels(s) > 0;
}

bool is_clear_host(struct slice s)
{
	if (!is_host(s))
		return false;
	return slice_is(s, "@") || s.at[0] == '*' || memchr(s.at, '_', s.len) ||
	       count_labels(s) > 1;
}

bool is_target(struct slice s)
{
	size_t labels = count_labels(s);
	struct slice last = s;

	if (labels < 2)
		return false;
	if (last.at[last.len - 1] == '.')
		last.len--;
	while (last.len > 0 && memchr(last.at, '.', last.len)) {
		slice_take_until(&last, ".");
		slice_skip_char(&last, '.');
	}
	/* 1.2 and 3.5.7 are numbers; TLDs are letters (RFC 3696, 2), and no
	 * TLD has an underscore. */
	return last.len >= 2 && !isdigit((unsigned char)last.at[0]) &&
	       !memchr(last.at, '_', last.len);
}

static bool is_address(int family, struct slice s)
{
	char text[INET6_ADDRSTRLEN + 1];
	unsigned char bits[16];

	if (s.len == 0 || s.len >= sizeof(text))
		return false;
	memcpy(text, s.at, s.len);
	text[s.len] = '\0';
	return inet_pton(family, text, bits) == 1;
}

/* "key=token" or "key:token" with a key that speaks of proof. */
static bool is_verification(struct slice s)
{
	static const char *const WORDS[] = {
		"verif",   "-code",      "ownership",
		"-domain", "validation", "-proof",
	};
	size_t key = 0;

	while (key < s.len &&
	       (isalnum((unsigned char)s.at[key]) || strchr("-_.", s.at[key])))
		key++;
	if (key < 3 || key + 6 > s.len || !strchr("=:", s.at[key]) ||
	    memchr(s.at, ' ', s.len) || s.at[key + 1] == '/')
		return false;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		size_t len = strlen(WORDS[i]);

		for (size_t at = 0; at + len <= key; at++) {
			if (strncasecmp(s.at + at, WORDS[i], len) == 0)
				return true;
		}
	}
	return false;
}

bool is_record_text(struct slice s)
{
	static const char *const STARTS[] = {
		"v=spf1 ",  "v=DKIM1",  "v=DMARC1", "k=rsa",  "k=ed25519",
		"p=MI",     "v=TLSRPT", "v=STS",    "v=BIMI", "MS=ms",
		"h=sha256", "t=s;",     "t=y;",
	};

	for (size_t i = 0; i < COUNT_OF(STARTS); i++) {
		if (slice_has_prefix_nocase(s, STARTS[i]))
			return true;
	}
	return is_verification(s);
}

bool is_shortened(struct slice s)
{
	return s.len > 2 &&
	       (memmem(s.at, s.len, "...", 3) || memmem(s.at, s.len, "…", 3));
}

static bool has_domain_spec(struct slice s, size_t prefix)
{
	struct slice rest = { s.at + prefix, s.len - prefix };
	struct slice name = slice_take_until(&rest, "/");

	/* Macros (RFC 7208, 7) are left to the evaluation. */
	return (name.len > 0 && memmem(name.at, name.len, "%{", 2)) ||
	       is_target(name);
}

static bool is_network(struct slice s, size_t prefix, int family)
{
	struct slice rest = { s.at + prefix, s.len - prefix };
	struct slice address = slice_take_until(&rest, "/");
	uint64_t bits;

	if (!is_address(family, address))
		return false;
	return rest.len == 0 ||
	       (slice_skip_char(&rest, '/') &&
		slice_take_number(&rest, 128, &bits) && rest.len == 0);
}

bool is_spf_term(struct slice s, bool only_bare)
{
	static const char *const WITH_DOMAIN[] = {
		"include:", "redirect=", "exists:", "a:", "mx:", "ptr:", "exp=",
	};
	static const char *const WORDS[] = { "a", "mx", "ptr", "all" };
	bool qualified = s.len > 0 && strchr("+-~?", s.at[0]);

	if (qualified) {
		s.at++;
		s.len--;
	}
	for (size_t i = 0; i < COUNT_OF(WITH_DOMAIN); i++) {
		if (slice_has_prefix_nocase(s, WITH_DOMAIN[i]))
			return has_domain_spec(s, strlen(WITH_DOMAIN[i]));
	}
	if (slice_has_prefix_nocase(s, "ip4:"))
		return is_network(s, 4, AF_INET);
	if (slice_has_prefix_nocase(s, "ip6:"))
		return is_network(s, 4, AF_INET6);
	if (only_bare)
		return false;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (slice_is_nocase(s, WORDS[i]))
			return true;
	}
	return slice_has_prefix_nocase(s, "a/") ||
	       slice_has_prefix_nocase(s, "mx/");
}

bool is_value_of(enum rr type, struct slice value)
{
	switch (type) {
	case RR_CNAME:
	case RR_MX:
	case RR_NS:
	case RR_PTR:
		return is_target(value);
	case RR_A:
		return is_address(AF_INET, value);
	case RR_AAAA:
		return is_address(AF_INET6, value);
	default:
		return value.len > 0;
	}
}

bool is_base64(struct slice s)
{
	s = drop_ends(s, "\"' ;");
	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (!isalnum(c) && c != '+' && c != '/' && c != '=')
			return false;
	}
	return true;
}
