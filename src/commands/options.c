/* SPDX-License-Identifier: MIT */
#include "commands/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "commands/option_list.h"
#include "i18n/i18n.h"

enum { DEFAULT_TIMEOUT_MS = 5000 };

static bool read_option(const struct option_row *row, struct options *out,
			const char *value)
{
	void *member;

	out->given = xreallocarray(out->given, out->given_count + 1,
				   sizeof(*out->given));
	out->given[out->given_count++] = (struct option_given){ row->name,
								value };
	if (row->read)
		return row->read(out, value);
	member = (char *)out + row->member;
	if (!row->value) {
		*(bool *)member = true;
		return true;
	}
	*(const char **)member = value;
	return *value;
}

/* Ends in an empty row; the caller frees it. */
static struct option *getopt_rows(void)
{
	struct option *out = xcalloc(OPTION_COUNT + 1, sizeof(*out));

	for (size_t i = 0; i < OPTION_COUNT; i++)
		out[i] = (struct option){
			.name = OPTION_LIST[i].name,
			.has_arg = OPTION_LIST[i].value ? required_argument
							: no_argument,
		};
	return out;
}

static void read_environment(struct options *o)
{
	const char *service = getenv("ZEGEL_SERVICE");
	const char *private_mode = getenv("ZEGEL_PRIVATE");

	if (!o->service_count && service)
		o->services_are_default = option_read_list(
			&o->services, &o->service_count, service);
	if (!o->catalog)
		o->catalog = getenv("ZEGEL_CATALOG");
	if (private_mode && *private_mode && strcmp(private_mode, "0"))
		o->private_mode = true;
}

/* What is wrong with what getopt_long() stopped at: the option of row at, or
 * one that it does not know or misses the value of. NULL: nothing. */
static char *take_option(int got, int at, const char *word, struct options *out)
{
	const struct option_row *row = &OPTION_LIST[at];

	switch (got) {
	case 'h':
		out->help = true;
		return NULL;
	case ':':
		return xasprintf(_("%s needs a value"), word);
	case '?':
		return xasprintf(
			_("%s is not an option; zegel --help lists them"),
			word);
	}
	if (read_option(row, out, optarg))
		return NULL;
	return xasprintf(_("--%1$s cannot be \"%2$s\"; it takes %3$s"),
			 row->name, optarg, row->value);
}

enum err options_parse(int argc, char **argv, struct options *out,
		       char **problem)
{
	struct option *known = getopt_rows();
	int at = 0, got;

	*out = (struct options){
		.timeout_ms = DEFAULT_TIMEOUT_MS,
		.api_key = secret_from_environment("ZEGEL_API_KEY"),
		.smtp_password = secret_password_from_environment(
			"ZEGEL_SMTP_PASSWORD"),
	};
	*problem = NULL;
	opterr = 0;
	optind = 0; /* tests parse several times */
	while (!*problem &&
	       (got = getopt_long(argc, argv, ":h", known, &at)) != -1)
		*problem = take_option(got, at, argv[optind - 1], out);
	free(known);
	if (*problem)
		return ERR_SYNTAX;
	out->words = argv + optind;
	out->word_count = (size_t)(argc - optind);
	read_environment(out);
	return OK;
}

void options_free(struct options *o)
{
	for (size_t i = 0; i < o->service_count; i++)
		free(o->services[i]);
	for (size_t i = 0; i < o->group_count; i++)
		free(o->groups[i]);
	for (size_t i = 0; i < o->setting_count; i++) {
		free(o->settings[i].name);
		free(o->settings[i].value);
	}
	secret_free(o->api_key);
	secret_free(o->smtp_password);
	free(o->mail_to);
	free(o->given);
	free(o->from);
	free(o->to);
	free(o->services);
	free(o->groups);
	free(o->settings);
	for (size_t i = 0; i < o->nameserver_count; i++)
		resolver_free(&o->nameservers[i]);
	free(o->nameservers);
	*o = (struct options){ 0 };
}

const char *options_language(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			return argv[i] + 7;
		if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

void options_print(FILE *to)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		char *left = OPTION_LIST[i].value
				     ? xasprintf("--%s %s", OPTION_LIST[i].name,
						 OPTION_LIST[i].value)
				     : xasprintf("--%s", OPTION_LIST[i].name);

		if (strlen(left) > 26)
			fprintf(to, "  %s\n%30s%s\n", left, "",
				_(OPTION_LIST[i].help));
		else
			fprintf(to, "  %-28s%s\n", left,
				_(OPTION_LIST[i].help));
		free(left);
	}
}
