/* For tests of the services' APIs: the list of them, and the answers in
 * tests/unit/data/api.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_API_CASE_H
#define ZEGEL_TESTS_API_CASE_H

#include "catalog/api.h"
#include "catalog/datadir.h"

#define FOLDER "src/catalog"
#define DOMAIN "bakkerij-jansen.nl"
#define SECRET "SG.geheim-0123456789"

static struct api_list *list;

static int load(void **state)
{
	(void)state;
	return api_list_load(FOLDER, &list) == OK ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	api_list_free(list);
	return 0;
}

static const struct api *find(const char *service)
{
	const struct api *api = api_find(list, service);

	if (!api)
		fail_msg("no API of %s", service);
	return api;
}

static struct str read_answer(const char *service, const char *name)
{
	char *path = xasprintf("tests/unit/data/api/%s/%s.json", service, name);
	struct str text = STR_INIT(API_ANSWER_MAX);

	if (catalog_read_file(path, &text) != OK)
		fail_msg("no %s", path);
	free(path);
	return text;
}

#endif
