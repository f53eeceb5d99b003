/* SPDX-License-Identifier: MIT */
#include "term/look.h"

#include <string.h>

/* Without colour a role shows in its attributes alone.
 *
 * The background is not known. Those of 256 colours are mid-tones with a
 * contrast of 3.8 to 5.5 against black and against white. Of 16 colours, which
 * are the person's own palette, yellow and cyan cannot be read on white and
 * blue not on black: so the accent is magenta, and what is not finished is
 * bold. Green is left for signs, whose shape tells the same. */
static const struct look {
	attr_t plain;
	attr_t attributes; /* with 256 colours */
	attr_t attributes16;
	short color16; /* -1: the terminal's own */
	short color256;
} looks[ROLE_COUNT] = {
	[ROLE_TEXT] = { A_NORMAL, A_NORMAL, A_NORMAL, -1, -1 },
	[ROLE_TITLE] = { A_BOLD, A_BOLD, A_BOLD, -1, -1 },
	[ROLE_MUTED] = { A_DIM, A_NORMAL, A_NORMAL, COLOR_BLACK + 8, 243 },
	[ROLE_ACCENT] = { A_BOLD, A_BOLD, A_BOLD, COLOR_MAGENTA, 31 },
	[ROLE_GOOD] = { A_NORMAL, A_NORMAL, A_NORMAL, COLOR_GREEN, 28 },
	[ROLE_BAD] = { A_BOLD, A_BOLD, A_BOLD, COLOR_RED, 160 },
	[ROLE_WARN] = { A_BOLD, A_NORMAL, A_BOLD, -1, 130 },
	[ROLE_FOUND] = { A_UNDERLINE | A_BOLD, A_UNDERLINE | A_BOLD,
			 A_UNDERLINE | A_BOLD, -1, -1 },
	[ROLE_NEWS] = { A_BOLD, A_BOLD, A_BOLD, -1, -1 },
	[ROLE_FIELD] = { A_UNDERLINE, A_UNDERLINE, A_UNDERLINE, -1, -1 },
	[ROLE_VALUE] = { A_BOLD, A_BOLD, A_BOLD, -1, -1 },
	[ROLE_ADDED] = { A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE,
			 A_BOLD | A_UNDERLINE, -1, -1 },
	[ROLE_GONE] = { A_UNDERLINE, A_UNDERLINE, A_UNDERLINE, COLOR_BLACK + 8,
			243 },
	[ROLE_KEY] = { A_BOLD, A_BOLD, A_BOLD, -1, -1 },
};

/* What a font without these characters shows instead. */
static const struct {
	const char *text;
	const char *ascii;
} signs[SIGN_COUNT] = {
	[SIGN_GOOD] = { "✓", "+" },        [SIGN_BAD] = { "✗", "x" },
	[SIGN_MISSING] = { "○", "o" },     [SIGN_PARTIAL] = { "◐", "~" },
	[SIGN_UNKNOWN] = { "?", "?" },     [SIGN_HERE] = { "●", "*" },
	[SIGN_CURSOR] = { "▸", ">" },      [SIGN_WARNING] = { "!", "!" },
	[SIGN_CHECKED] = { "[x]", "[x]" }, [SIGN_UNCHECKED] = { "[ ]", "[ ]" },
	[SIGN_UP] = { "▲", "^" },          [SIGN_DOWN] = { "▼", "v" },
};

static bool colored;
static bool ascii;

/* Terminals whose own font has letters and lines but few signs. */
static bool has_small_font(const char *terminal)
{
	static const char *const small[] = { "linux", "vt", "cons", "ansi" };

	for (size_t i = 0; terminal && i < COUNT_OF(small); i++)
		if (!strncmp(terminal, small[i], strlen(small[i])))
			return true;
	return false;
}

static short color_of(const struct look *look)
{
	if (COLORS >= 256)
		return look->color256;
	/* Eight colours have no grey: A_DIM must do. */
	return look->color16 < COLORS ? look->color16 : (short)-1;
}

void look_start(bool with_color, const char *terminal)
{
	ascii = has_small_font(terminal);
	colored = with_color && has_colors() && !start_color() &&
		  !use_default_colors();
	for (int role = 0; colored && role < ROLE_COUNT; role++)
		if (color_of(&looks[role]) >= 0)
			init_pair((short)(role + 1), color_of(&looks[role]),
				  -1);
}

attr_t look_attributes(enum role role)
{
	if (!colored)
		return looks[role].plain;
	if (role == ROLE_MUTED && color_of(&looks[role]) < 0)
		return A_DIM;
	return COLORS >= 256 ? looks[role].attributes
			     : looks[role].attributes16;
}

short look_pair(enum role role)
{
	if (!colored || color_of(&looks[role]) < 0)
		return 0;
	return (short)(role + 1);
}

const char *sign_text(enum sign sign)
{
	return ascii ? signs[sign].ascii : signs[sign].text;
}
