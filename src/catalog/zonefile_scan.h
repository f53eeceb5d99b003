/* A look at the whole of a master file before its records are read: what ldns
 * would pass over in silence.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_ZONEFILE_SCAN_H
#define ZEGEL_CATALOG_ZONEFILE_SCAN_H

#include "catalog/zonefile.h"

/* ZONEFILE_GOOD, or what is wrong and in which line (from 1). */
enum zonefile_problem zonefile_scan(struct slice text, int *line);

#endif
