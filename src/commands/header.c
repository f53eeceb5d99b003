/* zegel header: why a message went to spam or came back.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/ask.h"
#include "commands/header_json.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "i18n/i18n.h"
#include "text/proof_text.h"

enum { LABEL_COLUMNS = 14 };

struct header_run {
	struct command_context *context;
	struct proof *proof;
};

static bool judge(void *ctx, struct facts *facts)
{
	const struct header_run *run = ctx;

	return ask_for_proof(run->context, run->proof, facts);
}

/* --- for people ---------------------------------------------------------- */

static const char *sign_of(enum proof_grade grade, enum page_color *color)
{
	switch (grade) {
	case PROOF_GRADE_GOOD:
		*color = PAGE_GOOD;
		return "✓";
	case PROOF_GRADE_WARNING:
		*color = PAGE_WAITING;
		return "!";
	case PROOF_GRADE_BAD:
		*color = PAGE_BAD;
		return "✗";
	case PROOF_GRADE_UNKNOWN:
		*color = PAGE_WAITING;
		return "?";
	case PROOF_GRADE_INPUT:
		break;
	}
	*color = PAGE_PLAIN;
	return " ";
}

static void print_rows(struct page *page, const struct proof *p)
{
	struct proof_row row;

	for (size_t i = 0; proof_row(p, i, &row); i++) {
		struct str line = STR_INIT(STR_MAX_TEXT);
		enum page_color color;
		const char *sign = sign_of(row.grade, &color);

		str_addf(&line, "%s ", sign);
		page_pad(&line, row.label, LABEL_COLUMNS);
		page_add(page, LABEL_COLUMNS + 5, color, str_text(&line),
			 str_text(&row.text));
		str_free(&line);
		str_free(&row.text);
	}
}

static void print_proof(const struct options *options, const struct proof *p)
{
	struct page page = page_new(options, stdout);
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum page_color color;
	enum proof_grade grade = proof_grade(p);
	const char *sign = sign_of(
		grade == PROOF_GRADE_INPUT ? PROOF_GRADE_BAD : grade, &color);

	proof_add_sentence(&text, p);
	page_add(&page, 2, color, sign, str_text(&text));
	str_reset(&text);
	proof_add_fix(&text, p);
	if (text.len)
		page_add(&page, 4, PAGE_PLAIN, "  →", str_text(&text));
	if (p->kind == PROOF_MESSAGE || p->kind == PROOF_BOUNCE) {
		page_gap(&page);
		print_rows(&page, p);
	}
	page_print(&page, stdout);
	str_free(&text);
}

/* How to get at one; for whoever sits there with nothing to give. */
static void print_guide(const struct options *options)
{
	struct page page = page_new(options, stderr);
	const char *program, *lines[HEADER_GUIDE_LINES];

	page_add(&page, 0, PAGE_PLAIN, "", header_guide_intro());
	page_gap(&page);
	for (size_t i = 0; header_guide(i, &program, lines); i++) {
		page_add(&page, 0, PAGE_BOLD, program, "");
		for (size_t k = 0; k < HEADER_GUIDE_LINES; k++)
			page_add(&page, 4, PAGE_PLAIN, "  -", lines[k]);
	}
	page_gap(&page);
	page_add(&page, 0, PAGE_PLAIN, "",
		 _("Paste it here; then Enter and Ctrl+D:"));
	page_print(&page, stderr);
}

static int status_of(const struct proof *p)
{
	switch (proof_grade(p)) {
	case PROOF_GRADE_GOOD:
	case PROOF_GRADE_WARNING:
		return COMMAND_OK;
	case PROOF_GRADE_UNKNOWN:
		return COMMAND_UNKNOWN;
	case PROOF_GRADE_INPUT:
		return COMMAND_USAGE;
	case PROOF_GRADE_BAD:
		break;
	}
	return COMMAND_NO;
}

int command_header(struct command_context *context, char **words, size_t count)
{
	const struct options *o = context->options;
	const char *file = count ? words[0] : "-";
	struct str text = STR_INIT(MESSAGE_MAX);
	char domain[NAME_SIZE] = "";
	struct header_run run = { .context = context };
	enum err err;
	int status;

	if (o->sender_domain && !command_read_domain(o->sender_domain, domain))
		return COMMAND_USAGE;
	if (!strcmp(file, "-") && isatty(STDIN_FILENO))
		print_guide(o);
	err = command_read_file(file, &text);
	if (err) {
		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(err));
		str_free(&text);
		return COMMAND_USAGE;
	}
	run.proof = proof_new(str_text(&text), text.len, domain);
	str_free(&text);
	ask_until_known(context, judge, &run);
	if (o->json)
		header_write(run.proof);
	else
		print_proof(o, run.proof);
	status = status_of(run.proof);
	proof_free(run.proof);
	return output_end(status);
}
