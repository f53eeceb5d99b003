/* The store: what goes in comes out, and only what turned is kept.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

static void check_choices(const struct wizard *w)
{
	const struct choices *c = &w->choices;
	const struct chosen *onfact = choices_find(c, "onfact");

	assert_string_equal(c->domain, "voorbeeld.nl");
	assert_int_equal(c->count, 3);
	assert_string_equal(c->items[0].service, "spinoffice");
	assert_int_equal(c->items[0].way, WAY_DNS);
	assert_null(c->items[2].service);
	assert_ptr_equal(onfact, &c->items[1]);
	assert_int_equal(onfact->way, WAY_GLOBAL);
	assert_int_equal(onfact->value_count, 2);
	assert_string_equal(onfact->values[0].name,
			    "k1._domainkey.voorbeeld.nl");
	assert_int_equal(onfact->values[0].type, RR_CNAME);
	assert_string_equal(onfact->values[0].value, "k1.dkim.onfact.example");
	assert_int_equal(onfact->values[1].priority, 10);
	assert_int_equal(onfact->values[1].ttl, 3600);
	assert_int_equal(onfact->setting_count, 1);
	assert_string_equal(onfact->settings[0].name, "sel1");
	assert_string_equal(onfact->settings[0].value, "k1");
	assert_string_equal(c->report_address, "dmarc@voorbeeld.nl");
	assert_string_equal(c->entered_at, "hostnet");
	assert_string_equal(c->panel, "plesk");
	assert_int_equal(c->group_count, 2);
	assert_string_equal(c->groups[1], "mx");
	assert_int_equal(c->record_count, 1);
	assert_string_equal(c->records[0].value, "k1.dkim.onfact.example");
}

static void check_past(const struct past *past)
{
	const struct milestone *m;
	const struct seen *seen;
	size_t index = 0;

	assert_false(past->changed);
	seen = past_next(past, "voorbeeld.nl", RR_TXT, &index);
	assert_non_null(seen);
	assert_string_equal(seen->value, "v=spf1 mx \"'; -all");
	assert_int_equal(seen->ttl, 300);
	seen = past_next(past, "voorbeeld.nl", RR_TXT, &index);
	assert_non_null(seen);
	assert_string_equal(seen->value, "andere = tekst \xc3\xa9");
	assert_null(past_next(past, "voorbeeld.nl", RR_TXT, &index));
	assert_true(past_has(past, "voorbeeld.nl", RR_CNAME));
	index = 0;
	assert_null(past_next(past, "voorbeeld.nl", RR_CNAME, &index));
	index = 0;
	seen = past_next(past, "voorbeeld.nl", RR_MX, &index);
	assert_non_null(seen);
	assert_int_equal(seen->priority, 10);
	m = past_find_milestone(past, "voorbeeld.nl", RR_TXT);
	assert_non_null(m);
	assert_int_equal(m->published_at, 1700000050);
	assert_int_equal(m->vanished_at, 1700000060);
	assert_true(m->was_missing);
	assert_string_equal(m->value, "v=spf1 mx -all");
}

static void saved_wizard_comes_back_whole(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct wizard w;

	fill(&w, "voorbeeld.nl");
	assert_true(w.past.changed);
	assert_int_equal(store_save(store, &w), OK);
	assert_false(w.past.changed);
	store_close(store);
	wizard_free(&w);

	store = open_store(p->file);
	wizard_init(&w);
	assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
	store_close(store);
	assert_true(w.known);
	assert_int_equal(w.place, PLACE_WAITING);
	assert_int_equal(w.access, ACCESS_SOMEBODY_ELSE);
	assert_int_equal(w.since, 1700000000);
	assert_int_equal(w.green_since, 1700000100);
	assert_int_equal(w.handed_over, 1700000010);
	assert_true(
		wizard_is_ticked(&w, "k1._domainkey.voorbeeld.nl", RR_CNAME));
	assert_int_equal(w.tick_count, 1);
	assert_string_equal(w.values_text, "CNAME a b\n");
	check_choices(&w);
	check_past(&w.past);
	wizard_free(&w);
}

static void saving_again_replaces_choices(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	struct wizard w, back;

	(void)state;
	fill(&w, "voorbeeld.nl");
	assert_int_equal(store_save(store, &w), OK);
	choices_remove(&w.choices, "onfact");
	wizard_toggle_tick(&w, "k1._domainkey.voorbeeld.nl", RR_CNAME);
	choices_set_entered_at(&w.choices, NULL);
	choices_set_panel(&w.choices, PANEL_NONE);
	wizard_set_access(&w, ACCESS_MYSELF);
	free(w.values_text);
	w.values_text = NULL;
	assert_int_equal(store_save(store, &w), OK);
	fill(&back, "ander.nl"); /* loading must not mix with what was there */
	assert_int_equal(store_load(store, "voorbeeld.nl", &back), OK);
	assert_null(back.values_text);
	assert_int_equal(back.choices.count, 2);
	assert_null(choices_find(&back.choices, "onfact"));
	assert_null(back.choices.entered_at);
	assert_string_equal(back.choices.panel, PANEL_NONE);
	assert_int_equal(back.tick_count, 0);
	assert_int_equal(back.access, ACCESS_MYSELF);
	assert_int_equal(back.handed_over, 0);
	assert_int_equal(back.past.milestone_count, 1);
	assert_int_equal(back.past.first_count, 4);
	wizard_free(&w);
	wizard_free(&back);
	store_close(store);
}

static void unknown_domain_is_not_found(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	struct wizard w;

	(void)state;
	fill(&w, "ander.nl");
	assert_int_equal(store_load(store, "voorbeeld.nl", &w), ERR_NOT_FOUND);
	assert_string_equal(w.choices.domain, "ander.nl");
	assert_int_equal(w.choices.count, 3);
	assert_int_equal(store_forget(store, "voorbeeld.nl"), ERR_NOT_FOUND);
	wizard_free(&w);
	store_close(store);
}

static void first_comer_decides_what_was_first_seen(void **state)
{
	struct place_on_disk *p = *state;
	struct store *one = open_store(p->file), *two = open_store(p->file);
	struct record r[] = {
		record_make("voorbeeld.nl", RR_TXT, "v=spf1 -all"),
		record_make("voorbeeld.nl", RR_TXT, "later"),
	};
	struct past early = { 0 }, late = { 0 };
	struct wizard back;

	past_first_seen(&early, "voorbeeld.nl", RR_TXT, &r[0], 1);
	past_milestone(&early, "voorbeeld.nl", RR_TXT)->published_at = 77;
	past_first_seen(&late, "voorbeeld.nl", RR_TXT, r, 2);
	past_first_seen(&late, "voorbeeld.nl", RR_MX, NULL, 0);
	past_milestone(&late, "voorbeeld.nl", RR_TXT)->vanished_at = 78;
	assert_int_equal(store_save_past(one, "voorbeeld.nl", &early), OK);
	assert_int_equal(store_save_past(two, "voorbeeld.nl", &late), OK);
	wizard_init(&back);
	assert_int_equal(store_load(one, "voorbeeld.nl", &back), OK);
	assert_int_equal(back.past.first_count, 2);
	assert_true(past_has(&back.past, "voorbeeld.nl", RR_MX));
	assert_false(file_holds(p->file, "later"));
	/* that it was published is not forgotten by who did not know */
	assert_int_equal(past_find_milestone(&back.past, "voorbeeld.nl", RR_TXT)
				 ->published_at,
			 77);
	assert_int_equal(past_find_milestone(&back.past, "voorbeeld.nl", RR_TXT)
				 ->vanished_at,
			 78);
	record_free(&r[0]);
	record_free(&r[1]);
	past_free(&early);
	past_free(&late);
	wizard_free(&back);
	store_close(one);
	store_close(two);
}

/* A verdict of two records. */
struct verdict_case {
	enum outcome outcome;
	enum state spf, dkim;
	bool turned;
	enum outcome listed;
	time_t since;
};

static bool note_domain(void *ctx, const struct known_domain *d)
{
	struct known_domain *out = ctx;

	if (strcmp(d->name, "voorbeeld.nl") == 0)
		*out = *d;
	return true;
}

static void judge(struct store *store, const struct verdict_case *c, time_t at)
{
	struct record_verdict records[2] = {
		{ .state = c->spf, .wanted.purpose = PURPOSE_SPF },
		{ .state = c->dkim, .wanted.purpose = PURPOSE_DKIM },
	};
	struct verdict v = {
		.domain = (char[]){ "voorbeeld.nl" },
		.outcome = c->outcome,
		.complete = true,
		.checked_at = at,
		.records = records,
		.record_count = 2,
	};
	struct record found = record_make("voorbeeld.nl", RR_TXT, "v=spf1 mx");
	struct known_domain d;
	bool turned;

	records[0].wanted.record = record_make("voorbeeld.nl", RR_TXT,
					       "v=spf1 mx -all");
	records[0].found = &found;
	records[0].found_count = 1;
	findings_add(&records[0].findings, FINDING_SPF_NOT_AUTHORISED);
	records[1].wanted.record = record_make("s._domainkey.voorbeeld.nl",
					       RR_CNAME, "s.example");
	findings_add(&v.findings, FINDING_SPF_MULTIPLE);

	/* not complete: as if it had not been */
	v.complete = false;
	assert_int_equal(store_add_verdict(store, &v, &turned), OK);
	assert_false(turned);
	v.complete = true;
	assert_int_equal(store_add_verdict(store, &v, &turned), OK);
	assert_int_equal(store_each_domain(store, note_domain, &d), OK);
	if (turned != c->turned || d.outcome != c->listed ||
	    d.since != c->since || d.last_look != at || !d.judged)
		fail_msg("at %ld: turned %d, listed %s since %ld, look %ld",
			 (long)at, turned, outcome_name(d.outcome),
			 (long)d.since, (long)d.last_look);
	record_free(&records[0].wanted.record);
	record_free(&records[1].wanted.record);
	findings_free(&records[0].findings);
	findings_free(&v.findings);
	record_free(&found);
}

static void only_what_turned_is_kept(void **state)
{
	static const struct verdict_case cases[] = {
		/* nothing known, and so it says unknown */
		{ OUTCOME_UNKNOWN, STATE_UNKNOWN, STATE_UNKNOWN, true,
		  OUTCOME_UNKNOWN, 100 },
		{ OUTCOME_UNKNOWN, STATE_UNKNOWN, STATE_UNKNOWN, false,
		  OUTCOME_UNKNOWN, 100 },
		{ OUTCOME_WAITING, STATE_MISSING, STATE_MISSING, true,
		  OUTCOME_WAITING, 102 },
		{ OUTCOME_WAITING, STATE_OK, STATE_MISSING, true,
		  OUTCOME_WAITING, 102 },
		/* one record without an answer: as it was */
		{ OUTCOME_WAITING, STATE_UNKNOWN, STATE_MISSING, false,
		  OUTCOME_WAITING, 102 },
		{ OUTCOME_GREEN, STATE_OK, STATE_OK, true, OUTCOME_GREEN, 105 },
		{ OUTCOME_UNKNOWN, STATE_UNKNOWN, STATE_OK, false,
		  OUTCOME_GREEN, 105 },
		{ OUTCOME_UNKNOWN, STATE_UNKNOWN, STATE_UNKNOWN, false,
		  OUTCOME_GREEN, 105 },
		{ OUTCOME_GREEN, STATE_OK, STATE_OK, false, OUTCOME_GREEN,
		  105 },
		{ OUTCOME_WRONG, STATE_WRONG, STATE_OK, true, OUTCOME_WRONG,
		  109 },
		{ OUTCOME_WRONG, STATE_WRONG, STATE_UNKNOWN, false,
		  OUTCOME_WRONG, 109 },
		{ OUTCOME_GREEN, STATE_OK, STATE_OK, true, OUTCOME_GREEN, 111 },
	};
	struct store *store = open_store(STORE_IN_MEMORY);
	struct wizard w;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		judge(store, &cases[i], 100 + (time_t)i);
	wizard_init(&w);
	assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
	assert_int_equal(w.green_since, 111);
	assert_int_equal(w.place, PLACE_SERVICE);
	wizard_free(&w);
	store_close(store);
}

struct listed {
	char text[256];
	int stop_after;
};

static bool add_to_list(void *ctx, const struct known_domain *d)
{
	struct listed *l = ctx;
	size_t len = strlen(l->text);

	snprintf(l->text + len, sizeof(l->text) - len, "%s(", d->name);
	for (size_t i = 0; i < d->service_count; i++) {
		len = strlen(l->text);
		snprintf(l->text + len, sizeof(l->text) - len, "%s,",
			 d->services[i]);
	}
	len = strlen(l->text);
	snprintf(l->text + len, sizeof(l->text) - len, ")");
	return --l->stop_after != 0;
}

static void list_and_forget(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file), *other;
	struct listed l = { .stop_after = -1 };
	struct wizard w;
	char wal[128];

	assert_int_equal(store_each_domain(store, add_to_list, &l), OK);
	assert_string_equal(l.text, "");
	fill(&w, "voorbeeld.nl");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	wizard_init(&w);
	wizard_set_domain(&w, "alfa.example");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	assert_int_equal(store_each_domain(store, add_to_list, &l), OK);
	assert_string_equal(l.text,
			    "alfa.example()voorbeeld.nl(spinoffice,onfact,)");
	l = (struct listed){ .stop_after = 1 };
	assert_int_equal(store_each_domain(store, add_to_list, &l), OK);
	assert_string_equal(l.text, "alfa.example()");
	store_close(store); /* so that it stands in the file itself */
	assert_true(file_holds(p->file, "voorbeeld.nl"));

	store = open_store(p->file);
	judge(store,
	      &(struct verdict_case){ OUTCOME_GREEN, STATE_OK, STATE_OK, true,
				      OUTCOME_GREEN, 5 },
	      5);
	assert_int_equal(store_forget(store, "voorbeeld.nl"), OK);
	snprintf(wal, sizeof(wal), "%s-wal", p->file);
	assert_false(file_holds(p->file, "voorbeeld"));
	assert_false(file_holds(wal, "voorbeeld"));
	assert_true(file_holds(p->file, "alfa.example"));
	other = open_store(p->file);
	wizard_init(&w);
	assert_int_equal(store_load(other, "voorbeeld.nl", &w), ERR_NOT_FOUND);
	assert_int_equal(store_load(other, "alfa.example", &w), OK);
	wizard_free(&w);
	store_close(other);
	store_close(store);
}

static void text_from_the_file_is_cleaned(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct wizard w;

	fill(&w, "voorbeeld.nl");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	store_close(store);
	run_sql(p->file, "UPDATE choice SET service = 'a' || char(27) || '[2J',"
			 " way = 'of-a-later-zegel' WHERE nth = 0");
	store = open_store(p->file);
	wizard_init(&w);
	assert_int_equal(store_load(store, "voorbeeld.nl", &w), OK);
	assert_string_equal(w.choices.items[0].service, "a\\x1B[2J");
	assert_int_equal(w.choices.items[0].way, WAY_DNS);
	wizard_free(&w);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(saved_wizard_comes_back_whole),
		ON_DISK(saving_again_replaces_choices),
		ON_DISK(unknown_domain_is_not_found),
		ON_DISK(first_comer_decides_what_was_first_seen),
		ON_DISK(only_what_turned_is_kept),
		ON_DISK(list_and_forget),
		ON_DISK(text_from_the_file_is_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
