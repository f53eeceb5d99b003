/* SPDX-License-Identifier: MIT */
#include "text/fill.h"

#include <string.h>

#include "base/clean.h"
#include "i18n/i18n.h"

/* The 2 of %2$s; 0 when no argument stands there. */
static size_t argument_at(const char *at)
{
	if (at[0] != '%' || at[1] < '1' || at[1] > '9' || at[2] != '$' ||
	    at[3] != 's')
		return 0;
	return (size_t)(at[1] - '0');
}

void text_fill(struct str *out, const char *sentence, const char *letters,
	       text_fact_fn *fact, const void *ctx)
{
	size_t count = strlen(letters);

	while (*sentence) {
		size_t plain = strcspn(sentence, "%");
		size_t number;

		str_add_bytes(out, sentence, plain);
		sentence += plain;
		number = argument_at(sentence);
		if (number) {
			if (number <= count)
				fact(out, letters[number - 1], ctx);
			sentence += 4;
		} else if (*sentence) {
			str_add_char(out, '%');
			sentence += sentence[1] == '%' ? 2 : 1;
		}
	}
}

static void add_of_pair(struct str *out, char letter, const void *ctx)
{
	const char *const *pair = ctx;

	str_add(out, pair[letter - '1']);
}

void text_fill_one(struct str *out, const char *sentence, const char *one)
{
	const char *const pair[] = { one };

	text_fill(out, sentence, "1", add_of_pair, pair);
}

void text_fill_two(struct str *out, const char *sentence, const char *one,
		   const char *two)
{
	const char *const pair[] = { one, two };

	text_fill(out, sentence, "12", add_of_pair, pair);
}

void text_add_short(struct str *out, const char *value, size_t max)
{
	size_t len = strlen(value), cut = 0, used;

	if (len <= max) {
		str_add_bytes(out, value, len);
		return;
	}
	for (;;) {
		(void)utf8_decode(value + cut, len - cut, &used);
		if (cut + used > max)
			break;
		cut += used;
	}
	str_add_bytes(out, value, cut);
	str_add(out, "\xe2\x80\xa6"); /* … */
}

void text_add_list(struct str *out, const char *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && i + 1 == count)
			/* TRANSLATORS: before the last of several names. */
			str_add(out, C_("list", " and "));
		else if (i > 0)
			str_add(out, ", ");
		str_add(out, items[i]);
	}
}
