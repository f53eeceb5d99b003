/* What was told, many at a time: nothing is lost but the last batch, also when
 * the process is killed.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#include <signal.h>
#include <sys/wait.h>

#include "commands/told_batch.h"

static const struct told green = { .known = true,
				   .outcome = OUTCOME_GREEN,
				   .errors = (char *)"",
				   .at = 1700000000 };
static const struct told wrong = { .known = true,
				   .outcome = OUTCOME_WRONG,
				   .errors = (char *)"missing@a",
				   .at = 1700000100 };

static struct told_key key_of(char name[32], size_t nth)
{
	snprintf(name, 32, "klant%zu.nl", nth);
	return (struct told_key){ .domain = name,
				  .services = "spinoffice",
				  .channel = "output" };
}

static void put_many(struct told_batch *batch, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char name[32];
		const struct told_key key = key_of(name, i);

		assert_int_equal(told_batch_put(batch, &key, &green), OK);
	}
}

/* How many of the first ones the file has, and that all of them are right. */
static size_t count_kept(const char *path, size_t count)
{
	struct store *store = open_store(path);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		char name[32];
		const struct told_key key = key_of(name, i);
		struct told told;
		enum err err = store_get_told(store, &key, &told);

		if (err == ERR_NOT_FOUND)
			continue;
		assert_int_equal(err, OK);
		assert_true(told_equal(&told, &green));
		/* none is left out in between */
		assert_int_equal(kept, i);
		kept++;
		told_free(&told);
	}
	store_close(store);
	return kept;
}

static void what_was_put_comes_back_before_it_is_written(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_batch *batch = told_batch_new(store);
	struct told_key a = { "a.nl", "", "output" };
	struct told_key b = { "a.nl", "onfact", "output" };
	struct told told;

	assert_int_equal(told_batch_get(batch, &a, &told), ERR_NOT_FOUND);
	assert_int_equal(told_batch_put(batch, &a, &green), OK);
	assert_int_equal(told_batch_get(batch, &b, &told), ERR_NOT_FOUND);
	assert_int_equal(store_get_told(store, &a, &told), ERR_NOT_FOUND);
	assert_int_equal(told_batch_put(batch, &b, &green), OK);
	assert_int_equal(told_batch_put(batch, &a, &wrong), OK);
	for (int written = 0; written < 2; written++) {
		assert_int_equal(told_batch_get(batch, &a, &told), OK);
		assert_true(told_equal(&told, &wrong));
		told_free(&told);
		assert_int_equal(told_batch_get(batch, &b, &told), OK);
		assert_true(told_equal(&told, &green));
		told_free(&told);
		assert_int_equal(told_batch_write(batch), OK);
	}
	told_batch_free(batch);
	assert_int_equal(store_get_told(store, &a, &told), OK);
	assert_true(told_equal(&told, &wrong));
	told_free(&told);
	store_close(store);
}

static void a_full_batch_is_written(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_batch *batch = told_batch_new(store);

	put_many(batch, 3 * TOLD_BATCH - 1);
	told_batch_free(batch);
	store_close(store);
	assert_true(count_kept(p->file, 3 * TOLD_BATCH) >= 2 * TOLD_BATCH);
}

static void killed_it_loses_the_last_batch_alone(void **state)
{
	static const size_t counts[] = { 1,
					 TOLD_BATCH - 1,
					 TOLD_BATCH,
					 TOLD_BATCH + 1,
					 5 * TOLD_BATCH - 1,
					 6 * TOLD_BATCH + 77 };
	struct place_on_disk *p = *state;

	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		int status;
		pid_t child = fork();

		if (!child) {
			put_many(told_batch_new(open_store(p->file)),
				 counts[i]);
			raise(SIGKILL);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		/* A file from a longer run has more, never less. */
		assert_true(count_kept(p->file, counts[i]) >=
			    counts[i] / TOLD_BATCH * TOLD_BATCH);
	}
	assert_true(count_kept(p->file, 7 * TOLD_BATCH) >= 6 * TOLD_BATCH);
}

static void a_file_that_takes_nothing_is_an_error(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_batch *batch = told_batch_new(store);
	struct told_key a = { "a.nl", "", "output" };
	struct told told;

	assert_int_equal(told_batch_put(batch, &a, &green), OK);
	run_sql(p->file, "CREATE TRIGGER full BEFORE INSERT ON told BEGIN"
			 " SELECT RAISE(ABORT, 'no'); END");
	assert_int_not_equal(told_batch_write(batch), OK);
	run_sql(p->file, "DROP TRIGGER full");
	assert_int_equal(store_get_told(store, &a, &told), ERR_NOT_FOUND);
	assert_int_equal(told_batch_put(batch, &a, &green), OK);
	assert_int_equal(told_batch_write(batch), OK);
	told_batch_free(batch);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(what_was_put_comes_back_before_it_is_written),
		ON_DISK(a_full_batch_is_written),
		ON_DISK(killed_it_loses_the_last_batch_alone),
		ON_DISK(a_file_that_takes_nothing_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
