/* What the command line chose, as choices.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "catalog/paste.h"
#include "commands/command.h"
#include "i18n/i18n.h"
#include "text/fill.h"

/* What comes from the command line, and is shown as text whatever it is. */
static bool complain(const char *what, const char *problem)
{
	char *shown = clean_dup(what, strlen(what), CLEAN_LINE, 200);

	fprintf(stderr, "zegel: %s: %s\n", shown, problem);
	free(shown);
	return false;
}

/* A template of one's own becomes a service, chosen as others are. */
static bool add_template(struct command_context *context, const char *file,
			 struct choices *choices)
{
	struct own_templates *own = catalog_own_templates(context->catalog);
	struct template *template = NULL;
	struct chosen *chosen;
	enum err error;

	if (!own)
		return false; /* main says what is wrong with the data files */
	error = template_load(file, &template);
	if (!template)
		return complain(file, command_file_problem(error));
	if (error != OK) {
		template_free(template);
		return complain(file,
				_("this is not a good template; zegel services "
				  "check FILE says why"));
	}
	chosen = choices_add(choices, own_templates_add(own, template)->id);
	chosen->not_kept = true;
	return true;
}

bool command_choose_service(struct command_context *context, const char *id,
			    struct choices *choices)
{
	const struct service_list *list = catalog_services(context->catalog);
	const struct service *service = list ? service_find(list, id) : NULL;
	struct chosen *chosen;

	if (!service || choices_find(choices, service->id))
		return service;
	chosen = choices_add(choices, service->id);
	if (service->way_count)
		chosen->way = service->ways[0].kind;
	return true;
}

static bool apply_service(struct command_context *context, const char *id,
			  struct choices *choices)
{
	return command_choose_service(context, id, choices) ||
	       complain(id, _("no program of this name is known; "
			      "zegel services WORD looks for one"));
}

static bool add_services(struct command_context *context,
			 struct choices *choices)
{
	const struct options *o = context->options;

	for (size_t i = 0; i < o->service_count; i++) {
		if (!apply_service(context, o->services[i], choices))
			return false;
	}
	return true;
}

/* What --set gives comes before what an earlier run kept. */
static void add_settings(const struct options *o, struct chosen *chosen)
{
	size_t count = o->setting_count;
	struct setting *all = xcalloc(count + chosen->setting_count,
				      sizeof(*all));

	memcpy(all, o->settings, count * sizeof(*all));
	for (size_t i = 0; i < chosen->setting_count; i++) {
		bool given = false;

		for (size_t k = 0; k < o->setting_count && !given; k++)
			given = !strcmp(o->settings[k].name,
					chosen->settings[i].name);
		if (!given)
			all[count++] = chosen->settings[i];
	}
	chosen->settings_given = true;
	chosen_set_settings(chosen, all, count);
	free(all);
}

void command_add_settings(const struct command_context *context,
			  struct choices *choices)
{
	const struct options *o = context->options;

	for (size_t i = 0; i < choices->count && o->setting_count; i++)
		add_settings(o, &choices->items[i]);
}

static bool apply_pasted(struct choices *choices, const struct paste *paste,
			 const char *file)
{
	records_free(choices->records, choices->record_count);
	choices->records = paste_records(paste, choices->domain,
					 &choices->record_count);
	if (choices->record_count < paste->count)
		return complain(file, _("it has a record that is not under "
					"this domain, or has no name"));
	return choices->record_count ||
	       complain(file, _("no records were found in it"));
}

static bool apply_records(struct command_context *context,
			  struct choices *choices)
{
	const char *file = context->options->records_file;
	struct str text = STR_INIT(PASTE_MAX_BYTES);
	struct paste paste;
	enum err error;
	bool good;

	if (!file)
		return true;
	error = command_read_file(file, &text);
	if (error != OK) {
		str_free(&text);
		return complain(file, command_file_problem(error));
	}
	paste_read(str_text(&text), text.len, choices->domain, &paste);
	good = apply_pasted(choices, &paste, file);
	paste_free(&paste);
	str_free(&text);
	return good;
}

enum { HOSTS_TO_NAME = 8 }; /* what fits more says nothing */

/* The one host that the word fits best; NULL: none, or several, whose ids are
 * then added to several. */
static const struct dns_host *find_host(const struct host_list *list,
					const char *word, struct str *several)
{
	const struct dns_host *found = host_find(list, word);
	size_t count = 0, best_count = 0;
	const struct dns_host *all = host_list_all(list, &count);
	int best = 0;

	if (found)
		return found;
	for (size_t i = 0; i < count; i++) {
		int fit = host_matches(&all[i], word);

		if (fit < best || !fit)
			continue;
		if (fit > best)
			best_count = 0;
		best = fit;
		found = &all[i];
		best_count++;
	}
	if (best_count == 1)
		return found;
	for (size_t i = 0; i < count && best_count <= HOSTS_TO_NAME; i++) {
		if (best && host_matches(&all[i], word) == best)
			str_addf(several, "%s%s", several->len ? ", " : "",
				 all[i].id);
	}
	return NULL;
}

/* Or says that there is none. */
static const struct dns_host *need_host(struct command_context *context,
					const char *word)
{
	const struct host_list *list = catalog_hosts(context->catalog);
	struct str several = STR_INIT(STR_MAX_TEXT), text = STR_INIT(200);
	const struct dns_host *host = list ? find_host(list, word, &several)
					   : NULL;

	if (several.len)
		/* TRANSLATORS: "hetzner-console, hetzner-robot". */
		text_fill_one(&text, _("which of these is meant: %1$s?"),
			      str_text(&several));
	else
		str_add(&text, _("no DNS host of this name is known"));
	if (!host)
		complain(word, str_text(&text));
	str_free(&several);
	str_free(&text);
	return host;
}

/* Where it was entered may be any company; a panel is software of many. */
static bool apply_entered_at(struct command_context *context,
			     struct choices *choices)
{
	const char *word = context->options->entered_at;
	const struct dns_host *host;

	if (!word)
		return true;
	host = need_host(context, word);
	if (!host)
		return false;
	if (host->is_panel)
		return complain(host->name,
				_("this is software that many companies use: "
				  "name the company"));
	choices_set_entered_at(choices, host->id);
	return true;
}

static bool template_has_group(const struct template *t, const char *group)
{
	for (size_t i = 0; t && i < t->group_count; i++) {
		if (!strcmp(t->groups[i], group))
			return true;
	}
	return false;
}

/* Whose form the records are written in: any company or panel. */
static bool apply_panel(struct command_context *context,
			struct choices *choices)
{
	const char *word = context->options->panel;
	const struct dns_host *host;

	if (!word)
		return true;
	if (strcmp(word, PANEL_NONE) == 0) {
		choices_set_panel(choices, PANEL_NONE);
		return true;
	}
	host = need_host(context, word);
	if (!host)
		return false;
	choices_set_panel(choices, host->id);
	return true;
}

/* A group that no template has would leave everything out. */
static bool are_groups_known(struct command_context *context,
			     const struct choices *choices)
{
	const struct options *o = context->options;
	const struct service_list *list = catalog_services(context->catalog);

	for (size_t g = 0; g < o->group_count; g++) {
		bool known = false;

		for (size_t i = 0; i < choices->count; i++) {
			const char *id = choices->items[i].service;
			const struct service *service =
				id && list ? service_find(list, id) : NULL;

			known |= service &&
				 template_has_group(
					 catalog_template(context->catalog,
							  service),
					 o->groups[g]);
		}
		if (!known)
			return complain(o->groups[g],
					_("no template that was chosen has "
					  "this group"));
	}
	return true;
}

static void apply_groups(const struct options *o, struct choices *choices)
{
	if (!o->group_count)
		return;
	for (size_t i = 0; i < choices->group_count; i++)
		free(choices->groups[i]);
	free(choices->groups);
	choices->group_count = 0;
	choices->groups = xcalloc(o->group_count, sizeof(*choices->groups));
	for (size_t i = 0; i < o->group_count; i++)
		choices->groups[choices->group_count++] = xstrdup(o->groups[i]);
}

/* All but the services. */
static bool apply_rest(struct command_context *context, struct choices *choices)
{
	const struct options *o = context->options;

	if ((o->template_file &&
	     !add_template(context, o->template_file, choices)) ||
	    !apply_records(context, choices) ||
	    !apply_entered_at(context, choices) ||
	    !apply_panel(context, choices) ||
	    !are_groups_known(context, choices))
		return false;
	if (o->report_address) {
		free(choices->report_address);
		choices->report_address = xstrdup(o->report_address);
	}
	command_add_settings(context, choices);
	apply_groups(o, choices);
	return command_apply_way(context, choices);
}

bool command_apply_choices(struct command_context *context,
			   struct choices *choices)
{
	if (context->options->service_count)
		choices_clear_services(choices);
	return add_services(context, choices) && apply_rest(context, choices);
}

bool command_join_choices(struct command_context *context,
			  struct choices *choices)
{
	return (context->options->services_are_default ||
		add_services(context, choices)) &&
	       apply_rest(context, choices);
}
