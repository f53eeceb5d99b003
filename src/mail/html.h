/* The words of a text in HTML: lines for what is a line there, no tags, the
 * signs that are written as names put back.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_HTML_H
#define ZEGEL_MAIL_HTML_H

#include "base/str.h"

void html_add_text(struct str *out, struct slice in);

#endif
