/* Questions as keys of a table.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_QUESTION_H
#define ZEGEL_NET_QUESTION_H

#include "net/dns.h"

/* Equal questions have equal hashes. The time limit does not count. */
uint64_t question_hash(const struct question *q);
bool question_equal(const struct question *a, const struct question *b);

#endif
