/* Why an exchange with a server of the Internet came to nothing, in one
 * sentence.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_NET_H
#define ZEGEL_TEXT_NET_H

#include "base/net_problem.h"
#include "base/str.h"

/* problem is not NET_OK; host: the server's name. */
void net_add_problem(struct str *out, enum net_problem problem,
		     const char *host);

#endif
