/* SPDX-License-Identifier: MIT */
#include "fullscreen.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/session.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/plain.h"
#include "term/term.h"

/* However little changes, the clock is looked at that often: when it is far
 * later than it should be, everything stood still. */
enum { TICK_MS = 60000, LATE_S = 10 };

struct fullscreen {
	struct loop *loop;
	struct session *session;
	struct flow flow;
	struct timer *tick;
	time_t tick_at; /* when that is due by the calendar; 0: not yet set */
	int signal;     /* that ended it, or 0 */
};

static void changed(void *ctx)
{
	struct fullscreen *f = ctx;

	flow_changed(&f->flow);
}

static void notice(void *ctx, const char *msgid)
{
	struct fullscreen *f = ctx;

	flow_notice(&f->flow, msgid);
}

static void language_changed(void *ctx)
{
	struct fullscreen *f = ctx;

	session_keep_language(f->session);
}

static void time_shows(void *ctx)
{
	struct fullscreen *f = ctx;

	f->tick = NULL;
	flow_tick(&f->flow);
}

/* The clock of the timers stops while a computer sleeps, that of the calendar
 * does not. */
static void notice_sleep(struct fullscreen *f)
{
	time_t now = clock_wall();

	if (f->tick_at && now > f->tick_at + LATE_S) {
		session_woke(f->session, now - f->tick_at);
		flow_resized(&f->flow);
	}
}

static void before_wait(void *ctx)
{
	struct fullscreen *f = ctx;
	int ms;

	notice_sleep(f);
	session_update_next_look(f->session);
	flow_draw(&f->flow);
	loop_timer_cancel(f->loop, f->tick);
	f->tick = NULL;
	ms = flow_tick_ms(&f->flow);
	if (ms < 0 || ms > TICK_MS)
		ms = TICK_MS;
	f->tick = loop_timer(f->loop, ms, time_shows, f);
	f->tick_at = clock_wall() + ms / 1000;
}

static void tty_ready(void *ctx, int fd, int events)
{
	struct fullscreen *f = ctx;
	bool gone = events & LOOP_HANGUP;
	struct key key;

	(void)fd;
	while (!gone && term_read_key(&key, &gone))
		flow_key(&f->flow, &key);
	if (!gone)
		return;
	f->signal = SIGHUP;
	loop_stop(f->loop);
}

static void signal_arrived(void *ctx, int signal_number)
{
	struct fullscreen *f = ctx;

	if (signal_number == SIGWINCH || signal_number == SIGCONT) {
		term_resize();
		flow_resized(&f->flow);
		return;
	}
	f->signal = signal_number;
	loop_stop(f->loop);
}

static void watch_world(struct fullscreen *f)
{
	static const int signals[] = { SIGWINCH, SIGCONT, SIGTERM, SIGHUP,
				       SIGINT };

	for (size_t i = 0; i < COUNT_OF(signals); i++)
		loop_signal(f->loop, signals[i], signal_arrived, f);
	loop_watch(f->loop, STDIN_FILENO, LOOP_READ, tty_ready, f);
	loop_before_wait(f->loop, before_wait, f);
}

/* The full screen vanishes; what the customer needs stays behind. */
static void say_farewell(const struct wizard *w)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	plain_add_farewell(&text, w);
	fputs(str_text(&text), stdout);
	str_free(&text);
}

static bool start_terminal(const struct options *o)
{
	static const enum color_choice colors[] = {
		[WHEN_AUTO] = COLOR_AUTO,
		[WHEN_ALWAYS] = COLOR_ALWAYS,
		[WHEN_NEVER] = COLOR_NEVER,
	};
	const struct term_options options = {
		.color = colors[o->color],
		.no_title = o->private_mode,
		.mouse = o->mouse,
	};

	return term_start(&options) == OK;
}

int fullscreen_run(struct command_context *context, const char *domain,
		   bool ask_language)
{
	struct fullscreen f = { .loop = context->loop };
	const struct session_face face = {
		.ctx = &f,
		.changed = changed,
		.notice = notice,
	};

	if (!start_terminal(context->options)) {
		fprintf(stderr, "%s\n",
			_("zegel: this is not a terminal that can show a full "
			  "screen; zegel --plain asks line by line"));
		return COMMAND_USAGE;
	}
	f.session = session_new(context, &face);
	if (domain)
		session_open_domain(f.session, domain);
	flow_start(&f.flow, session_wizard(f.session), ask_language);
	f.flow.language_changed = language_changed;
	f.flow.ctx = &f;
	if (context->store_failed)
		flow_notice(&f.flow, N_("The state file cannot be used: "
					"nothing is remembered this time."));
	else if (context->options->overview)
		flow_show_overview(&f.flow);
	watch_world(&f);
	loop_run(context->loop);
	flow_stop(&f.flow);
	term_stop();
	if (!f.signal)
		say_farewell(session_wizard(f.session));
	session_free(f.session);
	return f.signal ? 128 + f.signal : COMMAND_OK;
}
