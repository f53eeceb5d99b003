/* A template file, applied to a zone as a master file tells it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_TEMPLATE_APPLY_H
#define ZEGEL_TESTS_TEMPLATE_APPLY_H

#include <stddef.h>

#include "unit/plan_case.h"
#include "unit/template_words.h"

#include <string.h>

#define HOSTED HEAD "\"hostRequired\":true,\"records\":["
#define CNAME(host, to)                                                        \
	"{\"type\":\"CNAME\",\"host\":\"" host "\",\"pointsTo\":\"" to         \
	"\",\"ttl\":600}"
#define ADDRESS(type, host, to)                                                \
	"{\"type\":\"" type "\",\"host\":\"" host "\",\"pointsTo\":\"" to      \
	"\",\"ttl\":600}"
#define MX(host, to, priority)                                                 \
	"{\"type\":\"MX\",\"host\":\"" host "\",\"pointsTo\":\"" to            \
	"\",\"ttl\":600,\"priority\":" priority "}"
#define TEXT(host, data, more)                                                 \
	"{\"type\":\"TXT\",\"host\":\"" host "\",\"data\":\"" data             \
	"\",\"ttl\":600" more "}"
#define SPFM(rules)                                                            \
	"{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":\"" rules "\"}"
#define SRV(service, target)                                                   \
	"{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"" service              \
	"\",\"protocol\":\"_tcp\",\"target\":\"" target                        \
	"\",\"ttl\":600,\"priority\":\"10\",\"weight\":\"5\",\"port\":443}"
#define NS(host, to)                                                           \
	"{\"type\":\"NS\",\"host\":\"" host "\",\"pointsTo\":\"" to            \
	"\",\"ttl\":600}"
#define APEX                                                                   \
	"voorbeeld.nl SOA ns.example h.example 1 2 3 4 5\n"                    \
	"voorbeeld.nl NS ns1.example\nvoorbeeld.nl NS ns2.example\n"

struct apply {
	const char *name;
	const char *template;
	const char *zone;
	const char *expected;
};

static inline void use_template(const char *json)
{
	struct template *t;

	assert_int_equal(template_read(json, strlen(json), &t), OK);
	choices_clear_services(&choices);
	choices_add(&choices,
		    own_templates_add(catalog_own_templates(catalog), t)->id);
}

static inline void apply_all(const struct apply *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		print_message("%s\n", cases[i].name);
		use_template(cases[i].template);
		whole_zone = true;
		make(cases[i].zone);
		assert_plan(cases[i].expected);
	}
}

#endif
