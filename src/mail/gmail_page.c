/* SPDX-License-Identifier: MIT */
#include "mail/gmail_page.h"

#include <string.h>

#include "mail/ascii.h"

enum {
	TABLE_LINES = 14, /* the rows above the results, and what precedes */
	RESULT_ROWS = 8,
	WORD_MAX = 16,
};

/* "SPF:<tab>FAIL with IP 192.0.2.1 Learn more": the label and what follows. */
static bool take_label(struct slice *line, const char *label)
{
	struct slice rest = slice_trim(*line);

	if (!slice_has_prefix_nocase(rest, label))
		return false;
	rest.at += strlen(label);
	rest.len -= strlen(label);
	(void)slice_skip_blanks(&rest);
	if (!slice_skip_char(&rest, ':'))
		return false;
	*line = slice_trim(rest);
	return true;
}

/* PASS, 'FAIL', SOFTFAIL: Google writes the result in capitals whatever the
 * language. */
static struct slice take_result(struct slice *line)
{
	struct slice word;

	(void)slice_skip_char(line, '\'');
	word = slice_take_until(line, "' \t");
	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] < 'A' || word.at[i] > 'Z')
			word.len = 0;
	}
	return word.len <= WORD_MAX ? word : (struct slice){ line->at, 0 };
}

/* The first word with a dot or a colon in it: an address, a domain. */
static struct slice next_named(struct slice line)
{
	struct slice word;

	while (slice_next_word(&line, &word)) {
		while (word.len && strchr(".,;'", word.at[word.len - 1]))
			word.len--;
		if (memchr(word.at, '.', word.len) ||
		    memchr(word.at, ':', word.len))
			return word;
	}
	return (struct slice){ line.at, 0 };
}

static bool add_result(struct str *out, struct slice line)
{
	static const struct {
		const char *label, *method, *property;
	} rows[] = {
		{ "SPF", "spf", "smtp.remote-ip" },
		{ "DKIM", "dkim", "header.d" },
		{ "DMARC", "dmarc", NULL },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct slice rest = line, result, named;

		if (!take_label(&rest, rows[i].label))
			continue;
		result = take_result(&rest);
		named = next_named(rest);
		if (!result.len)
			return false;
		str_addf(out, "; %s=%.*s", rows[i].method, (int)result.len,
			 result.at);
		if (named.len && rows[i].property)
			str_addf(out, " %s=%.*s", rows[i].property,
				 (int)named.len, named.at);
		return true;
	}
	return false;
}

/* The rows with an address in them are the message's name, the sender and the
 * receiver, in this order; labels are the reader's language. */
static bool add_addresses(struct str *out, struct slice above)
{
	static const char *const names[] = { "Message-ID", "From", "To" };
	struct slice line;
	size_t count = 0;

	while (count < COUNT_OF(names) && slice_next_line(&above, &line)) {
		struct slice label = slice_take_until(&line, "\t");

		if (!memchr(line.at, '@', line.len) ||
		    memchr(label.at, '@', label.len))
			continue;
		line = slice_trim(line);
		str_addf(out, "%s: %.*s\n", names[count++], (int)line.len,
			 line.at);
	}
	return count >= 2;
}

bool gmail_page_read(struct slice in, struct str *out, struct slice *rest)
{
	struct str results = STR_INIT(STR_MAX_TEXT);
	struct slice above = { in.at, 0 }, line;
	bool found = false;

	*rest = in;
	for (size_t i = 0; i < TABLE_LINES && !found; i++) {
		above.len = (size_t)(rest->at - in.at);
		if (!slice_next_line(rest, &line))
			break;
		found = memchr(line.at, '\t', line.len) &&
			add_result(&results, line);
	}
	for (size_t i = 0; found && i < RESULT_ROWS; i++) {
		struct slice behind = *rest;

		if (!slice_next_line(&behind, &line) ||
		    !add_result(&results, line))
			break;
		*rest = behind;
	}
	found = found && add_addresses(out, above);
	if (found)
		str_addf(out, "Authentication-Results: mx.google.com%s\n",
			 str_text(&results));
	str_free(&results);
	return found;
}
