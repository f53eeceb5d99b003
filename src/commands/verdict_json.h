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

/* id (null: not one of the catalogue's), name and control panel of the DNS
 * host, as far as they are known, into the object that was begun. */
void verdict_write_host(struct json_writer *j, const struct verdict *v);

/* "findings": [...] */
void verdict_write_findings(struct json_writer *j,
			    const struct findings *findings,
			    const struct finding_context *context);

#endif
