/* The words for machines, in services.json and in what --json prints: one list
 * for each enum of service.h, in its order (of bits: the lowest first).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SERVICE_WORDS_H
#define ZEGEL_CATALOG_SERVICE_WORDS_H

#include "catalog/service.h"

extern const char *const SERVICE_CATEGORY_NAMES[];
extern const char *const SERVICE_ABOUT_NAMES[];
extern const char *const SERVICE_EVIDENCE_NAMES[];
extern const char *const SERVICE_VALUES_NAMES[];
extern const char *const SERVICE_WAY_NAMES[];
extern const char *const SERVICE_ASK_NAMES[];
extern const char *const SERVICE_MEANWHILE_NAMES[];
extern const char *const SERVICE_FINISH_NAMES[];
extern const char *const SERVICE_TRAP_NAMES[];

/* Of those that the enums themselves do not count. */
extern const size_t SERVICE_ASK_COUNT;
extern const size_t SERVICE_TRAP_COUNT;
extern const size_t SERVICE_EVIDENCE_COUNT;
extern const size_t SERVICE_VALUES_COUNT;
extern const size_t SERVICE_WAY_COUNT;

#endif
