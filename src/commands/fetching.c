/* SPDX-License-Identifier: MIT */
#include "commands/fetching.h"

#include <stdlib.h>

#include "catalog/paste.h"
#include "commands/ask_key.h"
#include "core/fetch.h"
#include "i18n/i18n.h"
#include "text/fetch_text.h"
#include "text/fill.h"

/* One question on its way. */
struct asking {
	int (*use)(void *ctx, const struct fetch_result *r);
	void *ctx;
	int status;
	bool is_done;
};

static const char *name_of(struct command_context *context,
			   const struct api *api)
{
	const struct service_list *list = catalog_services(context->catalog);
	const struct service *service = list ? service_find(list, api->service)
					     : NULL;

	return service ? service->name : api->service;
}

const struct api *fetching_find(struct command_context *context,
				const struct choices *choices)
{
	const struct api *found = NULL;

	for (size_t i = 0; i < choices->count; i++) {
		const struct chosen *chosen = &choices->items[i];
		const struct api *api = catalog_api(context->catalog,
						    chosen->service);

		if (!api || chosen->recognised)
			continue;
		if (found) {
			fprintf(stderr, "zegel: %s\n",
				_("More than one of the programs has an API. "
				  "Name one of them with --service."));
			return NULL;
		}
		found = api;
	}
	if (!found)
		fprintf(stderr, "zegel: %s\n",
			choices->count
				? _("zegel cannot ask this program: paste its "
				    "records, or give them with --records.")
				: _("Name the program with --service."));
	return found;
}

/* The key, to be freed; NULL: it has said what is wrong. */
static struct secret *take_key(struct command_context *context,
			       const struct api *api)
{
	struct str needed = STR_INIT(STR_MAX_TEXT);
	struct str prompt = STR_INIT(STR_MAX_TEXT);
	struct secret *key;

	fetch_add_key(&needed, api, name_of(context, api));
	str_addf(&prompt, "%s\n%s\n%s ", str_text(&needed),
		 _("The key is used this once and kept nowhere. Nothing of it "
		   "shows while you type."),
		 _("Key:"));
	key = ask_key(str_text(&prompt));
	if (!key)
		fprintf(stderr, "zegel: %s\n",
			_("A key is needed: run zegel in a terminal, or put "
			  "the key into the environment as ZEGEL_API_KEY."));
	str_free(&prompt);
	str_free(&needed);
	return key;
}

static void done(void *ctx, const struct fetch_result *r)
{
	struct asking *asking = ctx;

	asking->status = asking->use(asking->ctx, r);
	asking->is_done = true;
}

int fetching_ask(struct command_context *context, const struct api *api,
		 const char *domain, bool verify,
		 int (*use)(void *ctx, const struct fetch_result *r), void *ctx)
{
	struct asking asking = { .use = use, .ctx = ctx };
	struct secret *key = context->options->api_key;
	struct fetch_request request = {
		.api = api,
		.domain = domain,
		.verify = verify,
	};
	struct fetch *fetch;

	if (!key)
		key = take_key(context, api);
	if (!key)
		return COMMAND_USAGE;
	if (secret_is_good(key)) {
		request.key = key;
		fetch = fetch_new(context->http, &request, done, &asking);
		while (!asking.is_done)
			loop_turn(context->loop, -1);
		fetch_free(fetch);
	} else {
		asking.status = COMMAND_USAGE;
		fprintf(stderr, "zegel: %s\n",
			_("This is no key: it is too short, too long, or has "
			  "characters that no key has."));
	}
	if (key != context->options->api_key)
		secret_free(key);
	return asking.status;
}

int fetching_status(const struct fetch_result *r)
{
	if (fetch_is_unknown(r->status))
		return COMMAND_UNKNOWN;
	if (r->status == FETCH_KEY_REFUSED)
		return COMMAND_USAGE;
	return r->status == FETCH_OK ? COMMAND_OK : COMMAND_NO;
}

int fetching_problem(struct command_context *context, const struct api *api,
		     const char *domain, const struct fetch_result *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	fetch_add_problem(&text, r, name_of(context, api), domain);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return fetching_status(r);
}

/* What is asked for, and where it goes. */
struct values {
	struct command_context *context;
	const struct api *api;
	struct choices *choices;
};

static void say_left(const struct fetch_result *r, const struct paste *paste,
		     size_t taken)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	fetch_add_left(&text, &r->answer);
	if (taken < paste->count) {
		char *line = xasprintf(
			P_("%zu record belongs to another domain or has no "
			   "name; it is not taken.",
			   "%zu records belong to another domain or have no "
			   "name; they are not taken.",
			   paste->count - taken),
			paste->count - taken);

		str_addf(&text, "%s%s", text.len ? " " : "", line);
		free(line);
	}
	if (text.len)
		fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
}

/* What came goes the way of what is pasted. */
static int take_values(void *ctx, const struct fetch_result *r)
{
	struct values *v = ctx;
	const char *domain = v->choices->domain;
	struct fetch_result nothing = { .status = FETCH_NO_RECORDS };
	struct str text = STR_INIT(PASTE_MAX_BYTES);
	struct record *records;
	struct paste paste;
	size_t count;

	if (r->status != FETCH_OK)
		return fetching_problem(v->context, v->api, domain, r);
	api_add_text(&text, &r->answer);
	paste_read(str_text(&text), text.len, domain, &paste);
	records = paste_records(&paste, domain, &count);
	say_left(r, &paste, count);
	chosen_set_values(choices_find(v->choices, v->api->service), records,
			  count);
	records_free(records, count);
	paste_free(&paste);
	str_free(&text);
	return count ? COMMAND_OK
		     : fetching_problem(v->context, v->api, domain, &nothing);
}

int fetching_values(struct command_context *context, struct choices *choices)
{
	struct values v = {
		.context = context,
		.api = fetching_find(context, choices),
		.choices = choices,
	};

	if (!v.api)
		return COMMAND_USAGE;
	return fetching_ask(context, v.api, choices->domain, false, take_values,
			    &v);
}
