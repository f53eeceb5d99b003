/* Patterns for names, as the data files write them.
 *
 *   transip.net          that name and all below it
 *   *.sendgrid.net       all below that name
 *   ns-#.awsdns-#.com    the whole name; # stands for digits, * inside a label
 *                        for any run without dots
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PATTERN_H
#define ZEGEL_CATALOG_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

/* How well name (canonical) fits: 0 not at all, else the longer the fixed text
 * the greater. */
size_t pattern_match(const char *pattern, const char *name);

/* The best fit of several; 0 when none fits. */
size_t pattern_match_any(const char *const *patterns, size_t count,
			 const char *name);

#endif
