/* SPDX-License-Identifier: MIT */
#include "base/save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err err_of(int number)
{
	switch (number) {
	case EEXIST:
		return ERR_EXISTS;
	case ENOENT:
	case ENOTDIR:
	case EISDIR:
		return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_DENIED;
	default:
		return ERR_IO;
	}
}

bool write_whole(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		ssize_t done = write(fd, text, left);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		text += done;
		left -= (size_t)done;
	}
	return true;
}

/* On the disk, where the file system has one. */
static bool keep_it(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
}

/* Puts what is written in the place of its name. link() never replaces; where a
 * file system knows no second name for a file, looking first has to do. */
static enum err name_it(const char *written, const char *path, bool replace)
{
	struct stat there;

	if (!replace && link(written, path) == 0)
		return OK;
	if (!replace && (errno == EEXIST || lstat(path, &there) == 0))
		return ERR_EXISTS;
	return rename(written, path) ? err_of(errno) : OK;
}

enum err save_begin(struct saving *s, const char *path)
{
	int fd;

	*s = (struct saving){ .path = xstrdup(path) };
	s->written = xasprintf("%s.XXXXXX", path);
	fd = mkstemp(s->written); /* with mode 0600 */
	if (fd >= 0)
		s->to = fdopen(fd, "w");
	if (s->to)
		return OK;
	free(s->written);
	free(s->path);
	return err_of(errno);
}

enum err save_end(struct saving *s, bool replace, enum err err)
{
	if ((fflush(s->to) || ferror(s->to) || !keep_it(fileno(s->to))) && !err)
		err = err_of(errno);
	if (fclose(s->to) && !err)
		err = err_of(errno);
	if (!err)
		err = name_it(s->written, s->path, replace);
	/* After a rename it is not there any more. */
	(void)unlink(s->written);
	free(s->written);
	free(s->path);
	return err;
}

enum err save_text(const char *path, const char *text, bool replace)
{
	struct saving s;
	enum err err = save_begin(&s, path);

	if (err)
		return err;
	(void)fputs(text, s.to); /* save_end() sees how it went */
	return save_end(&s, replace, OK);
}

char *save_path(const char *typed)
{
	const char *home = getenv("HOME");
	char *here, *path;

	if (*typed == '/')
		return xstrdup(typed);
	if (strncmp(typed, "~/", 2) == 0 && home && *home == '/')
		return xasprintf("%s/%s", home, typed + 2);
	here = getcwd(NULL, 0);
	path = here ? xasprintf("%s%s%s", here, here[1] ? "/" : "", typed)
		    : xstrdup(typed);
	free(here);
	return path;
}
