/* SPDX-License-Identifier: MIT */
#include "base/util.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*out_of_memory_hook)(void);
static int64_t test_ms = -1;
static time_t test_wall;

void set_out_of_memory_hook(void (*hook)(void))
{
	out_of_memory_hook = hook;
}

_Noreturn void die_out_of_memory(void)
{
	static const char text[] = "zegel: out of memory\n";

	if (out_of_memory_hook)
		out_of_memory_hook();
	/* Nothing can be done about a failing write here. */
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(4);
	_exit(4);
}

static void *or_die(void *memory)
{
	if (!memory)
		die_out_of_memory();
	return memory;
}

void *xmalloc(size_t size)
{
	return or_die(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
	return or_die(calloc(count ? count : 1, size ? size : 1));
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	return or_die(reallocarray(old, count ? count : 1, size ? size : 1));
}

char *xstrdup(const char *text)
{
	return or_die(strdup(text));
}

char *xstrndup(const char *text, size_t len)
{
	return or_die(strndup(text, len));
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	char *text = NULL;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		die_out_of_memory();
	va_end(args);
	return text;
}

FILE *xopen_memstream(char **text, size_t *len)
{
	FILE *to = open_memstream(text, len);

	if (!to)
		die_out_of_memory();
	return to;
}

void *grow(void *array, size_t count, size_t *cap, size_t item_size)
{
	if (count < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 8;
	return xreallocarray(array, *cap, item_size);
}

int64_t clock_ms(void)
{
	struct timespec now;

	if (test_ms >= 0)
		return test_ms;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

time_t clock_wall(void)
{
	return test_ms >= 0 ? test_wall : time(NULL);
}

void clock_set_for_test(int64_t ms, time_t wall)
{
	test_ms = ms;
	test_wall = wall;
}
