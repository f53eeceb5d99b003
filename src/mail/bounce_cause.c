/* What receivers mean: their words, then their codes.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/bounce.h"

static const char *const names[BOUNCE_CAUSES] = {
	[BOUNCE_OTHER] = "other",
	[BOUNCE_SPF] = "spf",
	[BOUNCE_SPF_BROKEN] = "spf-broken",
	[BOUNCE_DKIM] = "dkim",
	[BOUNCE_DKIM_KEY] = "dkim-key",
	[BOUNCE_DMARC] = "dmarc",
	[BOUNCE_UNAUTHENTICATED] = "unauthenticated",
	[BOUNCE_UNALIGNED] = "unaligned",
	[BOUNCE_NO_PTR] = "no-ptr",
	[BOUNCE_BLOCKLIST] = "blocklist",
	[BOUNCE_RATE] = "rate",
	[BOUNCE_GREYLIST] = "greylist",
	[BOUNCE_BUSY] = "busy",
	[BOUNCE_TLS] = "tls",
	[BOUNCE_LOGIN] = "login",
	[BOUNCE_PASSWORD_OFF] = "password-off",
	[BOUNCE_RELAY] = "relay",
	[BOUNCE_SENDER_NOT_OWNED] = "sender-not-owned",
	[BOUNCE_NOT_VERIFIED] = "not-verified",
	[BOUNCE_SENDER_DOMAIN] = "sender-domain",
	[BOUNCE_CONTENT] = "content",
	[BOUNCE_NO_USER] = "no-user",
	[BOUNCE_NO_DOMAIN] = "no-domain",
	[BOUNCE_FULL] = "full",
	[BOUNCE_TOO_BIG] = "too-big",
	[BOUNCE_LOOP] = "loop",
	[BOUNCE_UNREACHABLE] = "unreachable",
	[BOUNCE_POLICY] = "policy",
};

const char *bounce_cause_name(enum bounce_cause cause)
{
	return names[cause];
}

/* All three must stand in the text (any case); the first row that does. */
static const struct words {
	const char *a, *b, *c;
	enum bounce_cause cause;
} words[] = {
	/* signing in; a refused login speaks of "authentication", too */
	{ "username and password not", NULL, NULL, BOUNCE_LOGIN },
	{ "smtpclientauthentication", "disabled", NULL, BOUNCE_PASSWORD_OFF },
	{ "basic authentication is", NULL, NULL, BOUNCE_PASSWORD_OFF },
	{ "basic authentication disabled", NULL, NULL, BOUNCE_PASSWORD_OFF },
	{ "smtpclientauthentication", NULL, NULL, BOUNCE_LOGIN },
	{ "authentication required", NULL, NULL, BOUNCE_LOGIN },
	{ "authentication is required", NULL, NULL, BOUNCE_LOGIN },
	{ "authentication credentials", NULL, NULL, BOUNCE_LOGIN },
	{ "authentication failed", "535", NULL, BOUNCE_LOGIN },
	{ "authentication unsuccessful", NULL, NULL, BOUNCE_LOGIN },
	{ "must issue a starttls", NULL, NULL, BOUNCE_TLS },
	{ "starttls is required", NULL, NULL, BOUNCE_TLS },
	{ "tls is required", NULL, NULL, BOUNCE_TLS },
	{ "wasn't sent over a tls", NULL, NULL, BOUNCE_TLS },
	{ "not sent over a tls", NULL, NULL, BOUNCE_TLS },
	{ "sendasdenied", NULL, NULL, BOUNCE_SENDER_NOT_OWNED },
	{ "not owned by user", NULL, NULL, BOUNCE_SENDER_NOT_OWNED },
	{ "send as this sender", NULL, NULL, BOUNCE_SENDER_NOT_OWNED },
	{ "sender address is not allowed", NULL, NULL,
	  BOUNCE_SENDER_NOT_OWNED },
	{ "not allowed to send as", NULL, NULL, BOUNCE_SENDER_NOT_OWNED },
	{ "email address is not verified", NULL, NULL, BOUNCE_NOT_VERIFIED },
	{ "identities failed the check", NULL, NULL, BOUNCE_NOT_VERIFIED },
	{ "verified sender identity", NULL, NULL, BOUNCE_NOT_VERIFIED },
	{ "sender signature", "not", NULL, BOUNCE_NOT_VERIFIED },
	{ "domain is not verified", NULL, NULL, BOUNCE_NOT_VERIFIED },
	{ "domain must be verified", NULL, NULL, BOUNCE_NOT_VERIFIED },
	{ "client not authenticated", NULL, NULL, BOUNCE_RELAY },
	{ "rejected: not logged in", NULL, NULL, BOUNCE_RELAY },
	{ "not permitted to relay", NULL, NULL, BOUNCE_RELAY },
	{ "relay access denied", NULL, NULL, BOUNCE_RELAY },
	{ "relay not permitted", NULL, NULL, BOUNCE_RELAY },
	{ "relaying denied", NULL, NULL, BOUNCE_RELAY },
	{ "unable to relay", NULL, NULL, BOUNCE_RELAY },
	{ "relaying not allowed", NULL, NULL, BOUNCE_RELAY },
	{ "attributedmessages", "relay", NULL, BOUNCE_RELAY },

	/* the address of the server */
	{ "ptr record", NULL, NULL, BOUNCE_NO_PTR },
	{ "ptr resource record", NULL, NULL, BOUNCE_NO_PTR },
	{ "reverse dns", NULL, NULL, BOUNCE_NO_PTR },
	{ "reverse hostname", NULL, NULL, BOUNCE_NO_PTR },
	{ "cannot find your hostname", NULL, NULL, BOUNCE_NO_PTR },
	{ "rdns", NULL, NULL, BOUNCE_NO_PTR },
	{ "greylist", NULL, NULL, BOUNCE_GREYLIST },
	{ "graylist", NULL, NULL, BOUNCE_GREYLIST },
	{ "grey-list", NULL, NULL, BOUNCE_GREYLIST },
	{ "greylisting", NULL, NULL, BOUNCE_GREYLIST },
	{ "spamhaus", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "spamcop", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "barracudacentral", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "sorbs", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "uceprotect", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "abusix", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "block list", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "blocklist", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "black list", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "blacklist", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "dnsbl", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "rbl", "listed", NULL, BOUNCE_BLOCKLIST },
	{ "blocked using", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "banned send", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "traffic not accepted from this ip", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "ipcheck.proofpoint", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "tosa@rx.t-online", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "poor reputation", NULL, NULL, BOUNCE_BLOCKLIST },
	{ "very low reputation", NULL, NULL, BOUNCE_BLOCKLIST },

	/* the three, most telling first */
	{ "spf", "temporary", NULL, BOUNCE_BUSY },
	{ "dkim", "temporary", NULL, BOUNCE_BUSY },
	{ "temperror", NULL, NULL, BOUNCE_BUSY },
	{ "suspicious entries", "spf", NULL, BOUNCE_SPF_BROKEN },
	{ "spf", "permerror", NULL, BOUNCE_SPF_BROKEN },
	{ "spf", "validation error", NULL, BOUNCE_SPF_BROKEN },
	{ "spf", "permanent error", NULL, BOUNCE_SPF_BROKEN },
	{ "spf", "too many dns lookups", NULL, BOUNCE_SPF_BROKEN },
	{ "dkim_permerror", NULL, NULL, BOUNCE_DKIM_KEY },
	{ "dkim", "permerror", NULL, BOUNCE_DKIM_KEY },
	{ "dkim", "no key", NULL, BOUNCE_DKIM_KEY },
	{ "dkim", "key not found", NULL, BOUNCE_DKIM_KEY },
	{ "dkim", "public key", NULL, BOUNCE_DKIM_KEY },
	{ "isn't aligned", NULL, NULL, BOUNCE_UNALIGNED },
	{ "not aligned", NULL, NULL, BOUNCE_UNALIGNED },
	{ "required authentication level", NULL, NULL, BOUNCE_UNAUTHENTICATED },
	{ "dmarc", NULL, NULL, BOUNCE_DMARC },
	{ "sender is unauthenticated", NULL, NULL, BOUNCE_UNAUTHENTICATED },
	{ "spf", "dkim", "not pass", BOUNCE_UNAUTHENTICATED },
	{ "spf", "dkim", "n't pass", BOUNCE_UNAUTHENTICATED },
	{ "have authentication information", NULL, NULL,
	  BOUNCE_UNAUTHENTICATED },
	{ "either spf or dkim", NULL, NULL, BOUNCE_UNAUTHENTICATED },
	{ "unauthenticated", NULL, NULL, BOUNCE_UNAUTHENTICATED },
	{ "sender policy framework", NULL, NULL, BOUNCE_SPF },
	{ "openspf", NULL, NULL, BOUNCE_SPF },
	{ "body hash", "dkim", NULL, BOUNCE_DKIM },
	{ "dkim", "spf", "fail", BOUNCE_UNAUTHENTICATED },
	{ "dkim", NULL, NULL, BOUNCE_DKIM },
	{ "spf", NULL, NULL, BOUNCE_SPF },

	/* nothing to do with who may send */
	{ "over quota", NULL, NULL, BOUNCE_FULL },
	{ "overquota", NULL, NULL, BOUNCE_FULL },
	{ "out of storage", NULL, NULL, BOUNCE_FULL },
	{ "mailbox full", NULL, NULL, BOUNCE_FULL },
	{ "mailbox is full", NULL, NULL, BOUNCE_FULL },
	{ "inbox is full", NULL, NULL, BOUNCE_FULL },
	{ "quota exceeded", NULL, NULL, BOUNCE_FULL },
	{ "exceeded storage", NULL, NULL, BOUNCE_FULL },
	{ "exceeds", "quota", NULL, BOUNCE_FULL },
	{ "exceeded", "quota", NULL, BOUNCE_FULL },
	{ "message size", NULL, NULL, BOUNCE_TOO_BIG },
	{ "message too large", NULL, NULL, BOUNCE_TOO_BIG },
	{ "message too big", NULL, NULL, BOUNCE_TOO_BIG },
	{ "size limit", NULL, NULL, BOUNCE_TOO_BIG },
	{ "too many hops", NULL, NULL, BOUNCE_LOOP },
	{ "hop count", NULL, NULL, BOUNCE_LOOP },
	{ "mail loop", NULL, NULL, BOUNCE_LOOP },
	{ "loops back to myself", NULL, NULL, BOUNCE_LOOP },
	{ "sender address rejected: domain not found", NULL, NULL,
	  BOUNCE_SENDER_DOMAIN },
	{ "sender verify failed", NULL, NULL, BOUNCE_SENDER_DOMAIN },
	{ "sender domain", "not exist", NULL, BOUNCE_SENDER_DOMAIN },
	{ "domain of sender address", NULL, NULL, BOUNCE_SENDER_DOMAIN },
	{ "sender address", "does not exist", NULL, BOUNCE_SENDER_DOMAIN },
	{ "user unknown", NULL, NULL, BOUNCE_NO_USER },
	{ "unknown user", NULL, NULL, BOUNCE_NO_USER },
	{ "no such user", NULL, NULL, BOUNCE_NO_USER },
	{ "no such recipient", NULL, NULL, BOUNCE_NO_USER },
	{ "wasn't found at", NULL, NULL, BOUNCE_NO_USER },
	{ "no mailbox here", NULL, NULL, BOUNCE_NO_USER },
	{ "no such mailbox", NULL, NULL, BOUNCE_NO_USER },
	{ "unknown recipient", NULL, NULL, BOUNCE_NO_USER },
	{ "recipient unknown", NULL, NULL, BOUNCE_NO_USER },
	{ "unrouteable address", NULL, NULL, BOUNCE_NO_USER },
	{ "recipient not found", NULL, NULL, BOUNCE_NO_USER },
	{ "recipientnotfound", NULL, NULL, BOUNCE_NO_USER },
	{ "does not exist", NULL, NULL, BOUNCE_NO_USER },
	{ "doesn't exist", NULL, NULL, BOUNCE_NO_USER },
	{ "doesn't have a", "account", NULL, BOUNCE_NO_USER },
	{ "mailbox unavailable", NULL, NULL, BOUNCE_NO_USER },
	{ "mailbox not found", NULL, NULL, BOUNCE_NO_USER },
	{ "recipient address rejected: access denied", NULL, NULL,
	  BOUNCE_NO_USER },
	{ "inactive", NULL, NULL, BOUNCE_NO_USER },
	{ "mailbox disabled", NULL, NULL, BOUNCE_NO_USER },
	{ "account", "disabled", NULL, BOUNCE_NO_USER },
	{ "host or domain name not found", NULL, NULL, BOUNCE_NO_DOMAIN },
	{ "host not found", NULL, NULL, BOUNCE_NO_DOMAIN },
	{ "domain not found", NULL, NULL, BOUNCE_NO_DOMAIN },
	{ "nullmx", NULL, NULL, BOUNCE_NO_DOMAIN },
	{ "null mx", NULL, NULL, BOUNCE_NO_DOMAIN },
	{ "connection timed out", NULL, NULL, BOUNCE_UNREACHABLE },
	{ "connection refused", NULL, NULL, BOUNCE_UNREACHABLE },
	{ "sending limit", NULL, NULL, BOUNCE_RATE },
	{ "tenant has exceeded", NULL, NULL, BOUNCE_RATE },
	{ "server busy", NULL, NULL, BOUNCE_RATE },
	{ "unusual rate", NULL, NULL, BOUNCE_RATE },
	{ "rate limit", NULL, NULL, BOUNCE_RATE },
	{ "user complaints", NULL, NULL, BOUNCE_RATE },
	{ "too many", NULL, NULL, BOUNCE_RATE },
	{ "unsolicited", NULL, NULL, BOUNCE_CONTENT },
	{ "spam", NULL, NULL, BOUNCE_CONTENT },
	{ "virus", NULL, NULL, BOUNCE_CONTENT },
	{ "malware", NULL, NULL, BOUNCE_CONTENT },
	{ "illegal attachment", NULL, NULL, BOUNCE_CONTENT },
	{ "content presents", NULL, NULL, BOUNCE_CONTENT },
	{ "policy violation", NULL, NULL, BOUNCE_POLICY },
	{ "policy restriction", NULL, NULL, BOUNCE_POLICY },
	{ "anti-spoofing policy", NULL, NULL, BOUNCE_POLICY },
	{ "administrative prohibition", NULL, NULL, BOUNCE_POLICY },
	{ "blocked", NULL, NULL, BOUNCE_POLICY },
};

/* By the enhanced status where the words tell nothing: the class in front does
 * not count. Those of two receivers' own are in the table as well (Google's
 * 5.7.25 to 5.7.32, Microsoft's 5.7.5xx and 5.7.6xx). */
static const struct status {
	const char *detail; /* behind the first dot; a final dot: begins so */
	enum bounce_cause cause;
} statuses[] = {
	{ "7.20", BOUNCE_DKIM },
	{ "7.21", BOUNCE_DKIM },
	{ "7.22", BOUNCE_DKIM },
	{ "7.23", BOUNCE_SPF },
	{ "7.24", BOUNCE_SPF_BROKEN },
	{ "7.25", BOUNCE_NO_PTR },
	{ "7.26", BOUNCE_UNAUTHENTICATED },
	{ "7.27", BOUNCE_SPF },
	{ "7.28", BOUNCE_RATE },
	{ "7.29", BOUNCE_TLS },
	{ "7.30", BOUNCE_DKIM },
	{ "7.32", BOUNCE_UNALIGNED },
	{ "7.509", BOUNCE_DMARC },
	{ "7.515", BOUNCE_UNAUTHENTICATED },
	{ "7.606", BOUNCE_BLOCKLIST },
	{ "7.708", BOUNCE_BLOCKLIST },
	{ "7.139", BOUNCE_LOGIN },
	{ "7.9", BOUNCE_DMARC },
	{ "7.8", BOUNCE_LOGIN },
	{ "7.3", BOUNCE_LOGIN },
	{ "7.60", BOUNCE_SENDER_NOT_OWNED },
	{ "7.64", BOUNCE_RELAY },
	{ "7.54", BOUNCE_RELAY },
	{ "1.7", BOUNCE_SENDER_DOMAIN },
	{ "1.8", BOUNCE_SENDER_DOMAIN },
	{ "1.2", BOUNCE_NO_DOMAIN },
	{ "1.10", BOUNCE_NO_USER },
	{ "1.", BOUNCE_NO_USER },
	{ "2.1", BOUNCE_NO_USER },
	{ "2.2", BOUNCE_FULL },
	{ "2.3", BOUNCE_TOO_BIG },
	{ "3.4", BOUNCE_TOO_BIG },
	{ "3.0", BOUNCE_BUSY },
	{ "3.1", BOUNCE_BUSY },
	{ "3.2", BOUNCE_BUSY },
	{ "4.1", BOUNCE_UNREACHABLE },
	{ "4.4", BOUNCE_NO_DOMAIN },
	{ "4.6", BOUNCE_LOOP },
	{ "4.7", BOUNCE_UNREACHABLE },
	{ "4.", BOUNCE_UNREACHABLE },
	{ "7.", BOUNCE_POLICY },
};

static bool contains(const char *text, const char *what)
{
	return !what || strcasestr(text, what);
}

static enum bounce_cause judge_status(const char *status)
{
	const char *detail = strchr(status, '.');

	for (size_t i = 0; detail && i < COUNT_OF(statuses); i++) {
		const char *wanted = statuses[i].detail;
		size_t len = strlen(wanted);

		if (wanted[len - 1] == '.' ? !strncmp(detail + 1, wanted, len)
					   : !strcmp(detail + 1, wanted))
			return statuses[i].cause;
	}
	return BOUNCE_OTHER;
}

enum bounce_cause bounce_judge(const char *text, const char *status,
			       unsigned code)
{
	enum bounce_cause cause;

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (contains(text, words[i].a) && contains(text, words[i].b) &&
		    contains(text, words[i].c))
			return words[i].cause;
	}
	cause = judge_status(status);
	if (cause != BOUNCE_OTHER)
		return cause;
	switch (code) {
	case 530:
	case 534:
	case 535:
		return BOUNCE_LOGIN;
	case 552:
		return BOUNCE_FULL;
	case 450:
	case 451:
		return BOUNCE_GREYLIST;
	case 421:
		return BOUNCE_RATE;
	default:
		return BOUNCE_OTHER;
	}
}
