/* Copying to the clipboard of the person at the terminal, who may be at another
 * machine: by way of the terminal itself (OSC 52).
 *
 * Nobody confirms it: a terminal that does not know the sequence or is told to
 * ignore it stays silent. So the person is told that it was sent, and what to
 * do when nothing arrived.
 *
 * In tmux the sequence would be dropped (set-clipboard external), so the text
 * goes into tmux's own buffer, and by that to the terminal outside; GNU screen
 * hands on what is wrapped in a DCS, in pieces that it has room for; elsewhere
 * the capability Ms says how, or the sequence as xterm has it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_CLIPBOARD_H
#define ZEGEL_TERM_CLIPBOARD_H

#include "base/str.h"

enum clipboard_way {
	CLIPBOARD_NONE, /* a terminal that would only print it */
	CLIPBOARD_TMUX,
	CLIPBOARD_SCREEN,
	CLIPBOARD_PLAIN,
};

/* More than this in one sequence is refused by several terminals: it is 100,000
 * bytes in base64. */
#define CLIPBOARD_MAX 74994

/* How it can be done, by TERM, TMUX and STY (each may be NULL). */
enum clipboard_way clipboard_way(const char *type, const char *tmux,
				 const char *sty);

/* Adds the bytes to send for text. ms is the capability's text as terminfo has
 * it, with %p1%s and %p2%s, or NULL. Nothing for NONE and TMUX. */
void clipboard_add_sequence(struct str *out, enum clipboard_way way,
			    const char *ms, const char *text);

/* Puts text into the buffer of the tmux that we run in. ERR_UNSUPPORTED: it
 * does not take it. */
enum err clipboard_to_tmux(const char *text) MUST_CHECK;

/* Adds text in base64 (RFC 4648, 4). */
void clipboard_add_base64(struct str *out, const char *text, size_t len);

#endif
