/* SPDX-License-Identifier: MIT */
#include "commands/polite.h"

enum {
	QUESTIONS = 160, /* on their way: their answers fit into the buffer of
			  * one socket */
	USUAL_RATE = 100,
	QUESTIONS_EACH = 40, /* of one look at most, to be waited for */
};

static unsigned rate_of(const struct options *o, bool use_authority)
{
	if (o->rate)
		return o->rate;
	return o->nameserver_count && !use_authority ? 0 : USUAL_RATE;
}

void polite_begin(struct polite *polite, struct command_context *context,
		  bool use_authority, size_t most)
{
	unsigned rate = rate_of(context->options, use_authority);
	const struct pool_options options = { .window = QUESTIONS,
					      .rate = rate };

	*polite = (struct polite){
		.pool = pool_new(context->loop, context->dns, &options),
		.keys = dkim_keys_new(),
		.looks = most,
	};
	if (!rate)
		return;
	/* Whose questions wait in line for long is not called silent. */
	if (rate / 2 < most)
		polite->looks = rate / 2 + 1;
	polite->patience_ms = (int64_t)polite->looks * QUESTIONS_EACH * 1000 /
			      rate;
}

void polite_end(struct polite *polite)
{
	dkim_keys_free(polite->keys);
	pool_free(polite->pool);
}
