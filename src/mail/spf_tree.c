/* SPDX-License-Identifier: MIT */
#include "mail/spf_tree.h"

#include <stdlib.h>

#include "mail/query.h"
#include "mail/spf_macro.h"

/* Beyond this many lookups only includes are followed, to tell the number; the
 * rest need not be asked of anybody. */
#define ASK_LOOKUPS_MAX 20

/* A record on the way down from the top. */
struct node {
	const struct node *parent;
	const char *name;
	bool main; /* the top, or what redirect= leads to from there */
	struct spf_record record;
};

struct walk {
	const struct lookup *lookup;
	struct spf_tree *out;
	enum spf_error branch_error;   /* of the top record's term at work */
	char *over_domain, *over_term; /* where the limit was passed */
};

static void walk_record(struct walk *w, struct node *node, const char *text);

static void note_error(struct walk *w, const struct node *node,
		       const struct spf_term *t, enum spf_error error)
{
	struct spf_tree *out = w->out;

	if (w->branch_error == SPF_ERROR_NONE)
		w->branch_error = error;
	if (out->error != SPF_ERROR_NONE)
		return;
	out->error = error;
	out->error_domain = xstrdup(node->name);
	out->error_inside = node->parent != NULL;
	if (t) {
		out->error_term = slice_dup(spf_term_text(&node->record, t));
		out->error_offset = t->offset;
		out->error_len = t->len;
	}
}

/* The same for what is wrong with the name that a term points at. */
static void note_target(struct walk *w, const struct node *node,
			const struct spf_term *t, enum spf_error error,
			const char *target)
{
	bool first = w->out->error == SPF_ERROR_NONE;

	note_error(w, node, t, error);
	if (!first)
		return;
	w->out->error_inside = true;
	w->out->error_target = xstrdup(target);
}

/* The question's status, with what it says for the whole. */
static struct query ask(struct walk *w, const char *name, enum rr type)
{
	struct query q = query_ask(w->lookup, name, type);

	if (q.status == QUERY_PENDING)
		w->out->pending = true;
	if (q.status == QUERY_FAILED)
		w->out->unknown = true;
	return q;
}

/* A host counts as void only when it has no address of either family: which of
 * them is asked for depends on the client. */
static void visit_host(struct walk *w, const char *name)
{
	struct query v4 = ask(w, name, RR_A);
	struct query v6 = ask(w, name, RR_AAAA);

	if (v4.status == QUERY_VOID && v6.status == QUERY_VOID)
		w->out->voids++;
}

static void visit_mx(struct walk *w, const struct node *node,
		     const struct spf_term *t, const char *name)
{
	struct query q = ask(w, name, RR_MX);
	const struct record *r;
	size_t count = 0;
	size_t index = 0;

	if (q.status == QUERY_VOID)
		w->out->voids++;
	if (q.status != QUERY_RECORDS)
		return;
	while (answer_next(q.answer, RR_MX, &index))
		count++;
	if (count > SPF_MX_MAX) {
		note_error(w, node, t, SPF_ERROR_MX);
		return;
	}
	for (index = 0; (r = answer_next(q.answer, RR_MX, &index));) {
		if (r->value[0] != '\0')
			visit_host(w, r->value);
	}
}

static bool is_above(const struct node *node, const char *name)
{
	for (; node; node = node->parent) {
		if (name_equal(node->name, name))
			return true;
	}
	return false;
}

/* The record that include or redirect= points at. */
static void visit_target(struct walk *w, const struct node *node,
			 const struct spf_term *t, const char *name)
{
	struct node inner = {
		.parent = node,
		.name = name,
		.main = node->main && t->kind == SPF_REDIRECT,
	};
	enum spf_error none = t->kind == SPF_REDIRECT ? SPF_ERROR_REDIRECT_NONE
						      : SPF_ERROR_INCLUDE_NONE;
	const char *text = NULL;
	size_t count = 0;
	struct query q;

	if (name_label_count(name) < 2) {
		note_target(w, node, t, none, name);
		return;
	}
	if (is_above(node, name)) {
		note_target(w, node, t, SPF_ERROR_LOOP, name);
		return;
	}
	q = ask(w, name, RR_TXT);
	if (q.status == QUERY_VOID)
		w->out->voids++;
	if (q.status == QUERY_RECORDS)
		count = spf_select(q.answer, &text);
	if (count > 1)
		note_error(w, &inner, NULL, SPF_ERROR_MULTIPLE);
	else if (count == 1)
		walk_record(w, &inner, text);
	else if (q.status == QUERY_VOID || q.status == QUERY_RECORDS)
		note_target(w, node, t, none, name);
}

/* The name that a term points at, the same whoever sends; false when it depends
 * on the sender. */
static bool fixed_name(const struct node *node, const struct spf_term *t,
		       char name[NAME_SIZE])
{
	struct ip nobody = { .version = 4 };
	struct spf_macro_values values = { .ip = &nobody,
					   .domain = node->name,
					   .helo = "" };
	struct slice spec = t->domain.len > 0 ? t->domain
					      : slice_of(node->name);
	struct str text = STR_INIT((size_t)1 << 16);

	name[0] = '\0';
	if (!spf_macro_is_fixed(t->domain))
		return false;
	spf_macro_expand(spec, &values, &text);
	if (!text.overflow)
		(void)spf_name_from_text(slice_of(str_text(&text)), name);
	str_free(&text);
	return true;
}

static void count_lookup(struct walk *w, const struct node *node,
			 const struct spf_term *t)
{
	if (++w->out->lookups != SPF_LOOKUPS_MAX + 1)
		return;
	w->over_domain = xstrdup(node->name);
	w->over_term = slice_dup(spf_term_text(&node->record, t));
}

static void visit_term(struct walk *w, const struct node *node,
		       const struct spf_term *t)
{
	char name[NAME_SIZE];

	if (node->main && t->kind == SPF_ALL)
		w->out->all = t->qualifier;
	if (node->main && t->kind == SPF_REDIRECT)
		w->out->all = SPF_TREE_ALL_UNKNOWN; /* until it is followed */
	if (!spf_causes_lookup(t->kind))
		return;
	count_lookup(w, node, t);
	if (t->kind == SPF_PTR) {
		w->out->uses_ptr = true;
		return;
	}
	if (!fixed_name(node, t, name)) {
		w->out->uses_macros = true;
		return;
	}
	if (t->kind == SPF_INCLUDE || t->kind == SPF_REDIRECT) {
		visit_target(w, node, t, name);
		return;
	}
	if (name[0] == '\0' || w->out->lookups > ASK_LOOKUPS_MAX)
		return;
	if (t->kind == SPF_A)
		visit_host(w, name);
	else if (t->kind == SPF_MX)
		visit_mx(w, node, t, name);
	else if (ask(w, name, RR_A).status == QUERY_VOID)
		w->out->voids++;
}

static void add_branch(struct walk *w, const struct spf_term *t,
		       unsigned lookups, unsigned voids)
{
	struct spf_tree *out = w->out;

	out->branches = grow(out->branches, out->branch_count, &out->branch_cap,
			     sizeof(*out->branches));
	out->branches[out->branch_count++] = (struct spf_branch){
		.offset = t->offset,
		.len = t->len,
		.lookups = out->lookups - lookups,
		.voids = out->voids - voids,
		.error = w->branch_error,
	};
}

static void walk_record(struct walk *w, struct node *node, const char *text)
{
	struct spf_record *r = &node->record;
	struct spf_tree *out = w->out;

	if (node->main)
		out->all = '\0';
	if (!spf_record_parse(text, r)) {
		struct spf_term place = { .offset = r->error_offset,
					  .len = r->error_len };

		if (out->error == SPF_ERROR_NONE)
			out->syntax = r->error;
		note_error(w, node, &place, SPF_ERROR_SYNTAX);
	}
	for (size_t i = 0; r->error == SPF_SYNTAX_OK && i < r->count &&
			   out->lookups < SPF_TREE_LOOKUPS_MAX;
	     i++) {
		const struct spf_term *t = &r->terms[i];
		unsigned lookups = out->lookups;
		unsigned voids = out->voids;

		if (!spf_term_counts(r, t))
			continue;
		if (!node->parent)
			w->branch_error = SPF_ERROR_NONE;
		visit_term(w, node, t);
		if (!node->parent)
			add_branch(w, t, lookups, voids);
	}
	spf_record_free(r);
}

/* The record that the DNS has at domain, NULL when there is not exactly one. */
static const char *published(struct walk *w, const struct node *top)
{
	struct query q = ask(w, top->name, RR_TXT);
	const char *text = NULL;
	size_t count = 0;

	if (q.status == QUERY_RECORDS)
		count = spf_select(q.answer, &text);
	if (count > 1)
		note_error(w, top, NULL, SPF_ERROR_MULTIPLE);
	else if (q.answer_status == ANSWER_NO_NAME)
		note_error(w, top, NULL, SPF_ERROR_NO_NAME);
	else if (count == 0 && q.status != QUERY_PENDING &&
		 q.status != QUERY_FAILED)
		note_error(w, top, NULL, SPF_ERROR_NO_RECORD);
	return count == 1 ? text : NULL;
}

/* A limit is worth telling when nothing else is wrong. */
static void judge_limits(struct walk *w)
{
	struct spf_tree *out = w->out;

	if (out->error != SPF_ERROR_NONE || !spf_tree_over_limit(out))
		return;
	out->error = out->lookups > SPF_LOOKUPS_MAX ? SPF_ERROR_LOOKUPS
						    : SPF_ERROR_VOIDS;
	if (out->error == SPF_ERROR_VOIDS)
		return;
	out->error_domain = w->over_domain;
	out->error_term = w->over_term;
	w->over_domain = NULL;
	w->over_term = NULL;
}

void spf_tree_count(const char *domain, const char *text,
		    const struct lookup *lookup, struct spf_tree *out)
{
	struct node top = { .name = domain, .main = true };
	struct walk w = { .lookup = lookup, .out = out };

	*out = (struct spf_tree){ .pending = false };
	if (!text)
		text = published(&w, &top);
	if (text) {
		out->record = xstrdup(text);
		walk_record(&w, &top, text);
		judge_limits(&w);
	}
	free(w.over_domain);
	free(w.over_term);
}

void spf_tree_free(struct spf_tree *t)
{
	free(t->record);
	free(t->error_domain);
	free(t->error_term);
	free(t->error_target);
	free(t->branches);
	*t = (struct spf_tree){ .pending = false };
}

bool spf_tree_over_limit(const struct spf_tree *t)
{
	return t->lookups > SPF_LOOKUPS_MAX || t->voids > SPF_VOIDS_MAX;
}
