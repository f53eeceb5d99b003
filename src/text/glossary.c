/* SPDX-License-Identifier: MIT */
#include "text/glossary.h"

#include "i18n/i18n.h"

/* TRANSLATORS: words of at most 14 columns, and what they mean; also in
 * i18n/glossary.md. */
static const struct {
	const char *word;
	const char *meaning;
} WORDS[] = {
	[WORD_DNS] = { N_("DNS"),
		       N_("The public directory of the internet. It tells of "
			  "every domain where its web site is, where its mail "
			  "goes, and who may send mail on its behalf.") },
	[WORD_DNS_HOST] = { N_("DNS host"),
			    N_("The company where the records of a domain are "
			       "kept and changed. Often it is the one where "
			       "the domain was bought, but not always.") },
	[WORD_NAME_SERVER] = { N_("name server"),
			       N_("A computer of the DNS host that tells the "
				  "rest of the world which records there "
				  "are.") },
	[WORD_RECORD] = { N_("record"),
			  N_("One line in the DNS: a name, a type and a "
			     "value.") },
	[WORD_TXT] = { N_("TXT"), N_("A record that holds a text. SPF and "
				     "DMARC are such texts.") },
	[WORD_CNAME] = { N_("CNAME"),
			 N_("A record that refers to another name. What "
			    "stands there counts here, too; so nothing else "
			    "may stand beside it.") },
	[WORD_MX] = { N_("MX"), N_("The record that tells where mail to this "
				   "domain is delivered.") },
	[WORD_TTL] = { N_("TTL"),
		       N_("So long may others remember an answer before they "
			  "ask again.") },
	[WORD_SPF] = { N_("SPF"),
		       N_("The list of who may send mail on behalf of this "
			  "domain. There is one list only: a new program is "
			  "added to it.") },
	[WORD_DKIM] = { N_("DKIM"),
			N_("An invisible signature under every message. With "
			   "the key in the DNS, receivers see that it is "
			   "genuine.") },
	[WORD_SELECTOR] = { N_("selector"),
			    N_("The name of one DKIM key: what stands in "
			       "front of ._domainkey. So a domain can have "
			       "several keys.") },
	[WORD_DMARC] = { N_("DMARC"),
			 N_("Tells receivers what to do with mail that "
			    "neither SPF nor DKIM proves to be genuine: "
			    "nothing, put it aside, or refuse it.") },
	[WORD_SMTP] = { N_("SMTP"),
			N_("The way in which mail is handed on. The SMTP "
			   "server of your mailbox carries the mail that you "
			   "write yourself.") },
};

const char *glossary_word(enum word word)
{
	return _(WORDS[word].word);
}

const char *glossary_meaning(enum word word)
{
	return _(WORDS[word].meaning);
}
