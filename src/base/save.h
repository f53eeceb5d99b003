/* Writes a text into a file of the person who runs us, whole or not at all.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_SAVE_H
#define ZEGEL_BASE_SAVE_H

#include <stdio.h>

#include "base/util.h"

/* Only the person may read the file (0600): what somebody's mail runs through
 * is nobody else's business on a shared machine. ERR_EXISTS when there is a
 * file of that name already and replace is false; ERR_DENIED, ERR_NOT_FOUND
 * (no such folder), ERR_IO (disk full and the like). With an error nothing is
 * there that was not there before. */
enum err save_text(const char *path, const char *text, bool replace) MUST_CHECK;

/* The same piece by piece: written to `to` between begin and end. When begin
 * fails there is nothing to end. End keeps the file when err is OK and all of
 * it was written; it returns err, or what went wrong. */
struct saving {
	FILE *to;
	char *path, *written;
};

enum err save_begin(struct saving *s, const char *path) MUST_CHECK;
enum err save_end(struct saving *s, bool replace, enum err err) MUST_CHECK;

/* Writes all of the text into an open file or pipe; errno tells why not. */
bool write_whole(int fd, const char *text) MUST_CHECK;

/* What a person typed as a name, as an absolute path: below the working folder,
 * or below the home for "~/". The caller frees it. */
char *save_path(const char *typed);

#endif
