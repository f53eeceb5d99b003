/* The lists of the catalogue, each read when it is first asked for.
 *
 * Owns them. A list that cannot be read is NULL, and catalog_error() tells why:
 * a program whose data files are gone must say so, not guess.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_CATALOG_H
#define ZEGEL_CATALOG_CATALOG_H

#include "catalog/api.h"
#include "catalog/host.h"
#include "catalog/mail_host.h"
#include "catalog/own_templates.h"
#include "catalog/service.h"

struct catalog;

/* dir: NULL for catalog_data_dir(). Reads nothing yet. */
struct catalog *catalog_new(const char *dir);
void catalog_free(struct catalog *c);

const struct service_list *catalog_services(struct catalog *c);
const struct host_list *catalog_hosts(struct catalog *c);
const struct api_list *catalog_apis(struct catalog *c);
const struct mail_host_list *catalog_mail_hosts(struct catalog *c);

/* The service's own API, or NULL. */
const struct api *catalog_api(struct catalog *c, const char *service);

/* The folder of --catalog (NULL: none): its templates are services too, which
 * service_find() finds. To be said before the services are asked for. */
void catalog_set_folder(struct catalog *c, const char *dir);

/* The user's own templates; NULL as catalog_services() is. */
struct own_templates *catalog_own_templates(struct catalog *c);

/* Those of its files that could not be used so far; reads none. */
const struct own_problem *catalog_own_problems(const struct catalog *c,
					       size_t *count);

/* A service's template, read once and kept; NULL when it has none. */
const struct template *catalog_template(struct catalog *c,
					const struct service *s);

/* The first thing that went wrong, and the folder it went wrong in. */
enum err catalog_error(const struct catalog *c, const char **dir);

#endif
