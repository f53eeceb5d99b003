/* SPDX-License-Identifier: MIT */
#include "core/plan_needs.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void needs_free(struct needs *needs)
{
	for (size_t i = 0; i < needs->count; i++) {
		wanted_free(&needs->items[i].wanted);
		free(needs->items[i].txt_prefix);
	}
	free(needs->items);
	free(needs->vendor_spf);
	template_remark_free(needs->template_problem);
	outside_free(needs->outside, needs->outside_count);
	*needs = (struct needs){ 0 };
}

/* What a sample holds for the vendor's own sake: everybody's `all`, and the
 * customer's own machines, which the merge takes care of itself. */
static bool is_sample_filling(struct slice term)
{
	static const char *const fillings[] = { "v=spf1", "a", "mx", "ptr",
						"all" };
	struct slice bare = term;

	if (bare.len && strchr("+-~?", *bare.at)) {
		bare.at++;
		bare.len--;
	}
	for (size_t i = 0; i < COUNT_OF(fillings); i++) {
		if (slice_is_nocase(bare, fillings[i]))
			return true;
	}
	return slice_has_prefix_nocase(bare, "redirect=") ||
	       slice_has_prefix_nocase(bare, "exp=");
}

char *spf_terms_of_sample(const char *text)
{
	struct slice rest = slice_of(text), term;
	struct str terms = STR_INIT(STR_MAX_TEXT);

	while (slice_next_word(&rest, &term)) {
		if (is_sample_filling(term))
			continue;
		if (terms.len)
			str_add_char(&terms, ' ');
		str_add_bytes(&terms, term.at, term.len);
	}
	if (terms.len)
		return str_take(&terms);
	str_free(&terms);
	return NULL;
}

static struct need *add(struct needs *needs)
{
	struct need *need;

	needs->items = grow(needs->items, needs->count, &needs->cap,
			    sizeof(*needs->items));
	need = &needs->items[needs->count++];
	*need = (struct need){ .wanted = { .required = true } };
	return need;
}

static bool has_record(const struct needs *needs, const struct record *r)
{
	for (size_t i = 0; i < needs->count; i++) {
		if (record_equal(&needs->items[i].wanted.record, r))
			return true;
	}
	return false;
}

static bool is_spf_text(const struct record *r)
{
	return r->type == RR_SPF ||
	       (r->type == RR_TXT && !strncasecmp(r->value, "v=spf1", 6));
}

static void add_spf_terms(struct needs *needs, const char *name, char *terms,
			  const char *service)
{
	struct need *need;

	if (!terms)
		return;
	need = add(needs);
	need->is_spf_terms = true;
	need->wanted.record = record_make(name, RR_TXT, terms);
	need->wanted.purpose = PURPOSE_SPF;
	need->wanted.service = service ? xstrdup(service) : NULL;
	need->wanted.spf_terms = terms;
}

static void note_vendor_spf(struct needs *needs, const char *shown,
			    const char *vendor)
{
	size_t len = shown ? strlen(shown) : 0;

	if (needs->vendor_spf || len <= 4 || strcmp(shown + len - 4, "-all"))
		return;
	needs->vendor_spf = xstrdup(shown);
	needs->vendor = vendor;
}

/* A record from a paste, a file or a template. */
static void add_record(struct needs *needs, const struct record *r,
		       enum purpose purpose, bool required, const char *service)
{
	struct need *need;

	if (is_spf_text(r)) {
		char *terms = spf_terms_of_sample(r->value);

		/* Who wants a record by itself wants one to be there. */
		if (!terms && !service)
			terms = xstrdup("");
		note_vendor_spf(needs, r->value, NULL);
		add_spf_terms(needs, r->name, terms, service);
		return;
	}
	if (has_record(needs, r))
		return;
	need = add(needs);
	need->wanted.record = record_copy(r);
	need->wanted.purpose = purpose;
	if (purpose == PURPOSE_OTHER)
		need->wanted.purpose = purpose_guess(r->type, r->name,
						     r->value);
	need->wanted.required = required;
	need->wanted.service = service ? xstrdup(service) : NULL;
}

/* The terms that a template file asks for. What it writes is not a sample of
 * anybody's own machines, so a bare a or mx counts as well; without any term
 * the record itself is asked for. */
static void add_template_spf(struct needs *needs, const struct record *from,
			     const char *service)
{
	static const char *const DROPPED[] = { "v=spf1", "all",  "+all",
					       "-all",   "~all", "?all" };
	struct str terms = STR_INIT(STR_MAX_TEXT);
	struct slice rest = slice_of(from->value), word;

	while (slice_next_word(&rest, &word)) {
		bool dropped = slice_has_prefix_nocase(word, "redirect=") ||
			       slice_has_prefix_nocase(word, "exp=");

		for (size_t i = 0; i < COUNT_OF(DROPPED) && !dropped; i++)
			dropped = slice_is_nocase(word, DROPPED[i]);
		if (dropped)
			continue;
		str_add(&terms, terms.len ? " " : "");
		str_add_bytes(&terms, word.at, word.len);
	}
	note_vendor_spf(needs, from->value, NULL);
	add_spf_terms(needs, from->name, str_take(&terms), service);
	needs->items[needs->count - 1].wanted.record.ttl = from->ttl;
}

static void add_outside(struct needs *needs, const struct template_record *from)
{
	needs->outside = grow(needs->outside, needs->outside_count,
			      &needs->outside_cap, sizeof(*needs->outside));
	needs->outside[needs->outside_count++] = (struct outside){
		.type = xstrdup(from->pseudo),
		.name = xstrdup(from->record.name),
		.value = xstrdup(from->record.value),
	};
}

/* A template file says all by itself: no facts of the catalogue beside it. */
static void add_template_file(struct needs *needs,
			      const struct template_expansion *expansion,
			      const char *service)
{
	for (size_t i = 0; i < expansion->count; i++) {
		const struct template_record *from = &expansion->records[i];
		size_t before = needs->count;

		if (from->pseudo)
			add_outside(needs, from);
		else if (from->spf_merge || is_spf_text(&from->record))
			add_template_spf(needs, &from->record, service);
		else
			add_record(needs, &from->record, PURPOSE_OTHER, true,
				   service);
		if (needs->count == before)
			continue;
		needs->items[before].by_template = true;
		needs->items[before].txt_mode = from->txt_mode;
		needs->items[before].txt_prefix = xstrdup(from->txt_prefix);
	}
}

/* An alias that the service made for this customer stands where the catalogue
 * knows another one: beside it nothing can stand (RFC 2181, 10.1). */
static bool has_own_alias(const struct chosen *chosen, const struct record *r)
{
	for (size_t i = 0; i < chosen->value_count; i++) {
		const struct record *own = &chosen->values[i];

		if (name_equal(own->name, r->name) &&
		    (own->type == RR_CNAME || r->type == RR_CNAME))
			return true;
	}
	return false;
}

static void add_expanded(struct needs *needs,
			 const struct template_expansion *expansion,
			 const struct service *service,
			 const struct chosen *chosen)
{
	for (size_t i = 0; i < expansion->count; i++) {
		const struct template_record *from = &expansion->records[i];
		const struct service_record *fact =
			from->line < service->record_count
				? &service->records[from->line]
				: NULL;
		enum purpose purpose = fact ? fact->purpose : PURPOSE_OTHER;
		size_t before = needs->count;

		if (from->pseudo || has_own_alias(chosen, &from->record))
			continue;
		if (from->spf_merge) {
			add_spf_terms(needs, from->record.name,
				      spf_terms_of_sample(from->record.value),
				      service->id);
			if (needs->count > before)
				needs->items[before].is_optional =
					fact && !fact->required;
			continue;
		}
		add_record(needs, &from->record, purpose,
			   fact ? fact->required : true, service->id);
		if (needs->count > before) {
			needs->items[before].txt_mode = from->txt_mode;
			needs->items[before].txt_prefix = xstrdup(
				from->txt_prefix);
		}
	}
}

/* Notes down what keeps the template from being applied as a whole; a value
 * that is still to come is not that. */
static bool note_problem(struct needs *needs,
			 const struct template_expansion *expansion)
{
	const struct template_remark *first = NULL;

	for (size_t i = 0; i < expansion->remark_count && !first; i++) {
		if (expansion->remarks[i].code != TEMPLATE_VALUE_MISSING)
			first = &expansion->remarks[i];
	}
	if (first && !needs->template_problem)
		needs->template_problem = template_remark_copy(first);
	return first != NULL;
}

static void collect_template(struct needs *needs, const struct choices *choices,
			     const struct chosen *chosen,
			     const struct template *template,
			     const struct service *service, const char *zone)
{
	struct template_expansion expansion;
	enum err error = chosen_expand(choices, chosen, service, template, zone,
				       &expansion);

	if (!service->by_template) {
		if (error != OK && !chosen->value_count)
			needs->values_missing = true;
		add_expanded(needs, &expansion, service, chosen);
	} else if (error == OK || !note_problem(needs, &expansion)) {
		needs->values_missing |= error != OK;
		add_template_file(needs, &expansion, service->id);
	}
	template_expansion_free(&expansion);
}

/* Some values are each customer's own, and nobody gave any. */
static bool are_values_missing(const struct chosen *chosen,
			       const struct service *service)
{
	if (chosen->value_count || chosen->setting_count)
		return false;
	return !service || (service->values != VALUES_READY &&
			    service->values != VALUES_NO_DNS);
}

static void collect_chosen(struct needs *needs, struct catalog *catalog,
			   const struct choices *choices,
			   const struct chosen *chosen, const char *zone)
{
	const struct service *service = needs_service(catalog, chosen);
	const struct template *template =
		service ? catalog_template(catalog, service) : NULL;
	size_t before = needs->count;

	needs->is_chosen |= !chosen->recognised;
	if (service && service->by_template) {
		collect_template(needs, choices, chosen, template, service,
				 zone);
		return;
	}
	if (template && service->values != VALUES_PASTED)
		collect_template(needs, choices, chosen, template, service,
				 zone);
	if (service)
		note_vendor_spf(needs, service->spf_shown, service->name);
	if (service && service->needs_dmarc && !chosen->recognised &&
	    !needs->dmarc_for)
		needs->dmarc_for = service->id;
	for (size_t i = 0; i < chosen->value_count; i++)
		add_record(needs, &chosen->values[i], PURPOSE_OTHER, true,
			   chosen->service);
	if (!chosen->recognised && are_values_missing(chosen, service))
		needs->values_missing = true;
	for (size_t i = before; i < needs->count && chosen->recognised; i++)
		needs->items[i].wanted.required = false;
}

/* The policy of a name below the domain is a record like others: the plan's
 * care is for the domain's own. */
static void set_policies_below_apart(struct needs *needs, const char *domain)
{
	static const char label[] = "_dmarc.";

	for (size_t i = 0; i < needs->count; i++) {
		struct wanted *w = &needs->items[i].wanted;
		const char *name = w->record.name;

		if (w->purpose == PURPOSE_DMARC &&
		    !strncmp(name, label, strlen(label)) &&
		    !name_equal(name + strlen(label), domain))
			w->purpose = PURPOSE_OTHER;
	}
}

const struct service *needs_service(struct catalog *catalog,
				    const struct chosen *chosen)
{
	const struct service_list *list = catalog_services(catalog);

	return chosen->service && list ? service_find(list, chosen->service)
				       : NULL;
}

void needs_collect(struct catalog *catalog, const struct choices *choices,
		   const char *zone, struct needs *out)
{
	*out = (struct needs){ .only_records = choices->record_count > 0 };
	for (size_t i = 0; i < choices->record_count; i++)
		add_record(out, &choices->records[i], PURPOSE_OTHER, true,
			   NULL);
	if (out->only_records)
		return;
	out->only_records = choices->count > 0;
	for (size_t i = 0; i < choices->count; i++) {
		const struct chosen *chosen = &choices->items[i];

		/* A template says all that it wants done. */
		out->only_records &= is_by_template(
			needs_service(catalog, chosen));
		if (chosen->way == WAY_DNS)
			collect_chosen(out, catalog, choices, chosen, zone);
	}
	set_policies_below_apart(out, choices->domain);
}
