/* SPDX-License-Identifier: MIT */
#include "catalog/service_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/search.h"

const struct service *service_list_all(const struct service_list *list,
				       size_t *count)
{
	*count = list->count;
	return list->services;
}

const struct service *service_find(const struct service_list *list,
				   const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->services[i].id, id) == 0)
			return &list->services[i];
	}
	return list->own ? own_templates_find(list->own, id) : NULL;
}

const char *service_list_collected(const struct service_list *list)
{
	return list->collected;
}

static int match_names(const struct service *s, const char *word)
{
	int best = search_match(s->name, word);
	int by_id = search_match(s->id, word);

	best = by_id > best ? by_id : best;
	for (size_t i = 0; i < s->alias_count; i++) {
		int by_alias = search_match(s->aliases[i], word);

		best = by_alias > best ? by_alias : best;
	}
	return best;
}

/* Of a web or mail address the label that somebody registered: it is mostly the
 * name of the company. */
static bool registered_label(const char *word, char out[NAME_SIZE])
{
	struct domain_input input;
	const char *registered;

	if (!strpbrk(word, ".@/"))
		return false;
	domain_from_input(word, &input);
	registered = *input.domain ? name_registered(input.domain) : NULL;
	if (!registered)
		return false;
	snprintf(out, NAME_SIZE, "%.*s", (int)strcspn(registered, "."),
		 registered);
	return true;
}

int service_matches(const struct service *s, const char *word)
{
	int best = match_names(s, word);
	char label[NAME_SIZE];

	if (!best && registered_label(word, label))
		return match_names(s, label) > 1 ? 2 : 0;
	return best;
}

bool service_is_near(const struct service *s, const char *word)
{
	bool near = search_is_near(s->name, word) ||
		    search_is_near(s->id, word);

	for (size_t i = 0; i < s->alias_count && !near; i++)
		near = search_is_near(s->aliases[i], word);
	return near;
}

enum err service_template(const struct service_list *list,
			  const struct service *s, struct template **out)
{
	*out = NULL;
	if (!s->template_file)
		return ERR_NOT_FOUND;
	char *path = xasprintf("%s/services/%s", list->dir, s->template_file);
	enum err err = template_load(path, out);

	free(path);
	return err;
}
