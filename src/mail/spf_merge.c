/* SPDX-License-Identifier: MIT */
#include "mail/spf_merge.h"

#include <stdlib.h>
#include <string.h>

#include "mail/spf_parts.h"

static void add_change(struct spf_merge *m, enum spf_change_kind kind,
		       struct slice term, const char *other)
{
	m->changes = grow(m->changes, m->change_count, &m->change_cap,
			  sizeof(*m->changes));
	m->changes[m->change_count++] = (struct spf_change){
		.kind = kind,
		.term = slice_dup(term),
		.other = other ? xstrdup(other) : NULL,
	};
}

static void refuse(struct spf_merge *m, enum spf_merge_status status,
		   const struct spf_parts *parts)
{
	m->status = status;
	m->error = parts->error;
	m->error_text = xstrdup(parts->error_text);
	m->error_offset = parts->error_offset;
	m->error_len = parts->error_len;
}

/* Takes the qualifier - ~ ? away. */
static void let_pass(struct spf_merge *m, struct spf_part *part)
{
	char *before = slice_dup(part->text);

	part->text.at++;
	part->text.len--;
	part->term.qualifier = '+';
	add_change(m, SPF_CHANGE_PASSED, part->text, before);
	m->notes |= SPF_NOTE_QUALIFIER;
	free(before);
}

/* What is there of this source already: makes the first one in front of `all`
 * pass, and takes out those that are of no use then. True when one is there. */
static bool use_present(struct spf_merge *m, struct spf_parts *parts,
			const struct spf_part *wanted, const char *domain)
{
	size_t end = spf_parts_all(parts);
	bool present = false;
	bool passed = false;

	for (size_t i = 0; i < parts->count && i < end; i++) {
		struct spf_part *p = &parts->items[i];

		if (!spf_term_same(&p->term, &wanted->term, domain) ||
		    (present && !passed))
			continue;
		if (passed) {
			add_change(m, SPF_CHANGE_REMOVED, p->text, NULL);
			spf_parts_remove(parts, i--);
			end--;
			continue;
		}
		if (p->term.qualifier != '+') {
			let_pass(m, p);
			passed = true;
		} else {
			add_change(m, SPF_CHANGE_PRESENT, p->text, NULL);
		}
		present = true;
	}
	return present;
}

/* A range in front of `all` that has all of the wanted one. */
static const struct spf_part *find_cover(const struct spf_parts *parts,
					 const struct spf_part *wanted)
{
	size_t end = spf_parts_all(parts);

	for (size_t i = 0; i < parts->count && i < end; i++) {
		const struct spf_part *p = &parts->items[i];

		if (p->term.qualifier == '+' &&
		    spf_term_covers(&p->term, &wanted->term))
			return p;
	}
	return NULL;
}

/* Behind `all` it never counted. */
static void remove_behind_all(struct spf_merge *m, struct spf_parts *parts,
			      const struct spf_part *wanted, const char *domain)
{
	for (size_t i = spf_parts_all(parts) + 1; i < parts->count; i++) {
		if (!spf_term_same(&parts->items[i].term, &wanted->term,
				   domain))
			continue;
		add_change(m, SPF_CHANGE_REMOVED, parts->items[i].text, NULL);
		spf_parts_remove(parts, i--);
		m->notes |= SPF_NOTE_BEHIND_ALL;
	}
}

static bool is_in_front(const struct spf_parts *parts,
			const struct spf_part *part, const char *domain)
{
	for (size_t i = 0; i < spf_parts_all(parts); i++) {
		if (spf_term_same(&parts->items[i].term, &part->term, domain))
			return true;
	}
	return false;
}

/* A line that is written anew has nothing behind its first `all`, where nothing
 * counts: the customer's terms go in front, another `all` goes. In front of
 * +all they could only take away. */
static void clear_behind_all(struct spf_merge *m, struct spf_parts *parts,
			     const struct spf_merge_input *input)
{
	bool keep = !input->without_behind_all &&
		    spf_parts_end_of(parts) != '+';

	for (size_t i = spf_parts_all(parts) + 1; i < parts->count; i++) {
		const struct spf_part part = parts->items[i];

		if (spf_is_modifier(part.term.kind))
			continue;
		spf_parts_remove(parts, i);
		if (keep && part.term.kind != SPF_ALL &&
		    !is_in_front(parts, &part, input->domain)) {
			(void)spf_parts_insert_sender(parts, &part);
			m->notes |= SPF_NOTE_BEHIND_ALL;
			continue;
		}
		add_change(m, SPF_CHANGE_REMOVED, part.text, NULL);
		i--;
	}
}

static void want(struct spf_merge *m, struct spf_parts *parts,
		 const struct spf_part *wanted, const char *domain)
{
	const struct spf_part *cover;

	if (!use_present(m, parts, wanted, domain)) {
		cover = find_cover(parts, wanted);
		if (cover) {
			char *other = slice_dup(cover->text);

			add_change(m, SPF_CHANGE_COVERED, wanted->text, other);
			free(other);
			return;
		}
		if (spf_parts_insert_sender(parts, wanted))
			m->notes |= SPF_NOTE_BEFORE_REDIRECT;
		add_change(m, SPF_CHANGE_ADDED, wanted->text, NULL);
	}
	if (spf_parts_all(parts) < parts->count)
		remove_behind_all(m, parts, wanted, domain);
}

/* Each source of a text of terms, with + whatever it has; false when one of
 * them has a syntax error. */
static bool want_terms(struct spf_merge *m, struct spf_parts *parts,
		       const char *terms, const char *domain)
{
	struct spf_parts wanted = { .items = NULL };

	if (!spf_parts_add_loose(&wanted, terms)) {
		refuse(m, SPF_MERGE_BAD_TERM, &wanted);
		spf_parts_free(&wanted);
		return false;
	}
	for (size_t i = 0; i < wanted.count; i++)
		want(m, parts, &wanted.items[i], domain);
	if (wanted.end != SPF_CLOSE_NONE &&
	    wanted.end != spf_parts_end_of(parts))
		m->notes |= SPF_NOTE_SOFTFAIL;
	spf_parts_take_owned(parts, &wanted);
	spf_parts_free(&wanted);
	return true;
}

/* Puts each source in front of everything; what was there of it goes. False
 * when one of them has a syntax error. */
static bool put_first(struct spf_merge *m, struct spf_parts *parts,
		      const char *terms, const char *domain)
{
	struct spf_parts first = { .items = NULL };
	bool good = spf_parts_add_loose(&first, terms);

	if (!good)
		refuse(m, SPF_MERGE_BAD_TERM, &first);
	for (size_t at = 0; good && at < first.count; at++) {
		const struct spf_part *part = &first.items[at];

		for (size_t i = at; i < parts->count; i++) {
			if (spf_term_same(&parts->items[i].term, &part->term,
					  domain))
				spf_parts_remove(parts, i--);
		}
		spf_parts_insert(parts, at, part);
		add_change(m, SPF_CHANGE_ADDED, part->text, NULL);
		m->notes |= SPF_NOTE_FIRST;
	}
	spf_parts_take_owned(parts, &first);
	spf_parts_free(&first);
	return good;
}

/* Has the customer's line to change? */
static bool has_changed(const struct spf_merge *m)
{
	for (size_t i = 0; i < m->change_count; i++) {
		if (m->changes[i].kind != SPF_CHANGE_PRESENT &&
		    m->changes[i].kind != SPF_CHANGE_COVERED)
			return true;
	}
	return (m->notes & SPF_NOTE_JOINED) != 0;
}

/* The parts to begin with: what is there, or `~all` and the mailbox. */
static bool begin(const struct spf_merge_input *input, struct spf_merge *m,
		  struct spf_parts *parts)
{
	if (input->existing_count == 1)
		return spf_parts_add_record(parts, input->existing[0]);
	if (input->existing_count > 1) {
		m->notes |= SPF_NOTE_JOINED;
		return spf_parts_join(parts, input->existing,
				      input->existing_count, input->domain,
				      &m->notes);
	}
	spf_parts_add_text(parts, "~all");
	if (input->mailbox)
		m->notes |= SPF_NOTE_MAILBOX;
	else
		m->notes |= input->has_mx ? SPF_NOTE_MAILBOX_MX
					  : SPF_NOTE_NO_MX;
	return true;
}

static void finish(const struct spf_merge_input *input, struct spf_merge *m,
		   const struct spf_parts *parts)
{
	bool keep = input->existing_count == 1 && !has_changed(m);

	m->text = keep ? xstrdup(input->existing[0]) : spf_parts_text(parts);
	m->status = input->existing_count == 0 ? SPF_MERGE_NEW
		    : keep                     ? SPF_MERGE_KEPT
					       : SPF_MERGE_CHANGED;
	if (strlen(m->text) > SPF_LONG)
		m->notes |= SPF_NOTE_LONG;
	if (spf_parts_end_of(parts) == SPF_CLOSE_NONE)
		m->notes |= SPF_NOTE_NO_ALL;
}

void spf_merge(const struct spf_merge_input *input, struct spf_merge *out)
{
	struct spf_parts parts = { .items = NULL };
	const char *mailbox = input->mailbox  ? input->mailbox
			      : input->has_mx ? "mx"
					      : "";
	bool good;

	*out = (struct spf_merge){ .text = NULL };
	good = begin(input, out, &parts);
	if (!good)
		refuse(out, SPF_MERGE_REFUSED, &parts);
	if (good && input->existing_count == 0)
		good = want_terms(out, &parts, mailbox, input->domain);
	good = good &&
	       want_terms(out, &parts, input->wanted ? input->wanted : "",
			  input->domain);
	if (good && put_first(out, &parts, input->first ? input->first : "",
			      input->domain)) {
		if (has_changed(out))
			clear_behind_all(out, &parts, input);
		finish(input, out, &parts);
	}
	spf_parts_free(&parts);
}

void spf_merge_free(struct spf_merge *m)
{
	for (size_t i = 0; i < m->change_count; i++) {
		free(m->changes[i].term);
		free(m->changes[i].other);
	}
	free(m->changes);
	free(m->text);
	free(m->error_text);
	*m = (struct spf_merge){ .text = NULL };
}
