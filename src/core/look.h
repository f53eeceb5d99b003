/* One domain being looked at: once, or again and again at the pace of poll.h.
 *
 * Owns the facts and the latest verdict; borrows loop, dns, choices and past,
 * which must outlive it. Everything calls back from the loop only.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_LOOK_H
#define ZEGEL_CORE_LOOK_H

#include "core/ahead.h"
#include "core/check.h"
#include "core/discover.h"
#include "core/poll.h"
#include "net/pool.h"

struct look;

struct look_options {
	struct catalog *catalog; /* borrowed */
	bool use_authority;
	bool only_present; /* just what the domain has now (before services) */
	/* For asking the DNS host who it is (core/discover.h), when a look is
	 * complete; NULL: it is not asked. */
	struct http *http;
	bool keep_looking; /* again and again, until look_free() */
	/* one look at a domain that nothing is known of: nothing that it sees
	 * is for later */
	bool forgets;
	/* One look of many: asks through it (borrowed), and judges when
	 * all is there that was asked; NULL: for itself, answer by answer */
	struct pool *pool;
	struct dkim_keys *keys; /* that are known (borrowed), or NULL */
	struct ahead *ahead;    /* with !use_authority (borrowed), or NULL */
	/* answers are waited for so much longer, in ms: for their turn */
	int64_t more_patience_ms;
	/* After every answer that changed something, and when a look is
	 * complete (verdict->complete). The verdict is borrowed until the next
	 * call; when it is complete, the look may be freed from inside. */
	void (*changed)(void *ctx, const struct verdict *verdict);
	void *ctx;
};

struct look *look_new(struct loop *loop, struct dns *dns,
		      const struct choices *choices, struct past *past,
		      const struct look_options *options);
void look_free(struct look *look);

/* Looks now, everything and the neighbours (Enter, F5); starts the pace
 * anew. */
void look_now(struct look *look);

/* The choices were changed: judge again, ask what is new. */
void look_choices_changed(struct look *look);

/* From looking once at what the domain has to looking again and again at what
 * it should have, or back. False when that is what it does already. */
bool look_set_watching(struct look *look, bool watching);

/* Somebody else edits the DNS: look slowly. */
void look_set_handed_over(struct look *look, bool handed_over);

/* The latest verdict, or NULL before there is any. */
const struct verdict *look_verdict(const struct look *look);

/* Leaves findings of these codes out of it. */
void look_leave_out(struct look *look, const struct finding_set *ignored);

/* From the beginning of the last look to that of the next; 0: not known. */
int64_t look_interval_ms(const struct look *look);

/* Is the DNS host still being asked who it is? The verdict is complete without
 * it; changed() tells when it is over. */
bool look_is_discovering(const struct look *look);

/* When the next look begins (clock_ms), or 0 while one is under way. */
int64_t look_next_ms(const struct look *look);

#endif
