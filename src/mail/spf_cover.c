/* SPDX-License-Identifier: MIT */
#include "mail/spf_cover.h"

#include <stdlib.h>
#include <string.h>

#include "mail/ip_set.h"
#include "mail/spf_sources.h"

/* One side of the comparison. */
static void sources_begin(struct spf_sources *s, const struct lookup *lookup)
{
	*s = (struct spf_sources){ .lookup = lookup };
}

/* The addresses are the most work, and a record that has the wanted terms is
 * judged without them. */
static void begin_without_addresses(struct spf_sources *s,
				    const struct lookup *lookup)
{
	sources_begin(s, lookup);
	s->without_addresses = true;
}

static void fetch_addresses(struct spf_sources *s, const char *domain,
			    const char *record)
{
	const struct lookup *lookup = s->lookup;

	if (!s->without_addresses)
		return;
	spf_sources_free(s);
	sources_begin(s, lookup);
	if (record)
		spf_sources_of(s, domain, record);
}

/* Does the record reach everything of this term that has no addresses of its
 * own: what depends on the sender, and targets without any? */
static bool reaches(const struct spf_sources *have,
		    const struct spf_sources *want, bool only_opaque)
{
	for (size_t i = 0; i < want->reached_count; i++) {
		const struct spf_reached *r = &want->reached[i];

		if (only_opaque && !r->opaque)
			continue;
		if (!spf_sources_reached(have, r))
			return false;
	}
	return true;
}

static bool has_opaque(const struct spf_sources *s)
{
	for (size_t i = 0; i < s->reached_count; i++) {
		if (s->reached[i].opaque)
			return true;
	}
	return false;
}

static bool passes_everybody(const struct spf_sources *have)
{
	struct ip_set left = { .items = NULL };
	bool everybody;

	ip_set_add_everything(&left);
	ip_set_subtract(&left, &have->pass);
	everybody = left.count == 0;
	ip_set_free(&left);
	return everybody;
}

/* How much of want the record lets through, as far as it was evaluated. */
static enum spf_cover compare(const struct spf_sources *have,
			      const struct spf_sources *want,
			      struct ip_set *left)
{
	struct ip_set common = { .items = NULL };
	bool any;

	ip_set_add(left, &want->pass);
	ip_set_subtract(left, &have->pass);
	if (left->count == 0) {
		/* Without addresses the term itself has to be there. */
		if (reaches(have, want, want->pass.count > 0) ||
		    passes_everybody(have))
			return SPF_COVER_YES;
		return want->pass.count > 0 ? SPF_COVER_PARTLY : SPF_COVER_NO;
	}
	ip_set_add(&common, &want->pass);
	ip_set_subtract(&common, left);
	any = common.count > 0 ||
	      (has_opaque(want) && reaches(have, want, true));
	ip_set_free(&common);
	return any ? SPF_COVER_PARTLY : SPF_COVER_NO;
}

/* What the comparison is worth when one of both came to no good end. */
static enum spf_cover settle(const struct spf_sources *have,
			     const struct spf_sources *want,
			     enum spf_cover compared)
{
	bool all_known = want->end != SPF_END_TEMPERROR;

	if (want->pending || have->pending)
		return SPF_COVER_PENDING;
	if (compared == SPF_COVER_YES && all_known)
		return want->end == SPF_END_PERMERROR && want->pass.count == 0
			       ? SPF_COVER_NO
			       : SPF_COVER_YES;
	if (have->end == SPF_END_TEMPERROR || compared == SPF_COVER_YES ||
	    (!all_known && want->pass.count == 0))
		return SPF_COVER_UNKNOWN;
	return compared;
}

/* Judges one wanted term. */
static enum spf_cover cover_term(const struct spf_sources *have,
				 const char *domain, const char *term,
				 const struct lookup *lookup,
				 struct spf_cover_result *out)
{
	char *text = xasprintf("v=spf1 %s", term);
	struct ip_set left = { .items = NULL };
	struct spf_sources want;
	enum spf_cover cover;

	sources_begin(&want, lookup);
	spf_sources_of(&want, domain, text);
	cover = settle(have, &want, compare(have, &want, &left));
	if (cover != SPF_COVER_YES && !out->missing_term) {
		out->missing_term = xstrdup(term);
		out->missing_range = left.count > 0
					     ? ip_range_text(&left.items[0])
					     : NULL;
		out->error = have->error != SPF_ERROR_NONE ? have->error
							   : want.error;
	}
	ip_set_free(&left);
	spf_sources_free(&want);
	free(text);
	return cover;
}

/* The term stands in the record, and nothing in front of it keeps anybody from
 * passing: what it lets send is let send, whoever that is. Only for a record
 * that was evaluated to its end without an error, the term with it. */
static bool stands(const char *record, const char *term)
{
	struct slice rest = slice_of(record), word;

	while (slice_next_word(&rest, &word)) {
		if (slice_is_nocase(word, term))
			return true;
		if (strchr("-~?", *word.at) || slice_is_nocase(word, "all") ||
		    slice_is_nocase(word, "+all"))
			return false;
	}
	return false;
}

static bool is_there(const char *record, const char *term,
		     const struct spf_sources *have)
{
	return !have->pending && have->end == SPF_END_RESULT &&
	       stands(record, term);
}

/* Together: all of them, none, or some. */
static enum spf_cover join(enum spf_cover all, enum spf_cover one)
{
	if (all == SPF_COVER_PENDING || one == SPF_COVER_PENDING)
		return SPF_COVER_PENDING;
	if (all == one)
		return all;
	if (all == SPF_COVER_UNKNOWN || one == SPF_COVER_UNKNOWN) {
		enum spf_cover known = all == SPF_COVER_UNKNOWN ? one : all;

		/* A definite no stays one, whatever the unknown part is. */
		return known == SPF_COVER_YES ? SPF_COVER_UNKNOWN : known;
	}
	return SPF_COVER_PARTLY;
}

/* The term as one that the comparison can take: redirect= as an include; what
 * is no term as it is, for it covers nothing. NULL for what lets nobody send;
 * the caller frees it. */
static char *sender_term(struct slice word)
{
	struct spf_term t;

	if (slice_is_nocase(word, "v=spf1"))
		return NULL;
	if (spf_term_parse(word, &t) != SPF_SYNTAX_OK)
		return slice_dup(word);
	if (t.qualifier != '+')
		return NULL;
	if (t.kind == SPF_REDIRECT)
		return xasprintf("include:%.*s", (int)t.domain.len,
				 t.domain.at);
	return t.kind == SPF_ALL || spf_is_modifier(t.kind) ? NULL
							    : slice_dup(word);
}

void spf_cover_check(const char *domain, const char *record, const char *terms,
		     const struct lookup *lookup, struct spf_cover_result *out)
{
	struct slice rest = slice_of(terms);
	struct spf_sources have;
	struct slice word;
	bool first = true;

	*out = (struct spf_cover_result){ .cover = SPF_COVER_YES };
	begin_without_addresses(&have, lookup);
	if (record)
		spf_sources_of(&have, domain, record);
	while (slice_next_word(&rest, &word)) {
		char *term = sender_term(word);
		enum spf_cover cover;

		if (!term)
			continue;
		if (record && is_there(record, term, &have)) {
			cover = SPF_COVER_YES;
		} else {
			fetch_addresses(&have, domain, record);
			cover = cover_term(&have, domain, term, lookup, out);
		}
		out->cover = first ? cover : join(out->cover, cover);
		first = false;
		free(term);
	}
	if (out->cover != SPF_COVER_PENDING && spf_sources_over_limit(&have)) {
		out->cover = SPF_COVER_NO;
		out->error = have.error;
	}
	spf_sources_free(&have);
}

bool spf_cover_stands(const char *record, const char *terms)
{
	struct slice rest = slice_of(terms), word;
	bool all = true;

	while (all && slice_next_word(&rest, &word)) {
		char *term = sender_term(word);

		all = !term || stands(record, term);
		free(term);
	}
	return all;
}

bool spf_cover_leaves_out(const struct spf_cover_result *r)
{
	return (r->cover == SPF_COVER_NO || r->cover == SPF_COVER_PARTLY) &&
	       (r->error == SPF_ERROR_NONE || r->error == SPF_ERROR_DNS);
}

void spf_cover_free(struct spf_cover_result *r)
{
	free(r->missing_term);
	free(r->missing_range);
	*r = (struct spf_cover_result){ .cover = SPF_COVER_PENDING };
}
