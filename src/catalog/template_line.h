/* One record of a template: read it out of the JSON and check it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_TEMPLATE_LINE_H
#define ZEGEL_CATALOG_TEMPLATE_LINE_H

#include <jansson.h>

#include "catalog/template_remarks.h"

/* What the specification wants of a record type. */
struct template_type {
	const char *name;
	enum rr rr;            /* RR_NONE: a pseudo type, no DNS record */
	const char *owner_key; /* "host", "name" of an SRV */
	const char *value_key;
	unsigned numbers; /* TEMPLATE_TTL and so on, all required */
	bool owner_optional;
};

enum {
	TEMPLATE_TTL = 1,
	TEMPLATE_PRIORITY = 2,
	TEMPLATE_WEIGHT = 4,
	TEMPLATE_PORT = 8
};

/* The texts of a record that may hold variables. */
#define TEXTS_OF(line)                                                         \
	{                                                                      \
		(line)->host, (line)->service, (line)->protocol,               \
			(line)->value, (line)->ttl, (line)->priority,          \
			(line)->weight, (line)->port                           \
	}

/* The rule for a type by its upper-case name; never NULL: for other types the
 * general one (host, data, ttl). */
const struct template_type *template_type(const char *name);

/* Reads the record with this index into *line, which owns its texts even when
 * there are problems. */
void template_line_read(const json_t *object, int index, bool host_required,
			struct template_line *line,
			struct remark_list *remarks);
/* The part of it that looks at what the record says: value, and service and
 * protocol of an SRV. Only reading calls it. */
void template_line_check_values(const struct template_line *line,
				const struct template_type *type,
				const json_t *object, int index,
				struct remark_list *remarks);

void template_line_free(struct template_line *line);

#endif
