/* What a service's API answers, read for each step of each service. The first
 * byte chooses the service, the second the step.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/api.h"
#include "catalog/paste.h"

#define DOMAIN "bakkerij-jansen.nl"
#define SECRET "geheim-0123456789"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct api_step *step_of(const struct api *api, uint8_t number)
{
	size_t count = api->find.count + api->fetch.count + api->verify.count;
	size_t i = number % count;

	if (i < api->find.count)
		return &api->find.items[i];
	i -= api->find.count;
	if (i < api->fetch.count)
		return &api->fetch.items[i];
	return &api->verify.items[i - api->fetch.count];
}

static void hold(bool held)
{
	if (!held)
		abort();
}

/* What was taken is clean, and has no key in it. */
static void check(const struct api_answer *answer)
{
	struct str text = STR_INIT(PASTE_MAX_BYTES);
	size_t lines = 0, taken = 0;
	struct paste paste;

	hold(answer->record_count <= API_RECORDS_MAX);
	api_add_text(&text, answer);
	for (const char *c = str_text(&text); *c; c++) {
		hold((unsigned char)*c >= ' ' || *c == '\n');
		lines += *c == '\n';
	}
	for (size_t i = 0; i < answer->record_count; i++)
		taken += !answer->records[i].left;
	hold(lines == taken);
	hold(!strstr(str_text(&text), SECRET));
	paste_read(str_text(&text), text.len, DOMAIN, &paste);
	paste_free(&paste);
	str_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct api_list *list;
	struct api_answer answer = { .id = NULL };
	const struct api *api;
	struct api_body body = { .domain = DOMAIN, .secrets = { SECRET } };
	size_t count;
	char *message;

	if (!list && api_list_load("src/catalog", &list) != OK)
		abort();
	if (size < 2)
		return 0;
	api = api_list_all(list, &count);
	api += data[0] % count;
	body.bytes = (const char *)data + 2;
	body.len = size - 2;
	(void)!api_read(api, step_of(api, data[1]), &body, &answer);
	check(&answer);
	message = api_message(api, &body);
	hold(!message || !strstr(message, SECRET));
	free(message);
	api_answer_free(&answer);
	return 0;
}
