/* From ldns' records to ours: the one place that turns resource data from the
 * wire or a master file into clean text.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_RECORD_LDNS_H
#define ZEGEL_BASE_RECORD_LDNS_H

/* Ours come first: ldns makes _Bool a signed char where nobody has included
 * <stdbool.h> before it. */
#include "base/record.h"

#include <ldns/ldns.h>

/* Fills *out, which then owns its strings; false when the data is malformed or
 * the class is not IN (*out is untouched then). A value keeps at most 65535
 * bytes; only text that had to be cleaned can be longer. */
bool record_from_ldns(const ldns_rr *rr, struct record *out);

#endif
