/* Where the timer of whoever runs zegel lives: root's is the system's, in
 * /etc/systemd/system, anybody else's is his own.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TIMER_PLACE_H
#define ZEGEL_COMMANDS_TIMER_PLACE_H

#include "base/util.h"

#define TIMER_SERVICE "zegel.service"
#define TIMER_TIMER   "zegel.timer"

struct timer_place {
	bool is_system;
	char *folder; /* of the units; NULL: there is no home */
};

struct timer_place timer_place_find(void);
void timer_place_free(struct timer_place *place);

/* "FOLDER/zegel.timer", for the caller to free. */
char *timer_place_path(const struct timer_place *place, const char *unit);

/* Is systemd this machine's init (sd_booted(3))? */
bool timer_has_systemd(void);

/* Is a timer there and enabled that looks at the domains of this state file
 * (NULL: the usual one)? */
bool timer_is_installed(const char *state);

#endif
