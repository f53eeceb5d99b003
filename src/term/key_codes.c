/* SPDX-License-Identifier: MIT */
#include "term/key_codes.h"

#define BURST_BYTES 64 /* nobody types so much between two reads */

/* CSI number ~ (xterm, rxvt, linux: they agree on the numbers they share). */
static const struct {
	unsigned number;
	enum key_name name;
} tilde_keys[] = {
	{ 1, K_HOME },    { 3, K_DELETE },    { 4, K_END },
	{ 5, K_PAGE_UP }, { 6, K_PAGE_DOWN }, { 7, K_HOME },
	{ 8, K_END },     { 11, K_F1 },       { 12, K_F2 },
	{ 13, K_F3 },     { 14, K_F1 + 3 },   { 15, K_F5 },
	{ 17, K_F1 + 5 }, { 18, K_F1 + 6 },   { 19, K_F1 + 7 },
	{ 20, K_F1 + 8 }, { 21, K_F1 + 9 },   { 23, K_F1 + 10 },
	{ 24, K_F12 },
};

/* CSI letter, CSI 1;modifier letter, SS3 letter. */
static const struct {
	char letter;
	enum key_name name;
} letter_keys[] = {
	{ 'A', K_UP },   { 'B', K_DOWN }, { 'C', K_RIGHT },  { 'D', K_LEFT },
	{ 'H', K_HOME }, { 'F', K_END },  { 'M', K_ENTER },  { 'P', K_F1 },
	{ 'Q', K_F2 },   { 'R', K_F3 },   { 'S', K_F1 + 3 }, { 'Z', K_BACKTAB },
};

bool key_of_number(unsigned number, enum key_name *name)
{
	for (size_t i = 0; i < COUNT_OF(tilde_keys); i++) {
		if (tilde_keys[i].number != number)
			continue;
		*name = tilde_keys[i].name;
		return true;
	}
	return false;
}

bool key_of_letter(char letter, enum key_name *name)
{
	for (size_t i = 0; i < COUNT_OF(letter_keys); i++) {
		if (letter_keys[i].letter != letter)
			continue;
		*name = letter_keys[i].name;
		return true;
	}
	return false;
}

bool is_untyped(const char *bytes, size_t len, bool follows)
{
	bool lines = false;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];
		bool line_end = c == '\r' || c == '\n';

		if ((c < 0x20 && !line_end && c != '\t') || c == 0x7f)
			return false;
		lines = lines || (line_end && i + 1 < len);
	}
	return follows ? len > 1 : len >= BURST_BYTES && lines;
}

bool key_of_mouse(struct slice params, struct key *key, enum key_name *name)
{
	enum { LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN = 65, MOST = 9999 };
	uint64_t button, col, row;

	if (!slice_skip_char(&params, '<') ||
	    !slice_take_number(&params, MOST, &button) ||
	    !slice_skip_char(&params, ';') ||
	    !slice_take_number(&params, MOST, &col) ||
	    !slice_skip_char(&params, ';') ||
	    !slice_take_number(&params, MOST, &row) ||
	    !slice_skip_char(&params, 'M') || !col || !row)
		return false;
	key->row = (int)row - 1;
	key->col = (int)col - 1;
	*name = button == WHEEL_UP     ? K_UP
		: button == WHEEL_DOWN ? K_DOWN
				       : K_CLICK;
	return button == LEFT || *name != K_CLICK;
}
