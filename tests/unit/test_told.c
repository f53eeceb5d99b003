/* What is news against what was told before.
 *
 * A state is written as its outcome and the errors: "wrong dkim-no-key@a
 * spf-syntax@b". In a verdict "?" is a record without an answer, "~code@name"
 * an error that waiting mends, "!code@name" a warning.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/told.h"

static enum outcome read_outcome(struct slice *text)
{
	struct slice word;

	assert_true(slice_next_word(text, &word));
	for (int i = OUTCOME_GREEN; i <= OUTCOME_UNKNOWN; i++) {
		if (slice_is(word, outcome_name((enum outcome)i)))
			return (enum outcome)i;
	}
	fail_msg("no outcome: %.*s", (int)word.len, word.at);
	return OUTCOME_UNKNOWN;
}

/* "" is: nothing was told; "green -": the errors of then are not known. */
static struct told read_told(const char *text, unsigned unknowns)
{
	struct slice rest = slice_of(text);
	struct told told = { .unknowns = unknowns };

	if (!*text)
		return told;
	told.known = true;
	told.at = 100;
	told.outcome = read_outcome(&rest);
	rest = slice_trim(rest);
	if (!slice_is(rest, "-"))
		told.errors = slice_dup(rest);
	return told;
}

static void add_error(struct verdict *v, struct slice word)
{
	char sign = *word.at;
	char *code;
	struct finding *f;
	enum finding_code found;

	if (slice_is(word, "?")) {
		v->records = xreallocarray(v->records, v->record_count + 1,
					   sizeof(*v->records));
		v->records[v->record_count++] = (struct record_verdict){
			.state = STATE_UNKNOWN,
		};
		return;
	}
	if (sign == '~' || sign == '!')
		(void)slice_skip_char(&word, sign);
	code = slice_dup(slice_take_until(&word, "@"));
	if (!finding_code_from_name(code, &found))
		fail_msg("no code: %s", code);
	free(code);
	f = findings_add(&v->findings, found);
	f->severity = sign == '!' ? SEVERITY_WARNING : SEVERITY_ERROR;
	f->waiting = sign == '~';
	(void)slice_skip_char(&word, '@');
	f->at = slice_dup(word);
}

static struct verdict read_verdict(const char *text)
{
	struct verdict v = { .complete = true, .checked_at = 200 };
	struct slice rest = slice_of(text), word;

	v.outcome = read_outcome(&rest);
	while (slice_next_word(&rest, &word))
		add_error(&v, word);
	return v;
}

struct told_case {
	const char *before;
	unsigned unknowns; /* until then */
	const char *now;
	bool news;
	const char *next; /* to be kept */
	unsigned next_unknowns;
};

static const struct told_case cases[] = {
	/* nothing was told yet */
	{ "", 0, "green", false, "green", 0 },
	{ "", 0, "waiting ~missing@a", false, "waiting", 0 },
	{ "", 0, "wrong spf-syntax@a", true, "wrong spf-syntax@a", 0 },
	{ "", 0, "unknown ?", false, "", 1 },
	{ "", 1, "unknown ?", false, "", 2 },
	{ "", 2, "unknown ?", true, "unknown", 3 },
	{ "", 2, "green", false, "green", 0 },
	/* the same again is told once */
	{ "green", 0, "green", false, "green", 0 },
	{ "wrong spf-syntax@a", 0, "wrong spf-syntax@a", false,
	  "wrong spf-syntax@a", 0 },
	{ "waiting", 0, "waiting ~missing@b", false, "waiting", 0 },
	/* it turned, either way */
	{ "green", 0, "wrong missing@a", true, "wrong missing@a", 0 },
	{ "green", 0, "waiting ~missing@a", true, "waiting", 0 },
	{ "wrong missing@a", 0, "green", true, "green", 0 },
	{ "waiting", 0, "green", true, "green", 0 },
	{ "waiting", 0, "wrong type-other@a", true, "wrong type-other@a", 0 },
	{ "wrong missing@a", 0, "waiting", true, "waiting", 0 },
	/* what is wrong is another thing, or one more, or one less */
	{ "wrong missing@a", 0, "wrong missing@b", true, "wrong missing@b", 0 },
	{ "wrong missing@a", 0, "wrong missing@b missing@a", true,
	  "wrong missing@a missing@b", 0 },
	{ "wrong missing@a missing@b", 0, "wrong missing@b", true,
	  "wrong missing@b", 0 },
	{ "wrong missing@a missing@b", 0, "wrong missing@b missing@a", false,
	  "wrong missing@a missing@b", 0 },
	{ "wrong missing@a", 0, "wrong missing@a missing@a", false,
	  "wrong missing@a", 0 },
	{ "wrong missing@ab", 0, "wrong missing@a", true, "wrong missing@a",
	  0 },
	/* one less only because no answer came is none less */
	{ "wrong missing@a missing@b", 0, "wrong missing@b ?", false,
	  "wrong missing@a missing@b", 0 },
	{ "wrong missing@a", 0, "wrong missing@b ?", true,
	  "wrong missing@b missing@a", 0 },
	{ "waiting", 0, "wrong missing@b ?", true, "wrong missing@b", 0 },
	/* warnings come and go */
	{ "green", 0, "green !spf-long@a", false, "green", 0 },
	/* no answer wakes nobody, several in a row do, once */
	{ "green", 0, "unknown ?", false, "green", 1 },
	{ "green", 1, "unknown ?", false, "green", 2 },
	{ "green", 2, "unknown ?", true, "unknown", 3 },
	{ "unknown", 3, "unknown ?", false, "unknown", 4 },
	{ "green", 2, "green", false, "green", 0 },
	{ "green", 2, "wrong missing@a", true, "wrong missing@a", 0 },
	{ "wrong missing@a", 1, "unknown ?", false, "wrong missing@a", 2 },
	/* telling failed at the third */
	{ "green", 3, "unknown ?", true, "unknown", 4 },
	/* it answers again: that ends what was told */
	{ "unknown", 5, "green", true, "green", 0 },
	{ "unknown", 5, "waiting", true, "waiting", 0 },
	/* better, as far as could be seen */
	{ "wrong dmarc-syntax@a", 1, "waiting ?", false, "wrong dmarc-syntax@a",
	  0 },
	{ "wrong -", 0, "waiting ?", false, "wrong -", 0 },
	{ "unknown", 3, "waiting ?", true, "waiting", 0 },
	{ "green", 1, "waiting ?", true, "waiting", 0 },
	/* of then only the outcome is known */
	{ "wrong -", 0, "wrong missing@a", false, "wrong missing@a", 0 },
	{ "green -", 0, "green", false, "green", 0 },
	{ "green -", 0, "wrong missing@a", true, "wrong missing@a", 0 },
	{ "green -", 0, "unknown ?", false, "green -", 1 },
};

static bool is_same(const struct told *seen, const struct told *wanted)
{
	if (seen->known != wanted->known || seen->unknowns != wanted->unknowns)
		return false;
	return !seen->known || (seen->outcome == wanted->outcome &&
				!strcmp(seen->errors ? seen->errors : "-",
					wanted->errors ? wanted->errors : "-"));
}

static void news_are_told_once(void **state)
{
	const struct told_rules rules = { .unknowns = TOLD_UNKNOWNS };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct told_case *c = &cases[i];
		struct told before = read_told(c->before, c->unknowns);
		struct told wanted = read_told(c->next, c->next_unknowns);
		struct verdict v = read_verdict(c->now);
		struct told next, again;

		if (told_is_news(&before, &v, &rules, &next) != c->news)
			fail_msg("\"%s\" after \"%s\" (%u): news or not",
				 c->now, c->before, c->unknowns);
		if (!is_same(&next, &wanted))
			fail_msg("\"%s\" after \"%s\": keeps %s \"%s\" %u",
				 c->now, c->before,
				 next.known ? outcome_name(next.outcome) : "-",
				 next.errors, next.unknowns);
		/* Kept, it is no news any more. */
		if (told_is_news(&next, &v, &rules, &again) &&
		    (c->news || v.outcome != OUTCOME_UNKNOWN))
			fail_msg("\"%s\" after \"%s\" is told twice", c->now,
				 c->before);
		told_free(&again);
		told_free(&next);
		told_free(&wanted);
		told_free(&before);
		verdict_free(&v);
	}
}

static void since_when_is_when_it_was_told(void **state)
{
	const struct told_rules rules = { .unknowns = 1 };
	struct told before = read_told("green", 0), next;
	struct verdict same = read_verdict("green");
	struct verdict other = read_verdict("wrong missing@a");

	(void)state;
	assert_false(told_is_news(&before, &same, &rules, &next));
	assert_int_equal(next.at, 100);
	assert_true(told_equal(&before, &next));
	told_free(&next);
	assert_true(told_is_news(&before, &other, &rules, &next));
	assert_int_equal(next.at, 200);
	assert_false(told_equal(&before, &next));
	told_free(&next);
	told_free(&before);
	verdict_free(&same);
	verdict_free(&other);
}

static void one_is_enough_where_that_is_said(void **state)
{
	const struct told_rules rules = { .unknowns = 1 };
	struct told before = read_told("green", 0), next;
	struct verdict v = read_verdict("unknown ?");

	(void)state;
	assert_true(told_is_news(&before, &v, &rules, &next));
	told_free(&next);
	told_free(&before);
	verdict_free(&v);
}

/* That an error is left out from now on does not make it gone. */
static void ignoring_is_no_turn(void **state)
{
	struct finding_set ignored = { .has = { [FINDING_SPF_LONG] = false } };
	const struct told_rules rules = { .unknowns = 3, .ignored = &ignored };
	struct told before = read_told("wrong missing@a spf-syntax@b", 0);
	struct told next;
	struct verdict v = read_verdict("wrong missing@a");

	(void)state;
	assert_true(told_is_news(&before, &v, &rules, &next));
	told_free(&next);
	ignored.has[FINDING_SPF_SYNTAX] = true;
	assert_false(told_is_news(&before, &v, &rules, &next));
	assert_true(told_equal(&before, &next));
	told_free(&next);
	told_free(&before);
	verdict_free(&v);
}

static void what_was_not_told_stays_to_be_told(void **state)
{
	const struct told_rules rules = { .unknowns = 3 };
	struct told before = read_told("green", 2), next, kept, again;
	struct verdict v = read_verdict("wrong missing@a");

	(void)state;
	assert_true(told_is_news(&before, &v, &rules, &next));
	kept = told_not_yet(&before, &next);
	assert_int_equal(kept.outcome, OUTCOME_GREEN);
	assert_int_equal(kept.unknowns, 0);
	assert_true(told_is_news(&kept, &v, &rules, &again));
	told_free(&again);
	told_free(&kept);
	told_free(&next);
	told_free(&before);
	verdict_free(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(news_are_told_once),
		cmocka_unit_test(since_when_is_when_it_was_told),
		cmocka_unit_test(one_is_enough_where_that_is_said),
		cmocka_unit_test(ignoring_is_no_turn),
		cmocka_unit_test(what_was_not_told_stays_to_be_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
