/* SPDX-License-Identifier: MIT */
#include "catalog/pattern.h"

#include <string.h>

#include "base/name.h"

static bool fits_wild(char wild, char c)
{
	return wild == '#' ? c >= '0' && c <= '9' : c != '\0' && c != '.';
}

/* A wild card stays inside a label and our patterns have three at most, so
 * trying its lengths one by one is cheap. */
static bool match_whole(const char *pattern, const char *name)
{
	for (; *pattern; pattern++, name++) {
		char wild = *pattern;

		if (wild != '*' && wild != '#') {
			if (wild != *name)
				return false;
			continue;
		}
		if (wild == '#' && !fits_wild(wild, *name++))
			return false;
		while (!match_whole(pattern + 1, name)) {
			if (!fits_wild(wild, *name++))
				return false;
		}
		return true;
	}
	return *name == '\0';
}

/* Most patterns are told from a name by its last letters. */
static bool ends_otherwise(const char *pattern, size_t pattern_len,
			   const char *name, size_t name_len)
{
	for (size_t i = 1; i <= pattern_len; i++) {
		char c = pattern[pattern_len - i];

		if (c == '*' || c == '#')
			return false;
		if (i > name_len || name[name_len - i] != c)
			return true;
	}
	return false;
}

size_t pattern_match(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	if (ends_otherwise(pattern, len, name, strlen(name)))
		return 0;
	if (pattern[0] == '*' && pattern[1] == '.' &&
	    !strpbrk(pattern + 2, "*#")) {
		const char *zone = pattern + 2;

		return name_is_under(name, zone) && !name_equal(name, zone)
			       ? len
			       : 0;
	}
	if (strpbrk(pattern, "*#"))
		return match_whole(pattern, name) ? len : 0;
	return name_is_under(name, pattern) ? len : 0;
}

size_t pattern_match_any(const char *const *patterns, size_t count,
			 const char *name)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		size_t fit = pattern_match(patterns[i], name);

		if (fit > best)
			best = fit;
	}
	return best;
}
