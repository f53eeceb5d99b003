/* Where a header begins in what somebody pasted, and what a quote put in front
 * of each of its lines.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_MESSAGE_BEGIN_H
#define ZEGEL_MAIL_MESSAGE_BEGIN_H

#include "mail/message_read.h"

#define HARD_BLANK "\xC2\xA0" /* no-break space, as UTF-8 */

enum { MESSAGE_BEGINNING_LINES = 400 }; /* it begins within so many */

/* What stands in front of every line of a header that was quoted or indented.
 */
struct message_margin {
	size_t quotes; /* ">" */
	size_t blanks;
};

struct message_beginning {
	struct slice at; /* the first line of the header and all behind it */
	struct message_margin margin;
	bool has_more; /* words stood above it */
};

/* Where the header begins; false when there is none. */
bool message_find_beginning(struct slice in, struct message_beginning *out);

/* The same margin as the first line has: not more, for folds stay. */
void message_cut_margin(struct slice *line, const struct message_margin *m);

/* The next line without CR and LF. */
bool message_next_line(struct slice *rest, struct slice *line);

bool message_begins_known_field(struct slice line);

/* One field alone may be prose ("Subject: ..."): a second one must be near. */
bool message_another_is_near(struct slice rest, const struct message_margin *m);

#endif
