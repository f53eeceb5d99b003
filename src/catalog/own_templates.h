/* Templates that the user brings: the folder of --catalog, files of --template.
 *
 * Each becomes a service whose facts are only its template (by_template). Of
 * the folder nothing is read before it is asked for: one file for an id that
 * names it, all of them for a search. A file that cannot be used is kept with
 * its error, so that it can be told; the rest works. Owns all it hands out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_OWN_TEMPLATES_H
#define ZEGEL_CATALOG_OWN_TEMPLATES_H

#include "catalog/service.h"

struct own_templates;

struct own_problem {
	char *file;
	enum err error; /* ERR_SYNTAX: no good template */
};

/* dir: NULL for none. Reads nothing yet. */
struct own_templates *own_templates_new(const char *dir);
void own_templates_free(struct own_templates *own);

/* Takes a good template over; the row of the same id when there is one. */
const struct service *own_templates_add(struct own_templates *own,
					struct template *t);

/* By "providerId.serviceId" in any letter case; NULL when there is none. */
const struct service *own_templates_find(struct own_templates *own,
					 const char *id);

/* Those read so far; with read_all the whole folder, at the first such call,
 * then by name. */
const struct service *const *own_templates_all(struct own_templates *own,
					       size_t *count, bool read_all);

/* The template of a row that is .by_template. */
const struct template *own_templates_get(const struct service *s);

/* What could not be used so far. */
const struct own_problem *
own_templates_problems(const struct own_templates *own, size_t *count);

#endif
