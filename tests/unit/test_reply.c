/* What the answers of real mail servers mean.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/reply.h"

static enum trouble trouble_of(enum server_protocol protocol,
			       const char *command, const char *answer)
{
	struct dialogue d = dialogue_new(protocol);
	enum trouble trouble;
	char line[600];

	dialogue_sent(&d, command, strlen(command));
	snprintf(line, sizeof(line), "%s\r\n", answer);
	dialogue_received(&d, line, strlen(line));
	assert_true(d.code >= 400);
	trouble = reply_trouble(&d);
	dialogue_free(&d);
	return trouble;
}

static void test_smtp(void **state)
{
	static const struct {
		const char *command, *answer;
		enum trouble trouble;
	} cases[] = {
		/* Gmail */
		{ "AUTH PLAIN",
		  "534-5.7.9 Application-specific password required. For more "
		  "information, go to\r\n534 5.7.9  "
		  "https://support.google.com/mail/?p=InvalidSecondFactor - "
		  "gsmtp",
		  TROUBLE_APP_PASSWORD },
		{ "AUTH PLAIN",
		  "535-5.7.8 Username and Password not accepted. For more "
		  "information, go to\r\n535 5.7.8  "
		  "https://support.google.com/mail/?p=BadCredentials - gsmtp",
		  TROUBLE_APP_PASSWORD },
		{ "AUTH PLAIN",
		  "534-5.7.14 <https://accounts.google.com/signin/continue> "
		  "Please log in via your web browser and then try again.\r\n"
		  "534 5.7.14  - gsmtp",
		  TROUBLE_BROWSER },
		{ "AUTH PLAIN",
		  "454 4.7.0 Too many login attempts, please try again later. "
		  "gsmtp",
		  TROUBLE_TOO_OFTEN },
		{ "MAIL FROM:<a@b>",
		  "530-5.7.0 Authentication Required. For more information, go "
		  "to\r\n530 5.7.0  https://support.google.com/mail - gsmtp",
		  TROUBLE_LOGIN_WANTED },
		{ "MAIL FROM:<a@b>",
		  "530 5.7.0 Must issue a STARTTLS command first. gsmtp",
		  TROUBLE_NO_STARTTLS },
		/* Microsoft */
		{ "AUTH LOGIN",
		  "535 5.7.139 Authentication unsuccessful, basic "
		  "authentication is disabled. [AM0PR02CA0001.eurprd02]",
		  TROUBLE_PASSWORD_OFF },
		{ "AUTH LOGIN",
		  "535 5.7.139 Authentication unsuccessful, "
		  "SmtpClientAuthentication is disabled for the Tenant. Visit "
		  "https://aka.ms/smtp_auth_disabled for more information.",
		  TROUBLE_SMTP_OFF },
		{ "AUTH LOGIN",
		  "535 5.7.139 Authentication unsuccessful, "
		  "SmtpClientAuthentication is disabled for the Mailbox.",
		  TROUBLE_SMTP_OFF },
		{ "AUTH LOGIN",
		  "550 5.7.30 Basic authentication is not supported for Client "
		  "Submission.",
		  TROUBLE_PASSWORD_OFF },
		{ "AUTH LOGIN", "535 5.7.3 Authentication unsuccessful",
		  TROUBLE_LOGIN },
		{ "MAIL FROM:<a@b>",
		  "530 5.7.57 Client not authenticated to send mail.",
		  TROUBLE_LOGIN_WANTED },
		{ "DATA",
		  "554 5.2.252 SendAsDenied; a@b not allowed to send as c@d;",
		  TROUBLE_SENDER },
		{ "DATA",
		  "550 5.7.60 SMTP; Client does not have permissions to send "
		  "as this sender",
		  TROUBLE_SENDER },
		/* iCloud, Yahoo, Fastmail */
		{ "AUTH PLAIN",
		  "535 5.7.8 Error: authentication failed: app-specific "
		  "password required",
		  TROUBLE_APP_PASSWORD },
		{ "AUTH PLAIN",
		  "535 5.7.8 Error: authentication failed: ", TROUBLE_LOGIN },
		{ "AUTH PLAIN",
		  "535 5.7.0 (#AUTH005) Too many bad auth attempts.",
		  TROUBLE_TOO_OFTEN },
		{ "AUTH PLAIN",
		  "535 5.7.0 Incorrect username or password. Check you are "
		  "using an app password: https://fastmail.help/",
		  TROUBLE_APP_PASSWORD },
		/* Postfix */
		{ "AUTH PLAIN",
		  "535 5.7.8 Error: authentication failed: "
		  "UGFzc3dvcmQ6",
		  TROUBLE_LOGIN },
		{ "AUTH PLAIN",
		  "454 4.7.0 Temporary authentication failure: Connection lost "
		  "to authentication server",
		  TROUBLE_LOGIN_LATER },
		{ "AUTH PLAIN", "503 5.5.1 Error: authentication not enabled",
		  TROUBLE_NO_LOGIN },
		{ "AUTH PLAIN",
		  "535 5.7.8 Error: authentication failed: no mechanism "
		  "available",
		  TROUBLE_LOGIN },
		{ "AUTH PLAIN",
		  "538 5.7.11 Encryption required for requested authentication "
		  "mechanism",
		  TROUBLE_LOGIN_CLEAR },
		{ "RCPT TO:<a@b>",
		  "553 5.7.1 <c@d>: Sender address rejected: not owned by user "
		  "e@f",
		  TROUBLE_SENDER },
		{ "RCPT TO:<a@b>",
		  "553 5.7.1 <c@d>: Sender address rejected: not logged in",
		  TROUBLE_LOGIN_WANTED },
		{ "RCPT TO:<a@b>", "554 5.7.1 <a@b>: Relay access denied",
		  TROUBLE_RELAY },
		{ "RCPT TO:<a@b>",
		  "554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: "
		  "Access "
		  "denied",
		  TROUBLE_LOGIN_WANTED },
		{ "RCPT TO:<a@b>",
		  "554 5.7.1 Service unavailable; Client host [192.0.2.1] "
		  "blocked using zen.spamhaus.org",
		  TROUBLE_BLOCKED },
		{ "RCPT TO:<a@b>",
		  "450 4.2.0 <a@b>: Recipient address rejected: Greylisted, "
		  "see "
		  "http://postgrey.schweikert.ch/help/b.html",
		  TROUBLE_GREYLISTED },
		{ "RCPT TO:<a@b>",
		  "451 4.7.1 Greylisting in action, please come "
		  "back later",
		  TROUBLE_GREYLISTED },
		{ "RCPT TO:<a@b>",
		  "550 5.1.1 <a@b>: Recipient address rejected: User unknown",
		  TROUBLE_RECIPIENT },
		{ "RCPT TO:<a@b>", "452 4.2.2 Mailbox full", TROUBLE_FULL },
		{ "RCPT TO:<a@b>", "552 5.2.2 Over quota", TROUBLE_FULL },
		{ "DATA",
		  "554 5.7.1 Message rejected as spam by Content "
		  "Filtering.",
		  TROUBLE_SPAM },
		/* Exim, qmail, others */
		{ "AUTH PLAIN", "535 Incorrect authentication data",
		  TROUBLE_LOGIN },
		{ "RCPT TO:<a@b>", "550 Sender verify failed", TROUBLE_SENDER },
		{ "RCPT TO:<a@b>", "550 relay not permitted", TROUBLE_RELAY },
		{ "MAIL FROM:<a@b>", "550 Sender address is not allowed.",
		  TROUBLE_SENDER },
		{ "MAIL FROM:<a@b>",
		  "553 sorry, your envelope sender is in my "
		  "badmailfrom list",
		  TROUBLE_SENDER },
		{ "MAIL FROM:<a@b>", "421 4.7.0 Try again later",
		  TROUBLE_LATER },
		{ "MAIL FROM:<a@b>", "500 What?", TROUBLE_REFUSED },
		{ "", "554 No SMTP service here", TROUBLE_NOT_WELCOME },
		{ "", "421 Too many concurrent SMTP connections",
		  TROUBLE_TOO_OFTEN },
		{ "STARTTLS",
		  "454 4.7.0 TLS not available due to local problem",
		  TROUBLE_NO_STARTTLS },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum trouble got = trouble_of(SERVER_SMTP, cases[i].command,
					      cases[i].answer);

		if (got != cases[i].trouble)
			print_error("%s\n", cases[i].answer);
		assert_string_equal(trouble_name(got),
				    trouble_name(cases[i].trouble));
	}
}

static void test_imap(void **state)
{
	static const struct {
		const char *answer;
		enum trouble trouble;
	} cases[] = {
		{ "A1 NO [AUTHENTICATIONFAILED] Authentication failed.",
		  TROUBLE_LOGIN },
		{ "A1 NO [ALERT] Application-specific password required: "
		  "https://support.google.com/accounts/answer/185833 (Failure)",
		  TROUBLE_APP_PASSWORD },
		{ "A1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
		  TROUBLE_LOGIN },
		{ "A1 NO [ALERT] Your account is not enabled for IMAP use. "
		  "Please visit your Gmail settings page",
		  TROUBLE_IMAP_OFF },
		{ "A1 NO [ALERT] IMAP access is disabled for your domain.",
		  TROUBLE_IMAP_OFF },
		{ "A1 NO [WEBALERT https://accounts.google.com/signin] Web "
		  "login "
		  "required.",
		  TROUBLE_BROWSER },
		{ "A1 NO [ALERT] Please log in via your web browser: "
		  "https://support.google.com/mail/accounts/answer/78754",
		  TROUBLE_BROWSER },
		{ "A1 NO [ALERT] Too many simultaneous connections. (Failure)",
		  TROUBLE_TOO_OFTEN },
		{ "A1 NO LOGIN failed. BasicAuthBlocked",
		  TROUBLE_PASSWORD_OFF },
		{ "A1 NO LOGIN failed.", TROUBLE_LOGIN },
		{ "A1 NO AUTHENTICATE failed.", TROUBLE_LOGIN },
		{ "A1 NO [UNAVAILABLE] Temporary authentication failure.",
		  TROUBLE_LOGIN_LATER },
		{ "A1 NO [PRIVACYREQUIRED] Plaintext authentication disallowed "
		  "on non-secure (SSL/TLS) connections.",
		  TROUBLE_LOGIN_CLEAR },
		{ "A1 BAD unexpected", TROUBLE_LOGIN },
		{ "* BYE Internal error occurred.", TROUBLE_LOGIN_LATER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum trouble got = trouble_of(SERVER_IMAP, "A1 LOGIN a b",
					      cases[i].answer);

		if (got != cases[i].trouble)
			print_error("%s\n", cases[i].answer);
		assert_string_equal(trouble_name(got),
				    trouble_name(cases[i].trouble));
	}
}

static void test_every_trouble_has_a_name(void **state)
{
	(void)state;
	for (int i = 0; i < TROUBLE_COUNT; i++) {
		assert_non_null(trouble_name((enum trouble)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(trouble_name((enum trouble)i),
						trouble_name((enum trouble)j));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_smtp),
		cmocka_unit_test(test_imap),
		cmocka_unit_test(test_every_trouble_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
