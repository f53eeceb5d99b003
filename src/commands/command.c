/* SPDX-License-Identifier: MIT */
#include "commands/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "catalog/datadir.h"
#include "catalog/paste.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/domain_text.h"

enum { DOMAINS_WITH_AUTHORITY = 20 };

static const struct command commands[] = {
	{ "check", N_("[DOMAIN...]"),
	  N_("look once: every known domain, or those named"), command_check },
	{ "watch", N_("DOMAIN"), N_("look until it is green"), command_watch },
	{ "records", N_("DOMAIN"), N_("what to create"), command_records },
	{ "spf", N_("[DOMAIN] --ip ADDRESS"),
	  N_("may this address send for the domain?"), command_spf },
	{ "read", N_("[FILE]"), N_("the records that a pasted text contains"),
	  command_read },
	{ "host", N_("DOMAIN"),
	  N_("who hosts its DNS, and how their form wants a record"),
	  command_host },
	{ "services", N_("[WORD]"),
	  N_("the programs that zegel knows; services check FILE... tests "
	     "templates"),
	  command_services },
	{ "list", "", N_("the domains that zegel knows"), command_list },
	{ "forget", N_("DOMAIN..."), N_("forgets all about them"),
	  command_forget },
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

void command_print_help(FILE *to)
{
	fprintf(to, "%s\n\n",
		_("zegel gets the e-mail of a domain authorised: it shows the "
		  "DNS records that a program needs, and looks until they are "
		  "right."));
	fprintf(to, "  %-34s%s\n", "zegel", _("the wizard"));
	fprintf(to, "  zegel %-28s%s\n", _("DOMAIN"),
		_("the wizard at this domain; a known one goes on where it "
		  "was"));
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		const char *usage = commands[i].usage;
		char *left = xasprintf("%s %s", commands[i].name,
				       *usage ? _(usage) : "");

		fprintf(to, "  zegel %-28s%s\n", left, _(commands[i].help));
		free(left);
	}
	fprintf(to, "\n%s\n", _("Options:"));
	options_print(to);
	fprintf(to, "\n%s\n",
		_("Exit status: 0 right, 1 wrong or still waited for, 2 the "
		  "command line or a file is wrong, 3 no answer came, 4 zegel "
		  "itself failed."));
}

int command_usage(const char *name)
{
	const struct command *command = command_find(name);

	fprintf(stderr, "%s zegel %s %s\n", _("It is called like this:"), name,
		*command->usage ? _(command->usage) : "");
	return COMMAND_USAGE;
}

static const char *store_problem(enum err error)
{
	switch (error) {
	case ERR_NEWER:
		return _("The state file was written by a newer zegel; it was "
			 "left as it is.");
	case ERR_DAMAGED:
		return _("The state file is damaged; it was left as it is. "
			 "Move it away to start anew.");
	case ERR_DENIED:
		return _("The state file may not be read or written.");
	case ERR_BUSY:
		return _("Another program holds the state file.");
	default:
		return _("The state file cannot be opened.");
	}
}

int command_store_failed(const struct command_context *context, enum err error)
{
	const char *path = context->options->state;
	char *shown = path ? xstrdup(path) : store_default_path();

	fprintf(stderr, "zegel: %s (%s)\n", store_problem(error),
		shown ? shown : "HOME");
	free(shown);
	return COMMAND_FAILED;
}

static bool use_stored_language(struct store *store)
{
	char *language = NULL;
	bool used = store_get_setting(store, "language", &language) == OK &&
		    language && i18n_use(language) == OK;

	free(language);
	return used;
}

bool command_open_store(struct command_context *context)
{
	enum err error;

	if (context->store)
		return true;
	error = store_open(context->options->state, &context->store);
	if (error == OK) {
		if (context->ask_language)
			context->ask_language = !use_stored_language(
				context->store);
		return true;
	}
	(void)command_store_failed(context, error);
	return false;
}

bool command_use_authority(const struct command_context *context,
			   size_t domain_count)
{
	switch (context->options->authority) {
	case YES_NO_YES:
		return true;
	case YES_NO_NO:
		return false;
	case YES_NO_UNSAID:
		break;
	}
	return domain_count <= DOMAINS_WITH_AUTHORITY;
}

const char *command_file_problem(enum err error)
{
	switch (error) {
	case ERR_NOT_FOUND:
		return _("there is no such file");
	case ERR_DENIED:
		return _("the file may not be read");
	case ERR_TOO_LONG:
		return _("the file is too long");
	default:
		return _("the file cannot be read");
	}
}

/* what comes from the command line, and is shown as text whatever it is. */
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


static bool read_all(FILE *from, struct str *out)
{
	char bytes[4096];
	size_t len;

	while ((len = fread(bytes, 1, sizeof(bytes), from)) > 0)
		str_add_bytes(out, bytes, len);
	return !ferror(from) && !out->overflow;
}

enum err command_read_file(const char *file, struct str *out)
{
	if (strcmp(file, "-") != 0)
		return catalog_read_file(file, out);
	return read_all(stdin, out) ? OK : ERR_IO;
}

static bool apply_pasted(struct choices *choices, const struct paste *paste,
			 const char *file)
{
	choices->records = xcalloc(paste->count, sizeof(*choices->records));
	for (size_t i = 0; i < paste->count; i++) {
		const struct paste_record *from = &paste->records[i];
		struct record *to = &choices->records[choices->record_count];
		char name[NAME_SIZE];

		if (paste_record_name(from, choices->domain, name) != PASTE_OK)
			return complain(file,
					_("it has a record that is not under "
					  "this domain"));
		*to = record_make(name, from->type, from->value);
		to->priority = from->priority > 0 ? (uint16_t)from->priority
						  : 0;
		choices->record_count++;
	}
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

bool command_apply_choices(struct command_context *context,
			   struct choices *choices)
{
	const struct options *o = context->options;

	if (!apply_services(context, choices) ||
	    (o->template_file && !add_template(o->template_file, choices)) ||
	    !apply_records(context, choices))
		return false;
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

bool command_read_domain(const char *word, char out[NAME_SIZE])
{
	struct str problem = STR_INIT(STR_MAX_TEXT);
	struct domain_input input;

	domain_from_input(word, &input);
	if (input.status == DOMAIN_OK) {
		snprintf(out, NAME_SIZE, "%s", input.domain);
		return true;
	}
	domain_add_problem(&problem, &input, word);
	fprintf(stderr, "zegel: %s\n", str_text(&problem));
	str_free(&problem);
	return false;
}

int command_graver(int a, int b)
{
	/* By gravity: 4, 1, 2, 3, 0. */
	static const int gravity[] = {
		[COMMAND_OK] = 0, [COMMAND_UNKNOWN] = 1, [COMMAND_USAGE] = 2,
		[COMMAND_NO] = 3, [COMMAND_FAILED] = 4,
	};

	return gravity[a] >= gravity[b] ? a : b;
}
