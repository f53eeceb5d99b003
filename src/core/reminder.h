/* What is still to be done with a program once its records are there, and is
 * easily forgotten: kept, shown until it is done or past. Pure.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_REMINDER_H
#define ZEGEL_CORE_REMINDER_H

#include "core/check.h"
#include "core/choices.h"
#include "core/past.h"

enum reminder_kind {
	REMINDER_WRITE,  /* write to the service's support */
	REMINDER_STATUS, /* it looks around midnight: look there after that */
	REMINDER_KEYS,   /* its values lapse when they are not used in time */
	REMINDER_KINDS,
};

enum {
	REMINDER_KEYS_S = 72 * 3600,
	REMINDER_STATUS_S = 7 * 86400, /* so long somebody is asked to look */
};

struct reminder {
	const char *domain;
	const char *service; /* id */
	enum reminder_kind kind;
	/* What it is about: other values begin anew. Never NULL. */
	const char *about;
	time_t since;
	/* STATUS: from then on; KEYS: until then; WRITE: 0 */
	time_t due;
	time_t done; /* 0: not yet */
};

/* Returns false to hear of no more. */
typedef bool reminder_fn(void *ctx, const struct reminder *reminder);

/* "write", "status", "keys": for the store and for machines. */
const char *reminder_kind_name(enum reminder_kind kind);
bool reminder_kind_from_name(const char *name, enum reminder_kind *out);

/* Neither done nor past. */
bool reminder_is_open(const struct reminder *reminder, time_t now);

/* Tells each() of those that there is reason for at this moment (done is 0). A
 * domain that is right, and was when it was first seen, wants nothing more. */
void reminders_find(const struct choices *choices, const struct past *past,
		    const struct service_list *services, bool is_green,
		    time_t now, reminder_fn *each, void *ctx);

#endif
