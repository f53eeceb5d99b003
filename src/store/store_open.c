/* Opening the store: the folder, the file, how SQLite is to treat it.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_internal.h"

#define BUSY_MS 5000

static enum err error_of_errno(void)
{
	return errno == EACCES || errno == EPERM || errno == EROFS ? ERR_DENIED
								   : ERR_IO;
}

/* SQLite does not wait for its busy timeout here, so we do. */
static enum err use_wal(struct store *store)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
	char *mode;
	enum err err;

	for (int waited = 0; waited < BUSY_MS; waited += 10) {
		err = store_ask(store, "PRAGMA journal_mode", &mode);
		if (!err && mode && strcmp(mode, "delete") == 0) {
			free(mode);
			err = store_ask(store, "PRAGMA journal_mode = WAL",
					&mode);
		}
		free(mode);
		if (err != ERR_BUSY)
			return err;
		nanosleep(&pause, NULL);
	}
	return err;
}

static enum err prepare_database(struct store *store)
{
	int version = 0;
	enum err err;

	sqlite3_busy_timeout(store->db, BUSY_MS);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	err = store_run(store, SQL_BEGIN_READ, "");
	if (!err)
		err = store_end(store, store_check_file(store, &version));
	if (!err)
		err = store_execute(store, "PRAGMA foreign_keys = ON;"
					   "PRAGMA secure_delete = ON;"
					   "PRAGMA synchronous = NORMAL;"
					   "PRAGMA temp_store = MEMORY;"
					   "PRAGMA auto_vacuum = INCREMENTAL");
	if (!err)
		err = use_wal(store);
	if (!err && version < store_newest_version())
		err = store_migrate(store);
	return err;
}

char *store_default_path(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	const struct passwd *user;

	/* A relative path has no meaning there (XDG base directories). */
	if (state && state[0] == '/')
		return xasprintf("%s/zegel/zegel.db", state);
	if (!home || home[0] != '/') {
		user = getpwuid(getuid());
		home = user ? user->pw_dir : NULL;
	}
	if (!home || home[0] != '/')
		return NULL;
	return xasprintf("%s/.local/state/zegel/zegel.db", home);
}

/* Makes the folders above path, each 0700; the last one is closed to others
 * also when it was there. */
static enum err make_folder(const char *path)
{
	char *folder = xstrdup(path);
	char *last = strrchr(folder, '/');
	struct stat info;
	enum err err = OK;

	*last = '\0';
	for (char *at = folder + 1; !err; at++) {
		if (*at != '/' && *at != '\0')
			continue;
		char here = *at;
		*at = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			err = error_of_errno();
		*at = here;
		if (here == '\0')
			break;
	}
	if (!err && stat(folder, &info) == 0 && (info.st_mode & 077) &&
	    info.st_uid == geteuid() && chmod(folder, 0700) != 0)
		err = error_of_errno();
	free(folder);
	return err;
}

/* Makes the file, if it is not there, before SQLite does: readable for its
 * owner only from its first moment on. SQLite gives the same mode to the -wal
 * and -shm files. A file that is there is never opened here: closing it would
 * drop the locks that this program holds on it through another connection. */
static enum err make_file(const char *path)
{
	struct stat info;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0) {
		close(fd);
		return OK;
	}
	if (errno != EEXIST)
		return error_of_errno();
	if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) != 0 ||
	    stat(path, &info) != 0)
		return error_of_errno();
	if (!S_ISREG(info.st_mode))
		return ERR_IO;
	if ((info.st_mode & 077) && info.st_uid == geteuid() &&
	    chmod(path, 0600) != 0)
		return error_of_errno();
	return OK;
}

/* Of a file that is refused nothing may change, so what stands in its log is
 * not brought into it when it is closed again. */
static void keep_log(struct store *store, bool keep)
{
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
			  (int)keep, NULL);
}

static bool has_log(const char *path)
{
	char *log = xasprintf("%s-wal", path);
	struct stat info;
	bool has = stat(log, &info) == 0 && info.st_size > 0;

	free(log);
	return has;
}

enum err store_open(const char *path, struct store **out)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	char *chosen = path ? xstrdup(path) : store_default_path();
	struct store *store = xcalloc(1, sizeof(*store));
	bool log = chosen && has_log(chosen);
	bool in_memory = chosen && strcmp(chosen, STORE_IN_MEMORY) == 0;
	enum err err = chosen ? OK : ERR_NOT_FOUND;

	*out = NULL;
	if (!err && !path)
		err = make_folder(chosen);
	if (!err && !in_memory)
		err = make_file(chosen);
	if (!err) {
		errno = 0;
		err = store_error(
			sqlite3_open_v2(chosen, &store->db, flags, NULL));
	}
	if (!err) {
		keep_log(store, log);
		err = prepare_database(store);
	}
	if (!err)
		keep_log(store, false);
	free(chosen);
	if (err)
		store_close(store);
	else
		*out = store;
	return err;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->prepared[i]);
	sqlite3_close(store->db);
	free(store);
}
