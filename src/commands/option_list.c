/* SPDX-License-Identifier: MIT */
#include "commands/option_list.h"

#include <stddef.h>
#include <string.h>

#include "i18n/i18n.h"

enum { MAX_TIMEOUT_S = 60 };

static bool read_lang(struct options *o, const char *value)
{
	o->lang = value;
	for (size_t i = 0; i18n_code(i); i++) {
		if (!strcmp(value, i18n_code(i)))
			return true;
	}
	return false;
}

/* The place of value in words, or -1. */
static int place_in(const char *value, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(value, words[i]))
			return (int)i;
	}
	return -1;
}

static bool read_color(struct options *o, const char *value)
{
	static const char *const words[] = { "auto", "always", "never" };
	int place = place_in(value, words, COUNT_OF(words));

	if (place >= 0)
		o->color = (enum when)place;
	return place >= 0;
}

static bool read_nameserver(struct options *o, const char *value)
{
	struct resolver resolver;

	if (o->nameserver_count == OPTIONS_LIST_MAX ||
	    !resolver_parse(value, &resolver))
		return false;
	o->nameservers = xreallocarray(o->nameservers, o->nameserver_count + 1,
				       sizeof(*o->nameservers));
	o->nameservers[o->nameserver_count++] = resolver;
	return true;
}

static bool read_authority(struct options *o, const char *value)
{
	static const char *const words[] = { "", "yes", "no" };
	int place = place_in(value, words, COUNT_OF(words));

	if (place > 0)
		o->authority = (enum yes_no)place;
	return place > 0;
}

static bool read_timeout(struct options *o, const char *value)
{
	struct slice rest = slice_of(value);
	uint64_t seconds;

	if (!slice_take_number(&rest, MAX_TIMEOUT_S, &seconds) || rest.len ||
	    !seconds)
		return false;
	o->timeout_ms = (int)seconds * 1000;
	return true;
}

static void add_word(char ***list, size_t *count, struct slice word)
{
	*list = xreallocarray(*list, *count + 1, sizeof(**list));
	(*list)[(*count)++] = slice_dup(word);
}

/* "spinoffice,flicono": several at once, and the option several times. */
bool option_read_list(char ***list, size_t *count, const char *value)
{
	struct slice rest = slice_of(value);

	while (rest.len) {
		struct slice word = slice_trim(slice_take_until(&rest, ","));

		slice_skip_char(&rest, ',');
		if (!word.len || *count == OPTIONS_LIST_MAX)
			return false;
		add_word(list, count, word);
	}
	return *value;
}

static bool read_service(struct options *o, const char *value)
{
	return option_read_list(&o->services, &o->service_count, value);
}

static bool read_group(struct options *o, const char *value)
{
	return option_read_list(&o->groups, &o->group_count, value);
}

static bool read_format(struct options *o, const char *value)
{
	static const char *const words[] = { "table", "fields", "chat",
					     "zone",  "csv",    "json",
					     "mail",  "html",   "nagios" };
	int place = place_in(value, words, COUNT_OF(words));

	if (place < 0)
		return false;
	o->format = (enum records_format)place;
	o->format_given = true;
	return true;
}

static bool read_for(struct options *o, const char *value)
{
	return options_read_duration(value, &o->for_ms);
}

static bool read_sender(struct options *o, const char *value)
{
	o->sender = value;
	return true; /* empty: the sender of a bounce */
}

#define MEMBER(part) offsetof(struct options, part)

const struct option_row OPTION_LIST[] = {
	{ "lang", "nl|de|en", N_("the language"), read_lang, 0 },
	{ "json", NULL, N_("results as JSON, one line a domain"), NULL,
	  MEMBER(json) },
	{ "color", "auto|always|never", N_("colours"), read_color, 0 },
	{ "nameserver", "ADDR[@PORT]|URL",
	  N_("ask this resolver instead of the system's, over HTTPS where it "
	     "is a URL (https://9.9.9.9/dns-query); may be given several "
	     "times"),
	  read_nameserver, 0 },
	{ "authority", "yes|no",
	  N_("ask the name servers of the domain itself (yes, unless there are "
	     "many domains)"),
	  read_authority, 0 },
	{ "timeout", "SECONDS", N_("time for one question, all tries together"),
	  read_timeout, 0 },
	{ "state", "FILE",
	  N_("the file that zegel remembers in; \":memory:\" keeps nothing"),
	  NULL, MEMBER(state) },
	{ "service", "ID[,ID...]", N_("the programs that send the mail"),
	  read_service, 0 },
	{ "way", "dns|own-smtp|alias|global|mailbox|through",
	  N_("how these programs send, where there is more than one way "
	     "(through:ID names the other program)"),
	  options_read_way, 0 },
	{ "template", "FILE", N_("a Domain Connect template instead of an ID"),
	  NULL, MEMBER(template_file) },
	{ "set", "NAME=VALUE", N_("a variable of the template"),
	  options_read_set, 0 },
	{ "group", "ID", N_("only this group of the template's records"),
	  read_group, 0 },
	{ "catalog", "FOLDER",
	  N_("a folder with more templates, which --service then finds by "
	     "name"),
	  NULL, MEMBER(catalog) },
	{ "records", "FILE",
	  N_("the wanted records as pasted text; \"-\" is standard input"),
	  NULL, MEMBER(records_file) },
	{ "file", "LIST",
	  N_("check: the domains of this list, each with its programs "
	     "(domain,program,... or JSON a line; \"-\" is standard input); "
	     "nothing of it is remembered but what --changes told"),
	  NULL, MEMBER(list_file) },
	{ "rate", "QUESTIONS",
	  N_("of many domains: so many questions a second (100, unless "
	     "--nameserver names a resolver)"),
	  options_read_rate, 0 },
	{ "resume", "FILE",
	  N_("with --file: notes in FILE how far it has got, and goes on from "
	     "there"),
	  NULL, MEMBER(resume_file) },
	{ "fetch", NULL,
	  N_("the wanted records from the program's API, with a key "
	     "(ZEGEL_API_KEY, or zegel asks for it)"),
	  NULL, MEMBER(fetch) },
	{ "report-address", "ADDRESS",
	  N_("where DMARC reports go, in a record that is proposed"),
	  options_read_report_address, 0 },
	{ "entered-at", "HOST",
	  N_("look at this DNS host, too: perhaps it was entered there by "
	     "mistake"),
	  NULL, MEMBER(entered_at) },
	{ "panel", "HOST",
	  N_("write records in the form of this DNS host or panel (plesk, "
	     "cpanel, ...)"),
	  NULL, MEMBER(panel) },
	{ "zone", "FILE",
	  N_("plan against this master file (\"-\" is standard input), without "
	     "any DNS"),
	  NULL, MEMBER(zone_file) },
	{ "changes", NULL,
	  N_("check: tells only what turned since that was told last, and only "
	     "that counts"),
	  NULL, MEMBER(changes) },
	{ "ignore", "CODE[,CODE...]",
	  N_("check: leaves these findings out, by their codes in --json; in a "
	     "list of --file also behind a domain: domain,!CODE"),
	  options_read_ignore, 0 },
	{ "unknowns", "TIMES",
	  N_("with --changes: so many times in a row without an answer count "
	     "as turned (3)"),
	  options_read_unknowns, 0 },
	{ "format", "table|fields|chat|zone|csv|json|mail|html|nagios",
	  N_("how records are printed; nagios: check as a monitoring plugin"),
	  read_format, 0 },
	{ "for", "TIME", N_("watch so long, such as 10m"), read_for, 0 },
	{ "ip", "ADDRESS", N_("the address that sends"), NULL, MEMBER(ip) },
	{ "sender", "ADDRESS", N_("the envelope sender"), read_sender, 0 },
	{ "domain", "DOMAIN",
	  N_("header: the domain that the message should come from"), NULL,
	  MEMBER(sender_domain) },
	{ "helo", "NAME", N_("the name that the server gives itself"), NULL,
	  MEMBER(helo) },
	{ "mail", "ADDRESS",
	  N_("check: send what turned to this address, finish: its mail, "
	     "through the mail server of smtp.conf"),
	  options_read_mail, 0 },
	{ "webhook", "URL",
	  N_("check: post what turned there, as JSON (https, or http to this "
	     "computer)"),
	  options_read_webhook, 0 },
	{ "done", NULL,
	  N_("finish: what the program wanted was done; do not remind any "
	     "more"),
	  NULL, MEMBER(done) },
	{ "server", "HOST", N_("smtp, imap: the mail server"),
	  options_read_server, 0 },
	{ "port", "N",
	  N_("smtp, imap: its port (587, 465 with TLS; imap: 993, 143)"),
	  options_read_port, 0 },
	{ "security", "starttls|tls|none",
	  N_("smtp, imap: how the connection is encrypted"),
	  options_read_security, 0 },
	{ "user", "NAME",
	  N_("smtp, imap: try this login, with a password (zegel asks for it, "
	     "or ZEGEL_SMTP_PASSWORD)"),
	  options_read_user, 0 },
	{ "password-file", "FILE",
	  N_("smtp, imap: the password is the first line of it (\"-\" is "
	     "standard input)"),
	  options_read_password_file, 0 },
	{ "from", "ADDRESS", N_("smtp: may this sender send there?"),
	  options_read_from, 0 },
	{ "to", "ADDRESS", N_("smtp: send one test mail to this address"),
	  options_read_to, 0 },
	{ "private", NULL,
	  N_("print nothing on leaving, and keep the window's title"), NULL,
	  MEMBER(private_mode) },
	{ "overview", NULL,
	  N_("begin with the list of the domains that zegel knows"), NULL,
	  MEMBER(overview) },
	{ "mouse", NULL,
	  N_("clicks count, too; selecting then takes the Shift key"), NULL,
	  MEMBER(mouse) },
	{ "plain", NULL,
	  N_("the wizard line by line: for screen readers and pipes"), NULL,
	  MEMBER(plain) },
	{ "help", NULL, N_("this text"), NULL, MEMBER(help) },
	{ "version", NULL, N_("the version"), NULL, MEMBER(version) },
};

const size_t OPTION_COUNT = COUNT_OF(OPTION_LIST);
