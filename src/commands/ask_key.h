/* Asks for a key or a password at the terminal, which shows nothing of it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_ASK_KEY_H
#define ZEGEL_COMMANDS_ASK_KEY_H

#include "base/secret.h"

/* One line from the terminal itself, whatever the standard input is. NULL when
 * there is no terminal. The caller frees it; it may be empty, or no key. A
 * signal that ends the program does so after the terminal is as it was. */
struct secret *ask_key(const char *prompt);
struct secret *ask_password(const char *prompt); /* the same for a password */

#endif
