/* SPDX-License-Identifier: MIT */
#include "catalog/datadir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/program.h"

char *catalog_data_dir(void)
{
	const char *env = getenv("ZEGEL_DATADIR");

	if (env && *env)
		return xstrdup(env);
	return program_folder("share/zegel", "share/zegel");
}

static enum err err_from_errno(void)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
		return ERR_DENIED;
	default:
		return ERR_IO;
	}
}

static enum err read_all(int fd, struct str *out)
{
	char chunk[16384];

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ERR_IO;
		if (got == 0)
			return OK;
		str_add_bytes(out, chunk, (size_t)got);
		if (out->overflow)
			return ERR_TOO_LONG;
	}
}

enum err catalog_read_file(const char *path, struct str *out)
{
	struct stat st;
	enum err err = OK;

	str_reset(out);
	/* Not waiting for a writer keeps a named pipe from hanging us. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_from_errno();
	if (fstat(fd, &st) != 0) {
		err = ERR_IO;
	} else if (!S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		err = ERR_IO;
	} else {
		err = read_all(fd, out);
	}
	int keep = errno;
	close(fd);
	errno = keep;
	return err;
}
