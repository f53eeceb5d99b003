/* What the files of host_*.c share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_HOST_LIST_H
#define ZEGEL_CATALOG_HOST_LIST_H

#include "catalog/host.h"

struct host_list {
	struct dns_host *hosts; /* in the order of the file */
	size_t count;
	char *collected; /* or NULL */
};

#endif
