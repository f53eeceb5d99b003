/* SPDX-License-Identifier: MIT */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "term/term.h"

static const struct {
	const char *name;
	const char *bytes;
} named[] = {
	{ "Enter", "\r" },
	{ "Esc", "\033" },
	{ "Space", " " },
	{ "Tab", "\t" },
	{ "Backspace", "\x7f" },
	{ "Up", "\033[A" },
	{ "Down", "\033[B" },
	{ "PageUp", "\033[5~" },
	{ "PageDown", "\033[6~" },
	{ "End", "\033[F" },
	{ "F1", "\033OP" },
	{ "F2", "\033OQ" },
	{ "F3", "\033OR" },
	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },
	{ "Home", "\033[H" },
	{ "Delete", "\033[3~" },
	{ "Ctrl-C", "\003" },
	{ "Ctrl-U", "\025" },
	{ "Paste", "\033[200~" },
	{ "PasteEnd", "\033[201~" },
	{ "lt", "<" },
};

static void take_keys(struct flow *flow)
{
	struct key key;
	bool gone;

	while (term_read_key(&key, &gone))
		flow_key(flow, &key);
}

void play_keys(struct flow *flow, const char *script)
{
	struct slice rest = slice_of(script);

	while (rest.len) {
		struct slice text = slice_take_until(&rest, "<");
		struct slice name;

		term_feed(text.at, text.len);
		if (!slice_skip_char(&rest, '<'))
			break;
		name = slice_take_until(&rest, ">");
		slice_skip_char(&rest, '>');
		for (size_t i = 0; i < COUNT_OF(named); i++) {
			if (slice_is(name, named[i].name))
				term_feed(named[i].bytes,
					  strlen(named[i].bytes));
		}
		/* One at a time: an Esc must not join what follows it. */
		take_keys(flow);
	}
	take_keys(flow);
}

char *play_screen(struct flow *flow)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	flow->dirty = true;
	flow_draw(flow);
	term_screen_text(&text);
	return str_take(&text);
}

static char *read_file(const char *path)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	FILE *file = fopen(path, "r");
	char bytes[4096];
	size_t len;

	if (!file)
		return xstrdup("(no such file)\n");
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		str_add_bytes(&text, bytes, len);
	fclose(file);
	return str_take(&text);
}

static bool write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	bool good;

	if (!file)
		return false;
	good = fputs(text, file) >= 0;
	return !fclose(file) && good;
}

bool play_matches(const char *path, const char *text)
{
	const char *update = getenv("UPDATE_SCREENS");
	char *saved;
	bool same;

	if (update && *update)
		return write_file(path, text);
	saved = read_file(path);
	same = !strcmp(saved, text);
	if (!same)
		printf("--- %s has\n%s--- but it is now\n%s"
		       "--- (UPDATE_SCREENS=1 writes it)\n",
		       path, saved, text);
	free(saved);
	return same;
}
