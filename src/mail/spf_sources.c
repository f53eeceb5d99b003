/* SPDX-License-Identifier: MIT */
#include "mail/spf_sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "mail/query.h"
#include "mail/spf_macro.h"

/* A record on the way down. */
struct level {
	const struct level *parent;
	const char *name;
	struct spf_record record;
};

static enum spf_end walk(struct spf_sources *s, struct level *level,
			 const char *text, struct ip_set *pass);

static enum spf_end fail(struct spf_sources *s, enum spf_error error)
{
	if (s->error == SPF_ERROR_NONE)
		s->error = error;
	return error == SPF_ERROR_DNS ? SPF_END_TEMPERROR : SPF_END_PERMERROR;
}

bool spf_sources_over_limit(const struct spf_sources *s)
{
	return s->lookups > SPF_LOOKUPS_MAX || s->voids > SPF_VOIDS_MAX;
}

static enum spf_end count_void(struct spf_sources *s)
{
	return ++s->voids > SPF_VOIDS_MAX ? fail(s, SPF_ERROR_VOIDS)
					  : SPF_END_RESULT;
}

static struct query ask(struct spf_sources *s, const char *name, enum rr type)
{
	struct query q = query_ask(s->lookup, name, type);

	if (q.status == QUERY_PENDING)
		s->pending = true;
	return q;
}

static void add_records(const struct query *q, enum rr type,
			const struct spf_term *t, struct ip_set *set)
{
	unsigned prefix = type == RR_A ? t->prefix4 : t->prefix6;
	const struct record *r;
	struct ip ip;
	size_t index = 0;

	if (q->status != QUERY_RECORDS || !set)
		return;
	while ((r = answer_next(q->answer, type, &index))) {
		if (ip_from_record(r, &ip))
			ip_set_add_prefix(set, &ip, prefix);
	}
}

/* The addresses of a host, both families; void when it has neither. */
static enum spf_end add_host(struct spf_sources *s, const struct spf_term *t,
			     const char *name, struct ip_set *set)
{
	struct query v4 = ask(s, name, RR_A);
	struct query v6 = ask(s, name, RR_AAAA);

	add_records(&v4, RR_A, t, set);
	add_records(&v6, RR_AAAA, t, set);
	if (v4.status == QUERY_FAILED || v6.status == QUERY_FAILED)
		return fail(s, SPF_ERROR_DNS);
	if (v4.status == QUERY_VOID && v6.status == QUERY_VOID)
		return count_void(s);
	return SPF_END_RESULT;
}

static enum spf_end add_mx(struct spf_sources *s, const struct spf_term *t,
			   const char *name, struct ip_set *set)
{
	struct query q = ask(s, name, RR_MX);
	enum spf_end end = SPF_END_RESULT;
	const struct record *r;
	size_t count = 0;
	size_t index = 0;

	if (q.status == QUERY_FAILED)
		return fail(s, SPF_ERROR_DNS);
	if (q.status == QUERY_VOID)
		return count_void(s);
	if (q.status == QUERY_PENDING)
		return SPF_END_RESULT;
	while (answer_next(q.answer, RR_MX, &index))
		count++;
	if (count > SPF_MX_MAX)
		return fail(s, SPF_ERROR_MX);
	for (index = 0; end == SPF_END_RESULT &&
			(r = answer_next(q.answer, RR_MX, &index));) {
		if (r->value[0] != '\0')
			end = add_host(s, t, r->value, set);
	}
	return end;
}

static enum spf_end add_target(struct spf_sources *s, const struct level *level,
			       const struct spf_term *t, const char *name,
			       struct ip_set *set)
{
	struct level inner = { .parent = level, .name = name };
	enum spf_error none = t->kind == SPF_REDIRECT ? SPF_ERROR_REDIRECT_NONE
						      : SPF_ERROR_INCLUDE_NONE;
	const char *text = NULL;
	size_t count = 0;
	struct query q;

	if (name_label_count(name) < 2)
		return fail(s, none);
	for (const struct level *l = level; l; l = l->parent) {
		if (name_equal(l->name, name))
			return fail(s, SPF_ERROR_LOOP);
	}
	q = ask(s, name, RR_TXT);
	if (q.status == QUERY_PENDING)
		return SPF_END_RESULT;
	if (q.status == QUERY_FAILED)
		return fail(s, SPF_ERROR_DNS);
	if (q.status == QUERY_RECORDS)
		count = spf_select(q.answer, &text);
	if (count != 1)
		return fail(s, count > 1 ? SPF_ERROR_MULTIPLE : none);
	return walk(s, &inner, text, set);
}

static void add_reached(struct spf_sources *s, enum spf_kind kind, char *target,
			bool opaque)
{
	s->reached = grow(s->reached, s->reached_count, &s->reached_cap,
			  sizeof(*s->reached));
	s->reached[s->reached_count++] = (struct spf_reached){
		.kind = kind,
		.target = target,
		.opaque = opaque,
	};
}

static void drop_reached(struct spf_sources *s, size_t count)
{
	while (s->reached_count > count)
		free(s->reached[--s->reached_count].target);
}

/* The name of a term's target; NULL with macros that depend on the sender. The
 * caller frees it. */
static char *target_name(const struct level *level, const struct spf_term *t)
{
	struct ip nobody = { .version = 4 };
	struct spf_macro_values values = { .ip = &nobody,
					   .domain = level->name,
					   .helo = "" };
	struct str text = STR_INIT((size_t)1 << 16);
	char name[NAME_SIZE] = "";

	if (!spf_macro_is_fixed(t->domain))
		return NULL;
	if (t->domain.len == 0)
		return xstrdup(level->name);
	spf_macro_expand(t->domain, &values, &text);
	if (!text.overflow)
		(void)spf_name_from_text(slice_of(str_text(&text)), name);
	str_free(&text);
	return xstrdup(name);
}

/* A term that asks the DNS: adds what it matches. */
static enum spf_end add_lookup(struct spf_sources *s, const struct level *level,
			       const struct spf_term *t, struct ip_set *set)
{
	char *name = target_name(level, t);
	size_t reached = s->reached_count;
	enum spf_end end = SPF_END_RESULT;

	if (++s->lookups > SPF_LOOKUPS_MAX) {
		free(name);
		return fail(s, SPF_ERROR_LOOKUPS);
	}
	if (!name || t->kind == SPF_PTR || t->kind == SPF_EXISTS) {
		/* %{d} makes it another term in another record. */
		add_reached(
			s, t->kind,
			xasprintf("%.*s %s", (int)t->domain.len,
				  t->domain.len > 0 ? t->domain.at : "",
				  t->domain.len == 0 ||
						  spf_macro_uses(t->domain, 'd')
					  ? level->name
					  : ""),
			true);
		free(name);
	} else {
		add_reached(s, t->kind, name, false);
		if (t->kind == SPF_A && name[0] != '\0')
			end = add_host(s, t, name, set);
		else if (t->kind == SPF_MX && name[0] != '\0')
			end = add_mx(s, t, name, set);
		else if (t->kind == SPF_INCLUDE || t->kind == SPF_REDIRECT)
			end = add_target(s, level, t,
					 s->reached[reached].target, set);
	}
	if (t->qualifier != '+')
		drop_reached(s, reached);
	return end;
}

/* What the term matches, of all addresses there are; set is NULL where they are
 * not wanted, here and above. */
static enum spf_end add_term(struct spf_sources *s, const struct level *level,
			     const struct spf_term *t, struct ip_set *set)
{
	switch (t->kind) {
	case SPF_ALL:
		if (set)
			ip_set_add_everything(set);
		return SPF_END_RESULT;
	case SPF_IP4:
		if (set)
			ip_set_add_prefix(set, &t->network, t->prefix4);
		return SPF_END_RESULT;
	case SPF_IP6:
		if (set)
			ip_set_add_prefix(set, &t->network, t->prefix6);
		return SPF_END_RESULT;
	default:
		return add_lookup(s, level, t, set);
	}
}

/* Adds to pass what the record lets send. An error ends it for what is left; as
 * long as answers are missing it goes on, to have all of them asked for. */
static enum spf_end walk(struct spf_sources *s, struct level *level,
			 const char *text, struct ip_set *pass)
{
	struct spf_record *r = &level->record;
	struct ip_set decided = { .items = NULL };
	enum spf_end end = SPF_END_RESULT;

	if (!spf_record_parse(text, r))
		end = fail(s, SPF_ERROR_SYNTAX);
	for (size_t i = 0; end == SPF_END_RESULT && i <= r->count; i++) {
		const struct spf_term *t = i < r->count ? &r->terms[i]
							: r->redirect;
		struct ip_set matched = { .items = NULL };

		/* The redirect comes last, wherever it stands. */
		if (!t || !spf_term_counts(r, t) ||
		    (i < r->count && spf_is_modifier(t->kind)))
			continue;
		end = add_term(s, level, t,
			       s->without_addresses ? NULL : &matched);
		if (s->without_addresses)
			continue;
		ip_set_subtract(&matched, &decided);
		ip_set_add(&decided, &matched);
		if (t->qualifier == '+')
			ip_set_add(pass, &matched);
		ip_set_free(&matched);
	}
	ip_set_free(&decided);
	spf_record_free(r);
	return end;
}

void spf_sources_of(struct spf_sources *s, const char *domain, const char *text)
{
	struct level top = { .name = domain };

	s->end = walk(s, &top, text, &s->pass);
}

bool spf_sources_reached(const struct spf_sources *s,
			 const struct spf_reached *r)
{
	for (size_t i = 0; i < s->reached_count; i++) {
		if (s->reached[i].kind == r->kind &&
		    s->reached[i].opaque == r->opaque &&
		    strcmp(s->reached[i].target, r->target) == 0)
			return true;
	}
	return false;
}

void spf_sources_free(struct spf_sources *s)
{
	drop_reached(s, 0);
	free(s->reached);
	ip_set_free(&s->pass);
	*s = (struct spf_sources){ .lookup = NULL };
}
