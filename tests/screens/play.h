/* Plays a script of keys to a flow on a terminal that nobody looks at, and
 * compares the screen with a saved one.
 *
 * A script is typed text with the other keys in angle brackets: `spin<Space>`,
 * `<Enter>`, `<Paste>text<PasteEnd>`, `<lt>` for <. The bytes go through the
 * real decoder.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_PLAY_H
#define ZEGEL_TESTS_PLAY_H

#include "screens/world.h"

void play_keys(struct flow *flow, const char *script);

/* Draws, and returns the screen as text; the caller frees it. */
char *play_screen(struct flow *flow);

/* True when text is what the file holds. With UPDATE_SCREENS=1 in the
 * environment the file is written instead. On a difference prints both. */
bool play_matches(const char *path, const char *text);

#endif
