/* State files of every earlier version, as SQL in data/store: opened with
 * today's zegel they hold all that they held, in today's tables.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/str.h"
#include "store/store_internal.h"

#define FOLDER "tests/unit/data/store"

enum { FILES_MAX = 64 };

static char *names[FILES_MAX];
static size_t name_count;

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int find_files(void **state)
{
	DIR *dir = opendir(FOLDER);
	struct dirent *entry;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		assert_true(name_count < FILES_MAX);
		names[name_count++] = xasprintf(FOLDER "/%s", entry->d_name);
	}
	closedir(dir);
	qsort(names, name_count, sizeof(*names), by_name);
	return name_count >= 4 ? 0 : -1;
}

static int drop_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < name_count; i++)
		free(names[i]);
	return 0;
}

static void make_old(const char *path, const char *from)
{
	size_t len;
	char *sql = read_all(from, &len), *whole;

	assert_non_null(sql);
	sql[len] = '\0';
	remove(path);
	whole = xasprintf("PRAGMA synchronous = OFF;"
			  "PRAGMA journal_mode = MEMORY;%s",
			  sql);
	run_sql(path, whole);
	free(whole);
	free(sql);
}

/* All rows of a query as text, a row a line. */
static void dump_query(sqlite3 *db, const char *sql, struct str *out)
{
	sqlite3_stmt *row;

	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(row) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			const char *text = (const char *)sqlite3_column_text(
				row, i);

			str_addf(out, "%s|", text ? text : "(null)");
		}
		str_add(out, "\n");
	}
	sqlite3_finalize(row);
}

static char *ask(const char *path, const char *sql)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	sqlite3 *db;
	char *text;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	dump_query(db, sql, &out);
	sqlite3_close(db);
	text = xstrdup(str_text(&out));
	str_free(&out);
	return text;
}

/* What asks for every column of every table that the file has now, one query
 * a line. */
static char *queries_for_all(const char *path)
{
	return ask(path, "SELECT 'SELECT ' || quote(m.name) || ', ' ||"
			 " group_concat(c.name, ', ') || ' FROM ' || m.name ||"
			 " ' ORDER BY 2, 3'"
			 " FROM sqlite_master m, pragma_table_info(m.name) c"
			 " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
			 " GROUP BY m.name ORDER BY m.name");
}

static char *dump(const char *path, const char *queries)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	char *all = xstrdup(queries), *rest = all, *query, *text;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	while ((query = strsep(&rest, "\n")) && *query) {
		query[strlen(query) - 1] = '\0'; /* the | */
		dump_query(db, query, &out);
	}
	sqlite3_close(db);
	free(all);
	text = xstrdup(str_text(&out));
	str_free(&out);
	return text;
}

/* The tables as they are, whatever the order of their columns. */
static char *shape_of(const char *path)
{
	return ask(path, "SELECT m.name, c.name, c.type, c.\"notnull\","
			 " c.dflt_value, c.pk"
			 " FROM sqlite_master m, pragma_table_info(m.name) c"
			 " WHERE m.type = 'table' ORDER BY 1, 2");
}

static void expect(const char *path, const char *sql, const char *wanted)
{
	char *got = ask(path, sql);

	assert_string_equal(got, wanted);
	free(got);
}

static void old_files_keep_all_that_they_hold(void **state)
{
	struct place_on_disk *p = *state;
	char *newest = xasprintf("%d|\n", store_newest_version());

	for (size_t i = 0; i < name_count; i++) {
		char *queries, *before, *after;

		make_old(p->file, names[i]);
		queries = queries_for_all(p->file);
		before = dump(p->file, queries);
		assert_non_null(strstr(before, "andere = tekst \xc3\xa9"));
		store_close(open_store(p->file));
		store_close(open_store(p->file)); /* and again */
		after = dump(p->file, queries);
		if (strcmp(before, after) != 0)
			fail_msg("%s:\n%s\nbecame\n%s", names[i], before,
				 after);
		expect(p->file, "PRAGMA user_version", newest);
		expect(p->file, "PRAGMA integrity_check", "ok|\n");
		expect(p->file, "PRAGMA foreign_key_check", "");
		free(queries);
		free(before);
		free(after);
	}
	free(newest);
}

static void old_files_get_the_tables_of_a_new_one(void **state)
{
	struct place_on_disk *p = *state;
	char *wanted, *got;

	store_close(open_store(p->file));
	wanted = shape_of(p->file);
	for (size_t i = 0; i < name_count; i++) {
		make_old(p->file, names[i]);
		store_close(open_store(p->file));
		got = shape_of(p->file);
		if (strcmp(wanted, got) != 0)
			fail_msg("%s:\n%s\ninstead of\n%s", names[i], got,
				 wanted);
		free(got);
	}
	free(wanted);
}

static bool count_turn(void *ctx, const struct turn *turn)
{
	int *count = ctx;

	assert_int_equal(turn->outcome,
			 *count ? OUTCOME_WRONG : OUTCOME_WAITING);
	assert_int_equal(turn->count, *count ? 2 : 1);
	(*count)++;
	return true;
}

/* The same through the functions of the store. */
static void old_files_are_read(void **state)
{
	struct place_on_disk *p = *state;

	for (size_t i = 0; i < name_count; i++) {
		struct store *store;
		struct wizard w;
		int turns = 0;

		make_old(p->file, names[i]);
		store = open_store(p->file);
		wizard_init(&w);
		assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
		assert_int_equal(w.place, PLACE_WAITING);
		assert_int_equal(w.access, ACCESS_SOMEBODY_ELSE);
		assert_int_equal(w.choices.count, 3);
		assert_string_equal(w.choices.entered_at, "hostnet");
		assert_int_equal(w.choices.items[1].value_count, 2);
		assert_int_equal(w.tick_count, 2);
		assert_int_equal(w.past.first_count, 3);
		assert_int_equal(w.past.milestone_count, 1);
		assert_int_equal(w.past.milestones[0].published_at, 1700000050);
		assert_int_equal(store_each_turn(store, "voorbeeld.nl",
						 count_turn, &turns),
				 OK);
		assert_int_equal(turns, 2);
		/* what is written now fits as well */
		free(w.past.milestones[0].value);
		w.past.milestones[0].value = xstrdup("v=spf1 ~all");
		free(w.values_text);
		w.values_text = xstrdup("TXT\nx");
		assert_int_equal(store_save(store, &w), OK);
		assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
		assert_string_equal(w.past.milestones[0].value, "v=spf1 ~all");
		assert_string_equal(w.values_text, "TXT\nx");
		wizard_free(&w);
		store_close(store);
	}
}

/* A file in which a change of the tables cannot be made. */
static void what_cannot_be_brought_up_stays(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store;
	char *queries, *before, *after;

	make_old(p->file, FOLDER "/version-1-first.sql");
	run_sql(p->file, "PRAGMA foreign_keys = OFF;"
			 "ALTER TABLE domain RENAME TO somewhere_else");
	queries = queries_for_all(p->file);
	before = dump(p->file, queries);
	assert_int_not_equal(store_open(p->file, &store), OK);
	free(queries);
	queries = queries_for_all(p->file);
	after = dump(p->file, queries);
	assert_string_equal(before, after); /* the milestones' column, too */
	expect(p->file, "PRAGMA user_version", "1|\n");
	free(queries);
	free(before);
	free(after);
}

static int kill_at_zero(void *ctx)
{
	int *left = ctx;

	if ((*left)-- == 0)
		raise(SIGKILL);
	return 0;
}

static int steps_to_kill;

static int kill_soon(sqlite3 *db, char **problem, const void *api)
{
	(void)problem;
	(void)api;
	sqlite3_progress_handler(db, 1, kill_at_zero, &steps_to_kill);
	return SQLITE_OK;
}

/* Opens the file in a child that is killed after so many steps of SQLite's
 * machine; true when it came through. */
static bool open_and_be_killed(const char *path, int steps)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct store *store;

		steps_to_kill = steps;
		sqlite3_auto_extension((void (*)(void))kill_soon);
		_exit(store_open(path, &store) == OK ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
		return true;
	}
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return false;
}

/* Wherever a kill falls while the tables change, they are the old or the new
 * ones, whole. */
static void killed_while_the_tables_change(void **state)
{
	struct place_on_disk *p = *state;
	char *newest = xasprintf("%d|\n", store_newest_version());
	bool through = false, seen_old = false;

	for (int steps = 1; !through; steps += 61) {
		char *version, *columns;

		make_old(p->file, FOLDER "/version-1-first.sql");
		through = open_and_be_killed(p->file, steps);
		version = ask(p->file, "PRAGMA user_version");
		columns = ask(p->file, "SELECT count(*) FROM sqlite_master m,"
				       " pragma_table_info(m.name) c WHERE"
				       " (m.name, c.name) IN (VALUES"
				       " ('milestone', 'value'),"
				       " ('domain', 'pasted_text'))");
		if (!strcmp(version, "1|\n")) {
			assert_string_equal(columns, "0|\n");
			seen_old = true;
		} else {
			assert_string_equal(version, newest);
			assert_string_equal(columns, "2|\n");
		}
		free(version);
		free(columns);
		store_close(open_store(p->file));
		expect(p->file, "PRAGMA user_version", newest);
		expect(p->file, "PRAGMA integrity_check", "ok|\n");
	}
	assert_true(seen_old);
	free(newest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(old_files_keep_all_that_they_hold),
		ON_DISK(old_files_get_the_tables_of_a_new_one),
		ON_DISK(old_files_are_read),
		ON_DISK(what_cannot_be_brought_up_stays),
		ON_DISK(killed_while_the_tables_change),
	};

	return cmocka_run_group_tests(tests, find_files, drop_files);
}
