/* What the files of service_*.c share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_SERVICE_LIST_H
#define ZEGEL_CATALOG_SERVICE_LIST_H

#include "catalog/own_templates.h"
#include "catalog/service_index.h"

struct service_list {
	char *dir;
	char *collected;          /* or NULL */
	struct service *services; /* in the order of the file */
	size_t count;
	struct own_templates *own;
	struct service_index *index;
};

#endif
