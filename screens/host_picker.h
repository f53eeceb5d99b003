/* A DNS host chosen from the list of all: by typing, in groups, with a first
 * row for "none of them". What screens of this kind share; the screen says in a
 * table what is its own.
 *
 * flow->state of such a screen is a struct host_picker.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_HOST_PICKER_H
#define ZEGEL_SCREENS_HOST_PICKER_H

#include "screens/flow.h"
#include "screens/picker.h"

struct host_choice {
	const char *title; /* msgid: the question */
	const char *none;  /* msgid: the row that is none of them */
	/* Is the host one to choose from? */
	bool (*takes)(const struct flow *flow, const struct dns_host *host);
	/* The group it stands in, in this order; host NULL: none of them. */
	unsigned (*group)(const struct flow *flow, const struct dns_host *host);
	/* What stands above a group, "" for nothing; NULL: no group shows. */
	const char *(*heading)(unsigned group);
	/* Is it the one that was chosen before? host as above. */
	bool (*is_chosen)(const struct flow *flow, const struct dns_host *host);
};

struct host_item {
	const struct dns_host *host; /* NULL: none of them */
	unsigned group;
	int match; /* how well it fits the search */
};

struct host_picker {
	const struct host_choice *choice;
	struct picker picker;
	struct host_item *items;
};

void host_picker_enter(struct flow *flow, const struct host_choice *choice);
void host_picker_leave(struct flow *flow);
bool host_picker_event(struct flow *flow, const struct key *key);
void host_picker_draw(const struct flow *flow);

/* The host under the cursor; NULL: none of them. */
const struct dns_host *host_picker_at(const struct flow *flow);

/* For the shortcut that empties the search. */
bool host_picker_is_filtering(const struct flow *flow);
void host_picker_clear(struct flow *flow);

#endif
