/* SPDX-License-Identifier: MIT */
#include "base/program.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/util.h"

#ifndef ZEGEL_PREFIX
#define ZEGEL_PREFIX "/usr/local"
#endif

/* NULL when there is no such folder. */
static char *existing(const char *program, size_t len, const char *between,
		      const char *folder)
{
	char *path = xasprintf("%.*s%s%s", (int)len, program, between, folder);
	struct stat st;

	if (!stat(path, &st) && S_ISDIR(st.st_mode))
		return path;
	free(path);
	return NULL;
}

char *program_folder(const char *built, const char *installed)
{
	char program[PATH_MAX];
	ssize_t got = readlink("/proc/self/exe", program, sizeof(program));
	size_t len = got > 0 ? (size_t)got : 0;
	char *found;

	while (len && program[len - 1] != '/')
		len--;
	found = len ? existing(program, len, "", built) : NULL;
	if (!found && len)
		found = existing(program, len, "../", installed);
	return found ? found : xasprintf(ZEGEL_PREFIX "/%s", installed);
}
