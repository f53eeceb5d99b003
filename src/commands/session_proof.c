/* SPDX-License-Identifier: MIT */
#include "commands/session_proof.h"

#include "commands/ask.h"

static void judge(void *ctx)
{
	struct session_proof *s = ctx;

	s->wizard->proof_is_busy = ask_for_proof(s->context, s->proof,
						 s->facts) &&
				   facts_pending(s->facts);
}

static void facts_came(void *ctx)
{
	struct session_proof *s = ctx;

	judge(s);
	s->changed(s->ctx);
}

static void judge_text(void *ctx, const char *text, size_t len)
{
	struct session_proof *s = ctx;

	session_proof_drop(s);
	if (!text)
		return;
	s->facts = facts_new(s->context->loop, s->context->dns, facts_came, s);
	facts_set_patience(s->facts, ask_patience_ms(s->context));
	s->proof = proof_new(text, len, s->wizard->choices.domain);
	s->wizard->proof = s->proof;
	judge(s);
}

void session_proof_begin(struct session_proof *s,
			 struct command_context *context, struct wizard *wizard,
			 void (*changed)(void *ctx), void *ctx)
{
	*s = (struct session_proof){ .context = context,
				     .wizard = wizard,
				     .changed = changed,
				     .ctx = ctx };
	wizard->actions.message = (struct wizard_message){ s, judge_text };
}

void session_proof_drop(struct session_proof *s)
{
	s->wizard->proof = NULL;
	s->wizard->proof_is_busy = false;
	proof_free(s->proof);
	s->proof = NULL;
	if (s->facts)
		facts_free(s->facts);
	s->facts = NULL;
}
