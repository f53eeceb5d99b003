/* A key that somebody typed, or that the environment held: in a page of its own
 * that is neither swapped out nor dumped, wiped when it is given back.
 *
 * From the first one on the process leaves no core and nobody else of the same
 * user may look into it (Linux: PR_SET_DUMPABLE), to its end: what passes a key
 * on may leave traces of it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_SECRET_H
#define ZEGEL_BASE_SECRET_H

#include "base/util.h"

/* Shorter ones are a slip, longer ones no key. */
enum { SECRET_MIN = 8, SECRET_MAX = 1000 };

struct secret;

struct secret *secret_new(void);    /* empty */
void secret_free(struct secret *s); /* wipes; NULL is allowed */

/* The same for a password, which is no key: any byte but a control character
 * belongs to it, blanks too, and one byte is enough. */
struct secret *secret_new_password(void);

/* Adds bytes. Blanks and line ends at either end of what was typed or pasted do
 * not count; any other byte that cannot stand in a key makes it no key. */
void secret_add(struct secret *s, const char *bytes, size_t len);
void secret_take_back(struct secret *s); /* the last character */
void secret_clear(struct secret *s);

/* A second one with the same in it; NULL of NULL. */
struct secret *secret_copy(const struct secret *s);

bool secret_is_empty(const struct secret *s);

/* True for SECRET_MIN to SECRET_MAX visible ASCII characters; of a password for
 * 1 to SECRET_MAX bytes. */
bool secret_is_good(const struct secret *s);

/* Borrowed until the next change. */
const char *secret_text(const struct secret *s);

/* The value of an environment variable, which is wiped and removed, so that no
 * child and nobody who looks at this process has it; NULL when it is not there
 * or empty. */
struct secret *secret_from_environment(const char *name);
struct secret *secret_password_from_environment(const char *name);

#endif
