/* --way: how the chosen programs send.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "catalog/service_words.h"
#include "catalog/way_cost.h"
#include "commands/command.h"
#include "commands/option_list.h"
#include "core/way.h"
#include "i18n/i18n.h"

bool options_read_way(struct options *o, const char *value)
{
	static const char through[] = "through:";

	o->way_given = true;
	if (strncmp(value, through, strlen(through)) != 0)
		return way_from_name(value, &o->way);
	o->way = WAY_THROUGH;
	o->way_through = value + strlen(through);
	return *o->way_through;
}

static const struct service *service_of(const struct command_context *context,
					const struct chosen *chosen)
{
	const struct service_list *list = catalog_services(context->catalog);

	return list && chosen->service ? service_find(list, chosen->service)
				       : NULL;
}

static bool is_meant(const struct options *o, const struct service_way *way)
{
	return way->kind == o->way &&
	       (!o->way_through ||
		(way->through && !strcmp(way->through, o->way_through)));
}

/* The own mail server is a way for every service, and what is not in the list
 * has records at least. */
static bool find_way(const struct options *o, const struct service *service,
		     struct service_way *out)
{
	for (size_t i = 0; service && i < service->way_count; i++) {
		if (!is_meant(o, &service->ways[i]))
			continue;
		*out = service->ways[i];
		return true;
	}
	*out = (struct service_way){ .kind = o->way };
	return o->way == WAY_OWN_SMTP || (!service && o->way == WAY_DNS);
}

size_t command_use_way(struct command_context *context, struct choices *choices)
{
	const struct options *o = context->options;
	size_t given = choices->count, used = 0;

	for (size_t i = 0; o->way_given && i < given; i++) {
		const struct service *service = service_of(context,
							   &choices->items[i]);
		struct service_way way;

		if (!find_way(o, service, &way))
			continue;
		way_choose(choices, choices->items[i].service, &way);
		used++;
	}
	return used;
}

static void complain(const struct service *service)
{
	fprintf(stderr, "zegel: %s: %s", service->name,
		_("--way: this program offers these ways:"));
	for (size_t i = 0; i < service->way_count; i++) {
		const struct service_way *way = &service->ways[i];

		fprintf(stderr, " %s%s%s", SERVICE_WAY_NAMES[way->kind],
			way->through ? ":" : "",
			way->through ? way->through : "");
	}
	fputc('\n', stderr);
}

bool command_apply_way(struct command_context *context, struct choices *choices)
{
	const struct service *service =
		choices->count ? service_of(context, &choices->items[0]) : NULL;

	if (!context->options->way_given || !service ||
	    command_use_way(context, choices))
		return true;
	complain(service);
	return false;
}
