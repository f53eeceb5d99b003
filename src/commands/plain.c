/* SPDX-License-Identifier: MIT */
#include "commands/plain.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "catalog/paste.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/plain_steps.h"
#include "commands/run.h"
#include "i18n/i18n.h"

enum { PATIENCE_MS = 4000 };

/* The steps and the lines that come in. */
struct talk {
	struct plain plain;
	struct str input; /* what came in, */
	size_t input_at;  /* and how far it has been taken */
	enum place place; /* that the question is about */
	size_t in_hand;
	bool asked;
	bool is_watching_input;
	bool changed; /* the verdict, since the last turn */
	int signal;   /* that ended it, or 0 */
};

static const struct plain_step *const steps[PLACE_COUNT] = {
	[PLACE_DOMAIN] = &plain_domain,   [PLACE_SERVICE] = &plain_service,
	[PLACE_WAY] = &plain_way,         [PLACE_VALUES] = &plain_values,
	[PLACE_RECORDS] = &plain_records, [PLACE_WAITING] = &plain_waiting,
	[PLACE_DONE] = &plain_done,
};

static const struct plain_step *step_of(const struct talk *talk)
{
	struct wizard *w = talk->plain.wizard;

	if (talk->place == PLACE_VALUES &&
	    wizard_template(w, wizard_in_hand(w)))
		return &plain_variables;
	return steps[talk->place];
}

void plain_say(struct plain *p, const char *text)
{
	struct page page = page_new(p->context->options, stdout);

	page_add(&page, 0, PAGE_PLAIN, "", text);
	page_print(&page, stdout);
}

void plain_say_item(struct plain *p, const char *label, const char *text)
{
	struct page page = page_new(p->context->options, stdout);
	struct str line = STR_INIT(STR_MAX_TEXT);

	str_addf(&line, "%s %s", label, text);
	page_add(&page, 4, PAGE_PLAIN, " ", str_text(&line));
	page_print(&page, stdout);
	str_free(&line);
}

size_t plain_number(const char *line, size_t max)
{
	struct slice rest = slice_of(line);
	uint64_t number;

	if (!slice_take_number(&rest, max, &number) || rest.len)
		return 0;
	return (size_t)number;
}

bool plain_waited(struct plain *p)
{
	return !p->is_patient;
}

static void patience_ends(void *ctx)
{
	struct plain *p = ctx;

	p->patience = NULL;
	p->is_patient = false;
}

/* Forgets what the last question was about when the wizard went on. */
static void follow_wizard(struct talk *talk)
{
	struct plain *p = &talk->plain;

	if (talk->place == p->wizard->place &&
	    talk->in_hand == p->wizard->in_hand)
		return;
	talk->place = p->wizard->place;
	talk->in_hand = p->wizard->in_hand;
	talk->asked = false;
	p->is_pasting = false;
	p->offer_count = 0;
	p->is_patient = true;
	loop_timer_cancel(p->context->loop, p->patience);
	p->patience = loop_timer(p->context->loop, PATIENCE_MS, patience_ends,
				 p);
}

/* True when the step's question stands, and an answer may come. */
static bool ask(struct talk *talk)
{
	const struct plain_step *step = step_of(talk);

	if (talk->asked)
		return true;
	if (step->is_ready && !step->is_ready(&talk->plain))
		return false;
	putchar('\n');
	step->ask(&talk->plain);
	fputs("> ", stdout);
	talk->asked = true;
	return true;
}

static struct slice input_left(const struct talk *talk)
{
	return (struct slice){
		.at = str_text(&talk->input) + talk->input_at,
		.len = talk->input.len - talk->input_at,
	};
}

/* Takes the next line that came in, cleaned; false when there is none yet. The
 * caller frees it. */
static bool take_line(struct talk *talk, char **line)
{
	struct slice rest = input_left(talk);
	struct slice first;

	if (!rest.len ||
	    (!memchr(rest.at, '\n', rest.len) && !talk->plain.input_ended))
		return false;
	(void)slice_next_line(&rest, &first);
	*line = clean_dup(first.at, first.len, CLEAN_TEXT, PASTE_MAX_BYTES);
	talk->input_at = talk->input.len - rest.len;
	if (!rest.len) {
		str_reset(&talk->input);
		talk->input_at = 0;
	}
	return true;
}

/* "nl Nederlands, de Deutsch, en English" */
static void offer_languages(struct plain *p)
{
	struct str names = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i18n_code(i); i++)
		str_addf(&names, "%s%s: %s", i ? ", " : "", i18n_code(i),
			 i18n_name(i));
	plain_say(p, str_text(&names));
	str_free(&names);
}

static void explain(struct talk *talk)
{
	plain_say(&talk->plain, _(step_of(talk)->help));
	plain_say(&talk->plain,
		  _("A number chooses from a list, Enter goes on. ? explains, "
		    "< goes back, q leaves; everything is kept."));
	offer_languages(&talk->plain);
}

/* "nl": goes on in that language. */
static bool speak(struct talk *talk, const char *line)
{
	for (size_t i = 0; i18n_code(i); i++) {
		if (strcmp(line, i18n_code(i)) != 0)
			continue;
		if (i18n_use(line) == OK)
			session_keep_language(talk->plain.session);
		else
			plain_say(&talk->plain,
				  _("This language is not installed."));
		return true;
	}
	return false;
}

/* What works at every question. */
static bool is_common(struct talk *talk, const char *line)
{
	struct plain *p = &talk->plain;

	if (p->is_pasting && p->pasted.len)
		return false;
	if (!strcmp(line, "?")) {
		explain(talk);
		return true;
	}
	if (!strcmp(line, "<")) {
		/* Waiting and done lead to each other: records are behind. */
		if (talk->place >= PLACE_WAITING &&
		    !wizard_without_dns(p->wizard))
			wizard_go(p->wizard, PLACE_RECORDS);
		else
			wizard_back(p->wizard);
		talk->asked = false;
		return true;
	}
	if (speak(talk, line)) {
		talk->asked = false;
		return true;
	}
	p->over = !strcmp(line, "q");
	return p->over;
}

static void answer(struct talk *talk, const char *line)
{
	struct slice trimmed = slice_trim(slice_of(line));
	char *word = slice_dup(trimmed);
	bool again = true;

	if (!is_common(talk, word)) {
		const struct plain_step *step = step_of(talk);

		if (!step->answer(&talk->plain,
				  talk->plain.is_pasting ? line : word, &again))
			plain_say(&talk->plain,
				  _("That was no answer to this question; ? "
				    "explains."));
		else if (again)
			talk->asked = false;
	}
	if (talk->asked && !talk->plain.is_pasting && !talk->plain.over)
		fputs("> ", stdout);
	free(word);
}

/* No more answers: what is being looked at is still told. */
static bool is_at_end(struct talk *talk)
{
	struct plain *p = &talk->plain;

	if (!p->input_ended || input_left(talk).len)
		return false;
	return talk->place < PLACE_RECORDS || session_verdict(p->session) ||
	       wizard_without_dns(p->wizard);
}

/* As far as it goes without waiting. Runs before each wait of the loop. */
static void turn(void *ctx)
{
	struct talk *talk = ctx;
	struct plain *p = &talk->plain;
	char *line;

	for (;;) {
		follow_wizard(talk);
		if (p->over || !ask(talk))
			break;
		if (talk->changed && step_of(talk)->changed)
			step_of(talk)->changed(p);
		talk->changed = false;
		if (talk->place != p->wizard->place)
			continue;
		if (!take_line(talk, &line))
			break;
		answer(talk, line);
		free(line);
	}
	p->over |= output_is_gone() || (talk->asked && is_at_end(talk));
	if (p->over)
		loop_stop(p->context->loop);
}

static void input_ready(void *ctx, int fd, int events)
{
	struct talk *talk = ctx;
	char bytes[4096];
	ssize_t got = read(fd, bytes, sizeof(bytes));

	(void)events;
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got > 0)
		str_add_bytes(&talk->input, bytes, (size_t)got);
	/* Nobody types as much; a file that long has no answers in it. */
	if (got > 0 && talk->input.len < PASTE_MAX_BYTES)
		return;
	talk->plain.input_ended = true;
	loop_watch(talk->plain.context->loop, fd, 0, NULL, NULL);
}

static void signal_arrived(void *ctx, int signal_number)
{
	struct talk *talk = ctx;

	talk->signal = signal_number;
	talk->plain.over = true;
	loop_stop(talk->plain.context->loop);
}

static void verdict_changed(void *ctx)
{
	((struct talk *)ctx)->changed = true;
}

static void notice(void *ctx, const char *msgid)
{
	struct talk *talk = ctx;

	plain_say(&talk->plain, _(msgid));
}

static void watch_world(struct talk *talk)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct loop *loop = talk->plain.context->loop;

	for (size_t i = 0; i < COUNT_OF(signals); i++)
		loop_signal(loop, signals[i], signal_arrived, talk);
	loop_watch(loop, STDIN_FILENO, LOOP_READ, input_ready, talk);
	loop_before_wait(loop, turn, talk);
}

static int status_of(const struct talk *talk)
{
	const struct wizard *w = talk->plain.wizard;

	if (talk->signal)
		return 128 + talk->signal;
	if (!talk->plain.input_ended || wizard_without_dns(w))
		return COMMAND_OK;
	if (w->place < PLACE_RECORDS || !w->verdict)
		return COMMAND_UNKNOWN;
	return job_status(w->verdict);
}

int plain_run(struct command_context *context, const char *domain)
{
	struct talk talk = {
		.plain = { .context = context },
		.input = STR_INIT(PASTE_MAX_BYTES),
		.place = PLACE_COUNT,
	};
	const struct session_face face = {
		.ctx = &talk,
		.changed = verdict_changed,
		.notice = notice,
	};
	struct plain *p = &talk.plain;
	int status;

	p->pasted = STR_INIT(PASTE_MAX_BYTES);
	p->session = session_new(context, &face);
	p->wizard = session_wizard(p->session);
	if (domain)
		session_open_domain(p->session, domain);
	plain_say(p, _("zegel asks line by line. ? explains, < goes back, q "
		       "leaves."));
	if (context->ask_language)
		offer_languages(p);
	if (context->options->overview)
		(void)command_list(context, NULL, 0);
	watch_world(&talk);
	while (!p->over)
		loop_run(context->loop);
	status = status_of(&talk);
	loop_timer_cancel(context->loop, p->patience);
	session_free(p->session);
	verdict_news_free(&p->news);
	str_free(&p->pasted);
	str_free(&talk.input);
	return output_end(status);
}
