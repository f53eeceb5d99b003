/* Why a resolver could not be asked over HTTPS, in words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_RESOLVER_TEXT_H
#define ZEGEL_TEXT_RESOLVER_TEXT_H

#include "base/net_problem.h"
#include "base/str.h"

/* Adds what stands behind "... could not be asked over HTTPS:", without a full
 * stop. http_status counts with NET_HTTP_STATUS. */
void resolver_add_problem(struct str *out, enum net_problem problem,
			  unsigned http_status);

/* Adds the whole sentence, with the URL that was asked. */
void resolver_add_sentence(struct str *out, const char *url,
			   enum net_problem problem, unsigned http_status);

#endif
