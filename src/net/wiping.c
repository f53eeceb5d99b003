/* SPDX-License-Identifier: MIT */
#include "net/wiping.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"

void *wiping_malloc(size_t size)
{
	return xmalloc(size);
}

void *wiping_calloc(size_t count, size_t size)
{
	return xcalloc(count, size);
}

void wiping_free(void *memory)
{
	if (memory)
		explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

/* realloc() may leave a copy behind where the old piece was. */
void *wiping_realloc(void *old, size_t size)
{
	size_t old_size = old ? malloc_usable_size(old) : 0;
	void *memory = xmalloc(size);

	if (!old)
		return memory;
	memcpy(memory, old, old_size < size ? old_size : size);
	wiping_free(old);
	return memory;
}

char *wiping_strdup(const char *text)
{
	return xstrdup(text);
}
