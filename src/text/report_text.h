/* How a domain stands, as a plain text to send to somebody: what is wrong with
 * what to do, what is still waited for with what it should be, what is right.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_REPORT_H
#define ZEGEL_TEXT_REPORT_H

#include "core/check.h"

/* Adds the text, in lines that nobody has wrapped, in the language in use. */
void report_add(struct str *out, const struct verdict *v,
		const struct service_list *services);

#endif
