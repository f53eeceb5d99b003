/* Names and pasted domains: whatever comes out is canonical, and canonical
 * names survive all that the module does with them.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void use_name(const char *name)
{
	char again[NAME_SIZE], *text = name_for_people(name);
	const char *registered = name_registered(name);
	char *relative = name_relative(name, registered);

	require(name_canonical(name, strlen(name), again));
	require(name_equal(name, again));
	require(name_canonical(text, strlen(text), again));
	require(name_equal(name, again));
	require(name_is_under(name, registered) && relative);
	require(name_join(strcmp(relative, "@") ? relative : "", registered,
			  again));
	require(name_equal(name, again));
	free(text);
	free(relative);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[NAME_SIZE], *text = xstrndup((const char *)data, size);
	struct domain_input input;

	if (name_canonical((const char *)data, size, name))
		use_name(name);
	if (name_from_wire(data, size, name))
		use_name(name);
	domain_from_input(text, &input);
	require((input.domain[0] != '\0') ==
		(input.status == DOMAIN_OK ||
		 input.status == DOMAIN_PUBLIC_SUFFIX));
	use_name(input.domain);
	free(text);
	return 0;
}
