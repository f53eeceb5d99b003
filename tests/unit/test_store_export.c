/* What leaves with an export comes back exactly with an import; a bad line
 * leaves everything as it was; two sides of a domain are joined.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#include "base/str.h"

#define OLD_FILE "tests/unit/data/store/version-4.sql"
#define HEAD     "{\"zegel\":\"export\",\"version\":2,\"settings\":{}}\n"
#define TAIL(n)  "{\"zegel\":\"end\",\"lines\":" #n "}\n"

static bool add_line(void *ctx, const char *line)
{
	str_addf(ctx, "%s\n", line);
	return true;
}

static char *export_of(struct store *store)
{
	struct str out = STR_INIT(64 << 20);

	assert_int_equal(store_export(store, add_line, &out), OK);
	return str_take(&out);
}

static enum err import_text(struct store *store, const char *text,
			    struct import_result *result)
{
	struct import *import;
	struct slice rest = slice_of(text), line;
	enum err err = OK;

	assert_int_equal(store_import_begin(store, &import), OK);
	while (!err && slice_next_line(&rest, &line))
		err = store_import_line(import, line.at, line.len);
	return store_import_end(import, err, result);
}

static void must_import(struct store *store, const char *text, size_t added,
			size_t joined)
{
	struct import_result result;

	if (import_text(store, text, &result) != OK)
		fail_msg("line %zu: problem %d, %s", result.line,
			 result.problem, result.key);
	assert_int_equal(result.added, added);
	assert_int_equal(result.joined, joined);
}

static struct store *open_filled(const struct place_on_disk *p)
{
	size_t len;
	char *sql = read_all(OLD_FILE, &len);
	struct store *store;
	struct wizard w;

	assert_non_null(sql);
	sql[len] = '\0';
	run_sql(p->file, sql);
	free(sql);
	store = open_store(p->file);
	fill(&w, "nieuw.nl");
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
	return store;
}

static void export_comes_back_exactly(void **state)
{
	struct store *store = open_filled(*state), *other;
	char *text = export_of(store), *again;
	struct wizard w;

	other = open_store(STORE_IN_MEMORY);
	must_import(other, text, 4, 0);
	again = export_of(other);
	assert_string_equal(text, again);
	free(again);
	wizard_init(&w);
	assert_int_equal(store_load(other, "voorbeeld.nl", &w), OK);
	assert_string_equal(w.values_text, "CNAME a b\nTXT c d");
	assert_int_equal(w.tick_count, 2);
	assert_int_equal(w.past.first_count, 3);
	wizard_free(&w);

	/* into itself, and twice: nothing changes */
	must_import(store, text, 0, 4);
	must_import(store, text, 0, 4);
	again = export_of(store);
	assert_string_equal(text, again);
	free(again);
	free(text);
	store_close(other);
	store_close(store);
}

/* Every column of every table is in it. */
static void export_leaves_nothing_out(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_filled(p);
	char *text = export_of(store);
	sqlite3 *db;
	sqlite3_stmt *row;
	int columns = 0;

	assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(
			db,
			"SELECT '\"' || c.name || '\":' FROM sqlite_master m,"
			" pragma_table_info(m.name) c WHERE m.type = 'table'"
			" AND m.name <> 'setting' AND c.name NOT IN"
			" ('id', 'verdict', iif(m.name <> 'told', 'domain', "
			"''))",
			-1, &row, NULL),
		SQLITE_OK);
	for (; sqlite3_step(row) == SQLITE_ROW; columns++)
		assert_non_null(strstr(
			text, (const char *)sqlite3_column_text(row, 0)));
	assert_true(columns > 40);
	sqlite3_finalize(row);
	sqlite3_close(db);
	assert_non_null(strstr(text, "\"language\":\"de\""));
	free(text);
	store_close(store);
}

/* Of the settings only what is meant to leave does. */
static void other_settings_stay_here(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	char *text;

	(void)state;
	assert_int_equal(store_set_setting(store, "token", "geheim"), OK);
	text = export_of(store);
	assert_null(strstr(text, "geheim"));
	assert_non_null(strstr(text, "\"settings\":{}}\n" TAIL(0)));
	free(text);
	store_close(store);
}

#define TOLD(at, outcome)                                                      \
	"{\"told\":{\"domain\":\"a.nl\",\"services\":\"\","                    \
	"\"channel\":\"mail\",\"outcome\":\"" outcome                          \
	"\",\"errors\":\"\",\"unknowns\":0,\"at\":" #at "}}\n"

#define DOMAIN(rest) HEAD "{\"name\":\"a.nl\"" rest "}\n" TAIL(1)

static const struct {
	const char *text;
	enum import_problem problem;
	size_t line;
	const char *key;
} bad[] = {
	{ "", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "\n", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "{}\n", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "[1]\n", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "SQLite format 3", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "{\"zegel\":\"end\",\"lines\":0}\n", IMPORT_NOT_AN_EXPORT, 1, "" },
	{ "{\"zegel\":\"export\",\"version\":\"2\"}\n", IMPORT_NOT_AN_EXPORT, 1,
	  "" },
	{ "{\"zegel\":\"export\",\"version\":1000}\n", IMPORT_NEWER, 1, "" },
	{ "{\"zegel\":\"export\",\"version\":2,\"settings\":{\"x\":\"y\"}}\n",
	  IMPORT_BAD_VALUE, 1, "x" },
	{ HEAD, IMPORT_LINES_MISSING, 2, "" },
	{ HEAD TAIL(1), IMPORT_LINES_MISSING, 2, "" },
	{ HEAD "{\"name\":\"a.nl\"}\n", IMPORT_LINES_MISSING, 3, "" },
	{ HEAD "{\"name\":\"a.nl\"}\n{\"name\":\"b.n", IMPORT_NOT_JSON, 3, "" },
	{ HEAD TAIL(0) "{\"name\":\"a.nl\"}", IMPORT_LINES_AFTER_END, 3, "" },
	{ HEAD HEAD TAIL(0), IMPORT_BAD_VALUE, 2, "zegel" },
	{ HEAD "null\n" TAIL(1), IMPORT_NOT_JSON, 2, "" },
	{ HEAD "{\"name\":\"a.nl\",\"name\":\"b.nl\"}\n", IMPORT_NOT_JSON, 2,
	  "" },
	{ HEAD "{}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ HEAD "{\"name\":7}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ HEAD "{\"name\":\"\"}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ HEAD "{\"name\":\"A.nl\"}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ HEAD "{\"name\":\"a b.nl\"}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ HEAD "{\"name\":\"a.nl.\"}\n", IMPORT_BAD_VALUE, 2, "name" },
	{ DOMAIN(",\"who\":1"), IMPORT_BAD_VALUE, 2, "who" },
	{ DOMAIN(",\"\\u001b[2J\":1"), IMPORT_BAD_VALUE, 2, "\\x1B[2J" },
	{ DOMAIN(",\"id\":1"), IMPORT_BAD_VALUE, 2, "id" },
	{ DOMAIN(",\"place\":\"nowhere\""), IMPORT_BAD_VALUE, 2, "place" },
	{ DOMAIN(",\"place\":null"), IMPORT_BAD_VALUE, 2, "place" },
	{ DOMAIN(",\"access\":\"me\""), IMPORT_BAD_VALUE, 2, "access" },
	{ DOMAIN(",\"outcome\":\"grey\""), IMPORT_BAD_VALUE, 2, "outcome" },
	{ DOMAIN(",\"last_look\":-1"), IMPORT_BAD_VALUE, 2, "last_look" },
	{ DOMAIN(",\"last_look\":\"1\""), IMPORT_BAD_VALUE, 2, "last_look" },
	{ DOMAIN(",\"last_look\":1.5"), IMPORT_BAD_VALUE, 2, "last_look" },
	{ DOMAIN(",\"report_address\":\"a\\nb\""), IMPORT_BAD_VALUE, 2,
	  "report_address" },
	{ DOMAIN(",\"report_address\":\"\\u202e\""), IMPORT_BAD_VALUE, 2,
	  "report_address" },
	{ HEAD TOLD(-1, "green"), IMPORT_BAD_VALUE, 2, "at" },
	{ HEAD TOLD(1, "blue"), IMPORT_BAD_VALUE, 2, "outcome" },
	{ HEAD "{\"told\":7}\n", IMPORT_BAD_VALUE, 2, "told" },
	{ HEAD "{\"told\":{\"domain\":\"a b\"}}\n", IMPORT_BAD_VALUE, 2,
	  "domain" },
	{ DOMAIN(",\"told\":[]"), IMPORT_BAD_VALUE, 2, "told" },
	{ DOMAIN(",\"choices\":{}"), IMPORT_BAD_VALUE, 2, "choices" },
	{ DOMAIN(",\"choices\":[7]"), IMPORT_BAD_VALUE, 2, "choices" },
	{ DOMAIN(",\"choices\":[{\"nth\":0,\"way\":\"x\"}]"), IMPORT_BAD_VALUE,
	  2, "way" },
	{ DOMAIN(",\"choices\":[{\"nth\":0,\"way\":\"dns\"},"
		 "{\"nth\":0,\"way\":\"dns\"}]"),
	  IMPORT_BAD_VALUE, 2, "nth" },
	{ DOMAIN(",\"ticks\":[{\"name\":\"a\",\"type\":65536}]"),
	  IMPORT_BAD_VALUE, 2, "type" },
	{ DOMAIN(",\"history\":[{\"at\":1}]"), IMPORT_BAD_VALUE, 2, "outcome" },
	{ DOMAIN(",\"history\":[{\"at\":1,\"outcome\":\"green\",\"records\":"
		 "[{\"nth\":0,\"name\":\"a\",\"type\":1,\"purpose\":\"spf\","
		 "\"required\":2,\"wanted\":\"\",\"state\":\"ok\"}]}]"),
	  IMPORT_BAD_VALUE, 2, "required" },
	{ DOMAIN(",\"history\":[{\"at\":1,\"outcome\":\"green\",\"codes\":"
		 "[{\"record\":0,\"nth\":0,\"code\":\"x\"}]}]"),
	  IMPORT_BAD_VALUE, 2, "code" },
	{ DOMAIN(",\"history\":[{\"at\":1,\"outcome\":\"green\",\"choices\":"
		 "[]}]"),
	  IMPORT_BAD_VALUE, 2, "choices" },
};

static void bad_lines_change_nothing(void **state)
{
	struct store *store = open_filled(*state);
	char *before = export_of(store);

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct import_result result;
		char *after;

		assert_int_equal(import_text(store, bad[i].text, &result),
				 ERR_SYNTAX);
		if (result.problem != bad[i].problem ||
		    result.line != bad[i].line ||
		    strcmp(result.key, bad[i].key) != 0)
			fail_msg("%s\nproblem %d, line %zu, \"%s\"",
				 bad[i].text, result.problem, result.line,
				 result.key);
		after = export_of(store);
		assert_string_equal(before, after);
		free(after);
	}
	free(before);
	store_close(store);
}

/* What an export of a smaller version does not have gets its default. */
static void what_is_absent_has_its_default(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	struct wizard w;

	(void)state;
	must_import(store, DOMAIN(""), 1, 0);
	wizard_init(&w);
	assert_int_equal(store_load(store, "a.nl", &w), OK);
	assert_int_equal(w.place, PLACE_SERVICE);
	assert_int_equal(w.choices.count, 0);
	wizard_free(&w);
	store_close(store);
}

/* Joins the two, and compares with what is wanted; both in the short form of
 * the cases: what stands behind the name. */
static const struct {
	const char *what, *here, *file, *wanted;
} joins[] = {
	{ "history: each moment once, by time, and how it stands now",
	  "'last_look':9,'outcome':'wrong','outcome_since':5,'history':["
	  "{'at':3,'outcome':'green'},{'at':5,'outcome':'wrong'}]",
	  "'last_look':4,'outcome':'green','outcome_since':2,'history':["
	  "{'at':1,'outcome':'wrong'},{'at':2,'outcome':'green'},"
	  "{'at':3,'outcome':'green'}]",
	  "'last_look':9,'outcome':'wrong','outcome_since':5,'history':["
	  "{'at':1,'outcome':'wrong'},{'at':2,'outcome':'green'},"
	  "{'at':3,'outcome':'green'},{'at':5,'outcome':'wrong'}]" },
	{ "how it stands now never contradicts the history",
	  "'last_look':9,'outcome':'wrong','outcome_since':2,'history':["
	  "{'at':2,'outcome':'wrong'}]",
	  "'last_look':5,'outcome':'green','outcome_since':4,"
	  "'green_since':4,'history':[{'at':4,'outcome':'green'}]",
	  "'last_look':9,'outcome':'green','outcome_since':4,"
	  "'green_since':4,'history':[{'at':2,'outcome':'wrong'},"
	  "{'at':4,'outcome':'green'}]" },
	{ "what was chosen here stays",
	  "'place':'waiting','choices':[{'nth':0,'service':'here',"
	  "'way':'dns'}],'ticks':[]",
	  "'last_look':5,'place':'done','access':'myself','choices':["
	  "{'nth':0,'service':'file','way':'dns'}],'ticks':["
	  "{'name':'a.nl','type':16}]",
	  "'last_look':5,'place':'waiting','choices':[{'nth':0,"
	  "'service':'here','way':'dns'}]" },
	{ "where nothing was chosen, the file tells", "'last_look':5",
	  "'place':'done','access':'myself','choices':["
	  "{'nth':0,'service':'file','way':'dns'}],'ticks':["
	  "{'name':'a.nl','type':16}]",
	  "'last_look':5,'place':'done','access':'myself','choices':["
	  "{'nth':0,'service':'file','way':'dns'}],'ticks':["
	  "{'name':'a.nl','type':16}]" },
	{ "first seen: who began earlier",
	  "'history':[{'at':5,'outcome':'green'}],'outcome':'green',"
	  "'outcome_since':5,'green_since':5,'seen':["
	  "{'name':'a.nl','type':16,'nth':0,'value':'late','priority':0,"
	  "'ttl':1},{'name':'x.a.nl','type':16,'nth':0,'value':'here',"
	  "'priority':0,'ttl':1}]",
	  "'history':[{'at':1,'outcome':'green'}],'outcome':'green',"
	  "'outcome_since':1,'seen':["
	  "{'name':'a.nl','type':16,'nth':0,'value':'early','priority':0,"
	  "'ttl':1}]",
	  "'history':[{'at':1,'outcome':'green'},{'at':5,"
	  "'outcome':'green'}],'outcome':'green','outcome_since':1,"
	  "'green_since':5,'seen':["
	  "{'name':'a.nl','type':16,'nth':0,'value':'early','priority':0,"
	  "'ttl':1},{'name':'x.a.nl','type':16,'nth':0,'value':'here',"
	  "'priority':0,'ttl':1}]" },
	{ "milestones: who looked last",
	  "'last_look':9,'milestones':[{'name':'a.nl','type':16,"
	  "'published_at':7,'vanished_at':0,'was_missing':1}]",
	  "'last_look':5,'milestones':[{'name':'a.nl','type':16,"
	  "'published_at':0,'vanished_at':0,'was_missing':1},"
	  "{'name':'b.a.nl','type':5,'published_at':3,'vanished_at':0,"
	  "'was_missing':0}]",
	  "'last_look':9,'milestones':[{'name':'a.nl','type':16,"
	  "'published_at':7,'vanished_at':0,'was_missing':1},"
	  "{'name':'b.a.nl','type':5,'published_at':3,'vanished_at':0,"
	  "'was_missing':0}]" },
};

static char *file_of(const char *rest)
{
	char *text = xasprintf(HEAD "{\"name\":\"a.nl\",%s}\n" TAIL(1), rest);

	for (char *at = text; *at; at++) {
		if (*at == '\'')
			*at = '"';
	}
	return text;
}

static char *export_after(const char *first, const char *second)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	char *text = file_of(first), *out;

	must_import(store, text, 1, 0);
	free(text);
	if (second) {
		text = file_of(second);
		must_import(store, text, 0, 1);
		must_import(store, text, 0, 1); /* again: no difference */
		free(text);
	}
	out = export_of(store);
	store_close(store);
	return out;
}

static void known_domains_are_joined(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(joins); i++) {
		char *got = export_after(joins[i].here, joins[i].file);
		char *wanted = export_after(joins[i].wanted, NULL);

		if (strcmp(got, wanted) != 0)
			fail_msg("%s:\n%s\ninstead of\n%s", joins[i].what, got,
				 wanted);
		free(got);
		free(wanted);
	}
}

/* Of what was told, the later word counts. */
static void what_was_told_last_stays(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	char *text;

	(void)state;
	must_import(store, HEAD TOLD(5, "green") TAIL(1), 0, 0);
	must_import(store, HEAD TOLD(4, "wrong") TAIL(1), 0, 0);
	text = export_of(store);
	assert_non_null(strstr(text, TOLD(5, "green") TAIL(1)));
	free(text);
	must_import(store, HEAD TOLD(6, "wrong") TAIL(1), 0, 0);
	text = export_of(store);
	assert_non_null(strstr(text, TOLD(6, "wrong") TAIL(1)));
	free(text);
	store_close(store);
}

static void settings_of_here_stay(void **state)
{
	struct store *store = open_store(STORE_IN_MEMORY);
	const char *text = "{\"zegel\":\"export\",\"version\":2,\"settings\":"
			   "{\"language\":\"de\"}}\n" TAIL(0);
	char *language;

	(void)state;
	must_import(store, text, 0, 0);
	assert_int_equal(store_get_setting(store, "language", &language), OK);
	assert_string_equal(language, "de");
	free(language);
	assert_int_equal(store_set_setting(store, "language", "nl"), OK);
	must_import(store, text, 0, 0);
	assert_int_equal(store_get_setting(store, "language", &language), OK);
	assert_string_equal(language, "nl");
	free(language);
	store_close(store);
}

static bool stop_at_once(void *ctx, const char *line)
{
	(void)line;
	(*(int *)ctx)++;
	return false;
}

static void an_export_can_be_stopped(void **state)
{
	struct store *store = open_filled(*state);
	int lines = 0;

	assert_int_equal(store_export(store, stop_at_once, &lines), OK);
	assert_int_equal(lines, 1);
	assert_int_equal(store_set_setting(store, "language", "nl"), OK);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DISK(export_comes_back_exactly),
		ON_DISK(export_leaves_nothing_out),
		cmocka_unit_test(other_settings_stay_here),
		ON_DISK(bad_lines_change_nothing),
		cmocka_unit_test(what_is_absent_has_its_default),
		cmocka_unit_test(known_domains_are_joined),
		cmocka_unit_test(what_was_told_last_stays),
		cmocka_unit_test(settings_of_here_stay),
		ON_DISK(an_export_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
