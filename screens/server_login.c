/* Beside the test of a mail server: user and password, of which nothing is ever
 * shown; for sending also the sender, and whom a test mail goes to.
 *
 * The password is gone when the screen is left, and when it was used.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/server.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "text/fill.h"

enum row { ROW_USER, ROW_PASSWORD, ROW_FROM, ROW_TO, ROW_COUNT };

enum problem {
	PROBLEM_NONE,
	PROBLEM_USER,
	PROBLEM_PASSWORD,
	PROBLEM_FROM,
	PROBLEM_TO,
	PROBLEM_SUPPORT,
};

struct login_state {
	struct secret *password;
	struct field user, from, to; /* to: of the test mail, or the letter */
	struct list list;
	enum problem problem;
};

static struct login_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static bool is_smtp(const struct flow *flow)
{
	return flow->wizard->server.protocol == SERVER_SMTP;
}

static bool sends_letter(const struct flow *flow)
{
	return is_smtp(flow) && flow->wizard->server.sends_letter;
}

static void enter(struct flow *flow)
{
	struct login_state *s = state_of(flow);
	struct server_form *f = server_form(flow);

	s->password = secret_new_password();
	field_bind(&s->user, f->user, sizeof(f->user));
	field_bind(&s->from, f->from, sizeof(f->from));
	if (sends_letter(flow))
		field_bind(&s->to, f->support, sizeof(f->support));
	else
		field_bind(&s->to, f->to, sizeof(f->to));
	list_resize(&s->list, is_smtp(flow) ? ROW_COUNT : ROW_FROM);
	s->list.at = *f->user ? ROW_PASSWORD : ROW_USER;
}

static void leave(struct flow *flow)
{
	secret_free(state_of(flow)->password);
}

static void add_character(struct secret *password, int32_t c)
{
	char bytes[5] = { 0 };
	size_t len = 0;

	if (c < 0x80) {
		bytes[len++] = (char)c;
	} else if (c < 0x800) {
		bytes[len++] = (char)(0xc0 | c >> 6);
		bytes[len++] = (char)(0x80 | (c & 0x3f));
	} else {
		if (c < 0x10000) {
			bytes[len++] = (char)(0xe0 | c >> 12);
		} else {
			bytes[len++] = (char)(0xf0 | c >> 18);
			bytes[len++] = (char)(0x80 | (c >> 12 & 0x3f));
		}
		bytes[len++] = (char)(0x80 | (c >> 6 & 0x3f));
		bytes[len++] = (char)(0x80 | (c & 0x3f));
	}
	secret_add(password, bytes, len);
	explicit_bzero(bytes, sizeof(bytes));
}

static bool password_event(struct secret *password, const struct key *key)
{
	if (key->name == K_CHAR && key->character > 0)
		add_character(password, key->character);
	else if (key->name == K_PASTE)
		secret_add(password, key->text.at, key->text.len);
	else if (key->name == K_BACKSPACE)
		secret_take_back(password);
	else if (key->name == K_CTRL && key->character == 'U')
		secret_clear(password);
	else
		return false;
	return true;
}

static bool event(struct flow *flow, const struct key *key)
{
	struct login_state *s = state_of(flow);
	struct field *const fields[ROW_COUNT] = {
		[ROW_USER] = &s->user,
		[ROW_FROM] = &s->from,
		[ROW_TO] = &s->to,
	};
	bool used;

	if (server_move(&s->list, key))
		return true;
	used = s->list.at == ROW_PASSWORD
		       ? password_event(s->password, key)
		       : field_event(fields[s->list.at], key);
	if (used)
		s->problem = PROBLEM_NONE;
	return used;
}

static bool is_address(const char *text)
{
	char *address = server_address_read(text);
	bool good = address != NULL;

	free(address);
	return good;
}

/* The user's own address is the sender where none is given. */
static enum problem problem_of(const struct flow *flow)
{
	const struct login_state *s = state_of(flow);
	const struct server_form *f = server_form(flow);
	bool sends = is_smtp(flow);

	if (!*f->user)
		return PROBLEM_USER;
	if (!secret_is_good(s->password))
		return PROBLEM_PASSWORD;
	if (sends && *f->from && !is_address(f->from))
		return PROBLEM_FROM;
	if (sends && !*f->from && *s->to.text && !is_address(f->user))
		return PROBLEM_FROM;
	if (sends_letter(flow) && !is_address(s->to.text))
		return PROBLEM_SUPPORT;
	if (sends && *s->to.text && !is_address(s->to.text))
		return PROBLEM_TO;
	return PROBLEM_NONE;
}

static void go_on(struct flow *flow)
{
	struct login_state *s = state_of(flow);

	static const size_t rows[] = {
		[PROBLEM_USER] = ROW_USER,  [PROBLEM_PASSWORD] = ROW_PASSWORD,
		[PROBLEM_FROM] = ROW_FROM,  [PROBLEM_TO] = ROW_TO,
		[PROBLEM_SUPPORT] = ROW_TO,
	};

	/* From the user name on to the password, that is no mistake yet. */
	if (s->list.at == ROW_USER && *server_form(flow)->user &&
	    secret_is_empty(s->password)) {
		s->list.at = ROW_PASSWORD;
		return;
	}
	s->problem = problem_of(flow);
	if (s->problem != PROBLEM_NONE)
		s->list.at = rows[s->problem];
	else
		(void)server_try(flow, s->password);
	if (s->problem == PROBLEM_NONE || s->problem == PROBLEM_PASSWORD)
		secret_clear(s->password);
}

static void back(struct flow *flow)
{
	flow_step_aside(flow, &screen_server_test);
}

/* --- drawing ------------------------------------------------------------- */

static const char *label_of(size_t row)
{
	static const char *const labels[ROW_COUNT] = {
		[ROW_USER] = N_("User name"),
		[ROW_PASSWORD] = N_("Password"),
		[ROW_FROM] = N_("Sender"),
		[ROW_TO] = N_("Test mail to"),
	};

	return _(labels[row]);
}

static int label_end(void)
{
	int cols = 0;

	for (size_t i = 0; i < ROW_COUNT; i++)
		cols = text_cols(label_of(i)) > cols ? text_cols(label_of(i))
						     : cols;
	return 5 + cols + 2;
}

static void draw_password(const struct flow *flow, int row, int col, bool here)
{
	const struct secret *password = state_of(flow)->password;

	draw_text(row, 5, 0, here ? ROLE_ACCENT : ROLE_MUTED,
		  label_of(ROW_PASSWORD));
	if (here) {
		draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
		draw_body_focus(row, row);
	}
	draw_shortened(row, col, draw_cols() - col - 3,
		       here ? ROLE_ACCENT : ROLE_MUTED,
		       secret_is_empty(password)
			       ? _("type or paste the password; nothing of it "
				   "is shown")
			       : _("a password is here"));
}

static int draw_fields(const struct flow *flow, int row)
{
	const struct login_state *s = state_of(flow);
	int col = label_end();

	for (size_t i = 0; i < s->list.count; i++)
		hotspot_add_item(row + (int)i, i);
	server_draw_field(&s->user, row++, col, s->list.at == ROW_USER,
			  label_of(ROW_USER), _("mostly the e-mail address"));
	draw_password(flow, row++, col, s->list.at == ROW_PASSWORD);
	if (s->list.count <= ROW_FROM)
		return row;
	server_draw_field(&s->from, row++, col, s->list.at == ROW_FROM,
			  label_of(ROW_FROM), _("the same as the user name"));
	server_draw_field(&s->to, row++, col, s->list.at == ROW_TO,
			  sends_letter(flow) ? _("Mail to") : label_of(ROW_TO),
			  sends_letter(flow) ? _("the address of the support")
					     : _("none is sent"));
	return row;
}

static void draw(const struct flow *flow)
{
	static const char *const problems[] = {
		[PROBLEM_USER] = N_("Without a user name there is no login."),
		[PROBLEM_PASSWORD] = N_("This is no password: it is empty, too "
					"long, or has control characters."),
		[PROBLEM_FROM] = N_("The sender has to be a whole e-mail "
				    "address."),
		[PROBLEM_SUPPORT] = N_("The mail needs the address of the "
				       "support; it stands on the page of the "
				       "program."),
		[PROBLEM_TO] = N_("A test mail can only go to a whole e-mail "
				  "address."),
	};
	const struct login_state *s = state_of(flow);
	struct str title = STR_INIT(STR_MAX_TEXT);
	int row = 0;

	text_fill_one(&title,
		      sends_letter(flow)
			      ? _("The mail to the support, through %1$s")
			      : _("Does the login at %1$s work?"),
		      server_form(flow)->host);
	row += draw_wrapped(row, 1, 0, ROLE_TITLE, str_text(&title)) + 1;
	row = draw_fields(flow, row) + 1;
	if (s->problem != PROBLEM_NONE) {
		draw_text(row, 3, 0, ROLE_BAD, sign_text(SIGN_BAD));
		row += draw_wrapped(row, 5, 0, ROLE_TEXT,
				    _(problems[s->problem])) +
		       1;
	}
	draw_wrapped(row, 1, 0, ROLE_MUTED,
		     _("The password goes to this server only, encrypted, and "
		       "is forgotten at once. Somebody else's computer is not "
		       "the place for it: let the owner of the mailbox type "
		       "it."));
	str_free(&title);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("send it"),
	  N_("log in with these, and send the mail"), go_on, sends_letter },
	{ K_ENTER, 0, N_("Enter"), N_("log in"),
	  N_("log in with these, and look"), go_on, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("from field to field"), NULL, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, back, NULL },
};

const struct screen screen_server_login = {
	.name = "server-login",
	.title = N_("The login at the mail server"),
	.help = N_("User and password are those of the mailbox. Some "
		   "providers want a password that was made for one program "
		   "(an app password). With an address behind ‘Test mail to’ "
		   "one mail "
		   "is sent there, and none without."),
	.support = N_(
		"Never have a password told to you. The customer types it "
		"himself; nothing of it is shown or kept. If he does not "
		"want to, he can enter it in his program at once: the "
		"first test has shown already that "
		"server and port are right."),
	.words = WORD_BIT(WORD_SMTP),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct login_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
