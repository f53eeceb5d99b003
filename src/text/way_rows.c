/* The sentences about ways.
 *
 * SPDX-License-Identifier: MIT */
#include "text/way_rows.h"

#include "i18n/i18n.h"

/* TRANSLATORS: headings of a table with the ways of sending. Short. */
const char *const WAY_ASPECT_WORDS[WAY_ASPECTS] = {
	[WAY_SENDER] = N_("Sender"),
	[WAY_REPLIES] = N_("Replies"),
	[WAY_SPAM] = N_("Spam risk"),
	[WAY_WORK] = N_("Your work"),
};

/* TRANSLATORS: what stands in that table; as short as it can be. */
const char *const WAY_VALUE_WORDS[WAY_VALUES] = {
	[VALUE_YOUR_ADDRESS] = N_("your address"),
	[VALUE_ITS_ADDRESS] = N_("its address"),
	[VALUE_TO_YOU] = N_("to you"),
	[VALUE_PASSED_ON] = N_("passed on"),
	[VALUE_LOW] = N_("low"),
	[VALUE_SOME] = N_("higher"),
	[VALUE_DNS] = N_("once, in the DNS"),
	[VALUE_SERVER] = N_("server, password"),
	[VALUE_SETTING] = N_("one setting"),
	[VALUE_SIGN_IN] = N_("sign in once"),
	[VALUE_ACCOUNT] = N_("account, and DNS"),
};

#define STEP(way, place, when, letters, text)                                  \
	{                                                                      \
		way, place, when, WAY_LINE_STEP, false, NULL, letters, text    \
	}
#define NOTE(way, place, when, letters, text)                                  \
	{                                                                      \
		way, place, when, WAY_LINE_NOTE, false, NULL, letters, text    \
	}
#define FIELD(way, place, when, label, letters, text)                          \
	{                                                                      \
		way, place, when, WAY_LINE_FIELD, false, label, letters, text  \
	}
#define EXACT(way, place, when, label, letters, text)                          \
	{                                                                      \
		way, place, when, WAY_LINE_FIELD, true, label, letters, text   \
	}

/* TRANSLATORS: what to do for a way without DNS, step by step. %1$s is mostly
 * the name of a program; paths and buttons are its own words. */
/* clang-format off */
const struct way_row WAY_ROWS[] = {
	/* The customer's own mail server. */
	STEP(WAY_OWN_SMTP, 1, WHEN_WAY_ADDRESS, "N", N_(
		"In the program that sends, choose your own mail server (SMTP) "
		"in the settings for e-mail, and enter this.")),
	STEP(WAY_OWN_SMTP, 1, WHEN_WAY_UNSEEN, "N", N_(
		"Ask the support of %1$s whether it can send through your own "
		"mail server (SMTP): that is not known here. If it can, enter "
		"this in its settings for e-mail.")),
	STEP(WAY_OWN_SMTP, 1, 0, "N", N_(
		"In %1$s, choose your own mail server (SMTP) in the settings "
		"for e-mail, and enter this.")),
	FIELD(WAY_OWN_SMTP, 2, 0, N_("Sender"), "D", N_(
		"an address of yours at %1$s that has a mailbox")),
	EXACT(WAY_OWN_SMTP, 3, WHEN_WAY_ADDRESS, N_("Server"), "A", "%1$s"),
	EXACT(WAY_OWN_SMTP, 3, WHEN_WAY_SERVER, N_("Server"), "S", "%1$s"),
	FIELD(WAY_OWN_SMTP, 3, 0, N_("Server"), "", N_(
		"the outgoing server of your mailbox, as it stands in your "
		"mail program or on the help page of your provider")),
	EXACT(WAY_OWN_SMTP, 4, 0, N_("Port"), "", "587"),
	FIELD(WAY_OWN_SMTP, 5, 0, N_("SSL"), "", N_(
		"on: with port 587 it is called TLS or STARTTLS; if 587 does "
		"not work, port 465 with SSL")),
	FIELD(WAY_OWN_SMTP, 6, 0, N_("User"), "", N_(
		"the whole e-mail address, with the @")),
	FIELD(WAY_OWN_SMTP, 7, 0, N_("Password"), "", N_(
		"that of the mailbox; some providers want one that was made "
		"for this program (an app password)")),
	STEP(WAY_OWN_SMTP, 8, WHEN_WAY_ADDRESS, "", N_(
		"Then send a message from that program to yourself. It has to "
		"come from your own address, and not lie among the spam.")),
	STEP(WAY_OWN_SMTP, 8, 0, "N", N_(
		"Then send a message from %1$s to yourself. It has to come "
		"from your own address, and not lie among the spam.")),
	NOTE(WAY_OWN_SMTP, 9, WHEN_WAY_LEFT_OUT, "D", N_(
		"Put this right first: the SPF record of %1$s does not let "
		"your own mail server send, so mail may be refused. zegel "
		"check %1$s says what is missing.")),
	NOTE(WAY_OWN_SMTP, 9, WHEN_WAY_NO_SPF, "D", N_(
		"%1$s has no SPF record. It works without, but less is taken "
		"for spam with one that names your mail server.")),
	NOTE(WAY_OWN_SMTP, 9, 0, "D", N_(
		"The mail goes out as your ordinary mail does: it passes SPF "
		"and DMARC of %1$s when that does.")),
	NOTE(WAY_OWN_SMTP, 10, WHEN_WAY_ADDRESS, "", N_(
		"When the password of the mailbox changes, the program stops "
		"sending until it knows the new one.")),
	NOTE(WAY_OWN_SMTP, 10, 0, "N", N_(
		"When the password of the mailbox changes, %1$s stops sending "
		"until it knows the new one.")),

	/* An address that the service makes. */
	STEP(WAY_ALIAS, 1, WHEN_WAY_PATH, "NPB", N_(
		"In %1$s, go to %2$s and switch on ‘%3$s’.")),
	STEP(WAY_ALIAS, 1, WHEN_WAY_UNSEEN, "N", N_(
		"Ask the support of %1$s for an address of its own to send "
		"from (alias): whether it has that is not known here.")),
	STEP(WAY_ALIAS, 1, 0, "N", N_(
		"In %1$s, choose the alias or forwarding address as the sender "
		"in the settings for e-mail.")),
	EXACT(WAY_ALIAS, 2, WHEN_WAY_MAIL_ADDRESS, N_("Sender"), "A", "%1$s"),
	FIELD(WAY_ALIAS, 2, WHEN_WAY_ADDRESS, N_("Sender"), "A", N_(
		"an address at %1$s")),
	FIELD(WAY_ALIAS, 2, 0, N_("Sender"), "N", N_(
		"an address that %1$s makes, with the name of your company in "
		"front of it")),
	FIELD(WAY_ALIAS, 3, 0, N_("Replies"), "D", N_(
		"your address at %1$s, to which they are passed on")),
	STEP(WAY_ALIAS, 4, 0, "", N_(
		"Then send a message to yourself and answer it: the answer has "
		"to arrive in your own mailbox.")),
	NOTE(WAY_ALIAS, 5, 0, "ND", N_(
		"SPF, DKIM and DMARC of %2$s do not count for this mail: it is "
		"sent in the name of %1$s, whose own records speak for it.")),
	NOTE(WAY_ALIAS, 6, 0, "", N_(
		"Customers who let only known senders through have to add this "
		"address.")),

	/* The service's own address. */
	STEP(WAY_GLOBAL, 1, WHEN_WAY_UNSEEN, "N", N_(
		"Ask the support of %1$s whether it can send from its own "
		"address, with the answers to you: that is not known here.")),
	STEP(WAY_GLOBAL, 1, 0, "N", N_(
		"In %1$s, leave the sender as it is by itself: its own "
		"address. Nothing has to be verified for that.")),
	EXACT(WAY_GLOBAL, 2, WHEN_WAY_MAIL_ADDRESS, N_("Sender"), "A", "%1$s"),
	FIELD(WAY_GLOBAL, 2, WHEN_WAY_ADDRESS, N_("Sender"), "A", N_(
		"an address at %1$s")),
	FIELD(WAY_GLOBAL, 2, 0, N_("Sender"), "N", N_(
		"the address of %1$s itself")),
	FIELD(WAY_GLOBAL, 3, 0, N_("Replies"), "D", N_(
		"your address at %1$s (also called reply-to)")),
	STEP(WAY_GLOBAL, 4, 0, "N", N_(
		"Then send a message to yourself and answer it: the answer has "
		"to go to your own address, not to %1$s.")),
	NOTE(WAY_GLOBAL, 5, 0, "ND", N_(
		"SPF, DKIM and DMARC of %2$s do not count for this mail: it is "
		"sent in the name of %1$s, whose own records speak for it.")),
	NOTE(WAY_GLOBAL, 6, 0, "N", N_(
		"All customers of %1$s share that sender, with what others "
		"send under it.")),

	/* Signing in to the mailbox. */
	STEP(WAY_MAILBOX, 1, 0, "N", N_(
		"In %1$s, connect your mailbox at Microsoft 365 or Google in "
		"the settings for e-mail, and sign in there.")),
	STEP(WAY_MAILBOX, 2, 0, "N", N_(
		"Then send a message from %1$s to yourself. It has to come "
		"from your own address, and to stand among the sent messages "
		"of the mailbox.")),
	NOTE(WAY_MAILBOX, 3, WHEN_WAY_LEFT_OUT, "D", N_(
		"Put this right first: the SPF record of %1$s does not let "
		"your own mail server send, so mail may be refused. zegel "
		"check %1$s says what is missing.")),
	NOTE(WAY_MAILBOX, 3, 0, "D", N_(
		"The mail goes out as your ordinary mail does: it passes SPF "
		"and DMARC of %1$s when that does.")),
	NOTE(WAY_MAILBOX, 4, 0, "N", N_(
		"When %1$s stops sending after some months, sign in again.")),

	/* Another service. */
	STEP(WAY_THROUGH, 1, 0, "NO", N_(
		"In %1$s, enter the account of %2$s in the settings for "
		"e-mail.")),
	STEP(WAY_THROUGH, 2, 0, "N", N_(
		"Then send a message from %1$s to yourself. It has to come "
		"from your own address, and not lie among the spam.")),
	NOTE(WAY_THROUGH, 3, 0, "OD", N_(
		"The records of %1$s in the DNS of %2$s count for this mail.")),
};
/* clang-format on */

const size_t WAY_ROWS_COUNT = COUNT_OF(WAY_ROWS);
