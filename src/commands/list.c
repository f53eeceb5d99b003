/* zegel list: the domains that zegel knows.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/reminding.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum { DOMAIN_COLUMNS = 30, OUTCOME_COLUMNS = 18 };

static void write_domain(const struct known_domain *d)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", d->name);
	json_write_array(&j, "services");
	for (size_t i = 0; i < d->service_count; i++)
		json_write_text(&j, NULL, d->services[i]);
	json_write_end(&j);
	if (d->judged) {
		json_write_text(&j, "verdict", outcome_name(d->outcome));
		json_write_time(&j, "since", d->since);
	}
	json_write_time(&j, "checked_at", d->last_look);
	json_write_bool(&j, "reminded", d->reminded);
	json_write_end(&j);
}

static void print_domain(const struct known_domain *d)
{
	struct str line = STR_INIT(STR_MAX_TEXT), since = STR_INIT(64);
	char *name = name_for_people(d->name);

	page_pad(&line, name, DOMAIN_COLUMNS);
	str_add(&line, "  ");
	if (d->judged) {
		page_pad(&line, outcome_words(d->outcome), OUTCOME_COLUMNS);
		text_add_date(&since, d->since);
		text_fill_one(&line, _("since %1$s"), str_text(&since));
	} else {
		str_add(&line, _("not looked at yet"));
	}
	for (size_t i = 0; i < d->service_count; i++)
		str_addf(&line, "%s%s", i ? "," : "  ", d->services[i]);
	if (d->reminded) {
		str_add(&line, "\n    ! ");
		text_fill_one(&line, _("Still to do: zegel finish %1$s"),
			      d->name);
	}
	puts(str_text(&line));
	str_free(&since);
	str_free(&line);
	free(name);
}

static bool tell(void *ctx, const struct known_domain *d)
{
	const struct options *o = ctx;

	if (o->json)
		write_domain(d);
	else
		print_domain(d);
	return !ferror(stdout);
}

int command_list(struct command_context *context, char **words, size_t count)
{
	struct options options = *context->options;
	enum err err;

	(void)words;
	(void)count;
	if (!command_open_store(context))
		return COMMAND_FAILED;
	err = reminding_each_domain(context->store, tell, &options);
	if (err)
		return command_store_failed(context, err);
	return output_end(COMMAND_OK);
}
