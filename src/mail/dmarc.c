/* SPDX-License-Identifier: MIT */
#include "mail/dmarc.h"

#include <string.h>

#include "mail/ascii.h"
#include "mail/tags.h"

static void set_fault(struct dmarc_record *r, enum dmarc_fault fault,
		      const struct tag *tag)
{
	if (r->fault != DMARC_FAULT_NONE)
		return;
	r->fault = fault;
	r->fault_offset = tag->offset;
	r->fault_len = tag->len;
}

/* dmarc-version and what must follow it (RFC 9989, 4.8); the rest of the
 * text. */
static bool take_version(struct slice *s)
{
	struct slice name = slice_take_until(s, "=");
	struct slice value;

	/* No blanks in front: the record begins with v. */
	if (name.len == 0 || (name.at[0] != 'v' && name.at[0] != 'V') ||
	    slice_trim(name).len != 1 || !slice_skip_char(s, '='))
		return false;
	value = slice_trim(slice_take_until(s, ";"));
	return slice_is(value, "DMARC1");
}

bool dmarc_is_record(const char *text)
{
	static const char usual[] = "v=DMARC1;";
	struct slice s;

	if (strncmp(text, usual, sizeof(usual) - 1) == 0)
		return true;
	s = slice_of(text);
	return take_version(&s);
}

static bool read_policy(struct slice value, enum dmarc_policy *out)
{
	for (enum dmarc_policy p = DMARC_NONE; p <= DMARC_REJECT; p++) {
		if (slice_is_nocase(value, dmarc_policy_name(p))) {
			*out = p;
			return true;
		}
	}
	return false;
}

static bool is_policy(struct slice value)
{
	enum dmarc_policy p;

	return read_policy(value, &p);
}

bool dmarc_is_meant(const char *text)
{
	struct slice s = slice_of(text);
	struct tag_reader reader = tags_of(text);
	struct tag tag;

	if (dmarc_is_record(text))
		return true;
	/* `v=` however it is written, in front of what begins like DMARC1. */
	while (*s.at && !ascii_is_alnum(*s.at)) /* quotes of any kind */
		s.at++;
	s.at += strspn(s.at, "vV");
	s.at += strspn(s.at, " \t\"'=:-");
	if (slice_has_prefix_nocase(slice_of(s.at), "dmarc"))
		return true;
	while (tags_next(&reader, &tag)) {
		if (slice_is_nocase(tag.name, "p") && is_policy(tag.value))
			return true;
	}
	return false;
}

/* --- values of tags ------------------------------------------------------ */

/* A value of one letter out of letters, in either case. */
static bool read_letter(struct slice value, const char *letters, char *out)
{
	char c = value.len == 1 ? value.at[0] : '\0';

	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == '\0' || !strchr(letters, c))
		return false;
	*out = c;
	return true;
}

/* fo: 0 or 1, d, s, each once, with colons between (dmarc-fo). */
static bool is_failure_options(struct slice value)
{
	const char *const letters = "01ds";
	unsigned seen = 0;

	do {
		struct slice item = slice_trim(slice_take_until(&value, ":"));
		unsigned bit;
		char c;

		if (!read_letter(item, letters, &c))
			return false;
		bit = 1u << (strchr(letters, c) - letters);
		if (seen & bit)
			return false;
		seen |= bit;
	} while (slice_skip_char(&value, ':'));
	return (seen & 3u) != 3u;
}

/* !10m behind a URI is obsolete and passed over (obs-dmarc-report-size). */
static struct slice without_size(struct slice uri)
{
	return slice_take_until(&uri, "!");
}

/* scheme ":" rest (RFC 3986, 3); with mailto: an address at a domain. */
static bool read_uri(struct slice text, struct dmarc_uri *out)
{
	struct slice rest = text;
	struct slice scheme = slice_take_until(&rest, ":");
	char name[NAME_SIZE];
	size_t at;

	*out = (struct dmarc_uri){ .text = text };
	if (scheme.len == 0 || !ascii_is_alpha(scheme.at[0]) ||
	    !slice_skip_char(&rest, ':') || rest.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(" \t\"<>\\^`{|}", text.at[i]))
			return false;
	}
	if (!slice_is_nocase(scheme, "mailto"))
		return true;
	out->address = slice_take_until(&rest, "?");
	for (at = out->address.len; at > 0; at--) {
		if (out->address.at[at - 1] == '@')
			break;
	}
	out->host = (struct slice){ out->address.at + at,
				    out->address.len - at };
	return at > 1 && name_canonical(out->host.at, out->host.len, name) &&
	       name_label_count(name) > 1;
}

/* Adds the good ones; false when there is a bad one, or none at all. */
static bool read_uris(const char *text, struct slice value,
		      struct dmarc_uri *uris, size_t *count)
{
	bool good = true;

	*count = 0;
	do {
		struct slice item = slice_trim(slice_take_until(&value, ","));
		struct dmarc_uri uri;

		if (!read_uri(without_size(item), &uri)) {
			good = false;
			continue;
		}
		uri.offset = (size_t)(item.at - text);
		if (*count < DMARC_URIS_MAX)
			uris[(*count)++] = uri;
	} while (slice_skip_char(&value, ','));
	return good;
}

/* --- tags ---------------------------------------------------------------- */

/* The tags of RFC 9989, 4.7; seen as bits in this order. */
enum known_tag {
	TAG_V,
	TAG_P,
	TAG_SP,
	TAG_NP,
	TAG_PSD,
	TAG_T,
	TAG_ADKIM,
	TAG_ASPF,
	TAG_RUA,
	TAG_RUF,
	TAG_FO,
	TAG_UNKNOWN,
};

static enum known_tag tag_of(struct slice name)
{
	static const char *const names[] = { "v",   "p",   "sp",    "np",
					     "psd", "t",   "adkim", "aspf",
					     "rua", "ruf", "fo" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (slice_is_nocase(name, names[i]))
			return (enum known_tag)i;
	}
	return TAG_UNKNOWN;
}

static bool is_alphabetic(struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!ascii_is_alpha(name.at[i]))
			return false;
	}
	return name.len > 0;
}

/* Reads one known tag; returns what is wrong with its value. */
static enum dmarc_fault read_tag(const char *text, enum known_tag known,
				 struct slice value, struct dmarc_record *r)
{
	char letter = '\0';
	bool good = true;

	switch (known) {
	case TAG_V: /* a second one: the first was in front */
		return DMARC_FAULT_TWICE;
	case TAG_P:
		r->p_given = read_policy(value, &r->p);
		return r->p_given ? DMARC_FAULT_NONE : DMARC_FAULT_POLICY;
	case TAG_SP:
		return read_policy(value, &r->sp) ? DMARC_FAULT_NONE
						  : DMARC_FAULT_POLICY;
	case TAG_NP:
		return read_policy(value, &r->np) ? DMARC_FAULT_NONE
						  : DMARC_FAULT_POLICY;
	case TAG_RUA:
		return read_uris(text, value, r->rua, &r->rua_count)
			       ? DMARC_FAULT_NONE
			       : DMARC_FAULT_URI;
	case TAG_RUF:
		return read_uris(text, value, r->ruf, &r->ruf_count)
			       ? DMARC_FAULT_NONE
			       : DMARC_FAULT_URI;
	case TAG_PSD:
		good = read_letter(value, "ynu", &r->psd);
		break;
	case TAG_T:
		good = read_letter(value, "yn", &letter);
		r->testing = letter == 'y';
		break;
	case TAG_ADKIM:
		good = read_letter(value, "rs", &letter);
		r->strict_dkim = letter == 's';
		break;
	case TAG_ASPF:
		good = read_letter(value, "rs", &letter);
		r->strict_spf = letter == 's';
		break;
	case TAG_FO:
		good = is_failure_options(value);
		break;
	case TAG_UNKNOWN: /* pct, rf, ri and whatever else (RFC 9989, 4.7) */
		break;
	}
	return good ? DMARC_FAULT_NONE : DMARC_FAULT_VALUE;
}

/* True when a p, sp or np is there and not valid. */
static bool read_tags(const char *text, struct dmarc_record *r)
{
	struct tag_reader reader = tags_of(text);
	unsigned seen = 0;
	bool bad_policy = false;
	struct tag tag;

	(void)tags_next(&reader, &tag); /* the version */
	while (tags_next(&reader, &tag)) {
		struct slice part = { text + tag.offset, tag.len };
		enum known_tag known = tag_of(tag.name);
		enum dmarc_fault fault;

		if (!ascii_is_plain(part)) {
			set_fault(r, DMARC_FAULT_CHARACTER, &tag);
			/* An unknown tag is ignored, whatever is in it. */
			if (known == TAG_UNKNOWN)
				continue;
		}
		if (!tag.has_equals ||
		    (known == TAG_UNKNOWN && !is_alphabetic(tag.name))) {
			set_fault(r, DMARC_FAULT_NOT_A_TAG, &tag);
			continue;
		}
		if (known != TAG_UNKNOWN && seen & 1u << known) {
			set_fault(r, DMARC_FAULT_TWICE, &tag);
			continue;
		}
		seen |= 1u << known;
		fault = read_tag(text, known, tag.value, r);
		if (fault != DMARC_FAULT_NONE)
			set_fault(r, fault, &tag);
		bad_policy = bad_policy || fault == DMARC_FAULT_POLICY;
	}
	return bad_policy;
}

/* Why a text that is meant to be a record is none. */
static void blame_version(const char *text, struct dmarc_record *r)
{
	struct tag_reader reader = tags_of(text);
	struct tag tag;
	struct slice value;

	if (!tags_next(&reader, &tag))
		return;
	value = tag.value;
	set_fault(r,
		  slice_is(tag.name, "v") &&
				  slice_has_prefix_nocase(value, "DMARC1 ")
			  ? DMARC_FAULT_SEPARATOR
			  : DMARC_FAULT_VERSION,
		  &tag);
}

void dmarc_parse(const char *text, struct dmarc_record *out)
{
	bool bad_policy;

	*out = (struct dmarc_record){ .psd = 'u' };
	out->is_record = dmarc_is_record(text);
	if (!out->is_record) {
		blame_version(text, out);
		return;
	}
	bad_policy = read_tags(text, out);
	/* RFC 9989, 4.10.1: a bad policy is p=none for one who wants reports,
	 * else it is no record; without any p it is p=none (4.7). */
	out->usable = !bad_policy || out->rua_count > 0;
	if (bad_policy) {
		out->sp = DMARC_ABSENT;
		out->np = DMARC_ABSENT;
	}
	if (bad_policy || !out->p_given)
		out->p = DMARC_NONE;
}

const char *dmarc_policy_name(enum dmarc_policy p)
{
	static const char *const names[] = {
		[DMARC_ABSENT] = "",
		[DMARC_NONE] = "none",
		[DMARC_QUARANTINE] = "quarantine",
		[DMARC_REJECT] = "reject",
	};

	return names[p];
}
