/* SPDX-License-Identifier: MIT */
#include "commands/smtp_settings.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "mail/mail_address.h"

enum { MAX_FILE = 16 << 10 };

/* What is read, before it is known whether it fits together. */
struct reading {
	struct smtp_settings *out;
	bool has_security;
};

typedef bool read_fn(struct reading *r, struct slice value);

static bool read_server(struct reading *r, struct slice value)
{
	char *host = slice_dup(value);
	char name[NAME_SIZE];
	struct address address;
	char text[ADDRESS_TEXT];

	free(r->out->host);
	r->out->host = NULL;
	/* A port that is written into it would be lost. */
	if (address_parse(host, &address) &&
	    !strcmp(address_print(&address, text), host))
		r->out->host = xstrdup(host);
	else if (name_canonical(host, value.len, name) &&
		 name[strspn(name,
			     "abcdefghijklmnopqrstuvwxyz0123456789-._")] == 0 &&
		 *name && !address_parse(host, &address))
		r->out->host = xstrdup(name);
	free(host);
	return r->out->host != NULL;
}

static bool read_port(struct reading *r, struct slice value)
{
	uint64_t port;

	if (!slice_take_number(&value, UINT16_MAX, &port) || value.len || !port)
		return false;
	r->out->port = (uint16_t)port;
	return true;
}

static bool read_security(struct reading *r, struct slice value)
{
	static const char *const words[] = {
		[MAIL_STARTTLS] = "starttls",
		[MAIL_TLS] = "tls",
		[MAIL_PLAIN] = "none",
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!slice_is_nocase(value, words[i]))
			continue;
		r->out->security = (enum mail_security)i;
		r->has_security = true;
		return true;
	}
	return false;
}

static bool read_user(struct reading *r, struct slice value)
{
	for (size_t i = 0; i < value.len; i++) {
		if ((value.at[i] >= 0 && value.at[i] < ' ') ||
		    value.at[i] == 0x7f)
			return false;
	}
	free(r->out->user);
	r->out->user = slice_dup(value);
	return value.len > 0;
}

static bool read_password(struct reading *r, struct slice value)
{
	secret_free(r->out->password);
	r->out->password = secret_new_password();
	secret_add(r->out->password, value.at, value.len);
	return secret_is_good(r->out->password);
}

static bool read_from(struct reading *r, struct slice value)
{
	char *text = slice_dup(value);

	free(r->out->from);
	r->out->from = mail_address_read(text);
	free(text);
	return r->out->from != NULL;
}

static const struct setting_row {
	const char *name;
	const char *variable;
	const char *takes; /* msgid */
	read_fn *read;
} rows[] = {
	{ "server", "ZEGEL_SMTP_SERVER", N_("the name of a mail server"),
	  read_server },
	{ "port", "ZEGEL_SMTP_PORT", N_("a number"), read_port },
	{ "security", "ZEGEL_SMTP_SECURITY", "starttls|tls|none",
	  read_security },
	{ "user", "ZEGEL_SMTP_USER", N_("the name to log in with"), read_user },
	{ "password", NULL, N_("a password"), read_password },
	{ "from", "ZEGEL_SMTP_FROM", N_("an e-mail address"), read_from },
};

/* --- what fits together -------------------------------------------------- */

static void set_security(struct reading *r)
{
	struct smtp_settings *s = r->out;

	if (!r->has_security) {
		if (s->port == 465)
			s->security = MAIL_TLS;
		else if (mail_host_is_local(s->host) && s->port != 587)
			s->security = MAIL_PLAIN;
		else
			s->security = MAIL_STARTTLS;
	}
	if (!s->port)
		s->port = s->security == MAIL_TLS     ? 465
			  : s->security == MAIL_PLAIN ? 25
						      : 587;
}

static enum err complete(struct reading *r, struct secret **password,
			 char **problem)
{
	struct smtp_settings *s = r->out;

	if (!s->host) {
		*problem = xstrdup(_("no mail server is named (server = …)"));
		return ERR_SYNTAX;
	}
	set_security(r);
	if (s->security == MAIL_PLAIN && !mail_host_is_local(s->host)) {
		*problem = xstrdup(
			_("without encryption (security = none) mail "
			  "only goes to a server on this machine"));
		return ERR_SYNTAX;
	}
	if (s->user && !s->password && *password) {
		s->password = *password;
		*password = NULL;
	}
	if (s->user && (!s->password || !secret_is_good(s->password))) {
		*problem = xstrdup(_("there is a user, but no password that "
				     "could be one"));
		return ERR_SYNTAX;
	}
	if (!s->from && s->user)
		s->from = mail_address_read(s->user);
	if (!s->from) {
		*problem = xstrdup(_("the sender's address is missing "
				     "(from = …)"));
		return ERR_SYNTAX;
	}
	return OK;
}

/* --- the file ------------------------------------------------------------ */

static const struct setting_row *find_row(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (slice_is_nocase(name, rows[i].name))
			return &rows[i];
	}
	return NULL;
}

/* What is no setting may be a password that went wrong: it is not shown. */
static bool read_line(struct reading *r, struct slice line, unsigned number,
		      char **problem)
{
	const struct setting_row *row;
	struct slice name;

	line = slice_trim(line);
	if (!line.len || *line.at == '#')
		return true;
	name = slice_trim(slice_take_until(&line, "="));
	row = find_row(name);
	if (!row || !slice_skip_char(&line, '=')) {
		*problem = xasprintf(_("line %u is no setting: there are "
				       "server, port, security, user, password "
				       "and from"),
				     number);
		return false;
	}
	if (row->read(r, slice_trim(line)))
		return true;
	*problem = xasprintf(_("%1$s (line %2$u) takes %3$s"), row->name,
			     number, _(row->takes));
	return false;
}

enum err smtp_settings_read(const char *text, size_t len,
			    struct smtp_settings *out, struct secret **password,
			    char **problem)
{
	struct reading r = { .out = out };
	struct slice rest = { text, len }, line;
	unsigned number = 0;
	enum err err = OK;

	*out = (struct smtp_settings){ .host = NULL };
	*problem = NULL;
	while (!err && slice_next_line(&rest, &line)) {
		if (!read_line(&r, line, ++number, problem))
			err = ERR_SYNTAX;
	}
	if (!err)
		err = complete(&r, password, problem);
	if (err)
		smtp_settings_free(out);
	return err;
}

char *smtp_settings_path(void)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	const struct passwd *user;

	/* A relative path has no meaning there (XDG base directories). */
	if (config && *config == '/')
		return xasprintf("%s/zegel/smtp.conf", config);
	if (!home || *home != '/') {
		user = getpwuid(getuid());
		home = user ? user->pw_dir : NULL;
	}
	return home && *home == '/'
		       ? xasprintf("%s/.config/zegel/smtp.conf", home)
		       : NULL;
}

/* Of the open file, so that nobody can put another one in its place. */
static enum err check_file(int fd, char **problem)
{
	struct stat info;

	if (fstat(fd, &info) || !S_ISREG(info.st_mode)) {
		*problem = xstrdup(_("the file cannot be read"));
		return ERR_IO;
	}
	if (info.st_uid != geteuid()) {
		*problem = xstrdup(_("the file belongs to somebody else: the "
				     "password in it has to be yours alone"));
		return ERR_DENIED;
	}
	if (info.st_mode & 077) {
		*problem = xstrdup(_("others may read or change this file; it "
				     "holds a password, so: chmod 600"));
		return ERR_DENIED;
	}
	return OK;
}

static enum err read_open_file(int fd, struct smtp_settings *out,
			       struct secret **password, char **problem)
{
	char bytes[MAX_FILE];
	size_t len = 0;
	ssize_t got;
	enum err err = check_file(fd, problem);

	if (err)
		return err;
	while (len < sizeof(bytes) &&
	       (got = read(fd, bytes + len, sizeof(bytes) - len)) > 0)
		len += (size_t)got;
	if (len == sizeof(bytes)) {
		*problem = xstrdup(_("the file is too long"));
		err = ERR_TOO_LONG;
	} else {
		err = smtp_settings_read(bytes, len, out, password, problem);
	}
	explicit_bzero(bytes, sizeof(bytes));
	return err;
}

static enum err load_file(const char *path, struct smtp_settings *out,
			  struct secret **password, char **problem)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *why = NULL;
	enum err err;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		*problem = xasprintf(_("no mail server is known: it stands in "
				       "%s (or in ZEGEL_SMTP_SERVER)"),
				     path);
		return ERR_NOT_FOUND;
	}
	if (fd < 0) {
		err = errno == EACCES ? ERR_DENIED : ERR_IO;
		why = xstrdup(_("the file cannot be read"));
	} else {
		err = read_open_file(fd, out, password, &why);
		close(fd);
	}
	if (err)
		*problem = xasprintf("%s: %s", path, why);
	free(why);
	return err;
}

/* --- the environment ----------------------------------------------------- */

static enum err load_environment(struct smtp_settings *out,
				 struct secret **password, char **problem)
{
	struct reading r = { .out = out };
	enum err err = OK;

	for (size_t i = 0; !err && i < COUNT_OF(rows); i++) {
		const char *value = rows[i].variable ? getenv(rows[i].variable)
						     : NULL;

		if (!value || !*value ||
		    rows[i].read(&r, slice_trim(slice_of(value))))
			continue;
		*problem = xasprintf(_("%1$s takes %2$s"), rows[i].variable,
				     _(rows[i].takes));
		err = ERR_SYNTAX;
	}
	if (!err)
		err = complete(&r, password, problem);
	if (err)
		smtp_settings_free(out);
	return err;
}

enum err smtp_settings_load(struct smtp_settings *out, struct secret **password,
			    char **problem)
{
	const char *server = getenv("ZEGEL_SMTP_SERVER");
	char *path;
	enum err err;

	*out = (struct smtp_settings){ .host = NULL };
	*problem = NULL;
	if (server && *server)
		return load_environment(out, password, problem);
	path = smtp_settings_path();
	err = load_file(path ? path : "smtp.conf", out, password, problem);
	free(path);
	return err;
}

void smtp_settings_free(struct smtp_settings *s)
{
	free(s->host);
	free(s->user);
	secret_free(s->password);
	free(s->from);
	*s = (struct smtp_settings){ .host = NULL };
}

struct mail_server smtp_settings_server(const struct smtp_settings *s)
{
	return (struct mail_server){
		.host = s->host,
		.port = s->port,
		.security = s->security,
		.user = s->user,
		.password = s->password,
	};
}
