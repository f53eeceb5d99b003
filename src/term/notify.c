/* SPDX-License-Identifier: MIT */
#include "term/notify.h"

#include <string.h>

/* Beginnings of names. */
static const struct {
	const char *name;
	enum notify_way way;
} known[] = {
	{ "iTerm", NOTIFY_OSC9 },           { "xterm-kitty", NOTIFY_OSC9 },
	{ "foot", NOTIFY_OSC777 },          { "rxvt-unicode", NOTIFY_OSC777 },
	{ "wezterm", NOTIFY_OSC777 },       { "WezTerm", NOTIFY_OSC777 },
	{ "xterm-ghostty", NOTIFY_OSC777 }, { "ghostty", NOTIFY_OSC777 },
};

static bool is_set(const char *value)
{
	return value && *value;
}

static bool begins_with(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

enum notify_way notify_way(const struct notify_terminal *terminal)
{
	const char *names[] = { terminal->type, terminal->program,
				terminal->terminal };

	if (is_set(terminal->tmux) || is_set(terminal->screen))
		return NOTIFY_BELL;
	/* Of another machine, perhaps. */
	if (terminal->type && (begins_with(terminal->type, "tmux") ||
			       begins_with(terminal->type, "screen")))
		return NOTIFY_BELL;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		for (size_t k = 0; names[i] && k < COUNT_OF(known); k++)
			if (begins_with(names[i], known[k].name))
				return known[k].way;
	return NOTIFY_BELL;
}

void notify_add_sequence(struct str *out, enum notify_way way, const char *text)
{
	if (way == NOTIFY_OSC9)
		str_addf(out, "\033]9;%s\a", text);
	else if (way == NOTIFY_OSC777)
		str_addf(out, "\033]777;notify;zegel;%s\a", text);
}
