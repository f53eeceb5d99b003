/* Beside the form of a mail server and its test: which password the provider
 * wants from a program, and how to get it.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "i18n/i18n.h"
#include "screens/server.h"
#include "text/server_guide.h"

static int draw_guide(const struct server_guide *guide, int row)
{
	char number[24];

	row += draw_wrapped(row, 1, 0, ROLE_TITLE, str_text(&guide->title)) + 1;
	for (size_t i = 0; i < guide->count; i++) {
		snprintf(number, sizeof(number), "%zu", i + 1);
		draw_text(row, 3, 0, ROLE_MUTED, number);
		row += draw_wrapped(row, 5, 0, ROLE_TEXT, guide->lines[i]);
	}
	if (guide->seen.len)
		row += draw_wrapped(row, 5, 0, ROLE_MUTED,
				    str_text(&guide->seen));
	return row + 1;
}

static void draw(const struct flow *flow)
{
	struct server_guide guide;
	int row = 0;

	if (server_guide_make(server_provider(flow), &guide))
		row = draw_guide(&guide, row);
	else
		row += draw_wrapped(row, 1, 0, ROLE_TITLE,
				    _("Your mailbox takes an ordinary "
				      "password, as far as is known")) +
		       1;
	if (flow->wizard->server.protocol == SERVER_IMAP)
		draw_wrapped(row, 1, 0, ROLE_MUTED, server_imap_words());
	server_guide_free(&guide);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("back"), NULL, server_show_form, NULL },
	{ K_ESC, 0, NULL, NULL, NULL, server_show_form, NULL },
};

const struct screen screen_server_guide = {
	.name = "server-guide",
	.title = N_("A password for a program"),
	.help = N_("Large providers do not let programs in with your own "
		   "password any more. Some give a password for each program: "
		   "an app password. With others the program itself has to "
		   "sign in, with OAuth 2.0."),
	.support = N_(
		"App passwords are made in the account of the mailbox, by "
		"its owner. At Microsoft they do not work any more, "
		"whatever older guides say. Then the program has to "
		"offer a way to sign in with Microsoft."),
	.words = WORD_BIT(WORD_SMTP),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.draw = draw,
};
