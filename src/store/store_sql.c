/* The tables, how they changed, and every statement: the only SQL of the
 * program.
 *
 * Words, not numbers, stand for places, ways, states and outcomes, so that the
 * order of an enum may change. Record types are the registry's numbers.
 *
 * SPDX-License-Identifier: MIT */
#include "store/store_internal.h"

/* The tables as they were in version STORE_SCHEMA_VERSION. */
const char STORE_SCHEMA[] =
	"CREATE TABLE setting("
	" name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

	"CREATE TABLE domain("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" place TEXT NOT NULL DEFAULT 'service',"
	" access TEXT NOT NULL DEFAULT '',"
	" report_address TEXT,"
	" pasted_text TEXT," /* on its way to becoming values */
	" waiting_since INTEGER NOT NULL DEFAULT 0,"
	" green_since INTEGER NOT NULL DEFAULT 0,"
	" outcome TEXT,"
	" outcome_since INTEGER NOT NULL DEFAULT 0,"
	" last_look INTEGER NOT NULL DEFAULT 0) STRICT;"

	/* service NULL: "not in the list". */
	"CREATE TABLE choice("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" nth INTEGER NOT NULL, service TEXT, way TEXT NOT NULL,"
	" PRIMARY KEY(domain, nth)) STRICT, WITHOUT ROWID;"

	/* Values of a choice; choice -1: records that are wanted by
	 * themselves. */
	"CREATE TABLE pasted("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" choice INTEGER NOT NULL, nth INTEGER NOT NULL,"
	" name TEXT NOT NULL, type INTEGER NOT NULL, ttl INTEGER NOT NULL,"
	" priority INTEGER NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY(domain, choice, nth)) STRICT, WITHOUT ROWID;"

	/* Variables of a choice; choice -1: what is chosen for the domain. */
	"CREATE TABLE variable("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" choice INTEGER NOT NULL, nth INTEGER NOT NULL,"
	" name TEXT NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY(domain, choice, nth)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE picked_group("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" nth INTEGER NOT NULL, name TEXT NOT NULL,"
	" PRIMARY KEY(domain, nth)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE tick("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" name TEXT NOT NULL, type INTEGER NOT NULL,"
	" PRIMARY KEY(domain, name, type)) STRICT, WITHOUT ROWID;"

	/* As first seen; value NULL: definitely nothing was there. */
	"CREATE TABLE seen("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" name TEXT NOT NULL, type INTEGER NOT NULL, nth INTEGER NOT NULL,"
	" value TEXT, priority INTEGER NOT NULL, ttl INTEGER NOT NULL,"
	" PRIMARY KEY(domain, name, type, nth)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE milestone("
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" name TEXT NOT NULL, type INTEGER NOT NULL,"
	" published_at INTEGER NOT NULL, vanished_at INTEGER NOT NULL,"
	" was_missing INTEGER NOT NULL, value TEXT,"
	" PRIMARY KEY(domain, name, type)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE verdict("
	" id INTEGER PRIMARY KEY,"
	" domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	" at INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT;"
	"CREATE INDEX verdict_of_domain ON verdict(domain, id);"

	"CREATE TABLE verdict_record("
	" verdict INTEGER NOT NULL REFERENCES verdict ON DELETE CASCADE,"
	" nth INTEGER NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,"
	" purpose TEXT NOT NULL, required INTEGER NOT NULL,"
	" wanted TEXT NOT NULL, state TEXT NOT NULL,"
	" PRIMARY KEY(verdict, nth)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE verdict_found("
	" verdict INTEGER NOT NULL REFERENCES verdict ON DELETE CASCADE,"
	" record INTEGER NOT NULL, nth INTEGER NOT NULL,"
	" name TEXT NOT NULL, type INTEGER NOT NULL,"
	" priority INTEGER NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY(verdict, record, nth)) STRICT, WITHOUT ROWID;"

	/* The errors that stood; record -1: about the domain as a whole. */
	"CREATE TABLE verdict_code("
	" verdict INTEGER NOT NULL REFERENCES verdict ON DELETE CASCADE,"
	" record INTEGER NOT NULL, nth INTEGER NOT NULL,"
	" code TEXT NOT NULL, at TEXT,"
	" PRIMARY KEY(verdict, record, nth)) STRICT, WITHOUT ROWID;";

/* What changed since, in order; it runs once on a file of an earlier version,
 * and on a new file right after STORE_SCHEMA.
 *
 * To change the tables: append rows here with the next version (all that goes
 * to main at once has one version), name the column in the statements below,
 * and save a file as it is then as tests/unit/data/store/version-N.sql. A
 * column goes to the end of its table and has a default or may be NULL. Rows
 * that were on main never change, nor does STORE_SCHEMA. zegel export takes a
 * column along by itself, and a new table when it stands in store_tables.c. */
const struct migration STORE_MIGRATIONS[] = {
	/* Version 1 had three shapes; the later ones have these. */
	{ 2, "milestone", "value", "ALTER TABLE milestone ADD value TEXT" },
	{ 2, "domain", "pasted_text",
	  "ALTER TABLE domain ADD pasted_text TEXT" },
	/* What was told; outcome NULL: nothing yet. errors NULL: not known. */
	{ 3, NULL, NULL,
	  "CREATE TABLE told("
	  " domain TEXT NOT NULL, services TEXT NOT NULL,"
	  " channel TEXT NOT NULL, outcome TEXT, errors TEXT,"
	  " unknowns INTEGER NOT NULL, at INTEGER NOT NULL,"
	  " PRIMARY KEY(domain, services, channel)) STRICT, WITHOUT ROWID" },
	{ 4, NULL, NULL,
	  "CREATE TABLE reminder("
	  " domain INTEGER NOT NULL REFERENCES domain ON DELETE CASCADE,"
	  " service TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,"
	  " since INTEGER NOT NULL, due INTEGER NOT NULL,"
	  " done INTEGER NOT NULL DEFAULT 0,"
	  " PRIMARY KEY(domain, service, kind)) STRICT, WITHOUT ROWID" },
};

const size_t STORE_MIGRATION_COUNT = COUNT_OF(STORE_MIGRATIONS);

const char *const STORE_SQL[SQL_COUNT] = {
	[SQL_BEGIN_READ] = "BEGIN",
	[SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",

	[SQL_DOMAIN_FIND] =
		"SELECT id, place, access, report_address, waiting_since,"
		" green_since, pasted_text FROM domain WHERE name = ?",
	[SQL_DOMAIN_ADD] =
		"INSERT INTO domain(name) VALUES (?) ON CONFLICT DO NOTHING",
	[SQL_DOMAIN_UPDATE] =
		"UPDATE domain SET place = ?2, access = ?3, report_address = "
		"?4,"
		" waiting_since = ?5, green_since = ?6, pasted_text = ?7"
		" WHERE id = ?1",
	[SQL_DOMAIN_DELETE] = "DELETE FROM domain WHERE id = ?",
	[SQL_DOMAIN_OUTCOME] =
		"SELECT outcome, outcome_since FROM domain WHERE name = ?",
	[SQL_DOMAIN_LOOKED] = "UPDATE domain SET last_look = ?2 WHERE id = ?1",
	[SQL_DOMAIN_TURNED] =
		"UPDATE domain SET"
		" outcome_since = CASE WHEN outcome IS ?2 THEN outcome_since"
		" ELSE ?3 END,"
		" green_since = CASE WHEN ?2 <> 'green' THEN 0"
		" WHEN green_since = 0 THEN ?3 ELSE green_since END,"
		" outcome = ?2 WHERE id = ?1",
	/* The services of one domain follow each other. */
	[SQL_DOMAIN_LIST] =
		"SELECT domain.id, domain.name, outcome, outcome_since,"
		" last_look, service FROM domain"
		" LEFT JOIN choice ON choice.domain = domain.id"
		" ORDER BY domain.name, nth",

	[SQL_DOMAIN_NAMES] = "SELECT name FROM domain ORDER BY name",

	[SQL_CHOICE_LIST] = "SELECT nth, service, way"
			    " FROM choice WHERE domain = ? ORDER BY nth",
	[SQL_CHOICE_ADD] = "INSERT INTO choice VALUES (?, ?, ?, ?)",
	[SQL_CHOICE_CLEAR] = "DELETE FROM choice WHERE domain = ?",
	[SQL_PASTED_LIST] =
		"SELECT name, type, ttl, priority, value FROM pasted"
		" WHERE domain = ? AND choice = ? ORDER BY nth",
	[SQL_PASTED_ADD] = "INSERT INTO pasted VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_PASTED_CLEAR] = "DELETE FROM pasted WHERE domain = ?",
	[SQL_VARIABLE_LIST] = "SELECT name, value FROM variable"
			      " WHERE domain = ? AND choice = ? ORDER BY nth",
	[SQL_VARIABLE_ADD] = "INSERT INTO variable VALUES (?, ?, ?, ?, ?)",
	[SQL_VARIABLE_CLEAR] = "DELETE FROM variable WHERE domain = ?",
	[SQL_PICKED_LIST] =
		"SELECT name FROM picked_group WHERE domain = ? ORDER BY nth",
	[SQL_PICKED_ADD] = "INSERT INTO picked_group VALUES (?, ?, ?)",
	[SQL_PICKED_CLEAR] = "DELETE FROM picked_group WHERE domain = ?",
	[SQL_TICK_LIST] = "SELECT name, type FROM tick WHERE domain = ?",
	[SQL_TICK_ADD] = "INSERT OR IGNORE INTO tick VALUES (?, ?, ?)",
	[SQL_TICK_CLEAR] = "DELETE FROM tick WHERE domain = ?",

	[SQL_SEEN_LIST] = "SELECT name, type, value, priority, ttl FROM seen"
			  " WHERE domain = ? ORDER BY name, type, nth",
	[SQL_SEEN_ADD] =
		"INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)",
	[SQL_MILESTONE_LIST] =
		"SELECT name, type, published_at, vanished_at, was_missing,"
		" value FROM milestone WHERE domain = ?",
	[SQL_MILESTONE_PUT] =
		/* Another zegel may have seen it published meanwhile. */
	"INSERT INTO milestone VALUES (?, ?, ?, ?, ?, ?, ?)"
	" ON CONFLICT DO UPDATE SET"
	" published_at = CASE WHEN excluded.published_at = 0"
	" THEN published_at ELSE excluded.published_at END,"
	" vanished_at = excluded.vanished_at,"
	" was_missing = excluded.was_missing,"
	" value = COALESCE(excluded.value, value)",

	[SQL_VERDICT_LAST] = "SELECT id, outcome FROM verdict"
			     " WHERE domain = ? ORDER BY id DESC LIMIT 1",
	[SQL_VERDICT_ADD] =
		"INSERT INTO verdict(domain, at, outcome) VALUES (?, ?, ?)",
	[SQL_TURN_LIST] = "SELECT id, at, outcome FROM verdict"
			  " WHERE domain = ? ORDER BY id",
	[SQL_TURN_RECORDS] = "SELECT nth, name, type, purpose, required,"
			     " wanted, state FROM verdict_record"
			     " WHERE verdict = ? ORDER BY nth",
	[SQL_TURN_FOUND] = "SELECT record, name, type, priority, value"
			   " FROM verdict_found"
			   " WHERE verdict = ? ORDER BY record, nth",
	[SQL_TURN_CODES] = "SELECT record, code FROM verdict_code"
			   " WHERE verdict = ? ORDER BY record, nth",
	[SQL_STATE_LIST] = "SELECT name, type, state FROM verdict_record"
			   " WHERE verdict = ? ORDER BY nth",
	[SQL_STATE_ADD] =
		"INSERT INTO verdict_record VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_FOUND_ADD] =
		"INSERT INTO verdict_found VALUES (?, ?, ?, ?, ?, ?, ?)",
	[SQL_CODE_ADD] = "INSERT INTO verdict_code VALUES (?, ?, ?, ?, ?)",

	[SQL_TOLD_GET] = "SELECT outcome, errors, unknowns, at FROM told"
			 " WHERE domain = ? AND services = ? AND channel = ?",
	[SQL_TOLD_PUT] =
		"INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?, ?, ?)",
	[SQL_TOLD_OUTDATE] =
		"DELETE FROM told WHERE domain = ? AND services = ?"
		" AND channel = ? AND at < ?",
	[SQL_TOLD_CLEAR] = "DELETE FROM told WHERE domain = ?",

	/* What is known already stays, unless it is about something else. */
	[SQL_REMINDER_WANT] =
		"INSERT INTO reminder(domain, service, kind, about, since, due)"
		" VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
		" about = excluded.about, since = excluded.since,"
		" due = excluded.due, done = 0 WHERE about <> excluded.about",
	[SQL_REMINDER_END] = "UPDATE reminder SET done = ?4 WHERE domain ="
			     " (SELECT id FROM domain WHERE name = ?1)"
			     " AND service = ?2 AND kind = ?3 AND done = 0",
	[SQL_REMINDER_LIST] =
		"SELECT name, service, kind, about, since, due, done"
		" FROM reminder JOIN domain ON domain.id = reminder.domain"
		" WHERE ?1 IS NULL OR name = ?1"
		" ORDER BY name, service, kind",

	[SQL_SETTING_GET] = "SELECT value FROM setting WHERE name = ?",
	[SQL_SETTING_PUT] = "INSERT OR REPLACE INTO setting VALUES (?, ?)",
};
