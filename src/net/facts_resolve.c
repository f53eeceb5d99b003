/* SPDX-License-Identifier: MIT */
#include "net/facts.h"

const struct answer *facts_resolve(void *facts, const char *name, enum rr type)
{
	const struct question question = {
		.name = name,
		.type = type,
		.server = ADDRESS_RESOLVER,
	};

	return facts_get(facts, &question, FACT_TTL);
}
