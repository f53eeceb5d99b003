/* SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"

#define RECORDS_MAX 10000
#define VALUE_MAX   65535

bool paste_means_domain(struct slice host)
{
	static const char *const WORDS[] = {
		"leave blank", "leave empty", "blank",  "empty",      "leer",
		"leer lassen", "frei lassen", "leeg",   "leeg laten", "root",
		"apex",        "(leer)",      "(leeg)", "(empty)",    "(blank)",
		"(root)",      "none",        "geen",   "keine",      "-",
	};

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (slice_is_nocase(host, WORDS[i]))
			return true;
	}
	return false;
}

/* Lines are broken after a hyphen or at a dot of a long name: the words on both
 * sides belong together. */
static void join_broken(struct slice text, struct str *out)
{
	for (size_t i = 0; i < text.len; i++) {
		bool glued = text.at[i] == '\n' && i > 0 && i + 1 < text.len &&
			     (strchr("-.", text.at[i - 1]) ||
			      text.at[i + 1] == '.');

		if (!glued)
			str_add_char(out, text.at[i]);
	}
}

/* "k1._domainkey(.example.nl)", "k1._domainkey.[your domain]": the domain may
 * be left out. */
static struct slice without_placeholder(struct slice word)
{
	struct slice rest = word;
	struct slice name = slice_take_until(&rest, "([{<");

	if (name.len == 0 || rest.len == 0)
		return word;
	if (name.at[name.len - 1] == '.' || name.at[name.len - 1] == '$')
		name.len--;
	return name;
}

static char *clean_host(struct slice text, bool *absolute)
{
	struct str joined = STR_INIT(VALUE_MAX);
	struct slice rest, word;

	*absolute = false;
	join_broken(text, &joined);
	rest = slice_trim(slice_of(str_text(&joined)));
	if (rest.len == 0 || paste_means_domain(rest)) {
		str_free(&joined);
		return xstrdup(rest.len ? "@" : "");
	}
	if (!slice_next_word(&rest, &word))
		word = rest;
	word = without_placeholder(word);
	word = drop_ends(word, "\"'`<>()[]{},;:");
	char *host = is_host(word) ? slice_dup(word) : NULL;
	size_t len = host ? strlen(host) : 0;

	if (len > 1 && host[len - 1] == '.') {
		host[len - 1] = '\0';
		*absolute = true;
	}
	str_free(&joined);
	return host;
}

static bool is_number(struct slice word, int *number)
{
	uint64_t value;

	if (!slice_take_number(&word, 65535, &value) || word.len > 0)
		return false;
	*number = (int)value;
	return true;
}

/* The first word that fits the type, canonical; a number beside it is the
 * priority of an MX. NULL when no word fits. */
static char *clean_name(enum rr type, struct slice text, int *priority)
{
	struct str joined = STR_INIT(VALUE_MAX);
	struct slice rest, word;
	char name[NAME_SIZE];
	char *found = NULL;
	int words = 0;

	join_broken(text, &joined);
	rest = slice_of(str_text(&joined));
	while (slice_next_word(&rest, &word) && words++ < 8) {
		struct slice bare = drop_ends(word, "\"'`<>()[]{},;:");

		if (type == RR_MX && *priority < 0 && is_number(bare, priority))
			continue;
		if (found || !is_value_of(type, bare))
			continue;
		if (!rr_value_is_name(type))
			found = slice_dup(bare);
		else if (name_canonical(bare.at, bare.len, name))
			found = xstrdup(name);
	}
	str_free(&joined);
	return found;
}

/* Terms without v=spf1, as vendors print them to be added to a record. */
static char *bare_terms(struct slice text)
{
	struct str terms = STR_INIT(VALUE_MAX);
	struct slice word;

	while (slice_next_word(&text, &word)) {
		struct slice term = drop_ends(word, ".,;)\"'`");

		if (!is_spf_term(term, true))
			break;
		str_add(&terms, terms.len ? " " : "");
		str_add_bytes(&terms, term.at, term.len);
	}
	if (terms.len > 0)
		return str_take(&terms);
	str_free(&terms);
	return NULL;
}

static char *clean_text(enum rr *type, struct slice text)
{
	struct str out = STR_INIT(VALUE_MAX), quoted = STR_INIT(VALUE_MAX);
	/* A list of one text, in the files of deploying tools. */
	while (text.len > 0 && strchr("([{ ", text.at[0])) {
		text.at++;
		text.len--;
	}
	size_t took = paste_take_text(text, &out);

	/* What stood in quotes may need the same once more: a wrapped key. */
	if (took && paste_take_text(slice_of(str_text(&out)), &quoted) &&
	    quoted.len > 0) {
		str_reset(&out);
		str_add(&out, str_text(&quoted));
	}
	if (!took) {
		struct slice line = slice_take_until(&text, "\n");

		line = strip_noise(drop_ends(slice_trim(line), "\"'`[]"));
		str_add_bytes(&out, line.at, line.len);
	}
	str_free(&quoted);
	char *terms = bare_terms(slice_of(str_text(&out)));
	if (terms) {
		str_free(&out);
		*type = RR_SPF;
		return terms;
	}
	if (out.len == 0) {
		str_free(&out);
		return NULL;
	}
	return str_take(&out);
}

/* Priority, weight, port, target (RFC 2782); the value is the last three. */
static char *clean_srv(struct slice text, int *priority)
{
	int numbers[3] = { 0 };
	size_t count = 0;
	struct slice word;
	char target[NAME_SIZE];

	while (slice_next_word(&text, &word)) {
		word = drop_ends(word, "\"'`,");
		if (count < 3 && is_number(word, &numbers[count])) {
			count++;
			continue;
		}
		if (count == 3)
			*priority = numbers[0];
		if (count < 2 || !is_target(word) ||
		    !name_canonical(word.at, word.len, target))
			return NULL;
		return xasprintf("%d %d %s", numbers[count - 2],
				 numbers[count - 1], target);
	}
	return NULL;
}

static char *clean_value(enum rr *type, struct slice text, int *priority)
{
	switch (*type) {
	case RR_CNAME:
	case RR_MX:
	case RR_NS:
	case RR_PTR:
	case RR_A:
	case RR_AAAA:
		return clean_name(*type, text, priority);
	case RR_SRV:
		return clean_srv(text, priority);
	case RR_TXT:
	case RR_SPF:
		*type = RR_TXT;
		return clean_text(type, text);
	default: {
		struct slice line = strip_noise(slice_trim(text));

		return line.len ? slice_dup(line) : NULL;
	}
	}
}

static enum rr derive_type(const struct paste_found *found)
{
	struct str host = STR_INIT(VALUE_MAX), value = STR_INIT(VALUE_MAX);

	join_broken(slice_trim(found->host), &host);
	join_broken(slice_trim(found->value), &value);
	enum rr type = paste_derive_type(slice_of(str_text(&host)),
					 slice_of(str_text(&value)));
	str_free(&host);
	str_free(&value);
	return type;
}

/* Names of a zone fragment are relative to its $ORIGIN (RFC 1035, 5.1). */
static char *under_origin(char *host, const char *origin, bool *absolute)
{
	char *full;

	if (*absolute || !*host)
		return host;
	full = strcmp(host, "@") == 0 ? xstrdup(origin)
				      : xasprintf("%s.%s", host, origin);
	*absolute = true;
	free(host);
	return full;
}

/* An SPF text without a term, a key without the key: talk about records. A name
 * that points to itself is no record either. */
static bool makes_sense(enum rr type, const char *host, const char *value)
{
	struct slice text = slice_of(value);

	if (type == RR_CNAME)
		return *host && strcasecmp(host, value) != 0;
	if (type != RR_TXT)
		return true;
	if (is_record_text(text) && is_shortened(text))
		return false;
	if (slice_has_prefix_nocase(text, "v=spf1")) {
		struct slice word;

		slice_next_word(&text, &word);
		return word.len == 6 && slice_next_word(&text, &word) &&
		       (is_spf_term(word, false) ||
			memchr(word.at, '=', word.len) ||
			memchr(word.at, '%', word.len));
	}
	if (slice_has_prefix_nocase(text, "v=DKIM1") ||
	    slice_has_prefix_nocase(text, "k=") ||
	    slice_has_prefix_nocase(text, "h=sha") ||
	    slice_has_prefix_nocase(text, "t="))
		return strstr(value, "p=") != NULL;
	return true;
}

bool paste_add(struct paste_reader *r, const struct paste_found *found)
{
	enum rr type = found->type;
	int priority = found->priority;
	bool absolute = false;

	if (type == RR_NONE)
		type = derive_type(found);
	if (type == RR_NONE || r->out->count >= RECORDS_MAX)
		return false;
	char *host = clean_host(found->host, &absolute);
	char *value = clean_value(&type, slice_trim(found->value), &priority);

	for (char *at = value; at && *at; at++) {
		if (*at == '\t' || *at == '\n')
			*at = ' ';
	}
	if (!host || !value || !makes_sense(type, host, value)) {
		free(host);
		free(value);
		return false;
	}
	bool aside = type == RR_TXT &&
		     slice_has_prefix_nocase(slice_of(value), "v=spf1") &&
		     paste_is_aside(r, found->from, value);
	if (aside && paste_is_made_up(value)) {
		free(host);
		free(value);
		return false;
	}
	if (r->origin)
		host = under_origin(host, r->origin, &absolute);
	r->out->records = grow(r->out->records, r->out->count, &r->record_cap,
			       sizeof(*r->out->records));
	r->out->records[r->out->count++] = (struct paste_record){
		.type = type,
		.host = host,
		.host_absolute = absolute,
		.value = value,
		.priority = type == RR_MX || type == RR_SRV ? priority : -1,
		.line_from = r->lines[found->from].number,
		.line_to = r->lines[found->to].number,
		.aside = aside,
	};
	for (size_t i = found->from; i <= found->to; i++)
		r->lines[i].used = true;
	return true;
}
