/* The list of remarks that reading and expanding a template fill.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_TEMPLATE_REMARKS_H
#define ZEGEL_CATALOG_TEMPLATE_REMARKS_H

#include "catalog/template.h"

struct remark_list {
	struct template_remark *items;
	size_t count, cap;
};

/* Adds a remark; detail is copied, cleaned and shortened (NULL: ""). */
void remark_add(struct remark_list *list, enum template_code code, int record,
		const char *field, const char *detail);

void remarks_free(struct template_remark *remarks, size_t count);
size_t remarks_count_problems(const struct template_remark *remarks,
			      size_t count);

#endif
