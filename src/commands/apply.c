/* What the command line chose, as choices.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "catalog/paste.h"
#include "commands/command.h"
#include "i18n/i18n.h"

/* What comes from the command line, and is shown as text whatever it is. */
static bool complain(const char *what, const char *problem)
{
	char *shown = clean_dup(what, strlen(what), CLEAN_LINE, 200);

	fprintf(stderr, "zegel: %s: %s\n", shown, problem);
	free(shown);
	return false;
}

/* A template of one's own is chosen as a service is. */
static bool add_template(const char *file, struct choices *choices)
{
	struct template *template = NULL;
	struct chosen *chosen;
	enum err error = template_load(file, &template);

	if (!template)
		return complain(file, command_file_problem(error));
	if (error != OK) {
		template_free(template);
		return complain(file,
				_("this is not a good template; zegel services "
				  "check FILE says why"));
	}
	choices->items = xreallocarray(choices->items, choices->count + 1,
				       sizeof(*choices->items));
	chosen = &choices->items[choices->count++];
	*chosen = (struct chosen){ .template = template, .way = WAY_DNS };
	return true;
}

/* "providerId.serviceId" is a file of the folder that --catalog names. */
static char *file_in_catalog(const struct options *o, const char *id)
{
	char *file;

	if (!o->catalog || *id == '.' || strchr(id, '/'))
		return NULL;
	file = xasprintf("%s/%s.json", o->catalog, id);
	if (!access(file, F_OK))
		return file;
	free(file);
	return NULL;
}

static bool apply_service(struct command_context *context, const char *id,
			  struct choices *choices)
{
	const struct service_list *list = catalog_services(context->catalog);
	const struct service *service = list ? service_find(list, id) : NULL;
	char *file = service ? NULL : file_in_catalog(context->options, id);
	struct chosen *chosen;
	bool good;

	if (file) {
		good = add_template(file, choices);
		free(file);
		return good;
	}
	if (!service)
		return complain(id, _("no program of this name is known; "
				      "zegel services WORD looks for one"));
	chosen = choices_add(choices, service->id);
	if (service->way_count)
		chosen->way = service->ways[0].kind;
	return true;
}

static bool apply_services(struct command_context *context,
			   struct choices *choices)
{
	const struct options *o = context->options;

	if (o->service_count)
		choices_clear_services(choices);
	for (size_t i = 0; i < o->service_count; i++) {
		if (!apply_service(context, o->services[i], choices))
			return false;
	}
	return true;
}

static void add_settings(const struct options *o, struct chosen *chosen)
{
	chosen->settings = xcalloc(o->setting_count, sizeof(*chosen->settings));
	for (size_t i = 0; i < o->setting_count; i++)
		chosen->settings[chosen->setting_count++] = (struct setting){
			.name = xstrdup(o->settings[i].name),
			.value = xstrdup(o->settings[i].value),
		};
}

static bool apply_pasted(struct choices *choices, const struct paste *paste,
			 const char *file)
{
	choices->records = paste_records(paste, choices->domain,
					 &choices->record_count);
	if (choices->record_count < paste->count)
		return complain(file, _("it has a record that is not under "
					"this domain"));
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

/* The one host that the word fits best; NULL: none, or several. */
static const struct dns_host *find_host(const struct host_list *list,
					const char *word)
{
	const struct dns_host *found = host_find(list, word);
	size_t count = 0;
	const struct dns_host *all = host_list_all(list, &count);
	int best = 0;

	if (found)
		return found;
	for (size_t i = 0; i < count; i++) {
		int fit = host_matches(&all[i], word);

		if (fit < best || !fit)
			continue;
		found = fit > best ? &all[i] : NULL;
		best = fit;
	}
	return found;
}

/* Where it was entered may be any company; a panel is software of many. */
static bool apply_entered_at(struct command_context *context,
			     struct choices *choices)
{
	const struct host_list *list = catalog_hosts(context->catalog);
	const char *word = context->options->entered_at;
	const struct dns_host *host;

	if (!word)
		return true;
	host = list ? find_host(list, word) : NULL;
	if (!host)
		return complain(word,
				_("no DNS host of this name is known, or more "
				  "than one"));
	if (host->is_panel)
		return complain(host->name,
				_("this is software that many companies use: "
				  "name the company"));
	choices_set_entered_at(choices, host->id);
	return true;
}

/* Says which of the template's variables has no value, if one has none. */
static bool has_its_values(const struct choices *choices,
			   const struct chosen *chosen)
{
	struct template_value values[OPTIONS_LIST_MAX];
	const struct template_input in = {
		/* Whichever it will be: only the values are of interest. */
		.domain = *choices->domain ? choices->domain : "example.com",
		.values = values,
		.value_count = chosen->setting_count,
		.groups = (const char *const *)choices->groups,
		.group_count = choices->group_count,
	};
	struct template_expansion x;
	const char *missing = NULL;
	bool good = true;

	for (size_t i = 0; i < chosen->setting_count; i++)
		values[i] = (struct template_value){
			.name = chosen->settings[i].name,
			.value = chosen->settings[i].value,
		};
	if (template_expand(chosen->template, &in, &x) != OK) {
		for (size_t i = 0; i < x.remark_count && !missing; i++) {
			if (x.remarks[i].code == TEMPLATE_VALUE_MISSING)
				missing = x.remarks[i].detail;
		}
	}
	if (missing)
		good = complain(missing,
				_("this variable of the template has no value; "
				  "give it with --set NAME=VALUE"));
	template_expansion_free(&x);
	return good;
}

static bool template_has_group(const struct template *t, const char *group)
{
	for (size_t i = 0; t && i < t->group_count; i++) {
		if (!strcmp(t->groups[i], group))
			return true;
	}
	return false;
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
			const struct chosen *chosen = &choices->items[i];
			const struct service *service =
				chosen->service && list
					? service_find(list, chosen->service)
					: NULL;

			known |= template_has_group(chosen->template,
						    o->groups[g]);
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

bool command_apply_choices(struct command_context *context,
			   struct choices *choices)
{
	const struct options *o = context->options;

	if (!apply_services(context, choices) ||
	    (o->template_file && !add_template(o->template_file, choices)) ||
	    !apply_records(context, choices) ||
	    !apply_entered_at(context, choices) ||
	    !are_groups_known(context, choices))
		return false;
	if (o->report_address) {
		free(choices->report_address);
		choices->report_address = xstrdup(o->report_address);
	}
	for (size_t i = 0; i < choices->count && o->setting_count; i++) {
		if (!choices->items[i].setting_count)
			add_settings(o, &choices->items[i]);
	}
	if (o->group_count && !choices->group_count) {
		choices->groups = xcalloc(o->group_count,
					  sizeof(*choices->groups));
		for (size_t i = 0; i < o->group_count; i++)
			choices->groups[choices->group_count++] = xstrdup(
				o->groups[i]);
	}
	for (size_t i = 0; i < choices->count; i++) {
		if (choices->items[i].template &&
		    !has_its_values(choices, &choices->items[i]))
			return false;
	}
	return true;
}
