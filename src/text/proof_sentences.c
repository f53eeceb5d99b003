/* The sentences of a proof: for each conclusion what is so and what to do.
 *
 * SPDX-License-Identifier: MIT */
#include "text/proof_sentences.h"

#include "i18n/i18n.h"

#define COPY_ALL N_("Copy the whole header, from its first line to its last.")

static const struct proof_pair conclusions[PROOF_CONCLUSIONS] = {
	[PROOF_UNKNOWN] = { { N_("No answer came from the DNS that tells what "
				 "is wrong "
				 "with this message of %1$s"),
			      "a" },
			    { N_("Try again in a moment."), "" } },
	[PROOF_UNREADABLE] = { { N_("There is no header in this, and no "
				    "refusal either."),
				 "" },
			       { COPY_ALL, "" } },
	[PROOF_NOT_TEXT] = { { N_("This is Outlook's own kind of file (.msg), "
				  "not a text."),
			       "" },
			     { N_("In Outlook: File, Properties, and copy what "
				  "stands in "
				  "the box Internet headers."),
			       "" } },
	[PROOF_NOT_RECEIVED] = { { N_("This header never went through a mail "
				      "server: it is the "
				      "sender's own copy, or a draft."),
				   "" },
				 { N_("Open the message where it arrived, and "
				      "copy the header "
				      "there."),
				   "" } },
	[PROOF_NO_AUTHOR] = { { N_("No sender's address (From) stands in "
				   "this."),
				"" },
			      { COPY_ALL, "" } },
	[PROOF_INSIDE] = { { N_("This message never left the mail provider: it "
				"was handed "
				"in and delivered at the same place, which "
				"proves "
				"nothing."),
			     "" },
			   { N_("Send one to a mailbox at another provider, "
				"such as "
				"Gmail, and copy the header there."),
			     "" } },
	[PROOF_OTHER_DOMAIN] = { { N_("This message does not come from %1$s: "
				      "its sender is at "
				      "%2$s"),
				   "ga" },
				 { N_("Choose a sender address at %1$s in "
				      "%2$s, and send "
				      "another one."),
				   "gv" } },
	[PROOF_FINE] = { { N_("This message is fine: it is proven to come from "
			      "%1$s"),
			   "a" },
			 { NULL, "" } },
	[PROOF_FINE_SPF_ONLY] = { { N_("This message is fine, but by its "
				       "server's address alone "
				       "(SPF): nothing is signed for %1$s"),
				    "a" },
				  { N_("Set up DKIM for %1$s in %2$s, too: "
				       "forwarded mail has "
				       "nothing else."),
				    "av" } },
	[PROOF_FINE_NO_DMARC] = { { N_("This message is fine, but %1$s has no "
				       "DMARC record, "
				       "which some receivers want."),
				    "a" },
				  { N_("zegel records %1$s shows the record to "
				       "add."),
				    "a" } },
	[PROOF_FINE_BUT_SPAM] = { { N_("It is proven to come from %1$s, and "
				       "was taken for spam "
				       "all the same: because of what is in it "
				       "or what was sent "
				       "before, not because of the DNS."),
				    "a" },
				  { N_("Look at its text and links, and at how "
				       "much is sent at "
				       "once; have receivers mark it as not "
				       "spam."),
				    "" } },
	[PROOF_FINE_BEHIND_FILTER] = { { N_("This message is fine, but its "
					    "receiver misjudged it: "
					    "%1$s filters the mail in front of "
					    "the mailbox, and "
					    "behind that SPF was asked about "
					    "the filter's server "
					    "instead of the sender's."),
					 "f" },
				       { N_("Your DNS is right. Whoever "
					    "manages the receiver's mail "
					    "has to let the filter alone judge "
					    "the sender (in "
					    "Microsoft 365: enhanced filtering "
					    "for the connector)."),
					 "" } },
	[PROOF_FINE_KEY_GONE] = { { N_("It passed when it was sent, but the "
				       "DKIM key at %1$s "
				       "cannot be used any more."),
				    "k" },
				  { N_("Put the record back as %1$s shows it "
				       "for %2$s"),
				    "va" } },
	[PROOF_FINE_SPF_GONE] = { { N_("It passed when it was sent, but by now "
				       "the SPF record "
				       "of %1$s does not let %2$s send any "
				       "more."),
				    "en" },
				  { N_("Put the part of %1$s back into the SPF "
				       "record of %2$s"),
				    "ve" } },
	[PROOF_NOW_RIGHT] = { { N_("It did not pass when it was sent; by what "
				   "the DNS says "
				   "now it would."),
				"" },
			      { N_("Send another one, and look at its header."),
				"" } },
	[PROOF_MAILBOX_DOMAIN] = { { N_("The sender is at %1$s, which belongs "
					"to %2$s: no other "
					"program may send for it."),
				     "ao" },
				   { N_("Use a sender address at a domain of "
					"your own in %1$s"),
				     "v" } },
	[PROOF_FORWARDED] = { { N_("This message was forwarded on its way, and "
				   "what proves "
				   "its sender was lost there."),
				"" },
			      { N_("Send one to a mailbox that it is not "
				   "forwarded to, and "
				   "copy the header there. A DKIM signature "
				   "for %1$s mostly "
				   "survives forwarding."),
				"a" } },
	[PROOF_LIST] = { { N_("This message went through a mailing list, which "
			      "changes "
			      "it: what proves its sender was lost there."),
			   "" },
			 { N_("Send one straight to a mailbox, and copy the "
			      "header "
			      "there."),
			   "" } },
	[PROOF_BODY_CHANGED] = { { N_("The text of this message was changed "
				      "after %1$s had "
				      "signed it, so its DKIM signature does "
				      "not count."),
				   "d" },
				 { N_("Something on the way adds to it: a "
				      "footer, a "
				      "disclaimer, a virus scanner. Have it "
				      "done before the "
				      "signing, or not at all."),
				   "" } },
	[PROOF_HEADER_CHANGED] = { { N_("The DKIM signature of %1$s does not "
					"fit: a line of the "
					"header was changed on the way, or the "
					"key at %2$s is "
					"not the one it was signed with."),
				     "dk" },
				   { N_("Compare that key with what %1$s "
					"shows; if it is the "
					"same, look for what changes the "
					"subject or the sender "
					"on the way."),
				     "v" } },
	[PROOF_NO_KEY] = { { N_("%1$s has signed this message, but there is no "
				"DKIM key "
				"at %2$s to check it with."),
			     "dk" },
			   { N_("Create the record %1$s as %2$s shows it."),
			     "kv" } },
	[PROOF_KEY_REVOKED] = { { N_("The DKIM key at %1$s has been withdrawn: "
				     "it is empty."),
				  "k" },
				{ N_("Let %1$s make a new key, and enter "
				     "that."),
				  "v" } },
	[PROOF_KEY_SEVERAL] = { { N_("Two DKIM keys stand at %1$s, so none "
				     "counts."),
				  "k" },
				{ N_("Leave the one that %1$s shows, and "
				     "remove the other."),
				  "v" } },
	[PROOF_KEY_BROKEN] = { { N_("What stands at %1$s is no DKIM key that "
				    "fits the "
				    "signature."),
				 "k" },
			       { N_("Replace it by what %1$s shows; zegel "
				    "check %2$s:%3$s "
				    "says what is wrong with it."),
				 "vds" } },
	[PROOF_KEY_SHORT] = { { N_("The DKIM key at %1$s is too short: "
				   "receivers do not "
				   "accept it any more."),
				"k" },
			      { N_("Let %1$s make one of 2048 bits, and enter "
				   "that."),
				"v" } },
	[PROOF_SHA1] = { { N_("The message is signed in the old way "
			      "(rsa-sha1), which "
			      "does not count any more."),
			   "" },
			 { N_("Choose rsa-sha256 in %1$s, or ask its support "
			      "for it."),
			   "v" } },
	[PROOF_EXPIRED] = { { N_("The DKIM signature of %1$s had expired."),
			      "d" },
			    { N_("The message lay waiting for too long, or a "
				 "clock is "
				 "wrong: send another one. If that expires, "
				 "too, tell the "
				 "support of %1$s"),
			      "v" } },
	[PROOF_MALFORMED] = { { N_("The DKIM signature is not written as it "
				   "must be "
				   "(%1$s)."),
				"t" },
			      { N_("Only %1$s can repair that: report it to "
				   "its support."),
				"v" } },
	[PROOF_DKIM_UNTOLD] = { { N_("The message is signed by %1$s and the "
				     "key is there, but "
				     "the receiver does not say whether the "
				     "signature was "
				     "right."),
				  "d" },
				{ N_("Save the whole message as a file (.eml) "
				     "and let zegel "
				     "header look at that: it then checks the "
				     "signature "
				     "itself."),
				  "" } },
	[PROOF_DKIM_FAILED] = { { N_("The receiver did not accept the DKIM "
				     "signature of %1$s, "
				     "although its key is there."),
				  "d" },
				{ N_("Save the whole message as a file (.eml) "
				     "and let zegel "
				     "header look at that: it then checks the "
				     "signature "
				     "itself."),
				  "" } },
	[PROOF_SPF_BROKEN] = { { N_("The SPF record of %1$s cannot be "
				    "evaluated, so it lets "
				    "nobody send."),
				 "e" },
			       { N_("zegel check %1$s says what is wrong in "
				    "it."),
				 "e" } },
	[PROOF_SPF_MISSING] = { { N_("%1$s has no SPF record, and nothing is "
				     "signed for "
				     "%2$s"),
				  "ea" },
				{ N_("Set up %1$s for %2$s: zegel %2$s shows "
				     "the records."),
				  "va" } },
	[PROOF_SPF_FAIL] = { { N_("The SPF record of %1$s does not let the "
				  "server %2$s "
				  "send."),
			       "en" },
			     { N_("Add %1$s to the SPF record of %2$s: zegel "
				  "%2$s shows "
				  "how."),
			       "ve" } },
	[PROOF_SPF_WEAK] = { { N_("The SPF record of %1$s does not name the "
				  "server %2$s as "
				  "a sender."),
			       "en" },
			     { N_("Add %1$s to the SPF record of %2$s: zegel "
				  "%2$s shows "
				  "how."),
			       "ve" } },
	[PROOF_NOT_ALIGNED] = { { N_("This message is proven to come from "
				     "%1$s, but the reader "
				     "sees %2$s: for that name nothing is "
				     "proven."),
				  "ba" },
				{ SET_UP_DKIM, "av" } },
	[PROOF_UNPROVEN] = { { N_("Nothing proves that this message may carry "
				  "the name "
				  "%1$s: it is not signed, and SPF does not "
				  "let its server "
				  "send."),
			       "a" },
			     { N_("Set up %1$s for %2$s: zegel %2$s shows the "
				  "records."),
			       "va" } },
};

const struct proof_pair *proof_pair_of(const struct proof *p)
{
	return p->conclusion == PROOF_BOUNCED ? bounce_pair_of(p->bounce.cause)
					      : &conclusions[p->conclusion];
}
