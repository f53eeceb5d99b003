/* SPDX-License-Identifier: MIT */
#include "commands/session_api.h"

#include <stdlib.h>

#include "catalog/paste.h"

void session_api_drop(struct session_api *s)
{
	fetch_free(s->fetch);
	s->fetch = NULL;
	s->wizard->asked = (struct wizard_asked){ .api = NULL };
}

/* What came stands where a paste would stand, and goes the same way. */
static void put_into_paste(struct wizard *w, const struct api_answer *answer)
{
	struct str text = STR_INIT(PASTE_MAX_BYTES);

	api_add_text(&text, answer);
	free(w->values_text);
	w->values_text = str_take(&text);
	if (w->actions.save)
		w->actions.save(w->actions.ctx);
}

static void done(void *ctx, const struct fetch_result *r)
{
	struct session_api *s = ctx;

	s->wizard->asked.is_busy = false;
	s->wizard->asked.result = r;
	if (r->status == FETCH_OK && !s->wizard->asked.verify)
		put_into_paste(s->wizard, &r->answer);
	s->changed(s->ctx);
}

void session_api_ask(struct session_api *s, const struct api *api, bool verify,
		     const struct secret *key)
{
	const struct fetch_request request = {
		.api = api,
		.domain = s->wizard->choices.domain,
		.key = key,
		.verify = verify,
	};

	session_api_drop(s);
	s->wizard->asked = (struct wizard_asked){
		.api = api,
		.verify = verify,
		.is_busy = true,
	};
	s->fetch = fetch_new(s->http, &request, done, s);
}
