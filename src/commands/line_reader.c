/* SPDX-License-Identifier: MIT */
#include "commands/line_reader.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct line_reader line_reader_from(int fd)
{
	return (struct line_reader){
		.fd = fd,
		.bytes = xmalloc(LINE_MAX_BYTES),
		.place = { .sum = 0xcbf29ce484222325u },
	};
}

void line_reader_free(struct line_reader *reader)
{
	free(reader->bytes);
	reader->bytes = NULL;
}

/* FNV-1a over all that was read, so that another list is noticed. */
static void add_to_sum(struct line_reader *reader, size_t len)
{
	uint64_t sum = reader->place.sum;

	for (size_t i = 0; i < len; i++) {
		sum ^= (unsigned char)reader->bytes[reader->from + i];
		sum *= 0x100000001b3u;
	}
	reader->place.sum = sum;
}

/* Reads what is there to be read; false when that would have to be waited
 * for. */
static bool fill(struct line_reader *reader)
{
	struct pollfd in = { .fd = reader->fd, .events = POLLIN };
	ssize_t got;

	if (poll(&in, 1, 0) == 0)
		return false;
	memmove(reader->bytes, reader->bytes + reader->from,
		reader->to - reader->from);
	reader->to -= reader->from;
	reader->from = 0;
	got = read(reader->fd, reader->bytes + reader->to,
		   LINE_MAX_BYTES - reader->to);
	if (got > 0)
		reader->to += (size_t)got;
	else if (got == 0)
		reader->at_end = true;
	else if (errno == EAGAIN || errno == EINTR)
		return false;
	else
		reader->failed = true;
	return true;
}

/* Takes len bytes as the line, of which end are not part of its text. */
static void take(struct line_reader *reader, size_t len, size_t end,
		 struct slice *line)
{
	*line = (struct slice){ reader->bytes + reader->from, len - end };
	add_to_sum(reader, len);
	reader->from += len;
	if (line->len && line->at[line->len - 1] == '\r')
		line->len--;
	/* What some editors put in front of a text in UTF-8. */
	if (!reader->place.lines && line->len >= strlen(BYTE_ORDER_MARK) &&
	    !memcmp(line->at, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)))
		*line = (struct slice){ line->at + strlen(BYTE_ORDER_MARK),
					line->len - strlen(BYTE_ORDER_MARK) };
}

/* The end of a line whose beginning was told; false when it is not there. */
static bool pass_over(struct line_reader *reader, const char *newline)
{
	size_t len = newline ? (size_t)(newline - reader->bytes) -
				       reader->from + 1
			     : reader->to - reader->from;

	add_to_sum(reader, len);
	reader->from += len;
	if (!newline && !reader->at_end)
		return false;
	reader->too_long = false;
	reader->place.lines++;
	return true;
}

enum line_status line_reader_next(struct line_reader *reader,
				  struct slice *line)
{
	for (;;) {
		size_t len = reader->to - reader->from;
		const char *newline = memchr(reader->bytes + reader->from, '\n',
					     len);

		if (reader->too_long) {
			if (pass_over(reader, newline)) {
				*line = (struct slice){ reader->beginning,
							LINE_BEGINNING };
				return LINE_TOO_LONG;
			}
		} else if (newline) {
			take(reader,
			     (size_t)(newline - reader->bytes) - reader->from +
				     1,
			     1, line);
			reader->place.lines++;
			return LINE_READ;
		} else if (len == LINE_MAX_BYTES) {
			reader->too_long = true;
			memcpy(reader->beginning, reader->bytes,
			       LINE_BEGINNING);
			continue;
		} else if (reader->at_end && len) {
			take(reader, len, 0, line);
			reader->place.lines++;
			return LINE_READ;
		}
		if (reader->at_end)
			return LINE_END;
		if (reader->failed)
			return LINE_FAILED;
		if (!fill(reader))
			return LINE_NOT_YET;
	}
}

void line_reader_wait(const struct line_reader *reader)
{
	struct pollfd in = { .fd = reader->fd, .events = POLLIN };

	(void)poll(&in, 1, -1);
}
