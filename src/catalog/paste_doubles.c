/* Which of the records that were found are the same one, said twice, and which
 * SPF text of several is the wanted one.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "catalog/paste_reader.h"

#define SAME_MAX    2000 /* records among which doubles are looked for */
#define TOLD_MAX    100  /* records of a text that tells how to do it */
#define ASIDE_REACH 120  /* bytes before an SPF text that tell what it is */
#define ASIDE_WORDS 8    /* of a line above that does */

static bool same_host(const char *a, const char *b)
{
	const char *x = strcmp(a, "@") == 0 ? "" : a;
	const char *y = strcmp(b, "@") == 0 ? "" : b;

	return strcasecmp(x, y) == 0;
}

/* Is every term of terms in text as well? */
static bool has_terms(const char *text, const char *terms)
{
	struct slice rest = slice_of(terms), term;

	while (slice_next_word(&rest, &term)) {
		struct slice other = slice_of(text), word;
		bool found = slice_is_nocase(drop_ends(term, "+-~?"), "all");

		while (!found && slice_next_word(&other, &word))
			found = word.len == term.len &&
				strncasecmp(word.at, term.at, term.len) == 0;
		if (!found)
			return false;
	}
	return true;
}

/* Does it name a sender? The terms a and mx say nothing about a service. */
static bool names_sender(const char *text)
{
	struct slice rest = slice_of(text), term;

	while (slice_next_word(&rest, &term)) {
		if (is_spf_term(term, true))
			return true;
	}
	return false;
}

/* Vendors print an SPF text for those who have none, one as an example, and the
 * term alone: they are one record. What says the least is what is wanted, as
 * long as it names a sender; the whole text goes before the term. What the page
 * calls old or an example gives way to anything else. */
static bool is_spf_double(const struct paste_record *one,
			  const struct paste_record *other)
{
	bool whole = one->type == RR_TXT, other_whole = other->type == RR_TXT;

	if (one->purpose != PURPOSE_SPF || other->purpose != PURPOSE_SPF)
		return false;
	if (!same_host(one->host, other->host) && !(!*one->host && !whole) &&
	    !(one->aside && !*one->host))
		return false;
	if (one->aside != other->aside)
		return one->aside;
	if (!whole)
		return has_terms(other->value, one->value);
	if (!other_whole)
		return false;
	if (!names_sender(one->value) || !names_sender(other->value))
		return !names_sender(one->value) &&
		       has_terms(other->value, one->value);
	return has_terms(one->value, other->value);
}

static bool is_double(const struct paste_record *one,
		      const struct paste_record *other)
{
	return (one->type == other->type && same_host(one->host, other->host) &&
		one->priority == other->priority &&
		strcmp(one->value, other->value) == 0) ||
	       is_spf_double(one, other);
}

static bool is_term(const struct paste_record *r)
{
	return r->type == RR_SPF;
}

static bool is_whole(const struct paste_record *r)
{
	return r->type == RR_TXT && r->purpose == PURPOSE_SPF;
}

/* "Add include:x: v=spf1 mx ~all becomes v=spf1 mx include:x ~all" shows with
 * somebody else's record what the term does: both texts are examples. */
static void see_before_and_after(struct paste *p, struct paste_record *before)
{
	struct paste_record *end = p->records + p->count;

	for (struct paste_record *term = p->records; term < end; term++) {
		if (!is_term(term) || has_terms(before->value, term->value))
			continue;
		for (struct paste_record *r = p->records; r < end; r++) {
			if (is_whole(r) && has_terms(r->value, term->value) &&
			    has_terms(r->value, before->value))
				r->aside = before->aside = true;
		}
	}
}

/* Of two that are the same the first stays; of SPF texts the smallest. */
void paste_drop_doubles(struct paste *p)
{
	size_t kept = 0;

	if (p->count > SAME_MAX)
		return;
	for (size_t i = 0; i < p->count && p->count <= TOLD_MAX; i++) {
		if (is_whole(&p->records[i]))
			see_before_and_after(p, &p->records[i]);
	}
	for (size_t i = 0; i < p->count; i++) {
		struct paste_record *record = &p->records[i];
		bool drop = false;

		for (size_t j = 0; j < p->count && !drop; j++) {
			const struct paste_record *other = &p->records[j];

			if (j == i || !record->host || !other->host)
				continue;
			/* The later of two equal ones goes. */
			drop = is_double(record, other) &&
			       (j < i || !is_double(other, record));
		}
		if (drop) {
			paste_record_clear(record);
			record->host = NULL;
			record->value = NULL;
		}
	}
	for (size_t i = 0; i < p->count; i++) {
		if (p->records[i].host)
			p->records[kept++] = p->records[i];
	}
	p->count = kept;
}

/* Words that tell of an SPF text what it is for. */
static const char OLD_WORDS[] =
	"|was|war|oud|oude|old|huidig|huidige|bestaand|bestaande|existing|"
	"current|currently|before|previous|voorheen|nu|bisher|bisherig|"
	"bisheriger|bisherige|alt|alter|alte|aktuell|aktueller|aktuelle|"
	"vorher|bestehend|bestehender|actuel|ancien|vorige|verwijder|"
	"remove|löschen|entfernen|instead|statt|anstatt|plaats|avant|";
static const char NEW_WORDS[] =
	"|wordt|worden|nieuw|nieuwe|becomes|become|new|neu|neuer|neue|wird|"
	"after|daarna|danach|dann|then|dan|nieuwe|nouveau|change|wijzig|"
	"ändern|replace|vervang|with|door|durch|into|gewijzigd|straks|"
	"resultaat|result|ergebnis|gewenst|wanted|expected|";
static const char EXAMPLE_WORDS[] =
	"|example|examples|voorbeeld|bijvoorbeeld|bijv|bv|eg|beispiel|"
	"beispielsweise|zb|exemple|stel|angenommen|suppose|such|zoals|looks|";

/* The last of these words wins; an example stays one to its end. */
static bool calls_aside(struct slice text)
{
	struct slice word;
	char folded[WORD_FOLD_MAX];
	bool old = false, example = false;

	while (slice_next_word(&text, &word)) {
		struct slice bare = drop_ends(word, ".,:;()\"'[]");

		if (!word_fold(slice_is_nocase(bare, "e.g")   ? slice_of("eg")
			       : slice_is_nocase(bare, "z.b") ? slice_of("zb")
							      : bare,
			       folded, false))
			continue;
		if (word_listed(folded, OLD_WORDS))
			old = true;
		else if (word_listed(folded, NEW_WORDS))
			old = false;
		else if (word_listed(folded, EXAMPLE_WORDS))
			example = true;
	}
	return old || example;
}

/* The names that texts about SPF use (RFC 2606). */
static bool is_made_up(struct slice term)
{
	static const char *const NAMES[] = { "example.com", "example.net",
					     "example.org" };

	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		size_t len = strlen(NAMES[i]);

		if (term.len > len &&
		    strncasecmp(term.at + term.len - len, NAMES[i], len) == 0)
			return true;
	}
	return false;
}

bool paste_is_made_up(const char *value)
{
	struct slice rest = slice_of(value), term;
	bool found = false;

	while (slice_next_word(&rest, &term)) {
		if (!is_spf_term(term, true) ||
		    slice_has_prefix_nocase(term, "ip"))
			continue;
		if (!is_made_up(term))
			return false;
		found = true;
	}
	return found;
}

static size_t count_words(struct slice text)
{
	struct slice word;
	size_t count = 0;

	while (slice_next_word(&text, &word))
		count++;
	return count;
}

/* Is the SPF text in this line called old, or an example, by the words before
 * it, or by a short line above it? */
bool paste_is_aside(const struct paste_reader *r, size_t at, const char *value)
{
	struct slice line = r->lines[at].text, before = { line.at, 0 };
	size_t len = strlen(value);
	const char *found = memmem(line.at, line.len, value, len);

	if (!found)
		found = memmem(line.at, line.len, value, len < 7 ? len : 7);
	if (found)
		before.len = (size_t)(found - line.at);
	if (before.len > ASIDE_REACH) {
		before.at += before.len - ASIDE_REACH;
		before.len = ASIDE_REACH;
	}
	if (count_words(before) > 2 || calls_aside(before) || at == 0)
		return calls_aside(before);
	for (size_t i = at; i-- > 0 && i + 3 > at;) {
		struct slice above = r->lines[i].text;

		if (above.len > 0)
			return !r->lines[i].used && above.len <= ASIDE_REACH &&
			       count_words(above) <= ASIDE_WORDS &&
			       calls_aside(above);
	}
	return false;
}
