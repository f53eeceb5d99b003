/* zegel: arguments, start, stop, exit status. The files in this folder are
 * the only ones that see every other folder.
 *
 * SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/output.h"
#include "commands/plain.h"
#include "fullscreen.h"
#include "i18n/i18n.h"
#include "net/http.h"
#include "term/term.h"

/* Everything that is needed in the world; false when the system refuses. */
static bool open_world(struct command_context *context)
{
	const struct options *o = context->options;
	const struct dns_options dns = {
		.resolvers = o->nameserver_count ? o->nameservers : NULL,
		.resolver_count = o->nameserver_count,
		.timeout_ms = o->timeout_ms,
	};

	context->loop = loop_new();
	if (!context->loop)
		return false;
	context->dns = dns_new(context->loop, &dns);
	context->http = http_new(context->loop, context->dns);
	context->catalog = catalog_new(NULL);
	catalog_set_folder(context->catalog, o->catalog);
	return true;
}

static void close_world(struct command_context *context)
{
	http_free(context->http);
	dns_free(context->dns);
	loop_free(context->loop);
	catalog_free(context->catalog);
	store_close(context->store);
}

/* What is wrong with --service and its like is said before the screen is
 * taken. */
static bool choices_are_good(struct command_context *context)
{
	struct choices choices = { .count = 0 };
	bool good = command_apply_choices(context, &choices);

	choices_free(&choices);
	return good;
}

/* The overview shows what --private hides. */
static bool may_show_overview(const struct options *o)
{
	if (o->overview && o->private_mode)
		fprintf(stderr, "zegel: %s\n",
			_("--overview shows the domains that --private "
			  "hides"));
	return !o->overview || !o->private_mode;
}

/* The first word is a command, or the wizard's domain. */
static int run_words(struct command_context *context)
{
	const struct options *o = context->options;
	const struct command *command = o->word_count
						? command_find(o->words[0])
						: NULL;
	char domain[NAME_SIZE];

	if (command)
		return command_run(command, context, o->words + 1,
				   o->word_count - 1);
	if (o->word_count > 1) {
		fprintf(stderr,
			_("zegel: \"%s\" is not a command; zegel --help "
			  "lists them\n"),
			o->words[0]);
		return COMMAND_USAGE;
	}
	if (o->word_count && !command_read_domain(o->words[0], domain))
		return COMMAND_USAGE;
	if (!command_has_no_zone(context) || !command_has_no_fetch(context) ||
	    !may_show_overview(o) || !choices_are_good(context))
		return COMMAND_USAGE;
	(void)command_open_store(context);
	if (o->plain)
		return plain_run(context, o->word_count ? domain : NULL);
	return fullscreen_run(context, o->word_count ? domain : NULL,
			      context->ask_language);
}

/* A folder that is not there would be a catalogue without the template that is
 * meant. */
static bool folder_is_there(const char *folder)
{
	DIR *opened = folder ? opendir(folder) : NULL;

	if (!folder || opened) {
		if (opened)
			closedir(opened);
		return true;
	}
	fprintf(stderr, _("zegel: %s: this folder cannot be read\n"), folder);
	return false;
}

static int run_options(struct options *options, bool ask_language)
{
	struct command_context context = {
		.options = options,
		.ask_language = ask_language,
	};
	const char *dir;
	int status;

	if (!open_world(&context)) {
		perror("zegel");
		return COMMAND_FAILED;
	}
	status = folder_is_there(options->catalog) ? run_words(&context)
						   : COMMAND_USAGE;
	command_tell_own_problems(&context);
	command_tell_resolver(&context, status);
	if (catalog_error(context.catalog, &dir) != OK) {
		fprintf(stderr,
			_("zegel: its own data files cannot be read (%s)\n"),
			dir);
		status = COMMAND_FAILED;
	}
	if (context.store_failed && status <= COMMAND_FAILED)
		status = COMMAND_FAILED; /* not in the place of a signal */
	close_world(&context);
	return status;
}

/* A file that we open must not get the number of one of the three that the
 * caller closed, or what is said would go into it. Opened the other way round,
 * these fail as closed ones do. */
static bool hold_standard_streams(void)
{
	static const int modes[] = {
		[STDIN_FILENO] = O_WRONLY,
		[STDOUT_FILENO] = O_RDONLY,
		[STDERR_FILENO] = O_RDONLY,
	};

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", modes[fd]) != fd)
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct options options;
	enum i18n_source source;
	char *problem;
	int status = COMMAND_OK;

	if (!hold_standard_streams())
		return COMMAND_FAILED;
	set_out_of_memory_hook(term_stop);
	signal(SIGPIPE, SIG_IGN);
	if (i18n_start(options_language(argc, argv), &source) == ERR_NOT_FOUND)
		fprintf(stderr, "zegel: this language is not installed\n");
	if (options_parse(argc, argv, &options, &problem) != OK) {
		fprintf(stderr, "zegel: %s\n", problem);
		free(problem);
		status = COMMAND_USAGE;
	} else if (options.version) {
		printf("zegel %s\n", ZEGEL_VERSION);
		status = output_end(status);
	} else if (options.help) {
		command_print_help(stdout);
		status = output_end(status);
	} else {
		status = run_options(&options, source == I18N_DEFAULT);
	}
	options_free(&options);
	return status;
}
