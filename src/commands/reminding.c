/* SPDX-License-Identifier: MIT */
#include "commands/reminding.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/finish_text.h"

struct keeping {
	struct store *store;
	enum err err;
};

static bool keep(void *ctx, const struct reminder *r)
{
	struct keeping *k = ctx;

	k->err = store_want_reminder(k->store, r);
	return k->err == OK;
}

enum err reminding_keep(struct store *store, const struct wizard *w,
			bool is_green)
{
	struct keeping k = { .store = store };

	reminders_find(&w->choices, &w->past, catalog_services(w->catalog),
		       is_green, clock_wall(), keep, &k);
	return k.err == ERR_NOT_FOUND ? OK : k.err;
}

struct loading {
	struct reminder_list *list;
	time_t now;
};

static bool take_open(void *ctx, const struct reminder *r)
{
	struct loading *loading = ctx;
	struct reminder_list *list = loading->list;
	struct reminder *copy;

	if (!reminder_is_open(r, loading->now))
		return true;
	list->items = grow(list->items, list->count, &list->cap,
			   sizeof(*list->items));
	copy = &list->items[list->count++];
	*copy = *r;
	copy->domain = xstrdup(r->domain);
	copy->service = xstrdup(r->service);
	copy->about = xstrdup(r->about);
	return true;
}

enum err reminding_load(struct store *store, const char *domain, time_t now,
			struct reminder_list *out)
{
	struct loading loading = { .list = out, .now = now };
	enum err err;

	*out = (struct reminder_list){ .count = 0 };
	err = store_each_reminder(store, domain, take_open, &loading);
	if (err)
		reminding_free(out);
	return err;
}

void reminding_free(struct reminder_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free((char *)list->items[i].domain);
		free((char *)list->items[i].service);
		free((char *)list->items[i].about);
	}
	free(list->items);
	*list = (struct reminder_list){ .count = 0 };
}

enum err reminding_end(struct store *store, const char *domain,
		       const char *service)
{
	enum err err = OK;

	for (int kind = 0; kind < REMINDER_KINDS && !err; kind++)
		err = store_end_reminder(store, domain, service,
					 (enum reminder_kind)kind,
					 clock_wall());
	return err;
}

static bool is_ready(struct store *store, const struct reminder *r)
{
	enum outcome outcome;
	time_t since;

	return store_get_outcome(store, r->domain, &outcome, &since) == OK &&
	       outcome == OUTCOME_GREEN;
}

enum err reminding_each_ready(struct store *store, const char *service,
			      bool (*each)(void *ctx, const char *domain),
			      void *ctx)
{
	struct reminder_list list;
	enum err err = reminding_load(store, NULL, clock_wall(), &list);

	for (size_t i = 0; i < list.count; i++) {
		const struct reminder *r = &list.items[i];

		if (r->kind == REMINDER_WRITE && !strcmp(r->service, service) &&
		    is_ready(store, r) && !each(ctx, r->domain))
			break;
	}
	reminding_free(&list);
	return err;
}

/* Both go by the names, in the same order. */
struct marking {
	struct reminder_list list;
	size_t at;
	known_domain_fn *each;
	void *ctx;
};

static bool mark(void *ctx, const struct known_domain *domain)
{
	struct marking *m = ctx;
	struct known_domain marked = *domain;

	while (m->at < m->list.count &&
	       strcmp(m->list.items[m->at].domain, domain->name) < 0)
		m->at++;
	marked.reminded = m->at < m->list.count &&
			  !strcmp(m->list.items[m->at].domain, domain->name);
	return m->each(m->ctx, &marked);
}

enum err reminding_each_domain(struct store *store, known_domain_fn *each,
			       void *ctx)
{
	struct marking m = { .each = each, .ctx = ctx };
	enum err err = reminding_load(store, NULL, clock_wall(), &m.list);

	if (!err)
		err = store_each_domain(store, mark, &m);
	reminding_free(&m.list);
	return err;
}

void reminding_write_json(struct json_writer *j,
			  const struct reminder_list *list,
			  const struct service_list *services)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	json_write_array(j, "reminders");
	for (size_t i = 0; i < list->count; i++) {
		const struct reminder *r = &list->items[i];

		str_reset(&text);
		finish_add_reminder(&text, r, services, clock_wall());
		json_write_object(j, NULL);
		json_write_text(j, "service", r->service);
		json_write_text(j, "kind", reminder_kind_name(r->kind));
		json_write_time(j, "since", r->since);
		json_write_time(j, "due", r->due);
		json_write_text(j, "text", str_text(&text));
		json_write_end(j);
	}
	json_write_end(j);
	str_free(&text);
}

void reminding_print(struct page *page, const struct reminder_list *list,
		     const struct service_list *services)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < list->count; i++) {
		str_reset(&text);
		finish_add_reminder(&text, &list->items[i], services,
				    clock_wall());
		page_add(page, 4, PAGE_WAITING, "!", str_text(&text));
	}
	if (list->count) {
		str_reset(&text);
		text_fill_one(&text, _("How to go on: zegel finish %1$s"),
			      list->items[0].domain);
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
	}
	str_free(&text);
}
