/* zegel records: what to create, against the live DNS or a master file.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/fetching.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/records_print.h"
#include "commands/run.h"
#include "commands/ways_print.h"
#include "commands/zone_lookup.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/service_text.h"

/* What is planned is an answer; what cannot be planned is not. */
static int status_of(const struct plan *plan)
{
	if (plan->notes & PLAN_NOTE_TEMPLATE)
		return COMMAND_USAGE;
	if (plan->notes & (PLAN_NOTE_SPF_REFUSED | PLAN_NOTE_SPF_BAD_TERM |
			   PLAN_NOTE_SPF_LIMIT | PLAN_NOTE_DOMAIN_IS_CNAME |
			   PLAN_NOTE_NO_VALUES))
		return COMMAND_NO;
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->items[i].action == ACTION_UNKNOWN &&
		    plan->items[i].wanted.required)
			return COMMAND_UNKNOWN;
	}
	return COMMAND_OK;
}

/* Why there is no plan: no answer, or a domain in which nothing can be set. */
static int tell_no_plan(const struct verdict *v)
{
	const struct finding_context context = finding_context_of(v);
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (v->outcome == OUTCOME_UNKNOWN || !v->findings.count) {
		fprintf(stderr, "zegel: %s\n",
			_("No answer came that tells what the domain has "
			  "now."));
		return COMMAND_UNKNOWN;
	}
	finding_sentence(&text, &v->findings.items[0], &context);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return COMMAND_NO;
}

/* What has to be entered in the DNS, and in the programs that go without. */
static void print_live(const struct printed_plan *p,
		       const struct options *options)
{
	struct wizard *w = p->wizard;
	bool for_people = !options->json && (options->format == FORMAT_TABLE ||
					     options->format == FORMAT_FIELDS ||
					     options->format == FORMAT_CHAT);

	if (!for_people || !wizard_without_dns(w))
		records_print(p, options);
	for (size_t i = 0; i < w->choices.count && for_people; i++) {
		struct page page = page_new(options, stdout);

		ways_print(&page, w, &w->choices.items[i]);
		page_print(&page, stdout);
	}
}

static int plan_live(struct command_context *context, const char *domain)
{
	struct str programs = STR_INIT(STR_MAX_TEXT);
	const struct verdict *v;
	struct printed_plan p;
	struct job job;
	int status;

	(void)command_open_store(context);
	status = job_open(&job, context, domain);
	if (status == COMMAND_OK) {
		v = job_wait(&job, command_use_authority(context, 1), JOB_ONCE);
		service_add_names(&programs, catalog_services(context->catalog),
				  &job.wizard.choices);
		p = printed_plan_of(v);
		p.programs = str_text(&programs);
		p.wizard = &job.wizard;
		job.wizard.verdict = v;
		status = status_of(&v->plan);
		/* Without the zone there is no plan. */
		if (!v->plan.count && (v->outcome == OUTCOME_UNKNOWN ||
				       v->outcome == OUTCOME_WRONG))
			status = tell_no_plan(v);
		else
			print_live(&p, context->options);
	}
	job_free(&job);
	str_free(&programs);
	return status;
}

static int zone_problem(const char *file, const struct zonefile *zone,
			enum err err)
{
	/* TRANSLATORS: what is wrong with a line of a zone file. */
	static const char *const problems[] = {
		[ZONEFILE_NO_RECORD] = N_("this is no record"),
		[ZONEFILE_DATA] = N_("these data do not fit the record's type"),
		[ZONEFILE_DIRECTIVE] = N_("this has no value that it can have"),
		[ZONEFILE_NOT_FOLLOWED] = N_(
			"this is not followed: only the file itself is read"),
		[ZONEFILE_QUOTE] = N_("a quotation mark has no partner"),
		[ZONEFILE_PARENTHESIS] = N_("a parenthesis has no partner"),
		[ZONEFILE_BINARY] = N_("this is no text"),
	};

	if (err == ERR_SYNTAX)
		fprintf(stderr, "zegel: %s:%d: %s\n", file, zone->bad_line,
			_(problems[zone->problem]));
	else
		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(err));
	return COMMAND_USAGE;
}

/* Says what is wrong when it is not COMMAND_OK. */
static int read_zone(const char *file, const char *domain, struct zonefile *out)
{
	struct str text = STR_INIT(ZONEFILE_MAX_BYTES);
	enum err err = command_read_file(file, &text);

	if (!err)
		err = zonefile_read(&text, domain, out);
	str_free(&text);
	return err ? zone_problem(file, out, err) : COMMAND_OK;
}

static void plan_zone(struct command_context *context,
		      const struct choices *choices,
		      const struct zonefile *zone, struct plan *plan)
{
	struct zone_lookup answers = { .zone = zone };
	const struct plan_input input = {
		.catalog = context->catalog,
		.choices = choices,
		.zone = zone->origin,
		.present = { zone_lookup_ask, &answers },
		.all = zone->records,
		.all_count = zone->count,
		.rules = { zone_lookup_ask, &answers },
	};

	plan_make(&input, plan);
	zone_lookup_free(&answers);
}

/* Reads the choices, and sees that the domain is one of this zone. */
static int choose(struct command_context *context, const struct zonefile *zone,
		  const char *domain, struct choices *choices)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!domain)
		domain = zone->origin;
	if (!name_is_under(domain, zone->origin)) {
		text_fill_two(&text, _("%1$s is not in the zone %2$s"), domain,
			      zone->origin);
		fprintf(stderr, "zegel: %s\n", str_text(&text));
		str_free(&text);
		return COMMAND_USAGE;
	}
	snprintf(choices->domain, sizeof(choices->domain), "%s", domain);
	if (!command_apply_choices(context, choices) ||
	    !command_check_templates(context, choices, zone->origin))
		return COMMAND_USAGE;
	return context->options->fetch ? fetching_values(context, choices)
				       : COMMAND_OK;
}

static const struct dns_host *panel_of(struct command_context *context,
				       const struct choices *choices)
{
	const struct host_list *hosts = catalog_hosts(context->catalog);

	return hosts && choices->panel ? host_find(hosts, choices->panel)
				       : NULL;
}

static int plan_file(struct command_context *context, const char *domain)
{
	struct choices choices = { .count = 0 };
	struct zonefile zone = { .count = 0 };
	struct str programs = STR_INIT(STR_MAX_TEXT);
	struct plan plan;
	int status = read_zone(context->options->zone_file, domain, &zone);

	if (status == COMMAND_OK)
		status = choose(context, &zone, domain, &choices);
	if (status == COMMAND_OK) {
		service_add_names(&programs, catalog_services(context->catalog),
				  &choices);
		const struct printed_plan p = {
			.plan = &plan,
			.domain = choices.domain,
			.zone = zone.origin,
			.form = panel_of(context, &choices),
			.programs = str_text(&programs),
			.all = zone.records,
			.all_count = zone.count,
		};

		plan_zone(context, &choices, &zone, &plan);
		records_print(&p, context->options);
		status = status_of(&plan);
		plan_free(&plan);
	}
	choices_free(&choices);
	zonefile_free(&zone);
	str_free(&programs);
	return status;
}

int command_records(struct command_context *context, char **words, size_t count)
{
	char domain[NAME_SIZE];
	int status;

	if (!count && !context->options->zone_file)
		return command_usage("records");
	if (context->options->format == FORMAT_NAGIOS) {
		fprintf(stderr, "zegel: %s\n",
			_("--format nagios goes with \"zegel check\" only."));
		return COMMAND_USAGE;
	}
	if (count && !command_read_domain(words[0], domain))
		return COMMAND_USAGE;
	if (context->options->zone_file)
		status = plan_file(context, count ? domain : NULL);
	else
		status = plan_live(context, domain);
	return output_end(status);
}
