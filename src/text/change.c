/* SPDX-License-Identifier: MIT */
#include "text/change.h"

#include <stdlib.h>
#include <string.h>

/* False when there are more words than there is room for. */
static bool split(const char *text, struct changed_words *out)
{
	struct slice rest = slice_of(text);

	out->count = 0;
	while (slice_skip_blanks(&rest), rest.len) {
		struct slice word = slice_take_until(&rest, " \t;");

		if (slice_skip_char(&rest, ';'))
			word.len++;
		if (out->count == CHANGE_MAX)
			return false;
		out->items[out->count++] = (struct changed_word){
			.text = word,
			.differs = true,
		};
	}
	return true;
}

static bool same(struct slice a, struct slice b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* longest[i][k]: how many words the ends from i and from k have in common, in
 * order. */
struct table {
	unsigned char longest[CHANGE_MAX + 1][CHANGE_MAX + 1];
};

static void fill(struct table *table, const struct changed_words *a,
		 const struct changed_words *b)
{
	for (size_t i = a->count; i-- > 0;) {
		for (size_t k = b->count; k-- > 0;) {
			unsigned char down = table->longest[i + 1][k];
			unsigned char right = table->longest[i][k + 1];
			unsigned char best = down > right ? down : right;

			if (same(a->items[i].text, b->items[k].text))
				best = (unsigned char)(table->longest[i + 1]
								     [k + 1] +
						       1);
			table->longest[i][k] = best;
		}
	}
}

void change_compare(const char *old, const char *new,
		    struct changed_words *gone, struct changed_words *added)
{
	bool compared = split(old, gone) && split(new, added);
	struct table *table = xcalloc(1, sizeof(*table));
	size_t i = 0, k = 0;

	if (compared)
		fill(table, gone, added);
	else
		gone->count = added->count = 0;
	while (i < gone->count && k < added->count) {
		if (same(gone->items[i].text, added->items[k].text)) {
			gone->items[i++].differs = false;
			added->items[k++].differs = false;
		} else if (table->longest[i + 1][k] >=
			   table->longest[i][k + 1]) {
			i++;
		} else {
			k++;
		}
	}
	free(table);
}

void change_add_differing(struct str *out, const struct changed_words *words)
{
	size_t start = out->len;

	for (size_t i = 0; i < words->count; i++) {
		if (!words->items[i].differs)
			continue;
		if (out->len > start)
			str_add_char(out, ' ');
		str_add_bytes(out, words->items[i].text.at,
			      words->items[i].text.len);
	}
}
