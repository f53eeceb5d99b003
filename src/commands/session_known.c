/* SPDX-License-Identifier: MIT */
#include "commands/session_known.h"

#include <string.h>

#include "i18n/i18n.h"

void session_known_end(struct session_known *k)
{
	if (!k->wizard->checking)
		return;
	k->wizard->checking = NULL;
	look_free(k->look);
	wizard_free(&k->known);
}

static void ended(void *ctx)
{
	struct session_known *k = ctx;

	session_known_end(k);
	k->changed(k->ctx);
}

static void seen(void *ctx, const struct verdict *verdict)
{
	struct session_known *k = ctx;

	if (!verdict->complete)
		return;
	if (store_add_verdict(k->context->store, verdict, NULL) != OK)
		k->notice(k->ctx,
			  N_("What was seen could not be kept: the state "
			     "file cannot be written."));
	/* Not freed here: its look is what calls. */
	(void)loop_timer(k->context->loop, 0, ended, k);
}

void session_known_check(struct session_known *k, const char *domain)
{
	const struct look_options options = {
		.catalog = k->context->catalog,
		.use_authority = command_use_authority(k->context, 1),
		.changed = seen,
		.ctx = k,
	};

	if (k->wizard->checking)
		return;
	wizard_init(&k->known);
	k->known.catalog = k->context->catalog;
	wizard_set_domain(&k->known, domain);
	if (store_load(k->context->store, domain, &k->known) != OK) {
		wizard_free(&k->known);
		return;
	}
	k->wizard->checking = k->known.choices.domain;
	k->look = look_new(k->context->loop, k->context->dns, &k->known.choices,
			   &k->known.past, &options);
}

bool session_known_forget(struct session_known *k, const char *domain)
{
	if (k->wizard->checking && !strcmp(k->wizard->checking, domain))
		return false;
	return store_forget(k->context->store, domain) == OK;
}
