/* SPDX-License-Identifier: MIT */
#include "screens/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

	free(world->saved);
	world->saved = xstrdup(text);
	return xasprintf("/home/jan/zegel-%s.%s", DOMAIN, extension);
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
		  now_wall - 90000, now_wall },
		{ "mail.garage-de-vries.nl", two, 2, true, OUTCOME_WRONG,
		  now_wall - 3600, now_wall },
		{ "voorbeeld.nl", one, 1, true, OUTCOME_WAITING, now_wall - 161,
		  now_wall },
		{ "xn--bcher-kva.example", NULL, 0, false, OUTCOME_UNKNOWN, 0,
		  0 },
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
		.leave = leave,
		.each_known = each_known,
		.check_known = check_known,
		.forget_known = forget_known,
		.ask_api = ask_api,
	};
}

void world_free(struct world *world)
{
	struct catalog *catalog = world->wizard.catalog;

	free(world->saved);
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
}

static void add_server(struct verdict *v, const char *name, const char *address,
		       bool answers)
{
	v->servers = xreallocarray(v->servers, v->server_count + 1,
				   sizeof(*v->servers));
	v->servers[v->server_count] = (struct server_verdict){
		.name = xstrdup(name),
		.has_route = true,
		.asked = true,
		.answers = answers,
		.status = answers ? ANSWER_RECORDS : ANSWER_SILENT,
	};
	address_parse(address, &v->servers[v->server_count++].address);
}

static void add_string(char ***list, size_t *count, const char *text)
{
	*list = xreallocarray(*list, *count + 1, sizeof(**list));
	(*list)[(*count)++] = xstrdup(text);
}

/* What every stage but the first and the last knows of the domain. */
static void make_present(struct world *world, enum stage stage)
{
	struct verdict *v = &world->verdict;
	const struct host_list *hosts = catalog_hosts(world->wizard.catalog);

	v->zone = xstrdup(DOMAIN);
	v->authority = AUTHORITY_FOUND;
	if (stage == STAGE_UNFORMED) {
		v->candidates[v->candidate_count++] = host_find(hosts,
								"squarespace");
		v->candidates[v->candidate_count++] = host_find(hosts,
								"gcloud");
	} else {
		v->host = host_find(hosts, stage == STAGE_STRATO ? "strato"
								 : "transip");
	}
	add_server(v, "ns0.transip.net", "192.0.2.53", true);
	add_server(v, "ns0.transip.net", "2001:db8::53", true);
	add_server(v, "ns1.transip.nl", "192.0.2.54", true);
	add_server(v, "ns2.transip.eu", "192.0.2.55", true);
	v->mailbox = xstrdup("Microsoft 365");
	v->spf_record = xstrdup("v=spf1 include:spf.protection.outlook.com "
				"include:servers.mcsv.net -all");
	v->dmarc_record = xstrdup("v=DMARC1; p=none");
	add_string(&v->recognised, &v->recognised_count, "microsoft-365");
	add_string(&v->recognised, &v->recognised_count, "mailchimp");
}

/* How one record stands at a stage. */
struct stand {
	enum action action;
	enum state state;
	bool unchanged;
	unsigned have, of;
	bool visible;
	int visible_in_s;          /* 0: not known */
	enum finding_code finding; /* FINDING_COUNT: none */
};

static const struct stand not_yet = {
	ACTION_NEW, STATE_MISSING, true, 0, 3, false, 0, FINDING_COUNT
};
static const struct stand spf_not_yet = {
	ACTION_CHANGE, STATE_WRONG, true, 0, 3, false, 0, FINDING_COUNT
};
static const struct stand published = {
	ACTION_KEEP, STATE_OK, false, 3, 3, false, 720, FINDING_COUNT
};
static const struct stand visible = { ACTION_KEEP, STATE_OK, false,        3, 3,
				      true,        0,        FINDING_COUNT };
static const struct stand doubled = {
	ACTION_NEW, STATE_WRONG, false, 0, 3, false, 0, FINDING_NAME_DOUBLED
};
static const struct stand partly = {
	ACTION_NEW, STATE_PARTIAL, false, 1, 3, false, 0, FINDING_COUNT
};
static const struct stand no_answer = {
	ACTION_UNKNOWN, STATE_UNKNOWN, false, 0, 0, false, 0, FINDING_COUNT
};

static void add_finding(struct record_verdict *r, enum finding_code code)
{
	struct finding *f = findings_add(&r->findings, code);

	f->type = r->wanted.record.type;
	f->wanted = xstrdup(r->wanted.record.name);
	f->at = xasprintf("%s.%s", r->wanted.record.name, DOMAIN);
	f->seen = xstrdup(r->wanted.record.value);
}

static void add_item(struct verdict *v, const struct stand *stand,
		     enum purpose purpose, struct record record,
		     const char *old)
{
	struct plan_item *item;
	struct record_verdict *r;

	v->plan.items = grow(v->plan.items, v->plan.count, &v->plan.cap,
			     sizeof(*v->plan.items));
	item = &v->plan.items[v->plan.count++];
	*item = (struct plan_item){
		.action = stand->action,
		.wanted = { .record = record,
			    .purpose = purpose,
			    .required = purpose != PURPOSE_DMARC,
			    .service = xstrdup("spinoffice") },
	};
	if (stand->action == ACTION_CHANGE || stand->action == ACTION_KEEP)
		item->old = record_make(record.name, record.type,
					stand->action == ACTION_CHANGE && old
						? old
						: record.value);
	v->records = xreallocarray(v->records, v->record_count + 1,
				   sizeof(*v->records));
	r = &v->records[v->record_count++];
	*r = (struct record_verdict){
		.wanted = wanted_copy(&item->wanted),
		.action = stand->action,
		.state = stand->state,
		.unchanged = stand->unchanged,
		.have = stand->have,
		.of = stand->of,
		.visible = stand->visible,
		.visible_by = stand->visible_in_s
				      ? now_wall + stand->visible_in_s
				      : 0,
	};
	if (stand->finding != FINDING_COUNT)
		add_finding(r, stand->finding);
}

static void make_records(struct verdict *v, const struct stand *spf,
			 const struct stand *keys[3])
{
	static const char merged[] =
		"v=spf1 include:spf.protection.outlook.com "
		"include:servers.mcsv.net include:spf.spinoffice-crm.com -all";

	add_item(v, spf, PURPOSE_SPF, record_make(DOMAIN, RR_TXT, merged),
		 v->spf_record);
	v->spf_wanted = xstrdup(merged);
	for (int i = 0; i < 3; i++) {
		char *name = xasprintf("mrsel%d._domainkey.%s", i + 1, DOMAIN);
		char *target = xasprintf(
			"mrsel%d._domainkey.spinoffice-crm.com", i + 1);

		add_item(v, keys[i], PURPOSE_DKIM,
			 record_make(name, RR_CNAME, target), NULL);
		free(name);
		free(target);
	}
	add_string(&v->services, &v->service_count, "spinoffice");
	v->plan.complete = true;
	v->plan.notes = PLAN_NOTE_DMARC_KEPT;
}

static void make_stage(struct world *world, enum stage stage)
{
	struct verdict *v = &world->verdict;
	const struct stand *new_keys[] = { &not_yet, &not_yet, &not_yet };
	const struct stand *wrong[] = { &visible, &doubled, &not_yet };
	const struct stand *partial[] = { &visible, &partly, &no_answer };
	const struct stand *lost[] = { &visible, &no_answer, &no_answer };
	const struct stand *right[] = { &visible, &visible, &published };

	switch (stage) {
	case STAGE_PLANNED:
	case STAGE_STRATO:
	case STAGE_UNFORMED:
		make_records(v, &spf_not_yet, new_keys);
		v->outcome = OUTCOME_WAITING;
		break;
	case STAGE_WRONG:
		make_records(v, &published, wrong);
		v->outcome = OUTCOME_WRONG;
		break;
	case STAGE_PARTIAL:
		make_records(v, &visible, partial);
		v->outcome = OUTCOME_UNKNOWN;
		break;
	case STAGE_LOST:
		make_records(v, &no_answer, lost);
		for (size_t i = 0; i < v->server_count; i++)
			v->servers[i].answers = false;
		v->outcome = OUTCOME_UNKNOWN;
		break;
	case STAGE_GREEN:
		make_records(v, &published, right);
		v->outcome = OUTCOME_GREEN;
		v->visible_by = now_wall + 720;
		break;
	default:
		v->outcome = OUTCOME_WAITING;
		break;
	}
}

static void make_silent(struct verdict *v)
{
	struct finding *f = findings_add(&v->findings,
					 FINDING_NAMESERVER_SILENT);

	f->server = xstrdup("ns1.voorbeeld.nl");
	f->at = xstrdup(DOMAIN);
	v->authority = AUTHORITY_UNKNOWN;
	v->outcome = OUTCOME_UNKNOWN;
}

static void make_no_domain(struct verdict *v)
{
	findings_add(&v->findings, FINDING_DOMAIN_MISSING)->at = xstrdup(
		DOMAIN);
	v->authority = AUTHORITY_NO_DOMAIN;
	v->outcome = OUTCOME_WRONG;
}

void world_set_stage(struct world *world, enum stage stage)
{
	struct verdict *v = &world->verdict;

	verdict_free(v);
	world->wizard.verdict = NULL;
	if (stage == STAGE_NOTHING)
		return;
	v->domain = xstrdup(DOMAIN);
	v->complete = true;
	v->by_authority = true;
	v->spf_lookups = v->spf_voids = -1;
	v->checked_at = now_wall;
	if (stage == STAGE_SILENT) {
		make_silent(v);
	} else if (stage == STAGE_NO_DOMAIN) {
		make_no_domain(v);
	} else {
		make_present(world, stage);
		make_stage(world, stage);
	}
	world->wizard.verdict = v;
}
