/* SPDX-License-Identifier: MIT */
#include "commands/session_preview.h"

#include <stdio.h>

#include "catalog/mailbox.h"

enum { DELAY_MS = 300 };

static void begin(void *ctx)
{
	struct session_preview *p = ctx;
	const struct command_context *c = p->context;
	const struct look_options options = {
		.catalog = c->catalog,
		.http = c->http,
		.use_authority = command_use_authority(c, 1),
		.only_present = true,
		.changed = p->changed,
		.ctx = p->ctx,
	};

	p->timer = NULL;
	p->look = look_new(c->loop, c->dns, &p->choices, &p->past, &options);
}

void session_preview_type(struct session_preview *p, const char *domain)
{
	session_preview_end(p);
	snprintf(p->choices.domain, sizeof(p->choices.domain), "%s", domain);
	if (*domain && !mailbox_domain_owner(domain))
		p->timer = loop_timer(p->context->loop, DELAY_MS, begin, p);
}

void session_preview_end(struct session_preview *p)
{
	loop_timer_cancel(p->context->loop, p->timer);
	p->timer = NULL;
	look_free(p->look);
	p->look = NULL;
	past_free(&p->past);
}
