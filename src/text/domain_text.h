/* What zegel made of a typed domain, in words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_DOMAIN_H
#define ZEGEL_TEXT_DOMAIN_H

#include "base/name.h"
#include "base/str.h"

/* Why the input is no domain to send from; nothing for DOMAIN_OK. text is what
 * was typed. */
void domain_add_problem(struct str *out, const struct domain_input *input,
			const char *text);

/* What has to be said of a domain that was understood: that it was only guessed
 * from a web address, that it is a mailbox provider's own (gmail.com). Nothing
 * when all is clear. */
void domain_add_remark(struct str *out, const struct domain_input *input);

#endif
