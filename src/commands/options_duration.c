/* SPDX-License-Identifier: MIT */
#include "commands/options.h"

bool options_read_duration(const char *text, int64_t *ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = { { "", 1000 },
		      { "s", 1000 },
		      { "m", 60 * 1000 },
		      { "h", 3600 * 1000 } };
	struct slice rest = slice_of(text);
	uint64_t number;

	if (!slice_take_number(&rest, 1000000, &number) || !number)
		return false;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (slice_is(rest, units[i].unit)) {
			*ms = (int64_t)number * units[i].ms;
			return true;
		}
	}
	return false;
}
