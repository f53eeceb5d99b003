/* Where the catalogue's data files are, and how they are read.
 *
 * ZEGEL_DATADIR, else the folder share/zegel beside the program, else
 * PREFIX/share/zegel. It holds services.json, services/ and hosts.json.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_DATADIR_H
#define ZEGEL_CATALOG_DATADIR_H

#include "base/str.h"

/* The folder; the caller frees it. Never NULL, but it may not exist. */
char *catalog_data_dir(void);

/* Reads a whole regular file into *out (a str of yours, emptied first; its
 * ceiling counts). ERR_NOT_FOUND, ERR_DENIED, ERR_IO, ERR_TOO_LONG. */
enum err catalog_read_file(const char *path, struct str *out) MUST_CHECK;

#endif
