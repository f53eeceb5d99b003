/* One service of the catalogue, all that is known of it: as text for a person,
 * and as an object of JSON on one line. Both on standard output.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SERVICE_SHOW_H
#define ZEGEL_COMMANDS_SERVICE_SHOW_H

#include "catalog/catalog.h"
#include "commands/options.h"

void service_print(const struct options *options, struct catalog *catalog,
		   const struct service *s, const struct service_list *list);

void service_write_json(struct catalog *catalog, const struct service *s,
			const struct service_list *list);

/* The same for a template of the user's own. */
void service_print_template(const struct options *options,
			    const struct service *s);
void service_write_template_json(const struct service *s);

#endif
