/* zegel history: when what turned, with the records of that moment.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "commands/json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finding_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum { NAME_COLUMNS = 26 };

/* A record as it stood at the moment before. */
struct before {
	char *name;
	enum rr type;
	enum state state;
};

struct history {
	const struct options *options;
	const char *domain;
	size_t turns;
	struct before *before;
	size_t before_count;
};

static void forget_before(struct history *h)
{
	for (size_t i = 0; i < h->before_count; i++)
		free(h->before[i].name);
	free(h->before);
	h->before = NULL;
	h->before_count = 0;
}

static void remember(struct history *h, const struct turn *turn)
{
	forget_before(h);
	h->before = xcalloc(turn->count + 1, sizeof(*h->before));
	for (size_t i = 0; i < turn->count; i++)
		h->before[h->before_count++] = (struct before){
			.name = xstrdup(turn->records[i].name),
			.type = turn->records[i].type,
			.state = turn->records[i].state,
		};
}

static bool has_turned(const struct history *h, const struct turn_record *r)
{
	for (size_t i = 0; i < h->before_count; i++) {
		const struct before *b = &h->before[i];

		if (b->type == r->type && !strcmp(b->name, r->name))
			return b->state != r->state;
	}
	return true;
}

static void add_codes(struct json_writer *j, const enum finding_code *codes,
		      size_t count)
{
	json_write_array(j, "codes");
	for (size_t i = 0; i < count; i++)
		json_write_text(j, NULL, finding_code_name(codes[i]));
	json_write_end(j);
}

static void write_record(struct json_writer *j, const struct turn_record *r)
{
	json_write_object(j, NULL);
	json_write_text(j, "purpose", purpose_name(r->purpose));
	json_write_text(j, "type", rr_name(r->type));
	json_write_text(j, "name", r->name);
	json_write_bool(j, "required", r->required);
	json_write_text(j, "wanted", r->wanted);
	json_write_text(j, "state", state_name(r->state));
	json_write_array(j, "found");
	for (size_t i = 0; i < r->found_count; i++) {
		const struct record *f = &r->found[i];

		json_write_object(j, NULL);
		json_write_text(j, "type", rr_name(f->type));
		json_write_text(j, "name", f->name);
		json_write_text(j, "value", f->value);
		if (f->type == RR_MX || f->type == RR_SRV)
			json_write_number(j, "priority", f->priority);
		json_write_end(j);
	}
	json_write_end(j);
	add_codes(j, r->codes, r->code_count);
	json_write_end(j);
}

static void write_turn(const struct history *h, const struct turn *turn)
{
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", h->domain);
	json_write_time(&j, "at", turn->at);
	json_write_text(&j, "verdict", outcome_name(turn->outcome));
	json_write_array(&j, "records");
	for (size_t i = 0; i < turn->count; i++)
		write_record(&j, &turn->records[i]);
	json_write_end(&j);
	add_codes(&j, turn->codes, turn->code_count);
	json_write_end(&j);
}

/* In a few words: what was wrong, else the state. */
static const char *words_of(const struct turn_record *r)
{
	/* Without an error it is as it was first seen. */
	const struct record_verdict state = { .state = r->state,
					      .unchanged = true,
					      .of = 1,
					      .wanted.required = r->required };
	const struct finding first = {
		.code = r->code_count ? r->codes[0] : FINDING_MISSING,
		.severity = SEVERITY_ERROR,
	};

	return r->code_count ? finding_label(&first) : state_words(&state);
}

static void print_record(struct page *page, const struct history *h,
			 const struct turn_record *r)
{
	char *name = name_relative(r->name, h->domain);
	struct str line = STR_INIT(STR_MAX_TEXT);
	bool right = r->state == STATE_OK;

	page_pad(&line, purpose_words(r->purpose), 9);
	page_pad(&line, rr_name(r->type), 7);
	page_pad(&line, name ? name : r->name, NAME_COLUMNS);
	str_addf(&line, "  %s", words_of(r));
	page_add(page, 4, right ? PAGE_GOOD : PAGE_PLAIN,
		 right           ? "✓"
		 : r->code_count ? "✗"
				 : "○",
		 str_text(&line));
	for (size_t i = 0; i < r->found_count; i++) {
		const struct record *f = &r->found[i];

		/* A value stands alone on its line and is never broken. */
		str_addf(&page->text, "      %s %s\n", rr_name(f->type),
			 f->value);
	}
	str_free(&line);
	free(name);
}

static void print_turn(const struct history *h, const struct turn *turn)
{
	struct page page = page_new(h->options, stdout);
	struct str head = STR_INIT(STR_MAX_TEXT);

	if (h->turns)
		page_gap(&page);
	text_add_time(&head, turn->at, 0);
	str_addf(&head, "  %s", outcome_words(turn->outcome));
	page_add(&page, 0, PAGE_BOLD, "", str_text(&head));
	for (size_t i = 0; i < turn->code_count; i++) {
		const struct finding f = { .code = turn->codes[i],
					   .severity = SEVERITY_ERROR };

		page_add(&page, 4, PAGE_BAD, "✗", finding_label(&f));
	}
	for (size_t i = 0; i < turn->count; i++) {
		if (has_turned(h, &turn->records[i]))
			print_record(&page, h, &turn->records[i]);
	}
	page_print(&page, stdout);
	str_free(&head);
}

static bool tell(void *ctx, const struct turn *turn)
{
	struct history *h = ctx;

	if (h->options->json)
		write_turn(h, turn);
	else
		print_turn(h, turn);
	remember(h, turn);
	h->turns++;
	return !ferror(stdout);
}

static int tell_nothing(const char *domain, const char *sentence)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text, sentence, domain);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return COMMAND_NO;
}

int command_history(struct command_context *context, char **words, size_t count)
{
	struct history h = { .options = context->options };
	char domain[NAME_SIZE];
	enum err err;

	(void)count;
	if (!command_read_domain(words[0], domain))
		return COMMAND_USAGE;
	if (!command_open_store(context))
		return COMMAND_FAILED;
	h.domain = domain;
	err = store_each_turn(context->store, domain, tell, &h);
	forget_before(&h);
	if (err == ERR_NOT_FOUND)
		return tell_nothing(domain, _("%1$s is not known here."));
	if (err)
		return command_store_failed(context, err);
	if (!h.turns)
		return tell_nothing(domain, _("%1$s was not looked at yet."));
	return output_end(COMMAND_OK);
}
