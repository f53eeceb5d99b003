/* The mail server that zegel sends through: what the file may say, who may have
 * access to it, and what of the environment counts.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/smtp_settings.h"

/* "host port security user password from" of what was read. */
static char *summary(const struct smtp_settings *s)
{
	static const char *const security[] = { "starttls", "tls", "none" };

	return xasprintf("%s %u %s %s %s %s", s->host, (unsigned)s->port,
			 security[s->security], s->user ? s->user : "-",
			 s->password ? secret_text(s->password) : "-", s->from);
}

static void test_what_a_file_says(void **state)
{
	static const struct {
		const char *text, *summary;
	} cases[] = {
		{ "server = smtp.Voorbeeld.nl\nuser = a@voorbeeld.nl\n"
		  "password = geheim\n",
		  "smtp.voorbeeld.nl 587 starttls a@voorbeeld.nl geheim "
		  "a@voorbeeld.nl" },
		{ "# mail\r\n\r\n  Server=smtp.voorbeeld.nl\r\nPORT = 465\r\n"
		  "from = b@voorbeeld.nl",
		  "smtp.voorbeeld.nl 465 tls - - b@voorbeeld.nl" },
		{ "server = smtp.voorbeeld.nl\nsecurity = TLS\n"
		  "from = b@voorbeeld.nl",
		  "smtp.voorbeeld.nl 465 tls - - b@voorbeeld.nl" },
		{ "server = smtp.voorbeeld.nl\nsecurity = starttls\n"
		  "port = 2525\nfrom = b@voorbeeld.nl",
		  "smtp.voorbeeld.nl 2525 starttls - - b@voorbeeld.nl" },
		{ "server = localhost\nfrom = zegel@localhost",
		  "localhost 25 none - - zegel@localhost" },
		{ "server = ::1\nport = 587\nfrom = zegel@localhost",
		  "::1 587 starttls - - zegel@localhost" },
		{ "server = 127.0.0.1\nsecurity = none\nport = 1025\n"
		  "from = zegel@localhost",
		  "127.0.0.1 1025 none - - zegel@localhost" },
		/* Blanks, # and = belong to a password. */
		{ "server = a.nl\nuser = jan\npassword = # a = b  c \n"
		  "from = b@a.nl",
		  "a.nl 587 starttls jan # a = b  c b@a.nl" },
		{ "server = a.nl\nserver = b.nl\nfrom = b@a.nl",
		  "b.nl 587 starttls - - b@a.nl" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct secret *password = NULL;
		struct smtp_settings settings;
		char *problem, *seen;

		if (smtp_settings_read(cases[i].text, strlen(cases[i].text),
				       &settings, &password, &problem))
			fail_msg("%s: %s", cases[i].text, problem);
		seen = summary(&settings);
		assert_string_equal(seen, cases[i].summary);
		free(seen);
		smtp_settings_free(&settings);
	}
}

static void test_what_it_cannot_say(void **state)
{
	static const struct {
		const char *text, *problem; /* a part of it */
	} cases[] = {
		{ "", "no mail server" },
		{ "from = a@b.nl", "no mail server" },
		{ "server = a.nl", "from = " },
		{ "server = a.nl\nuser = jan\npassword = x", "from = " },
		{ "server = a.nl\nuser = a@b.nl", "no password" },
		{ "server = a.nl\nfrom = a@b.nl\nsecurity = none",
		  "without encryption" },
		{ "server = localhost.a.nl\nfrom = a@b.nl\nsecurity = none",
		  "without encryption" },
		{ "server = a.nl\nsecurity = off", "security (line 2)" },
		{ "server = a.nl:25", "server (line 1)" },
		{ "server = 192.0.2.1:25", "server (line 1)" },
		{ "server = 192.0.2.1@25", "server (line 1)" },
		{ "server = smtp://a.nl", "server (line 1)" },
		{ "server =", "server (line 1)" },
		{ "port = 0", "port (line 1)" },
		{ "port = 65536", "port (line 1)" },
		{ "port = 25x", "port (line 1)" },
		{ "from = Jan <a@b.nl>", "from (line 1)" },
		{ "user = a\x01", "user (line 1)" },
		{ "password =", "password (line 1)" },
		{ "\n\nhunter2", "line 3 is no setting" },
		{ "passwort = hunter2", "line 1 is no setting" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct secret *password = NULL;
		struct smtp_settings settings;
		char *problem;

		if (smtp_settings_read(cases[i].text, strlen(cases[i].text),
				       &settings, &password,
				       &problem) != ERR_SYNTAX)
			fail_msg("%s", cases[i].text);
		if (!strstr(problem, cases[i].problem) ||
		    strstr(problem, "hunter2"))
			fail_msg("%s: %s", cases[i].text, problem);
		free(problem);
	}
}

/* --- files and the environment ------------------------------------------- */

static char *make_file(const char *text, mode_t mode)
{
	char *folder = xstrdup("/tmp/zegel-test-XXXXXX"), *path, *below;
	FILE *to;

	assert_non_null(mkdtemp(folder));
	below = xasprintf("%s/zegel", folder);
	assert_int_equal(mkdir(below, 0700), 0);
	path = xasprintf("%s/smtp.conf", below);
	if (text) {
		to = fopen(path, "we");
		assert_non_null(to);
		assert_true(fputs(text, to) >= 0);
		assert_int_equal(fclose(to), 0);
		assert_int_equal(chmod(path, mode), 0);
	}
	setenv("XDG_CONFIG_HOME", folder, 1);
	free(below);
	free(folder);
	return path;
}

static void remove_file(char *path)
{
	(void)unlink(path);
	*strrchr(path, '/') = 0;
	(void)rmdir(path);
	*strrchr(path, '/') = 0;
	(void)rmdir(path);
	free(path);
}

static const char good[] = "server = a.nl\nuser = a@b.nl\npassword = x\n";

static void test_whose_file_it_is(void **state)
{
	static const struct {
		mode_t mode;
		enum err err;
	} cases[] = {
		{ 0600, OK },         { 0400, OK },
		{ 0640, ERR_DENIED }, { 0604, ERR_DENIED },
		{ 0620, ERR_DENIED }, { 0602, ERR_DENIED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *path = make_file(good, cases[i].mode);
		struct secret *password = NULL;
		struct smtp_settings settings;
		char *problem;

		assert_int_equal(
			smtp_settings_load(&settings, &password, &problem),
			cases[i].err);
		if (cases[i].err)
			assert_non_null(strstr(problem, path));
		free(problem);
		smtp_settings_free(&settings);
		remove_file(path);
	}
}

static void test_somebody_elses_file(void **state)
{
	char *path = make_file(good, 0600);
	struct secret *password = NULL;
	struct smtp_settings settings;
	char *problem;

	(void)state;
	if (chown(path, 12345, 12345) != 0) {
		remove_file(path);
		skip(); /* only root can give a file away */
	}
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_DENIED);
	free(problem);
	remove_file(path);
}

static void test_no_file_and_no_regular_one(void **state)
{
	char *path = make_file(NULL, 0);
	struct secret *password = NULL;
	struct smtp_settings settings;
	char *problem;

	(void)state;
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_NOT_FOUND);
	free(problem);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_IO);
	free(problem);
	remove_file(path);
}

static void test_a_file_that_is_too_long(void **state)
{
	char *text = xcalloc(1, 20001);
	char *path, *problem;
	struct secret *password = NULL;
	struct smtp_settings settings;

	(void)state;
	memset(text, '\n', 20000);
	path = make_file(text, 0600);
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_TOO_LONG);
	free(problem);
	free(text);
	remove_file(path);
}

static struct secret *password_of(const char *text)
{
	struct secret *password = secret_new_password();

	secret_add(password, text, strlen(text));
	return password;
}

static void test_the_environment(void **state)
{
	char *path = make_file("server = file.nl\nfrom = f@file.nl\n", 0600);
	struct secret *password = password_of("uit de omgeving");
	struct smtp_settings settings;
	char *problem, *seen;

	(void)state;
	setenv("ZEGEL_SMTP_SERVER", "omgeving.nl", 1);
	setenv("ZEGEL_SMTP_USER", "jan@omgeving.nl", 1);
	setenv("ZEGEL_SMTP_PORT", "465", 1);
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 OK);
	assert_null(password);
	seen = summary(&settings);
	assert_string_equal(seen, "omgeving.nl 465 tls jan@omgeving.nl "
				  "uit de omgeving jan@omgeving.nl");
	free(seen);
	smtp_settings_free(&settings);

	setenv("ZEGEL_SMTP_PORT", "submission", 1);
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_SYNTAX);
	assert_non_null(strstr(problem, "ZEGEL_SMTP_PORT"));
	free(problem);
	unsetenv("ZEGEL_SMTP_SERVER");
	unsetenv("ZEGEL_SMTP_USER");
	unsetenv("ZEGEL_SMTP_PORT");
	remove_file(path);
}

static void test_a_password_beside_the_file(void **state)
{
	char *path = make_file("server = a.nl\nuser = a@b.nl\n", 0644);
	struct secret *password = password_of("omgeving");
	struct smtp_settings settings;
	char *problem;

	(void)state;
	/* Whoever can change it could have the password sent to himself. */
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 ERR_DENIED);
	assert_non_null(password);
	free(problem);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(smtp_settings_load(&settings, &password, &problem),
			 OK);
	assert_string_equal(secret_text(settings.password), "omgeving");
	smtp_settings_free(&settings);
	remove_file(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_a_file_says),
		cmocka_unit_test(test_what_it_cannot_say),
		cmocka_unit_test(test_whose_file_it_is),
		cmocka_unit_test(test_somebody_elses_file),
		cmocka_unit_test(test_no_file_and_no_regular_one),
		cmocka_unit_test(test_a_file_that_is_too_long),
		cmocka_unit_test(test_the_environment),
		cmocka_unit_test(test_a_password_beside_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
