/* SPDX-License-Identifier: MIT */
#include "core/wizard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/doh_offer.h"
#include "catalog/mailbox.h"

void wizard_init(struct wizard *w)
{
	*w = (struct wizard){ .next_look_ms = -1 };
}

static void forget_choices(struct wizard *w)
{
	choices_free(&w->choices);
	past_free(&w->past);
	for (size_t i = 0; i < w->tick_count; i++)
		free(w->ticks[i].name);
	free(w->ticks);
	w->ticks = NULL;
	w->tick_count = w->tick_cap = 0;
	free(w->values_text);
	w->values_text = NULL;
	w->in_hand = 0;
	w->access = ACCESS_NOT_ASKED;
	w->known = false;
	w->since = w->green_since = w->handed_over = 0;
}

void wizard_free(struct wizard *w)
{
	forget_choices(w);
}

enum step wizard_step_of(enum place place)
{
	static const enum step steps[PLACE_COUNT] = {
		[PLACE_DOMAIN] = STEP_DOMAIN,   [PLACE_SERVICE] = STEP_PROGRAM,
		[PLACE_WAY] = STEP_PROGRAM,     [PLACE_VALUES] = STEP_PROGRAM,
		[PLACE_RECORDS] = STEP_RECORDS, [PLACE_WAITING] = STEP_WAITING,
		[PLACE_DONE] = STEP_DONE,
	};

	return steps[place];
}

void wizard_set_domain(struct wizard *w, const char *domain)
{
	if (!strcmp(w->choices.domain, domain))
		return;
	forget_choices(w);
	snprintf(w->choices.domain, sizeof(w->choices.domain), "%s", domain);
	w->place = PLACE_DOMAIN;
	w->came_from = PLACE_DOMAIN;
}

static void save(struct wizard *w)
{
	if (w->actions.save)
		w->actions.save(w->actions.ctx);
}

static void choices_changed(struct wizard *w)
{
	if (w->actions.choices_changed)
		w->actions.choices_changed(w->actions.ctx);
	save(w);
}

const struct service *wizard_service(struct wizard *w, const struct chosen *c)
{
	const struct service_list *list = catalog_services(w->catalog);

	return c && c->service && list ? service_find(list, c->service) : NULL;
}

struct chosen *wizard_in_hand(struct wizard *w)
{
	return w->in_hand < w->choices.count ? &w->choices.items[w->in_hand]
					     : NULL;
}

const struct api *wizard_api(struct wizard *w)
{
	const struct chosen *chosen = wizard_in_hand(w);
	const struct api *api = NULL;

	if (!w->actions.ask_api)
		return NULL;
	if (w->place == PLACE_VALUES)
		return chosen ? catalog_api(w->catalog, chosen->service) : NULL;
	if (w->place != PLACE_DONE)
		return NULL;
	for (size_t i = 0; i < w->choices.count && !api; i++) {
		chosen = &w->choices.items[i];
		if (chosen->way == WAY_DNS && !chosen->recognised)
			api = catalog_api(w->catalog, chosen->service);
	}
	return api;
}

size_t wizard_ways(struct wizard *w, const struct chosen *chosen,
		   struct service_way *out, size_t max)
{
	static const struct service_way dns = { .kind = WAY_DNS, .seen = true };
	static const struct service_way own_smtp = { .kind = WAY_OWN_SMTP };
	const struct service *service = wizard_service(w, chosen);
	bool has_dns = !mailbox_domain_owner(w->choices.domain);
	bool has_smtp = false;
	size_t count = 0;

	if (!service && has_dns && count < max)
		out[count++] = dns;
	for (size_t i = 0; service && i < service->way_count; i++) {
		if (service->ways[i].kind == WAY_DNS && !has_dns)
			continue;
		has_smtp |= service->ways[i].kind == WAY_OWN_SMTP;
		if (count < max)
			out[count++] = service->ways[i];
	}
	/* A template for a web site sends nothing that a server could carry. */
	if (is_by_template(service) &&
	    !template_is_mail(wizard_template(w, chosen)))
		has_smtp = has_dns;
	if (!has_smtp && count < max)
		out[count++] = own_smtp;
	return count;
}

const struct template *wizard_template(struct wizard *w,
				       const struct chosen *chosen)
{
	const struct service *service = wizard_service(w, chosen);

	return is_by_template(service) ? catalog_template(w->catalog, service)
				       : NULL;
}

bool wizard_needs_variable(struct wizard *w, const struct chosen *chosen,
			   const char *variable)
{
	const struct template *t = wizard_template(w, chosen);

	return t && template_needs(t, variable,
				   (const char *const *)w->choices.groups,
				   w->choices.group_count);
}

/* What --set gave is not asked for; what is missing, and what was filled in
 * before, is. */
static bool needs_variables(struct wizard *w, const struct chosen *chosen,
			    const struct template *t)
{
	for (size_t i = 0; i < t->variable_count; i++) {
		if (wizard_needs_variable(w, chosen, t->variables[i]) &&
		    (!chosen->settings_given ||
		     !chosen_setting(chosen, t->variables[i])))
			return true;
	}
	return false;
}

bool wizard_needs_values(struct wizard *w, const struct chosen *chosen)
{
	const struct service *service = wizard_service(w, chosen);

	if (chosen->way != WAY_DNS)
		return false;
	if (is_by_template(service))
		return needs_variables(w, chosen, wizard_template(w, chosen));
	return !service || service->values == VALUES_MIXED ||
	       service->values == VALUES_PASTED ||
	       service->values == VALUES_UNKNOWN;
}

bool wizard_without_dns(const struct wizard *w)
{
	for (size_t i = 0; i < w->choices.count; i++) {
		if (w->choices.items[i].way == WAY_DNS)
			return false;
	}
	return w->choices.count > 0 && !w->choices.record_count;
}

/* The way of the customer through the wizard, as the choices are now. */
struct stop {
	enum place place;
	size_t in_hand;
};

enum { STOPS_MAX = 256 }; /* two for each of a hundred services */

static size_t add_stop(struct stop *stops, size_t count, enum place place,
		       size_t in_hand)
{
	if (count < STOPS_MAX)
		stops[count++] = (struct stop){ place, in_hand };
	return count;
}

static size_t route(struct wizard *w, struct stop stops[STOPS_MAX])
{
	struct service_way ways[2];
	size_t count = 0;

	count = add_stop(stops, count, PLACE_DOMAIN, 0);
	if (!w->service_given || w->place == PLACE_SERVICE)
		count = add_stop(stops, count, PLACE_SERVICE, 0);
	/* Records that were given alone are all that is asked for. */
	for (size_t i = 0; i < w->choices.count && !w->choices.record_count;
	     i++) {
		const struct chosen *chosen = &w->choices.items[i];

		if (wizard_ways(w, chosen, ways, COUNT_OF(ways)) > 1)
			count = add_stop(stops, count, PLACE_WAY, i);
		if (wizard_needs_values(w, chosen))
			count = add_stop(stops, count, PLACE_VALUES, i);
	}
	if (!wizard_without_dns(w)) {
		count = add_stop(stops, count, PLACE_RECORDS, 0);
		count = add_stop(stops, count, PLACE_WAITING, 0);
	}
	return add_stop(stops, count, PLACE_DONE, 0);
}

/* A place that is no stop any more (other ways were chosen) counts as the last
 * stop before it. */
static size_t here(const struct wizard *w, const struct stop *stops,
		   size_t count)
{
	bool each = w->place == PLACE_WAY || w->place == PLACE_VALUES;
	size_t before = 0;

	for (size_t i = 0; i < count; i++) {
		if (stops[i].place == w->place &&
		    (!each || stops[i].in_hand == w->in_hand))
			return i;
		if (stops[i].place <= w->place)
			before = i;
	}
	return before;
}

static void arrive(struct wizard *w, const struct stop *stop)
{
	w->place = stop->place;
	w->in_hand = stop->in_hand;
	w->came_from = PLACE_DOMAIN;
	save(w);
}

/* Done is only for what is true; with a way through DNS that is the verdict. */
static bool may_be_done(const struct wizard *w)
{
	return wizard_without_dns(w) ||
	       (w->verdict && w->verdict->outcome == OUTCOME_GREEN);
}

/* A way that the service does not offer here (DNS for gmail.com, given on the
 * command line) becomes the first that it does. */
static void settle_ways(struct wizard *w)
{
	for (size_t i = 0; i < w->choices.count; i++) {
		struct chosen *chosen = &w->choices.items[i];
		struct service_way ways[8];
		size_t count = wizard_ways(w, chosen, ways, COUNT_OF(ways));
		bool offered = false;

		for (size_t k = 0; k < count; k++)
			offered |= ways[k].kind == chosen->way;
		if (!offered && count)
			chosen->way = ways[0].kind;
	}
}

bool wizard_next(struct wizard *w)
{
	struct stop stops[STOPS_MAX];
	size_t count, at;

	settle_ways(w);
	count = route(w, stops);
	at = here(w, stops, count) + 1;
	if (at >= count || (stops[at].place == PLACE_DONE && !may_be_done(w)))
		return false;
	if (w->place == PLACE_SERVICE && !w->choices.count &&
	    !w->choices.record_count)
		return false;
	arrive(w, &stops[at]);
	return true;
}

bool wizard_back(struct wizard *w)
{
	struct stop stops[STOPS_MAX];
	size_t count, at;

	if (w->place == PLACE_WAY && w->came_from) {
		wizard_go(w, w->came_from);
		return true;
	}
	w->service_given = false; /* whoever goes back wants to see it */
	count = route(w, stops);
	at = here(w, stops, count);
	if (at == 0)
		return false;
	arrive(w, &stops[at - 1]);
	return true;
}

void wizard_go(struct wizard *w, enum place place)
{
	w->place = place;
	w->in_hand = 0;
	w->came_from = PLACE_DOMAIN;
	save(w);
}

void wizard_toggle_service(struct wizard *w, const char *id)
{
	struct service_way ways[1];
	struct chosen *chosen = choices_find(&w->choices, id);

	if (chosen) {
		choices_remove(&w->choices, id);
	} else {
		chosen = choices_add(&w->choices, id);
		if (wizard_ways(w, chosen, ways, COUNT_OF(ways)))
			chosen->way = ways[0].kind;
	}
	choices_changed(w);
}

void wizard_set_access(struct wizard *w, enum access access)
{
	w->access = access;
	if (access == ACCESS_MYSELF)
		w->handed_over = 0;
	choices_changed(w);
}

void wizard_hand_over(struct wizard *w, time_t now)
{
	w->handed_over = now;
	/* Whoever can log in and still passes it on does not do it himself. */
	if (w->access != ACCESS_UNKNOWN)
		w->access = ACCESS_SOMEBODY_ELSE;
	save(w);
}

bool wizard_is_slow(const struct wizard *w)
{
	return w->handed_over || w->access == ACCESS_SOMEBODY_ELSE ||
	       w->access == ACCESS_UNKNOWN;
}

const char *wizard_doh_offer(const struct wizard *w)
{
	static const enum finding_code codes[] = { FINDING_RESOLVER_FAILED,
						   FINDING_PORT53_INTERCEPTED,
						   FINDING_RESOLVER_ONLY };

	if (!w->verdict || w->doh_answered || !w->actions.use_doh)
		return NULL;
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		const struct finding *f = findings_have(&w->verdict->findings,
							codes[i]);

		if (f && f->who)
			return DOH_OFFER_URL;
	}
	return NULL;
}

void wizard_answer_doh(struct wizard *w, bool yes)
{
	w->doh_answered = true;
	if (yes && w->actions.use_doh)
		w->actions.use_doh(w->actions.ctx, DOH_OFFER_URL);
}

void wizard_set_entered_at(struct wizard *w, const char *host)
{
	choices_set_entered_at(&w->choices, host);
	choices_changed(w);
}

void wizard_set_panel(struct wizard *w, const char *host)
{
	choices_set_panel(&w->choices, host);
	choices_changed(w);
}

static size_t tick_index(const struct wizard *w, const char *name, enum rr type)
{
	for (size_t i = 0; i < w->tick_count; i++) {
		if (w->ticks[i].type == type &&
		    name_equal(w->ticks[i].name, name))
			return i;
	}
	return w->tick_count;
}

bool wizard_is_ticked(const struct wizard *w, const char *name, enum rr type)
{
	return tick_index(w, name, type) < w->tick_count;
}

void wizard_toggle_tick(struct wizard *w, const char *name, enum rr type)
{
	size_t at = tick_index(w, name, type);

	if (at < w->tick_count) {
		free(w->ticks[at].name);
		w->ticks[at] = w->ticks[--w->tick_count];
	} else {
		w->ticks = grow(w->ticks, w->tick_count, &w->tick_cap,
				sizeof(*w->ticks));
		w->ticks[w->tick_count++] = (struct tick){
			.name = xstrdup(name),
			.type = type,
		};
	}
	save(w);
}
