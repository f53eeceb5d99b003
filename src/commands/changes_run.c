/* SPDX-License-Identifier: MIT */
#include "commands/changes_run.h"

#include <stdlib.h>
#include <string.h>

#include "commands/changes_cause.h"
#include "commands/telling.h"
#include "commands/told_batch.h"

enum { CHANNELS_MAX = 8, SERVICES_MAX = 4096 };

static const struct change_channel *const channels[] = {
	&channel_output,
	&channel_mail,
	&channel_hook,
};

/* What one channel has to tell. */
struct open_channel {
	const struct change_channel *channel;
	struct changes changes;
	size_t worse; /* of them */
};

struct changes_run {
	struct command_context *context;
	struct told_rules rules;
	struct open_channel open[CHANNELS_MAX];
	size_t count;
	struct cause_sample sample; /* of those that turned for the worse */
	struct told_batch *told;
};

bool changes_are_wanted(const struct options *options)
{
	for (size_t i = 0; i < COUNT_OF(channels); i++) {
		if (channels[i]->is_wanted(options))
			return true;
	}
	return false;
}

struct changes_run *changes_run_new(struct command_context *context)
{
	const struct options *o = context->options;
	struct changes_run *run = xcalloc(1, sizeof(*run));

	run->context = context;
	run->rules.unknowns = o->unknowns ? o->unknowns : TOLD_UNKNOWNS;
	run->rules.ignored = &o->ignored;
	run->told = told_batch_new(context->store);
	for (size_t i = 0; i < COUNT_OF(channels); i++) {
		if (channels[i]->is_wanted(o))
			run->open[run->count++].channel = channels[i];
	}
	return run;
}

/* --- what was told ------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The services, by which what was told is kept: "onfact,spinoffice". Records
 * that are wanted by themselves are one as well. */
static char *services_of(const struct choices *choices)
{
	const char **ids = xcalloc(choices->count + 1, sizeof(*ids));
	struct str text = STR_INIT(SERVICES_MAX);
	size_t count = 0;

	for (size_t i = 0; i < choices->count; i++)
		ids[count++] = choices->items[i].service
				       ? choices->items[i].service
				       : "-";
	if (choices->record_count)
		ids[count++] = "records";
	qsort(ids, count, sizeof(*ids), by_text);
	for (size_t i = 0; i < count; i++)
		str_addf(&text, "%s%s", i ? "," : "", ids[i]);
	free(ids);
	return str_take(&text);
}

static enum err expect(struct changes_run *run, const struct told_key *key)
{
	struct told told, known = { .known = true };
	enum err err = told_batch_get(run->told, key, &told);

	told_free(&told);
	if (err != ERR_NOT_FOUND)
		return err;
	err = store_get_outcome(run->context->store, key->domain,
				&known.outcome, &known.at);
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	/* At once: the store will hold the new outcome in a moment. */
	return store_put_told(run->context->store, key, &known);
}

/* What is known counts what is ignored now. */
static bool may_expect(const struct changes_run *run)
{
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		if (run->rules.ignored->has[i])
			return false;
	}
	return true;
}

int changes_run_expect(struct changes_run *run, const struct choices *choices)
{
	char *services = services_of(choices);
	enum err err = OK;

	for (size_t i = 0; i < run->count && !err && may_expect(run); i++) {
		const struct told_key key = { choices->domain, services,
					      run->open[i].channel->name };

		err = expect(run, &key);
	}
	free(services);
	return err ? command_store_failed(run->context, err) : COMMAND_OK;
}

int changes_run_recall(struct changes_run *run, const struct choices *choices,
		       struct past *past)
{
	char *services = services_of(choices);
	enum err err = OK;

	for (size_t i = 0; i < run->count && !err; i++) {
		const struct told_key key = { choices->domain, services,
					      run->open[i].channel->name };
		struct told told;

		err = told_batch_get(run->told, &key, &told);
		if (err == ERR_NOT_FOUND)
			err = OK;
		told_recall(&told, past);
		told_free(&told);
	}
	free(services);
	return err ? command_store_failed(run->context, err) : COMMAND_OK;
}

/* --- one verdict --------------------------------------------------------- */

static bool is_worse(const struct told *before, const struct told *now)
{
	static const int rank[] = {
		[OUTCOME_GREEN] = 0,
		[OUTCOME_WAITING] = 1,
		[OUTCOME_WRONG] = 2,
		[OUTCOME_UNKNOWN] = 3,
	};

	return before->known && rank[now->outcome] > rank[before->outcome];
}

static enum err add_to(struct changes_run *run, struct open_channel *open,
		       const struct told_key *key,
		       const struct choices *choices,
		       const struct verdict *verdict)
{
	struct told before, next, kept;
	enum err err = told_batch_get(run->told, key, &before);

	if (err && err != ERR_NOT_FOUND)
		return err;
	if (told_is_news(&before, verdict, &run->rules, &next)) {
		kept = told_not_yet(&before, &next);
		if (changes_add(&open->changes, verdict,
				catalog_services(run->context->catalog),
				key->services, &before, &next) &&
		    is_worse(&before, &next)) {
			open->worse++;
			cause_sample_add(&run->sample, choices, before.outcome);
		}
	} else {
		kept = told_copy(&next);
	}
	err = told_equal(&before, &kept)
		      ? OK
		      : told_batch_put(run->told, key, &kept);
	open->changes.looked++;
	told_free(&kept);
	told_free(&next);
	told_free(&before);
	return err;
}

int changes_run_add(struct changes_run *run, const struct choices *choices,
		    const struct verdict *verdict)
{
	char *services = services_of(choices);
	enum err err = OK;

	for (size_t i = 0; i < run->count && !err; i++) {
		const struct told_key key = { choices->domain, services,
					      run->open[i].channel->name };

		err = add_to(run, &run->open[i], &key, choices, verdict);
	}
	free(services);
	return err ? command_store_failed(run->context, err) : COMMAND_OK;
}

/* --- telling ------------------------------------------------------------- */

static enum err keep(struct changes_run *run, const struct open_channel *open)
{
	const struct changes *changes = &open->changes;
	struct told_key *keys = xcalloc(changes->count, sizeof(*keys));
	struct told *told = xcalloc(changes->count, sizeof(*told));
	enum err err;

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		keys[i] = (struct told_key){ change->domain, change->services,
					     open->channel->name };
		told[i] = change->next; /* lent */
	}
	err = store_put_told_all(run->context->store, keys, told,
				 changes->count);
	free(keys);
	free(told);
	return err;
}

static int tell(struct changes_run *run, struct open_channel *open)
{
	enum err err;

	if (!open->changes.count)
		return COMMAND_OK;
	if (!open->channel->tell(run->context, &open->changes))
		return COMMAND_FAILED;
	err = keep(run, open);
	return err ? command_store_failed(run->context, err) : COMMAND_OK;
}

static int status_of(const struct changes *changes)
{
	static const int statuses[] = {
		[OUTCOME_GREEN] = COMMAND_OK,
		[OUTCOME_WAITING] = COMMAND_NO,
		[OUTCOME_WRONG] = COMMAND_NO,
		[OUTCOME_UNKNOWN] = COMMAND_UNKNOWN,
	};
	int status = COMMAND_OK;

	for (size_t i = 0; i < changes->count; i++)
		status = command_graver(status,
					statuses[changes->items[i].now]);
	return status;
}

static void find_cause(struct changes_run *run)
{
	struct open_channel *most = NULL;
	struct cause cause;

	for (size_t i = 0; i < run->count; i++) {
		if (!most || run->open[i].worse > most->worse)
			most = &run->open[i];
	}
	if (!most || !cause_is_suspected(most->worse, most->changes.looked))
		return;
	cause = cause_sample_judge(&run->sample, run->context, most->worse,
				   most->changes.looked);
	for (size_t i = 0; i < run->count; i++) {
		struct open_channel *open = &run->open[i];

		if (!cause_is_suspected(open->worse, open->changes.looked))
			continue;
		open->changes.cause = cause;
		open->changes.cause.turned = open->worse;
	}
}

int changes_run_end(struct changes_run *run)
{
	enum err err = told_batch_write(run->told);
	int status = err ? command_store_failed(run->context, err) : COMMAND_OK;

	find_cause(run);
	for (size_t i = 0; i < run->count; i++) {
		struct open_channel *open = &run->open[i];

		if (open->channel == &channel_output)
			status = command_graver(status,
						status_of(&open->changes));
		status = command_graver(status, tell(run, open));
		changes_free(&open->changes);
	}
	cause_sample_free(&run->sample);
	told_batch_free(run->told);
	free(run);
	return status;
}
