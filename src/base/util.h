/* What every module needs: error codes, memory that never fails, the clock.
 *
 * Memory: the x-functions never return NULL; when memory is out they call the
 * hook (which restores the terminal) and end the program with status 4.
 * Times: milliseconds of the monotonic clock unless a name says otherwise.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_UTIL_H
#define ZEGEL_BASE_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#define MUST_CHECK              __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, args) __attribute__((format(printf, text, args)))
#define COUNT_OF(array)         (sizeof(array) / sizeof((array)[0]))

enum err {
	OK = 0,
	ERR_SYNTAX,      /* the input is not what it should be */
	ERR_TOO_LONG,    /* a ceiling was reached */
	ERR_NOT_FOUND,   /* no such thing */
	ERR_IO,          /* reading or writing failed; errno tells why */
	ERR_DENIED,      /* no permission */
	ERR_EXISTS,      /* it is there already */
	ERR_NEWER,       /* written by a newer zegel */
	ERR_DAMAGED,     /* a file of ours is not readable any more */
	ERR_BUSY,        /* somebody else holds it */
	ERR_UNSUPPORTED, /* this machine or terminal cannot do it */
};

/* Ends the program with status 4 after the hook; never returns. */
_Noreturn void die_out_of_memory(void);

/* Sets what runs before the program ends for want of memory (NULL: nothing). */
void set_out_of_memory_hook(void (*hook)(void));

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
char *xasprintf(const char *format, ...) PRINTF_LIKE(1, 2);
FILE *xopen_memstream(char **text, size_t *len);

/* Makes room for one more item in a growing array: returns the array, whose
 * capacity *cap is then above count. Start with NULL and 0. */
void *grow(void *array, size_t count, size_t *cap, size_t item_size);

/* The monotonic clock in milliseconds. */
int64_t clock_ms(void);

/* The time of day in seconds. */
time_t clock_wall(void);

/* From now on both clocks stand still at these values (tests only);
 * a negative ms lets them run again. */
void clock_set_for_test(int64_t ms, time_t wall);

#endif
