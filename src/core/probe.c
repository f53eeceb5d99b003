/* SPDX-License-Identifier: MIT */
#include "core/probe.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dkim.h"

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

bool probe_is_target(const char *text, const char *target)
{
	struct slice rest = slice_of(text), word;
	char name[NAME_SIZE];

	/* Alone, or as the last word of a whole line. */
	while (slice_next_word(&rest, &word)) {
		while (slice_skip_char(&word, '"'))
			;
		while (word.len && strchr("\",;", word.at[word.len - 1]))
			word.len--;
		if (name_canonical(word.at, word.len, name) &&
		    name_equal(name, target))
			return true;
	}
	return false;
}

const struct answer *probe_look_at(struct judge *judge, const char *name,
				   enum rr type)
{
	const struct answer *answer = view_neighbour(&judge->view, name, type);

	if (answer && view_is_definite(&judge->view, answer))
		return answer;
	judge->doubt = true;
	return NULL;
}

static const struct record *first_at(struct judge *judge, const char *name,
				     enum rr type)
{
	const struct answer *answer = probe_look_at(judge, name, type);
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
	if (there && probe_is_target(there->value, wanted->value)) {
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
