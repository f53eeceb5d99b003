/* Do the templates that were chosen get what they need from the command line?
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "commands/command.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/template_text.h"

/* Where it matters which part of the domain is the zone, the look decides. */
static bool can_be_judged(const struct template_remark *r, const char *zone)
{
	size_t len = strlen(r->detail);

	if (zone)
		return true;
	if (r->code == TEMPLATE_HOST_REQUIRED || r->code == TEMPLATE_APEX)
		return false;
	return r->code != TEMPLATE_HOST || !len || r->detail[len - 1] != '.';
}

/* Each variable once, in the order of the template. */
static void add_missing(struct str *out, const struct template *t,
			const struct template_expansion *x)
{
	for (size_t v = 0; v < t->variable_count; v++) {
		bool missing = false;

		for (size_t i = 0; i < x->remark_count && !missing; i++)
			missing =
				x->remarks[i].code == TEMPLATE_VALUE_MISSING &&
				!strcmp(x->remarks[i].detail, t->variables[v]);
		if (missing)
			str_addf(out, "%s%s", out->len ? ", " : "",
				 t->variables[v]);
	}
}

static bool complain_of_missing(const struct service *service,
				const struct template *t,
				const struct template_expansion *x)
{
	struct str missing = STR_INIT(STR_MAX_TEXT);
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool any;

	add_missing(&missing, t, x);
	any = missing.len > 0;
	text_fill_two(&text,
		      _("%1$s: these variables of the template have no value: "
			"%2$s; give each with --set NAME=VALUE"),
		      service->id, str_text(&missing));
	if (any)
		fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&missing);
	str_free(&text);
	return any;
}

static bool check_one(const struct choices *choices,
		      const struct chosen *chosen,
		      const struct service *service, const struct template *t,
		      const char *zone)
{
	struct template_expansion x;
	bool bad = chosen_expand(choices, chosen, service, t, zone, &x) != OK;
	bool excluded = false;
	bool told = bad && complain_of_missing(service, t, &x);

	for (size_t i = 0; i < x.remark_count; i++) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		if (x.remarks[i].code == TEMPLATE_VALUE_MISSING ||
		    !can_be_judged(&x.remarks[i], zone))
			continue;
		excluded |= x.remarks[i].code == TEMPLATE_SELF_CONFLICT;
		template_add_remark(&text, &x.remarks[i]);
		fprintf(stderr, "zegel: %s: %s\n", service->id,
			str_text(&text));
		str_free(&text);
		told = true;
	}
	if (excluded && !choices->group_count) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		template_add_groups(&text, t);
		if (text.len)
			fprintf(stderr, "zegel: %s: %s\n", service->id,
				str_text(&text));
		str_free(&text);
	}
	template_expansion_free(&x);
	return !told;
}

bool command_check_templates(struct command_context *context,
			     const struct choices *choices, const char *zone)
{
	const struct service_list *list = catalog_services(context->catalog);
	bool good = true;

	for (size_t i = 0; i < choices->count; i++) {
		const struct chosen *chosen = &choices->items[i];
		const struct service *s =
			list && chosen->service
				? service_find(list, chosen->service)
				: NULL;

		if (is_by_template(s) &&
		    !check_one(choices, chosen, s,
			       catalog_template(context->catalog, s), zone))
			good = false;
	}
	return good;
}

void command_tell_own_problems(struct command_context *context)
{
	size_t count;
	const struct own_problem *all = catalog_own_problems(context->catalog,
							     &count);

	for (size_t i = 0; i < count; i++) {
		char *file = clean_dup(all[i].file, strlen(all[i].file),
				       CLEAN_LINE, STR_MAX_TEXT);

		fprintf(stderr, "zegel: %s: %s\n", file,
			all[i].error == ERR_SYNTAX
				? _("this is not a good template; zegel "
				    "services check FILE says why")
				: command_file_problem(all[i].error));
		free(file);
	}
}
