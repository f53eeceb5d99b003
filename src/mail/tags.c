/* SPDX-License-Identifier: MIT */
#include "mail/tags.h"

struct tag_reader tags_of(const char *text)
{
	return (struct tag_reader){ .start = text, .rest = slice_of(text) };
}

bool tags_next(struct tag_reader *reader, struct tag *tag)
{
	while (reader->rest.len > 0) {
		struct slice part = slice_take_until(&reader->rest, ";");

		(void)slice_skip_char(&reader->rest, ';');
		part = slice_trim(part);
		if (part.len == 0)
			continue;
		*tag = (struct tag){ .offset = (size_t)(part.at -
							reader->start),
				     .len = part.len };
		tag->name = slice_trim(slice_take_until(&part, "="));
		tag->has_equals = slice_skip_char(&part, '=');
		tag->value = slice_trim(part);
		return true;
	}
	return false;
}
