/* The terminal: start, stop, suspend, resize, reading keys, what goes out
 * besides the cells. The only folder that knows ncurses is this one.
 *
 * There is one terminal, so its state is the module's own. After term_start()
 * the terminal is given back at every orderly end of the program, also when
 * memory runs out; for signals the loop calls term_stop(). Never call anything
 * here from a signal handler.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_TERM_H
#define ZEGEL_TERM_TERM_H

#include "base/str.h"
#include "term/keys.h"

enum color_choice {
	COLOR_AUTO,   /* unless NO_COLOR is set and not empty */
	COLOR_ALWAYS, /* where the terminal has any, whatever NO_COLOR says */
	COLOR_NEVER,
};

struct term_options {
	enum color_choice color;
	bool mouse;    /* takes clicks; selecting then wants Shift */
	bool no_title; /* --private: tells the window manager nothing */
};

/* Takes over standard input and output. ERR_UNSUPPORTED: not a terminal, or one
 * that cannot do full screen (TERM=dumb, TERM unset or unknown); nothing was
 * written then. */
enum err term_start(const struct term_options *options) MUST_CHECK;

/* Gives the terminal back as it was. Does nothing when it is not started. */
void term_stop(void);

/* The next key that is there; false when none is. *gone is set when the
 * terminal went away. Waits at most KEYS_ESC_MS, and only behind an Esc. */
bool term_read_key(struct key *key, bool *gone);

/* The window has another size: take it over (after SIGWINCH, SIGCONT). The next
 * frame is drawn in the new size. */
void term_resize(void);

/* Draw everything anew, whatever is thought to be there (Ctrl-L). */
void term_redraw(void);

/* Ctrl-Z: gives the terminal back, stops the program (and all of its job, as
 * the terminal itself would) and, once it goes on, takes the terminal again. */
void term_suspend(void);

/* The window's title; clean text. It is given back at the end. */
void term_set_title(const char *text);

/* Rings the bell and, where the terminal knows how, shows text (clean; NULL:
 * nothing) as a notification (notify.h). */
void term_notify(const char *text);

/* For screen tests: how often it rang. */
int term_bells_headless(void);

/* Copies text to the clipboard, as far as that can be known (clipboard.h).
 * False when it cannot be: a terminal without one, or a text too long. */
bool term_copy(const char *text) MUST_CHECK;

/* Shows one text alone from the top left corner, without a frame and wrapped by
 * the terminal itself, so that a mouse selects it as one piece; below it,
 * apart, a hint. It stays until the next frame is drawn after term_redraw(). */
void term_show_alone(const char *text, const char *hint);

/* For screen tests: a terminal of this type and size that nobody looks at. Keys
 * come from term_feed(); the screen can be read. */
enum err term_start_headless(const char *type, int rows, int cols,
			     const struct term_options *options) MUST_CHECK;
void term_feed(const char *bytes, size_t len);
void term_resize_headless(int rows, int cols);

/* What was copied last; "" for nothing. */
const char *term_copied_headless(void);

/* Adds the screen as text, a line a row, without blanks at line ends. */
void term_screen_text(struct str *out);

#endif
