/* SPDX-License-Identifier: MIT */
#include "commands/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static bool write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		ssize_t wrote = write(fd, text, left);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		text += wrote;
		left -= (size_t)wrote;
	}
	return true;
}

/* EEXIST in errno: another number may do. */
static bool write_new(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool good;

	if (fd < 0)
		return false;
	good = write_all(fd, text);
	good = !close(fd) && good;
	if (!good)
		unlink(path);
	errno = 0;
	return good;
}

static char *write_in(const char *folder, const char *name,
		      const char *extension, const char *text)
{
	for (int i = 1; i <= TRIES; i++) {
		char *path = i == 1 ? xasprintf("%s/zegel-%s.%s", folder, name,
						extension)
				    : xasprintf("%s/zegel-%s-%d.%s", folder,
						name, i, extension);

		if (write_new(path, text))
			return path;
		free(path);
		if (errno != EEXIST)
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
