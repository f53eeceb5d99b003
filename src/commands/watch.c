/* zegel watch: looks until the domain is green, and says what changes.
 *
 * SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/job.h"
#include "commands/output.h"
#include "commands/run.h"
#include "commands/verdict_json.h"
#include "commands/verdict_news.h"
#include "commands/verdict_print.h"
#include "i18n/i18n.h"

struct watch {
	struct command_context *context;
	struct verdict_news news;
	struct timer *end; /* of --for, or NULL */
	bool is_over;      /* the time is up, or a signal came */
	int status;
};

static void tell_news(struct watch *watch, const struct verdict *v)
{
	const struct options *options = watch->context->options;
	char *before = NULL;

	if (!verdict_news_take(&watch->news, v, &before))
		return;
	if (options->json) {
		struct json_writer j = json_writer_to(stdout);

		verdict_write_json(&j, v);
	} else {
		verdict_news_print(v, before, false, options);
	}
	free(before);
}

static void on_verdict(struct job *job, const struct verdict *v)
{
	struct watch *watch = job->ctx;

	watch->status = job_keep(job, v);
	if (watch->status == COMMAND_OK)
		watch->status = job_status(v);
	tell_news(watch, v);
	if (v->outcome == OUTCOME_GREEN || watch->status == COMMAND_FAILED ||
	    output_is_gone())
		watch->is_over = true;
}

static void stop(struct watch *watch)
{
	watch->is_over = true;
	loop_stop(watch->context->loop);
}

static void time_is_up(void *ctx)
{
	struct watch *watch = ctx;

	watch->end = NULL;
	stop(watch);
}

/* Nobody reads any more. */
static void output_closed(void *ctx, int fd, int events)
{
	struct watch *watch = ctx;

	(void)events;
	loop_watch(watch->context->loop, fd, 0, NULL, NULL);
	stop(watch);
}

static void signal_arrived(void *ctx, int signal_number)
{
	(void)signal_number;
	stop(ctx);
}

static void print_summary(struct command_context *context, struct job *job,
			  const struct watch *watch)
{
	const struct verdict *v = look_verdict(job->look);
	struct page page = page_new(context->options, stdout);

	if (!v || context->options->json)
		return;
	if (watch->news.told)
		page_gap(&page);
	verdict_print(&page, v, catalog_services(context->catalog));
	page_print(&page, stdout);
}

static void run(struct command_context *context, struct job *job,
		struct watch *watch)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

	for (size_t i = 0; i < COUNT_OF(signals); i++)
		loop_signal(context->loop, signals[i], signal_arrived, watch);
	if (context->options->for_ms)
		watch->end = loop_timer(context->loop, context->options->for_ms,
					time_is_up, watch);
	loop_watch(context->loop, STDOUT_FILENO, LOOP_HANGUP, output_closed,
		   watch);
	job->changed = on_verdict;
	job->ctx = watch;
	job_look(job, command_use_authority(context, 1), JOB_WATCH);
	while (!watch->is_over)
		loop_run(context->loop);
	loop_timer_cancel(context->loop, watch->end);
	loop_watch(context->loop, STDOUT_FILENO, 0, NULL, NULL);
	print_summary(context, job, watch);
}

int command_watch(struct command_context *context, char **words, size_t count)
{
	struct watch watch = { .context = context, .status = COMMAND_UNKNOWN };
	char domain[NAME_SIZE];
	struct job job;
	int status;

	(void)count;
	if (!command_has_no_zone(context) ||
	    !command_read_domain(words[0], domain))
		return COMMAND_USAGE;
	(void)command_open_store(context);
	status = job_open(&job, context, domain);
	if (status == COMMAND_OK) {
		run(context, &job, &watch);
		status = watch.status;
	}
	job_free(&job);
	verdict_news_free(&watch.news);
	return output_end(status);
}
