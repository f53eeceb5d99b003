/* SPDX-License-Identifier: MIT */
#include "commands/bulk.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/bulk_line.h"
#include "commands/bulk_place.h"
#include "commands/bulk_tell.h"
#include "commands/changes_run.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/polite.h"
#include "i18n/i18n.h"

enum {
	LOOKS = 64, /* at one time */
	/* Written at once, before more is waited for: no slow reader may hold
	 * us up amid answers, or the time of questions would run out. */
	OUTPUT_BYTES = 512 * 1024,
	SAVE_MS = 1000, /* from one noting down of the place to the next */
	SHOWN = 200,    /* bytes of a line that is repeated */
};

/* One domain under way. */
struct bulk_look {
	struct bulk *bulk;
	struct bulk_look *before, *behind; /* in the order of the list */
	struct bulk_look *next_spare;
	struct line_place place; /* in front of its line */
	struct choices choices;
	struct finding_set ignored;
	struct past past;
	struct look *look;
};

struct bulk {
	struct command_context *context;
	struct choices usual; /* of the command line */
	struct line_reader reader;
	struct polite polite;
	struct ahead *ahead;
	struct bulk_look *first, *last;
	size_t count;
	struct bulk_look *spare; /* empty ones */
	struct timer *save;
	struct changes_run *changes; /* NULL: nobody wants to hear of them */
	struct nagios *nagios;       /* NULL: each is told */
	bool use_authority;
	bool stopping; /* begin nothing more */
	bool stopped;  /* and wait for nothing */
	bool at_end;
	int status;
};

static void add_status(struct bulk *bulk, int status)
{
	bulk->status = command_graver(bulk->status, status);
}

/* --- looks --------------------------------------------------------------- */

static void bulk_look_free(struct bulk_look *look)
{
	struct bulk *bulk = look->bulk;

	*(look->before ? &look->before->behind : &bulk->first) = look->behind;
	*(look->behind ? &look->behind->before : &bulk->last) = look->before;
	bulk->count--;
	look_free(look->look);
	past_free(&look->past);
	choices_free(&look->choices);
	look->next_spare = bulk->spare;
	bulk->spare = look;
}

static struct bulk_look *bulk_look_new(struct bulk *bulk)
{
	struct bulk_look *look = bulk->spare;

	if (!look)
		return xcalloc(1, sizeof(*look));
	bulk->spare = look->next_spare;
	*look = (struct bulk_look){ .bulk = bulk };
	return look;
}

static void tell(struct bulk *bulk, const struct bulk_look *look,
		 const struct verdict *v)
{
	struct command_context *context = bulk->context;

	look_leave_out(look->look, &look->ignored);
	if (bulk->changes)
		add_status(bulk,
			   changes_run_add(bulk->changes, &look->choices, v));
	if (bulk->nagios) {
		nagios_add(bulk->nagios, v, catalog_services(context->catalog));
	} else if (!context->options->changes) {
		add_status(bulk, job_status(v));
		bulk_tell_verdict(context, v);
	}
}

static void look_changed(void *ctx, const struct verdict *verdict)
{
	struct bulk_look *look = ctx;
	struct bulk *bulk = look->bulk;

	if (!verdict->complete)
		return;
	tell(bulk, look, verdict);
	bulk_look_free(look);
	loop_stop(bulk->context->loop); /* for the next lines */
}

/* Takes the choices over. */
static void begin_look(struct bulk *bulk, const struct line_place *place,
		       const struct choices *choices,
		       const struct finding_set *ignored)
{
	struct command_context *context = bulk->context;
	struct bulk_look *look = bulk_look_new(bulk);
	const struct look_options options = {
		.catalog = context->catalog,
		.use_authority = bulk->use_authority,
		.forgets = true,
		.pool = bulk->polite.pool,
		.keys = bulk->polite.keys,
		.ahead = bulk->use_authority ? NULL : bulk->ahead,
		.more_patience_ms = bulk->polite.patience_ms,
		.changed = look_changed,
		.ctx = look,
	};

	look->bulk = bulk;
	look->place = *place;
	look->choices = *choices;
	look->ignored = *ignored;
	look->before = bulk->last;
	*(bulk->last ? &bulk->last->behind : &bulk->first) = look;
	bulk->last = look;
	bulk->count++;
	if (bulk->changes)
		add_status(bulk,
			   changes_run_recall(bulk->changes, &look->choices,
					      &look->past));
	look->look = look_new(context->loop, context->dns, &look->choices,
			      &look->past, &options);
}

/* --- the list ------------------------------------------------------------ */

static void begin_line(struct bulk *bulk, const struct line_place *place,
		       enum line_status status, struct slice line)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct finding_set ignored = bulk->context->options->ignored;
	struct choices choices = { .count = 0 };
	enum bulk_problem problem = BULK_TOO_LONG;

	if (status == LINE_TOO_LONG)
		str_add(&text, _("this line is too long"));
	else
		problem = bulk_line_read(bulk->context, line, &bulk->usual,
					 &choices, &ignored, &text);
	if (problem == BULK_GOOD) {
		begin_look(bulk, place, &choices, &ignored);
	} else {
		choices_free(&choices);
		if (problem != BULK_EMPTY) {
			bulk_tell_problem(bulk->context,
					  bulk->reader.place.lines, line,
					  problem, str_text(&text));
			add_status(bulk, COMMAND_USAGE);
		}
	}
	str_free(&text);
}

static void list_is_ready(void *ctx, int fd, int events)
{
	struct bulk *bulk = ctx;

	(void)events;
	loop_watch(bulk->context->loop, fd, 0, NULL, NULL);
	loop_stop(bulk->context->loop);
}

/* As many as there is room for. */
static void begin_looks(struct bulk *bulk)
{
	while (!bulk->stopping && !bulk->at_end &&
	       bulk->count < bulk->polite.looks &&
	       !pool_is_busy(bulk->polite.pool)) {
		struct line_place place = bulk->reader.place;
		struct slice line;
		enum line_status status = line_reader_next(&bulk->reader,
							   &line);

		switch (status) {
		case LINE_READ:
		case LINE_TOO_LONG:
			begin_line(bulk, &place, status, line);
			break;
		case LINE_NOT_YET:
			loop_watch(bulk->context->loop, bulk->reader.fd,
				   LOOP_READ, list_is_ready, bulk);
			return;
		case LINE_END:
			bulk->at_end = true;
			break;
		case LINE_FAILED:
			fprintf(stderr, "zegel: %s: %s\n",
				bulk->context->options->list_file,
				_("the file cannot be read"));
			add_status(bulk, COMMAND_FAILED);
			bulk->stopping = true;
			break;
		}
	}
}

/* --- where it has got to ------------------------------------------------- */

/* All before it was told. */
static const struct line_place *current_place(const struct bulk *bulk)
{
	return bulk->first ? &bulk->first->place : &bulk->reader.place;
}

static bool save_place(struct bulk *bulk)
{
	const char *file = bulk->context->options->resume_file;

	if (!file || bulk_place_save(file, current_place(bulk)) == OK)
		return true;
	fprintf(stderr, "zegel: %s: %s\n", file,
		_("the file cannot be written"));
	add_status(bulk, COMMAND_FAILED);
	return false;
}

static void time_to_save(void *ctx)
{
	struct bulk *bulk = ctx;

	bulk->save = NULL;
	/* What was told is on its way before it counts as told. */
	if (output_is_gone() || !save_place(bulk))
		return;
	bulk->save = loop_timer(bulk->context->loop, SAVE_MS, time_to_save,
				bulk);
}

/* Passes over what an earlier run told. */
static int go_on(struct bulk *bulk)
{
	const char *file = bulk->context->options->resume_file;
	struct line_place place;
	struct slice line;
	enum err err = file ? bulk_place_load(file, &place) : ERR_NOT_FOUND;

	if (err == ERR_NOT_FOUND)
		return COMMAND_OK;
	if (err != OK) {
		fprintf(stderr, "zegel: %s: %s\n", file,
			_("this is not a file of --resume"));
		return COMMAND_USAGE;
	}
	while (bulk->reader.place.lines < place.lines) {
		enum line_status status = line_reader_next(&bulk->reader,
							   &line);

		if (status == LINE_NOT_YET)
			line_reader_wait(&bulk->reader);
		else if (status != LINE_READ && status != LINE_TOO_LONG)
			break;
	}
	if (bulk->reader.place.lines == place.lines &&
	    bulk->reader.place.sum == place.sum)
		return COMMAND_OK;
	fprintf(stderr, "zegel: %s: %s\n", file,
		_("this was about another list, or the list was changed; "
		  "remove the file to begin anew"));
	return COMMAND_USAGE;
}

static void on_signal(void *ctx, int signal_number)
{
	struct bulk *bulk = ctx;

	(void)signal_number;
	bulk->stopped = bulk->stopping;
	bulk->stopping = true;
	loop_stop(bulk->context->loop);
}

/* It did not come to the end of the list. */
static void tell_place(struct bulk *bulk)
{
	const char *file = bulk->context->options->resume_file;

	fprintf(stderr, "zegel: ");
	fprintf(stderr, _("stopped behind line %llu."),
		(unsigned long long)current_place(bulk)->lines);
	if (file)
		fprintf(stderr, " %s",
			_("The same command goes on from there."));
	fputc('\n', stderr);
	add_status(bulk, COMMAND_UNKNOWN);
}

/* --- the whole ----------------------------------------------------------- */

static void flush(void *ctx)
{
	(void)ctx;
	fflush(stdout);
}

static void run(struct bulk *bulk)
{
	static char output[OUTPUT_BYTES]; /* until the end of the process */
	struct loop *loop = bulk->context->loop;
	bool gone = false;

	loop_signal(loop, SIGTERM, on_signal, bulk);
	loop_signal(loop, SIGINT, on_signal, bulk);
	loop_before_wait(loop, flush, NULL);
	setvbuf(stdout, output, _IOFBF, sizeof(output));
	if (bulk->context->options->resume_file)
		time_to_save(bulk);
	while (!bulk->stopped && !gone) {
		begin_looks(bulk);
		if (!bulk->count && (bulk->at_end || bulk->stopping))
			break;
		loop_run(loop);
		gone = ferror(stdout) != 0;
	}
	loop_timer_cancel(loop, bulk->save);
	bulk->save = NULL;
	gone = output_is_gone();
	if (bulk->at_end && !bulk->count && !gone) {
		if (bulk->context->options->resume_file)
			bulk_place_remove(bulk->context->options->resume_file);
		return;
	}
	/* What could not be written was not told: the place stays. */
	if (gone)
		return;
	tell_place(bulk);
	(void)save_place(bulk);
}

static int run_list(struct command_context *context, int fd,
		    struct nagios *nagios)
{
	struct bulk bulk = {
		.context = context,
		.reader = line_reader_from(fd),
		.use_authority = context->options->authority == YES_NO_YES,
		.nagios = nagios,
	};

	polite_begin(&bulk.polite, context, bulk.use_authority, LOOKS);
	if (changes_are_wanted(context->options))
		bulk.changes = changes_run_new(context);
	bulk.ahead = ahead_new();
	if (!command_apply_choices(context, &bulk.usual) ||
	    !command_check_templates(context, &bulk.usual, NULL))
		bulk.status = COMMAND_USAGE;
	else
		bulk.status = go_on(&bulk);
	if (bulk.status == COMMAND_OK)
		run(&bulk);
	if (bulk.changes)
		add_status(&bulk, changes_run_end(bulk.changes));
	for (struct bulk_look *look = bulk.first, *behind; look;
	     look = behind) {
		behind = look->behind;
		bulk_look_free(look);
	}
	while (bulk.spare) {
		struct bulk_look *next = bulk.spare->next_spare;

		free(bulk.spare);
		bulk.spare = next;
	}
	ahead_free(bulk.ahead);
	polite_end(&bulk.polite);
	line_reader_free(&bulk.reader);
	choices_free(&bulk.usual);
	return output_end(bulk.status);
}

int bulk_check(struct command_context *context, struct nagios *nagios)
{
	const char *file = context->options->list_file;
	int fd = strcmp(file, "-") ? open(file, O_RDONLY | O_CLOEXEC)
				   : STDIN_FILENO;
	int status;

	if (fd < 0) {
		fprintf(stderr, "zegel: %s: %s\n", file,
			command_file_problem(errno == ENOENT   ? ERR_NOT_FOUND
					     : errno == EACCES ? ERR_DENIED
							       : ERR_IO));
		return COMMAND_USAGE;
	}
	status = run_list(context, fd, nagios);
	if (fd != STDIN_FILENO)
		close(fd);
	return status;
}
