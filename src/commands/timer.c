/* zegel install-timer and uninstall-timer: systemd, or a line for cron, has
 * zegel look every night.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/save.h"
#include "commands/output.h"
#include "commands/run.h"
#include "commands/smtp_settings.h"
#include "commands/telling.h"
#include "commands/timer_place.h"
#include "commands/timer_run.h"
#include "commands/timer_unit.h"
#include "commands/timer_words.h"
#include "i18n/i18n.h"
#include "text/fill.h"

enum { UNIT_MAX = 256 * 1024, ENVIRONMENT_MAX = 2 };

/* A unit, and what it borrows from. */
struct night {
	struct timer_unit unit;
	struct timer_words words;
	char *folder; /* of the state file */
	char *user;
	char *environment[ENVIRONMENT_MAX];
};

static void night_free(struct night *night)
{
	timer_words_free(&night->words);
	free(night->folder);
	free(night->user);
	for (size_t i = 0; i < ENVIRONMENT_MAX; i++)
		free(night->environment[i]);
}

static void add_environment(struct night *night, const char *name,
			    const char *value)
{
	if (value && *value == '/')
		night->environment[night->unit.environment_count++] = xasprintf(
			"%s=%s", name, value);
}

/* The files that root looks at may be somebody else's: then he looks. */
static void find_user(struct night *night)
{
	const char *home = getenv("HOME");
	const struct passwd *user;
	struct stat st;
	uid_t uid = stat(night->folder, &st) == 0 ? st.st_uid : geteuid();

	user = getpwuid(uid);
	if (user && uid != geteuid())
		night->user = xstrdup(user->pw_name);
	if (user && (night->user || !home))
		home = user->pw_dir;
	add_environment(night, "HOME", home);
	night->unit.user = night->user;
}

static bool night_make(struct night *night, const struct options *options,
		       bool is_system)
{
	*night = (struct night){ .unit.is_system = is_system };
	if (!timer_words_make(&night->words, options))
		return false;
	night->folder = xstrdup(night->words.state);
	*strrchr(night->folder, '/') = '\0';
	if (is_system)
		find_user(night);
	if (!night->user)
		add_environment(night, "XDG_CONFIG_HOME",
				getenv("XDG_CONFIG_HOME"));
	night->unit.environment = (const char *const *)night->environment;
	night->unit.state_folder = night->folder;
	night->unit.words = (const char *const *)night->words.items;
	night->unit.count = night->words.count;
	return true;
}

static void say(FILE *to, const char *sentence, const char *one)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text, sentence, one);
	fprintf(to, "%s\n", str_text(&text));
	str_free(&text);
}

static int fail(const char *sentence, const char *one)
{
	fputs("zegel: ", stderr);
	say(stderr, sentence, one);
	return COMMAND_FAILED;
}

/* --- cron ---------------------------------------------------------------- */

/* Below limit: not everybody's cron asks at the same minute. */
static unsigned random_below(unsigned limit)
{
	unsigned number = 0;

	/* Short reads do not happen below 256 bytes (getrandom(2)). */
	if (getrandom(&number, sizeof(number), 0) < 0)
		number = (unsigned)getpid();
	return number % limit;
}

static int print_crontab(const struct night *night)
{
	struct timer_unit unit = night->unit;
	struct str line = STR_INIT(UNIT_MAX);

	unit.environment_count = 0;
	for (size_t i = 0; i < night->unit.environment_count; i++) {
		/* cron sets HOME itself */
		if (!strncmp(night->environment[i], "XDG_", 4)) {
			unit.environment = &night->unit.environment[i];
			unit.environment_count = 1;
		}
	}
	fprintf(stderr, "zegel: %s\n",
		_("There is no systemd here. With this line, which crontab -e "
		  "takes, cron has zegel look every night:"));
	unit_add_crontab(&line, &unit, random_below(5), random_below(60));
	fputs(str_text(&line), stdout);
	str_free(&line);
	return COMMAND_OK;
}

/* --- systemd ------------------------------------------------------------- */

static bool run_systemctl(const struct timer_place *place, const char *verb,
			  const char *now)
{
	const char *words[] = {
		"systemctl", "--system", verb, now, NULL, NULL
	};

	if (!place->is_system)
		words[1] = "--user";
	if (now)
		words[4] = TIMER_TIMER;
	return program_run(words);
}

/* After su there may be no variable that tells where the user's manager is. */
static void find_manager(const struct timer_place *place)
{
	char *folder = xasprintf("/run/user/%lu", (unsigned long)geteuid());

	if (!place->is_system && access(folder, X_OK) == 0)
		(void)setenv("XDG_RUNTIME_DIR", folder, 0);
	free(folder);
}

static bool make_folders(const char *folder)
{
	char *path = xstrdup(folder);
	bool good = true;

	for (char *at = path + 1; good; at++) {
		char here = *at;

		if (here != '/' && here)
			continue;
		*at = '\0';
		good = mkdir(path, 0755) == 0 || errno == EEXIST;
		*at = here;
		if (!here)
			break;
	}
	free(path);
	return good;
}

/* Everybody may read what systemd tells everybody anyway. */
static bool write_unit(const struct timer_place *place, const char *name,
		       const struct str *text)
{
	char *path = timer_place_path(place, name);
	bool good = !text->overflow &&
		    save_text(path, str_text(text), true) == OK &&
		    chmod(path, 0644) == 0;

	free(path);
	return good;
}

static bool write_units(const struct timer_place *place,
			const struct night *night)
{
	struct str service = STR_INIT(UNIT_MAX), timer = STR_INIT(UNIT_MAX);
	bool good;

	unit_add_service(&service, &night->unit);
	unit_add_timer(&timer);
	good = make_folders(place->folder) &&
	       write_unit(place, TIMER_SERVICE, &service) &&
	       write_unit(place, TIMER_TIMER, &timer);
	str_free(&service);
	str_free(&timer);
	return good;
}

static void say_lingering(void)
{
	const struct passwd *user = getpwuid(geteuid());
	char *path = xasprintf("/var/lib/systemd/linger/%s",
			       user ? user->pw_name : "");

	if (user && access(path, F_OK) == 0)
		say(stdout,
		    _("Lingering is on for %1$s: it runs while you are not "
		      "logged in, too."),
		    user->pw_name);
	else if (user)
		say(stdout,
		    _("Lingering is off for %1$s: it runs only while you are "
		      "logged in. This turns it on: loginctl enable-linger "
		      "%1$s"),
		    user->pw_name);
	free(path);
}

static void say_installed(const struct timer_place *place,
			  const struct options *o)
{
	puts(_("From now on zegel looks every night, at some time between "
	       "0:30 and 5:30."));
	if (!o->mail_to && !o->webhook)
		say(stdout,
		    _("What turned then stands in the journal: %1$s. With "
		      "--mail ADDRESS it comes by mail."),
		    place->is_system ? "journalctl -u zegel"
				     : "journalctl --user -u zegel");
	if (!place->is_system)
		say_lingering();
}

static int install(const struct timer_place *place, const struct night *night,
		   const struct options *o)
{
	if (!place->folder || !write_units(place, night))
		return fail(_("The timer cannot be written to %1$s."),
			    place->folder ? place->folder : "HOME");
	find_manager(place);
	if (!run_systemctl(place, "daemon-reload", NULL) ||
	    !run_systemctl(place, "enable", "--now"))
		return fail(_("The timer is written to %1$s, but systemd could "
			      "not be told to start it."),
			    place->folder);
	say_installed(place, o);
	return COMMAND_OK;
}

/* What is set now in the environment will not be there. */
static bool has_mail_server(const struct options *o)
{
	char *path = o->mail_to ? smtp_settings_path() : NULL;
	bool has = !o->mail_to || (path && access(path, R_OK) == 0);

	if (!has)
		(void)fail(_("At night the mail server has to be named in "
			     "%1$s."),
			   path ? path : "smtp.conf");
	free(path);
	return has;
}

int command_install_timer(struct command_context *context, char **words,
			  size_t count)
{
	const struct options *o = context->options;
	struct timer_place place;
	struct night night;
	int status = COMMAND_USAGE;

	(void)words;
	(void)count;
	if (!command_open_store(context))
		return COMMAND_FAILED;
	place = timer_place_find();
	if (night_make(&night, o, place.is_system) &&
	    telling_is_possible(context) && has_mail_server(o))
		status = timer_has_systemd() ? install(&place, &night, o)
					     : print_crontab(&night);
	night_free(&night);
	timer_place_free(&place);
	return output_end(status);
}

/* --- and away again ------------------------------------------------------ */

/* *was tells whether it was there. */
static bool remove_unit(const struct timer_place *place, const char *name,
			bool *was)
{
	char *path = timer_place_path(place, name);
	bool good = unlink(path) == 0;

	*was |= good;
	if (!good)
		good = errno == ENOENT || errno == ENOTDIR;
	free(path);
	return good;
}

static int uninstall(const struct timer_place *place)
{
	bool is_running = timer_has_systemd();
	char *path = timer_place_path(place, TIMER_TIMER);
	bool was = false, good = true;

	find_manager(place);
	if (is_running && access(path, F_OK) == 0)
		good = run_systemctl(place, "disable", "--now");
	free(path);
	good &= remove_unit(place, "timers.target.wants/" TIMER_TIMER, &was);
	good &= remove_unit(place, TIMER_TIMER, &was);
	good &= remove_unit(place, TIMER_SERVICE, &was);
	if (is_running && was)
		good &= run_systemctl(place, "daemon-reload", NULL);
	if (!good)
		return fail(_("The timer in %1$s could not be ended."),
			    place->folder);
	if (was) {
		puts(_("zegel does not look at night any more."));
		return COMMAND_OK;
	}
	fprintf(stderr, "zegel: %s\n",
		_("No timer is installed. A line for cron goes with "
		  "crontab -e."));
	return COMMAND_NO;
}

int command_uninstall_timer(struct command_context *context, char **words,
			    size_t count)
{
	struct timer_place place;
	int status;

	(void)context;
	(void)words;
	(void)count;
	place = timer_place_find();
	status = place.folder ? uninstall(&place) : COMMAND_NO;
	timer_place_free(&place);
	return output_end(status);
}
