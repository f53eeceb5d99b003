/* For tests of the loop: what happened, one after the other, as text.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_LOOP_CASE_H
#define ZEGEL_TESTS_LOOP_CASE_H

#include "net/loop.h"

#define LIMIT_MS 5000 /* no test waits that long unless it has failed */

static char told[256];

static void tell(const char *what)
{
	assert_true(strlen(told) + strlen(what) + 1 < sizeof(told));
	memcpy(told + strlen(told), what, strlen(what) + 1);
}

static void tell_text(void *ctx)
{
	tell(ctx);
}

static int set_up(void **state)
{
	told[0] = '\0';
	*state = loop_new();
	return *state ? 0 : -1;
}

#endif
