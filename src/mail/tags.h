/* Lists of tag=value that DKIM keys and DMARC records are made of (RFC 6376,
 * 3.2).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_TAGS_H
#define ZEGEL_MAIL_TAGS_H

#include "base/str.h"

/* One tag; borrowed from the text. */
struct tag {
	struct slice name;  /* without blanks around it */
	struct slice value; /* likewise; blanks inside stay */
	size_t offset, len; /* the whole part, from the start of the text */
	bool has_equals;    /* false: no `=`, then name is all of it */
};

struct tag_reader {
	const char *start;
	struct slice rest;
};

struct tag_reader tags_of(const char *text);

/* The next part that is not empty; false at the end. */
bool tags_next(struct tag_reader *reader, struct tag *tag);

#endif
