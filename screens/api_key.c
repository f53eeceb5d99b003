/* Beside the values and done: the key for the program's API, of which
 * nothing is ever shown, and what came of asking it: for its records, or for
 * its own check of them.
 *
 * The key is gone when the screen is left, and when it was used.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/fit.h"
#include "text/fetch_text.h"
#include "text/fill.h"

struct key_state {
	struct secret *key;
	bool refused; /* Enter was pressed, and it is no key */
};

static struct key_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static bool is_check(const struct flow *flow)
{
	return flow->wizard->place != PLACE_VALUES;
}

static const struct service *service_of(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct api *api = wizard_api(w);
	const struct service_list *list = catalog_services(w->catalog);

	return api && list ? service_find(list, api->service) : NULL;
}

static const char *name_of(const struct flow *flow)
{
	const struct service *service = service_of(flow);

	return service ? service->name : "";
}

/* What was asked here, and not in another place before. */
static const struct wizard_asked *asked(const struct flow *flow)
{
	const struct wizard_asked *a = &flow->wizard->asked;

	return a->api && a->verify == is_check(flow) ? a : NULL;
}

static bool is_busy(const struct flow *flow)
{
	return asked(flow) && asked(flow)->is_busy;
}

static void enter(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	state_of(flow)->key = secret_new();
	if (act->drop_api)
		act->drop_api(act->ctx);
}

static void leave(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	secret_free(state_of(flow)->key);
	if (flow->wizard->asked.is_busy && act->drop_api)
		act->drop_api(act->ctx);
}

/* A character that cannot be in a key still makes it none. */
static void type(struct secret *key, int32_t character)
{
	char c = character > 0 && character < 0x80 ? (char)character : '\x7f';

	secret_add(key, &c, 1);
	explicit_bzero(&c, sizeof(c));
}

static bool event(struct flow *flow, const struct key *key)
{
	struct key_state *s = state_of(flow);

	if (key->name == K_CHAR)
		type(s->key, key->character);
	else if (key->name == K_PASTE)
		secret_add(s->key, key->text.at, key->text.len);
	else if (key->name == K_BACKSPACE)
		secret_take_back(s->key);
	else if (key->name == K_CTRL && key->character == 'U')
		secret_clear(s->key);
	else
		return false;
	s->refused = false;
	return true;
}

static void ask(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;
	const struct api *api = wizard_api(flow->wizard);
	struct key_state *s = state_of(flow);

	s->refused = !secret_is_good(s->key);
	if (api && !s->refused)
		act->ask_api(act->ctx, api, is_check(flow), s->key);
	secret_clear(s->key);
}

static bool may_ask(const struct flow *flow)
{
	return !is_busy(flow);
}

/* The records came: the values have them now. */
static void changed(struct flow *flow)
{
	const struct wizard_asked *a = asked(flow);

	if (a && a->result && a->result->status == FETCH_OK && !a->verify)
		flow_step_aside(flow, NULL);
}

static int draw_marked(int row, enum role role, enum sign sign,
		       const char *text)
{
	draw_text(row, 3, 0, role, sign_text(sign));
	return draw_wrapped(row, 5, 0, ROLE_TEXT, text);
}

static int draw_record(int row, const struct api_record *r)
{
	static const struct {
		enum role role;
		enum sign sign;
	} looks[] = {
		[API_UNSAID] = { ROLE_MUTED, SIGN_UNKNOWN },
		[API_YES] = { ROLE_GOOD, SIGN_GOOD },
		[API_PENDING] = { ROLE_MUTED, SIGN_MISSING },
		[API_NO] = { ROLE_BAD, SIGN_BAD },
	};
	char *line = xasprintf("%s  %s  %s", r->type_name,
			       *r->name ? r->name : "@",
			       fetch_state_words(r->state));
	int rows = draw_marked(row, looks[r->state].role, looks[r->state].sign,
			       line);

	free(line);
	if (r->reason && *r->reason)
		rows += draw_wrapped(row + rows, 7, 0, ROLE_MUTED, r->reason);
	return rows;
}

static void draw_verdict(const struct flow *flow, const struct fetch_result *r,
			 int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool good = r->answer.verdict == API_YES;

	fetch_add_verdict(&text, r, name_of(flow),
			  flow->wizard->choices.domain);
	row += draw_marked(row, good ? ROLE_GOOD : ROLE_WARN,
			   good ? SIGN_GOOD : SIGN_WARNING, str_text(&text));
	for (size_t i = 0; i < r->answer.record_count; i++) {
		if (!r->answer.records[i].left)
			row += draw_record(row, &r->answer.records[i]);
	}
	str_free(&text);
}

static void draw_answer(const struct flow *flow, int row)
{
	const struct wizard_asked *a = asked(flow);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (state_of(flow)->refused) {
		draw_marked(row, ROLE_BAD, SIGN_BAD,
			    _("This is no key: it is too short, too long, or "
			      "has characters that no key has."));
	} else if (is_busy(flow)) {
		text_fill_one(&text, _("%1$s is being asked…"), name_of(flow));
		draw_wrapped(row, 3, 0, ROLE_ACCENT, str_text(&text));
	} else if (a && a->result && a->result->status != FETCH_OK) {
		fetch_add_problem(&text, a->result, name_of(flow),
				  flow->wizard->choices.domain);
		draw_marked(row, ROLE_BAD, SIGN_BAD, str_text(&text));
	} else if (a && a->result) {
		draw_verdict(flow, a->result, row);
	}
	str_free(&text);
}

static const char *field_text(const struct flow *flow)
{
	const struct secret *key = state_of(flow)->key;

	if (secret_is_empty(key))
		return _("type or paste it; nothing of it is shown");
	return _("a key is here; Enter sends it");
}

static void draw(const struct flow *flow)
{
	const struct api *api = wizard_api(flow->wizard);
	struct str text = STR_INIT(STR_MAX_TEXT);
	const char *label = _("Key:");
	int row = 0;

	text_fill_one(&text,
		      is_check(flow) ? _("Shall %1$s look itself?")
				     : _("Which key lets zegel ask %1$s?"),
		      name_of(flow));
	row += draw_wrapped(row, 1, 0, ROLE_TITLE, str_text(&text)) + 1;
	str_reset(&text);
	if (api)
		fetch_add_key(&text, api, name_of(flow));
	row += draw_wrapped(row, 1, 0, ROLE_MUTED, str_text(&text));
	row += draw_wrapped(row, 1, 0, ROLE_MUTED,
			    _("It is used this once and kept nowhere. zegel "
			      "adds nothing there.")) +
	       1;
	draw_text(row, 3, 0, ROLE_TEXT, label);
	draw_text(row, 3 + text_cols(label) + 2, 0, ROLE_ACCENT,
		  field_text(flow));
	draw_body_focus(row, row);
	draw_answer(flow, row + 2);
	str_free(&text);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("ask"), N_("send the key, and ask"), ask,
	  may_ask },
	{ K_BACKSPACE, 0, N_("Backspace"), NULL,
	  N_("take back what was typed last"), NULL, NULL },
};

const struct screen screen_api_key = {
	.name = "api-key",
	.title = N_("Asking your program with a key"),
	.help = N_("Your program can tell zegel by itself which records it "
		   "wants, and whether it sees them. For that it needs a key "
		   "that you make in your account there; nothing of it is "
		   "shown, and it is forgotten at once. Without a key you "
		   "copy the records there and paste them."),
	.support = N_("Have the customer make the key and type it. Never have "
		      "it sent by e-mail or chat. A key that may only see "
		      "domains is enough, and can be removed there "
		      "afterwards."),
	.words = WORD_BIT(WORD_RECORD),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct key_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.changed = changed,
	.leave = leave,
};
