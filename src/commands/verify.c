/* zegel verify: presses the service's own "verify" through its API, and tells
 * what it answers.
 *
 * SPDX-License-Identifier: MIT */
#include "commands/fetching.h"
#include "commands/job.h"
#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/reminding.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fetch_text.h"

/* One run of it. */
struct verifying {
	struct command_context *context;
	const struct api *api;
	const char *name; /* of the service */
	const char *domain;
};

static const char *const state_names[] = {
	[API_UNSAID] = "unknown",
	[API_YES] = "verified",
	[API_PENDING] = "pending",
	[API_NO] = "not-verified",
};

static void write_record(struct json_writer *j, const struct api_record *r)
{
	json_write_object(j, NULL);
	json_write_text(j, "type", r->type_name);
	json_write_text(j, "name", *r->name ? r->name : "@");
	json_write_text(j, "value", r->value);
	json_write_text(j, "state", state_names[r->state]);
	json_write_text(j, "reason", r->reason);
	json_write_end(j);
}

static void write_json(const struct verifying *v, const struct fetch_result *r)
{
	struct json_writer j = json_writer_to(stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", v->domain);
	json_write_text(&j, "service", v->api->service);
	if (r->status == FETCH_OK) {
		fetch_add_verdict(&text, r, v->name, v->domain);
		json_write_text(&j, "verdict", state_names[r->answer.verdict]);
	} else {
		fetch_add_problem(&text, r, v->name, v->domain);
		json_write_text(&j, "error", fetch_status_name(r->status));
		if (r->wait_s)
			json_write_number(&j, "wait", r->wait_s);
	}
	json_write_text(&j, "text", str_text(&text));
	json_write_array(&j, "records");
	for (size_t i = 0; r->status == FETCH_OK && i < r->answer.record_count;
	     i++) {
		if (!r->answer.records[i].left)
			write_record(&j, &r->answer.records[i]);
	}
	json_write_end(&j);
	json_write_end(&j);
	str_free(&text);
}

static void print_record(struct page *page, const struct api_record *r)
{
	static const struct {
		enum page_color color;
		const char *sign;
	} signs[] = {
		[API_UNSAID] = { PAGE_PLAIN, "?" },
		[API_YES] = { PAGE_GOOD, "✓" },
		[API_PENDING] = { PAGE_WAITING, "○" },
		[API_NO] = { PAGE_BAD, "✗" },
	};
	struct str line = STR_INIT(STR_MAX_TEXT);

	str_addf(&line, "%s  %s  %s", r->type_name, *r->name ? r->name : "@",
		 fetch_state_words(r->state));
	page_add(page, 4, signs[r->state].color, signs[r->state].sign,
		 str_text(&line));
	if (r->reason && *r->reason)
		page_add(page, 6, PAGE_PLAIN, "", r->reason);
	str_free(&line);
}

static void print(const struct verifying *v, const struct fetch_result *r)
{
	struct page page = page_new(v->context->options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	fetch_add_verdict(&text, r, v->name, v->domain);
	page_add(&page, 0, PAGE_BOLD, "", str_text(&text));
	for (size_t i = 0; i < r->answer.record_count; i++) {
		if (!r->answer.records[i].left)
			print_record(&page, &r->answer.records[i]);
	}
	page_print(&page, stdout);
	str_free(&text);
}

static int status_of(enum api_state verdict)
{
	switch (verdict) {
	case API_YES:
		return COMMAND_OK;
	case API_NO:
	case API_PENDING:
		return COMMAND_NO;
	case API_UNSAID:
		break;
	}
	return COMMAND_UNKNOWN;
}

static int tell(void *ctx, const struct fetch_result *r)
{
	struct verifying *v = ctx;

	if (v->context->options->json)
		write_json(v, r);
	if (r->status != FETCH_OK)
		return fetching_problem(v->context, v->api, v->domain, r);
	if (!v->context->options->json)
		print(v, r);
	if (r->answer.verdict == API_YES) {
		enum err err = reminding_end(v->context->store, v->domain,
					     v->api->service);

		if (err)
			return command_store_failed(v->context, err);
	}
	return status_of(r->answer.verdict);
}

static int verify(struct command_context *context, struct job *job)
{
	const struct choices *choices = &job->wizard.choices;
	const struct service *service;
	struct verifying v = {
		.context = context,
		.api = fetching_find(context, choices),
		.domain = choices->domain,
	};

	if (!v.api)
		return COMMAND_USAGE;
	service = service_find(catalog_services(context->catalog),
			       v.api->service);
	v.name = service ? service->name : v.api->service;
	return fetching_ask(context, v.api, v.domain, true, tell, &v);
}

int command_verify(struct command_context *context, char **words, size_t count)
{
	struct job job;
	int status = job_open_known(&job, context, words[0]);

	(void)count;
	if (status == COMMAND_OK)
		status = verify(context, &job);
	job_free(&job);
	return output_end(status);
}
