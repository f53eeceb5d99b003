/* SPDX-License-Identifier: MIT */
#include "commands/ask.h"

/* No less for a whole SPF evaluation, says RFC 7208, 4.6.4. */
enum { PATIENCE_MS = 20000 };

static void note_change(void *ctx)
{
	bool *changed = ctx;

	*changed = true;
}

int ask_patience_ms(const struct command_context *context)
{
	int question_ms = dns_timeout_ms(context->dns);

	return question_ms > PATIENCE_MS ? question_ms : PATIENCE_MS;
}

void ask_until_known(struct command_context *context,
		     bool (*rule)(void *ctx, struct facts *facts), void *ctx)
{
	bool changed = false;
	struct facts *facts = facts_new(context->loop, context->dns,
					note_change, &changed);

	facts_set_patience(facts, ask_patience_ms(context));
	/* A rule that waits while nothing is on its way would wait for ever. */
	while (rule(ctx, facts) && facts_pending(facts)) {
		while (!changed)
			loop_turn(context->loop, -1);
		changed = false;
	}
	facts_free(facts);
}

bool ask_for_proof(struct command_context *context, struct proof *proof,
		   struct facts *facts)
{
	const struct lookup lookup = { facts_resolve, facts };
	const struct proof_world world = {
		.lookup = &lookup,
		.services = catalog_services(context->catalog),
		.now = clock_wall(),
	};

	return proof_judge(proof, &world);
}
