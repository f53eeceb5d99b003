/* SPDX-License-Identifier: MIT */
#include "term/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "term/clipboard.h"
#include "term/draw.h"
#include "term/look.h"
#include "term/notify.h"

/* Last: it has a macro for every capability. */
#include <term.h>

static struct {
	SCREEN *screen; /* NULL: not started */
	struct keys *keys;
	FILE *nowhere; /* headless */
	bool titles;   /* this terminal has a title that we may set */
	bool titled;   /* and we did */
	int bells;     /* headless */
	char *copied;  /* headless */
	bool mouse;
} term;

/* What is not in every terminfo entry although nearly every terminal knows it:
 * bracketed paste (tmux sets TERM=screen, whose entry lacks it) and the title,
 * as xterm has them. Terminals that do not know a private mode ignore it. */
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
/* Presses and releases, in the form that knows no end of columns. */
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

static void send(const char *bytes)
{
	if (term.nowhere)
		return;
	fputs(bytes, stdout);
	fflush(stdout);
}

static void send_capability(const char *capability)
{
	if (capability && capability != (const char *)-1 && !term.nowhere) {
		putp(capability);
		fflush(stdout);
	}
}

static void define_keys(struct keys *keys)
{
	static const struct {
		const char *capability;
		enum key_name name;
	} known[] = {
		{ "kcuu1", K_UP },     { "kcud1", K_DOWN },
		{ "kcub1", K_LEFT },   { "kcuf1", K_RIGHT },
		{ "khome", K_HOME },   { "kend", K_END },
		{ "kpp", K_PAGE_UP },  { "knp", K_PAGE_DOWN },
		{ "kdch1", K_DELETE }, { "kcbt", K_BACKTAB },
		{ "kent", K_ENTER },   { "kbs", K_BACKSPACE },
		{ "kf1", K_F1 },       { "kf2", K_F2 },
		{ "kf3", K_F3 },       { "kf4", K_F1 + 3 },
		{ "kf5", K_F5 },       { "kf6", K_F1 + 5 },
		{ "kf7", K_F1 + 6 },   { "kf8", K_F1 + 7 },
		{ "kf9", K_F1 + 8 },   { "kf10", K_F1 + 9 },
		{ "kf11", K_F1 + 10 }, { "kf12", K_F12 },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		const char *sequence = tigetstr(known[i].capability);

		if (sequence != (const char *)-1)
			keys_define(keys, sequence, known[i].name);
	}
}

static bool want_color(enum color_choice choice)
{
	const char *no_color = getenv("NO_COLOR");

	if (choice == COLOR_AUTO)
		return !no_color || !*no_color;
	return choice == COLOR_ALWAYS;
}

static bool has_title(const char *type)
{
	static const char *const types[] = { "xterm",  "tmux",      "screen",
					     "rxvt",   "alacritty", "foot",
					     "kitty",  "konsole",   "gnome",
					     "putty",  "st-",       "vte",
					     "wezterm" };

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (!strncmp(type, types[i], strlen(types[i])))
			return true;
	return false;
}

static void enter_modes(void)
{
	send_capability(keypad_xmit);
	send(paste_on);
	if (term.mouse)
		send(mouse_on);
}

static void leave_modes(void)
{
	if (term.mouse)
		send(mouse_off);
	send(paste_off);
	send_capability(keypad_local);
}

static void set_modes(const struct term_options *options, const char *type)
{
	set_term(term.screen);
	raw();
	noecho();
	typeahead(-1);
	leaveok(stdscr, FALSE);
	/* Keys are decoded in keys.c: it swallows what it does not know, and a
	 * paste of a megabyte does not come one byte a read. */
	keypad(stdscr, FALSE);
	look_start(want_color(options->color), type);
	term.keys = keys_new();
	define_keys(term.keys);
	term.mouse = options->mouse;
	if (term.mouse)
		keys_take_mouse(term.keys);
	term.titles = !options->no_title && has_title(type);
	enter_modes();
}

enum err term_start(const struct term_options *options)
{
	static bool at_exit;
	const char *type = getenv("TERM");
	int known;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !type || !*type)
		return ERR_UNSUPPORTED;
	/* newterm() loses memory for a type that it does not know. */
	if (setupterm(type, STDOUT_FILENO, &known) == ERR)
		return ERR_UNSUPPORTED;
	del_curterm(cur_term);
	term.screen = newterm(NULL, stdout, stdin);
	if (!term.screen)
		return ERR_UNSUPPORTED;
	if (!cursor_address || !clear_screen) {
		endwin();
		delscreen(term.screen);
		term.screen = NULL;
		return ERR_UNSUPPORTED;
	}
	set_modes(options, type);
	set_out_of_memory_hook(term_stop);
	if (!at_exit)
		atexit(term_stop);
	at_exit = true;
	return OK;
}

enum err term_start_headless(const char *type, int rows, int cols,
			     const struct term_options *options)
{
	term.nowhere = fopen("/dev/null", "r+");
	if (!term.nowhere)
		return ERR_IO;
	term.screen = newterm(type, term.nowhere, term.nowhere);
	if (!term.screen) {
		fclose(term.nowhere);
		term.nowhere = NULL;
		return ERR_UNSUPPORTED;
	}
	set_modes(options, type);
	resizeterm(rows, cols);
	return OK;
}

void term_stop(void)
{
	SCREEN *screen = term.screen;

	if (!screen)
		return;
	term.screen = NULL;
	leave_modes();
	/* Where there is no other screen to go back to, ours must not stay. */
	if (!exit_ca_mode) {
		erase();
		refresh();
	}
	/* Terminals without a stack of titles get an empty one: it is theirs to
	 * fill. The others get back what was there. */
	if (term.titled)
		send("\033]2;\a\033[23;2t");
	term.titled = false;
	draw_stop();
	endwin();
	delscreen(screen);
	keys_free(term.keys);
	term.keys = NULL;
	if (term.nowhere)
		fclose(term.nowhere);
	term.nowhere = NULL;
	free(term.copied);
	term.copied = NULL;
	set_out_of_memory_hook(NULL);
}

/* Takes what the terminal sent, without waiting longer than wait_ms for it.
 * False when there was nothing. */
static bool take_input(int wait_ms, bool *gone)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[16384];
	ssize_t len;

	if (term.nowhere || poll(&fd, 1, wait_ms) <= 0)
		return false;
	len = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (len > 0) {
		keys_feed(term.keys, bytes, (size_t)len);
		/* It may have been a key for a program's API. */
		explicit_bzero(bytes, (size_t)len);
	} else if (len == 0 || (errno != EINTR && errno != EAGAIN))
		*gone = true;
	return len > 0;
}

bool term_read_key(struct key *key, bool *gone)
{
	*gone = false;
	for (;;) {
		if (keys_next(term.keys, key))
			return true;
		if (take_input(0, gone))
			continue;
		if (*gone || !keys_is_waiting(term.keys))
			return false;
		if (!take_input(KEYS_ESC_MS, gone))
			keys_settle(term.keys);
	}
}

void term_feed(const char *bytes, size_t len)
{
	keys_feed(term.keys, bytes, len);
}

void term_resize(void)
{
	struct winsize size;

	if (term.nowhere || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ||
	    !size.ws_row || !size.ws_col)
		return;
	resizeterm(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
}

void term_resize_headless(int rows, int cols)
{
	resizeterm(rows, cols);
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
}

void term_suspend(void)
{
	void (*before)(int);

	if (term.nowhere)
		return;
	leave_modes();
	def_prog_mode();
	endwin();
	before = signal(SIGTSTP, SIG_DFL);
	/* The whole job, as the terminal would: whoever started us (make, a
	 * script) has to stop with us, or the shell never gets the terminal. */
	kill(0, SIGTSTP);
	signal(SIGTSTP, before);
	reset_prog_mode();
	enter_modes();
	term_resize();
	term_redraw();
	refresh();
}

void term_set_title(const char *text)
{
	if (!term.titles || term.nowhere)
		return;
	if (!term.titled)
		send("\033[22;2t");
	term.titled = true;
	fprintf(stdout, "\033]2;%s\a", text);
	fflush(stdout);
}

void term_notify(const char *text)
{
	const struct notify_terminal terminal = {
		.type = getenv("TERM"),
		.program = getenv("TERM_PROGRAM"),
		.terminal = getenv("LC_TERMINAL"),
		.tmux = getenv("TMUX"),
		.screen = getenv("STY"),
	};
	struct str sequence = STR_INIT(STR_MAX_TEXT);

	term.bells++;
	if (term.nowhere)
		return;
	beep();
	if (text)
		notify_add_sequence(&sequence, notify_way(&terminal), text);
	send(str_text(&sequence));
	str_free(&sequence);
}

int term_bells_headless(void)
{
	return term.bells;
}

static bool send_to_clipboard(const char *text)
{
	enum clipboard_way way = clipboard_way(getenv("TERM"), getenv("TMUX"),
					       getenv("STY"));
	const char *ms = tigetstr("Ms");
	struct str sequence = STR_INIT(4 * CLIPBOARD_MAX);
	bool sent;

	if (way == CLIPBOARD_TMUX && clipboard_to_tmux(text) == OK)
		return true;
	/* A tmux of another machine, or none that answers. */
	if (way == CLIPBOARD_TMUX)
		way = CLIPBOARD_PLAIN;
	clipboard_add_sequence(&sequence, way, ms == (char *)-1 ? NULL : ms,
			       text);
	sent = sequence.len > 0;
	send(str_text(&sequence));
	str_free(&sequence);
	return sent;
}

bool term_copy(const char *text)
{
	if (strlen(text) > CLIPBOARD_MAX)
		return false;
	if (!term.nowhere)
		return send_to_clipboard(text);
	free(term.copied);
	term.copied = xstrdup(text);
	return true;
}

const char *term_copied_headless(void)
{
	return term.copied ? term.copied : "";
}

void term_show_alone(const char *text, const char *hint)
{
	erase();
	curs_set(0);
	refresh();
	if (term.nowhere) {
		mvaddstr(0, 0, text);
		printw("\n\n%s", hint);
		refresh();
		return;
	}
	/* Beside ncurses: only a line that the terminal broke itself is copied
	 * in one piece. */
	send_capability(clear_screen);
	for (const char *at = text; *at; at++) {
		if (*at == '\n')
			putchar('\r');
		putchar(*at);
	}
	printf("\r\n\r\n%s", hint);
	fflush(stdout);
}

void term_screen_text(struct str *out)
{
	wchar_t wide[1024];
	char bytes[4 * COUNT_OF(wide)];

	for (int row = 0; row < LINES; row++) {
		int count = mvinnwstr(row, 0, wide, COLS < 1023 ? COLS : 1023);
		size_t len;

		while (count > 0 && wide[count - 1] == L' ')
			count--;
		wide[count > 0 ? count : 0] = L'\0';
		len = wcstombs(bytes, wide, sizeof(bytes));
		if (len != (size_t)-1)
			str_add_bytes(out, bytes, len);
		str_add_char(out, '\n');
	}
}
