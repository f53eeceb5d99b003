/* SPDX-License-Identifier: MIT */
#include "core/reminder.h"

#include <stdio.h>
#include <string.h>

/* Around midnight is not at midnight sharp. */
enum { AFTER_MIDNIGHT_S = 1800, ABOUT_SIZE = 24 };

static const char *const names[REMINDER_KINDS] = {
	[REMINDER_WRITE] = "write",
	[REMINDER_STATUS] = "status",
	[REMINDER_KEYS] = "keys",
};

const char *reminder_kind_name(enum reminder_kind kind)
{
	return names[kind];
}

bool reminder_kind_from_name(const char *name, enum reminder_kind *out)
{
	for (size_t i = 0; i < REMINDER_KINDS; i++) {
		if (strcmp(name, names[i]) != 0)
			continue;
		*out = (enum reminder_kind)i;
		return true;
	}
	return false;
}

bool reminder_is_open(const struct reminder *r, time_t now)
{
	if (r->done)
		return false;
	switch (r->kind) {
	case REMINDER_STATUS:
		return now < r->due + REMINDER_STATUS_S;
	case REMINDER_KEYS:
		return now < r->due;
	default:
		return true;
	}
}

/* The next one by the clock on the wall here. */
static time_t after_midnight(time_t now)
{
	struct tm tm;

	if (!localtime_r(&now, &tm))
		return now + 86400;
	tm.tm_mday++;
	tm.tm_hour = 0;
	tm.tm_min = 0;
	tm.tm_sec = 0;
	tm.tm_isdst = -1;
	return mktime(&tm) + AFTER_MIDNIGHT_S;
}

static uint64_t add_to_hash(uint64_t hash, const char *text)
{
	/* FNV-1a; the NUL counts, so that "ab" "c" is not "a" "bc". */
	do {
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	} while (*text++);
	return hash;
}

/* Which values these are: enough to see that they are others. */
static void describe_values(const struct chosen *chosen, char out[ABOUT_SIZE])
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < chosen->value_count; i++) {
		hash = add_to_hash(hash, chosen->values[i].name);
		hash = add_to_hash(hash, chosen->values[i].value);
	}
	snprintf(out, ABOUT_SIZE, "%016llx", (unsigned long long)hash);
}

static bool wants(const struct service *s, enum finish_kind kind)
{
	for (size_t i = 0; i < s->finish_count; i++) {
		if (s->finish[i].kind == kind)
			return true;
	}
	return false;
}

/* False when no more is wanted. */
static bool find_of(struct reminder *r, const struct chosen *chosen,
		    const struct service *s, bool ready, reminder_fn *each,
		    void *ctx)
{
	char about[ABOUT_SIZE];

	r->service = s->id;
	r->about = "";
	if (ready && wants(s, FINISH_WRITE_SUPPORT)) {
		r->kind = REMINDER_WRITE;
		r->due = 0;
		if (!each(ctx, r))
			return false;
	}
	if (ready && wants(s, FINISH_WAIT_DAILY)) {
		r->kind = REMINDER_STATUS;
		r->due = after_midnight(r->since);
		if (!each(ctx, r))
			return false;
	}
	if (!(s->traps & TRAP_KEY_EXPIRES) || !chosen->value_count)
		return true;
	describe_values(chosen, about);
	r->kind = REMINDER_KEYS;
	r->due = r->since + REMINDER_KEYS_S;
	r->about = about;
	return each(ctx, r);
}

/* DMARC, which no program looks at, says nothing about that. */
static bool became_right(const struct past *past)
{
	static const char dmarc[] = "_dmarc.";

	for (size_t i = 0; i < past->milestone_count; i++) {
		const struct milestone *m = &past->milestones[i];

		if (m->was_missing &&
		    strncmp(m->name, dmarc, strlen(dmarc)) != 0)
			return true;
	}
	return false;
}

void reminders_find(const struct choices *choices, const struct past *past,
		    const struct service_list *services, bool is_green,
		    time_t now, reminder_fn *each, void *ctx)
{
	struct reminder r = { .domain = choices->domain, .since = now };
	bool ready = is_green && became_right(past);

	for (size_t i = 0; i < choices->count; i++) {
		const struct chosen *chosen = &choices->items[i];
		const struct service *s = NULL;

		if (chosen->service && chosen->way == WAY_DNS)
			s = service_find(services, chosen->service);
		if (s && !find_of(&r, chosen, s, ready, each, ctx))
			return;
	}
}
