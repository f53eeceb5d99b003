/* SPDX-License-Identifier: MIT */
#include "core/probe.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"

static struct finding *add(struct record_verdict *v, enum finding_code code,
			   const char *at, const char *seen)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(at);
	f->type = v->wanted.record.type;
	f->seen = seen ? xstrdup(seen) : NULL;
	f->wanted = xstrdup(v->wanted.record.name);
	return f;
}

/* A place to look at, and what it is called when the record is there. */
struct place_name {
	char name[NAME_SIZE];
	enum finding_code code;
};

enum { PLACES_MAX = 12 };

struct places {
	struct place_name items[PLACES_MAX];
	size_t count;
};

static void add_place(struct places *places, const char *prefix,
		      const char *suffix, enum finding_code code,
		      const char *wanted)
{
	struct place_name *place = &places->items[places->count];

	if (places->count == PLACES_MAX || !prefix || !suffix ||
	    !name_join(prefix, suffix, place->name) ||
	    name_equal(place->name, wanted))
		return;
	for (size_t i = 0; i < places->count; i++) {
		if (name_equal(places->items[i].name, place->name))
			return;
	}
	place->code = code;
	places->count++;
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
	/* DMARC has a finding of its own for the root, and a record above is
	 * the organisation's. */
	if (purpose != PURPOSE_DMARC) {
		add_place(places, "", domain, FINDING_NAME_AT_ROOT, name);
		add_place(places, prefix, zone, FINDING_NAME_ELSEWHERE, name);
		if (name_join("www", domain, www))
			add_place(places, prefix, www, FINDING_NAME_ELSEWHERE,
				  name);
	}
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

/* What stands at a neighbour; NULL, and doubt, while nobody told. */
static const struct answer *look_at(struct judge *judge, const char *name,
				    enum rr type)
{
	const struct answer *answer = view_neighbour(&judge->view, name, type);

	if (answer && view_is_definite(&judge->view, answer))
		return answer;
	judge->doubt = true;
	return NULL;
}

static bool is_there(struct judge *judge, const struct record_verdict *v,
		     const char *name)
{
	const struct wanted *wanted = &v->wanted;
	const struct answer *answer = look_at(judge, name, wanted->record.type);
	const struct record *r;
	enum match match;
	size_t index = 0;

	if (!answer)
		return false;
	if (wanted->purpose == PURPOSE_SPF) {
		if (!*wanted->spf_terms || answer->status != ANSWER_RECORDS)
			return false;
		match = check_match(judge, wanted, answer);
		judge->doubt |= match == MATCH_UNKNOWN ||
				match == MATCH_PENDING;
		return match == MATCH_OK;
	}
	while ((r = answer_next(answer, wanted->record.type, &index))) {
		if (name_equal(r->name, name) && is_moved(wanted, r))
			return true;
	}
	return false;
}

/* A wildcard answers for any name: what it says at a neighbour means nothing.
 * Where nobody tells whether there is one, neither. */
static bool may_be_wildcard(struct judge *judge, const struct record_verdict *v,
			    const char *name)
{
	bool doubt = judge->doubt, may_be;
	char random[NAME_SIZE];

	if (!name_join(UNLIKELY_LABEL, name_parent(name), random))
		return false;
	judge->doubt = false;
	may_be = is_there(judge, v, random) || judge->doubt;
	judge->doubt |= doubt;
	return may_be;
}

bool probe_neighbours(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	struct places places = { .count = 0 };

	list_places(judge, wanted->name, v->wanted.purpose, &places);
	for (size_t i = 0; i < places.count; i++) {
		const struct place_name *place = &places.items[i];

		if (!is_there(judge, v, place->name))
			continue;
		if (place->code != FINDING_NAME_AT_ROOT &&
		    may_be_wildcard(judge, v, place->name))
			continue;
		add(v, place->code, place->name, wanted->value);
		return true;
	}
	return false;
}

static bool is_cloudflare(const struct judge *judge)
{
	return judge->out->host && !strcmp(judge->out->host->id, "cloudflare");
}

/* The host shows what stands behind the CNAME as if it stood here: for a key
 * that is as good. */
static bool is_flattened(struct judge *judge, const struct record_verdict *v,
			 const struct record *here)
{
	const struct answer *answer = view_resolve(
		&judge->view, v->wanted.record.value, RR_TXT);
	const struct record *there;

	if (v->wanted.purpose != PURPOSE_DKIM)
		return false;
	if (!answer || !answer_is_definite(answer)) {
		judge->doubt = true;
		return false;
	}
	there = answer_first(answer, RR_TXT);
	return there && (!strcmp(here->value, there->value) ||
			 dkim_text_equal(here->value, there->value));
}

static bool looks_like_target(const char *text, const char *target)
{
	char name[NAME_SIZE];
	struct slice word = slice_trim(slice_of(text));

	while (slice_skip_char(&word, '"'))
		;
	while (word.len && strchr("\" ", word.at[word.len - 1]))
		word.len--;
	return name_canonical(word.at, word.len, name) &&
	       name_equal(name, target);
}

static const struct record *first_at(struct judge *judge, const char *name,
				     enum rr type)
{
	const struct answer *answer = look_at(judge, name, type);
	const struct record *r = answer ? answer_first(answer, type) : NULL;

	return r && name_equal(r->name, name) ? r : NULL;
}

/* A catch-all answers for a name where nothing is: what it says is in nobody's
 * way, since a record of the name's own comes before it (RFC 4592, 2.2.1). */
static bool is_by_wildcard(struct judge *judge, struct record_verdict *v,
			   const struct record *there)
{
	const char *name = v->wanted.record.name;
	char random[NAME_SIZE];
	const struct record *beside;

	if (name_equal(name, judge->out->domain) ||
	    !name_join(UNLIKELY_LABEL, name_parent(name), random))
		return false;
	beside = first_at(judge, random, there->type);
	if (!beside ||
	    !record_value_equal(there->type, there->value, beside->value))
		return false;
	if (!findings_have(&v->findings, FINDING_WILDCARD))
		add(v, FINDING_WILDCARD, random, beside->value);
	return true;
}

/* What stands at the name has another type than it should; the right value is
 * the wanted record's. */
static struct finding *add_type(struct record_verdict *v,
				enum finding_code code,
				const struct record *there)
{
	struct finding *f = add(v, code, there->name, there->value);

	free(f->wanted);
	f->wanted = xstrdup(v->wanted.record.value);
	f->who = xstrdup(rr_name(there->type));
	return f;
}

/* What else stands at the name, where a CNAME has to stand alone. NULL, and
 * perhaps doubt, when nothing is in the way. */
static const struct record *find_obstacle(struct judge *judge,
					  struct record_verdict *v)
{
	static const enum rr types[] = { RR_A, RR_AAAA, RR_TXT, RR_MX, RR_NS };

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		const struct record *there = first_at(
			judge, v->wanted.record.name, types[i]);

		if (there && !is_by_wildcard(judge, v, there))
			return judge->doubt ? NULL : there;
	}
	return NULL;
}

static enum finding_code code_of_obstacle(const struct judge *judge,
					  const struct record_verdict *v,
					  const struct record *there)
{
	if (there->type == RR_A || there->type == RR_AAAA)
		return is_cloudflare(judge) ? FINDING_CNAME_PROXIED
					    : FINDING_CNAME_CONFLICT;
	return rr_value_is_name(there->type) &&
			       name_equal(there->value, v->wanted.record.value)
		       ? FINDING_TYPE_OTHER
		       : FINDING_CNAME_CONFLICT;
}

bool probe_types(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct answer *none = view_lookup(&judge->view, wanted->name,
						wanted->type);
	const struct record *there;

	/* NXDOMAIN: there is no such name, so it has no other type either. */
	if (wanted->type != RR_CNAME || !none || none->status == ANSWER_NO_NAME)
		return false;
	there = first_at(judge, wanted->name, RR_TXT);
	if (there && looks_like_target(there->value, wanted->value)) {
		add_type(v, FINDING_TYPE_TXT_FOR_CNAME, there);
		return true;
	}
	if (there && is_flattened(judge, v, there)) {
		add(v, FINDING_CNAME_FLATTENED, wanted->name, there->value);
		v->state = STATE_OK;
		v->have = v->of;
		return true;
	}
	if (there && judge->doubt) /* perhaps flattened */
		return false;
	there = find_obstacle(judge, v);
	if (!there)
		return false;
	add_type(v, code_of_obstacle(judge, v, there), there);
	return true;
}

void probe_conflict(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct record *alias = NULL, *own = NULL;
	struct finding *f;

	if (wanted->type == RR_CNAME && !judge->view.use_authority)
		return; /* a resolver follows the alias */
	if (wanted->type == RR_CNAME) {
		own = first_at(judge, wanted->name, RR_TXT);
		if (!own || is_flattened(judge, v, own) || judge->doubt)
			return;
		/* The alias is right: nothing is to be entered. */
		f = add_type(v, FINDING_CNAME_CONFLICT, own);
		free(f->wanted);
		f->wanted = NULL;
		return;
	}
	/* A key or policy right behind an alias has none of its own here. */
	for (size_t i = 0; i < v->found_count; i++) {
		if (v->found[i].type == RR_CNAME)
			alias = &v->found[i];
		else
			own = &v->found[i];
	}
	if (alias && own)
		add_type(v, FINDING_CNAME_CONFLICT, alias);
}

bool probe_wildcard(struct judge *judge, struct record_verdict *v)
{
	return v->found_count && is_by_wildcard(judge, v, &v->found[0]);
}
