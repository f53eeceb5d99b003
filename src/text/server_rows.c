/* SPDX-License-Identifier: MIT */
#include "text/server_rows.h"

#include "i18n/i18n.h"

/* TRANSLATORS: %1$s is mostly the name of a mail server; where its own words
 * are quoted they stand at the end. */
/* clang-format off */
const struct trouble_row TROUBLE_ROWS[TROUBLE_COUNT] = {
	[TROUBLE_NO_NAME] = {
		"H", N_("There is no server with the name %1$s"),
		"", N_("Look for a typing mistake. The help page of your mail "
		       "provider has the right name.") },
	[TROUBLE_NO_DNS] = {
		"H", N_("The address of %1$s cannot be found from here."),
		"", N_("Nobody answered that question. Try again in a "
		       "moment.") },
	[TROUBLE_NO_ROUTE] = {
		"H", N_("This computer has no way to %1$s"),
		"", N_("Try it from another network.") },
	[TROUBLE_CLOSED] = {
		"HP", N_("%1$s takes no connections at port %2$s."),
		"Q", N_("Look at server and port. Usual is %1$s.") },
	[TROUBLE_SILENT] = {
		"HP", N_("Nothing at all comes back from %1$s at port %2$s."),
		"Q", N_("Something on the way drops it: many internet "
			"providers and web hosts block ports for mail, 25 "
			"above all. Try %1$s, or another network.") },
	[TROUBLE_MUTE] = {
		"HP", N_("%1$s takes the connection at port %2$s, but says "
			 "nothing."),
		"Q", N_("Port and security have to belong together, or both "
			"sides wait: usual is %1$s.") },
	[TROUBLE_SLOW] = {
		"H", N_("%1$s spoke, but did not go on in time."),
		"", N_("Try again in a few minutes.") },
	[TROUBLE_BROKEN_OFF] = {
		"H", N_("%1$s hung up."),
		"Q", N_("Try again in a moment. Port and security have to "
			"belong together: usual is %1$s.") },
	[TROUBLE_NONSENSE] = {
		"HP", N_("What answers at %1$s, port %2$s, is no such mail "
			 "server."),
		"Q", N_("Look at server and port. Usual is %1$s.") },
	[TROUBLE_NOT_WELCOME] = {
		"HR", N_("%1$s takes no connection from here: %2$s"),
		"", N_("Try it from another network, or ask the one who "
		       "manages the server.") },
	[TROUBLE_NO_STARTTLS] = {
		"HP", N_("%1$s offers no encryption (STARTTLS) at port %2$s."),
		"S", N_("Nothing was sent. Try TLS with port %1$s. Never let a "
			"program send a password without encryption.") },
	[TROUBLE_NO_TLS] = {
		"HP", N_("No encrypted connection comes about with %1$s at "
			 "port %2$s."),
		"Q", N_("Port and security have to belong together: usual is "
			"%1$s.") },
	[TROUBLE_NO_TRUST] = {
		"", N_("This computer has no list of trusted certificates."),
		"", N_("Install the package ca-certificates, then try "
		       "again.") },
	[TROUBLE_CERTIFICATE_NAME] = {
		"HN", N_("The certificate that %1$s shows is for %2$s"),
		"", N_("Use the name of the server that your provider gives; "
		       "it is often the one in the certificate. Nothing was "
		       "sent.") },
	[TROUBLE_CERTIFICATE_EXPIRED] = {
		"HD", N_("The certificate of %1$s has expired (%2$s)."),
		"", N_("Only the one who manages the server can renew it. "
		       "Nothing was sent. Is the clock of this computer "
		       "right?") },
	[TROUBLE_CERTIFICATE_EARLY] = {
		"HE", N_("The certificate of %1$s is not valid before %2$s."),
		"", N_("Is the clock of this computer right? Nothing was "
		       "sent.") },
	[TROUBLE_CERTIFICATE_SELF] = {
		"H", N_("The certificate of %1$s is signed by nobody but the "
			"server itself."),
		"", N_("So anybody could be behind it, and nothing was sent. "
		       "The one who manages the server has to install a "
		       "certificate of a known issuer; Let's Encrypt gives "
		       "one for nothing.") },
	[TROUBLE_CERTIFICATE_ISSUER] = {
		"HI", N_("The certificate of %1$s comes from an issuer that "
			 "this computer does not trust: %2$s"),
		"", N_("The one who manages the server has to look at it: the "
		       "certificate, or one in between, is wrong. Nothing was "
		       "sent. A virus scanner that reads along does this, "
		       "too.") },
	[TROUBLE_NO_LOGIN] = {
		"HP", N_("%1$s lets nobody log in at port %2$s."),
		"Q", N_("Mostly it is the wrong port: usual is %1$s.") },
	[TROUBLE_OAUTH_ONLY] = {
		"H", N_("%1$s takes no passwords, only OAuth 2.0."),
		"", N_("The program itself has to sign in: look in it for a "
		       "button to sign in with Microsoft or Google. An app "
		       "password does not help.") },
	[TROUBLE_LOGIN_CLEAR] = {
		"", N_("A password is not said over a connection that is not "
		       "encrypted."),
		"", N_("Choose STARTTLS or TLS.") },
	[TROUBLE_LOGIN] = {
		"HR", N_("%1$s does not accept this user and password: %2$s"),
		"", N_("The user is mostly the whole e-mail address. If your "
		       "mailbox asks for a code as well when you log in, a "
		       "program needs an app password.") },
	[TROUBLE_APP_PASSWORD] = {
		"H", N_("%1$s wants a password that was made for one program: "
			"an app password."),
		"", N_("Your own password does not work here. Make an app "
		       "password in the account of the mailbox, and enter "
		       "that one.") },
	[TROUBLE_PASSWORD_OFF] = {
		"H", N_("%1$s takes no passwords from programs any more."),
		"", N_("The program itself has to sign in with Microsoft "
		       "(OAuth 2.0); an app password does not help either. If it "
		       "cannot do that, records in your DNS are the better "
		       "way.") },
	[TROUBLE_SMTP_OFF] = {
		"H", N_("Sending with a password is switched off for this "
			"mailbox at %1$s"),
		"", N_("Whoever manages your Microsoft 365 can switch on "
		       "‘Authenticated SMTP’ for this mailbox. Microsoft is "
		       "ending that way (seen on 22 November 2026): the "
		       "program should sign in with OAuth 2.0.") },
	[TROUBLE_IMAP_OFF] = {
		"H", N_("IMAP is switched off for this mailbox at %1$s"),
		"", N_("Switch it on in the settings of the mailbox, at its "
		       "web site.") },
	[TROUBLE_BROWSER] = {
		"H", N_("%1$s wants you to log in by web browser first."),
		"", N_("Log in at the web site of the mailbox and confirm that "
		       "it was you, then try again. Often an app password is "
		       "what is needed.") },
	[TROUBLE_TOO_OFTEN] = {
		"HR", N_("%1$s was asked too often: %2$s"),
		"", N_("Wait a quarter of an hour, then try again.") },
	[TROUBLE_LOGIN_LATER] = {
		"HR", N_("%1$s cannot check a login at this moment: %2$s"),
		"", N_("Try again in a few minutes.") },
	[TROUBLE_LOGIN_WANTED] = {
		"H", N_("%1$s lets nobody send without a login."),
		"", N_("That is as it should be. Try it with user and "
		       "password.") },
	[TROUBLE_SENDER] = {
		"HFR", N_("%1$s does not let this user send as %2$s: %3$s"),
		"", N_("Use the address of the mailbox itself as sender, or "
		       "have the other one added to the mailbox as an "
		       "alias.") },
	[TROUBLE_RELAY] = {
		"HTR", N_("%1$s does not pass on mail for %2$s: %3$s"),
		"", N_("Mostly the login is missing, or this server is for "
		       "receiving only. Ask your provider for the server for "
		       "outgoing mail.") },
	[TROUBLE_RECIPIENT] = {
		"HTR", N_("%1$s does not know the mailbox %2$s: %3$s"),
		"", N_("Look for a typing mistake in the address.") },
	[TROUBLE_GREYLISTED] = {
		"HR", N_("%1$s lets a first message wait (greylisting): %2$s"),
		"", N_("That is normal and passes by itself: programs try "
		       "again. Try it once more in ten minutes.") },
	[TROUBLE_FULL] = {
		"TR", N_("The mailbox of %1$s is full: %2$s"),
		"", N_("Make room in it, or try another recipient.") },
	[TROUBLE_BLOCKED] = {
		"HR", N_("%1$s takes nothing from the address that you have "
			 "here, because it is on a list of spammers: %2$s"),
		"", N_("That says something about this network only. Your "
		       "program has another address; try it from there.") },
	[TROUBLE_SPAM] = {
		"HR", N_("%1$s finds that the message looks like spam: %2$s"),
		"", N_("Ask the one who manages the server, with these "
		       "words.") },
	[TROUBLE_LATER] = {
		"HR", N_("%1$s says not now: %2$s"),
		"", N_("Try again in a few minutes. If it stays so, ask the "
		       "one who manages the server, with these words.") },
	[TROUBLE_REFUSED] = {
		"HR", N_("%1$s refuses it: %2$s"),
		"", N_("Ask the one who manages the server, with these "
		       "words.") },
};
/* clang-format on */
