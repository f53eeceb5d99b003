/* zegel check: every known domain, or those named, once each.
 *
 * Several are looked at at the same time, never more than a window of them, and
 * told in their order.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/bulk.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/run.h"
#include "commands/selector.h"
#include "commands/verdict_json.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"

enum { WINDOW = 16 }; /* looks at one time */

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

static void tell(struct command_context *context, const struct verdict *v,
		 bool alone)
{
	const struct service_list *services = catalog_services(
		context->catalog);

	if (context->options->json) {
		struct json_writer j = json_writer_to(stdout);

		verdict_write_json(&j, v);
	} else {
		struct page page = page_new(context->options, stdout);

		if (alone)
			verdict_print(&page, v, services);
		else
			verdict_print_line(&page, v, services);
		page_print(&page, stdout);
	}
}

/* Keeps, tells and frees one job that is done. */
static int finish(struct job *job, bool alone)
{
	const struct verdict *v = look_verdict(job->look);
	int status = job_status(v);

	status = command_graver(status, job_keep(job, v));
	tell(job->context, v, alone);
	job_free(job);
	return status;
}

/* jobs is a ring: the one of domain i stands at i modulo WINDOW. */
static int look_at_all(struct command_context *context,
		       const struct names *names)
{
	bool authority = command_use_authority(context, names->count);
	struct job *jobs = xcalloc(WINDOW, sizeof(*jobs));
	size_t begun = 0, told = 0;
	int status = COMMAND_OK;

	while (told < names->count && !output_is_gone()) {
		struct job *next = &jobs[told % WINDOW];

		while (begun < names->count && begun < told + WINDOW) {
			struct job *job = &jobs[begun % WINDOW];
			int opened = job_open(job, context,
					      names->items[begun++]);

			status = command_graver(status, opened);
			if (opened == COMMAND_OK)
				job_look(job, authority, JOB_ONCE);
			else
				job->is_done = true;
		}
		if (!next->is_done) {
			loop_run(context->loop);
			continue;
		}
		if (next->look)
			status = command_graver(
				status, finish(next, names->count == 1));
		else
			job_free(next);
		told++;
	}
	while (told < begun)
		job_free(&jobs[told++ % WINDOW]);
	free(jobs);
	return status;
}

/* What belongs to one domain cannot be said of a list. */
static int check_list(struct command_context *context, size_t count)
{
	const struct options *o = context->options;

	if (!command_has_no_zone(context) || !command_has_no_fetch(context))
		return COMMAND_USAGE;
	if (!count && !o->records_file)
		return bulk_check(context);
	fprintf(stderr, "zegel: %s\n",
		_("--file names the domains: beside it no domain can be named, "
		  "and no --records."));
	return COMMAND_USAGE;
}

int command_check(struct command_context *context, char **words, size_t count)
{
	struct names names = { .count = 0 };
	int status;

	if (context->options->list_file)
		return check_list(context, count);
	if (!command_has_no_zone(context) ||
	    (count != 1 && !command_has_no_fetch(context)))
		return COMMAND_USAGE;
	if (count == 1 && selector_is_meant(words[0]))
		return selector_check(context, words[0]);
	if (!command_open_store(context))
		return COMMAND_FAILED;
	status = count ? collect_named(words, count, &names)
		       : collect_known(context, &names);
	/* One name that is none does not keep the others from being told. */
	if (names.count)
		status = command_graver(status, look_at_all(context, &names));
	names_free(&names);
	return output_end(status);
}
