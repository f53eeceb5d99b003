/* Where the files are that belong to the program: its sentences, its catalogue.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_PROGRAM_H
#define ZEGEL_BASE_PROGRAM_H

/* The folder "built" beside the program (in its build folder: an older
 * installed copy must not get in the way), else "installed" of the place that
 * the program was installed to, wherever that was moved, else of PREFIX. The
 * caller frees it; it need not exist. */
char *program_folder(const char *built, const char *installed);

#endif
