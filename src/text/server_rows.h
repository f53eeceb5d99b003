/* Inside text/: the sentences about mail servers.
 *
 * The facts that a sentence takes, in the order of its arguments:
 *   H the server    P its port       A its address      R its own words
 *   U the user      F the sender     T the recipient    O the domain
 *   N the names in its certificate   I its issuer       D until when
 *   E from when     Q ports that are usual    S the usual port for TLS
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVER_ROWS_H
#define ZEGEL_TEXT_SERVER_ROWS_H

#include "core/server_wish.h"

struct trouble_row {
	const char *seen_letters;
	const char *seen; /* msgid */
	const char *fix_letters;
	const char *fix; /* msgid */
};

extern const struct trouble_row TROUBLE_ROWS[TROUBLE_COUNT];

#endif
