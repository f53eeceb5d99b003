/* The store's file: closed to others, never overwritten, whole in spite of
 * other programs and kills.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/store_internal.h"

static mode_t mode_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 0777;
}

static void write_all(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static void files_are_closed_to_others(void **state)
{
	struct place_on_disk *p = *state;
	char path[160];
	struct store *store;
	char *wanted;

	snprintf(path, sizeof(path), "%s/deep/er", p->folder);
	setenv("XDG_STATE_HOME", path, 1);
	umask(0);
	store = open_store(NULL);
	snprintf(path, sizeof(path), "%s/deep/er/zegel", p->folder);
	assert_int_equal(mode_of(path), 0700);
	snprintf(path, sizeof(path), "%s/deep/er/zegel/zegel.db", p->folder);
	wanted = store_default_path();
	assert_string_equal(wanted, path);
	free(wanted);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(store_set_setting(store, "language", "nl"), OK);
	snprintf(path, sizeof(path), "%s/deep/er/zegel/zegel.db-wal",
		 p->folder);
	assert_int_equal(mode_of(path), 0600);
	store_close(store);

	/* both were opened up by somebody: closed again */
	snprintf(path, sizeof(path), "%s/deep/er/zegel", p->folder);
	chmod(path, 0755);
	snprintf(path, sizeof(path), "%s/deep/er/zegel/zegel.db", p->folder);
	chmod(path, 0644);
	store_close(open_store(NULL));
	assert_int_equal(mode_of(path), 0600);
	snprintf(path, sizeof(path), "%s/deep/er/zegel", p->folder);
	assert_int_equal(mode_of(path), 0700);

	setenv("XDG_STATE_HOME", "not/absolute", 1);
	setenv("HOME", "/home/somebody", 1);
	wanted = store_default_path();
	assert_string_equal(wanted,
			    "/home/somebody/.local/state/zegel/zegel.db");
	free(wanted);
	unsetenv("XDG_STATE_HOME");
	umask(022);
}

/* Each of these must be refused and left exactly as it is. */
static void make_garbage(const char *path)
{
	write_all(path, "not a database", 14);
}

static void make_long_garbage(const char *path)
{
	char bytes[5000];

	memset(bytes, 'x', sizeof(bytes));
	write_all(path, bytes, sizeof(bytes));
}

static void make_truncated(const char *path)
{
	size_t len;
	char *bytes;

	store_close(open_store(path));
	bytes = read_all(path, &len);
	write_all(path, bytes, len / 2);
	free(bytes);
}

static void make_scratched(const char *path)
{
	size_t len;
	char *bytes;

	store_close(open_store(path));
	bytes = read_all(path, &len);
	memset(bytes + 4096, 0xa5, len - 4096);
	write_all(path, bytes, len);
	free(bytes);
}

static void make_foreign(const char *path)
{
	run_sql(path, "CREATE TABLE photos(id INTEGER)");
}

static void make_newer(const char *path)
{
	store_close(open_store(path));
	run_sql(path, "PRAGMA user_version = 1000");
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0700), 0);
}

static void bad_files_are_refused_untouched(void **state)
{
	static const struct {
		const char *name;
		void (*make)(const char *path);
		enum err wanted;
	} cases[] = {
		{ "garbage", make_garbage, ERR_DAMAGED },
		{ "long garbage", make_long_garbage, ERR_DAMAGED },
		{ "cut in half", make_truncated, ERR_DAMAGED },
		{ "scratched", make_scratched, ERR_DAMAGED },
		{ "of another program", make_foreign, ERR_DAMAGED },
		{ "of a newer zegel", make_newer, ERR_NEWER },
		{ "a folder", make_folder, ERR_IO },
	};
	struct place_on_disk *p = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct store *store = NULL;
		char path[160];
		size_t before_len, after_len;
		char *before, *after;
		enum err err;

		snprintf(path, sizeof(path), "%s/case-%zu", p->folder, i);
		cases[i].make(path);
		before = i + 1 < COUNT_OF(cases) ? read_all(path, &before_len)
						 : NULL;
		err = store_open(path, &store);
		if (err != cases[i].wanted || store)
			fail_msg("%s: %d instead of %d", cases[i].name, err,
				 cases[i].wanted);
		if (!before)
			continue;
		after = read_all(path, &after_len);
		if (before_len != after_len ||
		    memcmp(before, after, after_len) != 0)
			fail_msg("%s: was changed", cases[i].name);
		free(before);
		free(after);
	}
}

/* Killed, it leaves its last words in the log. A newer zegel's file keeps even
 * that to itself. */
static void refused_files_keep_their_log(void **state)
{
	struct place_on_disk *p = *state;
	char log[160];
	struct store *store;
	size_t before_len, after_len;
	char *before, *after;
	int status;
	pid_t child;

	store_close(open_store(p->file));
	snprintf(log, sizeof(log), "%s-wal", p->file);
	child = fork();
	if (child == 0) {
		sqlite3 *db;

		if (sqlite3_open(p->file, &db) == SQLITE_OK)
			sqlite3_exec(db, "PRAGMA user_version = 1000", NULL,
				     NULL, NULL);
		_exit(0); /* without closing it */
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	before = read_all(log, &before_len);
	assert_non_null(before);
	assert_true(before_len > 0);
	assert_int_equal(store_open(p->file, &store), ERR_NEWER);
	after = read_all(log, &after_len);
	assert_non_null(after);
	assert_int_equal(before_len, after_len);
	assert_memory_equal(before, after, after_len);
	free(before);
	free(after);
}

static void empty_file_is_a_new_store(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store;
	char *value;

	write_all(p->file, "", 0);
	store = open_store(p->file);
	assert_int_equal(store_get_setting(store, "language", &value), OK);
	assert_null(value);
	assert_int_equal(store_set_setting(store, "language", "nl"), OK);
	assert_int_equal(store_set_setting(store, "language", "de"), OK);
	store_close(store);
	store = open_store(p->file);
	assert_int_equal(store_get_setting(store, "language", &value), OK);
	assert_string_equal(value, "de");
	free(value);
	store_close(store);
}

/* Runs in a child that is nobody, for whom modes count; returns what
 * store_open() said. */
static enum err open_as_nobody(const char *path)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct store *store;
		enum err err;

		if (geteuid() == 0 && setuid(65534) != 0)
			_exit(100);
		err = store_open(path, &store);
		if (err == OK)
			store_close(store);
		_exit((int)err);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return (enum err)WEXITSTATUS(status);
}

static void closed_folders_are_denied(void **state)
{
	struct place_on_disk *p = *state;
	uid_t owner = geteuid() == 0 ? 65534 : geteuid();

	/* the folder cannot be entered */
	assert_int_equal(chmod(p->folder, 0), 0);
	assert_int_equal(open_as_nobody(p->file), ERR_DENIED);

	/* nothing can be made in it */
	assert_int_equal(chmod(p->folder, 0555), 0);
	assert_int_equal(open_as_nobody(p->file), ERR_DENIED);

	/* the file is there and ours, but the folder takes no -wal beside it */
	assert_int_equal(chmod(p->folder, 0755), 0);
	store_close(open_store(p->file));
	if (geteuid() == 0)
		assert_int_equal(chown(p->file, owner, (gid_t)-1), 0);
	assert_int_equal(chmod(p->folder, 0555), 0);
	assert_int_equal(open_as_nobody(p->file), ERR_DENIED);

	/* the file is somebody's who lets nobody write */
	assert_int_equal(chmod(p->folder, 0755), 0);
	assert_int_equal(chmod(p->file, 0444), 0);
	assert_int_equal(open_as_nobody(p->file), ERR_DENIED);
	assert_int_equal(open_as_nobody("/nowhere/at/all/state.db"), ERR_IO);
}

static void many_programs_open_a_new_file_at_once(void **state)
{
	enum { PROGRAMS = 8, EACH = 20 };
	struct place_on_disk *p = *state;
	struct store *store;
	struct wizard w;
	pid_t children[PROGRAMS];
	int status, gate[2];
	char byte;

	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < PROGRAMS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] > 0)
			continue;
		close(gate[1]);
		if (read(gate[0], &byte, 1) != 0) /* ends when all are there */
			_exit(1);
		if (store_open(p->file, &store) != OK)
			_exit(2);
		for (int n = 0; n < EACH; n++) {
			char domain[32];

			snprintf(domain, sizeof(domain), "d%d-%d.nl", i, n);
			fill(&w, domain);
			if (store_save(store, &w) != OK)
				_exit(3);
			wizard_free(&w);
			if (store_set_setting(store, "language", "nl") != OK)
				_exit(4);
		}
		store_close(store);
		_exit(0);
	}
	close(gate[0]);
	close(gate[1]);
	for (int i = 0; i < PROGRAMS; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	store = open_store(p->file);
	for (int i = 0; i < PROGRAMS; i++) {
		char domain[32];

		snprintf(domain, sizeof(domain), "d%d-%d.nl", i, EACH - 1);
		wizard_init(&w);
		assert_int_equal(store_load(store, domain, &w), OK);
		assert_int_equal(w.past.first_count, 4);
		wizard_free(&w);
	}
	store_close(store);
}

/* Counts down the steps of SQLite's machine and kills the program at 0. */
static int kill_at_zero(void *ctx)
{
	int *left = ctx;

	if ((*left)-- == 0)
		raise(SIGKILL);
	return 0;
}

/* Saves twice what belongs together, and is killed after so many steps of the
 * second saving. Returns true when it came through. */
static bool save_and_be_killed(const char *path, int steps)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct store *store = open_store(path);
		struct wizard w;

		fill(&w, "voorbeeld.nl");
		w.since = steps;
		w.choices.items[1].values[0].ttl = (uint32_t)steps;
		sqlite3_progress_handler(store->db, 1, kill_at_zero, &steps);
		_exit(store_save(store, &w) == OK ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
		return true;
	}
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return false;
}

/* Wherever the kill falls: what is there afterwards is one of the two whole
 * states, never a mixture. */
static void killed_writers_leave_whole_states(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct wizard w;
	bool through = false;
	time_t before;

	fill(&w, "voorbeeld.nl");
	w.since = before = 0;
	w.choices.items[1].values[0].ttl = 0;
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	store_close(store);
	for (int steps = 1; !through; steps += 7) {
		through = save_and_be_killed(p->file, steps);
		store = open_store(p->file);
		wizard_init(&w);
		assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
		assert_int_equal(w.choices.count, 3);
		assert_int_equal(w.choices.items[1].value_count, 2);
		assert_int_equal(w.tick_count, 1);
		assert_int_equal(w.choices.items[1].values[0].ttl, w.since);
		assert_true(w.since == steps || w.since == before);
		assert_true(!through || w.since == steps);
		before = w.since;
		wizard_free(&w);
		store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(files_are_closed_to_others),
		ON_DISK(bad_files_are_refused_untouched),
		ON_DISK(refused_files_keep_their_log),
		ON_DISK(empty_file_is_a_new_store),
		ON_DISK(closed_folders_are_denied),
		ON_DISK(many_programs_open_a_new_file_at_once),
		ON_DISK(killed_writers_leave_whole_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
