/* SPDX-License-Identifier: MIT */
#include "commands/job.h"

#include <stdio.h>

#include "commands/fetching.h"
#include "commands/reminding.h"
#include "i18n/i18n.h"

void job_begin(struct job *job, struct command_context *context,
	       const char *domain)
{
	*job = (struct job){ .context = context };
	wizard_init(&job->wizard);
	job->wizard.catalog = context->catalog;
	wizard_set_domain(&job->wizard, domain);
}

int job_open(struct job *job, struct command_context *context,
	     const char *domain)
{
	const struct options *o = context->options;
	enum err err = ERR_NOT_FOUND;

	job_begin(job, context, domain);
	if (context->store)
		err = store_load(context->store, domain, &job->wizard);
	if (err != OK && err != ERR_NOT_FOUND)
		return command_store_failed(context, err);
	job->is_known = err == OK;
	job->is_other = (o->service_count && !o->services_are_default) ||
			o->template_file || o->records_file;
	if (job->is_other)
		choices_clear_services(&job->wizard.choices);
	if ((job->is_other || !job->wizard.choices.count ||
	     !o->services_are_default) &&
	    !command_apply_choices(context, &job->wizard.choices))
		return COMMAND_USAGE;
	if (!command_check_templates(context, &job->wizard.choices, NULL))
		return COMMAND_USAGE;
	if (!job->is_known)
		job->wizard.place = PLACE_SERVICE;
	if (!o->fetch)
		return COMMAND_OK;
	job->is_fetched = true;
	return fetching_values(context, &job->wizard.choices);
}

int job_open_known(struct job *job, struct command_context *context,
		   const char *word)
{
	char domain[NAME_SIZE] = "";
	int status = COMMAND_USAGE;

	if (command_has_no_zone(context) && command_has_no_fetch(context) &&
	    command_read_domain(word, domain))
		status = command_open_store(context) ? COMMAND_OK
						     : COMMAND_FAILED;
	if (status == COMMAND_OK)
		return job_open(job, context, domain);
	job_begin(job, context, domain);
	return status;
}

void job_free(struct job *job)
{
	look_free(job->look);
	wizard_free(&job->wizard);
	job->look = NULL;
}

static void look_changed(void *ctx, const struct verdict *verdict)
{
	struct job *job = ctx;

	if (!verdict->complete ||
	    (job->mode == JOB_HOST && look_is_discovering(job->look)))
		return;
	if (job->changed)
		job->changed(job, verdict);
	job->is_done = true;
	loop_stop(job->context->loop);
}

void job_look(struct job *job, bool use_authority, enum job_mode mode)
{
	const struct polite *polite = job->polite;
	const struct look_options options = {
		.catalog = job->context->catalog,
		.http = mode == JOB_ONCE ? NULL : job->context->http,
		.use_authority = use_authority,
		.only_present = mode == JOB_HOST,
		.keep_looking = mode == JOB_WATCH,
		.pool = polite ? polite->pool : NULL,
		.keys = polite ? polite->keys : NULL,
		.more_patience_ms = polite ? polite->patience_ms : 0,
		.changed = look_changed,
		.ctx = job,
	};

	job->mode = mode;
	job->look = look_new(job->context->loop, job->context->dns,
			     &job->wizard.choices, &job->wizard.past, &options);
}

const struct verdict *job_wait(struct job *job, bool use_authority,
			       enum job_mode mode)
{
	job_look(job, use_authority, mode);
	while (!job->is_done)
		loop_run(job->context->loop);
	return look_verdict(job->look);
}

int job_keep(struct job *job, const struct verdict *verdict)
{
	struct store *store = job->context->store;
	struct wizard *w = &job->wizard;
	enum err err = OK;

	if (job->context->store_failed)
		return COMMAND_FAILED;
	if (!store)
		return COMMAND_OK;
	if (!job->is_known || (job->is_fetched && !job->is_other))
		err = store_save(store, w);
	else if (w->past.changed)
		err = store_save_past(store, w->choices.domain, &w->past);
	/* What was judged for once says nothing about what was chosen. */
	if (!err && !(job->is_known && job->is_other))
		err = store_add_verdict(store, verdict, NULL);
	if (!err && !(job->is_known && job->is_other))
		err = reminding_keep(store, w,
				     verdict->outcome == OUTCOME_GREEN);
	if (err) {
		job->context->store_failed = true;
		return command_store_failed(job->context, err);
	}
	job->is_known = true;
	return COMMAND_OK;
}

int job_status(const struct verdict *verdict)
{
	switch (verdict->outcome) {
	case OUTCOME_GREEN:
		return COMMAND_OK;
	case OUTCOME_WAITING:
	case OUTCOME_WRONG:
		return COMMAND_NO;
	case OUTCOME_UNKNOWN:
		break;
	}
	return COMMAND_UNKNOWN;
}
