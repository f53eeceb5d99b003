/* The keys that hold on every screen, and those of what covers a screen. One
 * table each: the handler, the bottom line and the help all read them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_SHORTCUTS_H
#define ZEGEL_SCREENS_SHORTCUTS_H

#include "screens/flow.h"

struct shortcut_list {
	const struct shortcut *items;
	size_t count;
};

enum { SHORTCUT_LISTS = 2 };

/* The lists of the screen: its own first, which come before the common ones
 * where both have the key. */
void shortcuts_of_screen(const struct flow *flow,
			 struct shortcut_list lists[SHORTCUT_LISTS]);

/* The list of what covers the screen now; empty where any key closes it. */
struct shortcut_list shortcuts_of_overlay(const struct flow *flow);

/* Letters are text on this screen now. */
bool shortcuts_is_typing(const struct flow *flow);

bool shortcut_applies(const struct flow *flow, const struct shortcut *shortcut);

/* Runs what the list has for this key; false when it has nothing. */
bool shortcuts_run(struct flow *flow, struct shortcut_list list,
		   const struct key *key);

/* The same for a key while something covers the screen. */
bool shortcuts_overlay_key(struct flow *flow, const struct key *key);

#endif
