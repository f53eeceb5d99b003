/* The store: what was told, by which channel, and that it goes with the domain.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#define KEY(d, s, c)                                                           \
	((struct told_key){ .domain = d, .services = s, .channel = c })

static void expect_told(struct store *store, struct told_key key,
			const struct told *wanted)
{
	struct told told;

	assert_int_equal(store_get_told(store, &key, &told), OK);
	if (!told_equal(&told, wanted))
		fail_msg("%s, %s, %s", key.domain, key.services, key.channel);
	told_free(&told);
}

static void expect_nothing(struct store *store, struct told_key key)
{
	struct told told;

	assert_int_equal(store_get_told(store, &key, &told), ERR_NOT_FOUND);
	assert_false(told.known);
	assert_int_equal(told.unknowns, 0);
}

static const struct told green = { .known = true,
				   .outcome = OUTCOME_GREEN,
				   .errors = (char *)"",
				   .at = 1700000000 };
static const struct told wrong = {
	.known = true,
	.outcome = OUTCOME_WRONG,
	.errors = (char *)"missing@a spf-syntax@b",
	.unknowns = 2,
	.at = 1700000100,
};
static const struct told nothing_yet = { .unknowns = 1 };

static void told_comes_back_by_its_key(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_key a = KEY("voorbeeld.nl", "onfact", "output");
	struct told_key b = KEY("voorbeeld.nl", "onfact", "mail");
	struct told_key c = KEY("voorbeeld.nl", "", "output");

	expect_nothing(store, a);
	assert_int_equal(store_put_told(store, &a, &green), OK);
	assert_int_equal(store_put_told(store, &b, &wrong), OK);
	assert_int_equal(store_put_told(store, &c, &nothing_yet), OK);
	store_close(store);
	store = open_store(p->file);
	expect_told(store, a, &green);
	expect_told(store, b, &wrong);
	expect_told(store, c, &nothing_yet);
	expect_nothing(store, KEY("voorbeeld.nl", "", "mail"));
	expect_nothing(store, KEY("ander.nl", "onfact", "output"));
	/* again */
	assert_int_equal(store_put_told(store, &a, &wrong), OK);
	expect_told(store, a, &wrong);
	expect_told(store, b, &wrong);
	store_close(store);
}

static bool never(void *ctx, const struct known_domain *domain)
{
	(void)ctx;
	fail_msg("%s is a known domain", domain->name);
	return false;
}

static void one_of_a_list_is_told_about_but_not_known(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_key key = KEY("lijst.nl", "", "output");

	assert_int_equal(store_put_told(store, &key, &green), OK);
	assert_int_equal(store_each_domain(store, never, NULL), OK);
	assert_int_equal(store_forget(store, "lijst.nl"), OK);
	expect_nothing(store, key);
	assert_int_equal(store_forget(store, "lijst.nl"), ERR_NOT_FOUND);
	store_close(store);
	assert_false(file_holds(p->file, "lijst.nl"));
}

static void forgetting_forgets_what_was_told(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct told_key a = KEY("voorbeeld.nl", "onfact", "output");
	struct told_key b = KEY("voorbeeld.nl", "", "mail");
	struct told_key other = KEY("ander.nl", "", "mail");
	struct wizard w;

	fill(&w, "voorbeeld.nl");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	assert_int_equal(store_put_told(store, &a, &green), OK);
	assert_int_equal(store_put_told(store, &b, &wrong), OK);
	assert_int_equal(store_put_told(store, &other, &wrong), OK);
	assert_int_equal(store_forget(store, "voorbeeld.nl"), OK);
	expect_nothing(store, a);
	expect_nothing(store, b);
	expect_told(store, other, &wrong);
	store_close(store);
	assert_false(file_holds(p->file, "voorbeeld.nl"));
}

static void many_are_told_at_once(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	const struct told_key keys[] = { KEY("a.nl", "", "mail"),
					 KEY("b.nl", "", "mail") };
	const struct told told[] = { green, wrong };

	assert_int_equal(store_put_told_all(store, keys, told, 2), OK);
	expect_told(store, keys[0], &green);
	expect_told(store, keys[1], &wrong);
	store_close(store);
}

static void last_outcome_of_a_known_domain(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct verdict v = { .complete = true,
			     .domain = (char *)"voorbeeld.nl",
			     .outcome = OUTCOME_WRONG,
			     .checked_at = 1700000500 };
	enum outcome outcome;
	time_t since;
	struct wizard w;

	assert_int_equal(
		store_get_outcome(store, "voorbeeld.nl", &outcome, &since),
		ERR_NOT_FOUND);
	fill(&w, "voorbeeld.nl");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	assert_int_equal(
		store_get_outcome(store, "voorbeeld.nl", &outcome, &since),
		ERR_NOT_FOUND); /* nobody looked yet */
	assert_int_equal(store_add_verdict(store, &v, NULL), OK);
	v.outcome = OUTCOME_UNKNOWN;
	v.checked_at = 1700000600;
	assert_int_equal(store_add_verdict(store, &v, NULL), OK);
	assert_int_equal(
		store_get_outcome(store, "voorbeeld.nl", &outcome, &since), OK);
	assert_int_equal(outcome, OUTCOME_WRONG);
	assert_int_equal(since, 1700000500);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(told_comes_back_by_its_key),
		ON_DISK(one_of_a_list_is_told_about_but_not_known),
		ON_DISK(forgetting_forgets_what_was_told),
		ON_DISK(many_are_told_at_once),
		ON_DISK(last_outcome_of_a_known_domain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
