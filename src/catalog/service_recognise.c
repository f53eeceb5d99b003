/* Which services a domain uses, by a record that it has.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "catalog/pattern.h"
#include "catalog/service_list.h"

/* The next term of an SPF text by which somebody may send, without its
 * qualifier (RFC 7208, 4.6.2). */
static bool next_sender(struct slice *rest, struct slice *term)
{
	while (slice_next_word(rest, term)) {
		if (*term->at == '-')
			continue;
		if (strchr("+?~", *term->at)) {
			term->at++;
			term->len--;
		}
		return true;
	}
	return false;
}

/* The name that a term of an SPF text leads to; false when to none. */
static bool spf_target(const char *word, char out[NAME_SIZE])
{
	const char *name = strncasecmp(word, "include:", 8) == 0    ? word + 8
			   : strncasecmp(word, "redirect=", 9) == 0 ? word + 9
								    : "";

	return *name && name_canonical(name, strlen(name), out);
}

static bool spf_shows(const struct service *s, const char *text)
{
	struct slice rest = slice_of(text), term;

	while (next_sender(&rest, &term)) {
		char *word = slice_dup(term);
		char name[NAME_SIZE];
		bool hit = false;

		for (size_t i = 0; i < s->spf_include_count && !hit; i++)
			hit = strcasecmp(s->spf_includes[i], word) == 0;
		if (!hit && spf_target(word, name))
			hit = pattern_match_any(s->spf_includes,
						s->spf_include_count, name) > 0;
		free(word);
		if (hit)
			return true;
	}
	return false;
}

/* A DKIM key at a selector that no other service has (RFC 6376, 3.6.1). */
static bool key_shows(const struct service *s, const struct record *r)
{
	const char *end = strstr(r->name, "._domainkey.");
	size_t len = end ? (size_t)(end - r->name) : 0;

	if (!end || !strstr(r->value, "p="))
		return false;
	for (size_t i = 0; i < s->key_count; i++) {
		if (strlen(s->keys[i]) == len &&
		    strncasecmp(r->name, s->keys[i], len) == 0)
			return true;
	}
	return false;
}

static bool text_shows(const struct service *s, const struct record *r)
{
	for (size_t i = 0; i < s->text_count; i++) {
		if (strncasecmp(r->value, s->texts[i], strlen(s->texts[i])) ==
		    0)
			return true;
	}
	return key_shows(s, r);
}

static bool is_spf_text(const struct record *r)
{
	return r->type == RR_SPF || strncasecmp(r->value, "v=spf1", 6) == 0;
}

bool service_uses_record(const struct service *s, const struct record *r)
{
	switch (r->type) {
	case RR_TXT:
	case RR_SPF:
		return is_spf_text(r) ? spf_shows(s, r->value)
				      : text_shows(s, r);
	case RR_CNAME:
	case RR_NS:
		return pattern_match_any(s->targets, s->target_count,
					 r->value) > 0;
	case RR_MX:
		return pattern_match_any(s->mx, s->mx_count, r->value) > 0;
	default:
		return false;
	}
}

static void mark_spf(const struct service_index *index, const char *text,
		     bool *flags)
{
	struct slice rest = slice_of(text), term;

	while (next_sender(&rest, &term)) {
		char *word = slice_dup(term);
		char name[NAME_SIZE];

		service_index_mark_text(index, INDEX_SPF, word, flags);
		if (spf_target(word, name))
			service_index_mark(index, INDEX_SPF, name, flags);
		free(word);
	}
}

/* Sets the flag of every service for which service_uses_record() holds. */
static void mark_users(const struct service_list *list, const struct record *r,
		       bool *flags)
{
	switch (r->type) {
	case RR_TXT:
	case RR_SPF:
		if (is_spf_text(r)) {
			mark_spf(list->index, r->value, flags);
			break;
		}
		for (size_t i = 0; i < list->count; i++)
			flags[i] = text_shows(&list->services[i], r);
		break;
	case RR_CNAME:
	case RR_NS:
		service_index_mark(list->index, INDEX_TARGET, r->value, flags);
		break;
	case RR_MX:
		service_index_mark(list->index, INDEX_MX, r->value, flags);
		break;
	default:
		break;
	}
}

size_t service_recognise(const struct service_list *list,
			 const struct record *r, const struct service **out,
			 size_t max)
{
	bool *flags = xcalloc(list->count, sizeof(*flags));
	size_t count = 0;

	mark_users(list, r, flags);
	for (size_t i = 0; i < list->count && count < max; i++) {
		if (flags[i])
			out[count++] = &list->services[i];
	}
	free(flags);
	return count;
}
