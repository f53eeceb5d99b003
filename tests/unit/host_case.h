/* For tests of the list of DNS hosts as it is.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_HOST_CASE_H
#define ZEGEL_TESTS_HOST_CASE_H

#include "catalog/host.h"

static struct host_list *list;

static int load(void **state)
{
	(void)state;
	return host_list_load("src/catalog", &list) == OK ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	host_list_free(list);
	return 0;
}

#endif
