/* What to do, for every finding. What is to be copied stands on lines of its
 * own behind the sentence.
 *
 * SPDX-License-Identifier: MIT */
#include "i18n/i18n.h"
#include "text/finding_rows.h"

/* TRANSLATORS: what to do about a finding. Formal. What stands behind \n is
 * copied into a form by the reader and stays alone on its line. */
/* clang-format off */
const struct finding_row FINDING_FIX[] = {
	{ FINDING_DOMAIN_MISSING, 0, "", N_(
		"Look whether it is spelt right. If it worked before, it "
		"may have expired or be on hold: ask the company where it "
		"is registered.") },
	{ FINDING_DOMAIN_UNDELEGATED, 0, "", N_(
		"Ask the company where the domain is registered to enter "
		"the name servers of your DNS host.") },
	{ FINDING_DNSSEC_BOGUS, 0, "h", N_(
		"Ask %1$s, or the company where the domain is registered, "
		"to repair DNSSEC or to switch it off. Only then can the "
		"records be seen.") },
	{ FINDING_DOMAIN_IS_CNAME, 0, "h", N_(
		"Ask %1$s to replace this CNAME by address records (A), "
		"or send from another domain.") },
	{ FINDING_EDITED_ELSEWHERE, WHEN_HOST, "DB", N_(
		"The DNS of %1$s is %2$s. Enter the record there; what "
		"was changed at the other company has no effect.") },
	{ FINDING_EDITED_ELSEWHERE, 0, "D", N_(
		"Enter the record at the company that runs the name "
		"servers of %1$s; what was changed at the other company "
		"has no effect.") },
	{ FINDING_DELEGATED_AWAY, 0, "A", N_(
		"The records for %1$s have to be entered there.") },
	{ FINDING_NAME_DOUBLED, WHEN_HOST, "HNf", N_(
		"%1$s adds the domain itself. In the field ‘%2$s’ enter "
		"only this:\n%3$s") },
	{ FINDING_NAME_DOUBLED, 0, "Nf", N_(
		"Your DNS host adds the domain itself. In the field "
		"‘%1$s’ enter only this:\n%2$s") },
	{ FINDING_NAME_WITHOUT_UNDERSCORE, 0, "hNf", N_(
		"The underscore belongs to the name. If the form refuses "
		"it, ask %1$s to enter the record. In the field ‘%2$s’ "
		"belongs:\n%3$s") },
	{ FINDING_NAME_AT_ROOT, 0, "Nf", N_(
		"Give the record its own name instead. In the field "
		"‘%1$s’ enter this:\n%2$s") },
	{ FINDING_NAME_ELSEWHERE, 0, "Nf", N_(
		"The value is right, only the name is not. In the field "
		"‘%1$s’ enter this:\n%2$s") },
	{ FINDING_CNAME_PROXIED, 0, "", N_(
		"Switch the proxy off for this record: click the orange "
		"cloud, so that it turns grey (DNS only).") },
	{ FINDING_CNAME_CONFLICT, WHEN_CNAME | WHEN_WANTED | WHEN_WHO, "OW",
	  N_(
		"Remove the %1$s record with this name first. Then enter "
		"the CNAME with this target:\n%2$s") },
	{ FINDING_CNAME_CONFLICT, WHEN_CNAME, "", N_(
		"Keep the CNAME, and remove the other records with the "
		"same name.") },
	{ FINDING_CNAME_CONFLICT, WHEN_WANTED, "RW", N_(
		"Remove the CNAME. Then enter the record as type %1$s "
		"with this value:\n%2$s") },
	{ FINDING_CNAME_CONFLICT, 0, "", N_(
		"Remove the CNAME or the records beside it; only one of "
		"the two can stand there.") },
	{ FINDING_TYPE_TXT_FOR_CNAME, 0, "YW", N_(
		"Remove the TXT record and enter it once more as type "
		"CNAME. In the field ‘%1$s’ belongs:\n%2$s") },
	{ FINDING_TYPE_OTHER, 0, "RYW", N_(
		"Remove it and enter it once more as type %1$s. In the "
		"field ‘%2$s’ belongs:\n%3$s") },
	{ FINDING_TARGET_DOUBLED, WHEN_NO_DOT, "HYW", N_(
		"%1$s adds the domain where it should not. In the field "
		"‘%2$s’ enter only this:\n%3$s") },
	{ FINDING_TARGET_DOUBLED, 0, "Yd", N_(
		"A dot is missing at the end. In the field ‘%1$s’ enter "
		"this, with the dot:\n%2$s") },
	{ FINDING_TARGET_SWAPPED, 0, "YW", N_(
		"Each record has a target of its own. In the field ‘%1$s’ "
		"belongs:\n%2$s") },
	{ FINDING_TARGET_OTHER_ACCOUNT, 0, "YW", N_(
		"Replace it by the value of your own account. In the "
		"field ‘%1$s’ belongs:\n%2$s") },
	{ FINDING_TARGET_URL, 0, "YW", N_(
		"Leave out https:// and whatever stands behind the name. "
		"In the field ‘%1$s’ enter this:\n%2$s") },
	{ FINDING_TARGET_TYPO, 0, "YW", N_(
		"Copy it once more instead of typing it. In the field "
		"‘%1$s’ belongs:\n%2$s") },
	{ FINDING_VALUE_WHITESPACE, 0, "W", N_(
		"Replace the value by this, as one line:\n%1$s") },
	{ FINDING_VALUE_QUOTES, WHEN_WANTED, "W", N_(
		"Replace the value by exactly this:\n%1$s") },
	{ FINDING_VALUE_QUOTES, 0, "", N_(
		"Copy the value once more from the program, whole and "
		"without changes.") },
	{ FINDING_VALUE_ESCAPED, WHEN_WANTED, "W", N_(
		"Leave the backslashes out; where they are needed they "
		"are added by themselves. The value is:\n%1$s") },
	{ FINDING_VALUE_ESCAPED, 0, "", N_(
		"Copy the value once more from the program, whole and "
		"without changes.") },
	{ FINDING_VALUE_LOWERCASED, WHEN_WANTED, "hW", N_(
		"Enter the value once more, by copying it. If the "
		"capitals go again, ask %1$s to enter it:\n%2$s") },
	{ FINDING_VALUE_LOWERCASED, 0, "", N_(
		"Copy the value once more from the program, whole and "
		"without changes.") },
	{ FINDING_VALUE_TRUNCATED, WHEN_WANTED, "hW", N_(
		"Enter the whole value, by copying it. If the form cuts "
		"it off again, ask %1$s to enter it:\n%2$s") },
	{ FINDING_VALUE_TRUNCATED, 0, "", N_(
		"Copy the value once more from the program, whole and "
		"without changes.") },
	{ FINDING_RECORD_DUPLICATE, WHEN_WANTED | WHEN_LIMIT, "W", N_(
		"Keep this one, and remove the other:\n%1$s") },
	{ FINDING_RECORD_DUPLICATE, WHEN_WANTED, "W", N_(
		"Remove them all, and enter this one, whole, in their "
		"place:\n%1$s") },
	{ FINDING_RECORD_DUPLICATE, WHEN_CNAME, "", N_(
		"Your record is right. Ask the support of the program to "
		"remove one of the two keys that it leads to.") },
	{ FINDING_RECORD_DUPLICATE, 0, "", N_(
		"Keep the one that is still needed, and remove the other.") },
	{ FINDING_TARGET_WRONG, 0, "YW", N_(
		"Replace it. In the field ‘%1$s’ belongs:\n%2$s") },
	{ FINDING_SPF_MULTIPLE, WHEN_LINE, "M", N_(
		"Remove them all, and enter this one line in their "
		"place:\n%1$s") },
	{ FINDING_SPF_MULTIPLE, 0, "", N_(
		"Put what they name into one line, and remove the others.") },
	{ FINDING_SPF_SYNTAX, WHEN_LINE, "M", N_(
		"Replace the line by this:\n%1$s") },
	{ FINDING_SPF_SYNTAX, 0, "", N_(
		"Correct this part of the line. Often a blank is missing, "
		"or there is one too many.") },
	{ FINDING_SPF_AFTER_ALL, WHEN_LINE, "M", N_(
		"Replace the line by this:\n%1$s") },
	{ FINDING_SPF_AFTER_ALL, WHEN_SEEN, "", N_(
		"Take it out: the first part that ends in all decides.") },
	{ FINDING_SPF_AFTER_ALL, 0, "", N_(
		"Move it in front of the part that ends in all.") },
	{ FINDING_SPF_LOOKUPS, 0, "", N_(
		"Remove senders from the line that you no longer use "
		"(each include counts), or let the program send from a "
		"subdomain.") },
	{ FINDING_SPF_VOIDS, 0, "", N_(
		"Remove the parts of the line that name a domain or "
		"server that does not exist any more.") },
	{ FINDING_SPF_INCLUDE_BROKEN, WHEN_LINE, "M", N_(
		"Replace the line by this:\n%1$s") },
	{ FINDING_SPF_INCLUDE_BROKEN, 0, "", N_(
		"Remove that part from the line if you no longer use this "
		"sender; otherwise ask the sender to repair it.") },
	{ FINDING_SPF_MISSING, WHEN_WANTED | WHEN_HOST, "BNYFW", N_(
		"Add a TXT record %1$s. The fields ‘%2$s’ and ‘%3$s’ "
		"get:\n%4$s\n%5$s") },
	{ FINDING_SPF_MISSING, WHEN_WANTED, "NYFW", N_(
		"Add a TXT record at your DNS host. The fields ‘%1$s’ and "
		"‘%2$s’ get:\n%3$s\n%4$s") },
	{ FINDING_SPF_MISSING, 0, "h", N_(
		"Ask the keeper of your mailboxes for the SPF line, and "
		"%1$s to enter it.") },
	{ FINDING_SPF_NOT_AUTHORISED, WHEN_WANTED, "W", N_(
		"Change the line that is there into this one. Do not add "
		"a second one:\n%1$s") },
	{ FINDING_SPF_NOT_AUTHORISED, 0, "O", N_(
		"Add this to the line that is there, in front of the part "
		"that ends in all:\n%1$s") },
	{ FINDING_SPF_LOST_SENDER, 0, "O", N_(
		"If it still sends for you, put this back, in front of "
		"the part that ends in all:\n%1$s") },
	{ FINDING_SPF_MAILBOX_LEFT_OUT, WHEN_WANTED, "w", N_(
		"Add this to the line, in front of the part that ends in "
		"all:\n%1$s") },
	{ FINDING_SPF_MAILBOX_LEFT_OUT, 0, "O", N_(
		"Ask %1$s what belongs into the SPF record for it.") },
	{ FINDING_DKIM_NO_KEY, WHEN_WHO, "O", N_(
		"Your part is done. Ask the support of %1$s to put the "
		"key there.") },
	{ FINDING_DKIM_NO_KEY, 0, "", N_(
		"Your part is done. Ask the support of the program to put "
		"the key there.") },
	{ FINDING_DKIM_KEY_REVOKED, WHEN_WANTED | WHEN_LIMIT, "W", N_(
		"Replace the value by this:\n%1$s") },
	{ FINDING_DKIM_KEY_REVOKED, WHEN_WHO, "O", N_(
		"Ask the support of %1$s for the values that hold now.") },
	{ FINDING_DKIM_KEY_REVOKED, 0, "", N_(
		"Ask the support of the program for the values that hold "
		"now.") },
	{ FINDING_DKIM_KEY_BROKEN, WHEN_CNAME, "", N_(
		"Your record is right. Ask the support of the program to "
		"repair the key that it points to.") },
	{ FINDING_DKIM_KEY_BROKEN, WHEN_WANTED, "W", N_(
		"Enter the value once more, by copying it:\n%1$s") },
	{ FINDING_DKIM_KEY_BROKEN, 0, "", N_(
		"Copy the value once more from the program, whole and "
		"without changes.") },
	{ FINDING_DKIM_KEY_SHORT, 0, "", N_(
		"Ask the support of the program for a key of 2048 bits.") },
	{ FINDING_DMARC_SYNTAX, WHEN_WANTED, "W", N_(
		"Replace the value by this:\n%1$s") },
	{ FINDING_DMARC_SYNTAX, 0, "", N_(
		"It has to begin with v=DMARC1; and then p=none, for "
		"example like this:\nv=DMARC1; p=none") },
	{ FINDING_DMARC_AT_ROOT, 0, "Nm", N_(
		"Enter it under its own name, and remove it at the domain "
		"itself. In the field ‘%1$s’ belongs:\n%2$s") },
	{ FINDING_DMARC_MISSING, WHEN_WANTED | WHEN_HOST | WHEN_ERROR,
	  "BNYFW", N_(
		"Add a TXT record %1$s. The fields ‘%2$s’ and ‘%3$s’ "
		"get:\n%4$s\n%5$s") },
	{ FINDING_DMARC_MISSING, WHEN_WANTED | WHEN_ERROR, "NYFW", N_(
		"Add a TXT record at your DNS host. The fields ‘%1$s’ and "
		"‘%2$s’ get:\n%3$s\n%4$s") },
	{ FINDING_DMARC_MISSING, WHEN_WANTED, "NYFW", N_(
		"Recommended, and harmless: a TXT record that blocks "
		"nothing yet. The fields ‘%1$s’ and ‘%2$s’ "
		"get:\n%3$s\n%4$s") },
	{ FINDING_DMARC_MISSING, 0, "Nm", N_(
		"Recommended, and harmless: a TXT record with the value "
		"v=DMARC1; p=none, which blocks nothing yet. In the field "
		"‘%1$s’ belongs:\n%2$s") },
	{ FINDING_MISSING, WHEN_WANTED | WHEN_HOST, "RBNYFW", N_(
		"Add a %1$s record %2$s. The fields ‘%3$s’ and ‘%4$s’ "
		"get:\n%5$s\n%6$s") },
	{ FINDING_MISSING, WHEN_WANTED, "RNYFW", N_(
		"Add a %1$s record at your DNS host. The fields ‘%2$s’ "
		"and ‘%3$s’ get:\n%4$s\n%5$s") },
	{ FINDING_MISSING, 0, "", N_(
		"Enter it as the program shows it, or pass it on to "
		"whoever runs your DNS.") },
	{ FINDING_TCP_BLOCKED, 0, "", N_(
		"Nothing is known to be wrong with the record. Look once "
		"more from another network, or ask for port 53 (TCP) to "
		"be opened here.") },
	{ FINDING_NAMESERVERS_DISAGREE, 0, "h", N_(
		"The others usually follow within minutes. If they do "
		"not, ask %1$s to look at them.") },
	{ FINDING_NAMESERVER_LAME, WHEN_LIMIT, "h", N_(
		"The other name servers count meanwhile. Ask %1$s to have "
		"this one repaired, or taken off the list.") },
	{ FINDING_NAMESERVER_LAME, 0, "h", N_(
		"No other name server answers either, so nobody sees the "
		"records. Ask %1$s to repair this.") },
	{ FINDING_NAMESERVER_SILENT, WHEN_LIMIT, "h", N_(
		"The other name servers count meanwhile. If it stays like "
		"that, tell %1$s about it.") },
	{ FINDING_NAMESERVER_SILENT, 0, "h", N_(
		"No other name server answers either. Try once more in a "
		"few minutes. If it stays like that, tell %1$s about it.") },
	{ FINDING_NAMESERVERS_CHANGED, WHEN_HOST, "B", N_(
		"If the domain has moved, see whether all its records "
		"came along. They are now %1$s.") },
	{ FINDING_NAMESERVERS_CHANGED, 0, "", N_(
		"If the domain has moved to another company, see whether "
		"all its records came along.") },
	{ FINDING_DELEGATION_DIFFERS, 0, "h", N_(
		"Ask %1$s to make both lists the same. Until then not "
		"everybody may see the same records.") },
	{ FINDING_WILDCARD, 0, "", N_(
		"It need not go. Enter the record all the same: it comes "
		"before the catch-all.") },
	{ FINDING_MX_MISSING, 0, "", N_(
		"If you want to receive mail at this domain, ask the "
		"keeper of your mailboxes for the MX records.") },
	{ FINDING_MX_NULL, 0, "", N_(
		"Many mail servers refuse a sender who cannot be "
		"answered. Send from a domain with mailboxes, or ask the "
		"keeper of your mailboxes for the MX records.") },
	{ FINDING_MX_BROKEN, 0, "", N_(
		"Ask the keeper of your mailboxes for the right MX record.") },
	{ FINDING_SPF_LOOKUPS_NEAR, 0, "", N_(
		"It works. Before another sender comes in, remove one "
		"that you no longer use.") },
	{ FINDING_SPF_PASS_ALL, 0, "", N_(
		"Change +all at the end of the line into ~all, so that "
		"strangers stand out.") },
	{ FINDING_SPF_NEUTRAL_ALL, 0, "", N_(
		"When all your senders are in the line, change ?all at "
		"its end into ~all, so that strangers stand out.") },
	{ FINDING_SPF_NO_ALL, 0, "", N_(
		"Add ~all at the end of the line, so that strangers stand "
		"out.") },
	{ FINDING_SPF_PTR, 0, "", N_(
		"Take ptr out, and name the sender that it stood for "
		"instead.") },
	{ FINDING_SPF_TYPE99, 0, "", N_(
		"Remove it, so that nobody changes the wrong one by "
		"mistake. The TXT record stays.") },
	{ FINDING_SPF_LONG, 0, "", N_(
		"Remove senders from the line that you no longer use.") },
	{ FINDING_DMARC_MAY_NOT_ALIGN, 0, "", N_(
		"Before customers get mail from the program, send one "
		"message to yourself, and look whether its header says "
		"dmarc=pass.") },
	{ FINDING_DMARC_RUA_UNAUTHORISED, 0, "", N_(
		"Ask whoever takes the reports to allow it in the DNS, or "
		"give an address at your own domain.") },
	{ FINDING_DMARC_NONE_WITHOUT_REPORTS, 0, "", N_(
		"That is all right for a start. With an address for "
		"reports (rua=mailto:) you would see who sends in your "
		"name.") },
	{ FINDING_DKIM_TESTING, 0, "", N_(
		"Some mail servers do not count it then. When all works, "
		"ask the support of the program to take the mark away.") },
	{ FINDING_CNAME_FLATTENED, 0, "", N_(
		"There is nothing to do.") },
	{ FINDING_CACHED_NEGATIVE, 0, "", N_(
		"There is nothing to do but to wait.") },
	{ FINDING_CACHED_OLD, 0, "", N_(
		"There is nothing to do but to wait.") },
	{ FINDING_RESOLVER_FAILED, WHEN_WHO, "O", N_(
		"Is this computer connected? If it is, but port 53 is closed "
		"in this network, zegel can ask Quad9 over HTTPS, who then "
		"learns the names that are looked up: --nameserver %1$s") },
	{ FINDING_RESOLVER_FAILED, 0, "", N_(
		"What got no answer is unknown, not missing. Try again in a "
		"moment, or with another resolver (--nameserver).") },
	{ FINDING_PORT53_INTERCEPTED, WHEN_WHO, "O", N_(
		"So zegel asks the resolver instead, which can be some "
		"minutes behind. From another network it would see more. It "
		"can also ask Quad9 over HTTPS, where nobody on the way can "
		"answer, who then learns the names that are looked up: "
		"--nameserver %1$s") },
	{ FINDING_PORT53_INTERCEPTED, 0, "", N_(
		"So zegel asks the resolver instead, which can be some "
		"minutes behind. From another network it would see more.") },
	{ FINDING_RESOLVER_ONLY, WHEN_WHO, "O", N_(
		"So zegel asks the resolver instead, which can be some "
		"minutes behind. It can also ask Quad9 over HTTPS, who then "
		"learns the names that are looked up: --nameserver %1$s") },
	{ FINDING_RESOLVER_ONLY, 0, "", N_(
		"So zegel asks the resolver instead, which can be some "
		"minutes behind.") },
};
/* clang-format on */

const size_t FINDING_FIX_COUNT = COUNT_OF(FINDING_FIX);
