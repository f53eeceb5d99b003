/* The wizard's reminders: kept while it goes along, and at hand for its
 * screens. Private to session.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_REMINDERS_H
#define ZEGEL_COMMANDS_SESSION_REMINDERS_H

#include "commands/reminding.h"

struct session_reminders {
	struct command_context *context;
	struct wizard *wizard; /* whose reminders these are */
	struct reminder_list list;
};

/* Those of the wizard's domain. */
void session_reminders_load(struct session_reminders *s);

/* The same, with what there is reason for now. */
void session_reminders_keep(struct session_reminders *s, bool is_green);

/* All of this service's are done; of_all: and its support was told of every
 * domain that is ready. */
void session_reminders_end(struct session_reminders *s, const char *service,
			   bool of_all);

/* A service that has verified the domain wants nothing more. */
void session_reminders_ask(struct session_reminders *s);

/* For wizard_actions.each_ready. */
bool session_reminders_each_ready(const struct session_reminders *s,
				  const char *service,
				  bool (*each)(void *to, const char *domain),
				  void *to);
void session_reminders_free(struct session_reminders *s);

#endif
