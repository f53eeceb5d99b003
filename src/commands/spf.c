/* zegel spf: may this address send for the domain? RFC 7208, check_host().
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/ask.h"
#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "mail/spf.h"
#include "text/fill.h"

enum { TERM_MAX = 450 }; /* bytes of a term or record that are shown */

struct spf_run {
	struct spf_request request;
	struct spf_result result;
};

static bool evaluate(void *ctx, struct facts *facts)
{
	struct spf_run *run = ctx;
	const struct lookup lookup = { facts_resolve, facts };

	spf_result_free(&run->result);
	spf_check_host(&run->request, &lookup, &run->result);
	return run->result.status == SPF_PENDING;
}

static void write_trace(struct json_writer *j, const struct spf_result *r)
{
	json_write_array(j, "trace");
	for (size_t i = 0; i < r->step_count; i++) {
		const struct spf_step *s = &r->steps[i];
		bool has_result = s->outcome == SPF_STEP_RECORD ||
				  s->outcome == SPF_STEP_FOLLOWED;

		json_write_object(j, NULL);
		json_write_number(j, "depth", s->depth);
		json_write_text(j, "domain", s->domain);
		json_write_text(j, "term", s->term);
		json_write_text(j, "target", s->target);
		json_write_text(j, "outcome", spf_outcome_name(s->outcome));
		if (has_result && s->status != SPF_PENDING)
			json_write_text(j, "result",
					spf_status_name(s->status));
		json_write_number(j, "lookups", s->lookups);
		json_write_number(j, "voids", s->voids);
		json_write_end(j);
	}
	json_write_end(j);
}

static void write_result(const struct spf_result *r)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "result", spf_status_name(r->status));
	json_write_text(&j, "domain", r->domain);
	json_write_text(&j, "record", r->record);
	json_write_text(&j, "mechanism", r->mechanism);
	json_write_text(&j, "explanation", r->explanation);
	json_write_text(&j, "error_at", r->error_term);
	json_write_number(&j, "lookups", r->lookups);
	json_write_number(&j, "voids", r->voids);
	write_trace(&j, r);
	json_write_end(&j);
}

static const char *sentence_of(enum spf_status status)
{
	switch (status) {
	case SPF_PASS:
		/* TRANSLATORS: an address and a domain, also below. */
		return _("%1$s may send for %2$s (pass)");
	case SPF_FAIL:
		return _("%1$s may not send for %2$s (fail)");
	case SPF_SOFTFAIL:
		return _("%1$s is not named as a sender for %2$s (softfail)");
	case SPF_NEUTRAL:
		return _("%2$s says nothing about %1$s (neutral)");
	case SPF_NONE:
		return _("Nothing is said about %1$s: there is no SPF record "
			 "for %2$s (none)");
	case SPF_PERMERROR:
		return _("Nothing counts for %1$s: the SPF record of %2$s is "
			 "in error (permerror)");
	case SPF_PENDING:
	case SPF_TEMPERROR:
		break;
	}
	return _("No answer came that tells whether %1$s may send for %2$s "
		 "(temperror)");
}

/* A step is one line, however long: a record is read as a whole. */
static void add_step(struct page *page, const struct spf_step *s)
{
	struct str *out = &page->text;

	for (unsigned i = 0; i <= s->depth; i++)
		str_add(out, "  ");
	if (s->outcome == SPF_STEP_RECORD)
		str_addf(out, "%s: ", s->domain);
	text_add_short(out, s->term ? s->term : "-", TERM_MAX);
	if (s->outcome != SPF_STEP_RECORD)
		str_addf(out, "   %s", spf_outcome_name(s->outcome));
	if (s->outcome != SPF_STEP_RECORD && s->target)
		/* TRANSLATORS: look-ups so far, of the ten that are allowed. */
		str_addf(out, _("   (%1$u of %2$d look-ups)"), s->lookups,
			 SPF_LOOKUPS_MAX);
	str_add_char(out, '\n');
}

static void print_result(const struct options *options,
			 const struct spf_result *r)
{
	struct page page = page_new(options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_two(&text, sentence_of(r->status), options->ip, r->domain);
	if (r->status == SPF_PASS)
		page_add(&page, 2, PAGE_GOOD, "✓", str_text(&text));
	else if (r->status == SPF_FAIL || r->status == SPF_PERMERROR)
		page_add(&page, 2, PAGE_BAD, "✗", str_text(&text));
	else
		page_add(&page, 2, PAGE_WAITING, "!", str_text(&text));
	if (r->mechanism) {
		str_reset(&text);
		text_fill_one(&text, _("Because of: %1$s"), r->mechanism);
		page_add(&page, 2, PAGE_PLAIN, "", str_text(&text));
	} else if (r->error_term) {
		str_reset(&text);
		text_fill_one(&text, _("The mistake is in: %1$s"),
			      r->error_term);
		page_add(&page, 2, PAGE_PLAIN, "", str_text(&text));
	}
	if (r->explanation)
		page_add(&page, 2, PAGE_PLAIN, "", r->explanation);
	if (r->step_count)
		page_gap(&page);
	for (size_t i = 0; i < r->step_count; i++)
		add_step(&page, &r->steps[i]);
	page_print(&page, stdout);
	str_free(&text);
}

/* What was pasted with an @ or a / around the domain; anything else is judged
 * as it was typed, for SPF records stand at www. and _spf. as well. */
static const char *read_domain(const char *word, char domain[NAME_SIZE])
{
	if (!strpbrk(word, "@/"))
		return word;
	return command_read_domain(word, domain) ? domain : NULL;
}

/* The address of a sender as it was pasted: `Jo <jo@voorbeeld.nl>`, `<>`. The
 * caller frees it. */
static char *read_sender(const char *text)
{
	struct slice s = slice_trim(slice_of(text));
	const char *open = memrchr(s.at, '<', s.len);

	if (open && s.at[s.len - 1] == '>')
		s = slice_trim((struct slice){
			open + 1, (size_t)(s.at + s.len - open) - 2 });
	return slice_dup(s);
}

static int status_of(enum spf_status status)
{
	if (status == SPF_PASS)
		return COMMAND_OK;
	return status == SPF_TEMPERROR || status == SPF_PENDING
		       ? COMMAND_UNKNOWN
		       : COMMAND_NO;
}

int command_spf(struct command_context *context, char **words, size_t count)
{
	const struct options *o = context->options;
	char domain[NAME_SIZE];
	char *sender;
	struct spf_run run = {
		.request = {
			.helo = o->helo,
			.now = clock_wall(),
			.explain = true,
			.trace = true,
		},
	};
	int status;

	if (!o->ip || (!count && !o->sender && !o->helo))
		return command_usage("spf");
	if (!ip_parse(o->ip, &run.request.ip)) {
		fprintf(stderr, "zegel: %s: %s\n", o->ip,
			_("this is not an IP address"));
		return COMMAND_USAGE;
	}
	if (count)
		run.request.domain = read_domain(words[0], domain);
	if (count && !run.request.domain)
		return COMMAND_USAGE;
	sender = o->sender ? read_sender(o->sender) : NULL;
	run.request.sender = sender;
	ask_until_known(context, evaluate, &run);
	if (o->json)
		write_result(&run.result);
	else
		print_result(o, &run.result);
	status = status_of(run.result.status);
	spf_result_free(&run.result);
	free(sender);
	return output_end(status);
}
