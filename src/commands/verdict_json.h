/* A verdict as `check --json` writes it: product's contract, whose keys are
 * never renamed.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_VERDICT_JSON_H
#define ZEGEL_COMMANDS_VERDICT_JSON_H

#include "commands/json.h"
#include "text/finding_text.h"

/* One object on one line. */
void verdict_write_json(struct json_writer *j, const struct verdict *v);

/* The same without its end, for whoever adds to it. */
void verdict_begin_json(struct json_writer *j, const struct verdict *v);

/* How a domain turned since that was told last. */
struct verdict_turn {
	bool is_first; /* nothing was told yet */
	enum outcome before;
	time_t before_at;
	enum outcome now;
	unsigned unknowns; /* looks in a row without an answer */
};

/* The same with the key "turned"; without it where turn is NULL. */
void verdict_write_turned(struct json_writer *j, const struct verdict *v,
			  const struct verdict_turn *turn);

/* id (null: not one of the catalogue's), name and control panel of the DNS
 * host, as far as they are known, into the object that was begun. */
void verdict_write_host(struct json_writer *j, const struct verdict *v);

/* "findings": [...] */
void verdict_write_findings(struct json_writer *j,
			    const struct findings *findings,
			    const struct finding_context *context);

#endif
