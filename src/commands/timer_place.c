/* SPDX-License-Identifier: MIT */
#include "commands/timer_place.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/save.h"
#include "commands/timer_unit.h"
#include "store/store.h"

enum { UNIT_MAX = 64 * 1024 };

static char *user_folder(void)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (config && *config == '/')
		return xasprintf("%s/systemd/user", config);
	if (!home || *home != '/') {
		user = getpwuid(geteuid());
		home = user ? user->pw_dir : NULL;
	}
	return home && *home == '/' ? xasprintf("%s/.config/systemd/user", home)
				    : NULL;
}

struct timer_place timer_place_find(void)
{
	bool is_system = geteuid() == 0;

	return (struct timer_place){
		.is_system = is_system,
		.folder = is_system ? xstrdup("/etc/systemd/system")
				    : user_folder(),
	};
}

void timer_place_free(struct timer_place *place)
{
	free(place->folder);
	*place = (struct timer_place){ .folder = NULL };
}

char *timer_place_path(const struct timer_place *place, const char *unit)
{
	return xasprintf("%s/%s", place->folder, unit);
}

bool timer_has_systemd(void)
{
	struct stat st;

	return lstat("/run/systemd/system", &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_enabled(const struct timer_place *place)
{
	char *link = timer_place_path(place,
				      "timers.target.wants/" TIMER_TIMER);
	bool is = access(link, F_OK) == 0;

	free(link);
	return is;
}

/* Does the service name this file? */
static bool looks_at(const struct timer_place *place, const char *state)
{
	char *path = timer_place_path(place, TIMER_SERVICE);
	char *option = xasprintf("--state=%s", state);
	struct str wanted = STR_INIT(UNIT_MAX);
	char text[UNIT_MAX];
	FILE *from = fopen(path, "re");
	size_t len = from ? fread(text, 1, sizeof(text) - 1, from) : 0;
	bool does;

	if (from)
		fclose(from);
	text[len] = '\0';
	unit_add_argument(&wanted, option);
	/* With a list of its own it looks at that. */
	does = strstr(text, str_text(&wanted)) && !strstr(text, "\"--file=");
	str_free(&wanted);
	free(option);
	free(path);
	return does;
}

bool timer_is_installed(const char *state)
{
	struct timer_place place = timer_place_find();
	char *path = state ? save_path(state) : store_default_path();
	bool is = place.folder && path && timer_has_systemd() &&
		  is_enabled(&place) && looks_at(&place, path);

	free(path);
	timer_place_free(&place);
	return is;
}
