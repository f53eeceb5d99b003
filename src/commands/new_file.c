/* SPDX-License-Identifier: MIT */
#include "commands/new_file.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/save.h"
#include "base/str.h"

enum { TRIES = 99 };

/* A name may hold what a folder gives another meaning. */
static void add_domain(struct str *out, const char *domain)
{
	for (; *domain; domain++) {
		bool plain = (*domain >= 'a' && *domain <= 'z') ||
			     (*domain >= '0' && *domain <= '9') ||
			     *domain == '-' || *domain == '.';

		str_add_char(out, plain ? *domain : '_');
	}
}

static char *write_in(const char *folder, const char *name,
		      const char *extension, const char *text)
{
	for (int i = 1; i <= TRIES; i++) {
		char *path = i == 1 ? xasprintf("%s/zegel-%s.%s", folder, name,
						extension)
				    : xasprintf("%s/zegel-%s-%d.%s", folder,
						name, i, extension);

		enum err err = save_text(path, text, false);

		if (!err)
			return path;
		free(path);
		if (err != ERR_EXISTS)
			break;
	}
	return NULL;
}

char *new_file_write(const char *domain, const char *extension,
		     const char *text)
{
	struct str name = STR_INIT(NAME_MAX);
	const char *home = getenv("HOME");
	char folder[PATH_MAX];
	char *path = NULL;

	add_domain(&name, domain);
	if (getcwd(folder, sizeof(folder)))
		path = write_in(folder, str_text(&name), extension, text);
	if (!path && home && *home)
		path = write_in(home, str_text(&name), extension, text);
	str_free(&name);
	return path;
}

enum err new_file_write_typed(void *ctx, const char *typed, const char *text,
			      bool replace, char **path)
{
	(void)ctx;
	*path = save_path(typed);
	return save_text(*path, text, replace);
}
