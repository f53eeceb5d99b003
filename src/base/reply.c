/* SPDX-License-Identifier: MIT */
#include "base/reply.h"

#include <string.h>
#include <strings.h>

#define AT(step) (1U << (step))
#define LOGIN    AT(TALK_LOGIN)
#define SENDING  (AT(TALK_SENDER) | AT(TALK_RECIPIENT) | AT(TALK_MESSAGE))
#define ANY      (~0U)

/* The first row that fits counts. Words stand here as they were seen at real
 * servers (tests/unit/test_reply.c), in lower case. */
static const struct {
	unsigned steps;
	unsigned code;      /* 0: any; 4, 5: of that hundred */
	const char *status; /* how it begins, or NULL */
	const char *words;  /* are among its words, or NULL */
	enum trouble trouble;
} rows[] = {
	/* Gmail, iCloud, Yahoo, Fastmail. */
	{ ANY, 0, NULL, "application-specific password", TROUBLE_APP_PASSWORD },
	{ ANY, 0, NULL, "app-specific password", TROUBLE_APP_PASSWORD },
	{ ANY, 0, NULL, "invalidsecondfactor", TROUBLE_APP_PASSWORD },
	{ ANY, 0, NULL, "app password", TROUBLE_APP_PASSWORD },
	{ LOGIN, 0, NULL, "badcredentials", TROUBLE_APP_PASSWORD },
	/* Gmail's and Yahoo's lesser ways to say so. */
	{ LOGIN, 0, NULL, "web browser", TROUBLE_BROWSER },
	{ LOGIN, 0, "WEBALERT", NULL, TROUBLE_BROWSER },
	{ LOGIN, 534, NULL, NULL, TROUBLE_BROWSER },
	/* Microsoft. */
	{ ANY, 0, NULL, "smtpclientauthentication is disabled",
	  TROUBLE_SMTP_OFF },
	{ ANY, 0, NULL, "basic authentication", TROUBLE_PASSWORD_OFF },
	{ ANY, 0, NULL, "basicauthblocked", TROUBLE_PASSWORD_OFF },
	{ LOGIN, 0, "5.7.139", NULL, TROUBLE_PASSWORD_OFF },
	{ ANY, 0, "5.7.30", NULL, TROUBLE_PASSWORD_OFF },
	/* A mailbox without IMAP: Gmail, Dovecot, GMX. */
	{ LOGIN, 0, NULL, "not enabled for imap", TROUBLE_IMAP_OFF },
	{ LOGIN, 0, NULL, "imap access is disabled", TROUBLE_IMAP_OFF },
	{ LOGIN, 0, NULL, "imap is disabled", TROUBLE_IMAP_OFF },
	{ LOGIN, 0, NULL, "enable pop3/imap", TROUBLE_IMAP_OFF },
	{ ANY, 0, NULL, "too many", TROUBLE_TOO_OFTEN },
	{ ANY, 0, NULL, "rate limit", TROUBLE_TOO_OFTEN },
	{ LOGIN, 0, "LIMIT", NULL, TROUBLE_TOO_OFTEN },
	{ LOGIN, 0, "INUSE", NULL, TROUBLE_TOO_OFTEN },
	{ LOGIN, 0, "UNAVAILABLE", NULL, TROUBLE_LOGIN_LATER },
	{ LOGIN, 0, "PRIVACYREQUIRED", NULL, TROUBLE_LOGIN_CLEAR },
	{ LOGIN, 538, NULL, NULL, TROUBLE_LOGIN_CLEAR },
	{ LOGIN, 0, NULL, "not available", TROUBLE_NO_LOGIN },
	{ LOGIN, 502, NULL, NULL, TROUBLE_NO_LOGIN },
	{ LOGIN, 503, NULL, NULL, TROUBLE_NO_LOGIN },
	{ LOGIN, 504, NULL, NULL, TROUBLE_NO_LOGIN },
	{ LOGIN, 421, NULL, NULL, TROUBLE_LOGIN_LATER },
	{ LOGIN, 4, NULL, NULL, TROUBLE_LOGIN_LATER },
	{ LOGIN, 5, NULL, NULL, TROUBLE_LOGIN },
	/* Sending. */
	{ SENDING, 0, NULL, "must issue a starttls", TROUBLE_NO_STARTTLS },
	{ SENDING, 530, NULL, NULL, TROUBLE_LOGIN_WANTED },
	{ SENDING, 0, "5.7.57", NULL, TROUBLE_LOGIN_WANTED },
	{ SENDING, 0, NULL, "authentication required", TROUBLE_LOGIN_WANTED },
	{ SENDING, 0, NULL, "authentication is required",
	  TROUBLE_LOGIN_WANTED },
	{ SENDING, 0, NULL, "not logged in", TROUBLE_LOGIN_WANTED },
	{ SENDING, 0, NULL, "greylist", TROUBLE_GREYLISTED },
	{ SENDING, 0, NULL, "graylist", TROUBLE_GREYLISTED },
	{ SENDING, 0, NULL, "greylisted", TROUBLE_GREYLISTED },
	{ SENDING, 0, "5.7.60", NULL, TROUBLE_SENDER },
	{ SENDING, 0, NULL, "sendasdenied", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "send as", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "not owned by user", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "sender address rejected", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "sender verify failed", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "sender address is not allowed", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "from address is not", TROUBLE_SENDER },
	{ SENDING, 0, NULL, "relay", TROUBLE_RELAY },
	{ SENDING, 0, "5.1.1", NULL, TROUBLE_RECIPIENT },
	{ SENDING, 0, NULL, "user unknown", TROUBLE_RECIPIENT },
	{ SENDING, 0, NULL, "no such user", TROUBLE_RECIPIENT },
	{ SENDING, 0, NULL, "mailbox full", TROUBLE_FULL },
	{ SENDING, 0, "4.2.2", NULL, TROUBLE_FULL },
	{ SENDING, 0, "5.2.2", NULL, TROUBLE_FULL },
	{ ANY, 0, NULL, "spamhaus", TROUBLE_BLOCKED },
	{ ANY, 0, NULL, "blocklist", TROUBLE_BLOCKED },
	{ ANY, 0, NULL, "blacklist", TROUBLE_BLOCKED },
	{ ANY, 0, NULL, "blocked using", TROUBLE_BLOCKED },
	{ ANY, 0, NULL, "client host rejected", TROUBLE_LOGIN_WANTED },
	{ AT(TALK_SENDER), 553, NULL, NULL, TROUBLE_SENDER },
	{ SENDING, 0, NULL, "spam", TROUBLE_SPAM },
	{ AT(TALK_SENDER), 0, "5.1.8", NULL, TROUBLE_SENDER },
	{ AT(TALK_TLS), 0, NULL, NULL, TROUBLE_NO_STARTTLS },
	{ AT(TALK_REACH), 0, NULL, NULL, TROUBLE_NOT_WELCOME },
	{ ANY, 4, NULL, NULL, TROUBLE_LATER },
	{ ANY, 0, NULL, NULL, TROUBLE_REFUSED },
};

static bool fits(const struct dialogue *d, size_t row)
{
	unsigned code = rows[row].code;
	const char *status = rows[row].status;
	const char *words = rows[row].words;

	return rows[row].steps & AT(d->step) &&
	       (!code || code == d->code || code == d->code / 100) &&
	       (!status || !strncasecmp(d->status, status, strlen(status))) &&
	       (!words || strcasestr(str_text(&d->text), words));
}

enum trouble reply_trouble(const struct dialogue *d)
{
	size_t row = 0;

	while (!fits(d, row))
		row++;
	return rows[row].trouble;
}

static const char *const names[TROUBLE_COUNT] = {
	[TROUBLE_NONE] = "none",
	[TROUBLE_NO_NAME] = "no-name",
	[TROUBLE_NO_DNS] = "no-dns",
	[TROUBLE_NO_ROUTE] = "no-route",
	[TROUBLE_CLOSED] = "closed",
	[TROUBLE_SILENT] = "silent",
	[TROUBLE_MUTE] = "mute",
	[TROUBLE_SLOW] = "slow",
	[TROUBLE_BROKEN_OFF] = "broken-off",
	[TROUBLE_NONSENSE] = "nonsense",
	[TROUBLE_NOT_WELCOME] = "not-welcome",
	[TROUBLE_NO_STARTTLS] = "no-starttls",
	[TROUBLE_NO_TLS] = "no-tls",
	[TROUBLE_NO_TRUST] = "no-trust",
	[TROUBLE_CERTIFICATE_NAME] = "certificate-name",
	[TROUBLE_CERTIFICATE_EXPIRED] = "certificate-expired",
	[TROUBLE_CERTIFICATE_EARLY] = "certificate-early",
	[TROUBLE_CERTIFICATE_SELF] = "certificate-self",
	[TROUBLE_CERTIFICATE_ISSUER] = "certificate-issuer",
	[TROUBLE_NO_LOGIN] = "no-login",
	[TROUBLE_OAUTH_ONLY] = "oauth-only",
	[TROUBLE_LOGIN_CLEAR] = "login-clear",
	[TROUBLE_LOGIN] = "login",
	[TROUBLE_APP_PASSWORD] = "app-password",
	[TROUBLE_PASSWORD_OFF] = "password-off",
	[TROUBLE_SMTP_OFF] = "smtp-off",
	[TROUBLE_IMAP_OFF] = "imap-off",
	[TROUBLE_BROWSER] = "browser",
	[TROUBLE_TOO_OFTEN] = "too-often",
	[TROUBLE_LOGIN_LATER] = "login-later",
	[TROUBLE_LOGIN_WANTED] = "login-wanted",
	[TROUBLE_SENDER] = "sender",
	[TROUBLE_RELAY] = "relay",
	[TROUBLE_RECIPIENT] = "recipient",
	[TROUBLE_GREYLISTED] = "greylisted",
	[TROUBLE_FULL] = "full",
	[TROUBLE_BLOCKED] = "blocked",
	[TROUBLE_SPAM] = "spam",
	[TROUBLE_LATER] = "later",
	[TROUBLE_REFUSED] = "refused",
};

const char *trouble_name(enum trouble trouble)
{
	return names[trouble];
}

bool trouble_is_unknown(enum trouble trouble)
{
	switch (trouble) {
	case TROUBLE_NO_DNS:
	case TROUBLE_NO_ROUTE:
	case TROUBLE_SILENT:
	case TROUBLE_MUTE:
	case TROUBLE_SLOW:
	case TROUBLE_BROKEN_OFF:
	case TROUBLE_NO_TRUST:
	case TROUBLE_TOO_OFTEN:
	case TROUBLE_LOGIN_LATER:
	case TROUBLE_LATER:
		return true;
	default:
		return false;
	}
}
