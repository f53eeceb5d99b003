/* SPDX-License-Identifier: MIT */
#include "core/near.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"

#define DIGITS "0123456789"

enum { TYPO_MAX = 3, COMPARED_MAX = 1024 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: three rows of the table of Wagner and Fischer are
 * enough to see a swap of neighbours. */
unsigned near_distance(const char *a, const char *b, unsigned max)
{
	size_t a_len = strlen(a), b_len = strlen(b);
	unsigned *rows[3], distance;

	if (a_len > COMPARED_MAX || b_len > COMPARED_MAX ||
	    (a_len > b_len ? a_len - b_len : b_len - a_len) > max)
		return max + 1;
	for (int i = 0; i < 3; i++)
		rows[i] = xcalloc(b_len + 1, sizeof(**rows));
	for (size_t k = 0; k <= b_len; k++)
		rows[0][k] = (unsigned)k;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned *above = rows[(i - 1) % 3], *now = rows[i % 3];
		const unsigned *two_above = rows[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (size_t k = 1; k <= b_len; k++) {
			unsigned change = a[i - 1] != b[k - 1];

			now[k] = least(least(above[k] + 1, now[k - 1] + 1),
				       above[k - 1] + change);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				now[k] = least(now[k], two_above[k - 2] + 1);
		}
	}
	distance = rows[a_len % 3][b_len];
	for (int i = 0; i < 3; i++)
		free(rows[i]);
	return least(distance, max + 1);
}

static long first_difference(const char *a, const char *b)
{
	long at = 0;

	while (a[at] && a[at] == b[at])
		at++;
	return at;
}

/* One reading of the found text that leaves something out. */
struct reading {
	enum finding_code code;
	const char *const *dropped; /* these pieces of text do not count */
	size_t count;
};

/* Of another kind, too, and as base/clean.h shows them. */
static const char *const blanks[] = {
	" ",
	"\\032",
	"\t",
	"\\010",
	"\\013",
	"\\009",
	"\\x09",
	"\\x0A",
	"\\x0D",
	"\\xA0",
	"\xc2\xa0" /* no-break space */,
	"\xe2\x80\x89",
	"\xe2\x80\xaf",
	"\xef\xbf\xbd" /* in the place of what cannot be seen */,
};
static const char *const quotes[] = {
	"\"",           "\\034",        "\\\"",         "\xe2\x80\x9c",
	"\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x98", "\xe2\x80\x99",
	"\xe2\x80\x9a", "\xc2\xab",     "\xc2\xbb",     "'"
};
static const char *const escapes[] = { "\\\\", "\\" };

static const struct reading readings[] = {
	{ FINDING_VALUE_WHITESPACE, blanks, COUNT_OF(blanks) },
	{ FINDING_VALUE_QUOTES, quotes, COUNT_OF(quotes) },
	{ FINDING_VALUE_ESCAPED, escapes, COUNT_OF(escapes) },
};

static char *without(const char *text, const struct reading *reading)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	while (*text) {
		size_t skip = 0;

		for (size_t i = 0; i < reading->count && !skip; i++) {
			size_t len = strlen(reading->dropped[i]);

			if (!strncmp(text, reading->dropped[i], len))
				skip = len;
		}
		if (!skip)
			str_add_char(&out, *text);
		text += skip ? skip : 1;
	}
	return str_take(&out);
}

/* The same text once blanks, quotes, backslashes do not count: one kind, or the
 * kinds of readings[] up to it. */
static bool is_reading(const struct near_input *in, size_t upto)
{
	char *found = xstrdup(in->found), *wanted = xstrdup(in->wanted);
	bool same;

	for (size_t i = 0; i <= upto; i++) {
		char *next = without(found, &readings[i]);
		char *next_wanted = without(wanted, &readings[i]);

		free(found);
		free(wanted);
		found = next;
		wanted = next_wanted;
	}
	same = !strcmp(found, wanted);
	free(found);
	free(wanted);
	return same;
}

static bool ends_in_own_domain(const struct near_input *in)
{
	const char *ends[] = { in->zone, in->domain };

	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		if (ends[i] && *ends[i] && name_is_under(in->found, ends[i]) &&
		    !name_is_under(in->wanted, ends[i]))
			return true;
	}
	return false;
}

static bool is_url(const char *found)
{
	return strchr(found, '/') || !strncasecmp(found, "http\\058", 8);
}

static bool is_another_wanted(const struct near_input *in)
{
	for (size_t i = 0; i < in->other_count; i++) {
		if (record_value_equal(in->type, in->found, in->others[i]) &&
		    !record_value_equal(in->type, in->wanted, in->others[i]))
			return true;
	}
	return false;
}

/* A character that is no letter of a name is one, however it is written. */
static char *without_escapes(const char *name)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	while (*name) {
		bool is_code = *name == '\\' && strspn(name + 1, DIGITS) >= 3;

		str_add_char(&out, *name);
		name += is_code ? 4 : 1;
	}
	return str_take(&out);
}

static bool is_typo(const struct near_input *in)
{
	size_t len = strlen(in->wanted);
	unsigned max = in->same_service ? 1 : TYPO_MAX;
	char *found = without_escapes(in->found);
	bool is = len >= 8 && near_distance(in->wanted, found, max) <= max;

	free(found);
	return is;
}

static bool is_cut_off(const struct near_input *in)
{
	size_t found = strlen(in->found);

	return found >= 10 && found < strlen(in->wanted) &&
	       !strncmp(in->found, in->wanted, found);
}

static enum finding_code code_of(const struct near_input *in)
{
	bool is_name = rr_value_is_name(in->type);

	if (is_name && is_url(in->found) && !is_url(in->wanted))
		return FINDING_TARGET_URL;
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		if (strcmp(in->found, in->wanted) && is_reading(in, i))
			return readings[i].code;
	}
	if (is_name && ends_in_own_domain(in))
		return FINDING_TARGET_DOUBLED;
	if (is_another_wanted(in))
		return FINDING_TARGET_SWAPPED;
	if (!is_name && !strcasecmp(in->found, in->wanted))
		return FINDING_VALUE_LOWERCASED;
	if (!is_name && is_cut_off(in))
		return FINDING_VALUE_TRUNCATED;
	if (is_typo(in))
		return FINDING_TARGET_TYPO;
	if (is_name && is_cut_off(in))
		return FINDING_VALUE_TRUNCATED;
	return in->same_service ? FINDING_TARGET_OTHER_ACCOUNT
				: FINDING_TARGET_WRONG;
}

struct near near_value(const struct near_input *input)
{
	struct near near = { .code = code_of(input) };

	near.place = first_difference(input->wanted, input->found);
	if (near.code == FINDING_VALUE_TRUNCATED)
		near.limit = (long)strlen(input->wanted);
	return near;
}
