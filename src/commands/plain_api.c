/* --plain, with a service's API: its records instead of a paste, and its own
 * check when all is done.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/ask_key.h"
#include "commands/plain_steps.h"
#include "i18n/i18n.h"
#include "text/fetch_text.h"
#include "text/fill.h"

static const char *name_in_hand(struct plain *p, const struct api *api)
{
	const struct service_list *list = catalog_services(p->wizard->catalog);
	const struct service *s = list ? service_find(list, api->service)
				       : NULL;

	return s ? s->name : api->service;
}

void plain_api_offer(struct plain *p)
{
	const struct api *api = wizard_api(p->wizard);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!api)
		return;
	text_fill_one(&text,
		      p->wizard->place == PLACE_DONE
			      ? _("k has %1$s itself look, with an API key.")
			      : _("k asks %1$s for them, with an API key."),
		      name_in_hand(p, api));
	plain_say(p, str_text(&text));
	str_free(&text);
}

bool plain_api_ask(struct plain *p)
{
	const struct wizard_actions *act = &p->wizard->actions;
	const struct api *api = wizard_api(p->wizard);
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct secret *key;

	if (!api || !act->ask_api)
		return false;
	fetch_add_key(&text, api, name_in_hand(p, api));
	plain_say(p, str_text(&text));
	str_free(&text);
	fflush(stdout);
	key = ask_key(_("API key (it is not shown): "));
	if (key && secret_is_good(key)) {
		p->is_fetching = true;
		act->ask_api(act->ctx, api, p->wizard->place == PLACE_DONE,
			     key);
	} else {
		plain_say(p, key ? _("That cannot be a key.")
				 : _("There is no terminal to type a key "
				     "at."));
	}
	secret_free(key);
	return true;
}

bool plain_api_answered(struct plain *p)
{
	const struct wizard_asked *a = &p->wizard->asked;
	struct str text = STR_INIT(STR_MAX_TEXT);
	const char *name;

	if (!p->is_fetching || a->is_busy || !a->result)
		return false;
	p->is_fetching = false;
	name = name_in_hand(p, a->api);
	if (a->result->status != FETCH_OK)
		fetch_add_problem(&text, a->result, name,
				  p->wizard->choices.domain);
	else if (a->verify)
		fetch_add_verdict(&text, a->result, name,
				  p->wizard->choices.domain);
	else
		fetch_add_left(&text, &a->result->answer);
	if (text.len)
		plain_say(p, str_text(&text));
	str_free(&text);
	return true;
}
