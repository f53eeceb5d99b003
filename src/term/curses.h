/* ncurses, without its name for success: OK is ours (base/util.h).
 * Private to term/.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_CURSES_H
#define ZEGEL_TERM_CURSES_H

#include <curses.h>

#undef OK

#include "base/util.h"

#endif
