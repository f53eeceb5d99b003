/* One run of the wizard without its face: its choices, its look and its
 * store, tied together in the loop. The full screen and the questions line by
 * line are two faces of it.
 *
 * Owns the wizard; borrows the context, whose store is open.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_H
#define ZEGEL_COMMANDS_SESSION_H

#include "commands/command.h"

struct session;

/* What the face is told. Either may be NULL. */
struct session_face {
	void *ctx;
	void (*changed)(void *ctx); /* the verdict, or where the wizard is */
	void (*notice)(void *ctx, const char *msgid); /* a sentence */
};

struct session *session_new(struct command_context *context,
			    const struct session_face *face);
void session_free(struct session *session); /* NULL is allowed */

struct wizard *session_wizard(struct session *session);

/* The wizard's verdict once it is complete, and about the choices as they are
 * now; else NULL. */
const struct verdict *session_verdict(const struct session *session);

/* Begins at this domain (canonical): a known one goes on where it was. */
void session_open_domain(struct session *session, const char *domain);

/* Brings wizard->next_look_ms and its interval up to date, before they are
 * shown. */
void session_update_next_look(struct session *session);

/* Everything stood still for so long (suspended, stopped): looks at once. */
void session_woke(struct session *session, int64_t slept_s);

/* The person chose a language: the next run speaks it, too. */
void session_keep_language(struct session *session);

#endif
