/* Beside done and the overview: one message that was sent, by its header. Paste
 * it; at once it says why it is fine or why it is not. Without one, how to get
 * at a header.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "i18n/i18n.h"
#include "screens/flow.h"
#include "term/fit.h"
#include "term/form.h"
#include "text/proof_text.h"

enum {
	PIECES_MS = 1500, /* a long paste comes in pieces: so soon after */
	BOX_ROWS = 3,
	LABEL_COLUMNS = 16,
};

struct proof_state {
	struct str text;
	struct box box;
	int64_t pasted_ms; /* when the last piece came */
	bool is_judged;    /* what stands there was looked at */
	bool is_cut;       /* more was pasted than is taken */
};

static struct proof_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static void judge(struct flow *flow, const char *text, size_t len)
{
	const struct wizard_message *act = &flow->wizard->actions.message;

	if (act->judge)
		act->judge(act->ctx, text, len);
}

static void enter(struct flow *flow)
{
	struct proof_state *s = state_of(flow);

	s->text = STR_INIT(KEYS_MAX_PASTE);
	box_bind(&s->box, &s->text);
	judge(flow, NULL, 0);
}

static void leave(struct flow *flow)
{
	judge(flow, NULL, 0);
	str_free(&state_of(flow)->text);
}

static void clear(struct flow *flow)
{
	struct proof_state *s = state_of(flow);

	str_reset(&s->text);
	box_bind(&s->box, &s->text);
	s->is_judged = false;
	s->is_cut = false;
	judge(flow, NULL, 0);
}

static void look(struct flow *flow)
{
	struct proof_state *s = state_of(flow);

	s->is_judged = s->text.len > 0;
	if (s->is_judged)
		judge(flow, str_text(&s->text), s->text.len);
}

static bool has_text(const struct flow *flow)
{
	return state_of(flow)->text.len;
}

/* The next message takes the place of one that was looked at. */
static bool event(struct flow *flow, const struct key *key)
{
	struct proof_state *s = state_of(flow);
	bool is_paste = key->name == K_PASTE;

	if (is_paste && s->is_judged && clock_ms() - s->pasted_ms > PIECES_MS)
		clear(flow);
	if (is_paste)
		s->box.at = s->text.len;
	if (!box_event(&s->box, key))
		return false;
	if (is_paste) {
		s->pasted_ms = clock_ms();
		s->is_cut |= key->cut;
		look(flow);
		s->box.at = 0;
	}
	return true;
}

/* --- drawing ------------------------------------------------------------- */

static int draw_guides(int row)
{
	const char *program, *lines[HEADER_GUIDE_LINES];
	int first = row;

	for (size_t i = 0; header_guide(i, &program, lines); i++) {
		row += draw_wrapped(row, 1, 0, ROLE_VALUE, program);
		for (size_t k = 0; k < HEADER_GUIDE_LINES; k++) {
			char *number = xasprintf("%zu", k + 1);

			draw_text(row, 3, 2, ROLE_MUTED, number);
			row += draw_wrapped(row, 5, 0, ROLE_TEXT, lines[k]);
			free(number);
		}
	}
	return row - first;
}

static const struct {
	enum role role;
	enum sign sign;
} grades[] = {
	[PROOF_GRADE_GOOD] = { ROLE_GOOD, SIGN_GOOD },
	[PROOF_GRADE_WARNING] = { ROLE_WARN, SIGN_WARNING },
	[PROOF_GRADE_BAD] = { ROLE_BAD, SIGN_BAD },
	[PROOF_GRADE_UNKNOWN] = { ROLE_WARN, SIGN_UNKNOWN },
	[PROOF_GRADE_INPUT] = { ROLE_WARN, SIGN_WARNING },
};

static int draw_sentence(const struct proof *p, int row)
{
	enum proof_grade grade = proof_grade(p);
	struct str text = STR_INIT(STR_MAX_TEXT);
	int first = row;

	proof_add_sentence(&text, p);
	draw_text(row, 1, 0, grades[grade].role, sign_text(grades[grade].sign));
	row += draw_wrapped(row, 3, 0, ROLE_TITLE, str_text(&text));
	str_reset(&text);
	proof_add_fix(&text, p);
	if (text.len)
		row += draw_wrapped(row, 3, 0, ROLE_TEXT, str_text(&text));
	str_free(&text);
	return row - first;
}

static int draw_rows_of(const struct proof *p, int row)
{
	struct proof_row fact;
	int first = row;

	for (size_t i = 0; proof_row(p, i, &fact); i++) {
		if (fact.grade != PROOF_GRADE_INPUT)
			draw_text(row, 1, 0, grades[fact.grade].role,
				  sign_text(grades[fact.grade].sign));
		row += draw_labelled(row, 3, LABEL_COLUMNS, fact.label,
				     ROLE_TEXT, str_text(&fact.text));
		str_free(&fact.text);
	}
	return row - first;
}

static int draw_proof(const struct flow *flow, int row)
{
	const struct proof *p = flow->wizard->proof;
	int first = row;

	if (flow->wizard->proof_is_busy)
		return draw_wrapped(row, 1, 0, ROLE_MUTED,
				    _("We look what the DNS says of it…"));
	row += draw_sentence(p, row) + 1;
	row += draw_rows_of(p, row);
	return row - first;
}

static void draw(const struct flow *flow)
{
	const struct proof_state *s = state_of(flow);
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE,
			    _("What became of a message?")) +
	       1;
	if (!s->is_judged)
		row += draw_wrapped(row, 1, 0, ROLE_MUTED,
				    header_guide_intro()) +
		       1;
	box_draw(&s->box, row, 3, BOX_ROWS, draw_cols() - 6,
		 _("Paste the header here, or what came back"));
	draw_body_focus(row, row + BOX_ROWS - 1);
	row += BOX_ROWS + 1;
	if (s->is_cut)
		row += draw_wrapped(row, 1, 0, ROLE_WARN,
				    _("Only the beginning was taken: for a "
				      "whole message save it as a file, and "
				      "type zegel header FILE."));
	if (s->is_judged && flow->wizard->proof)
		draw_proof(flow, row);
	else
		draw_guides(row);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("look"),
	  N_("look at what stands in the box"), look, has_text },
	{ K_F4, 0, N_("F4"), N_("empty"), N_("empty the box"), clear,
	  has_text },
};

const struct screen screen_proof = {
	.name = "proof",
	.title = N_("What became of a message?"),
	.help = N_("The header of a message that arrived says which server "
		   "sent it and what its receiver made of that. Paste it here, "
		   "or a mail that says why a message came back: zegel says "
		   "what is wrong, and what to do. Nothing of it is kept."),
	.support = N_("Ask for a message that the program sent to somebody at "
		      "another provider, opened where it arrived: the copy in "
		      "Sent items tells nothing. Of a header alone, zegel can "
		      "check a signature in part only. Of the whole message, "
		      "saved as a file, it checks all: zegel header FILE."),
	.words = WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_DMARC) | WORD_BIT(WORD_SELECTOR),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct proof_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.leave = leave,
};
