/* Reminders between the store and whoever shows them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_REMINDING_H
#define ZEGEL_COMMANDS_REMINDING_H

#include "commands/command.h"
#include "commands/json.h"
#include "commands/page.h"

/* Those that are open, with texts of their own. */
struct reminder_list {
	struct reminder *items;
	size_t count;
	size_t cap;
};

/* Keeps what there is reason for: the wizard's choices and past as they are. A
 * domain that is not known gets none. */
enum err reminding_keep(struct store *store, const struct wizard *w,
			bool is_green) MUST_CHECK;

/* The open ones of a domain, or of all (NULL). The list is empty on an error.
 * Free it in any case. */
enum err reminding_load(struct store *store, const char *domain, time_t now,
			struct reminder_list *out) MUST_CHECK;
void reminding_free(struct reminder_list *list);

/* All that this service wanted was done. */
enum err reminding_end(struct store *store, const char *domain,
		       const char *service) MUST_CHECK;

/* store_each_domain(), with what the reminders say of each. */
enum err reminding_each_domain(struct store *store, known_domain_fn *each,
			       void *ctx) MUST_CHECK;

/* "reminders":[{"service":...,"kind":...,"since":...,"due":...,"text":...}] */
void reminding_write_json(struct json_writer *j,
			  const struct reminder_list *list,
			  const struct service_list *services);

/* A line each, and how to get on; nothing for none. */
void reminding_print(struct page *page, const struct reminder_list *list,
		     const struct service_list *services);

/* Every domain, by its name, that is right and of which this service's support
 * does not know yet. */
enum err reminding_each_ready(struct store *store, const char *service,
			      bool (*each)(void *ctx, const char *domain),
			      void *ctx) MUST_CHECK;

#endif
