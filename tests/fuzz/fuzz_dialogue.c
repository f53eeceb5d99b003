/* What a mail server may say, and what we say to it: the first byte chooses the
 * protocol, then a line each; those that begin with ">" are ours.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/reply.h"

#define PASSWORD "SECRET"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct dialogue *d)
{
	if (d->line_count > DIALOGUE_LINES_MAX ||
	    d->text.len > DIALOGUE_TEXT_MAX ||
	    strlen(d->status) >= sizeof(d->status) || d->step >= TALK_STEPS)
		abort();
	for (size_t i = 0; i < d->line_count; i++) {
		struct str again = STR_INIT(4 * DIALOGUE_LINE_MAX);
		const char *text = d->lines[i].text;

		/* What is kept is clean, short, and no password. */
		if (strlen(text) > DIALOGUE_LINE_MAX ||
		    !clean_bytes(&again, text, strlen(text), CLEAN_LINE))
			abort();
		if (d->lines[i].ours && strstr(text, PASSWORD))
			abort();
		str_free(&again);
	}
	if (d->code >= 400)
		(void)trouble_name(reply_trouble(d));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dialogue d;
	struct slice rest, line;

	/* The password must come from nowhere else. */
	if (!size || memmem(data, size, PASSWORD, strlen(PASSWORD)))
		return 0;
	d = dialogue_new(data[0] & 1 ? SERVER_IMAP : SERVER_SMTP);
	rest = (struct slice){ (const char *)data + 1, size - 1 };
	while (rest.len) {
		line = slice_take_until(&rest, "\n");
		(void)slice_skip_char(&rest, '\n');
		if (slice_skip_char(&line, '>')) {
			/* As libcurl does: the password follows AUTH only. */
			bool login = d.in_login;

			dialogue_sent(&d, line.at, line.len);
			if (!login && d.in_login)
				dialogue_sent(&d, PASSWORD "\r\n",
					      strlen(PASSWORD) + 2);
		} else {
			dialogue_received(&d, line.at, line.len);
		}
	}
	check(&d);
	dialogue_free(&d);
	return 0;
}
