/* Lines of a file or a pipe, one at a time, without waiting for the next one
 * and in memory that does not grow.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_LINE_READER_H
#define ZEGEL_COMMANDS_LINE_READER_H

#include "base/str.h"

enum { LINE_MAX_BYTES = 64 * 1024 };
enum { LINE_BEGINNING = 200 }; /* what is shown of a longer one */

/* Behind so many lines, which had this sum together. */
struct line_place {
	uint64_t lines;
	uint64_t sum;
};

struct line_reader {
	int fd; /* borrowed */
	char *bytes;
	size_t from, to;
	bool too_long; /* the rest of such a line is being passed over */
	char beginning[LINE_BEGINNING];
	bool at_end;
	bool failed;
	struct line_place place; /* behind the last line that was read */
};

enum line_status {
	LINE_READ,
	LINE_TOO_LONG, /* what it begins with is there */
	LINE_NOT_YET,  /* nothing to read now: wait for fd */
	LINE_END,
	LINE_FAILED, /* errno tells why */
};

struct line_reader line_reader_from(int fd);
void line_reader_free(struct line_reader *reader);

/* The next line without its CR and LF, borrowed until the next call. The last
 * one need not have any. */
enum line_status line_reader_next(struct line_reader *reader,
				  struct slice *line);

/* Waits until there is something to be read. */
void line_reader_wait(const struct line_reader *reader);

#endif
