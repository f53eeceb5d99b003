/* What zegel remembers between runs: domains, choices, what was first seen and
 * how verdicts turned, in one SQLite file that several processes may share.
 *
 * Nothing is ever written to a file that is damaged, newer or not ours. A
 * function that fails leaves the file as it was before the call. Errors:
 * ERR_NEWER, ERR_DAMAGED, ERR_DENIED, ERR_BUSY (somebody held it for longer
 * than five seconds), ERR_IO (disk full and the like).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_STORE_STORE_H
#define ZEGEL_STORE_STORE_H

#include "core/check.h"
#include "core/known.h"
#include "core/reminder.h"
#include "core/told.h"
#include "core/wizard.h"

struct store;

#define STORE_IN_MEMORY ":memory:" /* keeps nothing */

/* $XDG_STATE_HOME/zegel/zegel.db, else ~/.local/state/zegel/zegel.db; the
 * caller frees it. NULL when there is no home either. */
char *store_default_path(void);

/* Opens path (NULL: the default one, its folder is made with mode 0700) and
 * makes it when it is not there, with mode 0600. */
enum err store_open(const char *path, struct store **out) MUST_CHECK;
void store_close(struct store *store); /* NULL is allowed */

/* Fills the wizard's choices, past, place, access, ticks, pasted text and
 * times with what is known of domain; whatever stood there is freed.
 * ERR_NOT_FOUND: not known, and the wizard is unchanged. */
enum err store_load(struct store *store, const char *domain,
		    struct wizard *w) MUST_CHECK;

/* Keeps the same of w->choices.domain. */
enum err store_save(struct store *store, struct wizard *w) MUST_CHECK;

/* Keeps only the past, for those who look without choosing. What was first seen
 * is kept as whoever came first saw it. */
enum err store_save_past(struct store *store, const char *domain,
			 struct past *past) MUST_CHECK;

/* Keeps a complete verdict when something turned: its outcome or the state of a
 * record. What is unknown never takes the place of something definite.
 * *turned (may be NULL) tells whether something was added. */
enum err store_add_verdict(struct store *store, const struct verdict *verdict,
			   bool *turned) MUST_CHECK;

/* Calls each() for every known domain by name until it returns false. */
enum err store_each_domain(struct store *store, known_domain_fn *each,
			   void *ctx) MUST_CHECK;

/* Calls each() for every moment at which something of the domain turned, oldest
 * first, until it returns false. ERR_NOT_FOUND: the domain is not known. */
enum err store_each_turn(struct store *store, const char *domain, turn_fn *each,
			 void *ctx) MUST_CHECK;

/* The last definite outcome of a known domain, and since when that holds.
 * ERR_NOT_FOUND: there is none. */
enum err store_get_outcome(struct store *store, const char *domain,
			   enum outcome *outcome, time_t *since) MUST_CHECK;

/* What is told belongs to a domain with its services, and to a way of telling.
 * Borrows. */
struct told_key {
	const char *domain;
	const char *services; /* ids with commas between, or "" */
	const char *channel;
};

/* What was told last (free it with told_free()). ERR_NOT_FOUND: nothing was,
 * and *out says so. */
enum err store_get_told(struct store *store, const struct told_key *key,
			struct told *out) MUST_CHECK;
enum err store_put_told(struct store *store, const struct told_key *key,
			const struct told *told) MUST_CHECK;

/* All of them or none. */
enum err store_put_told_all(struct store *store, const struct told_key *keys,
			    const struct told *told, size_t count) MUST_CHECK;

/* Keeps that somebody has to be reminded, unless it is kept already (then it
 * stays as it is) about the same. ERR_NOT_FOUND: the domain is not known. */
enum err store_want_reminder(struct store *store,
			     const struct reminder *reminder) MUST_CHECK;

/* It was done. Nothing happens when there is none. */
enum err store_end_reminder(struct store *store, const char *domain,
			    const char *service, enum reminder_kind kind,
			    time_t now) MUST_CHECK;

/* Calls each() for every reminder of the domain (NULL: of all of them, by their
 * names), also for those that are done or past, until it returns false. What it
 * gets is borrowed for the call. */
enum err store_each_reminder(struct store *store, const char *domain,
			     reminder_fn *each, void *ctx) MUST_CHECK;

/* Deletes everything about a domain, from the disk as well. ERR_NOT_FOUND: it
 * was not known. */
enum err store_forget(struct store *store, const char *domain) MUST_CHECK;

/* One text under a name: "language" of the last run. The caller frees *value;
 * NULL when it was never set. */
enum err store_get_setting(struct store *store, const char *name,
			   char **value) MUST_CHECK;
enum err store_set_setting(struct store *store, const char *name,
			   const char *value) MUST_CHECK;

/* Calls each() with every line of an export, without its LF, until it returns
 * false. All lines are of one moment. */
typedef bool export_fn(void *ctx, const char *line);
enum err store_export(struct store *store, export_fn *each,
		      void *ctx) MUST_CHECK;

enum import_problem {
	IMPORT_GOOD,
	IMPORT_NOT_AN_EXPORT,   /* the first line is not that of one */
	IMPORT_NEWER,           /* of a newer zegel */
	IMPORT_NOT_JSON,        /* the line is no JSON object */
	IMPORT_BAD_VALUE,       /* key: what does not fit, or is not known */
	IMPORT_LINES_MISSING,   /* the last line is not there, or counts more */
	IMPORT_LINES_AFTER_END, /* there is something behind it */
};

struct import_result {
	enum import_problem problem;
	size_t line;          /* the one that was read last, from 1 */
	char key[65];         /* of IMPORT_BAD_VALUE; cleaned */
	size_t added, joined; /* domains that were new, and known */
};

/* An import holds the file for itself from begin to end. A line is refused with
 * ERR_SYNTAX. End keeps what came when err is OK and the last line was there,
 * else nothing; it frees the import, tells how it went, and returns err or what
 * went wrong with keeping it. How a known domain is joined: store_merge.c. */
struct import;
enum err store_import_begin(struct store *store,
			    struct import **out) MUST_CHECK;
enum err store_import_line(struct import *import, const char *line,
			   size_t len) MUST_CHECK;
enum err store_import_end(struct import *import, enum err err,
			  struct import_result *result) MUST_CHECK;

#endif
