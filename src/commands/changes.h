/* What turned in one run of zegel check, and telling it: through each channel
 * (output, mail, webhook) for itself, so that one that fails tells the same
 * again next time, and the others do not.
 *
 * text/cause_text.h has the sentence about a cause, which goes in front of all.
 *
 * Texts are in the chosen language. The list owns everything; whoever tells
 * borrows it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_CHANGES_H
#define ZEGEL_COMMANDS_CHANGES_H

#include "commands/command.h"
#include "core/cause.h"
#include "core/told.h"

/* An error or a warning as it stands now; the errors come first. */
struct change_finding {
	enum finding_code code;
	enum severity severity;
	bool waiting; /* not wrong: still to come */
	char *at;     /* the name that it is about, or NULL */
	char *text;   /* one sentence: what is seen */
	char *fix;    /* what to do; behind a newline stands what to copy */
};

/* One domain that turned. */
struct change {
	char *domain;   /* as DNS has it; name_for_people() shows it */
	char *services; /* "spinoffice,onfact", or "" where nobody chose one */
	bool is_first;  /* nothing was told about it before, by this channel */
	enum outcome before; /* what was told last; nothing when is_first */
	time_t before_at;
	enum outcome now;
	unsigned unknowns; /* now OUTCOME_UNKNOWN: so many looks in a row */
	time_t at;
	char *sentence; /* how it stands, in one sentence without a full stop */
	struct change_finding *findings;
	size_t finding_count;
	char *json;       /* a line of check --json --changes, no newline */
	struct told next; /* to be kept when it was told */
};

/* What turned, for one channel, in the order of the domains in the run. */
struct changes {
	struct change *items;
	size_t count;
	size_t cap;
	size_t looked;      /* domains that were looked at in this run */
	struct cause cause; /* of many at a time; kind CAUSE_NONE: not many */
	void *names;        /* tsearch(3): "DOMAIN SERVICES" of the items */
};

/* "It was right (told on 21 November).", or nothing when is_first. */
void change_add_before(struct str *out, const struct change *change);

/* What v says that was not told: next and before as told_is_news() has them.
 * False: this run has it already, for a list may name a domain twice. */
bool changes_add(struct changes *changes, const struct verdict *v,
		 const struct service_list *services, const char *chosen,
		 const struct told *before, const struct told *next);
void changes_free(struct changes *changes);

/* --- channels ------------------------------------------------------------ */

/* A way to tell. changes_run.c has the table of them. */
struct change_channel {
	const char *name; /* by which the store keeps what it told */
	/* Does the command line want it? */
	bool (*is_wanted)(const struct options *options);
	/* Tells all of it (never an empty list), at the end of the run. False
	 * when that failed; it has said why, on standard error. */
	bool (*tell)(struct command_context *context,
		     const struct changes *changes);
};

extern const struct change_channel channel_output; /* --changes */

#endif
