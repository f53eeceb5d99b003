/* The options whose value has a form of its own.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands/option_list.h"

bool options_read_set(struct options *o, const char *value)
{
	struct slice rest = slice_of(value);
	struct slice name = slice_take_until(&rest, "=");

	if (!name.len || !slice_skip_char(&rest, '=') ||
	    o->setting_count == OPTIONS_SETTINGS_MAX)
		return false;
	o->settings = xreallocarray(o->settings, o->setting_count + 1,
				    sizeof(*o->settings));
	o->settings[o->setting_count++] = (struct setting){
		.name = slice_dup(name),
		.value = slice_dup(rest),
	};
	return true;
}

/* It becomes part of a DMARC record, where `,`, `;` and `!` have a meaning of
 * their own (RFC 9989, 4.7). */
bool options_read_report_address(struct options *o, const char *value)
{
	struct domain_input input;
	const char *at = strchr(value, '@');

	domain_from_input(value, &input);
	o->report_address = value;
	return at && at != value && !strpbrk(value, " \t\"\\,;:!<>()[]") &&
	       !strchr(at + 1, '@') && input.status == DOMAIN_OK &&
	       input.source == DOMAIN_FROM_ADDRESS;
}
