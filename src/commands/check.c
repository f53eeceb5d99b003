/* zegel check: every known domain, or those named, once each.
 *
 * Several are looked at at the same time, never more than a window of them, and
 * told in their order.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/bulk.h"
#include "commands/changes_run.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/reminding.h"
#include "commands/run.h"
#include "commands/selector.h"
#include "commands/telling.h"
#include "commands/verdict_json.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"

enum {
	WINDOW = 16, /* looks at one time */
	MANY = 20,   /* more domains are asked for at a polite pace */
};

struct names {
	char **items;
	size_t count;
	size_t cap;
};

static void names_add(struct names *names, const char *name)
{
	names->items = grow(names->items, names->count, &names->cap,
			    sizeof(*names->items));
	names->items[names->count++] = xstrdup(name);
}

static void names_free(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

static bool add_known(void *ctx, const struct known_domain *domain)
{
	names_add(ctx, domain->name);
	return true;
}

static int collect_known(struct command_context *context, struct names *names)
{
	enum err err = store_each_domain(context->store, add_known, names);

	if (err)
		return command_store_failed(context, err);
	if (!names->count)
		fprintf(stderr, "zegel: %s\n",
			_("No domain is known yet: name one."));
	return COMMAND_OK;
}

static int collect_named(char **words, size_t count, struct names *names)
{
	char domain[NAME_SIZE];
	int status = COMMAND_OK;

	for (size_t i = 0; i < count; i++) {
		if (command_read_domain(words[i], domain))
			names_add(names, domain);
		else
			status = COMMAND_USAGE;
	}
	return status;
}

/* What a program still wants is worth a line when its records are right: on the
 * page, or in the object that was begun. */
static void tell_reminders(const struct command_context *context,
			   const struct verdict *v, struct page *page,
			   struct json_writer *j)
{
	const struct service_list *services = catalog_services(
		context->catalog);
	struct reminder_list list;
	enum err err;

	if (!context->store)
		return;
	err = reminding_load(context->store, v->domain, clock_wall(), &list);
	if (!err && page)
		reminding_print(page, &list, services);
	else if (!err && list.count)
		reminding_write_json(j, &list, services);
	reminding_free(&list);
}

static void tell(struct command_context *context, const struct verdict *v,
		 bool alone)
{
	const struct service_list *services = catalog_services(
		context->catalog);

	if (context->options->json) {
		struct json_writer j = json_writer_to(stdout);

		verdict_begin_json(&j, v);
		tell_reminders(context, v, NULL, &j);
		json_write_end(&j);
		context->told_resolver = true;
	} else {
		struct page page = page_new(context->options, stdout);

		context->told_resolver = alone;

		if (alone) {
			verdict_print(&page, v, services);
			tell_reminders(context, v, &page, NULL);
		} else {
			verdict_print_line(&page, v, services);
		}
		page_print(&page, stdout);
	}
}

/* One run over all domains. */
struct check_run {
	struct command_context *context;
	const struct names *names;
	struct changes_run *changes; /* NULL: nobody wants to hear of them */
	struct nagios *nagios;       /* NULL: not in that form */
	struct polite polite;        /* of many domains */
	bool is_polite;
	bool use_authority;
	size_t window;
	struct job *jobs; /* a ring: that of domain i is at i modulo WINDOW */
	int status;
};

static void add_status(struct check_run *run, int status)
{
	run->status = command_graver(run->status, status);
}

/* What is told is without what is ignored, what is kept is with it. */
static void finish(struct check_run *run, struct job *job)
{
	const struct options *o = run->context->options;
	const struct verdict *v = look_verdict(job->look);
	const struct choices *choices = &job->wizard.choices;

	if (run->changes && job->is_known && !job->is_other)
		add_status(run, changes_run_expect(run->changes, choices));
	add_status(run, job_keep(job, v));
	look_leave_out(job->look, &o->ignored);
	if (run->changes)
		add_status(run, changes_run_add(run->changes, choices, v));
	if (run->nagios)
		nagios_add(run->nagios, v,
			   catalog_services(run->context->catalog));
	else if (!o->changes)
		tell(run->context, v, run->names->count == 1);
	if (!o->changes && !run->nagios)
		add_status(run, job_status(v));
	job_free(job);
}

static void begin(struct check_run *run, size_t nth)
{
	struct job *job = &run->jobs[nth % WINDOW];
	int opened = job_open(job, run->context, run->names->items[nth]);

	add_status(run, opened);
	if (run->is_polite)
		job->polite = &run->polite;
	if (opened == COMMAND_OK)
		job_look(job, run->use_authority, JOB_ONCE);
	else
		job->is_done = true;
}

static void look_at_each(struct check_run *run)
{
	size_t count = run->names->count;
	size_t begun = 0, told = 0;

	while (told < count && !output_is_gone()) {
		struct job *next = &run->jobs[told % WINDOW];

		while (begun < count && begun < told + run->window)
			begin(run, begun++);
		if (!next->is_done) {
			loop_run(run->context->loop);
			continue;
		}
		if (next->look)
			finish(run, next);
		else
			job_free(next);
		told++;
	}
	while (told < begun)
		job_free(&run->jobs[told++ % WINDOW]);
}

static int look_at_all(struct command_context *context,
		       const struct names *names, struct nagios *nagios)
{
	struct check_run run = {
		.context = context,
		.names = names,
		.nagios = nagios,
		.use_authority = command_use_authority(context, names->count),
		.is_polite = names->count > MANY,
		.window = WINDOW,
		.jobs = xcalloc(WINDOW, sizeof(*run.jobs)),
	};

	if (run.is_polite) {
		polite_begin(&run.polite, context, run.use_authority, WINDOW);
		run.window = run.polite.looks;
	}

	if (changes_are_wanted(context->options))
		run.changes = changes_run_new(context);
	look_at_each(&run);
	if (run.changes)
		add_status(&run, changes_run_end(run.changes));
	if (run.is_polite)
		polite_end(&run.polite);
	free(run.jobs);
	return run.status;
}

/* What belongs to one domain cannot be said of a list. */
static int check_list(struct command_context *context, size_t count,
		      struct nagios *nagios)
{
	const struct options *o = context->options;

	if (!command_has_no_zone(context) || !command_has_no_fetch(context))
		return COMMAND_USAGE;
	if (!count && !o->records_file) {
		if (changes_are_wanted(o) && !command_open_store(context))
			return COMMAND_FAILED;
		return bulk_check(context, nagios);
	}
	fprintf(stderr, "zegel: %s\n",
		_("--file names the domains: beside it no domain can be named, "
		  "and no --records."));
	return COMMAND_USAGE;
}

static bool complain(const char *sentence)
{
	fprintf(stderr, "zegel: %s\n", sentence);
	return false;
}

/* What does not go together. */
static bool options_are_good(const struct options *o, char **words,
			     size_t count)
{
	bool is_nagios = o->format == FORMAT_NAGIOS;

	if (is_nagios && (o->json || o->changes))
		return complain(_("--format nagios says how it stands now, in "
				  "one line: it does not go with --json or "
				  "--changes."));
	if (count == 1 && selector_is_meant(words[0]) &&
	    (is_nagios || changes_are_wanted(o)))
		return complain(_("A selector alone is looked at without "
				  "--changes, --mail, --webhook and --format "
				  "nagios."));
	if (changes_are_wanted(o) && o->resume_file)
		return complain(_("With --changes, --mail or --webhook each "
				  "run looks at the whole list: --resume does "
				  "not go with them."));
	if (!count && !o->list_file && o->private_mode)
		return complain(_("Without a name, zegel check shows the "
				  "domains that --private hides: name those "
				  "that are meant."));
	return true;
}

static int check(struct command_context *context, char **words, size_t count,
		 struct nagios *nagios)
{
	struct names names = { .count = 0 };
	int status;

	if (!options_are_good(context->options, words, count) ||
	    !telling_is_possible(context))
		return COMMAND_USAGE;
	if (context->options->list_file)
		return check_list(context, count, nagios);
	if (!command_has_no_zone(context) ||
	    (count != 1 && !command_has_no_fetch(context)))
		return COMMAND_USAGE;
	if (count == 1 && selector_is_meant(words[0]))
		return selector_check(context, words[0]);
	if (!command_open_store(context) &&
	    (!count || changes_are_wanted(context->options)))
		return COMMAND_FAILED;
	status = count ? collect_named(words, count, &names)
		       : collect_known(context, &names);
	/* One name that is none does not keep the others from being told. */
	if (names.count)
		status = command_graver(status,
					look_at_all(context, &names, nagios));
	names_free(&names);
	return output_end(status);
}

int command_check(struct command_context *context, char **words, size_t count)
{
	struct nagios nagios;
	int status;

	if (context->options->format != FORMAT_NAGIOS)
		return check(context, words, count, NULL);
	nagios_begin(&nagios);
	status = check(context, words, count, &nagios);
	status = (int)nagios_end(
		&nagios, status != COMMAND_OK || context->store_failed, stdout);
	context->store_failed = false; /* its own status says so */
	return output_end(status);
}
