/* What the files that read a receiver's results share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SAID_INTERNAL_H
#define ZEGEL_MAIL_SAID_INTERNAL_H

#include "mail/said.h"

enum said said_of(const char *word);

/* The domain of user@domain, @domain or domain; "" where there is none. */
void said_set_domain(char out[NAME_SIZE], const char *text);

/* Cut between characters. */
void said_set_text(char out[SAID_TEXT_MAX], const char *text);

/* The first address in the text, where none is known yet. */
void said_find_ip(const char *text, struct said_all *out);

/* Of the fields in front of own_end. */
void said_read_received_spf(const struct message *m, const struct route *route,
			    size_t own_end, struct said_all *out);

#endif
