/* The neighbours of a record: its name as it is often mistyped.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "core/near.h"
#include "core/plan_internal.h"
#include "core/probe.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"

/* A place to look at, and what it is called when the record is there. */
struct place_name {
	char name[NAME_SIZE];
	enum finding_code code;
	bool doubled; /* and the domain stands twice in it, too */
};

enum { PLACES_MAX = 12 };

struct places {
	struct place_name items[PLACES_MAX];
	size_t count;
};

static bool add_place(struct places *places, const char *prefix,
		      const char *suffix, enum finding_code code,
		      const char *wanted)
{
	struct place_name *place = &places->items[places->count];

	if (places->count == PLACES_MAX || !prefix || !suffix ||
	    !name_join(prefix, suffix, place->name) ||
	    name_equal(place->name, wanted))
		return false;
	for (size_t i = 0; i < places->count; i++) {
		if (name_equal(places->items[i].name, place->name))
			return false;
	}
	place->code = code;
	place->doubled = false;
	places->count++;
	return true;
}

static char *without_underscores(const char *text)
{
	char *copy = xstrdup(text), *to = copy;

	for (const char *from = copy; *from; from++) {
		if (*from != '_')
			*to++ = *from;
	}
	*to = '\0';
	return copy;
}

/* The first label of prefix, when others follow: selector of x._domainkey. */
static char *first_label(const char *prefix)
{
	const char *dot = strchr(prefix, '.');

	return dot ? xstrndup(prefix, (size_t)(dot - prefix)) : NULL;
}

static void list_places(const struct judge *judge, const char *name,
			enum purpose purpose, struct places *places)
{
	const char *domain = judge->out->domain;
	const char *zone = judge->out->zone ? judge->out->zone : domain;
	char *prefix = name_relative(name, domain);
	char www[NAME_SIZE], twice[NAME_SIZE];
	char *bare, *selector;

	if (!prefix)
		return;
	if (!strcmp(prefix, "@")) {
		/* SPF belongs at the domain itself. */
		add_place(places, domain, zone, FINDING_NAME_DOUBLED, name);
		add_place(places, "www", domain, FINDING_NAME_ELSEWHERE, name);
		add_place(places, "_spf", domain, FINDING_NAME_ELSEWHERE, name);
		add_place(places, "spf", domain, FINDING_NAME_ELSEWHERE, name);
		/* a form that takes @ as it stands */
		add_place(places, "\\064", domain, FINDING_NAME_ELSEWHERE,
			  name);
		add_place(places, "_dmarc", domain, FINDING_NAME_ELSEWHERE,
			  name);
		add_place(places, "", zone, FINDING_NAME_ELSEWHERE, name);
		free(prefix);
		return;
	}
	bare = without_underscores(prefix);
	selector = first_label(prefix);
	add_place(places, name, zone, FINDING_NAME_DOUBLED, name);
	add_place(places, name, domain, FINDING_NAME_DOUBLED, name);
	add_place(places, bare, domain, FINDING_NAME_WITHOUT_UNDERSCORE, name);
	if (name_join(bare, domain, twice) &&
	    add_place(places, twice, zone, FINDING_NAME_WITHOUT_UNDERSCORE,
		      name))
		places->items[places->count - 1].doubled = true;
	/* DMARC has a finding of its own for the root, and a record above is
	 * the organisation's. */
	if (purpose != PURPOSE_DMARC) {
		add_place(places, "", domain, FINDING_NAME_AT_ROOT, name);
		add_place(places, prefix, zone, FINDING_NAME_ELSEWHERE, name);
	}
	if (name_join("www", domain, www))
		add_place(places, prefix, www, FINDING_NAME_ELSEWHERE, name);
	if (purpose == PURPOSE_DKIM) {
		add_place(places, selector, domain, FINDING_NAME_ELSEWHERE,
			  name);
		if (name_join(prefix, "_domainkey", twice))
			add_place(places, twice, domain, FINDING_NAME_ELSEWHERE,
				  name);
		add_place(places, "_domainkey", domain, FINDING_NAME_ELSEWHERE,
			  name);
	}
	free(selector);
	free(bare);
	free(prefix);
}

/* Is this the wanted record, but for the name that it stands at? */
static bool is_moved(const struct wanted *wanted, const struct record *r)
{
	if (r->type == RR_TXT && wanted->purpose == PURPOSE_DMARC)
		return dmarc_is_record(r->value);
	if (r->type == RR_TXT && wanted->purpose == PURPOSE_DKIM &&
	    dkim_text_equal(r->value, wanted->record.value))
		return true;
	return record_value_equal(r->type, r->value, wanted->record.value);
}

/* What stands at a neighbour: the wanted record, or the same with a mistake of
 * its own. */
struct standing {
	const struct record *there; /* NULL: nothing of it */
	bool exactly;
	struct near mistake; /* when not */
};

/* So much of a key is nobody else's. */
enum { KEY_LEN_TELLING = 80 };

/* A mistake that leaves no doubt which record it was meant to be. */
static bool is_misspelt(const struct judge *judge, const struct wanted *wanted,
			const struct record *r, struct near *out)
{
	const char *value = wanted->record.value;
	size_t len = strlen(value);
	const struct near_input input = {
		.type = r->type,
		.wanted = value,
		.found = r->value,
		.zone = judge->out->zone,
		.domain = judge->out->domain,
	};

	if (r->type != wanted->record.type) {
		*out = (struct near){ .code = FINDING_TYPE_TXT_FOR_CNAME };
		return r->type == RR_TXT && wanted->record.type == RR_CNAME &&
		       probe_is_target(r->value, value);
	}
	*out = near_value(&input);
	switch (out->code) {
	case FINDING_VALUE_WHITESPACE:
	case FINDING_VALUE_QUOTES:
	case FINDING_VALUE_ESCAPED:
		return true;
	case FINDING_VALUE_LOWERCASED:
	case FINDING_VALUE_TRUNCATED:
		return wanted->purpose == PURPOSE_DKIM &&
		       strlen(r->value) > KEY_LEN_TELLING;
	case FINDING_TARGET_DOUBLED:
		return !strncasecmp(r->value, value, len) &&
		       r->value[len] == '.';
	case FINDING_TARGET_URL:
		return strcasestr(r->value, value) != NULL;
	default:
		return false;
	}
}

static struct standing spf_at(struct judge *judge, const struct wanted *wanted,
			      const struct answer *answer)
{
	struct standing s = { .there = NULL };
	enum match match;

	if (!*wanted->spf_terms || answer->status != ANSWER_RECORDS)
		return s;
	match = check_match(judge, wanted, answer);
	judge->doubt |= match == MATCH_UNKNOWN || match == MATCH_PENDING;
	if (match == MATCH_OK)
		s = (struct standing){ &wanted->record, .exactly = true };
	return s;
}

/* Whoever asks for the TXT of an alias gets the alias, so one question tells
 * about both. */
static struct standing
stands_at(struct judge *judge, const struct record_verdict *v, const char *name)
{
	const struct wanted *wanted = &v->wanted;
	enum rr type = wanted->record.type == RR_CNAME ? RR_TXT
						       : wanted->record.type;
	const struct answer *answer = probe_look_at(judge, name, type);
	struct standing s = { .there = NULL };

	if (!answer)
		return s;
	if (wanted->purpose == PURPOSE_SPF)
		return spf_at(judge, wanted, answer);
	for (size_t i = 0; i < answer->count; i++) {
		const struct record *r = &answer->records[i];
		struct near mistake;

		if (!name_equal(r->name, name))
			continue;
		if (r->type == wanted->record.type && is_moved(wanted, r))
			return (struct standing){ r, .exactly = true };
		if (is_misspelt(judge, wanted, r, &mistake))
			s = (struct standing){ r, .mistake = mistake };
	}
	return s;
}

/* A wildcard answers for any name but the zone's own: what it says at a
 * neighbour means nothing. Where nobody tells whether there is one, neither. */
static bool may_be_wildcard(struct judge *judge, const struct record_verdict *v,
			    const char *name)
{
	bool doubt = judge->doubt, may_be;
	char random[NAME_SIZE];

	if ((judge->out->zone && name_equal(name, judge->out->zone)) ||
	    !name_join(UNLIKELY_LABEL, name_parent(name), random))
		return false;
	judge->doubt = false;
	may_be = stands_at(judge, v, random).there || judge->doubt;
	judge->doubt |= doubt;
	return may_be;
}

static struct finding *add(struct record_verdict *v, enum finding_code code,
			   const struct place_name *place, const char *seen,
			   const char *wanted)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(place->name);
	f->type = v->wanted.record.type;
	f->seen = xstrdup(seen);
	f->wanted = xstrdup(wanted);
	return f;
}

static void tell(struct record_verdict *v, const struct place_name *place,
		 const struct standing *s)
{
	const struct record *wanted = &v->wanted.record;
	struct finding *f;

	if (place->doubled)
		add(v, FINDING_NAME_DOUBLED, place, wanted->value,
		    wanted->name);
	add(v, place->code, place, wanted->value, wanted->name);
	if (s->exactly)
		return;
	f = add(v, s->mistake.code, place, s->there->value, wanted->value);
	f->who = s->there->type == wanted->type
			 ? NULL
			 : xstrdup(rr_name(s->there->type));
	f->place = s->mistake.place;
	f->limit = s->mistake.limit;
}

/* Below a name that does not exist there is nothing (RFC 8020). Not every
 * server keeps to that, so it saves questions about rare mistakes only. */
static bool may_be_doubled(struct judge *judge)
{
	const char *domain = judge->out->domain;
	const char *zone = judge->out->zone ? judge->out->zone : domain;
	const struct answer *answer;
	char name[NAME_SIZE];

	if (!name_join(domain, zone, name))
		return false;
	answer = probe_look_at(judge, name, RR_TXT);
	return answer && answer->status != ANSWER_NO_NAME;
}

bool probe_neighbours(struct judge *judge, struct record_verdict *v)
{
	struct places places = { .count = 0 };

	list_places(judge, v->wanted.record.name, v->wanted.purpose, &places);
	for (size_t i = 0; i < places.count; i++) {
		const struct place_name *place = &places.items[i];
		struct standing s;

		if (place->doubled && !may_be_doubled(judge))
			continue;
		s = stands_at(judge, v, place->name);
		if (!s.there)
			continue;
		if (place->code != FINDING_NAME_AT_ROOT &&
		    may_be_wildcard(judge, v, place->name))
			continue;
		tell(v, place, &s);
		return true;
	}
	return false;
}
