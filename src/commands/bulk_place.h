/* Where in a list zegel check --file has got to, in a file of its own, so that
 * a later run goes on from there (--resume).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_BULK_PLACE_H
#define ZEGEL_COMMANDS_BULK_PLACE_H

#include "commands/line_reader.h"

/* ERR_NOT_FOUND when there is none, ERR_DAMAGED when it is something else. */
enum err bulk_place_load(const char *file, struct line_place *out) MUST_CHECK;

/* In one step: an older one stays until the new one is whole. */
enum err bulk_place_save(const char *file,
			 const struct line_place *place) MUST_CHECK;

/* The list was read to its end: the next run begins anew. */
void bulk_place_remove(const char *file);

#endif
