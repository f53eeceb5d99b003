/* SPDX-License-Identifier: MIT */
#include "text/cause_text.h"

#include "i18n/i18n.h"
#include "text/fill.h"

static const char *const SENTENCES[] = {
	[CAUSE_RESOLVER] =
		/* TRANSLATORS: so many of so many domains. */
	N_("%1$s of %2$s domains turned at the same time: probably "
	   "our own resolver is the cause, and not their DNS."),
	[CAUSE_NAME_SERVER] = N_(
		"%1$s of %2$s domains turned at the same time: probably the "
		"name server %3$s is the cause, which they share."),
	[CAUSE_ONE_OF_THEM] = N_(
		"%1$s of %2$s domains turned at the same time: probably one "
		"thing is the cause, our own resolver or a name server that "
		"they share."),
};

static void add_fact(struct str *out, char letter, const void *ctx)
{
	const struct cause *cause = ctx;

	if (letter == 't')
		str_addf(out, "%zu", cause->turned);
	else if (letter == 'l')
		str_addf(out, "%zu", cause->looked);
	else
		str_add(out, cause->server);
}

void cause_add_sentence(struct str *out, const struct cause *cause)
{
	if (cause->kind != CAUSE_NONE)
		text_fill(out, _(SENTENCES[cause->kind]), "tls", add_fact,
			  cause);
}
