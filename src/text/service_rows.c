/* The sentences about services.
 *
 * SPDX-License-Identifier: MIT */
#include "text/service_rows.h"

#include "i18n/i18n.h"

const char *const SERVICE_CATEGORY_WORDS[SERVICE_CATEGORIES] = {
	[SERVICE_OTHER] = N_("other"),
	[SERVICE_INVOICING] = N_("invoicing"),
	[SERVICE_ACCOUNTING] = N_("accounting"),
	[SERVICE_CRM] = N_("customer relations"),
	[SERVICE_SALES] = N_("sales"),
	[SERVICE_NEWSLETTER] = N_("newsletters"),
	[SERVICE_MARKETING] = N_("marketing"),
	[SERVICE_TRANSACTIONAL] = N_("automatic mail"),
	[SERVICE_HELPDESK] = N_("help desk"),
	[SERVICE_MAILBOX] = N_("mailboxes"),
	[SERVICE_SHOP] = N_("web shop"),
	[SERVICE_PAYMENTS] = N_("payments"),
	[SERVICE_MEMBERS] = N_("members"),
	[SERVICE_PLATFORM] = N_("platform"),
	[SERVICE_HOSTING] = N_("hosting"),
};

/* TRANSLATORS: what a program is, where its category alone says too little. */
const char *const SERVICE_ABOUT_WORDS[SERVICE_ABOUTS] = {
	[ABOUT_OWN_SITE] = N_("newsletters from your own site"),
	[ABOUT_ACYMAILING_SENDER] = N_("sending service of AcyMailing"),
	[ABOUT_NOW_BREVO] = N_("newsletters, now Brevo"),
	[ABOUT_SITE_BUILDER] = N_("web site builder"),
	[ABOUT_OWN_WEB_HOST] = N_("web shop at your web host"),
	[ABOUT_BILLING_PORTAL] = N_("billing portal"),
};

/* TRANSLATORS: how sure a fact about a program is. */
const char *const SERVICE_EVIDENCE_WORDS[] = {
	[EVIDENCE_VENDOR] = N_("stated by the program's maker"),
	[EVIDENCE_PUBLIC] = N_("seen at those who use it"),
	[EVIDENCE_SHAPE] = N_("known to exist, value not seen"),
	[EVIDENCE_MEMORY] = N_("not looked up"),
	[EVIDENCE_ASSUMED] = N_("assumed"),
};

/* TRANSLATORS: where a fact comes from; an address stands behind it. */
const struct service_source SERVICE_SOURCES[] = {
	{ "help page of the service", N_("help page of the program") },
	{ "vendor page", N_("the maker's page") },
	{ "vendor pages", N_("the maker's pages") },
	{ "vendor docs", N_("the maker's documentation") },
	{ "vendor SDK", N_("the maker's software library") },
	{ "vendor spec", N_("the maker's specification") },
	{ "vendor blog", N_("the maker's blog") },
	{ "vendor plugin readme", N_("text of the maker's plugin") },
	{ "vendor community", N_("the maker's forum") },
	{ "template", N_("Domain Connect template") },
	{ "public zone files", N_("public zone files with") },
	{ "public notes", N_("public notes of users") },
	{ "public GitHub project notes", N_("public notes of users") },
	{ "hoster page", N_("page of a hosting company") },
	{ "hoster guide", N_("guide of a hosting company") },
	{ "third-party", N_("page of somebody else") },
	{ "blog", N_("blog") },
};

/* TRANSLATORS: the ways in which a program may send, as headings. */
const char *const WAY_WORDS[] = {
	[WAY_DNS] = N_("Records in your DNS"),
	[WAY_OWN_SMTP] = N_("Your own mail server"),
	[WAY_ALIAS] = N_("An address that the program makes for you"),
	[WAY_GLOBAL] = N_("The program's own address"),
	[WAY_MAILBOX] = N_("Your mailbox at Microsoft or Google"),
	[WAY_THROUGH] = N_("Through another program"),
};

/* TRANSLATORS: in all sentences below, %1$s is mostly the name of a program;
 * paths and buttons are the program's own words and stay as they are. */
/* clang-format off */
const struct service_row SERVICE_ASKS[] = {
	{ ASKS_PRO_FOR_DKIM, 0, "N", N_(
		"For DKIM, %1$s wants its Pro version.") },
	{ ASKS_PAID_PLAN, 0, "N", N_(
		"At %1$s a domain of your own belongs to the paid plans.") },
	{ ASKS_DOMAIN_FIRST, 0, "N", N_(
		"First add the domain in %1$s: then it shows the records.") },
	{ ASKS_CODE_BY_MAIL, 0, "N", N_(
		"%1$s first sends a code to an address at the domain, so "
		"somebody has to read that mail.") },
	{ ASKS_PLAIN_DOMAIN, 0, "N", N_(
		"Enter the domain in %1$s without @ and without www.") },
	{ ASKS_KEY_PAIR, 0, "N", N_(
		"First make a key pair in %1$s: it is needed for DKIM.") },
	{ ASKS_SUPPORT_FIRST, 0, "N", N_(
		"The records come from the support of %1$s: ask for them "
		"first.") },
	{ ASKS_SUBDOMAIN, 0, "N", N_(
		"%1$s is meant to send from a subdomain of its own.") },
	{ ASKS_CLOCK, 0, "N", N_(
		"What %1$s shows is valid for a short time only: enter it "
		"soon.") },
};

const struct service_row SERVICE_TRAPS[] = {
	{ TRAP_ONE_KEY_AT_A_TIME, 0, "N", N_(
		"Of the two keys of %1$s one may be missing at times. "
		"That is as it should be.") },
	{ TRAP_DMARC_REJECT, 0, "N", N_(
		"The DMARC line that %1$s shows blocks mail at once. A "
		"line with p=none is safer to begin with.") },
	{ TRAP_DMARC_REPORTS, 0, "N", N_(
		"The DMARC line that %1$s shows sends all reports to %1$s "
		"itself. It works without that.") },
	{ TRAP_DMARC_CNAME, 0, "N", N_(
		"%1$s wants a CNAME for DMARC. It cannot stand beside a "
		"DMARC record that you have already.") },
	{ TRAP_SPF_OPTIONAL, 0, "N", N_(
		"The SPF part of %1$s is not needed as long as DKIM is "
		"there.") },
	{ TRAP_SPF_LOOKUPS, 0, "N", N_(
		"The SPF part of %1$s needs five or more of the ten "
		"look-ups that are allowed.") },
	{ TRAP_KEY_EXPIRES, 0, "N", N_(
		"Values of %1$s that are not used lapse after 72 hours.") },
	{ TRAP_TTL_FIRST, 0, "N", N_(
		"%1$s takes a corrected record only when the time to live "
		"(TTL) of the older one is over.") },
	{ TRAP_PANEL_PICTURE, 0, "N", N_(
		"The help page of %1$s shows the records as a picture: "
		"copy them from the program.") },
	{ TRAP_SHARED_KEY, 0, "N", N_(
		"The DKIM key of %1$s is the same for everybody; copy it "
		"from its help page.") },
	{ TRAP_NO_RECHECK, 0, "N", N_(
		"Once the domain is verified, %1$s does not look at the "
		"records again. zegel does.") },
	{ TRAP_APEX_STAR, 0, "N", N_(
		"Where the page of %1$s says * as the name, the domain "
		"itself (@) is meant.") },
	{ TRAP_OUTSIDE_EU, 0, "N", N_(
		"%1$s sends from servers outside the EU.") },
	{ TRAP_OWN_SERVER, 0, "N", N_(
		"%1$s sends from the server of your own site, so that "
		"server has to be in the SPF record. The company that "
		"hosts the site can tell what to enter for it.") },
	{ TRAP_SIGNED_ALREADY, 0, "N", N_(
		"If the server of your site signs its mail (DKIM) already, "
		"leave out the key of %1$s.") },
};

const struct service_row SERVICE_CLICKS[] = {
	{ 0, WHEN_PATH | WHEN_BUTTON, "NPB", N_(
		"In %1$s, go to %2$s and press ‘%3$s’. Copy the records "
		"that you see then.") },
	{ 0, WHEN_PATH, "NP", N_(
		"In %1$s, go to %2$s and copy the records that you see "
		"there.") },
	{ 0, WHEN_HELP, "NU", N_(
		"Where %1$s shows the records is explained here:\n%2$s") },
	{ 0, 0, "N", N_(
		"Look in %1$s under the settings for e-mail or domains "
		"for the records, or ask its support for them.") },
};

const struct service_row SERVICE_MEANWHILE[] = {
	{ MEANWHILE_OWN_HOST, 0, "N", N_(
		"You can go on sending meanwhile: %1$s does so through "
		"its own server until then.") },
	{ MEANWHILE_OWN_ADDRESS, 0, "N", N_(
		"You can go on sending meanwhile: %1$s does so from an "
		"address of its own until then.") },
	{ MEANWHILE_NO_SENDING, 0, "N", N_(
		"Until then %1$s sends nothing for this domain.") },
	{ MEANWHILE_AS_BEFORE, 0, "N", N_(
		"You can go on sending meanwhile. Until the records are "
		"there, mail from %1$s may be refused or end up as spam.") },
	{ MEANWHILE_UNSIGNED, 0, "", N_(
		"You can go on sending meanwhile; DKIM comes with the last "
		"step.") },
};

const struct service_row SERVICE_WAYS[] = {
	{ WAY_DNS, 0, "N", N_(
		"The best way: %1$s sends under your own address, and "
		"what it sends is recognised as genuine. Somebody has to "
		"enter records in the DNS once.") },
	{ WAY_OWN_SMTP, WHEN_OTHER, "NO", N_(
		"No change in the DNS. Mailboxes at %1$s send through %2$s: "
		"enter that server in your program, with port 465 (SSL) or "
		"587 (STARTTLS), your mail address and its password.") },
	{ WAY_OWN_SMTP, 0, "N", N_(
		"No change in the DNS. %1$s hands its mail to the server "
		"of your own mailbox, for which it needs the name of the "
		"server, a user and a password. Large mailings are often "
		"limited there.") },
	{ WAY_ALIAS, WHEN_OTHER, "NO", N_(
		"No change in the DNS. Mail from %1$s comes from an "
		"address there (%2$s); what customers answer is passed on "
		"to you.") },
	{ WAY_ALIAS, 0, "N", N_(
		"No change in the DNS. Mail comes from an address that "
		"%1$s makes for you; what customers answer is passed on "
		"to you.") },
	{ WAY_GLOBAL, WHEN_OTHER, "NO", N_(
		"No change in the DNS. Mail from %1$s comes from its own "
		"address (%2$s); answers go to you. Customers see that it "
		"is not yours.") },
	{ WAY_GLOBAL, 0, "N", N_(
		"No change in the DNS. Mail comes from the address of "
		"%1$s; answers go to you. Customers see that it is not "
		"yours.") },
	{ WAY_MAILBOX, 0, "N", N_(
		"No change in the DNS. You sign in to your mailbox once, "
		"and %1$s sends through it. That is for mailboxes at "
		"Microsoft 365 or Google.") },
	{ WAY_THROUGH, WHEN_OTHER, "NO", N_(
		"%1$s sends through an account of yours at %2$s. The "
		"records of %2$s then go into the DNS.") },
	{ WAY_THROUGH, 0, "N", N_(
		"%1$s sends through an account of yours at another "
		"program, whose records then go into the DNS.") },
};

const struct service_row SERVICE_FINISH[] = {
	{ FINISH_UNKNOWN, 0, "N", N_(
		"Look in %1$s whether it still asks for something.") },
	{ FINISH_NOTHING, 0, "N", N_(
		"%1$s asks for nothing more.") },
	{ FINISH_PRESS, WHEN_PATH | WHEN_BUTTON, "NPB", N_(
		"In %1$s, go to %2$s and press ‘%3$s’.") },
	{ FINISH_PRESS, WHEN_BUTTON, "NB", N_(
		"In %1$s, press ‘%2$s’.") },
	{ FINISH_PRESS, WHEN_PATH, "NP", N_(
		"In %1$s, go to %2$s and have the domain verified.") },
	{ FINISH_PRESS, 0, "N", N_(
		"In %1$s, have the domain verified.") },
	{ FINISH_SWITCH_ON, WHEN_PATH | WHEN_BUTTON, "NPB", N_(
		"In %1$s, go to %2$s and switch on ‘%3$s’.") },
	{ FINISH_SWITCH_ON, WHEN_BUTTON, "NB", N_(
		"In %1$s, switch on ‘%2$s’.") },
	{ FINISH_SWITCH_ON, WHEN_PATH, "NP", N_(
		"In %1$s, go to %2$s and switch sending for the domain on.") },
	{ FINISH_SWITCH_ON, 0, "N", N_(
		"In %1$s, switch sending for the domain on.") },
	{ FINISH_WRITE_SUPPORT, WHEN_UNSIGNED | WHEN_HELP, "NDU", N_(
		"Write to the support of %1$s that the records for %2$s "
		"are there: it signs your mail (DKIM) from then on. How to "
		"reach it:\n%3$s") },
	{ FINISH_WRITE_SUPPORT, WHEN_SUPPORT, "NDS", N_(
		"Write to the support of %1$s that the records for %2$s "
		"are there:\n%3$s") },
	{ FINISH_WRITE_SUPPORT, WHEN_HELP, "NDU", N_(
		"Write to the support of %1$s that the records for %2$s "
		"are there. How to reach it:\n%3$s") },
	{ FINISH_WRITE_SUPPORT, 0, "ND", N_(
		"Write to the support of %1$s that the records for %2$s "
		"are there.") },
	{ FINISH_ASK_SERVICE, 0, "ND", N_(
		"Ask %1$s to send from %2$s from now on.") },
	{ FINISH_WAIT_DAILY, 0, "N", N_(
		"Otherwise %1$s looks by itself, once a day around "
		"midnight.") },
	{ FINISH_CONFIRM_SENDER, 0, "N", N_(
		"%1$s sends a message to the sender's address: confirm it.") },
	{ FINISH_SEND_TEST, 0, "N", N_(
		"Send a test message from %1$s to yourself.") },
	{ FINISH_USE_SENDER, 0, "ND", N_(
		"In %1$s, choose an address at %2$s as the sender.") },
	{ FINISH_ENTER_KEYS, 0, "N", N_(
		"Enter both keys of the pair in the settings of %1$s.") },
	{ FINISH_IF_IT_FAILS, 0, "N", N_(
		"If %1$s still does not accept the domain after some "
		"minutes, its support helps.") },
};
/* clang-format on */

const size_t SERVICE_ASKS_COUNT = COUNT_OF(SERVICE_ASKS);
const size_t SERVICE_TRAPS_COUNT = COUNT_OF(SERVICE_TRAPS);
const size_t SERVICE_CLICKS_COUNT = COUNT_OF(SERVICE_CLICKS);
const size_t SERVICE_MEANWHILE_COUNT = COUNT_OF(SERVICE_MEANWHILE);
const size_t SERVICE_WAYS_COUNT = COUNT_OF(SERVICE_WAYS);
const size_t SERVICE_SOURCES_COUNT = COUNT_OF(SERVICE_SOURCES);
const size_t SERVICE_FINISH_COUNT = COUNT_OF(SERVICE_FINISH);
