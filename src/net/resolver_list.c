/* SPDX-License-Identifier: MIT */
#include "net/resolver_list.h"

#include <stdlib.h>

#include "net/dns_channel.h"

void resolver_list_take(struct resolver_list *list, struct loop *loop,
			const struct resolver *resolvers, size_t count)
{
	list->count = count;
	list->items = xcalloc(count, sizeof(*list->items));
	list->doh = xcalloc(count, sizeof(*list->doh));
	for (size_t i = 0; i < count; i++) {
		list->items[i] = resolver_copy(&resolvers[i]);
		if (resolvers[i].url)
			list->doh[i] = doh_new(loop, resolvers[i].url);
	}
}

void resolver_list_take_system(struct resolver_list *list, struct loop *loop)
{
	size_t count;
	struct address *system = dns_system_resolvers(&count);
	struct resolver *resolvers = xcalloc(count, sizeof(*resolvers));

	for (size_t i = 0; i < count; i++)
		resolvers[i].address = system[i];
	resolver_list_take(list, loop, resolvers, count);
	free(resolvers);
	free(system);
}

void resolver_list_free(struct resolver_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		doh_free(list->doh[i]);
		resolver_free(&list->items[i]);
	}
	free(list->doh);
	free(list->items);
	*list = (struct resolver_list){ .items = NULL };
}
