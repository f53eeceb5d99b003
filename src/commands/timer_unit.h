/* What makes zegel look every night, as text: a systemd service and its timer
 * (systemd.service(5), systemd.timer(5)), or a line for crontab(5). Pure.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TIMER_UNIT_H
#define ZEGEL_COMMANDS_TIMER_UNIT_H

#include "base/str.h"

struct timer_unit {
	bool is_system;   /* else of one user */
	const char *user; /* who runs it, or NULL: root, or that user */
	const char *const *environment; /* "NAME=value" */
	size_t environment_count;
	const char *state_folder; /* where zegel remembers: may be written */
	const char *const *words; /* the command line; words[0] is absolute */
	size_t count;
};

/* As systemd reads back one word of a line: in quotes, with % and what C
 * escapes kept from it. */
void unit_add_word(struct str *out, const char *word);

/* The same in ExecStart, where $ begins a variable. */
void unit_add_argument(struct str *out, const char *word);

void unit_add_service(struct str *out, const struct timer_unit *unit);
void unit_add_timer(struct str *out);

/* The same at hour:minute, as sh and cron read it. */
void unit_add_crontab(struct str *out, const struct timer_unit *unit,
		      unsigned hour, unsigned minute);

#endif
