/* SPDX-License-Identifier: MIT */
#include "core/choices.h"

#include <stdlib.h>
#include <string.h>

static void settings_free(struct setting *settings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(settings[i].name);
		free(settings[i].value);
	}
	free(settings);
}

static void chosen_free(struct chosen *chosen)
{
	free(chosen->service);
	records_free(chosen->values, chosen->value_count);
	settings_free(chosen->settings, chosen->setting_count);
}

void choices_clear_services(struct choices *c)
{
	for (size_t i = 0; i < c->count; i++)
		chosen_free(&c->items[i]);
	free(c->items);
	c->items = NULL;
	c->count = 0;
}

void choices_free(struct choices *c)
{
	choices_clear_services(c);
	records_free(c->records, c->record_count);
	for (size_t i = 0; i < c->group_count; i++)
		free(c->groups[i]);
	free(c->groups);
	free(c->report_address);
	free(c->entered_at);
	free(c->panel);
	*c = (struct choices){ 0 };
}

static struct record *records_copy(const struct record *records, size_t count)
{
	struct record *copy = count ? xcalloc(count, sizeof(*copy)) : NULL;

	for (size_t i = 0; i < count; i++)
		copy[i] = record_copy(&records[i]);
	return copy;
}

static char *dup_or_null(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static void chosen_copy(struct chosen *copy, const struct chosen *from)
{
	*copy = *from;
	copy->service = dup_or_null(from->service);
	copy->values = records_copy(from->values, from->value_count);
	copy->settings = NULL;
	copy->setting_count = 0;
	chosen_set_settings(copy, from->settings, from->setting_count);
}

struct choices choices_copy(const struct choices *c)
{
	struct choices copy = *c;

	copy.items = c->count ? xcalloc(c->count, sizeof(*copy.items)) : NULL;
	for (size_t i = 0; i < c->count; i++)
		chosen_copy(&copy.items[i], &c->items[i]);
	copy.records = records_copy(c->records, c->record_count);
	copy.groups = NULL;
	if (c->group_count)
		copy.groups = xcalloc(c->group_count, sizeof(*copy.groups));
	for (size_t i = 0; i < c->group_count; i++)
		copy.groups[i] = xstrdup(c->groups[i]);
	copy.report_address = dup_or_null(c->report_address);
	copy.entered_at = dup_or_null(c->entered_at);
	copy.panel = dup_or_null(c->panel);
	return copy;
}

struct chosen *choices_add(struct choices *c, const char *service)
{
	struct chosen *chosen = choices_find(c, service);

	if (chosen)
		return chosen;
	c->items = xreallocarray(c->items, c->count + 1, sizeof(*c->items));
	chosen = &c->items[c->count++];
	*chosen = (struct chosen){
		.service = service ? xstrdup(service) : NULL,
	};
	return chosen;
}

static bool is_chosen(const struct chosen *chosen, const char *service)
{
	if (!service || !chosen->service)
		return !service && !chosen->service;
	return !strcmp(chosen->service, service);
}

struct chosen *choices_find(const struct choices *c, const char *service)
{
	for (size_t i = 0; i < c->count; i++) {
		if (is_chosen(&c->items[i], service))
			return &c->items[i];
	}
	return NULL;
}

void choices_remove(struct choices *c, const char *service)
{
	struct chosen *chosen = choices_find(c, service);

	if (!chosen)
		return;
	chosen_free(chosen);
	c->count--;
	memmove(chosen, chosen + 1,
		(size_t)(&c->items[c->count] - chosen) * sizeof(*chosen));
}

void chosen_set_values(struct chosen *chosen, const struct record *values,
		       size_t count)
{
	struct record *copy = records_copy(values, count);

	records_free(chosen->values, chosen->value_count);
	chosen->values = copy;
	chosen->value_count = count;
}

void choices_set_entered_at(struct choices *c, const char *host)
{
	char *copy = host ? xstrdup(host) : NULL;

	free(c->entered_at);
	c->entered_at = copy;
}

/* domain and host of a template for a name that may be below its zone. */
static void set_place(struct template_input *in, const char *domain,
		      const char *zone, char **host)
{
	char *relative = zone ? name_relative(domain, zone) : NULL;

	in->domain = relative && strcmp(relative, "@") ? zone : domain;
	*host = relative && strcmp(relative, "@") ? xstrdup(relative) : NULL;
	in->host = *host;
	free(relative);
}

enum err chosen_expand(const struct choices *c, const struct chosen *chosen,
		       const struct service *service,
		       const struct template *template, const char *zone,
		       struct template_expansion *out)
{
	struct template_value *values = xcalloc(chosen->setting_count,
						sizeof(*values));
	struct template_input in = {
		.values = values,
		.value_count = chosen->setting_count,
		.groups = (const char *const *)c->groups,
		.group_count = c->group_count,
	};
	const char *group;
	char *host;
	enum err error;

	for (size_t i = 0; i < chosen->setting_count; i++) {
		values[i].name = chosen->settings[i].name;
		values[i].value = chosen->settings[i].value;
	}
	set_place(&in, c->domain, zone, &host);
	/* Of ways to do the same it is the one that the service showed. */
	if (!service->by_template && !in.group_count && chosen->value_count) {
		group = service_group(service, template, &in, chosen->values,
				      chosen->value_count);
		in.groups = group ? &group : NULL;
		in.group_count = group ? 1 : 0;
	}
	error = service->by_template
			? template_expand(template, &in, out)
			: service_expand(service, template, &in, out);
	free(values);
	free(host);
	return error;
}

const char *chosen_setting(const struct chosen *chosen, const char *name)
{
	for (size_t i = 0; i < chosen->setting_count; i++) {
		if (!strcmp(chosen->settings[i].name, name))
			return chosen->settings[i].value;
	}
	return NULL;
}

void chosen_set_settings(struct chosen *chosen, const struct setting *settings,
			 size_t count)
{
	struct setting *copy = count ? xcalloc(count, sizeof(*copy)) : NULL;

	for (size_t i = 0; i < count; i++)
		copy[i] = (struct setting){
			.name = xstrdup(settings[i].name),
			.value = xstrdup(settings[i].value),
		};
	settings_free(chosen->settings, chosen->setting_count);
	chosen->settings = copy;
	chosen->setting_count = count;
}

void choices_set_panel(struct choices *c, const char *host)
{
	char *copy = host ? xstrdup(host) : NULL;

	free(c->panel);
	c->panel = copy;
}
