/* The sentences about refusals, by their causes.
 *
 * SPDX-License-Identifier: MIT */
#include "i18n/i18n.h"
#include "text/proof_sentences.h"

#define NOT_DNS N_("Your DNS has nothing to do with it.")

static const struct proof_pair bounces[BOUNCE_CAUSES] = {
	[BOUNCE_OTHER] = { { N_("%1$s refused the message, in words that zegel "
				"does not "
				"know."),
			     "x" },
			   { N_("Read what it said; ask the receiver if need "
				"be."),
			     "" } },
	[BOUNCE_SPF] = { { N_("%1$s refused the message: the SPF record of "
			      "%2$s does "
			      "not let the server send that sent it."),
			   "xe" },
			 { N_("Add %1$s to the SPF record of %2$s: zegel %2$s "
			      "shows "
			      "how."),
			   "ve" } },
	[BOUNCE_SPF_BROKEN] = { { N_("%1$s refused the message: the SPF record "
				     "of %2$s cannot "
				     "be evaluated."),
				  "xe" },
				{ N_("zegel check %1$s says what is wrong in "
				     "it."),
				  "e" } },
	[BOUNCE_DKIM] = { { N_("%1$s refused the message: its DKIM signature "
			       "did not "
			       "pass."),
			    "x" },
			  { N_("Send one to a mailbox that accepts it and give "
			       "zegel "
			       "header that message: it shows why. zegel check "
			       "%1$s "
			       "looks at the records."),
			    "a" } },
	[BOUNCE_DKIM_KEY] = { { N_("%1$s refused the message: there is no "
				   "usable DKIM key "
				   "for its signature."),
				"x" },
			      { N_("Enter the DKIM records of %1$s again as it "
				   "shows them; "
				   "zegel check %2$s looks at them."),
				"va" } },
	[BOUNCE_DMARC] = { { N_("%1$s refused the message, as the DMARC record "
				"of %2$s "
				"asks for: neither SPF nor DKIM proves that "
				"name."),
			     "xa" },
			   { SET_UP_DKIM, "av" } },
	[BOUNCE_UNAUTHENTICATED] = { { N_("%1$s refused the message: neither "
					  "SPF nor DKIM proves "
					  "that it comes from %2$s"),
				       "xa" },
				     { N_("Set up %1$s for %2$s: zegel %2$s "
					  "shows the records."),
				       "va" } },
	[BOUNCE_UNALIGNED] = { { N_("%1$s refused the message: it is proven "
				    "for another name "
				    "than %2$s"),
				 "xa" },
			       { SET_UP_DKIM, "av" } },
	[BOUNCE_NO_PTR] = { { N_("%1$s refused the message: the address of the "
				 "sending "
				 "server has no name in the DNS (PTR)."),
			      "x" },
			    { N_("Only whoever runs that server can set it: "
				 "tell the "
				 "support of %1$s. Nothing is wrong with your "
				 "domain."),
			      "v" } },
	[BOUNCE_BLOCKLIST] = { { N_("%1$s refused the message: the address of "
				    "the sending "
				    "server is on a list of those that send "
				    "spam."),
				 "x" },
			       { N_("Only whoever runs that server can have it "
				    "taken off: "
				    "tell the support of %1$s. Nothing is "
				    "wrong with your "
				    "domain."),
				 "v" } },
	[BOUNCE_RATE] = { { N_("%1$s slowed the sender down: too much at once, "
			       "or it "
			       "does not trust that server yet."),
			    "x" },
			  { N_("Send fewer at a time, and try again later."),
			    "" } },
	[BOUNCE_GREYLIST] = { { N_("%1$s put the message off for a while, as "
				   "is usual with "
				   "new senders."),
				"x" },
			      { N_("Nothing has to be done: the server tries "
				   "again by "
				   "itself. If it is still so after a few "
				   "hours, tell the "
				   "support of %1$s"),
				"v" } },
	[BOUNCE_BUSY] = { { N_("%1$s could not take the message at that "
			       "moment."),
			    "x" },
			  { N_("Nothing has to be done: the server tries again "
			       "by itself. If it is still so after a few "
			       "hours, tell the support of %1$s"),
			    "v" } },
	[BOUNCE_TLS] = { { N_("%1$s wants an encrypted connection."), "x" },
			 { N_("Switch on SSL/TLS in %1$s"), "v" } },
	[BOUNCE_LOGIN] = { { N_("The mail server refused the login, so nothing "
				"was sent."),
			     "" },
			   { N_("Check user name and password in %1$s; many "
				"providers "
				"want an app password there."),
			     "v" } },
	[BOUNCE_PASSWORD_OFF] = { { N_("The mail server does not take a "
				       "password any more, so "
				       "nothing was sent."),
				    "" },
				  { N_("Have %1$s sign in at the mail provider "
				       "itself (OAuth "
				       "2.0) if it can. Otherwise whoever "
				       "manages the mailbox "
				       "has to allow authenticated SMTP for "
				       "it, or %1$s has to "
				       "send by another way."),
				    "v" } },
	[BOUNCE_RELAY] = { { N_("The mail server does not send for anybody who "
				"is not "
				"logged in."),
			     "" },
			   { N_("Fill in user name and password for sending "
				"(SMTP) in "
				"%1$s"),
			     "v" } },
	[BOUNCE_SENDER_NOT_OWNED] = { { N_("The mail server does not let this "
					   "login send under that "
					   "sender address."),
					"" },
				      { N_("Choose the address of the login as "
					   "the sender in %1$s, "
					   "or have the mail provider allow "
					   "the other one."),
					"v" } },
	[BOUNCE_NOT_VERIFIED] = { { N_("The message was not sent: %2$s is not "
				       "verified as a "
				       "sender at %1$s yet."),
				    "va" },
				  { N_("Enter the records for %1$s (zegel %1$s "
				       "shows them), then "
				       "have %2$s check the domain. It sends "
				       "as soon as that is "
				       "green."),
				    "av" } },
	[BOUNCE_SENDER_DOMAIN] = { { N_("%1$s refused the message: the domain "
					"of the sender does "
					"not exist, or cannot receive mail."),
				     "x" },
				   { N_("Look for a slip in the sender's "
					"address; zegel check "
					"%1$s looks at the domain."),
				     "a" } },
	[BOUNCE_CONTENT] = { { N_("%1$s refused the message as spam: because "
				  "of what is in "
				  "it or who sent it before, not because of "
				  "the DNS."),
			       "x" },
			     { N_("Look at its text, links and attachments, "
				  "and try with "
				  "a plain one."),
			       "" } },
	[BOUNCE_NO_USER] = { { N_("The mailbox that it was sent to does not "
				  "exist."),
			       "" },
			     { NOT_DNS, "" } },
	[BOUNCE_NO_DOMAIN] = { { N_("The domain that it was sent to does not "
				    "exist, or "
				    "receives no mail."),
				 "" },
			       { N_("Look for a slip in the receiver's "
				    "address."),
				 "" } },
	[BOUNCE_FULL] = { { N_("The receiver's mailbox is full."), "" },
			  { NOT_DNS, "" } },
	[BOUNCE_TOO_BIG] = { { N_("The message is larger than the receiver "
				  "takes."),
			       "" },
			     { N_("Send smaller attachments, or a link."),
			       "" } },
	[BOUNCE_LOOP] = { { N_("The message went round in a circle between "
			       "mail "
			       "servers."),
			    "" },
			  { N_("A forwarding at the receiver leads back to "
			       "itself: tell "
			       "the receiver."),
			    "" } },
	[BOUNCE_UNREACHABLE] = { { N_("The receiver's mail server could not be "
				      "reached."),
				   "" },
				 { NOT_DNS, "" } },
	[BOUNCE_POLICY] = { { N_("%1$s refused the message by rules of its "
				 "own, and does "
				 "not say which."),
			      "x" },
			    { N_("zegel check %1$s tells whether SPF, DKIM and "
				 "DMARC are "
				 "right; if they are, ask the receiver."),
			      "a" } },
};

const struct proof_pair *bounce_pair_of(enum bounce_cause cause)
{
	return &bounces[cause];
}
