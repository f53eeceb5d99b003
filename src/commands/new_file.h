/* A file for the person: what the wizard writes down.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_NEW_FILE_H
#define ZEGEL_COMMANDS_NEW_FILE_H

#include "base/util.h"

/* Writes text into zegel-DOMAIN.EXTENSION in the folder where zegel was
 * started or, when that cannot be written, at home. A file that is there is
 * never touched: then it is zegel-DOMAIN-2.EXTENSION, and so on. Returns its
 * whole path, for the caller to free; NULL when nothing could be written. As
 * save_text(): whole or not at all, and for the person alone. */
char *new_file_write(const char *domain, const char *extension,
		     const char *text);

/* Writes text into the file that somebody typed the name of, as struct
 * wizard_actions has it. */
enum err new_file_write_typed(void *ctx, const char *typed, const char *text,
			      bool replace, char **path);

#endif
