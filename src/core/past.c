/* SPDX-License-Identifier: MIT */
#include "core/past.h"

#include <stdlib.h>

#include "base/name.h"
#include "mail/spf_record.h"

void past_free(struct past *p)
{
	for (size_t i = 0; i < p->first_count; i++) {
		free(p->first[i].name);
		free(p->first[i].value);
	}
	for (size_t i = 0; i < p->milestone_count; i++) {
		free(p->milestones[i].name);
		free(p->milestones[i].value);
	}
	free(p->first);
	free(p->milestones);
	free(p->told_errors);
	*p = (struct past){ 0 };
}

static bool is_at(const struct seen *s, const char *name, enum rr type)
{
	return s->type == type && name_equal(s->name, name);
}

bool past_has(const struct past *p, const char *name, enum rr type)
{
	for (size_t i = 0; i < p->first_count; i++) {
		if (is_at(&p->first[i], name, type))
			return true;
	}
	return false;
}

static void remember(struct past *p, const char *name, enum rr type,
		     const struct record *r)
{
	p->first = grow(p->first, p->first_count, &p->first_cap,
			sizeof(*p->first));
	p->first[p->first_count++] = (struct seen){
		.name = xstrdup(name),
		.type = type,
		.value = r ? xstrdup(r->value) : NULL,
		.priority = r ? r->priority : 0,
		.ttl = r ? r->ttl : 0,
	};
	p->changed = true;
}

void past_first_seen(struct past *p, const char *name, enum rr type,
		     const struct record *records, size_t count)
{
	if (past_has(p, name, type))
		return;
	if (!count)
		remember(p, name, type, NULL);
	for (size_t i = 0; i < count; i++)
		remember(p, name, type, &records[i]);
}

const struct seen *past_next(const struct past *p, const char *name,
			     enum rr type, size_t *index)
{
	while (*index < p->first_count) {
		const struct seen *s = &p->first[(*index)++];

		if (s->value && is_at(s, name, type))
			return s;
	}
	return NULL;
}

const char *past_spf(const struct past *p, const char *domain)
{
	const struct seen *s;
	size_t index = 0;

	while ((s = past_next(p, domain, RR_TXT, &index))) {
		if (spf_is_record(s->value))
			return s->value;
	}
	return NULL;
}

static bool was_there(const struct past *p, const char *name, enum rr type,
		      const struct record *r)
{
	const struct seen *s;
	size_t index = 0;

	while ((s = past_next(p, name, type, &index))) {
		if (s->priority == r->priority &&
		    record_value_equal(type, s->value, r->value))
			return true;
	}
	return false;
}

bool past_is_unchanged(const struct past *p, const char *name, enum rr type,
		       const struct record *records, size_t count,
		       bool (*counts)(void *ctx, const char *value), void *ctx)
{
	const struct seen *s;
	size_t index = 0, then = 0;

	if (!past_has(p, name, type))
		return false;
	while ((s = past_next(p, name, type, &index))) {
		if (!counts || counts(ctx, s->value))
			then++;
	}
	if (then != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!was_there(p, name, type, &records[i]))
			return false;
	}
	return true;
}

const struct milestone *past_find_milestone(const struct past *p,
					    const char *name, enum rr type)
{
	for (size_t i = 0; i < p->milestone_count; i++) {
		const struct milestone *m = &p->milestones[i];

		if (m->type == type && name_equal(m->name, name))
			return m;
	}
	return NULL;
}

bool past_is_as_when_right(const struct past *p, const char *name, enum rr type,
			   const struct record *records, size_t count)
{
	const struct milestone *m = past_find_milestone(p, name, type);

	return m && m->value && count == 1 &&
	       record_value_equal(type, m->value, records->value);
}

bool past_was_right(const struct past *p, const char *name, enum rr type,
		    bool required)
{
	const struct milestone *m = past_find_milestone(p, name, type);

	return (m && m->published_at) || (p->was_green && required);
}

struct milestone *past_milestone(struct past *p, const char *name, enum rr type)
{
	const struct milestone *known = past_find_milestone(p, name, type);

	if (known)
		return &p->milestones[known - p->milestones];
	p->milestones = grow(p->milestones, p->milestone_count,
			     &p->milestone_cap, sizeof(*p->milestones));
	p->milestones[p->milestone_count] = (struct milestone){
		.name = xstrdup(name),
		.type = type,
	};
	return &p->milestones[p->milestone_count++];
}
