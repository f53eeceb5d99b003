/* SPDX-License-Identifier: MIT */
#include "core/finding.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	enum severity severity;
} codes[FINDING_COUNT] = {
#define X(name, code, severity)                                                \
	[FINDING_##name] = { code, SEVERITY_##severity },
	FINDING_LIST(X)
#undef X
};

const char *finding_code_name(enum finding_code code)
{
	return codes[code].name;
}

bool finding_code_from_name(const char *text, enum finding_code *out)
{
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		if (!strcmp(codes[i].name, text)) {
			*out = (enum finding_code)i;
			return true;
		}
	}
	return false;
}

struct finding *findings_add(struct findings *list, enum finding_code code)
{
	struct finding *f;

	list->items = grow(list->items, list->count, &list->cap,
			   sizeof(*list->items));
	f = &list->items[list->count++];
	*f = (struct finding){ .code = code, .severity = codes[code].severity };
	return f;
}

const struct finding *findings_have(const struct findings *list,
				    enum finding_code code)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].code == code)
			return &list->items[i];
	}
	return NULL;
}

/* Insertion sort: lists are short, and equal codes keep their order. */
void findings_sort(struct findings *list)
{
	for (size_t i = 1; i < list->count; i++) {
		struct finding f = list->items[i];
		size_t at = i;

		for (; at > 0 && list->items[at - 1].code > f.code; at--)
			list->items[at] = list->items[at - 1];
		list->items[at] = f;
	}
}

void finding_free(struct finding *f)
{
	free(f->at);
	free(f->seen);
	free(f->wanted);
	free(f->server);
	free(f->who);
}

void findings_free(struct findings *list)
{
	for (size_t i = 0; i < list->count; i++)
		finding_free(&list->items[i]);
	free(list->items);
	*list = (struct findings){ 0 };
}
