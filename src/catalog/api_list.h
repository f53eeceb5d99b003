/* What the files of api*.c share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_API_LIST_H
#define ZEGEL_CATALOG_API_LIST_H

#include "catalog/api.h"

struct api_list {
	struct api *apis;
	size_t count;
};

#endif
