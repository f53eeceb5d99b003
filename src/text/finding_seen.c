/* What is seen, in a sentence for every finding. A sentence that ends in a name
 * or a value has no full stop behind it.
 *
 * SPDX-License-Identifier: MIT */
#include "i18n/i18n.h"
#include "text/finding_rows.h"

/* TRANSLATORS: what is seen in the DNS, for somebody who knows nothing of it.
 * The arguments are names, values and numbers. No full stop directly behind a
 * name or value at the end. */
/* clang-format off */
const struct finding_row FINDING_SEEN[] = {
	{ FINDING_DOMAIN_MISSING, 0, "A", N_(
		"The domain %1$s does not exist: the servers above it say "
		"so.") },
	{ FINDING_DOMAIN_UNDELEGATED, 0, "A", N_(
		"No name server is registered for %1$s, so nobody can "
		"find its records.") },
	{ FINDING_DNSSEC_BOGUS, 0, "A", N_(
		"The digital signature (DNSSEC) of %1$s is broken: many "
		"mail servers see nothing of the domain therefore.") },
	{ FINDING_DOMAIN_IS_CNAME, WHEN_SEEN, "AV", N_(
		"%1$s itself is an alias (CNAME), and no other record can "
		"stand beside an alias. It points to %2$s") },
	{ FINDING_DOMAIN_IS_CNAME, 0, "A", N_(
		"%1$s itself is an alias (CNAME), and no other record can "
		"stand beside an alias.") },
	{ FINDING_EDITED_ELSEWHERE, WHEN_WHO, "AOZ", N_(
		"The record %1$s stands at %2$s, but %3$s is not run "
		"there.") },
	{ FINDING_EDITED_ELSEWHERE, WHEN_SERVER, "ASZ", N_(
		"The record %1$s stands on the server %2$s, but %3$s is "
		"not run there.") },
	{ FINDING_EDITED_ELSEWHERE, 0, "AZ", N_(
		"The record %1$s stands on servers that do not run %2$s.") },
	{ FINDING_DELEGATED_AWAY, WHEN_WHO, "AOZ", N_(
		"%1$s is run at %2$s, apart from the rest of %3$s.") },
	{ FINDING_DELEGATED_AWAY, WHEN_SERVER, "ASZ", N_(
		"%1$s is run on another name server (%2$s) than the rest of "
		"%3$s.") },
	{ FINDING_DELEGATED_AWAY, 0, "AZ", N_(
		"%1$s is run on other name servers than the rest of %2$s.") },
	{ FINDING_NAME_DOUBLED, 0, "A", N_(
		"The record is there, but the domain stands in its name "
		"twice: %1$s") },
	{ FINDING_NAME_WITHOUT_UNDERSCORE, 0, "A", N_(
		"The record is there, but its name has lost the "
		"underscore (_): %1$s") },
	{ FINDING_NAME_AT_ROOT, 0, "A", N_(
		"The record is there, but at the domain itself: %1$s") },
	{ FINDING_NAME_ELSEWHERE, 0, "A", N_(
		"The record is there, but under another name: %1$s") },
	{ FINDING_CNAME_PROXIED, 0, "A", N_(
		"%1$s answers with addresses of the DNS host itself "
		"instead of the CNAME: the proxy is on.") },
	{ FINDING_CNAME_CONFLICT, WHEN_CNAME | WHEN_WHO | WHEN_WANTED, "AO", N_(
		"At %1$s stands another record (%2$s), which is in the "
		"way: a CNAME has to stand alone.") },
	{ FINDING_CNAME_CONFLICT, WHEN_CNAME | WHEN_WHO, "AO", N_(
		"Beside the CNAME %1$s stands another record (%2$s). A "
		"CNAME has to stand alone.") },
	{ FINDING_CNAME_CONFLICT, WHEN_CNAME, "A", N_(
		"Beside the CNAME %1$s stand other records. A CNAME has "
		"to stand alone.") },
	{ FINDING_CNAME_CONFLICT, 0, "A", N_(
		"At %1$s stands a CNAME, and nothing else can stand "
		"beside it.") },
	{ FINDING_TYPE_TXT_FOR_CNAME, 0, "A", N_(
		"%1$s has the right text, but as a TXT record instead of "
		"a CNAME.") },
	{ FINDING_TYPE_OTHER, WHEN_WHO, "AOR", N_(
		"%1$s is a record of type %2$s; it has to be of type %3$s.") },
	{ FINDING_TYPE_OTHER, 0, "AR", N_(
		"%1$s has another type; it has to be of type %2$s.") },
	{ FINDING_TARGET_DOUBLED, 0, "V", N_(
		"Your own domain stands behind the target: %1$s") },
	{ FINDING_TARGET_SWAPPED, 0, "AV", N_(
		"%1$s has the target of another record: %2$s") },
	{ FINDING_TARGET_OTHER_ACCOUNT, WHEN_WHO, "OV", N_(
		"This value belongs to another account of %1$s: %2$s") },
	{ FINDING_TARGET_OTHER_ACCOUNT, 0, "V", N_(
		"This value belongs to another account: %1$s") },
	{ FINDING_TARGET_URL, 0, "V", N_(
		"The target is written like a web address: %1$s") },
	{ FINDING_TARGET_TYPO, 0, "CE", N_(
		"The value is nearly right; it goes wrong at character "
		"%1$s: %2$s") },
	{ FINDING_VALUE_WHITESPACE, WHEN_LIMIT, "CE", N_(
		"In the value a blank is missing, first in front of "
		"character %1$s: %2$s") },
	{ FINDING_VALUE_WHITESPACE, 0, "CE", N_(
		"In the value are blanks or line breaks that do not "
		"belong there, first at character %1$s: %2$s") },
	{ FINDING_VALUE_QUOTES, 0, "CE", N_(
		"In the value are quotation marks that do not belong "
		"there, first at character %1$s: %2$s") },
	{ FINDING_VALUE_ESCAPED, 0, "CE", N_(
		"In the value are backslashes or control characters that "
		"do not belong there, first at character %1$s: %2$s") },
	{ FINDING_VALUE_LOWERCASED, 0, "A", N_(
		"The capital letters in the value of %1$s have become "
		"small ones: that breaks the key.") },
	{ FINDING_VALUE_TRUNCATED, WHEN_LIMIT, "APL", N_(
		"The value of %1$s was cut off: %2$s of its %3$s "
		"characters are there.") },
	{ FINDING_VALUE_TRUNCATED, 0, "AP", N_(
		"The value of %1$s was cut off after %2$s characters.") },
	{ FINDING_RECORD_DUPLICATE, 0, "A", N_(
		"At %1$s stand two different values where only one is "
		"allowed: mail servers may take either, or none.") },
	{ FINDING_TARGET_WRONG, WHEN_SEEN, "AV", N_(
		"At %1$s stands another value: %2$s") },
	{ FINDING_TARGET_WRONG, 0, "A", N_(
		"At %1$s stands something else.") },
	{ FINDING_SPF_MULTIPLE, 0, "AP", N_(
		"%1$s has %2$s SPF records. Only one is allowed, so none "
		"of them counts.") },
	{ FINDING_SPF_SYNTAX, WHEN_WHO, "AO", N_(
		"The SPF record of %1$s has a mistake, so it does not "
		"count at all. It is in this part: %2$s") },
	{ FINDING_SPF_SYNTAX, 0, "A", N_(
		"The SPF record of %1$s has a mistake, so it does not "
		"count at all.") },
	{ FINDING_SPF_AFTER_ALL, 0, "O", N_(
		"A part of the SPF record stands behind all, where it "
		"never counts: %1$s") },
	{ FINDING_SPF_LOOKUPS, 0, "PL", N_(
		"The SPF record leads to %1$s look-ups. More than %2$s "
		"are not allowed, so it does not count at all.") },
	{ FINDING_SPF_VOIDS, 0, "PL", N_(
		"%1$s parts of the SPF record lead to nothing. More than "
		"%2$s are not allowed, so it does not count at all.") },
	{ FINDING_SPF_INCLUDE_BROKEN, 0, "O", N_(
		"The SPF record refers to a place where no valid SPF "
		"record is, so it does not count at all: %1$s") },
	{ FINDING_SPF_MISSING, WHEN_CHANGING, "A", N_(
		"%1$s has no SPF record at the moment: it is being "
		"changed.") },
	{ FINDING_SPF_MISSING, WHEN_WAITING, "A", N_(
		"%1$s has no SPF record yet.") },
	{ FINDING_SPF_MISSING, 0, "A", N_(
		"The SPF record of %1$s was right before and is gone.") },
	{ FINDING_SPF_NOT_AUTHORISED, WHEN_WAITING | WHEN_WHO, "AO", N_(
		"The SPF record of %1$s has not been changed yet. Still "
		"missing: %2$s") },
	{ FINDING_SPF_NOT_AUTHORISED, WHEN_WAITING, "A", N_(
		"The SPF record of %1$s has not been changed yet.") },
	{ FINDING_SPF_NOT_AUTHORISED, WHEN_WHO, "AO", N_(
		"The SPF record of %1$s does not let the program send. "
		"Missing: %2$s") },
	{ FINDING_SPF_NOT_AUTHORISED, 0, "A", N_(
		"The SPF record of %1$s does not let the program send.") },
	{ FINDING_SPF_LOST_SENDER, 0, "AO", N_(
		"A sender that stood in the SPF record of %1$s before is "
		"gone: %2$s") },
	{ FINDING_SPF_MAILBOX_LEFT_OUT, WHEN_ERROR, "O", N_(
		"Your own mailboxes are at %1$s, but the SPF record shuts "
		"them out: your ordinary mail can be refused.") },
	{ FINDING_SPF_MAILBOX_LEFT_OUT, 0, "O", N_(
		"Your own mailboxes are at %1$s, but the SPF record does "
		"not name them: your ordinary mail may end up as spam.") },
	{ FINDING_DKIM_NO_KEY, WHEN_CNAME | WHEN_WANTED, "Aw", N_(
		"%1$s is right, but there is no key yet at the place it "
		"points to: %2$s") },
	{ FINDING_DKIM_NO_KEY, 0, "A", N_(
		"At %1$s there is no DKIM key.") },
	{ FINDING_DKIM_KEY_REVOKED, 0, "A", N_(
		"The DKIM key at %1$s has been withdrawn: it is empty.") },
	{ FINDING_DKIM_KEY_BROKEN, 0, "A", N_(
		"What stands at %1$s is not a usable DKIM key.") },
	{ FINDING_DKIM_KEY_SHORT, WHEN_ERROR, "AP", N_(
		"The DKIM key at %1$s has only %2$s bits: mail servers do "
		"not accept that.") },
	{ FINDING_DKIM_KEY_SHORT, 0, "AP", N_(
		"The DKIM key at %1$s has %2$s bits; 2048 are usual today.") },
	{ FINDING_DMARC_SYNTAX, WHEN_SEEN, "AV", N_(
		"What stands at %1$s is not a valid DMARC record: %2$s") },
	{ FINDING_DMARC_SYNTAX, 0, "A", N_(
		"What stands at %1$s is not a valid DMARC record.") },
	{ FINDING_DMARC_AT_ROOT, 0, "D", N_(
		"A DMARC text stands at %1$s itself. It has no effect "
		"there.") },
	{ FINDING_DMARC_MISSING, WHEN_CHANGING, "D", N_(
		"%1$s has no DMARC record at the moment: it is being "
		"changed.") },
	{ FINDING_DMARC_MISSING, WHEN_WAITING | WHEN_ERROR, "D", N_(
		"%1$s has no DMARC record yet.") },
	{ FINDING_DMARC_MISSING, WHEN_ERROR, "D", N_(
		"The DMARC record of %1$s was right before and is gone.") },
	{ FINDING_DMARC_MISSING, 0, "D", N_(
		"%1$s has no DMARC record. Gmail and others expect one "
		"from whoever sends much.") },
	{ FINDING_MISSING, WHEN_CHANGING, "AR", N_(
		"%1$s (%2$s) is not there at the moment: it is being "
		"changed.") },
	{ FINDING_MISSING, WHEN_WAITING, "AR", N_(
		"%1$s (%2$s) has not been found yet.") },
	{ FINDING_MISSING, 0, "AR", N_(
		"%1$s (%2$s) was there before and is gone.") },
	{ FINDING_TCP_BLOCKED, 0, "A", N_(
		"The answer about %1$s is too long for one packet, and "
		"the network here blocks the way (TCP) to fetch the rest.") },
	{ FINDING_NAMESERVERS_DISAGREE, 0, "APL", N_(
		"%1$s is on %2$s of %3$s name servers.") },
	{ FINDING_NAMESERVER_LAME, 0, "SZ", N_(
		"The name server %1$s is registered for %2$s, but does "
		"not serve it.") },
	{ FINDING_NAMESERVER_SILENT, 0, "S", N_(
		"The name server %1$s does not answer.") },
	{ FINDING_NAMESERVERS_CHANGED, 0, "Z", N_(
		"%1$s is on other name servers than when zegel first "
		"looked.") },
	{ FINDING_DELEGATION_DIFFERS, WHEN_SERVER, "ZS", N_(
		"For %1$s the registry names other name servers than the "
		"zone itself does, for example %2$s") },
	{ FINDING_DELEGATION_DIFFERS, 0, "Z", N_(
		"For %1$s the registry names other name servers than the "
		"zone itself does.") },
	{ FINDING_WILDCARD, 0, "", N_(
		"A catch-all record (*) answers for every name, so for "
		"this one, too: what is there may come from it.") },
	{ FINDING_MX_MISSING, 0, "D", N_(
		"%1$s names no server for incoming mail (MX): replies and "
		"bounces cannot reach you.") },
	{ FINDING_MX_NULL, 0, "D", N_(
		"%1$s says that it takes no mail at all (an empty MX).") },
	{ FINDING_MX_BROKEN, WHEN_SEEN, "V", N_(
		"The server for incoming mail has no address, or is only "
		"an alias: %1$s") },
	{ FINDING_MX_BROKEN, 0, "D", N_(
		"A server for incoming mail of %1$s has no address, or is "
		"only an alias.") },
	{ FINDING_SPF_LOOKUPS_NEAR, 0, "PL", N_(
		"The SPF record leads to %1$s look-ups; %2$s are allowed.") },
	{ FINDING_SPF_PASS_ALL, 0, "", N_(
		"The SPF record ends in +all: everybody in the world may "
		"send in your name.") },
	{ FINDING_SPF_NEUTRAL_ALL, 0, "", N_(
		"The SPF record ends in ?all: it says nothing about "
		"strangers who send in your name.") },
	{ FINDING_SPF_NO_ALL, 0, "", N_(
		"The SPF record has no all at its end: it says nothing "
		"about strangers who send in your name.") },
	{ FINDING_SPF_PTR, 0, "", N_(
		"The SPF record has the part ptr, which is slow and which "
		"many mail servers pass over.") },
	{ FINDING_SPF_TYPE99, 0, "A", N_(
		"At %1$s stands a record of the old type SPF. Nobody "
		"looks at it: SPF is a TXT record.") },
	{ FINDING_SPF_LONG, 0, "PL", N_(
		"The SPF record has %1$s characters. Over %2$s, some mail "
		"servers can no longer read it.") },
	{ FINDING_DMARC_MAY_NOT_ALIGN, WHEN_WHO, "DO", N_(
		"DMARC is strict at %1$s, and the records show no DKIM of "
		"%2$s for it.") },
	{ FINDING_DMARC_MAY_NOT_ALIGN, 0, "D", N_(
		"DMARC is strict at %1$s, and the records show no DKIM of "
		"the program for it.") },
	{ FINDING_DMARC_RUA_UNAUTHORISED, 0, "O", N_(
		"The DMARC reports go to another domain, which does not "
		"say that it takes them: %1$s") },
	{ FINDING_DMARC_NONE_WITHOUT_REPORTS, 0, "", N_(
		"DMARC blocks nothing yet (p=none), and nobody gets its "
		"reports.") },
	{ FINDING_DKIM_TESTING, 0, "A", N_(
		"The DKIM key at %1$s is marked as a test (t=y).") },
	{ FINDING_CNAME_FLATTENED, 0, "A", N_(
		"%1$s shows the key itself instead of the CNAME. That is "
		"good.") },
	{ FINDING_CACHED_NEGATIVE, 0, "U", N_(
		"It is right at the source. By %1$s at the latest "
		"everybody sees it: until then some remember that it was "
		"not there.") },
	{ FINDING_CACHED_OLD, 0, "U", N_(
		"It is right at the source. By %1$s at the latest "
		"everybody sees it: until then some remember the older "
		"value.") },
	{ FINDING_RESOLVER_FAILED, WHEN_SERVER, "SG", N_(
		"%1$s could not be asked over HTTPS: %2$s.") },
	{ FINDING_RESOLVER_FAILED, 0, "", N_(
		"The resolver gives no answer.") },
	{ FINDING_PORT53_INTERCEPTED, 0, "", N_(
		"Something in the network here answers in the place of "
		"the name servers.") },
	{ FINDING_RESOLVER_ONLY, 0, "", N_(
		"The name servers cannot be asked directly from here "
		"(port 53 is closed).") },
};
/* clang-format on */

const size_t FINDING_SEEN_COUNT = COUNT_OF(FINDING_SEEN);
