/* Beside the form of a mail server: what the test has shown so far, step by
 * step in plain words; on request what was said in the server's own words.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/mailbox.h"
#include "i18n/i18n.h"
#include "screens/finish.h"
#include "screens/server.h"
#include "text/fill.h"
#include "text/server_text.h"

struct test_state_of_screen {
	bool shows_dialogue;
	bool is_noted; /* that the letter went out */
};

static struct test_state_of_screen *state_of(const struct flow *flow)
{
	return flow->state;
}

/* --- beginning a test ---------------------------------------------------- */

static bool read_port(const char *text, uint16_t *out)
{
	struct slice rest = slice_of(text);
	uint64_t port;

	if (!slice_take_number(&rest, UINT16_MAX, &port) || rest.len || !port)
		return false;
	*out = (uint16_t)port;
	return true;
}

static bool read_host(const char *text, char out[NAME_SIZE])
{
	return name_canonical(text, strlen(text), out) && *out &&
	       !strpbrk(out, "\\*/");
}

/* Whoever logs in as his own address sends as that, too. */
static void add_sender(struct server_wish *wish, const struct server_form *form,
		       char **from, char **to)
{
	if (wish->protocol != SERVER_SMTP)
		return;
	*from = server_address_read(*form->from ? form->from : form->user);
	wish->from = *from;
	*to = wish->from ? server_address_read(wish->is_letter ? form->support
							       : form->to)
			 : NULL;
	wish->to = *to;
}

static void add_text(struct server_wish *wish,
		     const struct finish_letter *letter, char **text)
{
	wish->subject = letter ? letter->subject : server_mail_subject();
	if (wish->to)
		*text = letter ? xstrdup(letter->text) : server_mail_text(wish);
	wish->text = *text;
}

static bool sends_letter(const struct flow *flow)
{
	return flow->wizard->server.sends_letter && finish_has_letter(flow);
}

bool server_try(struct flow *flow, const struct secret *password)
{
	const struct wizard *w = flow->wizard;
	const struct server_actions *act = &w->actions.server;
	const struct server_form *form = server_form(flow);
	char host[NAME_SIZE], *from = NULL, *to = NULL, *text = NULL;
	struct server_wish wish = {
		.protocol = w->server.protocol,
		.security = form->security,
		.host = host,
		.user = password ? form->user : NULL,
		.domain = *w->choices.domain ? w->choices.domain : NULL,
		.spf_record = w->verdict ? w->verdict->spf_record : NULL,
	};
	const struct mail_host *provider = server_provider(flow);
	const struct mailbox_provider *mailbox =
		provider ? mailbox_find(provider->id) : NULL;
	struct finish_letter letter = { .to = NULL };

	if (!act->test || !read_host(form->host, host) ||
	    !read_port(form->port, &wish.port))
		return false;
	wish.spf_terms = mailbox ? mailbox->spf_terms : NULL;
	wish.provider = mailbox ? mailbox->name : NULL;
	wish.is_letter = password && sends_letter(flow);
	if (wish.is_letter)
		letter = finish_letter_now(flow);
	if (password) {
		add_sender(&wish, form, &from, &to);
		add_text(&wish, wish.is_letter ? &letter : NULL, &text);
	}
	act->test(act->ctx, &wish, password);
	finish_letter_free(&letter);
	free(from);
	free(to);
	free(text);
	flow_step_aside(flow, &screen_server_test);
	return true;
}

/* --- keys ---------------------------------------------------------------- */

static bool is_over(const struct flow *flow)
{
	return flow->wizard->server.result &&
	       flow->wizard->server.result->is_over;
}

static bool had_login(const struct flow *flow)
{
	return flow->wizard->server.wish && flow->wizard->server.wish->user;
}

static bool may_log_in(const struct flow *flow)
{
	const struct wizard_server *server = &flow->wizard->server;

	return is_over(flow) && server->result->steps[TEST_TLS] == TEST_GOOD;
}

bool server_is_tried(const struct flow *flow)
{
	const struct wizard_server *server = &flow->wizard->server;

	return server->wish && server->wish->protocol == SERVER_SMTP &&
	       may_log_in(flow);
}

static void log_in(struct flow *flow)
{
	flow_step_aside(flow, &screen_server_login);
}

static void try_again(struct flow *flow)
{
	if (had_login(flow))
		log_in(flow);
	else
		(void)server_try(flow, NULL);
}

static bool has_dialogue(const struct flow *flow)
{
	const struct server_result *r = flow->wizard->server.result;

	return r && r->dialogue && r->dialogue->line_count;
}

static void toggle_dialogue(struct flow *flow)
{
	struct test_state_of_screen *s = state_of(flow);

	s->shows_dialogue = !s->shows_dialogue;
}

static void back_to_form(struct flow *flow)
{
	const struct server_actions *act = &flow->wizard->actions.server;

	if (act->drop)
		act->drop(act->ctx);
	server_show_form(flow);
}

static bool has_guide(const struct flow *flow)
{
	const struct mail_host *provider = server_provider(flow);

	return provider && provider->password != PASSWORD_NORMAL;
}

static void show_guide(struct flow *flow)
{
	flow_step_aside(flow, &screen_server_guide);
}

/* The letter went out: nobody has to be reminded of it. */
static void note_letter(struct flow *flow)
{
	const struct wizard_server *server = &flow->wizard->server;
	struct test_state_of_screen *s = state_of(flow);

	if (s->is_noted || !is_over(flow) || !server->wish->is_letter ||
	    server->result->steps[TEST_MESSAGE] != TEST_GOOD)
		return;
	s->is_noted = true;
	flow->wizard->server.sends_letter = false;
	finish_end_letter(flow);
	flow_notice_about(flow, N_("The mail was sent to %1$s."),
			  server->wish->to);
}

/* --- drawing ------------------------------------------------------------- */

static int draw_step(const struct wizard_server *server, enum test_step step,
		     int row)
{
	static const struct {
		enum role role;
		enum sign sign;
	} looks[] = {
		[TEST_RUNNING] = { ROLE_ACCENT, SIGN_MISSING },
		[TEST_GOOD] = { ROLE_GOOD, SIGN_GOOD },
		[TEST_BAD] = { ROLE_BAD, SIGN_BAD },
		[TEST_UNKNOWN] = { ROLE_WARN, SIGN_UNKNOWN },
	};
	enum test_state state = server->result->steps[step];
	bool doubt = server_result_is_doubtful(server->result, step);
	struct str text = STR_INIT(STR_MAX_TEXT);
	int first = row;

	if (state < TEST_RUNNING)
		return 0;
	server_add_step(&text, step, server->wish, server->result);
	draw_text(row, 3, 0, doubt ? ROLE_WARN : looks[state].role,
		  sign_text(doubt ? SIGN_WARNING : looks[state].sign));
	row += draw_wrapped(row, 5, 0, ROLE_TEXT, str_text(&text));
	str_reset(&text);
	if (step == TEST_SPF)
		server_add_spf_fix(&text, server->wish, server->result);
	else if (state > TEST_GOOD)
		server_add_fix(&text, server->wish, server->result);
	if (text.len)
		row += draw_wrapped(row, 7, 0, ROLE_MUTED, str_text(&text));
	str_free(&text);
	return row - first;
}

/* What stands below when all is said: the next step. */
static const char *next_words(const struct flow *flow)
{
	const struct server_result *r = flow->wizard->server.result;

	if (!r->is_over)
		return "";
	if (!had_login(flow) && sends_letter(flow) && may_log_in(flow))
		return _("l asks for the password, and sends the mail.");
	if (had_login(flow) && flow->wizard->server.wish->is_letter)
		return "";
	if (!had_login(flow) && r->trouble == TROUBLE_NONE &&
	    r->dialogue->offers & OFFER_PASSWORD && may_log_in(flow))
		return _("So far no password was needed. l tries the login as "
			 "well.");
	if (had_login(flow) && r->trouble == TROUBLE_NONE)
		return _("Enter the same in your program: server, port, "
			 "security, user and password.");
	return "";
}

static void draw_dialogue(const struct dialogue *d, int row)
{
	for (size_t i = 0; i < d->line_count; i++) {
		draw_text(row, 3, 0, ROLE_MUTED, d->lines[i].ours ? ">" : "<");
		row += draw_wrapped(row, 5, 0,
				    d->lines[i].ours ? ROLE_VALUE : ROLE_TEXT,
				    d->lines[i].text);
	}
}

static void draw(const struct flow *flow)
{
	const struct wizard_server *server = &flow->wizard->server;
	struct str title = STR_INIT(STR_MAX_TEXT);
	char port[8];
	int row = 0;

	if (!server->wish || !server->result)
		return;
	snprintf(port, sizeof(port), "%u", (unsigned)server->wish->port);
	text_fill_two(&title, _("%1$s, port %2$s"), server->wish->host, port);
	str_addf(&title, ", %s", server_security_words(server->wish->security));
	row += draw_wrapped(row, 1, 0, ROLE_TITLE, str_text(&title)) + 1;
	if (state_of(flow)->shows_dialogue && has_dialogue(flow)) {
		draw_dialogue(server->result->dialogue, row);
	} else {
		for (size_t i = 0; i < TEST_STEPS; i++)
			row += draw_step(server, (enum test_step)i, row);
		draw_wrapped(row + 1, 1, 0, ROLE_MUTED, next_words(flow));
	}
	str_free(&title);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("again"), N_("try it once more"),
	  try_again, is_over },
	{ K_CHAR, 'l', "l", N_("log in"),
	  N_("try it with user and password; a test mail, if you want"), log_in,
	  may_log_in },
	{ K_CHAR, 'd', "d", N_("what was said"),
	  N_("the server's own words, and back; never a password"),
	  toggle_dialogue, has_dialogue },
	{ K_F5, 0, "F5", N_("passwords"),
	  N_("which password this provider wants from a program"), show_guide,
	  has_guide },
	{ K_ESC, 0, NULL, NULL, NULL, back_to_form, NULL },
};

const struct screen screen_server_test = {
	.name = "server-test",
	.title = N_("The test of the mail server"),
	.help = N_("zegel connects to the server as your program would, and "
		   "says at each step how it went. The certificate is always "
		   "verified. Without a login no mail is sent, and with one "
		   "only when you gave an address for a test mail."),
	.support = N_("The first line that is not good is the cause; what to "
		      "do stands under it. The last line says whether the SPF "
		      "record lets this server send. d shows what was said, "
		      "for the one who manages the server."),
	.words = WORD_BIT(WORD_SMTP) | WORD_BIT(WORD_SPF),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct test_state_of_screen),
	.enter = note_letter,
	.draw = draw,
	.changed = note_letter,
};
