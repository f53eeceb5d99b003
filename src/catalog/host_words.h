/* The words for machines, in hosts.json and in what --json prints, in the order
 * of the enums of host.h (of bits: the lowest first).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_HOST_WORDS_H
#define ZEGEL_CATALOG_HOST_WORDS_H

#include "catalog/host.h"

extern const char *const HOST_CONFIDENCE_NAMES[];
extern const char *const HOST_FACT_NAMES[];
extern const size_t HOST_FACT_COUNT;
extern const char *const HOST_ADVICE_NAMES[HOST_ADVICE_COUNT];

#endif
