/* SPDX-License-Identifier: MIT */
#include "commands/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog/datadir.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/domain_text.h"
#include "text/resolver_text.h"

enum { DOMAINS_WITH_AUTHORITY = 20 };

#define ANY SIZE_MAX

/* Name, usage, help, the function, how many words it takes. */
static const struct command commands[] = {
	{ "check", N_("[DOMAIN...]"),
	  N_("look once: every known domain, or those named"), command_check, 0,
	  ANY },
	{ "watch", N_("DOMAIN"), N_("look until it is green"), command_watch, 1,
	  1 },
	{ "records", N_("DOMAIN"), N_("what to create"), command_records, 0,
	  1 },
	{ "verify", N_("DOMAIN"),
	  N_("has the program itself look, through its API"), command_verify, 1,
	  1 },
	{ "finish", N_("DOMAIN"),
	  N_("what the program still wants, and the mail to its support"),
	  command_finish, 1, 1 },
	{ "spf", N_("[DOMAIN] --ip ADDRESS"),
	  N_("may this address send for the domain?"), command_spf, 0, 1 },
	{ "header", N_("[FILE]"),
	  N_("why a message went to spam or came back, from its header or "
	     "all of it"),
	  command_header, 0, 1 },
	{ "smtp", N_("[DOMAIN]"),
	  N_("does your own mail server take mail from your program?"),
	  command_smtp, 0, 1 },
	{ "imap", N_("[DOMAIN]"), N_("can a program read the mailbox?"),
	  command_imap, 0, 1 },
	{ "read", N_("[FILE]"), N_("the records that a pasted text contains"),
	  command_read, 0, 1 },
	{ "host", N_("DOMAIN"),
	  N_("who hosts its DNS, and how their form wants a record"),
	  command_host, 1, 1 },
	{ "services", N_("[WORD]"),
	  N_("the programs that zegel knows; services check FILE... tests "
	     "templates"),
	  command_services, 0, ANY },
	{ "history", N_("DOMAIN"),
	  N_("when what turned, with the records of that moment"),
	  command_history, 1, 1 },
	{ "install-timer", N_("[OPTION...]"),
	  N_("has systemd or cron run check --changes every night, with these "
	     "options"),
	  command_install_timer, 0, 0 },
	{ "uninstall-timer", "", N_("ends that"), command_uninstall_timer, 0,
	  0 },
	{ "list", "", N_("the domains that zegel knows"), command_list, 0, 0 },
	{ "forget", N_("DOMAIN..."), N_("forgets all about them"),
	  command_forget, 1, ANY },
	{ "export", N_("[FILE]"),
	  N_("writes down all that zegel remembers, as lines of JSON"),
	  command_export, 0, 1 },
	{ "import", N_("[FILE]"),
	  N_("takes in what an export holds, beside what is known here"),
	  command_import, 0, 1 },
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

int command_run(const struct command *command, struct command_context *context,
		char **words, size_t count)
{
	if (count < command->least || count > command->most)
		return command_usage(command->name);
	return command->run(context, words, count);
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

	fprintf(stderr, "%s zegel %s%s%s\n", _("It is called like this:"), name,
		*command->usage ? " " : "",
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

	if (context->store || context->store_failed)
		return context->store;
	error = store_open(context->options->state, &context->store);
	if (error == OK) {
		if (context->ask_language)
			context->ask_language = !use_stored_language(
				context->store);
		return true;
	}
	(void)command_store_failed(context, error);
	context->store_failed = true;
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

static enum err read_all(FILE *from, struct str *out)
{
	char bytes[4096];
	size_t len;

	while ((len = fread(bytes, 1, sizeof(bytes), from)) > 0)
		str_add_bytes(out, bytes, len);
	if (out->overflow)
		return ERR_TOO_LONG;
	return ferror(from) ? ERR_IO : OK;
}

/* What a shell puts in the place of a file: <(...), /dev/stdin. */
static bool is_stream(const char *file)
{
	struct stat st;

	return !stat(file, &st) &&
	       (S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode));
}

enum err command_read_file(const char *file, struct str *out)
{
	FILE *from = stdin;
	enum err err;

	if (strcmp(file, "-") != 0) {
		if (!is_stream(file))
			return catalog_read_file(file, out);
		from = fopen(file, "re");
		if (!from)
			return ERR_IO;
	}
	err = read_all(from, out);
	if (from != stdin)
		fclose(from);
	return err;
}

bool command_has_no_zone(const struct command_context *context)
{
	if (!context->options->zone_file)
		return true;
	fprintf(stderr, "zegel: %s\n",
		_("--zone goes with \"zegel records\" only: everything else "
		  "looks at the live DNS."));
	return false;
}

bool command_has_no_fetch(const struct command_context *context)
{
	if (!context->options->fetch)
		return true;
	fprintf(stderr, "zegel: %s\n",
		_("--fetch goes with \"records\", \"watch\" and \"check\", and "
		  "with one domain."));
	return false;
}

void command_tell_resolver(const struct command_context *context, int status)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum net_problem problem;
	unsigned http_status;
	const char *url = dns_doh_problem(context->dns, &problem, &http_status);

	if (status != COMMAND_UNKNOWN || context->told_resolver || !url)
		return;
	resolver_add_sentence(&text, url, problem, http_status);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
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
