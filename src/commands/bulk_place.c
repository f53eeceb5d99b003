/* SPDX-License-Identifier: MIT */
#include "commands/bulk_place.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FORM "zegel list 1\nlines %" PRIu64 "\nsum %016" PRIx64 "\n"

enum err bulk_place_load(const char *file, struct line_place *out)
{
	struct slice rest, line, word;
	char text[200];
	FILE *from = fopen(file, "re");
	size_t len;
	uint64_t lines;
	char *end;
	char again[sizeof(text)];

	if (!from)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	len = fread(text, 1, sizeof(text) - 1, from);
	fclose(from);
	text[len] = '\0';
	rest = slice_of(text);
	if (!slice_next_line(&rest, &line) || !slice_next_word(&rest, &word) ||
	    !slice_next_word(&rest, &word) ||
	    !slice_take_number(&word, UINT64_MAX, &lines) ||
	    !slice_next_word(&rest, &word) || !slice_next_word(&rest, &word))
		return ERR_DAMAGED;
	out->lines = lines;
	out->sum = strtoull(word.at, &end, 16);
	/* It is what we would write, or it is something else. */
	snprintf(again, sizeof(again), FORM, out->lines, out->sum);
	return slice_is(slice_of(text), again) ? OK : ERR_DAMAGED;
}

enum err bulk_place_save(const char *file, const struct line_place *place)
{
	char *fresh = xasprintf("%s.new", file);
	FILE *to = fopen(fresh, "we");
	bool good = false;

	if (to) {
		good = fprintf(to, FORM, place->lines, place->sum) > 0;
		good &= fflush(to) == 0 && fsync(fileno(to)) == 0;
		good &= fclose(to) == 0;
		good = good && rename(fresh, file) == 0;
		if (!good)
			(void)unlink(fresh);
	}
	free(fresh);
	return good ? OK : ERR_IO;
}

void bulk_place_remove(const char *file)
{
	(void)unlink(file);
}
