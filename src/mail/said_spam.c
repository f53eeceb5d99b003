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
	const char *text;
	enum way way;
	int at_least;
} marks[] = {
	/* Microsoft 365 and Outlook.com */
	{ "X-Forefront-Antispam-Report", "SFV:SPM", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "SFV:SKB", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "SFV:SKS", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:SPM", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:HSPM", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:PHSH", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:HPHSH", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:SPOOF", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:DIMP", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:UIMP", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "CAT:BULK", WAY_INSIDE, 0 },
	{ "X-Forefront-Antispam-Report", "SFV:NSPM", WAY_CLEAR, 0 },
	{ "X-MS-Exchange-Organization-SCL", NULL, WAY_SCORE, 5 },
	{ "X-Microsoft-Antispam-Mailbox-Delivery", "dest:J", WAY_INSIDE, 0 },
	{ "X-Microsoft-Antispam-Mailbox-Delivery", "dest:I", WAY_CLEAR, 0 },
	{ "X-SID-Result", "FAIL", WAY_WORD, 0 },
	/* SpamAssassin, and what speaks its language */
	{ "X-Spam-Flag", "YES", WAY_WORD, 0 },
	{ "X-Spam-Status", "Yes", WAY_WORD, 0 },
	{ "X-Spam", "Yes", WAY_WORD, 0 },
	{ "X-Spam-Action", "reject", WAY_INSIDE, 0 },
	{ "X-Spam-Action", "add header", WAY_INSIDE, 0 },
	{ "X-Spam-Action", "rewrite subject", WAY_INSIDE, 0 },
	{ "X-Rspamd-Action", "add header", WAY_INSIDE, 0 },
	{ "X-Rspamd-Action", "rewrite subject", WAY_INSIDE, 0 },
	{ "X-Rspamd-Action", "no action", WAY_CLEAR, 0 },
	/* GMX and web.de */
	{ "X-UI-Filterresults", "junk", WAY_WORD, 0 },
	{ "X-GMX-Antispam", NULL, WAY_SCORE, 1 },
	{ "X-GMX-Antivirus", NULL, WAY_SCORE, 1 },
	/* Yahoo, filters in front of a mail server */
	{ "X-YahooFilteredBulk", ".", WAY_INSIDE, 0 },
	{ "X-Proofpoint-Spam-Details", "rule=spam", WAY_INSIDE, 0 },
	{ "X-Proofpoint-Spam-Details", "rule=notspam", WAY_CLEAR, 0 },
	{ "X-SpamExperts-Class", "spam", WAY_WORD, 0 },
	{ "X-Spampanel-Class", "spam", WAY_WORD, 0 },
	{ "X-Barracuda-Spam-Flag", "YES", WAY_WORD, 0 },
	{ "X-Bogosity", "Spam", WAY_WORD, 0 },
	{ "X-DSPAM-Result", "Spam", WAY_WORD, 0 },
	{ "X-KPN-SpamVerdict", "FinalVerdict:Spam", WAY_INSIDE, 0 },
	{ "X-KPN-SpamVerdict", "FinalVerdict:Junk", WAY_INSIDE, 0 },
	{ "X-KPN-SpamVerdict", "FinalVerdict:Clean", WAY_CLEAR, 0 },
	{ "X-Ziggo-Spam-Status", "Yes", WAY_WORD, 0 },
	{ "X-Spam-Verdict", "spam", WAY_WORD, 0 },
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
