/* SPDX-License-Identifier: MIT */
#include "catalog/template_remarks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

#define DETAIL_MAX 200

void remark_add(struct remark_list *list, enum template_code code, int record,
		const char *field, const char *detail)
{
	list->items = grow(list->items, list->count, &list->cap,
			   sizeof(*list->items));
	struct template_remark *r = &list->items[list->count++];

	*r = (struct template_remark){ .code = code, .record = record };
	snprintf(r->field, sizeof(r->field), "%s", field);
	r->detail = detail ? clean_dup(detail, strlen(detail), CLEAN_LINE,
				       DETAIL_MAX)
			   : xstrdup("");
}

void remarks_free(struct template_remark *remarks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(remarks[i].detail);
	free(remarks);
}

size_t remarks_count_problems(const struct template_remark *remarks,
			      size_t count)
{
	size_t problems = 0;

	for (size_t i = 0; i < count; i++)
		problems += !template_remark_is_note(&remarks[i]);
	return problems;
}

struct template_remark *template_remark_copy(const struct template_remark *r)
{
	struct template_remark *copy = xcalloc(1, sizeof(*copy));

	*copy = *r;
	copy->detail = xstrdup(r->detail);
	return copy;
}

void template_remark_free(struct template_remark *r)
{
	if (!r)
		return;
	free(r->detail);
	free(r);
}

bool template_remark_is_note(const struct template_remark *r)
{
	return r->code >= TEMPLATE_FIRST_NOTE;
}
