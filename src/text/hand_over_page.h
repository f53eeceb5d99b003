/* Inside the web page of the hand-over: its style and its script, and the
 * hashes by which its policy lets them in.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_HAND_OVER_PAGE_H
#define ZEGEL_TEXT_HAND_OVER_PAGE_H

#include "base/str.h"

extern const char page_style[];
extern const char page_script[];

/* SHA-256 of the two, in base64: change them together. */
#define PAGE_STYLE_HASH  "sha256-DiFQtrKn3okK//pf19FdizMvNfc+wUt9VJHkLaj1XZM="
#define PAGE_SCRIPT_HASH "sha256-mchvMuwR/PagYNIx4qcSnzvzFN1zKCMOBhQNBXlJP10="

/* Adds text so that it is nothing but text, in an element or in a quoted
 * attribute. */
void page_add_text(struct str *out, const char *text);

#endif
