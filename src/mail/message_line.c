/* A header that was copied as one line.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/ascii.h"
#include "mail/message_read.h"

enum {
	LONG_LINE = 300,   /* bytes; shorter ones are prose */
	FIELDS_WANTED = 4, /* that begin within the line */
	LINES_MAX = 4,     /* a header with its lines has more */
};

/* A field that begins here: a known name, a colon and a blank. */
static bool begins_field(struct slice text)
{
	size_t len = message_name_length(text);

	return len && len + 1 < text.len && text.at[len] == ':' &&
	       text.at[len + 1] == ' ' &&
	       message_is_known_name((struct slice){ text.at, len });
}

static bool is_flat(struct slice in)
{
	struct slice rest = in, line;
	size_t lines = 0, fields = 0;
	bool is_long = false;

	while (slice_next_line(&rest, &line)) {
		is_long = is_long || line.len >= LONG_LINE;
		if (slice_trim(line).len && ++lines > LINES_MAX)
			return false;
	}
	for (size_t i = 1; is_long && i < in.len; i++) {
		if (in.at[i - 1] == ' ' &&
		    begins_field((struct slice){ in.at + i, in.len - i }))
			fields++;
	}
	return fields >= FIELDS_WANTED;
}

bool message_split_line(struct slice in, struct str *out)
{
	if (!is_flat(in))
		return false;
	for (size_t i = 0; i < in.len; i++) {
		struct slice here = { in.at + i, in.len - i };

		if (i && in.at[i - 1] == ' ' && begins_field(here))
			str_add_char(out, '\n');
		str_add_char(out, in.at[i]);
	}
	return true;
}
