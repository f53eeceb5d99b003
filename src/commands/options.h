/* The command line: the table of option_list.c gives parsing, --help and the
 * sentence about an unknown one.
 *
 * struct options owns its lists; its plain strings are borrowed from argv.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_OPTIONS_H
#define ZEGEL_COMMANDS_OPTIONS_H

#include <stdio.h>

#include "base/mail_server.h"
#include "base/secret.h"
#include "core/choices.h"
#include "core/finding.h"
#include "net/resolver.h"

enum { OPTIONS_LIST_MAX = 64 };       /* how often an option may be given */
enum { OPTIONS_SETTINGS_MAX = 1000 }; /* as many as a template's variables */

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
enum yes_no { YES_NO_UNSAID, YES_NO_YES, YES_NO_NO };

enum records_format {
	FORMAT_TABLE,
	FORMAT_FIELDS,
	FORMAT_CHAT,
	FORMAT_ZONE,
	FORMAT_CSV,
	FORMAT_JSON,
	FORMAT_MAIL,
	FORMAT_HTML,
	FORMAT_NAGIOS, /* of check alone */
};

/* One as it was given: borrowed from the table and the command line. */
struct option_given {
	const char *name;
	const char *value; /* NULL: it has none */
};

struct options {
	const char *lang; /* nl, de, en, or NULL */
	bool json;
	enum when color;
	struct resolver *nameservers;
	size_t nameserver_count;
	enum yes_no authority;
	int timeout_ms;
	const char *state;   /* a file, or ":memory:"; NULL: the usual one */
	const char *catalog; /* a folder with more templates, or NULL */
	char **services;     /* ids */
	size_t service_count;
	/* by ZEGEL_SERVICE: for domains that nothing was chosen for */
	bool services_are_default;
	bool way_given; /* --way */
	enum way_kind way;
	const char *way_through; /* the id behind through:, or NULL */
	const char *template_file;
	struct setting *settings; /* --set */
	size_t setting_count;
	char **groups;
	size_t group_count;
	const char *records_file;   /* "-": standard input */
	const char *entered_at;     /* a DNS host, or NULL */
	const char *panel;          /* a DNS host or panel, or NULL */
	const char *report_address; /* for DMARC reports, or NULL */
	const char *zone_file;
	const char *list_file;   /* --file; "-": standard input */
	const char *resume_file; /* where in the list it has got to */
	unsigned rate;           /* questions a second; 0: unsaid */
	bool changes;            /* only what turned */
	unsigned unknowns;       /* looks in a row that are news; 0: unsaid */
	struct finding_set ignored;
	enum records_format format;
	bool format_given;
	int64_t for_ms; /* --for; 0: without end */
	const char *ip; /* of spf */
	const char *sender;
	const char *helo;
	char *mail_to;             /* --mail, canonical; or NULL */
	const char *webhook;       /* --webhook, or NULL */
	const char *sender_domain; /* of header, or NULL */
	const char *server;        /* of smtp and imap: a host, or NULL */
	enum server_security security;
	uint16_t port; /* 0: the usual one */
	bool security_given;
	const char *user;          /* NULL: without a login */
	const char *password_file; /* "-": standard input; NULL: asked for */
	char *from, *to;           /* canonical addresses, or NULL */
	bool done;                 /* finish: all of it was done */
	bool private_mode;
	bool fetch;             /* the values from the program's API */
	bool overview;          /* begin with the domains that are known */
	bool mouse;             /* clicks count, too */
	bool plain;             /* the wizard line by line */
	struct secret *api_key; /* of ZEGEL_API_KEY, or NULL */
	struct secret *smtp_password; /* of ZEGEL_SMTP_PASSWORD, or NULL */
	bool help;
	bool version;
	struct option_given *given; /* all of them, in order */
	size_t given_count;
	char **words; /* what is no option, in order (borrowed) */
	size_t word_count;
};

/* Reads argv (argv[0] is passed by) and the environment: ZEGEL_SERVICE,
 * ZEGEL_PRIVATE, ZEGEL_CATALOG, and ZEGEL_API_KEY and ZEGEL_SMTP_PASSWORD,
 * which it removes. On ERR_SYNTAX *problem is one sentence in the language in
 * use; the caller frees it. */
enum err options_parse(int argc, char **argv, struct options *out,
		       char **problem) MUST_CHECK;
void options_free(struct options *o);

/* The value of --lang without a complaint: to speak it from the first word. */
const char *options_language(int argc, char **argv);

/* The list of options for --help, on stdout. */
void options_print(FILE *to);

/* "10m", "90s", "2h", "90" (seconds) in ms; false when it is none of these. */
bool options_read_duration(const char *text, int64_t *ms);

#endif
