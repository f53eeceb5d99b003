/* A proof as JSON (tests/schema/header.json).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_HEADER_JSON_H
#define ZEGEL_COMMANDS_HEADER_JSON_H

#include "core/proof.h"

void header_write(const struct proof *proof);

#endif
