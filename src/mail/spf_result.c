/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "mail/spf_eval.h"

const char *spf_status_name(enum spf_status status)
{
	static const char *const names[] = {
		[SPF_PENDING] = "pending",     [SPF_NONE] = "none",
		[SPF_NEUTRAL] = "neutral",     [SPF_PASS] = "pass",
		[SPF_FAIL] = "fail",           [SPF_SOFTFAIL] = "softfail",
		[SPF_TEMPERROR] = "temperror", [SPF_PERMERROR] = "permerror",
	};

	return names[status];
}

const char *spf_outcome_name(enum spf_outcome outcome)
{
	static const char *const names[] = {
		[SPF_STEP_OPEN] = "open",
		[SPF_STEP_RECORD] = "record",
		[SPF_STEP_MATCH] = "match",
		[SPF_STEP_NO_MATCH] = "no-match",
		[SPF_STEP_FOLLOWED] = "followed",
		[SPF_STEP_ERROR] = "error",
	};

	return names[outcome];
}

size_t spf_step_add(struct spf_eval *e, const struct spf_scope *scope,
		    const struct spf_term *t)
{
	struct spf_result *out = e->out;

	if (!e->request->trace)
		return SIZE_MAX;
	out->steps = grow(out->steps, out->step_count, &out->step_cap,
			  sizeof(*out->steps));
	out->steps[out->step_count] = (struct spf_step){
		.depth = scope->depth,
		.domain = xstrdup(scope->name),
		.term = t ? slice_dup(spf_term_text(&scope->record, t)) : NULL,
		.outcome = SPF_STEP_OPEN,
		.answer = ANSWER_CANCELLED,
	};
	return out->step_count++;
}

void spf_step_target(struct spf_eval *e, size_t step, const char *name)
{
	if (step != SIZE_MAX && !e->out->steps[step].target)
		e->out->steps[step].target = xstrdup(name);
}

void spf_step_answer(struct spf_eval *e, size_t step, const struct query *q)
{
	if (step != SIZE_MAX)
		e->out->steps[step].answer = q->answer_status;
}

void spf_step_end(struct spf_eval *e, size_t step, enum spf_outcome outcome,
		  enum spf_status status)
{
	struct spf_step *s;

	if (step == SIZE_MAX)
		return;
	s = &e->out->steps[step];
	s->outcome = outcome;
	if (status != SPF_NONE || s->status == SPF_PENDING)
		s->status = status;
	s->lookups = e->out->lookups;
	s->voids = e->out->voids;
}

void spf_result_free(struct spf_result *r)
{
	for (size_t i = 0; i < r->step_count; i++) {
		free(r->steps[i].domain);
		free(r->steps[i].term);
		free(r->steps[i].target);
	}
	free(r->steps);
	free(r->error_domain);
	free(r->error_term);
	free(r->domain);
	free(r->record);
	free(r->mechanism);
	free(r->mechanism_domain);
	free(r->explanation);
	*r = (struct spf_result){ .status = SPF_PENDING };
}
