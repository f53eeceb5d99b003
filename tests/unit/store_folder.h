/* What the tests of the store share: a folder that goes again, a store in it,
 * a wizard in the middle of its work.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_STORE_FOLDER_H
#define ZEGEL_TESTS_STORE_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

struct place_on_disk {
	char folder[64];
	char file[96];
};

static inline int set_up(void **state)
{
	struct place_on_disk *p = xcalloc(1, sizeof(*p));

	snprintf(p->folder, sizeof(p->folder), "%s/zegel-store-XXXXXX",
		 getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->file, sizeof(p->file), "%s/state.db", p->folder);
	*state = p;
	return 0;
}

static inline int remove_one(const char *path, const struct stat *info,
			     int type, struct FTW *walk)
{
	(void)info;
	(void)type;
	(void)walk;
	return remove(path);
}

static inline int tear_down(void **state)
{
	struct place_on_disk *p = *state;

	nftw(p->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(p);
	return 0;
}

static inline struct store *open_store(const char *path)
{
	struct store *store;

	assert_int_equal(store_open(path, &store), OK);
	return store;
}

static inline char *read_all(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	*len = 0;
	if (!file)
		return NULL;
	fseek(file, 0, SEEK_END);
	*len = (size_t)ftell(file);
	rewind(file);
	bytes = xmalloc(*len + 1);
	assert_int_equal(fread(bytes, 1, *len, file), *len);
	fclose(file);
	return bytes;
}

static inline bool file_holds(const char *path, const char *text)
{
	size_t len;
	char *bytes = read_all(path, &len);
	bool found = bytes && memmem(bytes, len, text, strlen(text));

	free(bytes);
	return found;
}

/* A wizard somewhere in the middle of its work. */
static inline void fill(struct wizard *w, const char *domain)
{
	struct record values[] = {
		record_make("k1._domainkey.voorbeeld.nl", RR_CNAME,
			    "k1.dkim.onfact.example"),
		record_make("voorbeeld.nl", RR_MX, "mx.voorbeeld.nl"),
	};
	struct record spf[] = {
		record_make("voorbeeld.nl", RR_TXT, "v=spf1 mx \"'; -all"),
		record_make("voorbeeld.nl", RR_TXT, "andere = tekst \xc3\xa9"),
	};
	struct chosen *chosen;
	struct milestone *m;

	wizard_init(w);
	wizard_set_domain(w, domain);
	values[1].priority = 10;
	values[1].ttl = 3600;
	spf[0].ttl = 300;
	choices_add(&w->choices, "spinoffice");
	chosen = choices_add(&w->choices, "onfact");
	chosen->way = WAY_GLOBAL;
	chosen_set_values(chosen, values, 2);
	chosen->settings = xcalloc(1, sizeof(*chosen->settings));
	chosen->settings[0].name = xstrdup("sel1");
	chosen->settings[0].value = xstrdup("k1");
	chosen->setting_count = 1;
	choices_add(&w->choices, NULL);
	w->choices.report_address = xstrdup("dmarc@voorbeeld.nl");
	choices_set_entered_at(&w->choices, "hostnet");
	choices_set_panel(&w->choices, "plesk");
	w->choices.groups = xcalloc(2, sizeof(char *));
	w->choices.groups[0] = xstrdup("dkim");
	w->choices.groups[1] = xstrdup("mx");
	w->choices.group_count = 2;
	w->choices.records = xcalloc(1, sizeof(struct record));
	w->choices.records[0] = record_copy(&values[0]);
	w->choices.record_count = 1;
	w->values_text = xstrdup("CNAME a b\n");
	w->place = PLACE_WAITING;
	w->access = ACCESS_SOMEBODY_ELSE;
	w->since = 1700000000;
	w->green_since = 1700000100;
	w->handed_over = 1700000010;
	wizard_toggle_tick(w, "k1._domainkey.voorbeeld.nl", RR_CNAME);
	past_first_seen(&w->past, "voorbeeld.nl", RR_TXT, spf, 2);
	past_first_seen(&w->past, "voorbeeld.nl", RR_CNAME, NULL, 0);
	past_first_seen(&w->past, "voorbeeld.nl", RR_MX, &values[1], 1);
	m = past_milestone(&w->past, "voorbeeld.nl", RR_TXT);
	m->published_at = 1700000050;
	m->vanished_at = 1700000060;
	m->was_missing = true;
	m->value = xstrdup("v=spf1 mx -all");
	for (size_t i = 0; i < 2; i++) {
		record_free(&values[i]);
		record_free(&spf[i]);
	}
}

static inline void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

#define ON_DISK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
