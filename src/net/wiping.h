/* Memory that is wiped when it is given back: for a library through whose hands
 * keys and passwords go. As the x-functions they never fail.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_WIPING_H
#define ZEGEL_NET_WIPING_H

#include <stddef.h>

void *wiping_malloc(size_t size);
void *wiping_calloc(size_t count, size_t size);
void *wiping_realloc(void *old, size_t size);
char *wiping_strdup(const char *text);
void wiping_free(void *memory);

#endif
