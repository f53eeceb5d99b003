/* From the bytes of a terminal to key events: UTF-8, control characters, escape
 * sequences, bracketed paste. Knows no terminal and reads nothing itself.
 *
 * A sequence that means nothing to us (a mouse report, an answer of the
 * terminal) is swallowed whole, so it can never be taken for Esc and typed
 * text. Inside a paste every byte is text: neither Enter nor q does anything
 * there. A terminal that does not mark a paste is found out by how much comes
 * at once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_KEYS_H
#define ZEGEL_TERM_KEYS_H

#include "base/str.h"

enum key_name {
	K_CHAR,  /* a character that can stand in a text: key.character */
	K_CTRL,  /* Ctrl and a letter: key.character is 'A' to 'Z' */
	K_PASTE, /* key.text, cleaned (CLEAN_TEXT) */
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_F1, /* K_F1 + n - 1 is function key n, up to 12 */
	K_F2,
	K_F3,
	K_F4,
	K_F5 = K_F1 + 4,
	K_F12 = K_F1 + 11,
	K_CLICK, /* with the left button: key.row and .col */
	/* What a click on something stands for (hotspot.h): to the item, the
	 * step, with the number key.character. */
	K_TO_ITEM,
	K_TO_STEP,
};

struct key {
	enum key_name name;
	int32_t character; /* K_CHAR, K_CTRL, K_TO_...; else 0 */
	int row, col;      /* K_CLICK, from 0 */
	struct slice text; /* K_PASTE: borrowed until the next keys_next() */
	bool cut;          /* K_PASTE: there was more than KEYS_MAX_PASTE */
};

#define KEYS_MAX_PASTE ((size_t)2 << 20)
#define KEYS_ESC_MS    25 /* so long a sequence may take to arrive */

struct keys;

struct keys *keys_new(void);
void keys_free(struct keys *keys);

/* What this terminal sends for a key, where it is not one of the common ways
 * (from terminfo); NULL and sequences without Esc are ignored. Copied. */
void keys_define(struct keys *keys, const char *sequence, enum key_name name);

/* From now on reports of the mouse count: clicks, and the wheel as K_UP and
 * K_DOWN. Before, they are swallowed. */
void keys_take_mouse(struct keys *keys);

/* Takes bytes as they came; copied. */
void keys_feed(struct keys *keys, const char *bytes, size_t len);

/* The next key; false when the bytes are used up or a sequence is incomplete.
 */
bool keys_next(struct keys *keys, struct key *key);

/* True when the bytes may be the beginning of a sequence: when no more arrive
 * within KEYS_ESC_MS, call keys_settle() and they are taken as they are. */
bool keys_is_waiting(const struct keys *keys);
void keys_settle(struct keys *keys);

#endif
