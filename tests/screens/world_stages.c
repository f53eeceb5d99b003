/* The verdicts of the stages of the story, as core would give them.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/world.h"

#include <stdlib.h>
#include <string.h>

#include "base/doh_offer.h"
#include "catalog/catalog.h"

#define DOMAIN "voorbeeld.nl"

static const time_t now_wall = 1795443600; /* 2026-11-23 14:20:00 UTC */

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

static void add_removal(struct verdict *v, const char *value)
{
	v->plan.items = grow(v->plan.items, v->plan.count, &v->plan.cap,
			     sizeof(*v->plan.items));
	v->plan.items[v->plan.count++] = (struct plan_item){
		.action = ACTION_REMOVE,
		.old = record_make(DOMAIN, RR_TXT, value),
	};
}

/* Everything that a plan can hold. */
static void make_many(struct verdict *v)
{
	static const char p[] = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA";
	char *key = xasprintf("v=DKIM1; k=rsa; p=%s%s%s%s%s%s%s%s", p, p, p, p,
			      p, p, p, p);
	struct record mx = record_make("em4711." DOMAIN, RR_MX,
				       "mx.sendgrid.net");

	add_item(v, &spf_not_yet, PURPOSE_SPF,
		 record_make(DOMAIN, RR_TXT,
			     "v=spf1 include:spf.protection.outlook.com "
			     "include:spf.spinoffice-crm.com ~all"),
		 "v=spf1 include:spf.protection.outlook.com -all");
	add_removal(v, "v=spf1 include:servers.mcsv.net ?all");
	add_item(v, &not_yet, PURPOSE_DKIM,
		 record_make("s1._domainkey." DOMAIN, RR_TXT, key), NULL);
	free(key);
	mx.priority = 10;
	mx.ttl = 3600;
	add_item(v, &not_yet, PURPOSE_RETURN_PATH, mx, NULL);
	add_item(v, &no_answer, PURPOSE_DKIM,
		 record_make("s2._domainkey." DOMAIN, RR_CNAME,
			     "s2.domainkey.u4711.wl.sendgrid.net"),
		 NULL);
	add_item(v, &not_yet, PURPOSE_DMARC,
		 record_make("_dmarc." DOMAIN, RR_TXT, "v=DMARC1; p=none"),
		 NULL);
	add_item(v, &visible, PURPOSE_DKIM,
		 record_make("k2._domainkey." DOMAIN, RR_CNAME,
			     "dkim2.mcsv.net"),
		 NULL);
	add_string(&v->services, &v->service_count, "spinoffice");
	v->plan.complete = true;
	v->plan.notes = PLAN_NOTE_SPF_JOINED | PLAN_NOTE_SOFTFAIL;
	v->plan.vendor = xstrdup("SpinOffice CRM");
}

/* Milestones: SPF and the first key were not there at first. */
static void remember_beginning(struct world *world)
{
	struct past *past = &world->wizard.past;
	const struct record spf = record_make(DOMAIN, RR_TXT,
					      world->verdict.spf_record);

	past_first_seen(past, DOMAIN, RR_TXT, &spf, 1);
	past_milestone(past, DOMAIN, RR_TXT)->was_missing = true;
	past_milestone(past, "mrsel1._domainkey." DOMAIN, RR_CNAME)
		->was_missing = true;
	record_free(&(struct record){ .name = spf.name, .value = spf.value });
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
	case STAGE_CLOSED:
		make_records(v, &spf_not_yet, new_keys);
		findings_add(&v->findings, FINDING_RESOLVER_ONLY)->who =
			xstrdup(DOH_OFFER_URL);
		v->outcome = OUTCOME_WAITING;
		break;
	case STAGE_MANY:
		make_many(v);
		v->outcome = OUTCOME_WAITING;
		break;
	case STAGE_WRONG:
		remember_beginning(world);
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
