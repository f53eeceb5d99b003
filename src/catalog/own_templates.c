/* SPDX-License-Identifier: MIT */
#include "catalog/own_templates.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILES_MAX = 20000 };

static const struct service_way DNS = { .kind = WAY_DNS, .seen = true };

struct own_row {
	struct service service; /* its address is what others hold */
	struct template *template;
	char *id, *name;
};

struct own_templates {
	char *dir;
	bool all_read;
	const struct service **rows; /* each the first member of an own_row */
	size_t count, cap;
	struct own_problem *problems;
	size_t problem_count, problem_cap;
};

struct own_templates *own_templates_new(const char *dir)
{
	struct own_templates *own = xcalloc(1, sizeof(*own));

	own->dir = dir ? xstrdup(dir) : NULL;
	return own;
}

static struct own_row *row_of(const struct service *s)
{
	return (struct own_row *)(uintptr_t)s;
}

void own_templates_free(struct own_templates *own)
{
	if (!own)
		return;
	for (size_t i = 0; i < own->count; i++) {
		struct own_row *row = row_of(own->rows[i]);

		template_free(row->template);
		free(row->id);
		free(row->name);
		free(row);
	}
	for (size_t i = 0; i < own->problem_count; i++)
		free(own->problems[i].file);
	free(own->rows);
	free(own->problems);
	free(own->dir);
	free(own);
}

static const struct service *find_row(const struct own_templates *own,
				      const char *id)
{
	for (size_t i = 0; i < own->count; i++) {
		if (strcasecmp(own->rows[i]->id, id) == 0)
			return own->rows[i];
	}
	return NULL;
}

/* "Vendor Newsletter", and not "Vendor Vendor Newsletter". */
static char *name_of(const struct template *t)
{
	size_t len = strlen(t->provider_name);

	if (strncasecmp(t->service_name, t->provider_name, len) == 0)
		return xstrdup(t->service_name);
	return xasprintf("%s %s", t->provider_name, t->service_name);
}

/* Of two with one id the file of --template comes before the folder's. */
static const struct service *add(struct own_templates *own, struct template *t,
				 bool replace)
{
	char *id = xasprintf("%s.%s", t->provider_id, t->service_id);
	const struct service *there = find_row(own, id);
	struct own_row *row;

	if (there) {
		free(id);
		template_free(replace ? row_of(there)->template : t);
		if (replace)
			row_of(there)->template = t;
		return there;
	}
	row = xcalloc(1, sizeof(*row));
	row->template = t;
	row->id = id;
	row->name = name_of(t);
	row->service = (struct service){
		.id = row->id,
		.name = row->name,
		.by_template = true,
		.values = t->variable_count ? VALUES_MIXED : VALUES_READY,
		.ways = &DNS,
		.way_count = 1,
	};
	own->rows = grow(own->rows, own->count, &own->cap, sizeof(*own->rows));
	own->rows[own->count++] = &row->service;
	return &row->service;
}

const struct service *own_templates_add(struct own_templates *own,
					struct template *t)
{
	return add(own, t, true);
}

static bool is_told(const struct own_templates *own, const char *file)
{
	for (size_t i = 0; i < own->problem_count; i++) {
		if (strcmp(own->problems[i].file, file) == 0)
			return true;
	}
	return false;
}

/* Reads one file of the folder; what is wrong with it is noted once. */
static void read_file(struct own_templates *own, const char *file)
{
	char *path = xasprintf("%s/%s", own->dir, file);
	struct template *t = NULL;
	enum err error = template_load(path, &t);

	if (error == OK) {
		free(path);
		add(own, t, false);
		return;
	}
	if (error == ERR_NOT_FOUND || is_told(own, path)) {
		free(path);
		template_free(t);
		return;
	}
	own->problems = grow(own->problems, own->problem_count,
			     &own->problem_cap, sizeof(*own->problems));
	own->problems[own->problem_count++] = (struct own_problem){
		.file = path,
		.error = t ? ERR_SYNTAX : error,
	};
	template_free(t);
}

static int by_name(const void *left, const void *right)
{
	const struct service *const *a = left;
	const struct service *const *b = right;
	int order = strcasecmp((*a)->name, (*b)->name);

	return order ? order : strcmp((*a)->id, (*b)->id);
}

static bool is_template_file(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 5 && entry->d_name[0] != '.' &&
	       strcasecmp(entry->d_name + len - 5, ".json") == 0;
}

static void read_folder(struct own_templates *own)
{
	DIR *folder = own->dir ? opendir(own->dir) : NULL;
	const struct dirent *entry;
	size_t left = FILES_MAX;

	own->all_read = true;
	while (folder && left && (entry = readdir(folder))) {
		if (!is_template_file(entry))
			continue;
		left--;
		read_file(own, entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (own->count)
		qsort(own->rows, own->count, sizeof(*own->rows), by_name);
}

const struct service *const *own_templates_all(struct own_templates *own,
					       size_t *count, bool read_all)
{
	if (read_all && !own->all_read)
		read_folder(own);
	*count = own->count;
	return own->rows;
}

/* The file that the public repository's rule names ("File naming
 * requirements"): all lower case. */
static char *file_of(const char *id)
{
	char *file;

	if (*id == '.' || strchr(id, '/') || !strchr(id, '.'))
		return NULL;
	file = xasprintf("%s.json", id);
	for (char *at = file; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return file;
}

const struct service *own_templates_find(struct own_templates *own,
					 const char *id)
{
	const struct service *found = find_row(own, id);
	char *file = found || !own->dir || own->all_read ? NULL : file_of(id);
	size_t count;

	if (!file)
		return found;
	read_file(own, file);
	free(file);
	found = find_row(own, id);
	if (found)
		return found;
	/* It may stand in a file of another name. */
	own_templates_all(own, &count, true);
	return find_row(own, id);
}

const struct template *own_templates_get(const struct service *s)
{
	return row_of(s)->template;
}

const struct own_problem *
own_templates_problems(const struct own_templates *own, size_t *count)
{
	*count = own->problem_count;
	return own->problems;
}
