/* By which fields a receiver tells whether it took a message for spam.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/said.h"

/* How the value of a field says it. */
enum way {
	WAY_WORD,   /* begins with this word: yes; with another: no */
	WAY_INSIDE, /* contains it: yes; without it: nothing is said */
	WAY_CLEAR,  /* contains it: no */
	WAY_SCORE,  /* a number at or above it: yes */
};

static const struct mark {
	const char *field;
	enum way way;
	const char *text;
	int at_least;
} marks[] = {
	/* Microsoft 365 and Outlook.com */
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "SFV:SPM", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "SFV:SKB", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "SFV:SKS", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:SPM", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:HSPM", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:PHSH", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:HPHSH", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:SPOOF", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:DIMP", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:UIMP", 0 },
	{ "X-Forefront-Antispam-Report", WAY_INSIDE, "CAT:BULK", 0 },
	{ "X-Forefront-Antispam-Report", WAY_CLEAR, "SFV:NSPM", 0 },
	{ "X-MS-Exchange-Organization-SCL", WAY_SCORE, NULL, 5 },
	{ "X-Microsoft-Antispam-Mailbox-Delivery", WAY_INSIDE, "dest:J", 0 },
	{ "X-Microsoft-Antispam-Mailbox-Delivery", WAY_CLEAR, "dest:I", 0 },
	{ "X-SID-Result", WAY_WORD, "FAIL", 0 },
	/* SpamAssassin, and what speaks its language */
	{ "X-Spam-Flag", WAY_WORD, "YES", 0 },
	{ "X-Spam-Status", WAY_WORD, "Yes", 0 },
	{ "X-Spam", WAY_WORD, "Yes", 0 },
	{ "X-Spam-Action", WAY_INSIDE, "reject", 0 },
	{ "X-Spam-Action", WAY_INSIDE, "add header", 0 },
	{ "X-Spam-Action", WAY_INSIDE, "rewrite subject", 0 },
	{ "X-Rspamd-Action", WAY_INSIDE, "add header", 0 },
	{ "X-Rspamd-Action", WAY_INSIDE, "rewrite subject", 0 },
	{ "X-Rspamd-Action", WAY_CLEAR, "no action", 0 },
	/* GMX and web.de */
	{ "X-UI-Filterresults", WAY_WORD, "junk", 0 },
	{ "X-GMX-Antispam", WAY_SCORE, NULL, 1 },
	{ "X-GMX-Antivirus", WAY_SCORE, NULL, 1 },
	/* Yahoo, filters in front of a mail server */
	{ "X-YahooFilteredBulk", WAY_INSIDE, ".", 0 },
	{ "X-Proofpoint-Spam-Details", WAY_INSIDE, "rule=spam", 0 },
	{ "X-Proofpoint-Spam-Details", WAY_CLEAR, "rule=notspam", 0 },
	{ "X-SpamExperts-Class", WAY_WORD, "spam", 0 },
	{ "X-Spampanel-Class", WAY_WORD, "spam", 0 },
	{ "X-Barracuda-Spam-Flag", WAY_WORD, "YES", 0 },
	{ "X-Bogosity", WAY_WORD, "Spam", 0 },
	{ "X-DSPAM-Result", WAY_WORD, "Spam", 0 },
	{ "X-KPN-SpamVerdict", WAY_INSIDE, "FinalVerdict:Spam", 0 },
	{ "X-KPN-SpamVerdict", WAY_INSIDE, "FinalVerdict:Junk", 0 },
	{ "X-KPN-SpamVerdict", WAY_CLEAR, "FinalVerdict:Clean", 0 },
	{ "X-Ziggo-Spam-Status", WAY_WORD, "Yes", 0 },
	{ "X-Spam-Verdict", WAY_WORD, "spam", 0 },
};

static bool contains(const char *value, const char *what)
{
	struct slice rest = slice_of(value);

	for (; rest.len; (void)slice_skip_char(&rest, rest.at[0])) {
		if (slice_has_prefix_nocase(rest, what))
			return true;
	}
	return false;
}

static enum spam judge(const struct mark *mark, const char *value)
{
	struct slice rest = slice_of(value);
	uint64_t number;
	bool negative;

	switch (mark->way) {
	case WAY_WORD:
		return slice_has_prefix_nocase(rest, mark->text) ? SPAM_YES
								 : SPAM_NO;
	case WAY_INSIDE:
		return contains(value, mark->text) ? SPAM_YES : SPAM_UNSAID;
	case WAY_CLEAR:
		return contains(value, mark->text) ? SPAM_NO : SPAM_UNSAID;
	case WAY_SCORE:
		negative = slice_skip_char(&rest, '-');
		if (!slice_take_number(&rest, INT32_MAX, &number))
			return SPAM_UNSAID;
		return !negative && (int)number >= mark->at_least ? SPAM_YES
								  : SPAM_NO;
	}
	return SPAM_UNSAID;
}

/* The first field of each name: a yes of one is more than a no of another. */
enum spam spam_read(const struct message *m, const struct message_field **field)
{
	enum spam verdict = SPAM_UNSAID;

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		size_t index = 0;
		const struct message_field *f = message_next(m, marks[i].field,
							     &index);
		enum spam one;

		if (!f)
			continue;
		one = judge(&marks[i], f->value);
		if (one == SPAM_UNSAID || verdict == SPAM_YES ||
		    (verdict == SPAM_NO && one == SPAM_NO))
			continue;
		verdict = one;
		*field = f;
	}
	return verdict;
}
