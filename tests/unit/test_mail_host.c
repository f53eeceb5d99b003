/* The table of well-known mail servers.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/name.h"
#include "catalog/mail_host.h"
#include "catalog/mailbox.h"

static struct mail_host_list *list;

static int load(void **state)
{
	(void)state;
	return mail_host_list_load("src/catalog", &list) == OK ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	mail_host_list_free(list);
	return 0;
}

static void check_server(const struct known_server *s,
			 enum server_protocol protocol)
{
	char name[NAME_SIZE];

	assert_true(name_canonical(s->host, strlen(s->host), name));
	assert_string_equal(name, s->host);
	/* Nobody is told to send a password in the clear. */
	assert_int_not_equal(s->security, SECURITY_NONE);
	assert_int_equal(s->port, server_port(protocol, s->security));
}

static void every_row_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < list->count; i++) {
		const struct mail_host *h = &list->hosts[i];

		assert_ptr_equal(mail_host_find(list, h->id), h);
		assert_true(h->server_count[SERVER_SMTP] > 0);
		assert_true(*h->source);
		/* "2026-03-12" */
		assert_int_equal(strlen(h->seen), 10);
		for (int p = 0; p < SERVER_PROTOCOLS; p++) {
			for (size_t j = 0; j < h->server_count[p]; j++)
				check_server(&h->servers[p][j],
					     (enum server_protocol)p);
		}
		for (size_t j = 0; j < h->domain_count; j++)
			assert_ptr_equal(
				mail_host_of_domain(list, h->domains[j]), h);
	}
}

static void hosts_are_found(void **state)
{
	static const struct {
		const char *domain, *mx, *server, *id;
	} cases[] = {
		{ "gmail.com", NULL, NULL, "google-workspace" },
		{ "hotmail.nl", NULL, NULL, "outlook-com" },
		{ "voorbeeld.nl", NULL, NULL, NULL },
		{ NULL, "aspmx.l.google.com", NULL, "google-workspace" },
		{ NULL, "a-nl.mail.protection.outlook.com", NULL,
		  "microsoft-365" },
		{ NULL, "smtpin.rzone.de", NULL, "strato" },
		{ NULL, "web.carien.eu", NULL, "carien" },
		{ NULL, "mail.voorbeeld.nl", NULL, NULL },
		{ NULL, "notcarien.eu", NULL, NULL },
		{ NULL, NULL, "imap.mail.me.com", "icloud" },
		{ NULL, NULL, "web.carien.eu", "carien" },
		{ NULL, NULL, "smtp.voorbeeld.nl", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct mail_host *h =
			cases[i].domain
				? mail_host_of_domain(list, cases[i].domain)
			: cases[i].mx
				? mail_host_of_mx(list, cases[i].mx)
				: mail_host_of_server(list, cases[i].server);

		if (!cases[i].id)
			assert_null(h);
		else
			assert_string_equal(h ? h->id : "none", cases[i].id);
	}
}

/* What the guides say hangs on these. */
static void passwords(void **state)
{
	static const struct {
		const char *id;
		enum mail_password password;
	} cases[] = {
		{ "google-workspace", PASSWORD_APP },
		{ "icloud", PASSWORD_APP },
		{ "microsoft-365", PASSWORD_OAUTH },
		{ "outlook-com", PASSWORD_OAUTH },
		{ "strato", PASSWORD_NORMAL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(mail_host_find(list, cases[i].id)->password,
				 cases[i].password);
}

static void a_damaged_file_is_told(void **state)
{
	static const char *const texts[] = {
		"",
		"{",
		"[]",
		"{\"mail_hosts\":[]}",
		"{\"mail_hosts\":[7]}",
		"{\"mail_hosts\":[{\"id\":\"a\",\"name\":\"A\"}]}",
	};
	char folder[] = "/tmp/zegel-mail-hosts-XXXXXX";
	char *path;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = xasprintf("%s/mail_hosts.json", folder);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct mail_host_list *none;
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fputs(texts[i], file);
		fclose(file);
		assert_int_equal(mail_host_list_load(folder, &none),
				 ERR_DAMAGED);
		assert_null(none);
	}
	unlink(path);
	rmdir(folder);
	free(path);
}

static void a_file_that_is_not_there_is_told(void **state)
{
	struct mail_host_list *none;

	(void)state;
	assert_int_equal(mail_host_list_load("tests/unit", &none),
			 ERR_NOT_FOUND);
	assert_null(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(hosts_are_found),
		cmocka_unit_test(passwords),
		cmocka_unit_test(a_damaged_file_is_told),
		cmocka_unit_test(a_file_that_is_not_there_is_told),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
