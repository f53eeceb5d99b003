/* A plan as `records --json` writes it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_RECORDS_JSON_H
#define ZEGEL_COMMANDS_RECORDS_JSON_H

#include "commands/records_print.h"

/* {"domain","add","change","remove","keep"} on one line. */
void records_write_json(const struct printed_plan *p);

#endif
