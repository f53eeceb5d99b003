/* SPDX-License-Identifier: MIT */
#include "mail/dkim_signature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mail/ascii.h"
#include "mail/base64.h"
#include "mail/tags.h"

static const char *const algorithms[] = {
	[DKIM_RSA_SHA256] = "rsa-sha256",
	[DKIM_ED25519_SHA256] = "ed25519-sha256",
	[DKIM_RSA_SHA1] = "rsa-sha1",
	[DKIM_OTHER_ALGORITHM] = "",
};

const char *dkim_algorithm_name(enum dkim_algorithm a)
{
	return algorithms[a];
}

/* The tags that matter. */
enum {
	TAG_V,
	TAG_A,
	TAG_B,
	TAG_BH,
	TAG_C,
	TAG_D,
	TAG_H,
	TAG_I,
	TAG_L,
	TAG_Q,
	TAG_S,
	TAG_T,
	TAG_X,
	TAG_COUNT
};

static const char *const names[TAG_COUNT] = {
	[TAG_V] = "v", [TAG_A] = "a", [TAG_B] = "b", [TAG_BH] = "bh",
	[TAG_C] = "c", [TAG_D] = "d", [TAG_H] = "h", [TAG_I] = "i",
	[TAG_L] = "l", [TAG_Q] = "q", [TAG_S] = "s", [TAG_T] = "t",
	[TAG_X] = "x",
};

static void set_fault(struct dkim_signature *s, enum dkim_signature_fault fault,
		      const char *tag)
{
	if (s->fault != DKIM_SIGNATURE_GOOD)
		return;
	s->fault = fault;
	snprintf(s->tag, sizeof(s->tag), "%s", tag);
}

/* Nothing between two semicolons is no tag (RFC 6376, 3.2); behind the last one
 * nothing has to stand. */
static bool has_gap(const char *value)
{
	struct slice rest = slice_of(value);

	while (rest.len) {
		struct slice tag = slice_take_until(&rest, ";");

		if (!slice_trim(tag).len && rest.len)
			return true;
		(void)slice_skip_char(&rest, ';');
	}
	return false;
}

static void collect(const char *value, struct tag tags[TAG_COUNT],
		    bool has[TAG_COUNT], struct dkim_signature *out)
{
	struct tag_reader reader = tags_of(value);
	struct tag tag;

	if (has_gap(value))
		set_fault(out, DKIM_SIGNATURE_TAGS, "");
	while (tags_next(&reader, &tag)) {
		if (!tag.has_equals || !tag.name.len)
			set_fault(out, DKIM_SIGNATURE_TAGS, "");
		for (size_t i = 0; i < TAG_COUNT; i++) {
			/* Names of tags are told apart by case. */
			if (!slice_is(tag.name, names[i]))
				continue;
			if (has[i])
				set_fault(out, DKIM_SIGNATURE_TAGS, names[i]);
			has[i] = true;
			tags[i] = tag;
		}
	}
}

static void read_algorithm(struct slice value, struct dkim_signature *out)
{
	out->algorithm = DKIM_OTHER_ALGORITHM;
	for (size_t i = 0; i < DKIM_OTHER_ALGORITHM; i++) {
		if (slice_is_nocase(value, algorithms[i]))
			out->algorithm = (enum dkim_algorithm)i;
	}
	if (out->algorithm == DKIM_OTHER_ALGORITHM)
		set_fault(out, DKIM_SIGNATURE_ALGORITHM, "a");
}

/* header/body; the body is simple where nothing is said (RFC 6376, 3.5). */
static void read_canonicalization(struct slice value,
				  struct dkim_signature *out)
{
	struct slice header = slice_trim(slice_take_until(&value, "/"));
	struct slice body;

	(void)slice_skip_char(&value, '/');
	body = slice_trim(value);
	out->relaxed_header = slice_is_nocase(header, "relaxed");
	out->relaxed_body = slice_is_nocase(body, "relaxed");
	if ((!out->relaxed_header && !slice_is_nocase(header, "simple")) ||
	    (body.len && !out->relaxed_body &&
	     !slice_is_nocase(body, "simple")))
		set_fault(out, DKIM_SIGNATURE_VALUE, "c");
}

static void read_identity(struct slice value, struct dkim_signature *out)
{
	const char *at = NULL;

	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '@')
			at = value.at + i + 1;
	}
	if (!at || !name_canonical(at, (size_t)(value.at + value.len - at),
				   out->identity)) {
		set_fault(out, DKIM_SIGNATURE_VALUE, "i");
		return;
	}
	if (!name_is_under(out->identity, out->domain))
		set_fault(out, DKIM_SIGNATURE_IDENTITY, "i");
}

static int64_t read_number(struct slice value, const char *tag,
			   struct dkim_signature *out)
{
	uint64_t number;

	if (slice_take_number(&value, INT64_MAX, &number) && !value.len)
		return (int64_t)number;
	set_fault(out, DKIM_SIGNATURE_VALUE, tag);
	return -1;
}

static uint8_t *read_base64(struct slice value, size_t *len, const char *tag,
			    struct dkim_signature *out)
{
	size_t bad;
	uint8_t *data = base64_decode(value, len, &bad);

	if (!data)
		set_fault(out, DKIM_SIGNATURE_VALUE, tag);
	return data;
}

static bool names_from(const char *fields)
{
	struct slice rest = slice_of(fields);

	while (rest.len) {
		struct slice name = slice_trim(slice_take_until(&rest, ":"));

		(void)slice_skip_char(&rest, ':');
		if (slice_is_nocase(name, "from"))
			return true;
	}
	return false;
}

/* Where the key is to be had: in the DNS, or else nobody can look for it. */
static void read_methods(struct slice value, struct dkim_signature *out)
{
	while (value.len) {
		struct slice method = slice_trim(slice_take_until(&value, ":"));

		(void)slice_skip_char(&value, ':');
		if (slice_is_nocase(method, "dns/txt") ||
		    slice_is_nocase(method, "dns"))
			return;
	}
	set_fault(out, DKIM_SIGNATURE_VALUE, "q");
}

static void read_names(const struct tag tags[TAG_COUNT],
		       const bool has[TAG_COUNT], struct dkim_signature *out)
{
	struct slice d = tags[TAG_D].value, s = tags[TAG_S].value;

	if (has[TAG_D] && (!d.len || !name_canonical(d.at, d.len, out->domain)))
		set_fault(out, DKIM_SIGNATURE_VALUE, "d");
	if (has[TAG_S] &&
	    (!s.len || !name_canonical(s.at, s.len, out->selector)))
		set_fault(out, DKIM_SIGNATURE_VALUE, "s");
	memcpy(out->identity, out->domain, NAME_SIZE);
	if (has[TAG_I])
		read_identity(tags[TAG_I].value, out);
}

static void read_optional(const struct tag tags[TAG_COUNT],
			  const bool has[TAG_COUNT], struct dkim_signature *out)
{
	if (has[TAG_C])
		read_canonicalization(tags[TAG_C].value, out);
	if (has[TAG_Q])
		read_methods(tags[TAG_Q].value, out);
	if (has[TAG_L]) {
		int64_t length = read_number(tags[TAG_L].value, "l", out);

		out->has_length = length >= 0;
		out->length = length >= 0 ? (uint64_t)length : 0;
	}
	if (has[TAG_T])
		out->signed_at = read_number(tags[TAG_T].value, "t", out);
	if (has[TAG_X])
		out->expires_at = read_number(tags[TAG_X].value, "x", out);
	if (out->signed_at >= 0 && out->expires_at >= 0 &&
	    out->expires_at < out->signed_at)
		set_fault(out, DKIM_SIGNATURE_VALUE, "x");
}

void dkim_signature_parse(const char *value, struct dkim_signature *out)
{
	static const int required[] = { TAG_A, TAG_B, TAG_BH,
					TAG_D, TAG_H, TAG_S };
	struct tag tags[TAG_COUNT] = { 0 };
	bool has[TAG_COUNT] = { false };

	*out = (struct dkim_signature){ .signed_at = -1, .expires_at = -1 };
	collect(value, tags, has, out);
	if (!has[TAG_V])
		set_fault(out, DKIM_SIGNATURE_MISSING, "v");
	else if (!slice_is(tags[TAG_V].value, "1"))
		set_fault(out, DKIM_SIGNATURE_VERSION, "v");
	for (size_t i = 0; i < COUNT_OF(required); i++) {
		if (!has[required[i]])
			set_fault(out, DKIM_SIGNATURE_MISSING,
				  names[required[i]]);
	}
	out->algorithm = DKIM_OTHER_ALGORITHM;
	if (has[TAG_A])
		read_algorithm(tags[TAG_A].value, out);
	read_names(tags, has, out);
	read_optional(tags, has, out);
	out->fields = slice_dup(tags[TAG_H].value);
	if (has[TAG_H] && !names_from(out->fields))
		set_fault(out, DKIM_SIGNATURE_NO_FROM, "h");
	if (has[TAG_BH])
		out->hash = read_base64(tags[TAG_BH].value, &out->hash_len,
					"bh", out);
	if (has[TAG_B])
		out->value = read_base64(tags[TAG_B].value, &out->value_len,
					 "b", out);
}

void dkim_signature_free(struct dkim_signature *s)
{
	free(s->fields);
	free(s->hash);
	free(s->value);
	*s = (struct dkim_signature){ 0 };
}

bool dkim_signature_key_name(const struct dkim_signature *s,
			     char out[NAME_SIZE])
{
	char below[NAME_SIZE];

	return *s->domain && *s->selector &&
	       name_join("_domainkey", s->domain, below) &&
	       name_join(s->selector, below, out);
}
