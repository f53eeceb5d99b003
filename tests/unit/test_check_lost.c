/* Lost answers: whatever gets lost of the answers about a zone, nothing is said
 * that the whole of them does not bear out; what is not known is unknown.
 *
 * What the whole bears out is what the check says with every answer, and with
 * the answers of each name server alone: one of two may be silent.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

#define REST SOA MX SPF_GOOD DMARC DKIM("2") DKIM("3")
#define AT1  "mrsel1._domainkey.voorbeeld.nl "
#define TO1  "mrsel1._domainkey.spinoffice-crm.com\n"

struct story {
	const char *domain; /* NULL: voorbeeld.nl */
	const char *zone;
	const char *other;  /* what the second server has, NULL: the same */
	const char *before; /* at the first look, NULL: this is the first */
	const char *wanted; /* in the place of SpinOffice's records */
	const char *below;  /* a zone that is cut off */
	const char *elsewhere;
	bool through_resolver;
};

static const struct story stories[] = {
	{ .zone = GOOD },
	{ .zone = GOOD, .through_resolver = true },
	{ .zone = SOA MX SPF_OLD },
	{ .zone = SOA MX SPF_OLD, .through_resolver = true },
	{ .zone = SOA },
	{ .zone = REST },
	{ .zone = REST, .before = GOOD },
	{ .zone = SOA MX DMARC DKIM_ALL, .before = GOOD },
	/* names */
	{ .zone = REST
	  "mrsel1._domainkey.voorbeeld.nl.voorbeeld.nl CNAME " TO1 },
	{ .zone = REST "mrsel1.domainkey.voorbeeld.nl CNAME " TO1 },
	{ .zone = REST "mrsel1.voorbeeld.nl CNAME " TO1 },
	{ .zone = REST "mrsel1.voorbeeld.nl CNAME " TO1, .before = GOOD },
	{ .zone = REST "mrsel1.voorbeeld.nl CNAME " TO1,
	  .through_resolver = true },
	{ .zone = SOA MX SPF_GOOD DMARC "*.voorbeeld.nl CNAME " TO1 },
	{ .zone = SOA MX SPF_GOOD DMARC
	  "*._domainkey.voorbeeld.nl CNAME parked.example\n" },
	{ .zone = SOA MX DMARC DKIM_ALL
	  "www.voorbeeld.nl TXT v=spf1 "
	  "include:spf.spinoffice-crm.com ~all\n" },
	{ .zone = SOA MX DMARC DKIM_ALL SPF_OLD
	  "www.voorbeeld.nl TXT v=spf1 "
	  "include:spf.spinoffice-crm.com ~all\n" },
	/* targets and types */
	{ .zone = REST AT1 "CNAME parked.example\n" },
	{ .zone = REST AT1 "CNAME mrsel2._domainkey.spinoffice-crm.com\n" },
	{ .zone = REST AT1 "TXT " TO1 },
	{ .zone = REST AT1 "A 127.0.0.80\n" },
	{ .zone = REST AT1 "TXT " ED25519 "\n" },
	{ .zone = GOOD AT1 "TXT hello\n" },
	/* SPF */
	{ .zone = SOA MX SPF_GOOD SPF_OLD DMARC DKIM_ALL },
	{ .zone = SOA MX SPF("ipv4:192.0.2.1 mx ~all") DMARC DKIM_ALL },
	{ .zone = SOA MX SPF("include:all.example ~all") DMARC DKIM_ALL },
	{ .zone = SOA MX SPF("include:spf.spinoffice-crm.com "
			     "include:none.example ~all") DMARC DKIM_ALL },
	{ .zone = SOA MX SPF("include:spf.spinoffice-crm.com a:n1.example "
			     "a:n2.example a:n3.example ~all") DMARC DKIM_ALL },
	{ .zone = SOA "voorbeeld.nl MX 1 aspmx.l.google.com\n" SPF(
		  "include:spf.spinoffice-crm.com -all") DMARC DKIM_ALL },
	{ .zone = SOA "voorbeeld.nl MX 1 aspmx.l.google.com\n" DMARC DKIM_ALL },
	{ .zone = SOA MX SPF("include:spf.spinoffice-crm.com -all")
		  DMARC DKIM_ALL,
	  .before = SOA MX SPF("a:lost.example mx ~all") },
	{ .zone = SOA MX "voorbeeld.nl TXT v=spf1include:x ~all\n" DMARC },
	{ .zone = SOA MX "voorbeeld.nl TXT v=spf1mx "
			 "include:spf.spinoffice-crm.com ~all\n" DMARC },
	/* DMARC */
	{ .zone = SOA MX SPF_GOOD DKIM_ALL },
	{ .zone = SOA MX SPF_GOOD DKIM_ALL
	  "_dmarc.voorbeeld.nl TXT v=dmarc1; p=none\n" },
	{ .zone = SOA MX SPF_GOOD DKIM_ALL
	  "_dmarc.voorbeeld.nl CNAME d.vendor.example\n" },
	{ .zone = SOA MX SPF_GOOD DKIM_ALL
	  "_dmarc.voorbeeld.nl CNAME gone.example\n" },
	{ .zone = SOA MX SPF_GOOD DKIM_ALL
	  "voorbeeld.nl TXT v=DMARC1; p=none\n" },
	{ .zone = GOOD "voorbeeld.nl TXT v=DMARC1; p=none\n" },
	{ .domain = "shop.voorbeeld.nl",
	  .zone = SOA DMARC "shop.voorbeeld.nl MX 10 mail.voorbeeld.nl\n" },
	{ .domain = "shop.voorbeeld.nl",
	  .zone = SOA MX DMARC "shop.voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
			       "shop.voorbeeld.nl TXT v=DMARC1; p=none\n" },
	/* keys */
	{ .zone = SOA MX "s._domainkey.voorbeeld.nl CNAME short.example\n",
	  .wanted = "s._domainkey.voorbeeld.nl CNAME short.example\n" },
	{ .zone = SOA MX "s._domainkey.voorbeeld.nl CNAME none.example\n",
	  .wanted = "s._domainkey.voorbeeld.nl CNAME none.example\n" },
	{ .zone = SOA MX "s._domainkey.voorbeeld.nl TXT " ED25519 "\n",
	  .wanted = "s._domainkey.voorbeeld.nl TXT " ED25519 "\n" },
	{ .zone = SOA MX "voorbeeld.nl TXT " ED25519 "\n",
	  .wanted = "s._domainkey.voorbeeld.nl TXT " ED25519 "\n" },
	/* zones and servers */
	{ .zone = SOA MX SPF_GOOD DMARC
	  "_domainkey.voorbeeld.nl NS ns.below.example\n",
	  .below = FAKE_SOA("_domainkey.voorbeeld.nl") DKIM_ALL },
	{ .zone = SOA MX SPF_GOOD DMARC
	  "_domainkey.voorbeeld.nl NS ns.below.example\n",
	  .below = FAKE_SOA("_domainkey.voorbeeld.nl") },
	{ .zone = SOA "voorbeeld.nl MX 1 m.voorbeeld.nl\n"
		      "m.voorbeeld.nl A 127.0.0.5\n" DMARC SPF_OLD,
	  .elsewhere = GOOD },
	{ .zone = GOOD, .other = REST },
	{ .zone = GOOD, .other = SOA MX SPF_OLD },
	{ .zone = SOA MX SPF_OLD DMARC,
	  .other = SOA MX SPF("mx include:two.example ~all") DMARC,
	  .before = SOA MX SPF_OLD DMARC,
	  .wanted = "voorbeeld.nl TXT v=spf1 include:two.example ~all\n" },
	{ .zone = REST AT1 "CNAME parked.example\n", .other = GOOD },
};

#define WORLD                                                                  \
	"all.example TXT v=spf1 mx include:spf.spinoffice-crm.com -all\n"      \
	"none.example A 127.0.0.80\n"                                          \
	"two.example TXT v=spf1 ip4:192.0.2.0/26 include:_b.google.com -all\n" \
	"short.example TXT v=DKIM1; p=MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAMP74j"  \
	"OtkWIBqP3Dbi43ZDNjZoLoqxfDio0sfNVGL+mZiLnWwTfT9l9xRb3OOVjHMoWsj1v+"   \
	"W9RF+W8nTwdUmWru69gVyt08RAic4nIFRN+QfUO+c2wYRFBjZtMC3w2fjwIDAQAB\n"   \
	"d.vendor.example TXT v=DMARC1; p=reject\n"                            \
	"lost.example A 127.0.0.81\n"                                          \
	"_spf.google.com TXT v=spf1 include:_a.google.com "                    \
	"include:_b.google.com ~all\n"                                         \
	"_a.google.com TXT v=spf1 ip4:203.0.113.0/25 ~all\n"                   \
	"_b.google.com TXT v=spf1 ip4:203.0.113.128/25 ~all\n"                 \
	"aspmx.l.google.com A 127.0.0.82\n"

/* With every answer; with those of one name server; with nothing from servers
 * that the domain is not delegated to: silence is what is usual there. */
enum { REFERENCES = 4 };

static struct verdict references[REFERENCES];

static uint64_t drop_seed;
static uint64_t drop_share; /* of 256 */

static bool drops(size_t server, const char *name, enum rr type)
{
	uint64_t hash = fake_hash(drop_seed, name);

	/* Of a sender that is gone nobody needs to know. */
	if (name_equal(name, "lost.example"))
		return false;
	hash = (hash ^ type ^ (server << 16)) * 0x9e3779b97f4a7c15u;
	return (hash >> 40) % 256 < drop_share;
}

static void free_references(void)
{
	for (size_t i = 0; i < REFERENCES; i++)
		verdict_free(&references[i]);
}

static void begin_story(const struct story *s)
{
	case_end();
	case_begin("spinoffice");
	if (s->domain)
		snprintf(choices.domain, sizeof(choices.domain), "%s",
			 s->domain);
	if (s->wanted)
		want(NULL, s->wanted);
	fake_zone(FAKE_RESOLVER, WORLD);
	if (s->before) {
		judge_anew(s->before);
		remember();
	}
	input.use_authority = !s->through_resolver;
	judge_anew(s->zone);
	if (s->other) {
		fake_dns_free(&fake.servers[FAKE_NS2].data);
		fake_zone(FAKE_NS2, s->other);
	}
	if (s->below)
		fake_zone(FAKE_BELOW, s->below);
	if (s->elsewhere)
		fake_zone(FAKE_ELSEWHERE, s->elsewhere);
	free_references();
	for (size_t i = 0; i < REFERENCES; i++) {
		fake_forget();
		fake.servers[FAKE_NS1].mute = i == 2 ? ANSWER_SILENT
						     : ANSWER_RECORDS;
		fake.servers[FAKE_NS2].mute = i == 1 ? ANSWER_SILENT
						     : ANSWER_RECORDS;
		fake.servers[FAKE_ELSEWHERE].mute = i == 3 ? ANSWER_SILENT
							   : ANSWER_RECORDS;
		judge();
		assert_true(verdict.complete);
		references[i] = verdict;
		verdict = (struct verdict){ .complete = false };
	}
	fake.servers[FAKE_ELSEWHERE].mute = ANSWER_RECORDS;
	fake_forget();
}

/* What may be said because something is not known. The resolver hears any of
 * the servers, so it may well hold another answer. */
static bool tells_of_silence(enum finding_code code)
{
	return code == FINDING_NAMESERVER_SILENT ||
	       code == FINDING_TCP_BLOCKED || code == FINDING_RESOLVER_ONLY ||
	       code == FINDING_CACHED_OLD || code == FINDING_CACHED_NEGATIVE;
}

static bool is_borne_out(const struct finding *f, const struct findings *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].code == f->code &&
		    list->items[i].severity == f->severity &&
		    list->items[i].waiting == f->waiting)
			return true;
	}
	return false;
}

static const struct record_verdict *same_record(const struct verdict *from,
						const struct record_verdict *v)
{
	const struct record *r = &v->wanted.record;

	for (size_t i = 0; i < from->record_count; i++) {
		const struct record *known = &from->records[i].wanted.record;

		if (known->type == r->type && name_equal(known->name, r->name))
			return &from->records[i];
	}
	return NULL;
}

static const struct finding *unfounded(const struct findings *list,
				       const struct record_verdict *at)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct finding *f = &list->items[i];
		bool known = tells_of_silence(f->code) ||
			     (f->waiting && !verdict.complete);

		for (size_t k = 0; k < REFERENCES && !known; k++) {
			const struct verdict *from = &references[k];
			const struct record_verdict *same =
				at ? same_record(from, at) : NULL;

			known = is_borne_out(f, &from->findings) ||
				(same && is_borne_out(f, &same->findings));
		}
		if (!known)
			return f;
	}
	return NULL;
}

static bool state_is_borne_out(const struct record_verdict *v)
{
	for (size_t i = 0; i < REFERENCES; i++) {
		const struct record_verdict *same = same_record(&references[i],
								v);

		if (same && same->state == v->state)
			return true;
	}
	/* In doubt it is as published, but makes nothing green. */
	return v->state == STATE_UNKNOWN ||
	       (v->state == STATE_OK && v->doubtful);
}

static bool action_is_borne_out(const struct record_verdict *v)
{
	for (size_t i = 0; i < REFERENCES; i++) {
		const struct record_verdict *same = same_record(&references[i],
								v);

		if (same && same->action == v->action)
			return true;
	}
	/* Where nobody tells what an include lets through, the service's own
	 * terms go in: that can only cost a lookup. */
	return v->action == ACTION_UNKNOWN ||
	       (v->action == ACTION_KEEP && v->doubtful) ||
	       (v->action == ACTION_CHANGE && v->state == STATE_UNKNOWN &&
		v->wanted.purpose == PURPOSE_SPF);
}

/* Where the whole knows of something wrong that no service asked for (advice),
 * losing just that leaves the rest waiting. */
static bool is_about_advice_alone(const struct verdict *full)
{
	for (size_t i = 0; i < full->findings.count; i++) {
		if (full->findings.items[i].severity == SEVERITY_ERROR)
			return false;
	}
	for (size_t i = 0; i < full->record_count; i++) {
		const struct record_verdict *v = &full->records[i];

		for (size_t k = 0; k < v->findings.count; k++) {
			const struct finding *f = &v->findings.items[k];

			if (f->severity == SEVERITY_ERROR && !f->waiting &&
			    v->wanted.required)
				return false;
		}
	}
	return true;
}

static bool outcome_is_borne_out(const struct story *s)
{
	if (verdict.outcome == OUTCOME_UNKNOWN ||
	    (verdict.outcome == OUTCOME_WAITING && !verdict.complete))
		return true;
	for (size_t i = 0; i < REFERENCES; i++) {
		if (references[i].outcome == verdict.outcome)
			return true;
	}
	/* Of servers that disagree, each may be heard about something else. */
	return s->other || (verdict.outcome == OUTCOME_WAITING &&
			    is_about_advice_alone(&references[0]));
}

static void assert_borne_out(const struct story *s, const char *what)
{
	const struct finding *f = unfounded(&verdict.findings, NULL);

	for (size_t i = 0; i < verdict.record_count && !f; i++) {
		const struct record_verdict *v = &verdict.records[i];

		f = unfounded(&v->findings, v);
		if (!verdict.complete)
			continue; /* states are as far as answers are there */
		if (!state_is_borne_out(v))
			fail_msg("%s %s is %s\n%s", what, v->wanted.record.name,
				 state_name(v->state), s->zone);
		if (!action_is_borne_out(v))
			fail_msg("%s action %d for %s\n%s", what, v->action,
				 v->wanted.record.name, s->zone);
	}
	if (f)
		fail_msg("%s %s at %s\n%s", what, finding_code_name(f->code),
			 f->at, s->zone);
	if (!outcome_is_borne_out(s))
		fail_msg("%s outcome %s\n%s", what,
			 outcome_name(verdict.outcome), s->zone);
}

static void lost_answers_make_nothing_up(void **state)
{
	enum { TIMES = 80 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(stories); i++) {
		begin_story(&stories[i]);
		fake.drops = drops;
		for (unsigned k = 0; k < TIMES; k++) {
			drop_seed = (i + 1) * 1000003 + k;
			drop_share = 1 + 255 * (k % 10) / 9;
			fake_forget();
			judge();
			assert_true(verdict.complete);
			assert_borne_out(&stories[i], "lost:");
		}
	}
	free_references();
}

/* Nothing flashes red while answers are on their way, nothing green, and their
 * order does not matter in the end. */
static void late_answers_make_nothing_up(void **state)
{
	enum { TIMES = 8 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(stories); i++) {
		begin_story(&stories[i]);
		fake.held = true;
		for (unsigned k = 0; k < TIMES; k++) {
			uint64_t seed = (i + 1) * 1000003 + k;

			fake_forget();
			do {
				judge();
				assert_borne_out(&stories[i], "late:");
			} while (!verdict.complete && fake_deliver(&seed));
			assert_true(verdict.complete);
			assert_int_equal(verdict.outcome,
					 references[0].outcome);
		}
	}
	free_references();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(lost_answers_make_nothing_up),
		CASE(late_answers_make_nothing_up),
	};

	return cmocka_run_group_tests_name("check_lost", tests, open_catalog,
					   close_catalog);
}
