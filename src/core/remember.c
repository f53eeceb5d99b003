/* SPDX-License-Identifier: MIT */
#include "core/remember.h"

#include <stdlib.h>
#include <string.h>

/* What stands there is remembered while it is right. */
static void set_value(struct past *past, struct milestone *m,
		      const struct record_verdict *v)
{
	const char *value = NULL;
	size_t count = 0;

	for (size_t i = 0; i < v->found_count; i++) {
		if (v->found[i].type != m->type)
			continue;
		value = v->found[i].value;
		count++;
	}
	if (count != 1)
		value = NULL;
	if (value == m->value ||
	    (value && m->value && !strcmp(value, m->value)))
		return;
	free(m->value);
	m->value = value ? xstrdup(value) : NULL;
	past->changed = true;
}

/* Not there any more, or not right any more. */
static bool is_gone(const struct record_verdict *v, const struct milestone *m)
{
	return v->vanished ||
	       (m->published_at && v->state == STATE_WRONG && !v->unchanged);
}

static void set_milestone(struct past *past, const struct record_verdict *v,
			  time_t now)
{
	const struct record *wanted = &v->wanted.record;
	bool is_new;
	struct milestone *m;

	if (v->state == STATE_UNKNOWN)
		return;
	is_new = !past_find_milestone(past, wanted->name, wanted->type);
	m = past_milestone(past, wanted->name, wanted->type);
	if (is_new) {
		m->was_missing = v->state != STATE_OK;
		past->changed = true;
	}
	if (v->state == STATE_OK)
		set_value(past, m, v);
	if (v->state == STATE_OK && (!m->published_at || m->vanished_at)) {
		m->published_at = now;
		m->vanished_at = 0;
		past->changed = true;
	} else if (is_gone(v, m) && !m->vanished_at) {
		m->vanished_at = now;
		past->changed = true;
	} else if (!v->vanished && !m->published_at && m->vanished_at) {
		m->vanished_at = 0;
		past->changed = true;
	}
}

void remember_verdict(struct past *past, const struct verdict *v,
		      bool only_present)
{
	for (size_t i = 0; i < v->present_count; i++)
		past_first_seen(past, v->present[i].name, v->present[i].type,
				v->present[i].records, v->present[i].count);
	if (only_present)
		return;
	for (size_t i = 0; i < v->record_count; i++)
		set_milestone(past, &v->records[i], v->checked_at);
}
