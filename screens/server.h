/* What the screens about a mail server share. The form is entered from outside
 * (screen_smtp, screen_imap of flow.h); the others lead back to it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_SERVER_H
#define ZEGEL_SCREENS_SERVER_H

#include "screens/flow.h"
#include "term/form.h"

extern const struct screen screen_server_test;  /* beside the form */
extern const struct screen screen_server_login; /* beside the test */
extern const struct screen screen_server_guide; /* beside form and test */

/* What was filled in about the server in hand. */
struct server_form *server_form(const struct flow *flow);

/* Who runs it, or else keeps the domain's mailboxes; NULL: not known. */
const struct mail_host *server_provider(const struct flow *flow);

/* A mail server was tried, as far as the login. */
bool server_is_tried(const struct flow *flow);

/* Back to the form. */
void server_show_form(struct flow *flow);

/* Tries the server of the form, with the password or (NULL) without a login;
 * then it shows what comes of it. False when the form is not good. */
bool server_try(struct flow *flow, const struct secret *password);

/* Up, Down, Tab: between fields; true when the key was that. */
bool server_move(struct list *list, const struct key *key);

/* A line of a form: label, then the field, where the cursor is, or its text. */
void server_draw_field(const struct field *field, int row, int col, bool here,
		       const char *label, const char *placeholder);

#endif
