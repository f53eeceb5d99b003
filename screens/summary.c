/* Beside waiting and done: how the domain stands, as a text to send, to save or
 * to select with the mouse.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/made_text.h"
#include "screens/summary.h"
#include "text/report_text.h"

static char *make_text(const struct flow *flow)
{
	struct wizard *w = flow->wizard;
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (w->verdict)
		report_add(&text, w->verdict, catalog_services(w->catalog));
	return str_take(&text);
}

static void show_alone(struct flow *flow)
{
	made_text_show_alone(flow, make_text(flow));
}

static void copy(struct flow *flow)
{
	made_text_copy(flow, make_text(flow));
}

void summary_save(struct flow *flow)
{
	made_text_save(flow, make_text(flow));
}

static void draw(const struct flow *flow)
{
	char *text = make_text(flow);
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE,
			       _("As a text, to send to somebody")) +
		  1;
	struct slice rest = slice_of(text), line;

	while (slice_next_line(&rest, &line)) {
		bool indented = line.len && *line.at == ' ';
		char *shown = slice_dup(slice_trim(line));
		int rows = draw_wrapped(row, indented ? 5 : 3, 0, ROLE_TEXT,
					shown);

		row += rows ? rows : 1;
		free(shown);
	}
	free(text);
}

static const struct shortcut shortcuts[] = {
	{ K_CHAR, 'c', N_("c"), N_("copy"),
	  N_("copy the text to the clipboard"), copy, NULL },
	{ K_CHAR, 'v', N_("v"), N_("select"),
	  N_("the text alone on the screen, to select it with the mouse"),
	  show_alone, NULL },
	{ K_CHAR, 's', N_("s"), N_("save"), N_("write it into a file"),
	  summary_save, NULL },
};

const struct screen screen_summary = {
	.name = "summary",
	.title = N_("As a text"),
	.help = N_("This is how it stands with your domain, in plain words. "
		   "You can send it to whoever can do something about it. What "
		   "you have sent or saved does not change any more: it is "
		   "about the time that it names."),
	.support = N_(
		"The text holds what is wrong, what to do about it, and what "
		"has to be entered. Nothing in it is secret: everybody can "
		"look these records up. The customer cannot copy from a shared "
		"screen: send it through the chat."),
	.words = WORD_BIT(WORD_NAME_SERVER) | WORD_BIT(WORD_RECORD) |
		 WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_DMARC) | WORD_BIT(WORD_CNAME) |
		 WORD_BIT(WORD_TXT),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.draw = draw,
};
