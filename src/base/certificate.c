/* SPDX-License-Identifier: MIT */
#include "base/certificate.h"

#include <stdlib.h>

void certificate_free(struct certificate *c)
{
	for (size_t i = 0; i < c->name_count; i++)
		free(c->names[i]);
	free(c->issuer);
	*c = (struct certificate){ .is_there = false };
}
