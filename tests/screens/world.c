/* SPDX-License-Identifier: MIT */
#include "screens/world_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/poll.h"
#include "core/proof.h"
#include "unit/fake_dns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/doh_offer.h"
#include "catalog/catalog.h"

#define DOMAIN "voorbeeld.nl"

enum { NOW_MS = 1000000 };

static const time_t now_wall = 1795443600; /* 2026-11-23 14:20:00 UTC */

static void domain_changed(void *ctx, const char *domain)
{
	struct world *world = ctx;

	snprintf(world->looked_at, sizeof(world->looked_at), "%s", domain);
	world_set_stage(world, !strcmp(domain, DOMAIN) ? world->when_typed
						       : STAGE_NOTHING);
}

/* The next verdict knows the panel that was chosen. */
static void choices_changed(void *ctx)
{
	struct world *world = ctx;
	const struct host_list *hosts = catalog_hosts(world->wizard.catalog);
	const char *panel = world->wizard.choices.panel;

	world->verdict.panel = panel ? host_find(hosts, panel) : NULL;
}

static void look_now(void *ctx)
{
	((struct world *)ctx)->looks++;
}

static char *save_file(void *ctx, const char *extension, const char *text)
{
	struct world *world = ctx;

	proof_free(world->proof);
	free(world->saved);
	world->saved = xstrdup(text);
	return xasprintf("/home/jan/zegel-%s.%s", DOMAIN, extension);
}

/* One folder is not there, and a name that was written to is. */
static enum err write_file(void *ctx, const char *typed, const char *text,
			   bool replace, char **path)
{
	struct world *world = ctx;

	*path = xasprintf("%s%s", *typed == '/' ? "" : "/home/jan/", typed);
	if (strchr(typed, '/'))
		return ERR_NOT_FOUND;
	if (world->written && !strcmp(world->written, *path) && !replace)
		return ERR_EXISTS;
	free(world->written);
	world->written = xstrdup(*path);
	free(world->saved);
	world->saved = xstrdup(text);
	return OK;
}

static void leave(void *ctx)
{
	((struct world *)ctx)->left = true;
}

/* Four that differ, then as many as the test wants. */
static bool each_known(void *ctx, known_domain_fn *each, void *to)
{
	static const char *const one[] = { "spinoffice" };
	static const char *const two[] = { "onfact", "mailchimp" };
	const struct known_domain first[] = {
		{ "bakkerij-jansen.nl", one, 1, true, OUTCOME_GREEN,
		  now_wall - 90000, now_wall, true },
		{ "mail.garage-de-vries.nl", two, 2, true, OUTCOME_WRONG,
		  now_wall - 3600, now_wall, false },
		{ "voorbeeld.nl", one, 1, true, OUTCOME_WAITING, now_wall - 161,
		  now_wall, false },
		{ "xn--bcher-kva.example", NULL, 0, false, OUTCOME_UNKNOWN, 0,
		  0, false },
	};
	struct world *world = ctx;

	for (size_t i = 0; i < world->known; i++) {
		char name[32];
		struct known_domain d = { .name = name };

		snprintf(name, sizeof(name), "z%05zu.example", i);
		if (i == 1 && world->forgotten)
			continue;
		if (!each(to, i < COUNT_OF(first) ? &first[i] : &d))
			break;
	}
	return !world->known_fails;
}

static bool each_ready(void *ctx, const char *service,
		       bool (*each)(void *to, const char *domain), void *to)
{
	(void)ctx;
	return strcmp(service, "spinoffice") != 0 ||
	       !each(to, "bakkerij-jansen.nl") || each(to, DOMAIN);
}

static void end_reminders(void *ctx, const char *service, bool of_all)
{
	struct world *world = ctx;

	(void)of_all;

	if (world->wizard.reminder_count &&
	    !strcmp(world->wizard.reminders[0].service, service))
		world->wizard.reminder_count = 0;
}

static void check_known(void *ctx, const char *domain)
{
	struct world *world = ctx;

	snprintf(world->looked_at, sizeof(world->looked_at), "%s", domain);
	world->wizard.checking = world->looked_at;
}

static bool forget_known(void *ctx, const char *domain)
{
	struct world *world = ctx;

	world->forgotten = !strcmp(domain, "mail.garage-de-vries.nl");
	return world->forgotten;
}

/* Every key is refused where values are asked for; the program's own check
 * finds one record right and one not. */
static void ask_api(void *ctx, const struct api *api, bool verify,
		    const struct secret *key)
{
	static char type[] = "CNAME", reason[] = "Expected another target.";
	static char name1[] = "em12." DOMAIN, name2[] = "s1._domainkey." DOMAIN;
	static struct api_record records[] = {
		{ .type_name = type, .name = name1, .state = API_YES },
		{ .type_name = type,
		  .name = name2,
		  .state = API_NO,
		  .reason = reason },
	};
	static const struct fetch_result refused = {
		.status = FETCH_KEY_REFUSED,
	};
	static const struct fetch_result looked = {
		.status = FETCH_OK,
		.answer = { .verdict = API_NO,
			    .records = records,
			    .record_count = COUNT_OF(records) },
	};
	struct world *world = ctx;

	(void)key;
	world->wizard.asked = (struct wizard_asked){
		.api = api,
		.verify = verify,
		.result = verify ? &looked : &refused,
	};
}

/* By a DNS in which nothing stands but one SPF record and one of DMARC. */
static void judge_message(void *ctx, const char *text, size_t len)
{
	struct world *world = ctx;
	struct fake_dns dns = { .held = false };
	const struct lookup lookup = fake_dns_lookup(&dns);
	const struct proof_world asked = {
		.lookup = &lookup,
		.services = catalog_services(world->wizard.catalog),
		.now = now_wall,
	};

	proof_free(world->proof);
	world->proof = text ? proof_new(text, len, DOMAIN) : NULL;
	world->wizard.proof = world->proof;
	fake_dns_zone(&dns, DOMAIN " TXT v=spf1 mx -all\n_dmarc." DOMAIN
				   " TXT v=DMARC1; p=reject\n");
	if (text)
		assert_false(proof_judge(world->proof, &asked));
	fake_dns_free(&dns);
}

static void use_doh(void *ctx, const char *url)
{
	struct world *world = ctx;

	world->doh_uses += !strcmp(url, DOH_OFFER_URL);
}

void world_init(struct world *world)
{
	*world = (struct world){ .known = 4, .now_ms = NOW_MS };
	clock_set_for_test(NOW_MS, now_wall);
	wizard_init(&world->wizard);
	world->when_typed = STAGE_PRESENT;
	world->wizard.catalog = catalog_new("src/catalog");
	world->wizard.actions = (struct wizard_actions){
		.ctx = world,
		.domain_changed = domain_changed,
		.choices_changed = choices_changed,
		.look_now = look_now,
		.save_file = save_file,
		.write_file = write_file,
		.leave = leave,
		.each_known = each_known,
		.check_known = check_known,
		.forget_known = forget_known,
		.ask_api = ask_api,
		.message = { world, judge_message },
		.use_doh = use_doh,
		.each_ready = each_ready,
		.end_reminders = end_reminders,
		.server = { .ctx = &world->wizard,
			    .guess = world_guess_server,
			    .test = world_test_server,
			    .drop = world_drop_server },
	};
}

void world_free(struct world *world)
{
	struct catalog *catalog = world->wizard.catalog;

	world_drop_server(&world->wizard);
	free(world->saved);
	free(world->written);
	verdict_free(&world->verdict);
	wizard_free(&world->wizard);
	catalog_free(catalog);
	clock_set_for_test(-1, 0);
}

void world_pass(struct world *world, int64_t ms)
{
	world->now_ms += ms;
	clock_set_for_test(world->now_ms,
			   now_wall + (world->now_ms - NOW_MS) / 1000);
	flow_tick(&world->flow);
}

/* What is remembered once this service is done. */
static void remind(struct wizard *w, const char *service)
{
	static const struct reminder support = { .domain = DOMAIN,
						 .service = "spinoffice",
						 .kind = REMINDER_WRITE,
						 .about = "",
						 .since = 1795443600 };
	static const struct reminder status = { .domain = DOMAIN,
						.service = "salesdock",
						.kind = REMINDER_STATUS,
						.about = "",
						.since = 1795443600,
						.due = 1795480200 };
	static const struct reminder *const all[] = { &support, &status };

	for (size_t i = 0; service && i < COUNT_OF(all); i++) {
		if (strcmp(all[i]->service, service) != 0)
			continue;
		w->reminders = all[i];
		w->reminder_count = 1;
	}
}

void world_look_slowly(struct world *world)
{
	const struct pace pace = { .watched_ms = 161000, .handed_over = true };

	world->wizard.look_interval_ms = poll_interval_ms(&pace);
	world->wizard.next_look_ms = NOW_MS + world->wizard.look_interval_ms;
}

void world_stand_at(struct world *world, enum place place, const char *service)
{
	struct wizard *w = &world->wizard;

	wizard_set_domain(w, DOMAIN);
	if (service)
		wizard_toggle_service(w, service);
	w->place = place;
	w->next_look_ms = NOW_MS + 2000;
	w->look_interval_ms = 2000;
	if (place == PLACE_WAITING || place == PLACE_DONE)
		w->since = now_wall - 161;
	if (place == PLACE_DONE)
		remind(w, service);
}
