/* SPDX-License-Identifier: MIT */
#include "core/way.h"

bool way_is_chosen(const struct choices *choices, const struct chosen *chosen,
		   const struct service_way *way)
{
	if (chosen->way != way->kind)
		return false;
	return way->kind != WAY_THROUGH || !way->through ||
	       choices_find(choices, way->through);
}

/* The services that this one's mail goes through, as far as they are chosen. */
static void drop_through(struct choices *choices, const struct service *service)
{
	for (size_t i = 0; service && i < service->way_count; i++) {
		const char *through = service->ways[i].through;

		if (through && choices_find(choices, through))
			choices_remove(choices, through);
	}
}

void way_choose(struct choices *choices, const char *service,
		const struct service_way *way)
{
	struct chosen *chosen = choices_find(choices, service);

	if (!chosen)
		return;
	chosen->way = way->kind;
	if (way->through && !choices_find(choices, way->through))
		choices_add(choices, way->through)->way = WAY_DNS;
}

bool wizard_way(struct wizard *w, const struct chosen *chosen,
		struct service_way *out)
{
	struct service_way ways[WAYS_MAX];
	size_t count = wizard_ways(w, chosen, ways, WAYS_MAX);

	for (size_t i = 0; i < count; i++) {
		if (!way_is_chosen(&w->choices, chosen, &ways[i]))
			continue;
		*out = ways[i];
		return true;
	}
	return false;
}

static size_t index_of(const struct wizard *w, const char *service)
{
	const struct chosen *chosen = choices_find(&w->choices, service);

	return chosen ? (size_t)(chosen - w->choices.items) : 0;
}

void wizard_choose_way(struct wizard *w, const struct service_way *way)
{
	struct chosen *chosen = wizard_in_hand(w);
	const char *id = chosen ? chosen->service : NULL;
	const struct service *service = wizard_service(w, chosen);

	if (!chosen || way_is_chosen(&w->choices, chosen, way))
		return;
	/* The id in the choices goes along with them. */
	id = service ? service->id : id;
	if (chosen->way == WAY_THROUGH)
		drop_through(&w->choices, service);
	way_choose(&w->choices, id, way);
	w->in_hand = index_of(w, id);
	if (w->actions.choices_changed)
		w->actions.choices_changed(w->actions.ctx);
	if (w->actions.save)
		w->actions.save(w->actions.ctx);
}

/* The first of the chosen services that has several; their number: none. */
static size_t first_with_ways(struct wizard *w)
{
	struct service_way ways[2];
	size_t i = 0;

	if (w->choices.record_count)
		return w->choices.count;
	while (i < w->choices.count &&
	       wizard_ways(w, &w->choices.items[i], ways, COUNT_OF(ways)) < 2)
		i++;
	return i;
}

bool wizard_has_ways(struct wizard *w)
{
	return first_with_ways(w) < w->choices.count;
}

bool wizard_change_way(struct wizard *w)
{
	size_t at = first_with_ways(w);

	if (at == w->choices.count)
		return false;
	w->came_from = w->place == PLACE_WAY ? w->came_from : w->place;
	w->place = PLACE_WAY;
	w->in_hand = at;
	if (w->actions.save)
		w->actions.save(w->actions.ctx);
	return true;
}
