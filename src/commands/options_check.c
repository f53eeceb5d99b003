/* The readers of options that only zegel check has.
 *
 * SPDX-License-Identifier: MIT */
#include "commands/option_list.h"

#include <stdlib.h>

enum { MAX_RATE = 1000000, MAX_UNKNOWNS = 1000 };

static bool read_count(const char *value, unsigned max, unsigned *out)
{
	struct slice rest = slice_of(value);
	uint64_t count;

	if (!slice_take_number(&rest, max, &count) || rest.len || !count)
		return false;
	*out = (unsigned)count;
	return true;
}

bool options_read_rate(struct options *o, const char *value)
{
	return read_count(value, MAX_RATE, &o->rate);
}

bool options_read_unknowns(struct options *o, const char *value)
{
	return read_count(value, MAX_UNKNOWNS, &o->unknowns);
}

static bool add_code(struct finding_set *set, struct slice word)
{
	char *name = slice_dup(word);
	enum finding_code code;
	bool good = finding_code_from_name(name, &code);

	if (good)
		set->has[code] = true;
	free(name);
	return good;
}

bool options_read_ignore(struct options *o, const char *value)
{
	struct slice rest = slice_of(value);

	while (rest.len) {
		if (!add_code(&o->ignored,
			      slice_trim(slice_take_until(&rest, ","))))
			return false;
		slice_skip_char(&rest, ',');
	}
	return *value;
}
