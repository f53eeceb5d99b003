/* The sentences about the forms of DNS hosts.
 *
 * SPDX-License-Identifier: MIT */
#include "text/host_rows.h"

#include "i18n/i18n.h"

/* TRANSLATORS: what is peculiar to the form of a DNS host; %1$s is its name. */
/* clang-format off */
const struct advice_text HOST_ADVICE_TEXTS[HOST_ADVICE_COUNT] = {
	[HOST_ADVICE_NAME_APPENDED] = { "HZ", N_(
		"%1$s adds .%2$s to the name itself.") },
	[HOST_ADVICE_NAME_FULL] = { "Z", N_(
		"The name field wants the full name, with .%1$s at the "
		"end.") },
	[HOST_ADVICE_NAME_PREVIEW] = { "Z", N_(
		"The form shows the full name under the field: .%1$s must "
		"stand there only once.") },
	[HOST_ADVICE_NAME_WITHOUT_CHECK] = { "", N_(
		"The form also accepts a name in which the domain stands "
		"twice: look at it once more after saving.") },
	[HOST_ADVICE_NAME_NO_AT] = { "", N_(
		"For the domain itself leave the name field empty: an @ "
		"would be taken literally.") },
	[HOST_ADVICE_NAME_LOWER_CASE] = { "", N_(
		"Write names in small letters.") },
	[HOST_ADVICE_DOT_DOUBLES] = { "H", N_(
		"The target needs a dot at its end, or %1$s adds your "
		"domain behind it.") },
	[HOST_ADVICE_DOT_REFUSED] = { "", N_(
		"If the form refuses the dot at the end of the target, "
		"leave it out.") },
	[HOST_ADVICE_DOT_SAFE] = { "", N_(
		"Type the dot at the end of the target, too: with it, it is "
		"right in any case.") },
	[HOST_ADVICE_DOT_DISPUTED] = { "", N_(
		"Whether the target needs a dot at its end is not certain "
		"here: do as a record does that already works.") },
	[HOST_ADVICE_QUOTES] = { "", N_(
		"Put the value of a TXT record in quotation marks.") },
	[HOST_ADVICE_NO_QUOTES] = { "", N_(
		"Enter the value of a TXT record without quotation marks.") },
	[HOST_ADVICE_SPLIT_TXT] = { "", N_(
		"A text of more than 255 characters has to be split into "
		"pieces, each in quotation marks.") },
	[HOST_ADVICE_SHORT_TXT] = { "C", N_(
		"The field for a TXT value takes at most %1$s characters.") },
	[HOST_ADVICE_LONG_AS_TEXT] = { "", N_(
		"Enter a longer one as a line of the zone file, where the "
		"panel shows the zone as text (Change in text format).") },
	[HOST_ADVICE_ONE_SET] = { "", N_(
		"If a record of the same type has this name already, add "
		"the value to it as a further one.") },
	[HOST_ADVICE_SAVE] = { "", N_(
		"Do not forget to save.") },
	[HOST_ADVICE_SAVE_ROW] = { "", N_(
		"Save each row by itself.") },
	[HOST_ADVICE_SAVE_LIST] = { "", N_(
		"At the end, save the whole list with the one button for "
		"it.") },
	[HOST_ADVICE_SPF_LIST] = { "", N_(
		"SPF has a choice list of its own in this panel: change "
		"it there, and add no other TXT row for it.") },
	[HOST_ADVICE_SPF_TYPE] = { "", N_(
		"SPF has a record type of its own in this panel: choose "
		"SPF (TXT).") },
	[HOST_ADVICE_SPF_ASSISTANT] = { "", N_(
		"An assistant writes the SPF record in this panel: change "
		"it there, so that there are not two.") },
	[HOST_ADVICE_SPF_THERE] = { "", N_(
		"An SPF record is there from the start: change that one, "
		"and add no other.") },
	[HOST_ADVICE_DMARC_OWN] = { "", N_(
		"The panel has a DMARC setting of its own: switch it off "
		"before you enter a record for _dmarc.") },
	[HOST_ADVICE_DMARC_THERE] = { "", N_(
		"A record of the company's own may stand at _dmarc: change "
		"that one, or delete it first when it is a CNAME.") },
	[HOST_ADVICE_SPF_TWICE] = { "", N_(
		"SPF stands there twice, for the domain and for all names "
		"below it (*): change both in the same way.") },
	[HOST_ADVICE_SPF_REMADE] = { "", N_(
		"If the panel made the SPF record itself, delete it and "
		"make it anew with the new value.") },
	[HOST_ADVICE_DKIM_OWN] = { "H", N_(
		"The DKIM records of %1$s itself stay as they are.") },
	[HOST_ADVICE_CNAME_WIPES] = { "", N_(
		"Take care: a CNAME made under a subdomain there removes "
		"its mailboxes and other records.") },
	[HOST_ADVICE_CNAME_ELSEWHERE] = { "", N_(
		"Enter the record in the list of DNS records, not in the "
		"menu for subdomains.") },
	[HOST_ADVICE_SUBDOMAIN_FIRST] = { "", N_(
		"Make the subdomain first; then records can be entered "
		"for it.") },
	[HOST_ADVICE_SUBDOMAIN_MAYBE] = { "", N_(
		"If the form does not take the name, make the subdomain "
		"first.") },
	[HOST_ADVICE_PROXY_OFF] = { "", N_(
		"Switch the proxy off for this record: the cloud has to "
		"be grey (DNS only).") },
	[HOST_ADVICE_TTL_NONE] = { "", N_(
		"There is no field for the TTL; that is as it should be.") },
	[HOST_ADVICE_TTL_MINIMUM] = { "S", N_(
		"The smallest TTL that the form takes is %1$s.") },
	[HOST_ADVICE_SLOW] = { "H", N_(
		"Changes at %1$s can take hours.") },
	[HOST_ADVICE_WRONG_PANEL] = { "H", N_(
		"%1$s has two panels: change the records in the one that "
		"runs the DNS.") },
	[HOST_ADVICE_RESELLER] = { "H", N_(
		"%1$s is often used through another company; then that "
		"company's panel is the right one.") },
	[HOST_ADVICE_SITE_ONLY] = { "H", N_(
		"%1$s often keeps the web site only: see whether the DNS "
		"is run there as well.") },
	[HOST_ADVICE_SWITCH_DNS] = { "H", N_(
		"The DNS has to be switched on at %1$s first.") },
	[HOST_ADVICE_LOCAL_MAIL] = { "", N_(
		"If your mailboxes are at another company, switch local "
		"mail off in this panel.") },
	[HOST_ADVICE_MX_SETTING] = { "", N_(
		"An MX record counts only when the mail setting of the "
		"panel is set to MX records of your own.") },
	[HOST_ADVICE_OWN_RECORDS] = { "", N_(
		"Enter it among the records of your own (custom records), "
		"not among those that the panel made.") },
	[HOST_ADVICE_SERIAL] = { "", N_(
		"Raise the serial number of the zone, and reload it.") },
};

/* The same where the fact behind it was not checked. */
const struct unchecked_text HOST_UNCHECKED_TEXTS[] = {
	{ HOST_ADVICE_NAME_APPENDED, HOST_FACT_NAME, { "HZ", N_(
		"%1$s probably adds .%2$s to the name itself.") } },
	{ HOST_ADVICE_NAME_FULL, HOST_FACT_NAME, { "Z", N_(
		"The name field probably wants the full name, with .%1$s "
		"at the end.") } },
	{ HOST_ADVICE_DOT_DOUBLES, HOST_FACT_DOT, { "H", N_(
		"The target probably needs a dot at its end; without it "
		"%1$s may add your domain behind it.") } },
	{ HOST_ADVICE_QUOTES, HOST_FACT_QUOTES, { "", N_(
		"The value of a TXT record probably stands in quotation "
		"marks.") } },
	{ HOST_ADVICE_SPLIT_TXT, HOST_FACT_LONG_TXT, { "", N_(
		"A text of more than 255 characters probably has to be "
		"split into pieces, each in quotation marks.") } },
	{ HOST_ADVICE_TTL_NONE, HOST_FACT_TTL, { "", N_(
		"There is probably no field for the TTL.") } },
};

/* TRANSLATORS: what was not checked, in a list. */
const struct fact_text HOST_FACT_TEXTS[] = {
	{ HOST_FACT_NAME, N_("the name") },
	{ HOST_FACT_APEX, N_("the name of the domain itself") },
	{ HOST_FACT_DOT, N_("the dot at the end of the target") },
	{ HOST_FACT_QUOTES, N_("quotation marks") },
	{ HOST_FACT_LONG_TXT, N_("long texts") },
};
/* clang-format on */

const size_t HOST_UNCHECKED_TEXT_COUNT = COUNT_OF(HOST_UNCHECKED_TEXTS);
const size_t HOST_FACT_TEXT_COUNT = COUNT_OF(HOST_FACT_TEXTS);
