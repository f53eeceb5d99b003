/* SPDX-License-Identifier: MIT */
#include "core/told.h"

#include <stdlib.h>
#include <string.h>

enum { ERRORS_MAX = 64 * 1024 };

void told_free(struct told *told)
{
	free(told->errors);
	*told = (struct told){ 0 };
}

struct told told_copy(const struct told *told)
{
	struct told copy = *told;

	copy.errors = told->errors ? xstrdup(told->errors) : NULL;
	return copy;
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

bool told_equal(const struct told *a, const struct told *b)
{
	if (a->known != b->known || a->unknowns != b->unknowns)
		return false;
	return !a->known || (a->outcome == b->outcome && a->at == b->at &&
			     same_text(a->errors, b->errors));
}

/* --- the errors ---------------------------------------------------------- */

struct words {
	char **items;
	size_t count;
	size_t cap;
};

static char *word_of(const struct finding *f)
{
	return xasprintf("%s@%s", finding_code_name(f->code),
			 f->at ? f->at : "");
}

static void add_words(struct words *words, const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->items[i];

		if (f->severity != SEVERITY_ERROR || f->waiting)
			continue;
		words->items = grow(words->items, words->count, &words->cap,
				    sizeof(*words->items));
		words->items[words->count++] = word_of(f);
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once. */
static char *errors_of(const struct verdict *v)
{
	struct str text = STR_INIT(ERRORS_MAX);
	struct words words = { .count = 0 };

	add_words(&words, &v->findings);
	for (size_t i = 0; i < v->record_count; i++)
		add_words(&words, &v->records[i].findings);
	if (words.count)
		qsort(words.items, words.count, sizeof(*words.items), by_text);
	for (size_t i = 0; i < words.count; i++) {
		if (!i || strcmp(words.items[i], words.items[i - 1]) != 0)
			str_addf(&text, "%s%s", text.len ? " " : "",
				 words.items[i]);
	}
	for (size_t i = 0; i < words.count; i++)
		free(words.items[i]);
	free(words.items);
	return str_take(&text);
}

static bool is_ignored(struct slice word, const struct finding_set *ignored)
{
	char *code = slice_dup(slice_take_until(&word, "@"));
	enum finding_code found;
	bool is = ignored && finding_code_from_name(code, &found) &&
		  ignored->has[found];

	free(code);
	return is;
}

static bool has_word(const char *errors, struct slice wanted)
{
	struct slice rest = slice_of(errors), word;

	while (slice_next_word(&rest, &word)) {
		if (word.len == wanted.len &&
		    !memcmp(word.at, wanted.at, word.len))
			return true;
	}
	return false;
}

/* Is there an error in a that b does not have? */
static bool has_more(const char *a, const char *b,
		     const struct finding_set *ignored)
{
	struct slice rest = slice_of(a), word;

	while (slice_next_word(&rest, &word)) {
		if (!is_ignored(word, ignored) && !has_word(b, word))
			return true;
	}
	return false;
}

bool told_has_error(const char *errors, const struct finding *finding)
{
	char *word = errors ? word_of(finding) : NULL;
	bool has = word && has_word(errors, slice_of(word));

	free(word);
	return has;
}

void told_recall(const struct told *told, struct past *past)
{
	char *before = past->told_errors;

	if (!told->known)
		return;
	past->was_green |= told->outcome == OUTCOME_GREEN;
	if (!told->errors)
		return;
	past->told_errors = xasprintf("%s %s", before ? before : "",
				      told->errors);
	free(before);
}

/* --- the rules ----------------------------------------------------------- */

static bool all_is_known(const struct verdict *v)
{
	for (size_t i = 0; i < v->record_count; i++) {
		if (v->records[i].state == STATE_UNKNOWN ||
		    v->records[i].doubtful)
			return false;
	}
	return v->outcome != OUTCOME_UNKNOWN;
}

static bool is_better(enum outcome a, enum outcome b)
{
	static const int rank[] = {
		[OUTCOME_GREEN] = 0,
		[OUTCOME_WAITING] = 1,
		[OUTCOME_WRONG] = 2,
	};

	return b != OUTCOME_UNKNOWN && a != OUTCOME_UNKNOWN &&
	       rank[a] < rank[b];
}

static bool is_definite_news(const struct told *before, const struct told *next,
			     bool all_known, const struct finding_set *ignored)
{
	if (!before->known)
		return next->outcome == OUTCOME_WRONG;
	if (next->outcome != before->outcome)
		return all_known || !is_better(next->outcome, before->outcome);
	if (!before->errors)
		return false;
	return has_more(next->errors, before->errors, NULL) ||
	       (all_known && has_more(before->errors, next->errors, ignored));
}

/* Nothing new: what was told stays so, as it was told. An error that was told
 * and could not be seen this time is still one. */
static void keep_told(const struct told *before, struct told *next)
{
	bool is_same = next->outcome == before->outcome;

	next->known = before->known;
	next->outcome = before->outcome;
	next->at = before->at;
	if (!before->errors && before->known && is_same)
		return;
	free(next->errors);
	next->errors = before->errors ? xstrdup(before->errors) : NULL;
}

/* The same beside an error that is news. */
static void keep_unseen(const struct told *before, struct told *next)
{
	struct str text = STR_INIT(ERRORS_MAX);
	struct slice rest = slice_of(before->errors ? before->errors : ""),
		     word;

	str_add(&text, next->errors);
	while (slice_next_word(&rest, &word)) {
		if (has_word(next->errors, word))
			continue;
		str_add(&text, text.len ? " " : "");
		str_add_bytes(&text, word.at, word.len);
	}
	free(next->errors);
	next->errors = str_take(&text);
}

static bool is_unknown_news(const struct told *before,
			    const struct told_rules *rules, struct told *next)
{
	next->unknowns = before->unknowns + 1;
	if (next->unknowns >= rules->unknowns &&
	    !(before->known && before->outcome == OUTCOME_UNKNOWN)) {
		next->outcome = OUTCOME_UNKNOWN;
		return true;
	}
	keep_told(before, next);
	return false;
}

bool told_is_news(const struct told *before, const struct verdict *v,
		  const struct told_rules *rules, struct told *next)
{
	bool all_known = all_is_known(v);

	*next = (struct told){
		.known = true,
		.outcome = v->outcome,
		.errors = errors_of(v),
		.at = v->checked_at,
	};
	if (v->outcome == OUTCOME_UNKNOWN)
		return is_unknown_news(before, rules, next);
	if (is_definite_news(before, next, all_known, rules->ignored)) {
		if (!all_known && next->outcome == before->outcome)
			keep_unseen(before, next);
		return true;
	}
	if (before->known)
		keep_told(before, next);
	return false;
}

struct told told_not_yet(const struct told *before, const struct told *next)
{
	struct told kept = told_copy(before);

	kept.unknowns = next->unknowns;
	return kept;
}
