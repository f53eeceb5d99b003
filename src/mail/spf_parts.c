/* SPDX-License-Identifier: MIT */
#include "mail/spf_parts.h"

#include <stdlib.h>
#include <string.h>

#include "mail/spf_merge.h"

static void insert(struct spf_parts *p, size_t at, struct slice text,
		   const struct spf_term *term)
{
	p->items = grow(p->items, p->count, &p->cap, sizeof(*p->items));
	memmove(p->items + at + 1, p->items + at,
		(p->count - at) * sizeof(*p->items));
	p->items[at] = (struct spf_part){ .text = text, .term = *term };
	p->count++;
}

static void append(struct spf_parts *p, struct slice text,
		   const struct spf_term *term)
{
	insert(p, p->count, text, term);
}

/* Keeps a text that was made here as long as the parts. */
static const char *own(struct spf_parts *p, char *text)
{
	p->owned = grow(p->owned, p->owned_count, &p->owned_cap,
			sizeof(*p->owned));
	p->owned[p->owned_count++] = text;
	return text;
}

void spf_parts_add_text(struct spf_parts *p, const char *text)
{
	struct spf_term term;

	(void)spf_term_parse(slice_of(text), &term);
	append(p, slice_of(text), &term);
}

static bool stop_at(struct spf_parts *p, const char *text,
		    enum spf_syntax error, size_t offset, size_t len)
{
	p->error = error;
	p->error_text = text;
	p->error_offset = offset;
	p->error_len = len;
	return false;
}

bool spf_parts_add_record(struct spf_parts *p, const char *text)
{
	struct spf_record r;
	bool good = spf_record_parse(text, &r);

	for (size_t i = 0; good && i < r.count; i++)
		append(p, spf_term_text(&r, &r.terms[i]), &r.terms[i]);
	if (!good)
		(void)stop_at(p, text, r.error, r.error_offset, r.error_len);
	spf_record_free(&r);
	return good;
}

/* A redirect's target as a source of its own. */
static void add_redirect(struct spf_parts *p, const struct spf_term *t)
{
	spf_parts_add_text(p,
			   own(p, xasprintf("include:%.*s", (int)t->domain.len,
					    t->domain.at)));
}

bool spf_parts_add_loose(struct spf_parts *p, const char *text)
{
	struct slice rest = slice_of(text);
	struct slice word;

	p->end = SPF_CLOSE_NONE;
	while (slice_next_word(&rest, &word)) {
		struct spf_term t;
		enum spf_syntax error;

		if (slice_is_nocase(word, "v=spf1"))
			continue;
		error = spf_term_parse(word, &t);
		if (error != SPF_SYNTAX_OK)
			return stop_at(p, text, error, (size_t)(word.at - text),
				       word.len);
		if (t.kind == SPF_ALL) {
			p->end = t.qualifier;
			return true;
		}
		if (t.kind == SPF_REDIRECT)
			add_redirect(p, &t);
		if (spf_is_modifier(t.kind) || t.qualifier == '-')
			continue;
		if (strchr("+~?", word.at[0]))
			(void)slice_skip_char(&word, word.at[0]);
		t.qualifier = '+';
		append(p, word, &t);
	}
	return true;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct spf_part *find_same(const struct spf_parts *p,
				  const struct spf_term *t, const char *domain)
{
	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].term.kind == t->kind &&
		    (t->kind == SPF_EXP ||
		     spf_term_same(&p->items[i].term, t, domain)))
			return &p->items[i];
	}
	return NULL;
}

/* How the line ends for those that nothing in it matches. */
static char end_of(const struct spf_record *r)
{
	if (r->all)
		return r->all->qualifier;
	return r->redirect ? SPF_CLOSE_REDIRECT : SPF_CLOSE_NONE;
}

/* Adds one of several records, without its end and what is behind that. */
static void join_record(struct spf_parts *p, const struct spf_record *r,
			const char *domain, unsigned *notes)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct spf_term *t = &r->terms[i];
		struct spf_part *same = find_same(p, t, domain);

		if (t->kind == SPF_ALL || !spf_term_counts(r, t))
			continue;
		if (t->kind == SPF_REDIRECT) {
			add_redirect(p, t);
			*notes |= SPF_NOTE_REDIRECT_INCLUDED;
		} else if (!same) {
			append(p, spf_term_text(r, t), t);
		} else if (t->qualifier == '+' && same->term.qualifier != '+') {
			/* Whoever one of the records lets send may send. */
			*same = (struct spf_part){ .text = spf_term_text(r, t),
						   .term = *t };
		}
	}
}

/* Modifiers belong behind the mechanisms, as people write them. */
static void add_end(struct spf_parts *p, const char *all)
{
	struct spf_term term;
	size_t at = 0;

	(void)spf_term_parse(slice_of(all), &term);
	for (size_t i = 0; i < p->count; i++) {
		if (spf_is_modifier(p->items[i].term.kind))
			continue;
		if (i > at) {
			struct spf_part moved = p->items[i];

			memmove(p->items + at + 1, p->items + at,
				(i - at) * sizeof(*p->items));
			p->items[at] = moved;
		}
		at++;
	}
	insert(p, at, slice_of(all), &term);
}

bool spf_parts_join(struct spf_parts *p, const char *const *texts, size_t count,
		    const char *domain, unsigned *notes)
{
	static const struct {
		char end;
		const char *text;
	} ends[] = { { '+', "+all" },
		     { '-', "-all" },
		     { '~', "~all" },
		     { '?', "?all" } };
	const char **sorted = xcalloc(count, sizeof(*sorted));
	char end = SPF_CLOSE_NONE;
	bool good = true;

	memcpy(sorted, texts, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), by_text);
	for (size_t i = 0; good && i < count; i++) {
		struct spf_record r;

		good = spf_record_parse(sorted[i], &r);
		if (!good)
			(void)stop_at(p, sorted[i], r.error, r.error_offset,
				      r.error_len);
		if (good)
			join_record(p, &r, domain, notes);
		if (i > 0 && end != end_of(&r))
			*notes |= SPF_NOTE_ALL_DIFFERED;
		end = end_of(&r);
		spf_record_free(&r);
	}
	/* What redirect= ends in is not known here. */
	if (*notes & SPF_NOTE_ALL_DIFFERED || end == SPF_CLOSE_REDIRECT)
		end = '~';
	for (size_t i = 0; good && i < COUNT_OF(ends); i++) {
		if (ends[i].end == end)
			add_end(p, ends[i].text);
	}
	free(sorted);
	return good;
}

size_t spf_parts_all(const struct spf_parts *p)
{
	size_t i = 0;

	while (i < p->count && p->items[i].term.kind != SPF_ALL)
		i++;
	return i;
}

static size_t place_of_redirect(const struct spf_parts *p)
{
	size_t i = 0;

	while (i < p->count && p->items[i].term.kind != SPF_REDIRECT)
		i++;
	return i;
}

char spf_parts_end_of(const struct spf_parts *p)
{
	size_t all = spf_parts_all(p);

	if (all < p->count)
		return p->items[all].term.qualifier;
	return place_of_redirect(p) < p->count ? SPF_CLOSE_REDIRECT
					       : SPF_CLOSE_NONE;
}

bool spf_parts_insert_sender(struct spf_parts *p, const struct spf_part *part)
{
	size_t at = spf_parts_all(p);
	bool before_redirect = false;

	if (at == p->count) {
		at = place_of_redirect(p);
		before_redirect = at < p->count;
		while (!before_redirect && at > 0 &&
		       spf_is_modifier(p->items[at - 1].term.kind))
			at--;
	}
	insert(p, at, part->text, &part->term);
	return before_redirect;
}

void spf_parts_insert(struct spf_parts *p, size_t at,
		      const struct spf_part *part)
{
	insert(p, at, part->text, &part->term);
}

void spf_parts_remove(struct spf_parts *p, size_t index)
{
	p->count--;
	memmove(p->items + index, p->items + index + 1,
		(p->count - index) * sizeof(*p->items));
}

void spf_parts_take_owned(struct spf_parts *p, struct spf_parts *from)
{
	for (size_t i = 0; i < from->owned_count; i++)
		(void)own(p, from->owned[i]);
	from->owned_count = 0;
}

char *spf_parts_text(const struct spf_parts *p)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	str_add(&text, "v=spf1");
	for (size_t i = 0; i < p->count; i++) {
		str_add_char(&text, ' ');
		str_add_bytes(&text, p->items[i].text.at, p->items[i].text.len);
	}
	return str_take(&text);
}

void spf_parts_free(struct spf_parts *p)
{
	for (size_t i = 0; i < p->owned_count; i++)
		free(p->owned[i]);
	free(p->owned);
	free(p->items);
	*p = (struct spf_parts){ .items = NULL };
}
