/* Base64 as it stands in DNS records: with blanks in it, and perhaps cut off.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_BASE64_H
#define ZEGEL_MAIL_BASE64_H

#include "base/str.h"

/* Decodes as far as whole octets go: padding may be missing. NULL when a
 * character cannot stand there (*bad says where) or nothing is left; else the
 * caller frees it. */
uint8_t *base64_decode(struct slice text, size_t *len, size_t *bad);

/* The characters that len octets take, without padding. */
size_t base64_length(size_t len);

#endif
