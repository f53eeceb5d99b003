/* SPDX-License-Identifier: MIT */
#include "core/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

enum {
	PROGRAMS_MAX = 16, /* so many sets of programs are known */
	QUESTIONS_MAX = 32,
};

/* Below the domain: "" is the domain itself. */
struct below {
	char *name;
	enum rr type;
};

struct entry {
	char *programs;
	struct below *questions;
	size_t count;
	size_t cap;
	const char *domain; /* while it is learnt */
};

struct ahead {
	struct entry entries[PROGRAMS_MAX];
	size_t count;
};

struct ahead *ahead_new(void)
{
	return xcalloc(1, sizeof(struct ahead));
}

void ahead_free(struct ahead *ahead)
{
	if (!ahead)
		return;
	for (size_t i = 0; i < ahead->count; i++) {
		struct entry *e = &ahead->entries[i];

		for (size_t k = 0; k < e->count; k++)
			free(e->questions[k].name);
		free(e->questions);
		free(e->programs);
	}
	free(ahead);
}

/* Only what the catalogue knows of the programs: values of this customer's own
 * are asked for as they come. */
static bool is_common(const struct choices *choices)
{
	for (size_t i = 0; i < choices->count; i++) {
		if (!choices->items[i].service || choices->items[i].value_count)
			return false;
	}
	return !choices->record_count;
}

/* Are these the entry's programs, in this order? */
static bool fits(const struct entry *e, const struct choices *choices)
{
	const char *at = e->programs;

	for (size_t i = 0; i < choices->count; i++) {
		const char *id = choices->items[i].service;
		size_t len = strlen(id);

		if (strncmp(at, id, len) != 0 || at[len] != ',')
			return false;
		at += len + 1;
	}
	return *at == '\0';
}

static const struct entry *find(const struct ahead *ahead,
				const struct choices *choices)
{
	for (size_t i = 0; i < ahead->count; i++) {
		if (fits(&ahead->entries[i], choices))
			return &ahead->entries[i];
	}
	return NULL;
}

bool ahead_ask(const struct ahead *ahead, const struct choices *choices,
	       struct facts *facts)
{
	const struct entry *e = is_common(choices) ? find(ahead, choices)
						   : NULL;
	char name[NAME_SIZE];

	for (size_t i = 0; e && i < e->count; i++) {
		const struct question question = {
			.name = name,
			.type = e->questions[i].type,
			.server = ADDRESS_RESOLVER,
		};

		if (name_join(e->questions[i].name, choices->domain, name))
			(void)facts_get(facts, &question, FACT_TTL);
	}
	return facts_pending(facts) > 0;
}

static void learn(void *ctx, const struct question *question)
{
	struct entry *e = ctx;
	char *relative;

	if (e->count == QUESTIONS_MAX || question->server.family != AF_UNSPEC ||
	    question->checking_disabled)
		return;
	relative = name_relative(question->name, e->domain);
	if (!relative)
		return;
	if (strcmp(relative, "@") == 0)
		*relative = '\0';
	e->questions = grow(e->questions, e->count, &e->cap,
			    sizeof(*e->questions));
	e->questions[e->count++] = (struct below){ relative, question->type };
}

void ahead_learn(struct ahead *ahead, const struct choices *choices,
		 const struct facts *facts)
{
	struct str programs = STR_INIT(STR_MAX_TEXT);
	struct entry *e;

	if (!is_common(choices) || find(ahead, choices) ||
	    ahead->count == PROGRAMS_MAX)
		return;
	for (size_t i = 0; i < choices->count; i++)
		str_addf(&programs, "%s,", choices->items[i].service);
	e = &ahead->entries[ahead->count++];
	e->programs = str_take(&programs);
	e->domain = choices->domain;
	facts_each_awaited(facts, learn, e);
	e->domain = NULL;
}
