/* What the chosen services need that go without DNS: for people, and as JSON.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_WAYS_PRINT_H
#define ZEGEL_COMMANDS_WAYS_PRINT_H

#include "commands/json.h"
#include "commands/page.h"
#include "core/way.h"

/* Of one of them; nothing for one whose way is the DNS. */
void ways_print(struct page *page, struct wizard *w,
		const struct chosen *chosen);

/* "ways": one object for each of them; left out when there is none. */
void ways_write_json(struct json_writer *j, struct wizard *w);

/* What a way costs, as members of the object that is open. */
void ways_write_costs(struct json_writer *j, enum way_kind kind);

#endif
