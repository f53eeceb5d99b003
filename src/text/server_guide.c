/* SPDX-License-Identifier: MIT */
#include "text/server_guide.h"

#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/time_text.h"

/* 22 November 2026, noon. */
#define SEEN ((time_t)1795348800)

/* TRANSLATORS: what stands between ‘ and ’ is the provider's own word: take the
 * one that it has in your language. Addresses of web sites stay. */
/* clang-format off */
static const struct {
	const char *id; /* of mail_hosts.json; the last one fits all of kind */
	enum mail_password kind;
	const char *lines[GUIDE_LINES_MAX];
	time_t seen; /* when it was looked up; 0: it was not */
} rows[] = {
	{ "google-workspace", PASSWORD_APP, {
		N_("Log in at myaccount.google.com and open ‘Security’. "
		   "‘2-Step Verification’ has to be on: without it there are "
		   "no app passwords."),
		N_("Go to myaccount.google.com/apppasswords, type a name such "
		   "as SpinOffice, and press ‘Create’."),
		N_("Copy the 16 letters at once: they are shown this once "
		   "only. In the program they are the password, without "
		   "blanks."),
		N_("In an account of a company or a school the administrator "
		   "may have switched this off.") },
		SEEN },
	{ "icloud", PASSWORD_APP, {
		N_("Log in at appleid.apple.com and open ‘Sign-In and "
		   "Security’. Two-factor authentication has to be on."),
		N_("Choose ‘App-Specific Passwords’, press +, and type a name "
		   "such as SpinOffice."),
		N_("Copy the password (xxxx-xxxx-xxxx-xxxx): in the program it "
		   "takes the place of your own."),
		N_("To send, the user is your whole address; to read, some "
		   "programs want only what stands before the @.") },
		SEEN },
	{ "fastmail", PASSWORD_APP, {
		N_("Log in at fastmail.com and open ‘Settings’, ‘Privacy & "
		   "Security’."),
		N_("Make a new app password there for mail, and enter it in "
		   "the program instead of your own.") },
		SEEN },
	{ NULL, PASSWORD_APP, {
		N_("Look in the account of the mailbox for ‘app passwords’, "
		   "and make one for this program."),
		N_("Where that is exactly was not looked up: check it with "
		   "your provider.") },
		0 },
	{ "microsoft-365", PASSWORD_OAUTH, {
		N_("Microsoft has switched off reading mail with a password "
		   "(IMAP, since October 2022). An app password does not help "
		   "either: guides that still say so are out of date, that of "
		   "SpinOffice of February 2025 as well."),
		N_("The program itself has to sign in: choose ‘Sign in with "
		   "Microsoft’ or OAuth 2.0 in it. SpinOffice has that."),
		N_("Sending with a password ends as well: Microsoft switches "
		   "it off at the end of December 2026, unless your "
		   "administrator switches it on again.") },
		SEEN },
	{ "outlook-com", PASSWORD_OAUTH, {
		N_("Microsoft has switched off passwords and app passwords for "
		   "programs (Outlook.com, Hotmail, Live; since 16 September "
		   "2024). Guides that still say so are out of date, that of "
		   "SpinOffice of February 2025 as well."),
		N_("The program itself has to sign in: choose ‘Sign in with "
		   "Microsoft’ or OAuth 2.0 in it. SpinOffice has that.") },
		SEEN },
	{ NULL, PASSWORD_OAUTH, {
		N_("The program itself has to sign in, with OAuth 2.0: look "
		   "in it for a button to sign in with your provider.") },
		0 },
};
/* clang-format on */

static size_t find(const struct mail_host *provider)
{
	size_t i = 0;

	while (rows[i].kind != provider->password ||
	       (rows[i].id && strcmp(rows[i].id, provider->id) != 0))
		i++;
	return i;
}

bool server_guide_make(const struct mail_host *provider,
		       struct server_guide *out)
{
	struct str date = STR_INIT(STR_MAX_TEXT);
	size_t row;

	*out = (struct server_guide){
		.title = STR_INIT(STR_MAX_TEXT),
		.seen = STR_INIT(STR_MAX_TEXT),
	};
	if (!provider || provider->password == PASSWORD_NORMAL)
		return false;
	row = find(provider);
	text_fill_one(&out->title,
		      provider->password == PASSWORD_APP
			      ? _("%1$s wants an app password: one that you "
				  "make for this program")
			      : _("%1$s takes no passwords from programs"),
		      provider->name);
	while (out->count < GUIDE_LINES_MAX && rows[row].lines[out->count]) {
		out->lines[out->count] = _(rows[row].lines[out->count]);
		out->count++;
	}
	if (rows[row].seen) {
		text_add_date(&date, rows[row].seen);
		text_fill_one(&out->seen, _("Seen on %1$s."), str_text(&date));
	}
	str_free(&date);
	return true;
}

void server_guide_free(struct server_guide *g)
{
	str_free(&g->title);
	str_free(&g->seen);
}

const char *server_imap_words(void)
{
	return _("With IMAP all mail stays on the server, so every program and "
		 "every device sees the same. POP3 fetches the mail away to "
		 "one computer, so a program that reads along needs IMAP.");
}
