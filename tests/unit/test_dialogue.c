/* The reader of conversations with mail servers.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/dialogue.h"

/* "C ..." is what we say, "S ..." what the server says, a line each. */
static struct dialogue talk(enum server_protocol protocol, const char *script)
{
	struct dialogue d = dialogue_new(protocol);
	struct slice rest = slice_of(script);
	struct slice line;

	while (rest.len) {
		line = slice_take_until(&rest, "\n");
		slice_skip_char(&rest, '\n');
		if (line.len < 2)
			continue;
		if (line.at[0] == 'C')
			dialogue_sent(&d, line.at + 2, line.len - 2);
		else
			dialogue_received(&d, line.at + 2, line.len - 2);
	}
	return d;
}

static void test_steps_and_offers(void **state)
{
	static const struct {
		enum server_protocol protocol;
		const char *script;
		enum talk_step step;
		unsigned offers;
		unsigned code;
		const char *status, *text;
	} cases[] = {
		{ SERVER_SMTP, "S 220 mail.example ESMTP", TALK_REACH, 0, 220,
		  "", "mail.example ESMTP" },
		{ SERVER_SMTP,
		  "S 220 hi\nC EHLO a\nS 250-mail\nS 250-AUTH PLAIN LOGIN\n"
		  "S 250 STARTTLS",
		  TALK_REACH, OFFER_PASSWORD | OFFER_STARTTLS, 250, "",
		  "mail AUTH PLAIN LOGIN STARTTLS" },
		/* After STARTTLS only what is said then counts (RFC 3207). */
		{ SERVER_SMTP,
		  "S 220 hi\nC EHLO a\nS 250-m\nS 250 STARTTLS\nC STARTTLS\n"
		  "S 220 2.0.0 go\nC EHLO a\nS 250-m\nS 250 AUTH XOAUTH2",
		  TALK_TLS, OFFER_OAUTH, 250, "", "m AUTH XOAUTH2" },
		/* What follows is no greeting: the offers stay. */
		{ SERVER_SMTP,
		  "S 220 hi\nC EHLO a\nS 250-m\nS 250 AUTH=LOGIN\nC NOOP\n"
		  "S 250 2.0.0 STARTTLS",
		  TALK_REACH, OFFER_PASSWORD, 250, "2.0.0", "STARTTLS" },
		{ SERVER_SMTP, "S 220 hi\nC EHLO a\nS 250 AUTH GSSAPI NTLM",
		  TALK_REACH, OFFER_OTHER, 250, "", "AUTH GSSAPI NTLM" },
		{ SERVER_SMTP,
		  "S 220 hi\nC MAIL FROM:<a@b>\nS 550-5.7.1 one\n"
		  "S 550 5.7.1 two",
		  TALK_SENDER, 0, 550, "5.7.1", "one two" },
		{ SERVER_SMTP, "S 220 hi\nC RCPT TO:<a@b>\nS 450 4.2.0 later",
		  TALK_RECIPIENT, 0, 450, "4.2.0", "later" },
		/* Numbers that are no status. */
		{ SERVER_SMTP, "S 220 hi\nC DATA\nS 554 1.2 3.4.5",
		  TALK_MESSAGE, 0, 554, "", "1.2 3.4.5" },
		{ SERVER_SMTP, "S 220\nC DATA\nS 554", TALK_MESSAGE, 0, 554, "",
		  "" },
		/* Our good-bye does not wipe out what came before. */
		{ SERVER_SMTP,
		  "S 220 hi\nC RCPT TO:<a@b>\nS 450 later\nC QUIT\nS 221 bye",
		  TALK_RECIPIENT, 0, 450, "", "later" },
		{ SERVER_IMAP,
		  "S * OK hi\nC A1 LOGIN a b\nS A1 NO no\nC A2 LOGOUT\n"
		  "S * BYE bye\nS A2 OK out",
		  TALK_LOGIN, 0, 550, "", "no" },
		/* No reply at all: it changes nothing. */
		{ SERVER_SMTP, "S 220 hi\nS 99 x\nS 2500 y\nS HTTP/1.1 400 z",
		  TALK_REACH, 0, 220, "", "hi" },
		{ SERVER_IMAP,
		  "S * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hi",
		  TALK_REACH, OFFER_STARTTLS, 250, "", "hi" },
		{ SERVER_IMAP,
		  "S * OK hi\nC A1 CAPABILITY\n"
		  "S * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\n"
		  "S A1 OK done",
		  TALK_REACH, OFFER_PASSWORD | OFFER_OAUTH, 250, "", "done" },
		{ SERVER_IMAP,
		  "S * OK hi\nC A2 LOGIN me pw\nS * OK not yet\n"
		  "S A2 NO [AUTHENTICATIONFAILED] Authentication failed.",
		  TALK_LOGIN, 0, 550, "AUTHENTICATIONFAILED",
		  "Authentication failed." },
		{ SERVER_IMAP, "S * BYE too busy", TALK_REACH, 0, 421, "",
		  "too busy" },
		{ SERVER_IMAP, "S * OK hi\nC A1 STARTTLS\nS B7 NO me\nS A1 BAD",
		  TALK_TLS, 0, 500, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct dialogue d = talk(cases[i].protocol, cases[i].script);

		assert_int_equal(d.step, cases[i].step);
		assert_int_equal(d.offers, cases[i].offers);
		assert_int_equal(d.code, cases[i].code);
		assert_string_equal(d.status, cases[i].status);
		assert_string_equal(str_text(&d.text), cases[i].text);
		dialogue_free(&d);
	}
}

/* In none of what is kept. */
static void no_secret_in(const struct dialogue *d)
{
	assert_null(strstr(str_text(&d->text), "SECRET"));
	for (size_t i = 0; i < d->line_count; i++)
		assert_null(strstr(d->lines[i].text, "SECRET"));
}

static void test_passwords_are_not_kept(void **state)
{
	static const struct {
		enum server_protocol protocol;
		const char *script;
		const char *last; /* line that is kept */
	} cases[] = {
		{ SERVER_SMTP,
		  "S 220 hi\nC AUTH PLAIN SECRET\nS 235 2.7.0 welcome",
		  "235 2.7.0 welcome" },
		{ SERVER_SMTP, "C auth plain SECRET", "auth plain" },
		{ SERVER_SMTP, "C AUTH", "AUTH" },
		{ SERVER_SMTP, "C AUTH\nC SECRET", "AUTH" },
		{ SERVER_SMTP,
		  "C AUTH LOGIN\nS 334 SECRET\nC SECRET\nS 334 SECRET\n"
		  "C SECRET\nC SECRET\nS 535 no",
		  "535 no" },
		{ SERVER_SMTP,
		  "C AUTH LOGIN\nS 334-SECRET\nS 334 SECRET\nC SECRET",
		  "AUTH LOGIN" },
		{ SERVER_IMAP, "C A1 LOGIN SECRET SECRET", "A1 LOGIN" },
		{ SERVER_IMAP, "C A1 login SECRET\nS A1 OK in", "A1 OK in" },
		{ SERVER_IMAP,
		  "C A1 AUTHENTICATE PLAIN SECRET\nS + SECRET\nC SECRET",
		  "A1 AUTHENTICATE PLAIN" },
		/* Another's answer does not end the login. */
		{ SERVER_IMAP,
		  "C A1 AUTHENTICATE PLAIN\nS * OK 1\nS A0 OK 2\nC SECRET",
		  "A0 OK 2" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct dialogue d = talk(cases[i].protocol, cases[i].script);

		no_secret_in(&d);
		assert_true(d.line_count > 0);
		assert_string_equal(d.lines[d.line_count - 1].text,
				    cases[i].last);
		dialogue_free(&d);
	}
}

static void test_hostile_servers(void **state)
{
	struct dialogue d = dialogue_new(SERVER_SMTP);
	char *line = xcalloc(1, 5000);

	(void)state;
	memset(line, 'x', 4998);
	memcpy(line, "250-", 4);
	line[4998] = '\n';
	dialogue_received(&d, "220 \033]0;title\007 \xe2\x80\xae\r\n", 20);
	assert_null(strchr(str_text(&d.text), '\033'));
	assert_non_null(strstr(str_text(&d.text), "\\x1B]0;title\\x07"));
	dialogue_sent(&d, "EHLO a\r\n", 8);
	for (int i = 0; i < 1000; i++)
		dialogue_received(&d, line, 4999);
	assert_int_equal(d.line_count, DIALOGUE_LINES_MAX);
	assert_true(strlen(d.lines[50].text) <= DIALOGUE_LINE_MAX);
	assert_true(d.text.len <= DIALOGUE_TEXT_MAX);
	dialogue_received(&d, "\0\0\0", 3);
	dialogue_received(&d, "", 0);
	dialogue_received(&d, "\n\r\n", 3);
	dialogue_free(&d);
	free(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_and_offers),
		cmocka_unit_test(test_passwords_are_not_kept),
		cmocka_unit_test(test_hostile_servers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
