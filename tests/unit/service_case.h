/* For tests of the list of services as it is.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_SERVICE_CASE_H
#define ZEGEL_TESTS_SERVICE_CASE_H

#include "catalog/service.h"

#define FOLDER "src/catalog"

static struct service_list *list;

static int load(void **state)
{
	(void)state;
	return service_list_load(FOLDER, &list) == OK ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	service_list_free(list);
	return 0;
}

static const struct service *find(const char *id)
{
	const struct service *s = service_find(list, id);

	if (!s)
		fail_msg("no service %s", id);
	return s;
}

#endif
