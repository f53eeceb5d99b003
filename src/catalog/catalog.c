/* SPDX-License-Identifier: MIT */
#include "catalog/catalog.h"

#include <stdlib.h>

#include "catalog/datadir.h"
#include "catalog/service_list.h"

struct kept_template {
	const struct service *service;
	struct template *template; /* NULL: it has none */
};

struct catalog {
	char *dir;
	char *folder; /* of --catalog, or NULL */
	struct service_list *services;
	struct host_list *hosts;
	struct api_list *apis;
	struct mail_host_list *mail_hosts;
	bool services_tried, hosts_tried, apis_tried, mail_hosts_tried;
	struct kept_template *templates;
	size_t template_count;
	size_t template_cap;
	enum err error;
};

struct catalog *catalog_new(const char *dir)
{
	struct catalog *c = xcalloc(1, sizeof(*c));

	c->dir = dir ? xstrdup(dir) : catalog_data_dir();
	return c;
}

void catalog_free(struct catalog *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->template_count; i++)
		template_free(c->templates[i].template);
	free(c->templates);
	service_list_free(c->services);
	host_list_free(c->hosts);
	api_list_free(c->apis);
	mail_host_list_free(c->mail_hosts);
	free(c->dir);
	free(c->folder);
	free(c);
}

static void note_error(struct catalog *c, enum err error)
{
	if (c->error == OK)
		c->error = error;
}

const struct service_list *catalog_services(struct catalog *c)
{
	if (!c->services_tried) {
		c->services_tried = true;
		note_error(c, service_list_load(c->dir, &c->services));
		if (c->services)
			c->services->own = own_templates_new(c->folder);
	}
	return c->services;
}

void catalog_set_folder(struct catalog *c, const char *dir)
{
	char *copy = dir ? xstrdup(dir) : NULL;

	free(c->folder);
	c->folder = copy;
}

struct own_templates *catalog_own_templates(struct catalog *c)
{
	return catalog_services(c) ? c->services->own : NULL;
}

const struct host_list *catalog_hosts(struct catalog *c)
{
	if (!c->hosts_tried) {
		c->hosts_tried = true;
		note_error(c, host_list_load(c->dir, &c->hosts));
	}
	return c->hosts;
}

const struct own_problem *catalog_own_problems(const struct catalog *c,
					       size_t *count)
{
	*count = 0;
	return c->services && c->services->own
		       ? own_templates_problems(c->services->own, count)
		       : NULL;
}

const struct api_list *catalog_apis(struct catalog *c)
{
	if (!c->apis_tried) {
		c->apis_tried = true;
		note_error(c, api_list_load(c->dir, &c->apis));
	}
	return c->apis;
}

const struct mail_host_list *catalog_mail_hosts(struct catalog *c)
{
	if (!c->mail_hosts_tried) {
		c->mail_hosts_tried = true;
		note_error(c, mail_host_list_load(c->dir, &c->mail_hosts));
	}
	return c->mail_hosts;
}

const struct api *catalog_api(struct catalog *c, const char *service)
{
	const struct api_list *list = catalog_apis(c);

	return list && service ? api_find(list, service) : NULL;
}

const struct template *catalog_template(struct catalog *c,
					const struct service *s)
{
	struct kept_template *kept;
	enum err error;

	if (s->by_template)
		/* "template" is no word of C. */
		/* cppcheck-suppress CastIntegerToAddressAtReturn */
		return own_templates_get(s);
	for (size_t i = 0; i < c->template_count; i++) {
		if (c->templates[i].service == s)
			return c->templates[i].template;
	}
	c->templates = grow(c->templates, c->template_count, &c->template_cap,
			    sizeof(*c->templates));
	kept = &c->templates[c->template_count++];
	*kept = (struct kept_template){ .service = s };
	if (!s->template_file)
		return NULL;
	error = service_template(c->services, s, &kept->template);
	if (error != OK && error != ERR_SYNTAX) {
		note_error(c, ERR_DAMAGED);
		kept->template = NULL;
	}
	return kept->template;
}

enum err catalog_error(const struct catalog *c, const char **dir)
{
	*dir = c->dir;
	return c->error;
}
