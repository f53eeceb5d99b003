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

static void add_spf_terms(struct needs *needs, const char *name,
			  const char *sample, const char *service)
{
	char *terms = spf_terms_of_sample(sample);
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

static void note_vendor_spf(struct needs *needs, const char *shown)
{
	size_t len = shown ? strlen(shown) : 0;

	if (!needs->vendor_spf && len > 4 && !strcmp(shown + len - 4, "-all"))
		needs->vendor_spf = xstrdup(shown);
}

/* A record from a paste, a file or a template. */
static void add_record(struct needs *needs, const struct record *r,
		       enum purpose purpose, bool required, const char *service)
{
	struct need *need;

	if (is_spf_text(r)) {
		note_vendor_spf(needs, r->value);
		add_spf_terms(needs, r->name, r->value, service);
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

static void add_expanded(struct needs *needs,
			 const struct template_expansion *expansion,
			 const struct service *service)
{
	for (size_t i = 0; i < expansion->count; i++) {
		const struct template_record *from = &expansion->records[i];
		const struct service_record *fact =
			service && from->line < service->record_count
				? &service->records[from->line]
				: NULL;
		enum purpose purpose = fact ? fact->purpose : PURPOSE_OTHER;
		size_t before = needs->count;

		if (from->pseudo)
			continue;
		if (from->spf_merge) {
			add_spf_terms(needs, from->record.name,
				      from->record.value,
				      service ? service->id : NULL);
			continue;
		}
		add_record(needs, &from->record, purpose,
			   fact ? fact->required : true,
			   service ? service->id : NULL);
		if (needs->count > before) {
			needs->items[before].txt_mode = from->txt_mode;
			needs->items[before].txt_prefix = xstrdup(
				from->txt_prefix);
		}
	}
}

/* domain and host of a template for a name that may be below its zone. */
static void set_place(struct template_input *in, const char *domain,
		      const char *zone, char **host)
{
	char *relative = zone ? name_relative(domain, zone) : NULL;

	in->domain = relative && strcmp(relative, "@") ? zone : domain;
	*host = relative && strcmp(relative, "@") ? xstrdup(relative) : NULL;
	in->host = *host;
	free(relative);
}

static void collect_template(struct needs *needs, const struct choices *choices,
			     const struct chosen *chosen,
			     const struct template *template,
			     const struct service *service, const char *zone)
{
	struct template_value *values = xcalloc(chosen->setting_count,
						sizeof(*values));
	struct template_expansion expansion;
	struct template_input in = {
		.values = values,
		.value_count = chosen->setting_count,
		.groups = (const char *const *)choices->groups,
		.group_count = choices->group_count,
	};
	char *host;
	enum err error;

	for (size_t i = 0; i < chosen->setting_count; i++) {
		values[i].name = chosen->settings[i].name;
		values[i].value = chosen->settings[i].value;
	}
	set_place(&in, choices->domain, zone, &host);
	if (service)
		error = service_expand(service, template, &in, &expansion);
	else
		error = template_expand(template, &in, &expansion);
	if (error != OK && !chosen->value_count)
		needs->values_missing = true;
	add_expanded(needs, &expansion, service);
	template_expansion_free(&expansion);
	free(values);
	free(host);
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
	const struct service_list *list = catalog_services(catalog);
	const struct service *service = chosen->service && list
						? service_find(list,
							       chosen->service)
						: NULL;
	const struct template *template =
		service ? catalog_template(catalog, service) : NULL;
	size_t before = needs->count;

	needs->is_chosen |= !chosen->recognised;
	if (chosen->template) {
		collect_template(needs, choices, chosen, chosen->template, NULL,
				 zone);
		return;
	}
	if (template && service->values != VALUES_PASTED)
		collect_template(needs, choices, chosen, template, service,
				 zone);
	if (service)
		note_vendor_spf(needs, service->spf_shown);
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
		out->only_records &= chosen->template != NULL;
		if (chosen->way == WAY_DNS)
			collect_chosen(out, catalog, choices, chosen, zone);
	}
}
