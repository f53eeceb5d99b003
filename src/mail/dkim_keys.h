/* Keys that were parsed, by their texts: customers of one service share its
 * keys, and taking one apart costs a thousand times more than finding it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_DKIM_KEYS_H
#define ZEGEL_MAIL_DKIM_KEYS_H

#include "mail/dkim.h"

struct dkim_keys;

enum { DKIM_KEYS_MAX = 512 }; /* more than that are not kept */

struct dkim_keys *dkim_keys_new(void);
void dkim_keys_free(struct dkim_keys *keys);

/* What dkim_key_parse() makes of the text; borrowed until the next call. */
const struct dkim_key *dkim_keys_get(struct dkim_keys *keys, const char *text);

#endif
