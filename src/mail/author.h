/* Whose name a message carries: the address in From, and the envelope's in
 * Return-Path (RFC 5322, 3.6.2; RFC 5321, 4.4).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_AUTHOR_H
#define ZEGEL_MAIL_AUTHOR_H

#include "base/name.h"

enum { AUTHOR_ADDRESS_MAX = 320 }; /* bytes, with its NUL */

struct author {
	char address[AUTHOR_ADDRESS_MAX]; /* local@domain, or "" */
	char domain[NAME_SIZE];           /* canonical, or "" */
	bool is_empty;                    /* <>: of a bounce */
	unsigned count;                   /* how many addresses there are */
};

/* value: the unfolded field. Of several addresses the first. */
void author_read(const char *value, struct author *out);

#endif
