/* Step 1: from which domain does the customer send?
 *
 * Says while typing what it makes of the input, and shows what that domain has
 * now as soon as it is known. Nothing is called wrong before Enter.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/mailbox.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/present.h"
#include "term/fit.h"
#include "term/form.h"
#include "text/domain_text.h"

struct domain_state {
	char input[512];
	struct field field;
	struct domain_input read; /* what the input means */
	bool refused;             /* Enter was pressed on what is no domain */
};

enum { FIELD_COL = 3, ROW_FIELD = 2, ROW_RESULT = 4, ROW_BELOW = 8 };

static struct domain_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void enter(struct flow *flow)
{
	struct domain_state *s = state_of(flow);
	const char *domain = flow->wizard->choices.domain;

	if (strlen(domain) < sizeof(s->input))
		memcpy(s->input, domain, strlen(domain) + 1);
	field_bind(&s->field, s->input, sizeof(s->input));
	domain_from_input(s->input, &s->read);
}

/* Reads the input anew; a domain that is one is looked at right away. */
static void input_changed(struct flow *flow)
{
	struct domain_state *s = state_of(flow);
	const struct wizard_actions *act = &flow->wizard->actions;
	struct domain_input before = s->read;
	const char *domain;

	s->refused = false;
	domain_from_input(s->input, &s->read);
	domain = s->read.status == DOMAIN_OK ? s->read.domain : "";
	if (before.status == s->read.status &&
	    !strcmp(before.domain, s->read.domain))
		return;
	if (act->domain_changed)
		act->domain_changed(act->ctx, domain);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct domain_state *s = state_of(flow);

	size_t before = strlen(s->input);

	if (!field_event(&s->field, key))
		return false;
	if (key->name == K_PASTE && key->text.len && strlen(s->input) == before)
		flow_notice(flow, N_("That is too long for a domain: paste the "
				     "sender's address alone."));
	input_changed(flow);
	return true;
}

static void choose(struct flow *flow)
{
	struct domain_state *s = state_of(flow);
	struct wizard *w = flow->wizard;

	if (s->read.status != DOMAIN_OK) {
		s->refused = true;
		return;
	}
	wizard_set_domain(w, s->read.domain);
	/* A domain that is known goes on where it was. */
	if (w->actions.domain_chosen &&
	    w->actions.domain_chosen(w->actions.ctx))
		return;
	wizard_next(w);
}

/* "✓ bücher.example (xn--bcher-kva.example)", and what to say of it. */
static void draw_domain(const struct domain_state *s, bool exists)
{
	char *shown = name_for_people(s->read.domain);
	struct str remark = STR_INIT(STR_MAX_TEXT);
	int col = FIELD_COL;

	col += draw_text(ROW_RESULT, col, 0, exists ? ROLE_GOOD : ROLE_BAD,
			 sign_text(exists ? SIGN_GOOD : SIGN_BAD));
	col += 1 + draw_shortened(ROW_RESULT, col + 1, 0, ROLE_VALUE, shown);
	if (strcmp(shown, s->read.domain)) {
		char *ascii = xasprintf("(%s)", s->read.domain);

		draw_shortened(ROW_RESULT, col + 1, 0, ROLE_MUTED, ascii);
		free(ascii);
	}
	domain_add_remark(&remark, &s->read);
	draw_wrapped(ROW_RESULT + 1, FIELD_COL + 2, 0, ROLE_TEXT,
		     str_text(&remark));
	str_free(&remark);
	free(shown);
}

static void draw_problem(const struct domain_state *s)
{
	struct str problem = STR_INIT(STR_MAX_TEXT);

	domain_add_problem(&problem, &s->read, s->input);
	draw_text(ROW_RESULT, FIELD_COL, 0, ROLE_BAD, sign_text(SIGN_BAD));
	draw_wrapped(ROW_RESULT, FIELD_COL + 2, 0, ROLE_TEXT,
		     str_text(&problem));
	str_free(&problem);
}

static void draw(const struct flow *flow)
{
	const struct domain_state *s = state_of(flow);
	const struct verdict *v = flow->wizard->verdict;
	const char *label = _("Domain");
	int col = FIELD_COL + text_cols(label) + 2;

	if (v && strcmp(v->domain, s->read.domain))
		v = NULL; /* of what was typed before */
	draw_wrapped(0, 1, 0, ROLE_TITLE,
		     _("From which domain do you send e-mail?"));
	draw_text(ROW_FIELD, FIELD_COL, 0, ROLE_MUTED, label);
	field_draw(&s->field, ROW_FIELD, col, draw_cols() - col - 3,
		   _("info@example.com"));
	if (s->read.status == DOMAIN_OK)
		draw_domain(s, !v || v->authority != AUTHORITY_NO_DOMAIN);
	else if (s->refused)
		draw_problem(s);
	if (s->read.status != DOMAIN_OK)
		draw_wrapped(ROW_BELOW, FIELD_COL, 0, ROLE_MUTED,
			     _("Simply paste the sender's e-mail address: we "
			       "take the domain out of it."));
	else if (!mailbox_domain_owner(s->read.domain))
		present_draw(flow->wizard, v, ROW_BELOW);
	draw_body_focus(0, ROW_RESULT);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("next"), N_("take this domain"), choose,
	  NULL },
};

const struct screen screen_domain = {
	.name = "domain",
	.title = N_("The domain"),
	.help = N_("We want to know what stands behind the @ of the address "
		   "that your customers see as the sender. You can paste an "
		   "e-mail address or a web address: zegel takes the domain "
		   "out of it. As soon as there is one, zegel looks at what is "
		   "set for it now; it changes nothing."),
	.support = N_(
		"Ask for the address that the mail is sent from, not for the "
		"web site: they often differ. zegel asks the name servers of "
		"the domain itself, so what it shows is true at this moment, "
		"and nobody remembers an old answer because of it. A domain "
		"that you worked on before goes on where you were."),
	.words = WORD_BIT(WORD_DNS) | WORD_BIT(WORD_DNS_HOST) |
		 WORD_BIT(WORD_RECORD) | WORD_BIT(WORD_SPF) |
		 WORD_BIT(WORD_DMARC),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct domain_state),
	.enter = enter,
	.draw = draw,
	.event = event,
};
