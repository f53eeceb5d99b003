/* The words of mail and DNS that zegel cannot do without, each explained in a
 * sentence or two. i18n/glossary.md has the same, and a test compares them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_GLOSSARY_H
#define ZEGEL_TEXT_GLOSSARY_H

#include "base/util.h"

enum word {
	WORD_DNS,
	WORD_DNS_HOST,
	WORD_NAME_SERVER,
	WORD_RECORD,
	WORD_TXT,
	WORD_CNAME,
	WORD_MX,
	WORD_TTL,
	WORD_SPF,
	WORD_DKIM,
	WORD_SELECTOR,
	WORD_DMARC,
	WORD_SMTP,
	WORD_COUNT
};

/* For sets of words. */
#define WORD_BIT(word) (1u << (word))

/* The word itself, and what it means: translated, borrowed. */
const char *glossary_word(enum word word);
const char *glossary_meaning(enum word word);

#endif
