/* Where a click means something: the places of the frame that is shown, each
 * with the key that it stands for. Only with --mouse.
 *
 * Filled while a frame is drawn, asked until the next one.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_HOTSPOT_H
#define ZEGEL_TERM_HOTSPOT_H

#include "term/keys.h"

/* A new frame: none yet. */
void hotspots_begin(void);

/* A click on these columns of the row is as if key was pressed. Rows of the
 * body count from its top. */
void hotspot_add(int row, int col, int cols, const struct key *key);

/* A click on the row goes to item number index of the list. */
void hotspot_add_item(int row, size_t index);

/* A click on these columns goes back to that step. */
void hotspot_add_step(int row, int col, int cols, size_t step);

/* From now on rows are those of the body; and not any more: rows from top on
 * are shown from row first of the window on, so many of them. */
void hotspots_begin_body(void);
void hotspots_end_body(int top, int first, int rows);

/* What a click there stands for; false when nothing. */
bool hotspot_find(int row, int col, struct key *key);

#endif
