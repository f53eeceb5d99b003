/* The commands of the command line: one file each, and one table of them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_COMMAND_H
#define ZEGEL_COMMANDS_COMMAND_H

#include "catalog/catalog.h"
#include "commands/options.h"
#include "core/look.h"
#include "core/wizard.h"
#include "store/store.h"

/* Exit statuses; with several domains the gravest wins: 4, 1, 2, 3, 0. */
enum command_status {
	COMMAND_OK = 0,
	COMMAND_NO = 1,      /* a definite no: wrong, missing, waited for */
	COMMAND_USAGE = 2,   /* the command line or an input file is wrong */
	COMMAND_UNKNOWN = 3, /* no answer came */
	COMMAND_FAILED = 4,  /* zegel itself failed */
};

/* What a command gets; main.c owns it all. */
struct command_context {
	const struct options *options;
	struct loop *loop;
	struct dns *dns;
	struct http *http;
	struct catalog *catalog;
	struct store *store; /* opened by command_open_store(); else NULL */
	bool store_failed;   /* it was said; the status to end with is 4 */
	bool ask_language;   /* nobody told the language yet */
	bool told_resolver;  /* what was printed tells of the resolver */
};

struct command {
	const char *name;
	const char *usage; /* what stands behind the name, for --help */
	const char *help;  /* msgid: one line */
	int (*run)(struct command_context *context, char **words, size_t count);
	size_t least, most; /* of its words */
};

/* The command of this name, or NULL. */
const struct command *command_find(const char *name);

/* Runs it when it has as many words as it takes; else says how it is called. */
int command_run(const struct command *command, struct command_context *context,
		char **words, size_t count);

void command_print_help(FILE *to);

/* Says how the command is called; returns COMMAND_USAGE. */
int command_usage(const char *name);

/* Opens the store that the options name, once, and goes on in the language of
 * the last run where nothing else tells. On an error it has said what is wrong,
 * once, and the status to end with is COMMAND_FAILED: main.c sees to that where
 * somebody goes on without it, because looking is what he was asked for. */
bool command_open_store(struct command_context *context);

/* Says what is wrong with the store; returns COMMAND_FAILED. */
int command_store_failed(const struct command_context *context, enum err error);

/* Why a file could not be read, in a few words. */
const char *command_file_problem(enum err error);

/* True unless --zone was given: says that the command is for the live DNS. */
bool command_has_no_zone(const struct command_context *context) MUST_CHECK;

/* True unless --fetch was given: says what that is for. */
bool command_has_no_fetch(const struct command_context *context) MUST_CHECK;

/* Reads a whole file, "-" is standard input; errors as catalog_read_file(). */
enum err command_read_file(const char *file, struct str *out) MUST_CHECK;

/* Is the domain's own authority asked: as --authority says, else for up to 20
 * domains. */
bool command_use_authority(const struct command_context *context,
			   size_t domain_count);

/* Puts what the command line chose into choices: services, template, settings,
 * groups, records, where it was entered. False when something of it is wrong;
 * it has said what. */
bool command_apply_choices(struct command_context *context,
			   struct choices *choices);

/* The same for a domain that is known: it joins what was chosen before, and a
 * default of the environment does not count. */
bool command_join_choices(struct command_context *context,
			  struct choices *choices);

/* Chooses the service of this id or template, in the way that comes first;
 * false when there is none. */
bool command_choose_service(struct command_context *context, const char *id,
			    struct choices *choices);

/* --way, for those of the chosen services that offer it; returns how many do.
 * command_apply_way() is false when none does, and has said what they offer. */
size_t command_use_way(struct command_context *context,
		       struct choices *choices);
bool command_apply_way(struct command_context *context,
		       struct choices *choices);

/* What --set gives, for every service that is chosen. */
void command_add_settings(const struct command_context *context,
			  struct choices *choices);

/* False when a chosen template of the user's own lacks a value, or gets one
 * that does not fit; it has said which. zone: NULL where it is not known. */
bool command_check_templates(struct command_context *context,
			     const struct choices *choices, const char *zone);

/* Says why no answer came, when the resolver could not be asked over HTTPS and
 * status is COMMAND_UNKNOWN. */
void command_tell_resolver(const struct command_context *context, int status);

/* Says which files of --catalog could not be used in this run. */
void command_tell_own_problems(struct command_context *context);

/* Reads a domain as forgivingly as the wizard; false when it is none, and it
 * has said why. */
bool command_read_domain(const char *word, char out[NAME_SIZE]);

/* The graver of two exit statuses. */
int command_graver(int a, int b);

#endif
