/* What is wrong in a verdict for a person.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/verdict_print.h"
#include "text/state_text.h"

enum { INDENT = 6 };

bool verdict_is_mistaken(const struct record_verdict *r)
{
	return strcmp(state_sign(r), "✗") == 0;
}

/* Records that went wrong alike; the first one is told in full. */
struct group {
	struct page *page;
	const struct verdict *verdict;
	const struct finding_context *context;
	const struct finding *first;
	char *fix; /* the sentence, without what is to be copied */
};

/* What is to be copied begins behind the first line. */
static char *fix_of(const struct finding *f,
		    const struct finding_context *context, size_t *sentence)
{
	struct str fix = STR_INIT(STR_MAX_TEXT);

	finding_fix(&fix, f, context);
	*sentence = strcspn(str_text(&fix), "\n");
	return str_take(&fix);
}

static void add_line(const struct group *g, const char *text)
{
	if (*text)
		page_add(g->page, INDENT, PAGE_PLAIN, "", text);
}

static void tell_first(struct group *g, const struct record_verdict *r)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	size_t sentence;

	verdict_print_record(g->page, g->verdict, r);
	if (!r->findings.count)
		return;
	g->first = &r->findings.items[0];
	finding_sentence(&text, g->first, g->context);
	add_line(g, str_text(&text));
	str_free(&text);
	g->fix = fix_of(g->first, g->context, &sentence);
	add_line(g, g->fix);
	g->fix[sentence] = '\0';
}

static bool is_alike(const struct group *g, const struct record_verdict *r)
{
	const struct finding *f = r->findings.items;
	size_t sentence;
	bool same;
	char *fix;

	if (!g->first || !r->findings.count || f->code != g->first->code)
		return false;
	fix = fix_of(f, g->context, &sentence);
	same = strlen(g->fix) == sentence &&
	       strncmp(fix, g->fix, sentence) == 0;
	free(fix);
	return same;
}

/* The sentence says more than the first one did when it differs by more than
 * the name, which stands in the row. */
static bool says_more(const struct group *g, const struct finding *f)
{
	struct str here = STR_INIT(STR_MAX_TEXT),
		   there = STR_INIT(STR_MAX_TEXT);
	struct finding renamed = *f;
	bool more;

	renamed.at = g->first->at;
	finding_sentence(&here, &renamed, g->context);
	finding_sentence(&there, g->first, g->context);
	more = strcmp(str_text(&here), str_text(&there)) != 0;
	str_free(&here);
	str_free(&there);
	return more;
}

/* Name and target side by side, where the page is wide enough for both. */
static void add_copied(const struct group *g, char *lines)
{
	char *second = strchr(lines, '\n');

	if (second && !strchr(second + 1, '\n') &&
	    INDENT + strlen(lines) + 1 <= PAGE_WIDTH) {
		struct str line = STR_INIT(STR_MAX_TEXT);

		*second = '\0';
		str_addf(&line, "%s  %s", lines, second + 1);
		add_line(g, str_text(&line));
		str_free(&line);
		return;
	}
	add_line(g, lines);
}

static void tell_alike(const struct group *g, const struct record_verdict *r)
{
	const struct finding *f = &r->findings.items[0];
	struct str text = STR_INIT(STR_MAX_TEXT);
	size_t sentence;
	char *fix = fix_of(f, g->context, &sentence);

	verdict_print_record(g->page, g->verdict, r);
	if (says_more(g, f)) {
		finding_sentence(&text, f, g->context);
		add_line(g, str_text(&text));
	}
	if (fix[sentence])
		add_copied(g, fix + sentence + 1);
	str_free(&text);
	free(fix);
}

/* Those that went wrong like the first one; the ones behind it are marked. */
static void tell_likes(struct group *g, size_t first, bool *told)
{
	const struct verdict *v = g->verdict;

	for (size_t i = first + 1; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		if (told[i] || r->state == STATE_OK ||
		    !verdict_is_mistaken(r) || page_is_full(g->page) ||
		    !is_alike(g, r))
			continue;
		tell_alike(g, r);
		told[i] = true;
	}
}

/* All about it, or its row alone where that is too much for the screen. */
static bool tell_if_it_fits(struct group *g, const struct record_verdict *r,
			    bool is_first)
{
	struct page_mark mark = page_mark(g->page);

	tell_first(g, r);
	if (is_first || !page_is_too_long(g->page))
		return true;
	page_rewind(g->page, mark);
	verdict_print_record(g->page, g->verdict, r);
	return false;
}

size_t verdict_print_wrong(struct page *page, const struct verdict *v,
			   const struct finding_context *context)
{
	bool is_first = true;
	bool *told = xcalloc(v->record_count, sizeof(*told));
	size_t left = 0;

	for (size_t i = 0; i < v->record_count; i++) {
		struct group g = { .page = page,
				   .verdict = v,
				   .context = context };

		if (told[i] || v->records[i].state == STATE_OK ||
		    !verdict_is_mistaken(&v->records[i]))
			continue;
		if (page_is_full(page)) {
			left++;
			continue;
		}
		if (tell_if_it_fits(&g, &v->records[i], is_first))
			tell_likes(&g, i, told);
		else
			left++;
		is_first = false;
		free(g.fix);
	}
	free(told);
	return left;
}
