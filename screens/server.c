/* Beside any place: the customer's own mail server, for sending (screen_smtp)
 * or for a program that reads the mailbox (screen_imap). Server, port and
 * security, and what the domain's DNS suggests; the test follows, first without
 * a login.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "text/fill.h"
#include "text/server_guide.h"
#include "text/server_text.h"

enum row { ROW_HOST, ROW_PORT, ROW_SECURITY, ROW_GUESSES };

struct server_state {
	struct field host, port;
	struct list list; /* the three fields, then the suggestions */
	bool refused;     /* Enter was pressed, and the form is not good */
	bool touched; /* the customer typed: nothing is filled in any more */
};

static struct server_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static enum server_protocol protocol_of(const struct flow *flow)
{
	return flow->wizard->server.protocol;
}

static const struct server_guesses *guesses_of(const struct flow *flow)
{
	return &flow->wizard->server.guesses[protocol_of(flow)];
}

struct server_form *server_form(const struct flow *flow)
{
	return &flow->wizard->server.forms[protocol_of(flow)];
}

const struct mail_host *server_provider(const struct flow *flow)
{
	const struct mail_host_list *hosts = catalog_mail_hosts(
		flow->wizard->catalog);
	const struct mail_host *of_server =
		hosts ? mail_host_of_server(hosts, server_form(flow)->host)
		      : NULL;

	return of_server ? of_server : guesses_of(flow)->provider;
}

void server_show_form(struct flow *flow)
{
	flow_step_aside(flow, protocol_of(flow) == SERVER_IMAP ? &screen_imap
							       : &screen_smtp);
}

/* --- filling in ---------------------------------------------------------- */

static void fill_in(struct flow *flow, const char *host, uint16_t port,
		    enum server_security security)
{
	struct server_state *s = state_of(flow);
	struct server_form *f = server_form(flow);

	snprintf(f->host, sizeof(f->host), "%s", host);
	snprintf(f->port, sizeof(f->port), "%u", (unsigned)port);
	f->security = security;
	field_bind(&s->host, f->host, sizeof(f->host));
	field_bind(&s->port, f->port, sizeof(f->port));
}

/* The server that the program's own maker names (Carien). */
static const char *server_of_service(const struct flow *flow)
{
	struct wizard *w = flow->wizard;

	for (size_t i = 0; i < w->choices.count; i++) {
		const struct service *service = wizard_service(
			w, &w->choices.items[i]);

		if (!service || w->choices.items[i].way != WAY_OWN_SMTP)
			continue;
		for (size_t j = 0; j < service->way_count; j++) {
			if (service->ways[j].kind == WAY_OWN_SMTP &&
			    service->ways[j].address)
				return service->ways[j].address;
		}
	}
	return NULL;
}

/* Until the customer types: the likeliest server. */
static void suggest(struct flow *flow)
{
	const struct server_guesses *g = guesses_of(flow);
	struct server_state *s = state_of(flow);
	struct server_form *f = server_form(flow);
	const char *own = server_of_service(flow);

	list_resize(&s->list, ROW_GUESSES + g->count);
	if (s->touched || *f->host)
		return;
	if (own && protocol_of(flow) == SERVER_SMTP)
		fill_in(flow, own, server_port(SERVER_SMTP, SECURITY_STARTTLS),
			SECURITY_STARTTLS);
	else if (g->count)
		fill_in(flow, g->items[0].host, g->items[0].port,
			g->items[0].security);
}

static void begin(struct flow *flow, enum server_protocol protocol)
{
	const struct server_actions *act = &flow->wizard->actions.server;
	struct server_state *s = state_of(flow);
	struct server_form *f;
	enum server_security usual = protocol == SERVER_IMAP
					     ? SECURITY_TLS
					     : SECURITY_STARTTLS;

	flow->wizard->server.protocol = protocol;
	if (act->guess && *flow->wizard->choices.domain)
		act->guess(act->ctx, protocol);
	f = server_form(flow);
	if (!*f->port)
		fill_in(flow, f->host, server_port(protocol, usual), usual);
	field_bind(&s->host, f->host, sizeof(f->host));
	field_bind(&s->port, f->port, sizeof(f->port));
	suggest(flow);
}

static void enter_smtp(struct flow *flow)
{
	begin(flow, SERVER_SMTP);
}

static void enter_imap(struct flow *flow)
{
	begin(flow, SERVER_IMAP);
}

/* Another security brings its usual port along, unless another was typed. */
static void change_security(struct flow *flow, int by)
{
	struct server_form *f = server_form(flow);
	enum server_protocol protocol = protocol_of(flow);
	unsigned before = server_port(protocol, f->security);
	char usual[SERVER_PORT_SIZE];
	int next = ((int)f->security + by + SECURITY_COUNT) % SECURITY_COUNT;

	snprintf(usual, sizeof(usual), "%u", before);
	f->security = (enum server_security)next;
	if (!strcmp(f->port, usual))
		snprintf(f->port, sizeof(f->port), "%u",
			 (unsigned)server_port(protocol, f->security));
	field_bind(&state_of(flow)->port, f->port, sizeof(f->port));
}

bool server_move(struct list *list, const struct key *key)
{
	struct key move = { .name = key->name == K_TAB       ? K_DOWN
				    : key->name == K_BACKTAB ? K_UP
							     : key->name,
			    .character = key->character };

	return (move.name == K_DOWN || move.name == K_UP ||
		move.name == K_TO_ITEM) &&
	       list_event(list, &move);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct server_state *s = state_of(flow);
	bool used = false;

	if (server_move(&s->list, key))
		return true;
	if (s->list.at == ROW_HOST)
		used = field_event(&s->host, key);
	else if (s->list.at == ROW_PORT)
		used = field_event(&s->port, key);
	else if (s->list.at == ROW_SECURITY) {
		used = key->name == K_LEFT || key->name == K_RIGHT ||
		       (key->name == K_CHAR && key->character == ' ');
		if (used)
			change_security(flow, key->name == K_LEFT ? -1 : 1);
	}
	s->touched |= used;
	s->refused &= !used;
	return used;
}

static void go_on(struct flow *flow)
{
	struct server_state *s = state_of(flow);
	const struct server_guesses *g = guesses_of(flow);

	if (s->list.at >= ROW_GUESSES) {
		const struct server_guess *guess =
			&g->items[s->list.at - ROW_GUESSES];

		fill_in(flow, guess->host, guess->port, guess->security);
		s->touched = true;
		s->list.at = ROW_HOST;
	}
	s->refused = !server_try(flow, NULL);
}

static bool has_guide(const struct flow *flow)
{
	const struct mail_host *provider = server_provider(flow);

	return protocol_of(flow) == SERVER_IMAP ||
	       (provider && provider->password != PASSWORD_NORMAL);
}

static void show_guide(struct flow *flow)
{
	flow_step_aside(flow, &screen_server_guide);
}

/* --- drawing ------------------------------------------------------------- */

void server_draw_field(const struct field *field, int row, int col, bool here,
		       const char *label, const char *placeholder)
{
	draw_shortened(row, 5, col - 6, here ? ROLE_ACCENT : ROLE_MUTED, label);
	if (here) {
		draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
		field_draw(field, row, col, draw_cols() - col - 3, placeholder);
		draw_body_focus(row, row);
	} else {
		draw_shortened(row, col, draw_cols() - col - 3,
			       *field->text ? ROLE_VALUE : ROLE_MUTED,
			       *field->text ? field->text : placeholder);
	}
}

static int label_end(void)
{
	const char *const labels[] = { _("Server"), _("Port"), _("Security") };
	int cols = 0;

	for (size_t i = 0; i < COUNT_OF(labels); i++)
		cols = text_cols(labels[i]) > cols ? text_cols(labels[i])
						   : cols;
	return 5 + cols + 2;
}

static int draw_fields(const struct flow *flow, int row)
{
	const struct server_state *s = state_of(flow);
	bool here = s->list.at == ROW_SECURITY;
	int col = label_end();

	for (int i = 0; i < ROW_GUESSES; i++)
		hotspot_add_item(row + i, (size_t)i);
	server_draw_field(&s->host, row++, col, s->list.at == ROW_HOST,
			  _("Server"), "smtp.voorbeeld.nl");
	server_draw_field(&s->port, row++, col, s->list.at == ROW_PORT,
			  _("Port"), "");
	draw_text(row, 5, 0, here ? ROLE_ACCENT : ROLE_MUTED, _("Security"));
	if (here) {
		draw_text(row, 3, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
		draw_body_focus(row, row);
	}
	col += draw_text(row, col, 0, ROLE_VALUE,
			 server_security_words(server_form(flow)->security));
	if (here)
		draw_text(row, col + 2, 0, ROLE_MUTED, _("← → another one"));
	return row + 1;
}

static int draw_guesses(const struct flow *flow, int row)
{
	const struct server_state *s = state_of(flow);
	const struct server_guesses *g = guesses_of(flow);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!g->count) {
		if (*flow->wizard->choices.domain &&
		    !flow->wizard->server.guessed[protocol_of(flow)])
			row += draw_wrapped(row, 3, 0, ROLE_MUTED,
					    _("Likely servers are being looked "
					      "for…"));
		return row;
	}
	draw_text(row++, 3, 0, ROLE_MUTED, _("Likely servers"));
	for (size_t i = 0; i < g->count; i++) {
		bool here = s->list.at == ROW_GUESSES + i;

		str_reset(&text);
		server_add_guess(&text, &g->items[i]);
		if (here) {
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
			draw_body_focus(row, row);
		}
		hotspot_add_item(row, ROW_GUESSES + i);
		row += draw_wrapped(row, 5, 0, here ? ROLE_ACCENT : ROLE_TEXT,
				    str_text(&text));
	}
	str_free(&text);
	return row;
}

static void draw(const struct flow *flow)
{
	const struct server_state *s = state_of(flow);
	bool imap = protocol_of(flow) == SERVER_IMAP;
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE,
			    imap ? _("Which server does the program read the "
				     "mailbox at?")
				 : _("Which server takes the mail that you "
				     "send?")) +
	       1;
	row = draw_fields(flow, row) + 1;
	if (s->refused) {
		draw_text(row, 3, 0, ROLE_BAD, sign_text(SIGN_BAD));
		row += draw_wrapped(row, 5, 0, ROLE_TEXT,
				    _("This is no name of a server with a "
				      "port.")) +
		       1;
	}
	row = draw_guesses(flow, row) + 1;
	draw_wrapped(row, 1, 0, ROLE_MUTED,
		     _("Enter first tries it without a login: nothing secret "
		       "is needed for that, and no mail is sent."));
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("try it"),
	  N_("connect to this server, without a login"), go_on, NULL },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("from field to field"), NULL, NULL },
	{ K_F5, 0, "F5", N_("passwords"),
	  N_("which password this provider wants from a program"), show_guide,
	  has_guide },
};

const struct screen screen_smtp = {
	.name = "smtp",
	.title = N_("Your own mail server"),
	.help = N_("Your program can hand its mail to the server of your own "
		   "mailbox; then nothing changes in your DNS. For that it "
		   "needs the name of the server, its port, and mostly user "
		   "and password of the mailbox. Here you can try them out "
		   "before you enter them in the program."),
	.support = N_("The first test needs no password: it shows whether the "
		      "server is reached, and whether its encryption is in "
		      "order. Have the customer type the password himself, in "
		      "the step after that; nothing of it is shown or kept. "
		      "Port 587 goes with STARTTLS, 465 with TLS (in many "
		      "programs a tick at SSL)."),
	.words = WORD_BIT(WORD_SMTP) | WORD_BIT(WORD_DNS),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct server_state),
	.enter = enter_smtp,
	.draw = draw,
	.event = event,
	.changed = suggest,
};

const struct screen screen_imap = {
	.name = "imap",
	.title = N_("Reading the mailbox"),
	.help = N_("Some programs read along in your mailbox, by IMAP: all "
		   "mail stays on the server, where POP3 would fetch it away. "
		   "For that they need the name of the server, its port, and "
		   "user and password of the mailbox. Here you can try them "
		   "out before you enter them in the program."),
	.support = N_("The first test needs no password. Gmail and iCloud want "
		      "an app password; at Microsoft 365 and Outlook.com the "
		      "program itself has to sign in (OAuth 2.0), a password "
		      "does not work there any more. F5 shows how."),
	.words = WORD_BIT(WORD_SMTP),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct server_state),
	.enter = enter_imap,
	.draw = draw,
	.event = event,
	.changed = suggest,
};
