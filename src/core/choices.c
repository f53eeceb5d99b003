/* SPDX-License-Identifier: MIT */
#include "core/choices.h"

#include <stdlib.h>
#include <string.h>

static void chosen_free(struct chosen *chosen)
{
	free(chosen->service);
	template_free(chosen->template);
	records_free(chosen->values, chosen->value_count);
	for (size_t i = 0; i < chosen->setting_count; i++) {
		free(chosen->settings[i].name);
		free(chosen->settings[i].value);
	}
	free(chosen->settings);
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
	*c = (struct choices){ 0 };
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
	if (chosen->template)
		return false;
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
	struct record *copy = count ? xcalloc(count, sizeof(*copy)) : NULL;

	for (size_t i = 0; i < count; i++)
		copy[i] = record_copy(&values[i]);
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
