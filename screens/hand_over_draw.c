/* SPDX-License-Identifier: MIT */
#include "screens/hand_over_draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "text/fill.h"
#include "text/host_text.h"

/* Adds text so that a shell takes it as one word. */
static void add_quoted(struct str *out, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789@%+=:,./_-[]";
	bool is_plain = text[strspn(text, plain)] == '\0';

	if (is_plain) {
		str_add(out, text);
		return;
	}
	str_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(out, "'\\''");
		else
			str_add_char(out, *text);
	}
	str_add_char(out, '\'');
}

char *hand_over_scp(const char *path)
{
	/* client address, client port, server address, server port */
	const char *connection = getenv("SSH_CONNECTION");
	const char *user = getenv("USER");
	struct slice rest = slice_of(connection ? connection : "");
	struct slice parts[4];
	struct str from = STR_INIT(8192), out = STR_INIT(8192);
	bool is_v6;

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (!slice_next_word(&rest, &parts[i]))
			return NULL;
	}
	is_v6 = memchr(parts[2].at, ':', parts[2].len) != NULL;
	if (user && *user)
		str_addf(&from, "%s@", user);
	str_addf(&from, "%s%.*s%s:%s", is_v6 ? "[" : "", (int)parts[2].len,
		 parts[2].at, is_v6 ? "]" : "", path);
	str_add(&out, "scp ");
	if (!slice_is(parts[3], "22"))
		str_addf(&out, "-P %.*s ", (int)parts[3].len, parts[3].at);
	/* A shell would take [2001:db8::1] for a pattern. */
	if (is_v6)
		str_addf(&out, "'%s'", str_text(&from));
	else
		add_quoted(&out, str_text(&from));
	str_add(&out, " .");
	str_free(&from);
	return str_take(&out);
}

static int draw_title(const struct flow *flow)
{
	char *domain = name_for_people(flow->wizard->choices.domain);
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	text_fill_one(&text,
		      _("Instructions for whoever manages the DNS of %1$s"),
		      domain);
	rows = draw_wrapped(0, 1, 0, ROLE_TITLE, str_text(&text));
	str_free(&text);
	free(domain);
	return rows;
}

/* Who that may be, for whoever does not know. */
static int draw_whom(const struct flow *flow, int row)
{
	const struct verdict *v = flow->wizard->verdict;
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	if (flow->wizard->access != ACCESS_UNKNOWN)
		return 0;
	if (v->host)
		text_fill_one(&text,
			      /* TRANSLATORS: %1$s is a company. */
			      _("The DNS is run at %1$s: whoever gets the bill "
				"from there can log in. Often that is the one "
				"who made the web site."),
			      v->host->name);
	else
		str_add(&text, _("Often that is the one who made the web site, "
				 "or who gets the bill for the domain."));
	rows = draw_wrapped(row, 1, 0, ROLE_MUTED, str_text(&text));
	str_free(&text);
	return rows + 1;
}

static int draw_items(const struct hand_over_state *s, int row)
{
	const char *items[HAND_OVER_ITEMS] = {
		[HAND_OVER_MAIL] = _("The text of a mail"),
		[HAND_OVER_PAGE] = _("A web page in a file, to attach or to "
				     "print"),
		[HAND_OVER_DONE] = _("It is handed over: wait and look"),
	};
	int first = row;

	for (size_t i = 0; i < HAND_OVER_ITEMS; i++) {
		bool here = i == s->list.at;

		if (here)
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
		hotspot_add_item(row, i);
		row += draw_wrapped(row, 5, 0, here ? ROLE_ACCENT : ROLE_TEXT,
				    items[i]);
	}
	return row - first;
}

static int draw_written(const struct hand_over_state *s, int row)
{
	int first = row;

	if (!s->written)
		return 0;
	draw_text(row, 1, 0, ROLE_GOOD, sign_text(SIGN_GOOD));
	row += draw_wrapped(row, 3, 0, ROLE_TEXT, _("The file was written:"));
	row += draw_wrapped(row, 3, 0, ROLE_VALUE, s->written);
	if (s->scp) {
		row += draw_wrapped(row, 3, 0, ROLE_TEXT,
				    _("To fetch it, type this on your own "
				      "computer:"));
		row += draw_wrapped(row, 3, 0, ROLE_VALUE, s->scp);
	}
	return row - first + 1;
}

static int draw_name(const struct hand_over_state *s, int row)
{
	int first = row;

	row += draw_wrapped(row, 1, 0, ROLE_TEXT,
			    _("In which file? Without a folder it is written "
			      "where you started zegel.")) +
	       1;
	field_draw(&s->field, row++, 3, draw_cols() - 6, "");
	if (s->problem) {
		row++;
		draw_text(row, 1, 0, ROLE_BAD, sign_text(SIGN_BAD));
		row += draw_wrapped(row, 3, 0, ROLE_TEXT, _(s->problem));
	}
	return row - first;
}

static int draw_replace(const struct hand_over_state *s, int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	int rows;

	text_fill_one(&text,
		      _("There is a file of this name already: %1$s\nReplace "
			"it?"),
		      s->name);
	draw_text(row, 1, 0, ROLE_WARN, sign_text(SIGN_WARNING));
	rows = draw_wrapped(row, 3, 0, ROLE_TEXT, str_text(&text));
	str_free(&text);
	return rows;
}

/* As it will be read. */
static void draw_mail(const char *subject, const char *body, int row)
{
	row += draw_labelled(row, 1, text_cols(_("Subject")) + 2, _("Subject"),
			     ROLE_VALUE, subject) +
	       1;
	draw_wrapped(row, 1, 0, ROLE_TEXT, body);
}

static void draw_page_words(const struct hand_over_state *s, int row)
{
	draw_wrapped(row, 1, 0, ROLE_MUTED,
		     s->written
			     ? _("Send the file along with a mail of your own.")
			     : _("One file that needs nothing else: it opens "
				 "in every browser, also without the Internet. "
				 "Each value has a button that copies it, "
				 "each record a box to tick."));
}

void hand_over_draw(const struct flow *flow, const struct hand_over_state *s,
		    const char *subject, const char *body)
{
	int row = draw_title(flow) + 1;

	row += draw_whom(flow, row);
	row += draw_items(s, row) + 1;
	if (s->stage == HAND_OVER_NAME) {
		draw_name(s, row);
		return;
	}
	if (s->stage == HAND_OVER_REPLACE) {
		draw_replace(s, row);
		return;
	}
	row += draw_written(s, row);
	switch ((enum hand_over_item)s->list.at) {
	case HAND_OVER_MAIL:
		draw_mail(subject, body, row);
		break;
	case HAND_OVER_PAGE:
		draw_page_words(s, row);
		break;
	default:
		draw_wrapped(row, 1, 0, ROLE_MUTED,
			     _("From then on zegel looks every few minutes. "
			       "You can close it, and go on later."));
		break;
	}
}
