/* SPDX-License-Identifier: MIT */
#include "commands/changes_cause.h"

#include <stdlib.h>
#include <string.h>

#include "commands/job.h"

void cause_sample_add(struct cause_sample *sample,
		      const struct choices *choices, enum outcome before)
{
	if (sample->count == CAUSE_SAMPLE)
		return;
	/* Another channel tells the same. */
	for (size_t i = 0; i < sample->count; i++) {
		if (!strcmp(sample->choices[i].domain, choices->domain))
			return;
	}
	sample->choices[sample->count] = choices_copy(choices);
	sample->before[sample->count++] = before;
}

void cause_sample_free(struct cause_sample *sample)
{
	for (size_t i = 0; i < sample->count; i++)
		choices_free(&sample->choices[i]);
	sample->count = 0;
}

static void begin(struct job *job, struct command_context *context,
		  const struct choices *choices)
{
	job_begin(job, context, choices->domain);
	choices_free(&job->wizard.choices);
	job->wizard.choices = choices_copy(choices);
	job_look(job, true, JOB_ONCE);
}

struct cause cause_sample_judge(const struct cause_sample *sample,
				struct command_context *context, size_t turned,
				size_t looked)
{
	struct cause_witness witnesses[CAUSE_SAMPLE];
	bool may_look = context->options->authority != YES_NO_NO;
	size_t count = may_look ? sample->count : 0;
	struct job *jobs = xcalloc(count, sizeof(*jobs));
	struct cause cause;

	for (size_t i = 0; i < count; i++)
		begin(&jobs[i], context, &sample->choices[i]);
	for (size_t i = 0; i < count; i++) {
		while (!jobs[i].is_done)
			loop_run(context->loop);
		witnesses[i] = cause_witness_of(look_verdict(jobs[i].look),
						sample->before[i]);
	}
	cause = cause_find(turned, looked, witnesses, count);
	for (size_t i = 0; i < count; i++) {
		cause_witness_free(&witnesses[i]);
		job_free(&jobs[i]);
	}
	free(jobs);
	return cause;
}
